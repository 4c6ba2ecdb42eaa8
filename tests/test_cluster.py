import pytest
from hypothesis import given
from hypothesis import strategies as st

from docdiff.cluster import group_versions
from docdiff.model import Evidence, Family, Match, Relation

IDS = "abcdefgh"
SIZES = {"a": 90, "b": 80, "c": 80, "d": 70, "e": 60, "f": 60, "g": 50, "h": 40}


def match(a, b, likeness=0.8, relation=Relation.VERSION):
    """Return a match whose larger weighted containment is ``likeness``."""
    return Match(a, b, relation, 0.5, 0.5, 0.5, Evidence("", likeness, 0.1))


kin = st.sampled_from([Relation.VERSION, Relation.VERSION, Relation.IDENTICAL, Relation.OVERLAP])
matches = st.dictionaries(
    st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda pair: pair[0] < pair[1]),
    st.tuples(st.sampled_from([0.6, 0.7, 0.9]), kin),
    max_size=14,
).map(lambda found: [match(*pair, *rest) for pair, rest in found.items()])


@given(matches, st.randoms(use_true_random=False))
def test_families_do_not_depend_on_the_order(found, random):
    """Neither the order of the pairs nor that of their sides changes a family."""
    shuffled = [match(m.b, m.a, m.evidence.weighted_containment_a, m.relation) for m in found]
    random.shuffle(shuffled)

    assert group_versions(found, SIZES) == group_versions(shuffled, SIZES)


@given(matches)
def test_a_document_has_one_family_at_most(found):
    """Families are disjoint and sorted, and every document of one stands in a match."""
    families = group_versions(found, SIZES)
    members = [id_ for family in families for id_ in family.members]

    assert len(members) == len(set(members))
    assert sorted(families, key=lambda family: family.members) == list(families)
    assert set(members) <= {id_ for m in found for id_ in (m.a, m.b)}


@given(matches)
def test_every_member_is_a_version_of_the_representative(found):
    """No member is there for its likeness to another member alone, copies apart."""
    related = {frozenset((m.a, m.b)) for m in found if m.relation is Relation.VERSION}
    copies = {id_: {id_} for id_ in IDS}
    for m in found:
        if m.relation is Relation.IDENTICAL:
            joint = copies[m.a] | copies[m.b]
            copies.update(dict.fromkeys(joint, joint))
    for family in group_versions(found, SIZES):
        for member in family.members:
            assert family.representative in copies[member] or any(
                frozenset((a, b)) in related
                for a in copies[member]
                for b in copies[family.representative]
            )


@given(matches)
def test_identical_documents_stay_together(found):
    """A copy is never left behind, whatever else is like it."""
    family_of = {id_: f for f in group_versions(found, SIZES) for id_ in f.members}
    for m in found:
        if m.relation is Relation.IDENTICAL:
            assert family_of[m.a] is family_of[m.b]


@given(matches)
def test_the_representative_is_the_largest_member(found):
    """The most complete version stands for the family; of equals the first by id."""
    for family in group_versions(found, SIZES):
        expected = min(family.members, key=lambda id_: (-SIZES[id_], id_))

        assert expected == family.representative


def test_a_row_of_likenesses_is_not_one_family():
    """Each is like the next, the first and the last are strangers."""
    row = [match(a, b) for a, b in zip("abcde", "bcdef", strict=False)]

    assert (
        Family(("a", "b"), "a"),
        Family(("c", "d"), "c"),
        Family(("e", "f"), "e"),
    ) == group_versions(row, SIZES)


def test_a_document_joins_the_representative_it_is_most_like():
    """Between two families likeness decides, and then the size of the representative."""
    assert (Family(("b", "d"), "b"),) == group_versions(
        [match("a", "d", 0.7), match("b", "d", 0.9)], SIZES
    )
    assert (Family(("a", "d"), "a"),) == group_versions(
        [match("b", "d", 0.7), match("a", "d", 0.7)], SIZES
    )


@pytest.mark.parametrize(
    "relation",
    sorted(set(Relation) - {Relation.IDENTICAL, Relation.VERSION}),
)
def test_other_relations_make_no_family(relation):
    """A chapter is no version of its book, nor one city's by-law of another's."""
    assert () == group_versions([match("a", "b", relation=relation)], SIZES)


def test_a_copy_of_a_version_belongs_to_its_family():
    """Copies are matched with the first of their kind only, and still come along."""
    found = [match("a", "b"), match("b", "c", relation=Relation.IDENTICAL)]

    assert (Family(("a", "b", "c"), "a"),) == group_versions(found, SIZES)


def test_nothing_gives_no_families():
    """No match, no family."""
    assert () == group_versions([], {})
