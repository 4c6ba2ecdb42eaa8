"""Numbers that are one word with what they count."""

from __future__ import annotations

import pytest

from docdiff import Document, compare
from docdiff.facts import find_facts


def figures(text):
    """Return what is written, value and unit of each figure."""
    return [(f.text, f.value, f.base_unit) for f in find_facts(text) if f.kind.value == "figure"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a two-year term", ("two", "2", "year")),
        ("a twenty-one-day notice", ("twenty-one", "21", "day")),
        ("a 30-day notice", ("30", "30", "day")),
        ("a one-year term", ("one", "1", "year")),
        ("a three-member panel", ("three", "3", "member")),
        ("eine 3-monatige Frist", ("3", "3", "month")),
        ("eine dreimonatige Frist", ("drei", "3", "month")),
        ("ein einjähriger Vertrag", ("ein", "1", "year")),
        ("die Dreimonatsfrist", ("Drei", "3", "month")),
        ("eine 14-Tage-Frist", ("14", "14", "day")),
        ("der Achtstundentag", ("Acht", "8", "h")),
        ("tagt zweimal im Jahr", ("zweimal", "2", "time")),
        ("die zweifachen Kosten", ("zweifachen", "2", "time")),
        ("twice a year", ("twice", "2", "time")),
        ("die Zweidrittelmehrheit", ("Zweidrittel", "2/3", "")),
    ],
)
def test_a_number_that_a_word_begins_with_counts(text, expected):
    """With the unit that a hyphen, an ending or the noun gives it."""
    assert [expected] == figures(text)


@pytest.mark.parametrize(
    "text",
    [
        *("once the tenant pays", "nicht einmal er", "eine einmalige Gebühr", "ein dreister Plan"),
        *(
            "Achtung vor ihm",
            "der Achter",
            "ein vierteljährlicher Bericht",
            "im Dreieck",
            "Zweifel",
        ),
    ],
)
def test_words_that_begin_like_a_number_are_none(text):
    """What follows is nothing that is counted, or they say when."""
    assert [] == figures(text)


@pytest.mark.parametrize("text", ["a 5-G net", "the A4-page of it", "a 2-in-1 device"])
def test_a_hyphen_joins_no_unit_to_a_name(text):
    """A letter alone, a digit behind a letter and a preposition count nothing."""
    assert not any(unit for _, _, unit in figures(text))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "It has a two-year term.",
            "It has a three-year term.",
            ("figure-changed", "two", "three"),
        ),
        (
            "Es gilt dreimonatig so.",
            "Es gilt sechsmonatig so.",
            ("figure-changed", "drei", "sechs"),
        ),
        (
            "Es tagt zweimal im Jahr.",
            "Es tagt dreimal im Jahr.",
            ("figure-changed", "zweimal", "dreimal"),
        ),
        (
            "Es tagt einmal im Jahr.",
            "Es tagt zweimal im Jahr.",
            ("figure-changed", "einmal", "zweimal"),
        ),
        ("It meets once a year.", "It meets twice a year.", ("figure-changed", "once", "twice")),
        ("A 30-day notice is due.", "A 30-month notice is due.", ("unit-changed", "day", "month")),
        ("Once he pays, it ends.", "When he pays, it ends.", ("text-replaced", "Once", "When")),
    ],
)
def test_another_number_in_a_compound_is_a_changed_figure(old, new, expected):
    """The number is told alone, in both directions."""
    for a, b, change in ((old, new, expected), (new, old, (expected[0], *expected[:0:-1]))):
        changes = compare(Document("a", a), Document("b", b)).changes
        assert [change] == [(c.kind.value, c.old_text, c.new_text) for c in changes]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("A five-year term applies.", "A 5-year term applies."),
        ("Eine 3-monatige Frist gilt.", "Eine dreimonatige Frist gilt."),
        ("Die hundertjährige Eiche.", "Die 100-jährige Eiche."),
        ("It meets twice a year.", "It meets two times a year."),
        ("Es tagt zweimal im Jahr.", "Es tagt 2-mal im Jahr."),
    ],
)
def test_a_compound_in_digits_is_noise(old, new):
    """The number and the unit are the same."""
    result = compare(Document("old", old), Document("new", new))

    assert ((), {"notation": 1}) == (result.changes, result.noise)


def test_a_compound_taken_apart_keeps_its_figure():
    """What moved is the words around it."""
    old, new = "The lease has a 12-month term.", "The lease has a term of 12 months."
    changes = compare(Document("old", old), Document("new", new)).changes

    assert ["term of", "term"] == [c.new_text or c.old_text for c in changes]
