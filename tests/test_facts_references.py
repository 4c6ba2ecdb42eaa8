"""References to German law, in the ways that it is cited."""

from __future__ import annotations

import pytest

from docdiff import Document, compare
from docdiff.facts import find_facts

IN_GERMAN = "Das ist nicht der Fall, und es gilt {} für das Ganze."


def references(text):
    """Return value and base unit of each reference."""
    facts = find_facts(IN_GERMAN.format(text))
    return [(f.value, f.base_unit) for f in facts if f.kind.value == "reference"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("§ 14 Abs. 2 S. 1", "14 Absatz 2 Satz 1"),
        ("§ 14 Abs. 2 Satz 1", "14 Absatz 2 Satz 1"),
        ("§ 14 S. 2", "14 Satz 2"),
        ("§ 5 II", "5 Absatz 2"),
        ("§ 5a XII 1", "5a Absatz 12 Satz 1"),
        ("§ 5 II S. 3", "5 Absatz 2 Satz 3"),
        ("§ 5 II 14 Tage", "5 Absatz 2"),
        ("§ 5 IIX", "5"),
        ("§ 5 III, Art. 1 V", "5 Absatz 3"),
        ("§ 5 Ins Land", "5"),
        ("§ 6 Abs. 1 lit. f", "6 Absatz 1 Buchstabe f"),
        ("§ 6 Abs. 1 Buchst. aa", "6 Absatz 1 Buchstabe aa"),
    ],
)
def test_a_provision_is_one_reference_however_it_is_cited(text, value):
    """Roman numbers are paragraphs, S. is a sentence there, and letters number too."""
    assert (value, "§") == references(text)[0]


def test_outside_a_provision_they_are_what_they_were():
    """S. is a page, I a pronoun and lit a verb."""
    assert [("20", "page")] == references("S. 20")
    facts = find_facts("Under Article 5 I may go, and of that they lit a fire.")
    assert ["5", "may"] == [fact.value for fact in facts]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("§ 14 Abs. 2 S. 1", "§ 14 Abs. 2 Satz 1"),
        ("§ 5 II 1", "§ 5 Abs. 2 Satz 1"),
        ("Art. 6 Abs. 1 lit. f", "Art. 6 Abs. 1 Buchstabe f"),
        ("5 v. H.", "5 %"),
        ("5 vom Hundert", "5 Prozent"),
    ],
)
def test_another_citation_is_noise(old, new):
    """It leads to the same place, or says the same share."""
    a, b = (Document(name, IN_GERMAN.format(name)) for name in (old, new))
    result = compare(a, b)

    assert ((), {"notation": 1}) == (result.changes, result.noise)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "Art. 6 Abs. 1 lit. f",
            "Art. 6 Abs. 1 lit. b",
            [("Art. 6 Abs. 1 lit. f", "Art. 6 Abs. 1 lit. b")],
        ),
        ("§ 5 II", "§ 5 III", [("§ 5 II", "§ 5 III")]),
        (
            "§ 632a Abs. 3",
            "§ 650m Absatz 2 und 3",
            [("§ 632a Abs. 3", "§ 650m Absatz 2"), ("", "und"), ("", "3")],
        ),
        ("§§ 2 bis 6, 14, 20", "§§ 2 bis 7, 13, 14, 20", [("6", "7"), ("", "13")]),
    ],
)
def test_references_pair_with_their_like(old, new, expected):
    """A paragraph with a paragraph, and a number with the nearest, in both directions."""
    a, b = (Document(name, IN_GERMAN.format(name)) for name in (old, new))

    assert expected == [(c.old_text, c.new_text) for c in compare(a, b).changes]
    assert sorted(expected) == sorted((c.new_text, c.old_text) for c in compare(b, a).changes)
