"""Words that deny, allow and demand, weighed by what the other text has in their place."""

from __future__ import annotations

import pytest

from docdiff import Document, compare

DENIED, DEMANDED = "negation-changed", "modality-changed"


def told(old, new):
    """Return kind and both quotes of each change."""
    changes = compare(Document("old", old), Document("new", new)).changes
    return [(c.kind.value, c.old_text, c.new_text) for c in changes]


def mirrored(found):
    """Return changes with both sides exchanged."""
    other = {"text-inserted": "text-deleted", "text-deleted": "text-inserted"}
    return [(other.get(kind, kind), new, old) for kind, old, new in found]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Er soll zahlen.", "Er sollte zahlen.", (DEMANDED, "soll", "sollte")),
        (
            "Sie sollen nicht gehen.",
            "Sie sollten nicht gehen.",
            (DEMANDED, "sollen nicht", "sollten nicht"),
        ),
        (
            "It may be let with consent.",
            "It may be let without consent.",
            (DENIED, "with", "without"),
        ),
        ("It is due if it is used.", "It is due unless it is used.", (DENIED, "if", "unless")),
        (
            "Er darf mit Zustimmung gehen.",
            "Er darf ohne Zustimmung gehen.",
            (DENIED, "mit", "ohne"),
        ),
        ("Er zahlt hier Zuschläge.", "Er zahlt hier ohne Zuschläge.", (DENIED, "", "ohne")),
        (
            "Nothing here limits it.",
            "Everything here limits it.",
            (DENIED, "Nothing", "Everything"),
        ),
        ("Niemand darf hinein.", "Jeder darf hinein.", (DENIED, "Niemand", "Jeder")),
        ("Es bestehen keinerlei Rechte.", "Es bestehen Rechte.", (DENIED, "keinerlei", "")),
        ("All fees are non-refundable.", "All fees are refundable.", (DENIED, "non-", "")),
        ("The rent is unpaid.", "The rent is paid.", (DENIED, "un", "")),
        ("Es ist nicht-öffentlich.", "Es ist öffentlich.", (DENIED, "nicht", "")),
        ("Die Sitzung ist nichtöffentlich.", "Die Sitzung ist öffentlich.", (DENIED, "nicht", "")),
        (
            "Er ist berechtigt dazu.",
            "Er ist verpflichtet dazu.",
            (DEMANDED, "berechtigt", "verpflichtet"),
        ),
        ("It is required here.", "It is permitted here.", (DEMANDED, "required", "permitted")),
        ("He is obliged to go.", "He is entitled to go.", (DEMANDED, "obliged", "entitled")),
        (
            "Das ist zulässig hier.",
            "Das ist unzulässig hier.",
            (DEMANDED, "zulässig", "unzulässig"),
        ),
        ("It is more than 5.", "It is no more than 5.", (DENIED, "", "no")),
        ("They don't pay.", "They do pay.", (DENIED, "n't", "")),
        ("They will pay.", "They won't pay.", (DENIED, "will", "won't")),
    ],
)
def test_what_denies_or_demands_is_told(old, new, expected):
    """Where the other side says the opposite in its place, in both directions."""
    assert [expected] == told(old, new)
    assert mirrored([expected]) == told(new, old)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "The documents required are here.",
            "The documents needed are here.",
            ("text-replaced", "required", "needed"),
        ),
        ("It is allowed here.", "It is permitted here.", ("text-replaced", "allowed", "permitted")),
        ("Er zahlt mit Karte.", "Er zahlt per Karte.", ("text-replaced", "mit", "per")),
        (
            "Er zahlt sofort.",
            "Er zahlt sofort ohne alle Abzüge.",
            ("text-inserted", "", "ohne alle Abzüge"),
        ),
        ("Er trägt die Kosten.", "Er trägt die Unkosten.", ("text-replaced", "Kosten", "Unkosten")),
        ("There was less of it.", "There was unless of it.", ("text-replaced", "less", "unless")),
        (
            "If not agreed, it is due.",
            "Unless agreed, it is due.",
            ("text-replaced", "If not", "Unless"),
        ),
        (
            "Pay within 14 days.",
            "Pay no later than 14 days.",
            ("text-replaced", "within", "no later than"),
        ),
        (
            "Es dauert nicht mehr als 5 Tage.",
            "Es dauert höchstens 5 Tage.",
            ("text-replaced", "nicht mehr als", "höchstens"),
        ),
        ("They do not pay.", "They did not pay.", ("text-replaced", "do", "did")),
        ("It isn't due.", "It wasn't due.", ("text-replaced", "is", "was")),
    ],
)
def test_what_denies_nothing_is_text(old, new, expected):
    """Other words for the same, and words that mean no more than they did."""
    assert [expected] == told(old, new)
    assert mirrored([expected]) == told(new, old)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("They don't pay.", "They do not pay."),
        ("It isn’t due.", "It is not due."),
        ("They won't pay.", "They will not pay."),
        ("They can't pay.", "They cannot pay."),
        ("It is no more than 5.", "It is not more than 5."),
        ("All fees are not refundable.", "All fees are non-refundable."),
    ],
)
def test_a_denial_written_otherwise_is_noise(old, new):
    """A contraction says what its words say."""
    result = compare(Document("old", old), Document("new", new))

    assert ((), {"notation": 1}) == (result.changes, result.noise)


@pytest.mark.parametrize(
    ("old", "clause", "frame"),
    [
        ("Die Miete ist fällig.", ", wenn nicht anders vereinbart", "Die Miete ist fällig{}."),
        ("Die Miete ist fällig.", ", soweit kein Mangel besteht", "Die Miete ist fällig{}."),
        ("Die Miete ist fällig.", ", es sei denn, sie muss ruhen", "Die Miete ist fällig{}."),
        ("Es gilt für Mieter.", ", die nicht zahlen", "Es gilt für Mieter{}."),
        ("The rent is due.", "unless not billed", "The rent is due {}."),
        ("The rent is due. It is high.", "No refund is given.", "The rent is due. {} It is high."),
        ("Er zahlt. Er geht.", "Er muss nichts nach Nr. 5 tun.", "Er zahlt. {} Er geht."),
    ],
)
def test_a_new_clause_denies_nothing_that_was_said(old, clause, frame):
    """The clause is the change, whether it came or went."""
    inserted = ("text-inserted", "", clause)

    assert [inserted] == [c for c in told(old, frame.format(clause)) if c[0] != "figure-added"]
    assert mirrored([inserted]) == [
        c for c in told(frame.format(clause), old) if c[0] != "figure-lost"
    ]


def test_a_sentence_inside_an_edit_demands_nothing_of_what_was_said():
    """It is part of the words that took another one's place."""
    old = "Das Register wird geführt. Eine Versammlung ist einzuberufen."
    new = old.replace("Eine", "Anträge müssen schriftlich sein. Jede")

    expected = [("text-replaced", "Eine", "Anträge müssen schriftlich sein. Jede")]
    assert expected == told(old, new)


@pytest.mark.parametrize(
    ("old", "new", "denial"),
    [
        ("The fee is refundable.", "The fee is under no circumstances refundable.", "no"),
        ("It shall exceed the cap.", "It shall, in no event, exceed the cap.", "no"),
        ("The fee is due.", "The fee is, if used, not due.", "not"),
        ("Die Miete ist fällig.", "Die Miete ist in keinem Fall fällig.", "keinem"),
        ("Der Mieter, der zahlt, bleibt.", "Der Mieter, der nicht zahlt, bleibt.", "nicht"),
    ],
)
def test_words_of_a_clause_that_both_have_deny_it(old, new, denial):
    """What came is no clause of its own, and the one that was there says the contrary."""
    assert (DENIED, "", denial) in told(old, new)
