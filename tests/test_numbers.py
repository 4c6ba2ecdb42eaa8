"""Numbers, units and masks of English and German texts, as a comparison takes them."""

from __future__ import annotations

import pytest

from docdiff import ChangeKind, Document, compare


def kinds(old, new):
    """Return the kinds of change and of noise between two texts."""
    result = compare(Document("old", old), Document("new", new))
    return [change.kind for change in result.changes], sorted(result.noise)


def message(old, new):
    """Return the message of the one change between two texts."""
    (change,) = compare(Document("old", old), Document("new", new)).changes
    return change.message


SAME = ([], ["notation"])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Python 3.10 is needed.", "Python 3.1 is needed."),
        ("Needs version 1.20 of it", "Needs version 1.2 of it"),
        ("1.10 The Customer pays.", "1.1 The Customer pays."),
        ("## 1.10 Scope", "## 1.1 Scope"),
        ("## **1.10** scope", "## **1.1** scope"),
        ("numpy==1.10", "numpy==1.1"),
        ("1.10 適用範圍", "1.1 適用範圍"),
        ("1.10 适用范围", "1.1 适用范围"),
    ],
)
def test_the_zero_of_a_version_or_clause_counts(old, new):
    """Digits behind the point are a number of their own there: the tenth is not the first."""
    assert ([ChangeKind.FIGURE_CHANGED], []) == kinds(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("the ratio is 3.10 now", "the ratio is 3.1 now"),
        ("Anna paid 3.10 dollars", "Anna paid 3.1 dollars"),
        ("3.10 m long", "3.1 m long"),
        ("| 1.10 | The |", "| 1.1 | The |"),
        ("in version 2.0 of it", "in version 2 of it"),
        ("Growth 3.10 4", "Growth 3.1 4"),
    ],
)
def test_the_zero_of_a_measure_says_nothing(old, new):
    """What has a unit or stands in a column or sentence is a decimal."""
    assert kinds(old, new) == SAME


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("30 Arbeitstage Urlaub", "30 Werktage Urlaub"),
        ("It weighs 5 tonnes.", "It weighs 5 tons."),
        ("at 5 Mb/s now", "at 5 MB/s now"),
        ("at 100Mbps now", "at 100MBps now"),
        ("a 5 MW plant", "a 5 mW plant"),
        ("It costs $5 now.", "It costs A$5 now."),
        ("Apples 3 $5.00", "Apples 3 5.00"),
        ("spun at 12,000 g for", "spun at 12,000 × g for"),
    ],
)
def test_another_unit_is_a_unit_changed(old, new):
    """Days of work are not days of the week but Sunday, and a capital may be a million."""
    assert ([ChangeKind.UNIT_CHANGED], []) == kinds(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a 5 MW plant", "a 5 mw plant"),
        ("a 5 MB disk", "a 5 mb disk"),
        ("five MW of", "five mW of"),
        ("5 MEN and", "5 men and"),
    ],
)
def test_case_that_makes_no_other_unit_is_noise(old, new):
    """Who writes all small means the unit that the capital would make."""
    assert ([], ["case"]) == kinds(old, new)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Travel 1 €230.50", "Travel 2 €230.50", "figure changed: 1 became 2"),
        ("Nuts\t12\t€95.00", "Nuts\t13\t€95.00", "figure changed: 12 became 13"),
        ("In 2023 €5 million.", "In 2024 €5 million.", "date changed: 2023 became 2024"),
        ("Es sind 12€ und", "Es sind 13€ und", "figure changed: 12€ became 13€"),
        ("Es sind 12 € und", "Es sind 13 € und", "figure changed: 12€ became 13€"),
        (
            "within 24 weeks of",
            "within 24 fortnights of",
            "unit changed: 24 weeks became 24 fortnights",
        ),
        (
            "binnen 24 Tage der Frist",
            "binnen 24 Kalendertage der Frist",
            "unit changed: 24 Tage became 24 Kalendertage",
        ),
        (
            "costs of €5–6m are",
            "costs of €5–7m are",
            "figure changed: 6 (€ m) (= 6,000,000) became 7 (€ m) (= 7,000,000)",
        ),
        ("at 50/60 Hz it", "at 50/70 Hz it", "figure changed: 50/60 Hz became 50/70 Hz"),
    ],
)
def test_the_message_has_the_unit_that_the_number_has(old, new, expected):
    """A currency sign that touches the digits behind it alone is theirs."""
    assert expected == message(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("EUR (45.2) million", "EUR 45.2 million"),
        ("| (45.2) | 3 |", "| 45.2 | 3 |"),
        ("Net loss (45.2) (38.1) now", "Net loss (45.2) 38.1 now"),
        ("at minus 12 °C it", "at 12 °C it"),
        ("Az. 5 StR 12/21 gilt", "Az. 5 StR 16/28 gilt"),
        ("a ½ share", "a ¼ share"),
    ],
)
def test_a_real_difference_is_a_figure_changed(old, new):
    """A loss is no gain, and a file number is no quotient."""
    assert ([ChangeKind.FIGURE_CHANGED], []) == kinds(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("| (45.2) | 3 |", "| -45.2 | 3 |"),
        ("€(45.2)m of", "-€45.2m of"),
        ("r = -.45 for all", "r = -0.45 for all"),
        ("It was minus 12 °C.", "It was -12 °C."),
        ("It costs $5 now.", "It costs US$5 now."),
        ("Rs 5 crore was paid", "Rs 50 million was paid"),
        ("€210m–230m of it", "€210–230m of it"),
        ("$5-10 of it", "$5-$10 of it"),
        ("zwischen 5 und 6 Mio. € ist", "zwischen 5 Mio. € und 6 Mio. € ist"),
        ("between 5 and 6 million people", "between 5 million and 6 million people"),
        ("for 1½ years of", "for 1.5 years of"),
        ("a 1/2 share of", "a ½ share of"),
        ("für 7,5 Stunden der", "für 7 1/2 Stunden der"),
        ("3 × 5 mm of", "3 x 5 mm of"),
        ("p is 10^-8 or", "p is 10⁻⁸ or"),
        ("it is ± 5 of", "it is +/- 5 of"),
        ("it is ≥ 5 or", "it is >= 5 or"),
        ("within 24 weeks of it", "within 24 wk of it"),
        ("Es sind 4.850,00 EUR zu zahlen.", "Es sind 4.850,-- EUR zu zahlen."),
        ("Es sind 4.850,00 EUR zu zahlen.", "Es sind 4.850.- EUR zu zahlen."),
    ],
)
def test_one_value_in_two_notations_is_noise(old, new):
    """How a number, its sign, its unit or its range is written changes no value."""
    assert kinds(old, new) == SAME


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("a mean of 12.5 (3.2) is", "a mean of 12.5 (3.4) is", "figure changed: 3.2 became 3.4"),
        ("as Figure (45.2) says", "as Figure (45.3) says", "figure changed: 45.2 became 45.3"),
        ("it is EUR (1) and", "it is EUR (2) and", "figure changed: 1 became 2"),
        ("fee of 5 minus 3 % is", "fee of 5 minus 4 % is", "figure changed: 3% became 4%"),
        ("$5 to 10 people", "$5 to 11 people", "figure changed: 10 people became 11 people"),
        ("paid $5 - 3 of them", "paid $5 - 4 of them", "figure changed: 3 became 4"),
    ],
)
def test_brackets_words_and_dashes_that_are_no_sign(old, new, expected):
    """In a sentence brackets hold a remark, and what has a unit of its own shares no other."""
    assert expected == message(old, new)


@pytest.mark.parametrize(
    "mask", ["[●]", "____", "[***]", "█████", "[REDACTED]", "***", "[ ]", "[geschwärzt]"]
)
@pytest.mark.parametrize(
    "frame",
    ["USD {} is due", "本合約價款合計{}元整，由甲方支付。", "本合同价款合计{}元整，由甲方支付。"],
)
def test_what_stands_for_a_number_masks_it(frame, mask):
    """Drafts and redactions show nothing of a number, not even how long it is."""
    old, new = frame.format("1,200"), frame.format(mask)

    assert [ChangeKind.FIGURE_MASKED] == kinds(old, new)[0]
    assert [ChangeKind.FIGURE_UNMASKED] == kinds(new, old)[0]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("am 01.04.24 ist", "am 1. April 2024 ist"),
        ("on 01.04.99 it", "on 1 April 1999 it"),
        ("bis zum 31.03. ist", "bis zum 31. März ist"),
        ("am 31.12. ist", "am 31. Dezember ist"),
        ("on 31-Dec-2023 it", "on 31 December 2023 it"),
        ("im Jahr 2024/25 ist", "im Jahr 2024/2025 ist"),
        ("on the 1st day of March 2024 it", "on the 1 March 2024 it"),
        ("on 03/04/2024 it", "on March 4, 2024 it"),
        ("on 3/4/2024 it", "on 3 April 2024 it"),
    ],
)
def test_one_date_in_two_notations_is_noise(old, new):
    """A date in digits that may be two days is the one that the other text names."""
    assert kinds(old, new) == SAME


def test_the_first_hour_of_a_range_shares_the_sign():
    """Both hours changed their notation, and none its value."""
    assert ([], ["notation"]) == kinds("von 13:00 bis 15:00 Uhr ist", "von 13 bis 15 Uhr ist")


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("on 03/04/2024 it", "on 5 April 2024 it", ChangeKind.DATE_CHANGED),
        ("Termin: 01.05.24", "Termin: 01.06.24", ChangeKind.DATE_CHANGED),
        ("von 9 bis 17 Uhr ist", "von 10 bis 17 Uhr ist", ChangeKind.DATE_CHANGED),
        ("in KW 12/2024 ist", "in KW 13/2024 ist", ChangeKind.FIGURE_CHANGED),
        ("nach Ziffer 3.12. gilt", "nach Ziffer 3.11. gilt", ChangeKind.FIGURE_CHANGED),
        ("version 10.12.24 of", "version 10.12.25 of", ChangeKind.FIGURE_CHANGED),
        ("im Band 2024/26 ist", "im Band 2024/27 ist", ChangeKind.FIGURE_CHANGED),
        ("am 30.02. ist", "am 31.02. ist", ChangeKind.FIGURE_CHANGED),
    ],
)
def test_what_the_notation_of_a_date_is_no_other_thing(old, new, kind):
    """Weeks, clauses and versions are no days, and neither is what the calendar lacks."""
    assert ([kind], []) == kinds(old, new)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("in FY2024 it", "in FY2025 it", ChangeKind.DATE_CHANGED),
        ("by mid-2024 it", "by mid-2025 it", ChangeKind.DATE_CHANGED),
        ("the 1990s were", "the 1980s were", ChangeKind.DATE_CHANGED),
        ("den 1990er Jahren", "den 1980er Jahren", ChangeKind.DATE_CHANGED),
        ("in Q3 it", "in Q4 it", ChangeKind.FIGURE_CHANGED),
        ("loads of 5kN are", "loads of 7kN are", ChangeKind.FIGURE_CHANGED),
        ("of 180bp length", "of 190bp length", ChangeKind.FIGURE_CHANGED),
        ("the H2O is", "the H3O is", ChangeKind.TEXT_REPLACED),
        ("in Q3-2 it", "in Q4-2 it", ChangeKind.TEXT_REPLACED),
        ("model FY2024a it", "model FY2025a it", ChangeKind.TEXT_REPLACED),
        ("post-2000-5 it", "post-2001-5 it", ChangeKind.TEXT_REPLACED),
    ],
)
def test_years_and_quarters_glued_to_words_count(old, new, kind):
    """Digits in any other name are none."""
    assert ([kind], []) == kinds(old, new)


def test_a_fiscal_year_may_have_two_digits():
    """Behind its letters nothing else has."""
    assert kinds("in FY24 it", "in FY2024 it") == SAME
