"""Matches to families: the most alike first, and siblings never in one."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docdiff.cluster import group_versions
from docdiff.model import Evidence, Family, Match, Relation

IDS = "abcdefgh"
RANK = {id_: place for place, id_ in enumerate("acbefdhg")}
KIN = (Relation.VERSION, Relation.IDENTICAL)


def match(a, b, likeness=0.8, relation=Relation.VERSION):
    """Return a match whose larger weighted containment is ``likeness``."""
    return Match(a, b, relation, 0.5, 0.5, 0.5, Evidence("", likeness, 0.1))


relations = st.sampled_from([Relation.VERSION] * 3 + sorted(set(Relation) - {Relation.VERSION}))
matches = st.dictionaries(
    st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda pair: pair[0] < pair[1]),
    st.tuples(st.sampled_from([0.6, 0.7, 0.9]), relations),
    max_size=14,
).map(lambda found: [match(*pair, *rest) for pair, rest in found.items()])


def group_slowly(found):
    """Return the families by the definition: sets that are joined one match after the other."""
    siblings = {frozenset((m.a, m.b)) for m in found if m.relation is Relation.SIBLING}
    groups = [{id_} for id_ in IDS]
    kin = [m for m in found if m.relation in KIN]
    for m in sorted(
        kin, key=lambda m: (m.relation.value, -m.evidence.weighted_containment_a, m.a, m.b)
    ):
        one, other = (next(group for group in groups if id_ in group) for id_ in (m.a, m.b))
        if one is not other and not any(frozenset((x, y)) in siblings for x in one for y in other):
            groups.remove(other)
            one |= other
    families = [sorted(group) for group in groups if len(group) > 1]
    return tuple(Family(tuple(f), min(f, key=RANK.__getitem__)) for f in sorted(families))


@settings(max_examples=300)
@given(matches)
def test_families_are_those_of_the_definition(found):
    """Copies come first, then versions from the most alike on, where none is a sibling."""
    assert group_slowly(found) == group_versions(found, RANK)


@given(matches, st.randoms(use_true_random=False))
def test_families_do_not_depend_on_the_order(found, random):
    """Neither the order of the pairs nor that of their sides changes a family."""
    shuffled = [match(m.b, m.a, m.evidence.weighted_containment_a, m.relation) for m in found]
    random.shuffle(shuffled)

    assert group_versions(found, RANK) == group_versions(shuffled, RANK)


@given(matches)
def test_a_document_has_one_family_at_most(found):
    """Families are disjoint and sorted, and every document of one stands in a match."""
    families = group_versions(found, RANK)
    members = [id_ for family in families for id_ in family.members]

    assert len(members) == len(set(members))
    assert sorted(families, key=lambda family: family.members) == list(families)
    assert set(members) <= {id_ for m in found for id_ in (m.a, m.b)}


@given(matches)
def test_siblings_have_no_common_family(found):
    """Whatever chain of likenesses leads from one to the other, it is cut."""
    family_of = {id_: f for f in group_versions(found, RANK) for id_ in f.members}
    for m in found:
        if m.relation is Relation.SIBLING and m.a in family_of:
            assert family_of[m.a] is not family_of.get(m.b)


@given(matches)
def test_a_version_is_left_out_for_a_sibling_only(found):
    """Without siblings all that are joined by a chain of versions are one family."""
    kin = [m for m in found if m.relation is not Relation.SIBLING]
    family_of = {id_: f for f in group_versions(kin, RANK) for id_ in f.members}
    for m in kin:
        if m.relation in KIN:
            assert family_of[m.a] is family_of[m.b]


@given(matches)
def test_the_representative_is_the_member_of_least_rank(found):
    """The caller says what represents best, and its order is followed."""
    for family in group_versions(found, RANK):
        assert min(family.members, key=RANK.__getitem__) == family.representative


def test_members_of_one_rank_are_represented_by_the_first_id():
    """A tie has a written order."""
    (family,) = group_versions(
        [match("b", "c", 0.9), match("a", "c", 0.7)], dict.fromkeys("abc", 7)
    )

    assert "a" == family.representative


def test_versions_over_decades_are_one_family():
    """Each is like the next, though the first and the last share little."""
    row = [match(a, b) for a, b in zip("abcde", "bcdef", strict=True)]

    assert (Family(tuple("abcdef"), "a"),) == group_versions(row, RANK)


def test_the_weakest_link_between_siblings_is_cut():
    """A document between two siblings goes with the one it is more like."""
    siblings = match("a", "c", relation=Relation.SIBLING)

    assert (Family(("b", "c"), "c"),) == group_versions(
        [match("a", "b", 0.6), match("b", "c", 0.9), siblings], RANK
    )
    assert (Family(("a", "b"), "a"),) == group_versions(
        [match("a", "b", 0.9), match("b", "c", 0.6), siblings], RANK
    )


def test_a_family_keeps_the_siblings_of_all_its_members():
    """What a member is no version of, no other member brings in."""
    found = [match("a", "d", relation=Relation.SIBLING), match("a", "b", 0.9), match("c", "d", 0.8)]

    assert (Family(("a", "b"), "a"), Family(("c", "d"), "c")) == group_versions(
        [*found, match("b", "c", 0.7)], RANK
    )


def test_likeness_is_the_larger_share():
    """An excerpt shares all of itself, however small its part of the whole."""
    found = [
        Match("a", "b", Relation.VERSION, 0.5, 0.5, 0.5, Evidence("", 0.1, 0.9)),
        match("b", "c", 0.8),
        match("a", "c", relation=Relation.SIBLING),
    ]

    assert (Family(("a", "b"), "a"),) == group_versions(found, RANK)


@pytest.mark.parametrize("relation", sorted(set(Relation) - set(KIN)))
def test_other_relations_make_no_family(relation):
    """A chapter is no version of its book, nor one city's by-law of another's."""
    assert () == group_versions([match("a", "b", relation=relation)], RANK)


def test_a_copy_of_a_version_belongs_to_its_family():
    """Copies are matched with the first of their kind only, and still come along."""
    found = [match("a", "b"), match("b", "c", relation=Relation.IDENTICAL)]

    assert (Family(("a", "b", "c"), "a"),) == group_versions(found, RANK)


def test_ten_thousand_versions_in_a_row_are_grouped_at_once():
    """Joining goes from the smaller to the larger, so a chain takes no time by its square."""
    ids = [f"{number:05}" for number in range(10_000)]
    row = [match(a, b, int(a) * 7919 % 997 / 1000) for a, b in pairwise(ids)]

    (family,) = group_versions(row, dict.fromkeys(ids, 0))
    assert tuple(ids) == family.members


def test_a_document_without_a_rank_is_refused():
    """No order was given for it, and none is made up."""
    with pytest.raises(KeyError, match="'b'"):
        group_versions([match("a", "b")], {"a": 0})


def test_nothing_gives_no_families():
    """No match, no family."""
    assert () == group_versions([], {})
