"""Sums of accounts, days that share a month, and numbers in one word with letters."""

from __future__ import annotations

import pytest

from docdiff import Document, compare
from docdiff.facts import find_facts
from docdiff.model import FactKind


def figures(text: str) -> list[tuple[str | None, str]]:
    """Return value and canonical unit of each figure."""
    facts = find_facts(text)
    return [(fact.value, fact.base_unit) for fact in facts if fact.kind is FactKind.FIGURE]


def dates(text: str) -> list[str | None]:
    """Return the value of each date."""
    return [fact.value for fact in find_facts(text) if fact.kind is FactKind.DATE]


def changes(old: str, new: str) -> list[tuple[str, str, str]]:
    """Return kind and readings of each change between two texts."""
    pair = (Document(name, text) for name, text in (("a", old), ("b", new)))
    return [(c.kind.value, c.old_text, c.new_text) for c in compare(*pair).changes]


@pytest.mark.parametrize(
    "text",
    [
        *("4.512 TEUR ist das", "TEUR 4.512 ist das", "4.512 T€ ist das", "T€ 4.512 ist das"),
        *("kEUR 4.512 ist das", "4,512 Mio. EUR ist das", "Mio. EUR 4,512 ist das"),
        *("MEUR 4,512 ist das", "4,512 Mio. € ist das", "4.512.000 Euro ist das"),
        *("that is 4.512m EUR", "that is €4.512m", "that is 4512k EUR", "that is EUR 4.512 mn"),
    ],
)
def test_a_sum_has_one_value_however_its_thousands_are_written(text):
    """A magnitude may be part of the currency's name, before or behind the number."""
    assert [("4512000", "EUR")] == figures(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 m from the road", [("5", "m")]),
        ("a 5m rope, EUR 20", [("5", "m"), ("20", "EUR")]),
        ("5 t of it", [("5", "t")]),
        ("the 350 T", [("350", "")]),
        *(("1.250,– € kostet es", [("1250", "EUR")]), ("für CHF 1'250.- im", [("1250", "CHF")])),
        ("see No. 12.- and", []),
        ("≥1/1,000 to <1/100", [("1/1000", ""), ("1/100", "")]),
        ("1/2, 000 of them", [("1/2", ""), ("000", "")]),
        ("from 1/3,5 on", [("1/3", ""), ("5", "")]),
        ("Version 2.10 ships with it", [("2.10", "")]),
        ("Version 2.1 ships with it", [("2.1", "")]),
        ("Python 3.10 users must go", [("3.10", "")]),
        ("In Germany 1.4 children are", [("1.4", "child")]),
        ("12 V, 5 A and 2 bar", [("12", "V"), ("5", "ampere"), ("2", "bar")]),
        ("5 a day", [("5", "")]),
        *(("Umsätze 1.230", [("1230", "")]), ("3.000 Mio. €", [("3000000000", "EUR")])),
        ("of the Müller 1.230 m", [("1.23", "m")]),
        ("turnover (£'000)", []),
    ],
)
def test_what_stands_beside_a_number_is_its_unit_or_none(text, expected):
    """Letters are a unit only where nothing says otherwise."""
    assert expected == figures(text)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("in TEUR", "in T€", []),
        ("in TEUR", "in EUR", [("unit-changed", "TEUR", "EUR")]),
        ("Angaben in Mio. EUR", "Angaben in TEUR", [("unit-changed", "Mio. EUR", "TEUR")]),
        ("Angaben in Mio. EUR", "Angaben in Mio. €", []),
        (
            *("Angaben in Tausend Euro", "Angaben in Millionen Euro"),
            [("unit-changed", "Tausend Euro", "Millionen Euro")],
        ),
        ("Angaben in %", "Angaben in ‰", [("unit-changed", "%", "‰")]),
        ("(in thousands)", "(in millions)", [("unit-changed", "thousands", "millions")]),
        (
            *("In thousands of euros, except per share", "In millions of euros, except per share"),
            [("unit-changed", "thousands of euros", "millions of euros")],
        ),
        ("Turnover (€m)", "Turnover (€bn)", [("unit-changed", "€m", "€bn")]),
        ("Turnover (£'000)", "Turnover (£m)", [("unit-changed", "£'000", "£m")]),
        ("Turnover ($000s)", "Turnover ($'000)", []),
        (
            *("interested in pounds of flesh", "interested in grams of flesh"),
            [("text-replaced", "pounds", "grams")],
        ),
        ("paid in time", "paid in full", [("text-replaced", "time", "full")]),
    ],
)
def test_a_sum_over_a_table_is_a_unit(old, new, expected):
    """What the figures below are told in is one unit, in brackets or behind a lone "in"."""
    table = "Accounts of the firm\n{}\n\nRevenue 1,234\nResult 567\n"

    assert expected == changes(table.format(old), table.format(new))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("May 5-7, 2024 in", ["--05-05", "2024-05-07"]),
        *(("on May 5 and 7", ["--05-05", "--05-07"]), ("3 or 4 June", ["--06-03", "--06-04"])),
        ("5-7 May 2024", ["--05-05", "2024-05-07"]),
        ("5th to 7th of May", ["--05-05", "--05-07"]),
        ("vom 5. bis 7. Mai 2024", ["--05-05", "2024-05-07"]),
        ("1.-3. Oktober", ["--10-01", "--10-03"]),
        ("12.–14.03.2024 und", ["--03-12", "2024-03-14"]),
        ("am 5./6.5.2024 und", ["--05-05", "2024-05-06"]),
        ("May 5-7 and 9, 2024", ["--05-05", "--05-07", "2024-05-09"]),
        *(("2.-3.1.2 und", []), ("5.-7.5. und", [])),
        ("May 5 – June 3, 2024", ["--05-05", "2024-06-03"]),
        *(("May 5 - 9 days later", ["--05-05"]), ("May 5 to 7.5", ["--05-05"])),
        *(("May 5 - 7 pm", ["--05-05", "T19:00"]), ("12 to 3 May", ["--05-03"])),
        *(("in 5 and 7 may be", []), ("pp. 5-7", []), ("Sections 5 and 7 march", [])),
    ],
)
def test_days_share_the_name_of_their_month(text, expected):
    """It stands before or behind them; a unit, a clock or a falling order proves other numbers."""
    assert expected == dates(text)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("the talks, May 5-7, 2024,", "the talks, 5-7 May 2024,", []),
        (
            *("held on May 5-7, 2024", "held on May 6-8, 2024"),
            [("date-changed", "May 5", "May 6"), ("date-changed", "7, 2024", "8, 2024")],
        ),
        ("the 5th edition", "the 6th edition", [("figure-changed", "5th", "6th")]),
        ("the twenty-first day", "the 21st day", []),
        ("the twenty-first day", "the 22nd day", [("figure-changed", "twenty-first", "22nd")]),
        ("the 3rd floor", "the 4th floor", [("figure-changed", "3rd", "4th")]),
        ("wait for 30s more", "wait for 60s more", [("figure-changed", "30s", "60s")]),
        ("wait for 30s more", "wait for 30ms more", [("unit-changed", "s", "ms")]),
        ("output 12V/5A, black", "output 12V/3A, black", [("figure-changed", "5A", "3A")]),
        ("output 12V/5A, black", "output 12V/5mA, black", [("unit-changed", "A", "mA")]),
        ("over the 5G network", "over the 4G network", [("figure-changed", "5G", "4G")]),
        ("upgrade to v2.3 first", "upgrade to v2.4 first", [("figure-changed", "v2.3", "v2.4")]),
        ("at /v1/docs, part", "at /v2/docs, part", [("figure-changed", "v1", "v2")]),
        ("by DIV2 or more", "by DIV3 or more", [("text-replaced", "DIV2", "DIV3")]),
        ("of class IP65 only", "of class IP67 only", [("text-replaced", "IP65", "IP67")]),
        ("model XR-200 only", "model XR-300 only", [("text-replaced", "XR-200", "XR-300")]),
        ("set to 0x1F first", "set to 0x2F first", [("text-replaced", "0x1F", "0x2F")]),
        ("level C1 is asked", "level B2 is asked", [("text-replaced", "C1", "B2")]),
        (
            "by the well-known man",
            "by the well-paid man",
            [("text-replaced", "well-known", "well-paid")],
        ),
        ("Version 2.10 ships", "Version 2.1 ships", [("figure-changed", "2.10", "2.1")]),
        (
            *("for an initial 12-month term, which", "for an initial term of 24 months, which"),
            [("text-inserted", "", "of"), ("figure-changed", "12", "24")],
        ),
        (
            *(
                "who pays in 5 days when all the goods have come to the port",
                "who pays when all the goods have come to the port in 6 days",
            ),
            [
                ("text-deleted", "in", ""),
                ("figure-lost", "5", ""),
                ("text-inserted", "", "in"),
                ("figure-added", "", "6"),
            ],
        ),
        ('is sold "as is" to all', "is sold 'as is' to all", []),
        ("a board of 5' was", 'a board of 5" was', [("text-replaced", "'", '"')]),
        (
            *("It was 45,210 in 2010 for all.", "It was 47,105 at the 2020 census for all."),
            [
                ("figure-changed", "45,210", "47,105"),
                ("text-replaced", "in", "at the 2020 census"),
                ("date-changed", "2010", "2020"),
            ],
        ),
    ],
)
def test_one_edit_is_told_once_and_whole(old, new, expected):
    """What a reader sees as one number, name or unit is one change, and none where it is equal."""
    assert expected == changes(*(f"The text says that {text} of it." for text in (old, new)))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("zwischen 5 und 10 Prozent", "zwischen 5 % und 10 %", []),
        ("um 5-10 Prozent", "um 5-10 Punkte", [("unit-changed", "Prozent", "Punkte")]),
        ("um 5-10 Prozent", "um 5-10", [("unit-changed", "Prozent", "")]),
        ("工期為3-5年以上", "工期為3-5月以上", [("unit-changed", "年", "月")]),
        ("工期为3-5年以上", "工期为3-5月以上", [("unit-changed", "年", "月")]),
        (
            *("um 5 bis 10 Prozent", "um 5 bis Ende"),
            [("figure-lost", "10", ""), ("text-inserted", "", "Ende")],
        ),
        ("from 01/02/2024", "from 1/2/2024", []),
        ("from 01/02/2024", "from 1/3/2024", [("date-changed", "01/02/2024", "1/3/2024")]),
    ],
)
def test_a_number_that_stands_is_not_lost_with_its_unit(old, new, expected):
    """The ends of a range share one unit, which changes once; zeros before a day say nothing."""
    assert expected == changes(*(f"Es steht, {text} ist es." for text in (old, new)))


@pytest.mark.parametrize("gap", ["  ", "\t", "        "])
def test_columns_are_numbers_of_their_own(gap):
    """A wide gap before three digits parts two numbers; a space may part thousands."""
    row = "Staff of the firm{0}{1}{0}298\nUnits that were sold{0}512{0}498\n"

    assert [("figure-changed", "312", "320")] == changes(row.format(gap, 312), row.format(gap, 320))
    assert [("figure-changed", "312 298", "320 298")] == changes(
        row.format(" ", 312), row.format(" ", 320)
    )


def test_a_number_with_a_zero_before_it_is_no_amount():
    """The message of a code repeats it with no commas."""
    pair = (Document(name, f"Its code is {name} now.") for name in ("0132", "0187"))

    assert ["figure changed: 0132 became 0187"] == [c.message for c in compare(*pair).changes]
