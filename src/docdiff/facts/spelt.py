"""Numbers written in words: twelve months, two hundred and five, einundzwanzig Tage."""

from __future__ import annotations

import re

from docdiff.facts.compounds import compound_at
from docdiff.facts.figures import Found, make_figure, make_fraction
from docdiff.facts.numerals import read_chinese
from docdiff.facts.tables import NUMERALS, ORDINAL
from docdiff.facts.units import Unit, unit_behind, unit_near
from docdiff.facts.view import LETTERS, View
from docdiff.model import Span
from docdiff.patterns import Pattern

_NEXT = Pattern(f"(?P<joint>,? and |[ -])(?P<word>[{LETTERS}]{{3,9}}+)(?![{LETTERS}])")
_RANGE = Pattern(f" ?[-–—] ?|[ ](?:to|bis) (?=[{LETTERS}])")
_FIRST = Pattern(f"[{LETTERS}]++")
_AGAIN = Pattern(
    f" ?[(](?P<again>[0-9]{{1,9}}|[{NUMERALS}]{{1,20}}|[{LETTERS}][{LETTERS} -]{{2,60}})[)]"
)
_CLASS = "班"  # 三（3）班 is the third class of the third year
_PART = Pattern(f"[ -](?P<word>[{LETTERS}]{{4,11}}+)(?![{LETTERS}])")
# A quarter is a part of something, or of a year; the latter only counts.
_QUARTER_OF = Pattern("-|.quarters? (?:majority|of (?!(?:the )?(?:fiscal|financial|year|[0-9])))")
_DIGITS = re.compile(r"([0-9]{1,9})(?:\.|st|nd|rd|th)?")
_ONE, _TEN, _HUNDRED, _THOUSAND = 1, 10, 100, 1000
# The longest such word of German has fewer letters.
_LONGEST = 80


def may_be_spelt(view: View, word: str) -> bool:
    """Say whether a word, once folded, can begin a number; it is asked of every word."""
    tables = view.tables
    return (
        word in tables.spelt
        or word in tables.spelt_one
        or "hundert" in word
        or "tausend" in word
        or ("und" in word and word.endswith(("zig", "ßig", "ssig")))
        or word[:3] in tables.heads
    )


def spelt_at(view: View, start: int, end: int) -> Found:
    """Return the figure that begins with the word at ``start``, if it counts something.

    Only what a unit or counter follows does; "one" and "ein" count only before a measure,
    and "ein" not where it is as good as an article.
    """
    number = _read(view, start, end)
    if number is None:
        return compound_at(view, start, end, _value) or ([], end)
    value, end = number
    found = said_again(view, Span(start, end), str(value)) or _fraction(view, start, number)
    if found:
        return found
    unit = unit_near(view, end)
    behind = unit.end
    if unit.start == unit.end:
        unit = _shared(view, end)
    if not _is_counted(view, view.folded[start:end], unit):
        return [], end
    return [make_figure(view, Span(start, end), str(value), unit, None)], max(behind, end)


def read_number(text: str) -> str | None:
    """Return the whole number that all of a text writes, whatever way; None if it is no such.

    Ordinals are read as their number. Unlike :func:`spelt_at` it asks for no unit, so it is
    for a text of which something else says that it is a number.

    >>> [read_number(text) for text in ("thirty-six", "dritten", "3rd", "3.", "十二", "6a")]
    ['36', '3', '3', '3', '12', None]
    """
    view = View(text)
    folded = view.folded[: len(text)]
    if digits := _DIGITS.fullmatch(folded):
        return digits[1]
    for words in (view.tables.spelt_ordinals, view.tables.once):
        if folded in words:
            return words[folded]
    ten, _, one = folded.partition("-")  # twenty-first
    value, last = view.tables.spelt.get(ten), view.tables.spelt_ordinals.get(one)
    if value and last and _fits(int(last), int(value), "-"):
        return str(int(value) + int(last))
    return _read_whole(view, 0, len(text))


def said_again(view: View, span: Span, digits: str) -> Found | None:
    """Return the figure of a number that brackets behind it repeat in another notation.

    As contracts have it: thirty (30) days, 30 (thirty) days, 三十（30）日. Words and digits
    that disagree are one figure too, and suspect: 六十（90）日; 三（3）班 and 第三（2）日 are none.
    """
    again = _AGAIN.match(view.folded, span.end)
    if again is None or view.is_digit(span.start) is view.is_digit(again.start("again")):
        return None
    number = _read_whole(view, *again.span("again"))
    spelt = view.is_letter(span.start) or view.is_letter(again.start("again"))
    unit, whole = unit_behind(view, again.end()), Span(span.start, again.end())
    counts = spelt or (unit.measures and view.char(span.start - 1) != ORDINAL)
    if number is None or unit.base == _CLASS or (number != digits and not counts):
        return None
    sure = digits if number == digits else None
    return [make_figure(view, whole, sure, unit, None)], unit.end


def _read_whole(view: View, start: int, end: int) -> str | None:
    """Return the whole number that a range writes from end to end."""
    if view.is_digit(start):
        digits = view.folded[start:end]
        return digits if digits.isdecimal() else None
    word = _FIRST.match(view.folded, start)
    if word:
        spelt = _read(view, start, word.end())
        return str(spelt[0]) if spelt and spelt[1] == end else None
    number = read_chinese(view, start)
    return number.digits if number and number.end == end else None


def _fraction(view: View, start: int, number: tuple[int, int]) -> Found | None:
    """Return the figure of two thirds or drei Viertel, whose first word was read."""
    part, end = number
    match = _PART.match(view.folded, end)
    if match is None:
        return None
    tables, word = view.tables, match["word"]
    whole = int(tables.denominators.get(word, 0))
    if part >= whole or tables.not_denominator.longest_at(view.folded, match.start("word")):
        return None
    if word.startswith("quarter") and not _QUARTER_OF.match(view.folded, end):
        return None
    fact = make_fraction(view, Span(start, match.end()), part, whole)
    return ([fact], match.end()) if fact else None


def _is_counted(view: View, word: str, unit: Unit) -> bool:
    """Say whether the unit makes a number of the word."""
    if unit.start == unit.end:
        return False
    if word not in view.tables.spelt_one:
        return True
    counted = view.folded[unit.start : unit.end]
    return unit.measures and counted not in view.tables.after_article


def _shared(view: View, end: int) -> Unit:
    """Return the unit that a number shares with the end of its range: two to three years."""
    joiner = _RANGE.match(view.folded, end)
    word = _FIRST.match(view.folded, joiner.end()) if joiner else None
    number = _read(view, word.start(), word.end()) if word else None
    return unit_behind(view, number[1]) if number else Unit(end, end)


def _read(view: View, start: int, end: int) -> tuple[int, int] | None:
    """Return the number whose first word is at ``start``, and where its last one ends."""
    word = view.folded[start:end]
    value = _value(view, word)
    if value is None:
        return None
    if "hundert" in word or "tausend" in word:
        return value, end
    total, group, last = 0, value, value  # thousands, what is below, the last addend
    while match := _NEXT.match(view.folded, end):
        word, joint = match["word"], match["joint"]
        if word == "hundred" and joint == " " and 0 < group < _HUNDRED:
            group, last = group * _HUNDRED, _HUNDRED
        elif word == "thousand" and joint == " " and group and not total:
            total, group, last = group * _THOUSAND, 0, _THOUSAND
        else:
            value = _value(view, word)
            if value is None or not _fits(value, last, joint):
                break
            group, last = group + value, value
        end = match.end()
    return total + group, end


def _fits(value: int, last: int, joint: str) -> bool:
    """Say whether a number can follow another in one: twenty-one, two hundred and five."""
    if last in (_HUNDRED, _THOUSAND):
        return joint != "-" and 0 < value < _HUNDRED
    return last >= 2 * _TEN and last % _TEN == 0 and 0 < value < _TEN and joint in (" ", "-")


def _value(view: View, word: str) -> int | None:
    """Return the value of one word of English, or of German with all that it joins."""
    if len(word) > _LONGEST:
        return None
    simple = _simple(view, word)
    if simple is not None:
        return simple
    thousands, joined, rest = word.partition("tausend")
    if not joined:
        return _below_thousand(view, word)
    above = _below_thousand(view, thousands) if thousands else _ONE
    below = _below_thousand(view, rest.removeprefix("und")) if rest else 0
    return None if above is None or below is None else above * _THOUSAND + below


def _below_thousand(view: View, word: str) -> int | None:
    """Return the value of zweihundertfünf, einundzwanzig or fünf."""
    hundreds, joined, rest = word.partition("hundert")
    if not joined:
        return _below_hundred(view, word)
    above = _simple(view, hundreds) if hundreds else _ONE
    below = _below_hundred(view, rest.removeprefix("und")) if rest else 0
    if above is None or below is None or not 0 < above < _TEN * 2:
        return None
    return above * _HUNDRED + below


def _below_hundred(view: View, word: str) -> int | None:
    """Return the value of einundzwanzig or fünf."""
    simple = _simple(view, word)
    if simple is not None:
        return simple
    one, joined, ten = word.partition("und")
    if not joined:
        return None
    below, above = _simple(view, one), _simple(view, ten)
    if below is None or above is None or not 0 < below < _TEN or above < 2 * _TEN:
        return None
    return above + below


def _simple(view: View, word: str) -> int | None:
    """Return the value of a word that joins no others."""
    tables = view.tables
    if word in tables.spelt_one or word == "eins":
        return _ONE
    return int(tables.spelt[word]) if word in tables.spelt else None
