"""Token edits: fewest, readable, and replayable."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from strategies import document_pairs

from docdiff.align import align
from docdiff.edits import diff_hunks, find_hunks
from docdiff.model import PairKind, Span
from docdiff.normalize import make_quiet
from docdiff.text import split_tokens


def edits_of(old, new, atoms=((), ())):
    """Return the quiet texts, their correspondence and the edits between them."""
    sides = (make_quiet(old), make_quiet(new))
    found = align(*sides)
    return sides, found, diff_hunks(find_hunks(sides, found), sides, found, atoms)


def readings(old, new):
    """Return both readings of every edit, as quiet text."""
    sides, _, edits = edits_of(old, new)
    return [(sides[0].chars[e.i : e.i_end], sides[1].chars[e.j : e.j_end]) for e in edits]


@given(document_pairs())
def test_replaying_the_edits_gives_the_new_text(pair):
    """Equal stretches and edits of every group add up to both sides."""
    sides, found, edits = edits_of(*pair)
    old, new = sides[0].chars, sides[1].chars
    for index, group in enumerate(found.groups):
        if group.kind in (PairKind.INSERTED, PairKind.DELETED):
            continue
        i, j = group.old.start, group.new.start
        for edit in (e for e in edits if e.group == index):
            assert old[i : edit.i] == new[j : edit.j]
            i, j = edit.i_end, edit.j_end
        assert old[i : group.old.end] == new[j : group.new.end]


@example(("總投資4.5億元,A0A", "A0AA0A"))
@given(document_pairs())
def test_no_edit_cuts_a_token(pair):
    """Numbers and words are whole, on both sides."""
    sides, found, edits = edits_of(*pair)
    for side, gaps, ends in (
        (sides[0], found.old_gaps, [(e.i, e.i_end) for e in edits]),
        (sides[1], found.new_gaps, [(e.j, e.j_end) for e in edits]),
    ):
        borders = {p for token in split_tokens(side.chars, gaps, 0, len(side.chars)) for p in token}
        assert {place for end in ends for place in end} <= borders | {0}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # A lone "not" is reported alone.
        ("the buyer shall pay in time", "the buyer shall not pay in time", [("", "not")]),
        # A number is whole: 4.5 did not become 4.6 by its last digit.
        ("it cost 4.5 million in all", "it cost 4.6 million in all", [("4.5", "4.6")]),
        # A word is whole, and no letter of it is called equal.
        ("we saw the house there", "we saw the mouse there", [("house", "mouse")]),
        # Chinese differs by the character.
        ("列入年度工作計劃之中", "列入工作計劃之中", [("年度", "")]),
        # An equality shorter than what surrounds it is given up: one edit, not two.
        ("he quickly ran to town", "he slowly walked to town", [("quicklyran", "slowlywalked")]),
        # A word between two edits stayed, unless both are long.
        ("a big dog and a cat", "a red dog or a cat", [("big", "red"), ("and", "or")]),
        # A word is whole with its hyphens and apostrophes.
        ("a short lived hope", "a short-lived hope", [("shortlived", "short-lived")]),
        ("you're right", "your right", [("you're", "your")]),
        # A dash with white space beside it is a mark, not a part of a word.
        ("it was dark - cold too", "it was dark - wet too", [("cold", "wet")]),
        # A full stop ends a sentence only where one begins behind it.
        (
            "see Eq. (3) as well",
            "see Eq. (3) and Eq. (3) as well",
            [("", "andeq.(3)")],
        ),
        # What joins a list comes with the comma before it.
        ("both [a] and [b] hold", "both [a], [a] and [b] hold", [("", ",[a]")]),
        # What could stand in two places stands where a sentence ends.
        ("First. Second.", "First. Third. Second.", [("", "third.")]),
    ],
)
def test_edits_read_as_a_person_would_mark_them(old, new, expected):
    """Few, whole, and where a reader would put them."""
    assert expected == readings(old, new)


def test_an_atom_is_one_token():
    """A date of which one digit changed is replaced whole."""
    old, new = "滿意2003年度工作之後", "滿意2004年度工作之後"
    atoms = ([Span(2, 7)], [Span(2, 7)])
    sides, _, edits = edits_of(old, new, atoms)

    assert ["2003年"] == [sides[0].chars[e.i : e.i_end] for e in edits]


def test_figures_side_by_side_stay_apart():
    """The unit between two lost figures is no reason to join them."""
    old, new = "產值達10.6億元,利稅1.2億元,可", "產值達億元,利稅億元,可"
    atoms = ([Span(3, 7), Span(12, 15)], [])
    sides, _, edits = edits_of(old, new, atoms)

    assert ["10.6", "1.2"] == [sides[0].chars[e.i : e.i_end] for e in edits]


def test_an_insertion_slides_to_the_edit_it_can_join():
    """The third copy of a title is the one beside the date that came with it."""
    title = "加強縣級工作服務發展"
    sides, _, edits = edits_of(f"{title}{title}縣級是基礎", f"{title * 3}2007縣級是基礎")

    assert [make_quiet(title).chars + "2007"] == [sides[1].chars[e.j : e.j_end] for e in edits]
