"""Figures: numbers with their magnitudes, units and masks."""

from __future__ import annotations

import re
from math import gcd
from typing import NamedTuple

import attrs

from docdiff.decimals import plain, shift
from docdiff.facts.dates import make_date, plain_year_at
from docdiff.facts.halves import rest_behind
from docdiff.facts.numerals import (
    GarbledError,
    Number,
    evaluate,
    numeral_end,
    read_arabic,
    read_chinese,
    read_compound,
)
from docdiff.facts.tables import NUMERALS
from docdiff.facts.units import Unit, arc_behind, unit_behind, unit_near
from docdiff.facts.versions import is_counted_part, is_numbered
from docdiff.facts.view import View
from docdiff.model import Fact, FactKind, Span
from docdiff.patterns import Pattern

_TIMES_LETTER = Pattern(r"x(?=[0-9]{1,9}(?:x|(?![0-9a-z])))")
_FRACTION = Pattern(r"([0-9]{1,3})/([0-9]{1,3}(?:,000){0,2})(?![0-9/]|,[0-9]{3}(?![0-9]))")
_LARGEST_WHOLE = 10  # of a fraction in digits: 12/21 and 50/60 are two numbers
_PARTS = Pattern(f"([{NUMERALS}]{{1,5}})分之([{NUMERALS}]{{1,5}})")
_PERCENT_POWERS = {"B": 0, "C": -1, "D": -2}  # of the hundred in 百分之, 千分之, 萬分之
_ALPHANUMERIC = Pattern(r"[^\W_]*+")
_RANGE = Pattern(f" ?(?:[-–—~至到]|to |bis ) ?(?=[0-9{NUMERALS}])")
_RANGE_MARKS = " -–—~至到"
_BETWEEN, _AND = ("between ", "zwischen "), Pattern(" (?:and|und) (?=[0-9])")
# What is put before the digits for the character that stands there; .5 is 0.5.
_SIGNS = {"-": "-", "−": "-", "+": "", ".": "."}
_MINUS_WORDS = ("Q下", "负")  # 零下 and 负, folded
_MINUS_ENDS = frozenset(word[-1] for word in _MINUS_WORDS)
_BEFORE = _MINUS_ENDS.union(_SIGNS)
_DEGREES = frozenset({"°C", "°"})
SIGNED_UNITS = _DEGREES | {"%", "‰", "pp"}


class Prefix(NamedTuple):
    """A unit that stands before its number."""

    span: Span
    base: str
    exponent: int = 0


Found = tuple[list[Fact], int]  # and where to read on


def figure_at(view: View, start: int, prefix: Prefix | None = None) -> Found:
    """Return the figure whose first digit stands at ``start``."""
    slashed = view.folded[view.digits_end(start)] == "/"
    if fraction := _FRACTION.match(view.folded, start) if slashed else None:
        return _fraction(view, fraction), fraction.end()
    number = read_arabic(view, start)
    if "A" <= view.folded[number.end] <= "F":
        number = read_compound(view, number) or number
    unit = _unit_of(view, start, number.end, money=prefix is not None)
    behind = unit.end
    if not unit.measures and prefix is None and plain_year_at(view, start, number.digits or ""):
        # In 2011 members left: a year, which a mere counter follows by chance.
        return [make_date(view, start, number.end, number.digits)], number.end
    if unit.start == behind:
        if view.is_letter(behind):
            name = (_TIMES_LETTER if prefix is None else _ALPHANUMERIC).match(view.folded, behind)
            if name is None:
                name = _ALPHANUMERIC.match(view.folded, behind)
                return [], name.end() if name else behind
            behind = name.end()
        if view.folded[number.end] in _RANGE_MARKS:
            unit = _shared_unit(view, number.end, start, money=prefix is not None)
    elif unit.exponent and not (unit.base or prefix) and view.folded[behind] in _RANGE_MARKS:
        unit = unit._replace(base=_shared_unit(view, behind, start).base)  # 2萬到3萬元
    number, unit = _complete(view, number, unit)
    digits, begin = number.digits, start
    if view.folded[start - 1] in _BEFORE:
        begin, sign = _sign_before(view, start, unit)
        digits = digits and f"{sign}{digits}"
    figure = make_figure(view, Span(begin, number.end), digits, unit, prefix)
    return [_as_numbered(view, figure)], max(behind, number.end)


def _unit_of(view: View, start: int, end: int, *, money: bool) -> Unit:
    """Return the unit behind a number; behind that of a version nothing counts: 2.10 ships."""
    unit = arc_behind(view, start, end) or unit_near(view, end, money=money)
    counts = unit.start < unit.end and not (unit.measures or money)
    return Unit(end, end) if counts and is_counted_part(view, start, end) else unit


def _as_numbered(view: View, figure: Fact) -> Fact:
    """Return a figure; the decimal that counts parts keeps the zero at its end: Python 3.10."""
    if figure.unit or figure.text[-1] != "0" or "." not in (figure.number or ""):
        return figure  # German 1.230 is no decimal
    part = figure.text.partition(".")[2]
    if not part.isdecimal() or not part.strip("0"):  # 2.0 is 2
        return figure
    if not is_numbered(view, figure.span.start, figure.span.end):
        return figure
    return attrs.evolve(figure, value=figure.text, number=figure.text)


def numeral_at(view: View, start: int, prefix: Prefix | None = None) -> Found:
    """Return the figure of the Chinese numeral at ``start``, if it counts something."""
    end = numeral_end(view, start)
    name = view.tables.names.longest_at(view.folded, start)
    divided = view.folded.startswith("分之", end)
    if fraction := _PARTS.match(view.folded, start) if divided else None:
        return _parts(view, fraction), fraction.end()
    number = None if _is_vague(view, start, end) else read_chinese(view, start)
    if number is None:
        return [], end
    unit = unit_behind(view, number.end, chinese="." not in (number.digits or ""))
    behind = unit.end
    whole, written = _complete(view, number, unit)
    if whole.end > number.end:
        facts = [make_figure(view, Span(start, whole.end), whole.digits, written, prefix)]
        return facts, whole.end
    if name and start + len(name) >= behind:
        return [], max(end, start + len(name))
    if unit.start == unit.end:
        unit = _shared_unit(view, number.end, start)
    lone = end == start + 1 and (
        number.digits == "0"
        or (number.digits == "1" and not unit.measures)
        or (
            number.digits == "1"
            and view.char(start - 1) in view.tables.before_one
            and view.folded[max(0, start - 2) : start] not in view.tables.titles
        )
    )
    if (unit.start == unit.end or lone) and prefix is None:
        return [], number.end
    begin, digits = start, number.digits
    if view.folded[start - 1] in _MINUS_ENDS:
        begin, sign = _minus_word(view, start, unit)
        digits = digits and f"{sign}{digits}"
    return [make_figure(view, Span(begin, number.end), digits, unit, prefix)], behind


def _complete(view: View, number: Number, unit: Unit) -> tuple[Number, Unit]:
    """Return a number that takes in its unit, where a part of that stands behind: 兩年半."""
    rest = rest_behind(view, number.digits, unit) if number.digits else None
    if rest is None:
        return number, unit
    return Number(rest.end, rest.digits), Unit(rest.end, rest.end, base=rest.base)


def percent_at(view: View, start: int) -> Found:
    """Return the figures of 百分之三十, 萬分之五 or 百分之十至二十 at ``start``, or nothing."""
    power = _PERCENT_POWERS.get(view.char(start))
    if power is None or not view.folded.startswith("分之", start + 1):
        return [], start
    position, begin, sign = start + 3, start, ""
    if view.folded[start - 1] in _MINUS_ENDS:  # 负百分之五
        begin, sign = _minus_word(view, start, Unit(start, start, base="%"))
    prefix = Prefix(Span(begin, position), "%")
    facts: list[Fact] = []
    while number := _read_either(view, position):
        span, nowhere = Span(position, number.end), Unit(number.end, number.end, power)
        digits = number.digits and f"{sign}{number.digits}"
        facts.append(make_figure(view, span, digits, nowhere, prefix))
        match = _RANGE.match(view.folded, number.end) if len(facts) == 1 else None
        if match is None:
            break
        position, sign = match.end(), ""
    return facts, facts[-1].span.end if facts else start


def _read_either(view: View, start: int) -> Number | None:
    """Read the number in either script at ``start``; 百 is one hundred in 百分之百."""
    if (
        view.char(start) == "B"
        and view.char(start + 1) != "分"
        and numeral_end(view, start) == start + 1
    ):
        return Number(start + 1, "100")
    return read_arabic(view, start) if view.is_digit(start) else read_chinese(view, start)


def make_figure(
    view: View, span: Span, digits: str | None, unit: Unit, prefix: Prefix | None
) -> Fact:
    """Return the figure fact of a number with its unit; digits of None make it suspect."""
    text, behind = view.text, None
    written, base = "", unit.base
    if unit.start < unit.end:
        behind = Span(unit.start, unit.end)
        written = text[unit.start : unit.end]
    if prefix:
        before = prefix.span
        joint = " " if written[:1].isalnum() and not view.is_cjk(before.end - 1) else ""
        written = text[before.start : before.end] + joint + written
        head, by, rate = base.partition("/")
        base = f"{prefix.base if head in ('', '元') else head}{by}{rate}"
        if prefix.exponent:
            unit = unit._replace(exponent=unit.exponent + prefix.exponent)
    value = number = None if digits is None else plain(digits)
    if digits is not None and (unit.exponent or digits[0] == "0"):
        value = _value(digits, unit)
    return Fact(
        FactKind.FIGURE,
        span,
        text[span.start : span.end],
        value,
        number,
        written,
        behind or (prefix.span if prefix else None),
        "x" in (digits or ""),
        digits is None,
        base,
        prefix.span if prefix else None,
    )


def _value(digits: str, unit: Unit) -> str:
    """Return the canonical value; a number that starts with 0 and counts nothing is a name."""
    if digits.startswith("0") and digits.isdecimal() and unit.start == unit.end:
        return digits
    return shift(digits, unit.exponent)


def make_fraction(
    view: View, span: Span, part: int, whole: int, *, lowest: bool = True
) -> Fact | None:
    """Return the figure of a fraction, its value in lowest terms; None where there is none."""
    if not whole:
        return None
    divisor = gcd(part, whole) if lowest else 1
    fact = make_figure(view, span, "0", unit_behind(view, span.end), None)
    value, number = f"{part // divisor}/{whole // divisor}", f"{part}/{whole}"
    return attrs.evolve(fact, value=value, number=number)


def _fraction(view: View, match: re.Match[str]) -> list[Fact]:
    """Return the figure of 1/2."""
    if view.is_letter(match.end()) or view.char(match.start() - 1) == "/":
        return []
    part, whole = int(match[1]), int(match[2].replace(",", ""))
    lowest = part < whole <= _LARGEST_WHOLE
    fact = make_fraction(view, Span(*match.span()), part, whole, lowest=lowest)
    return [fact] if fact else []


def _parts(view: View, match: re.Match[str]) -> list[Fact]:
    """Return the figure of 三分之二."""
    try:
        whole, part = evaluate(match[1]), evaluate(match[2])
    except GarbledError:
        return []
    if not whole or not part:
        return []
    fact = make_fraction(view, Span(*match.span()), int(part), int(whole))
    return [fact] if fact else []


def _sign_before(view: View, start: int, unit: Unit) -> tuple[int, str]:
    """Return where the number begins with the sign before ``start``, and what it puts there.

    Behind an ideograph a hyphen joins (附件-5), unless what it counts can be negative (-5%,
    -0.35元).
    """
    before = start - 1
    char = view.char(before)
    if char not in _SIGNS:
        return _minus_word(view, start, unit)
    if before < view.start:
        return start, ""
    ahead = view.char(before - 1)
    if char == "." and ahead in "-−":  # -.45
        begin, sign = _sign_before(view, before, unit)
        return begin, f"{sign}{_SIGNS[char]}"
    dash = view.text[before] == "—" and unit.base not in _DEGREES  # it parts, and joins ranges
    last = before - 2 if ahead in "'\"" else before - 1  # of 5'-6° and 5-6
    joined = ahead in ")]}）】+-−._/%°′″" or view.is_digit(last) or view.is_letter(before - 1)
    if dash or joined:
        return start, ""
    negative = unit.base in SIGNED_UNITS or unit.base in view.tables.currencies
    signed = char == "−" or (char != "." and negative)
    if ahead.isalnum() and not signed:
        return start, ""
    return before, _SIGNS[char]


def _minus_word(view: View, start: int, unit: Unit) -> tuple[int, str]:
    """Return the same of 零下 and 负; the latter before degrees, or behind words: 增速負5%."""
    for word in _MINUS_WORDS:
        begin = start - len(word)
        if view.folded[max(begin, 0) : start] != word:
            continue
        if view.text[begin] == "零" or unit.base in _DEGREES:
            return begin, "-"
        if unit.base in SIGNED_UNITS or unit.base in view.tables.currencies:
            said = view.tables.before["negative"]
            ahead = view.folded[begin - 1]
            if ahead in said or not (ahead.isalnum() or ahead in ",;"):
                return begin, "-"
    return start, ""


def with_range(view: View, prefix: Prefix, found: Found) -> Found:
    """Return a sum with the end of its range, which its currency is before too: €210-230m."""
    facts, behind = found
    joiner = _RANGE.match(view.folded, behind)
    if joiner is None or len(facts) != 1 or not view.is_digit(joiner.end()):
        return found
    further, end = figure_at(view, joiner.end(), prefix)
    if len(further) != 1 or further[0].base_unit != prefix.base:
        return found
    open_ended = further[0].unit_span == prefix.span  # a dash with spaces may be no range
    return found if open_ended and " " in joiner[0] else ([*facts, *further], end)


def signed(view: View, facts: list[Fact]) -> list[Fact]:
    """Return the figure of a sum with the sign that stands before its currency: -$0.35."""
    fact = facts[0]
    prefix, number = fact.prefix_span, fact.number
    if prefix is None or not number or not fact.value or view.folded[prefix.start - 1] not in "-−":
        return facts
    begin, sign = _sign_before(view, prefix.start, Unit(0, 0, base=fact.base_unit))
    if not sign or number.startswith(sign):
        return facts
    span = Span(begin, fact.span.end)
    return [
        attrs.evolve(
            fact,
            span=span,
            text=view.text[span.start : span.end],
            value=sign + fact.value,
            number=sign + number,
            unit=fact.unit[len(prefix) :].lstrip(),
            unit_span=None if fact.unit_span == prefix else fact.unit_span,
            prefix_span=None,
        ),
        *facts[1:],
    ]


def _shared_unit(view: View, end: int, begin: int, *, money: bool = False) -> Unit:
    """Return the unit that a number shares with the end of its range: 3 in 3-5年."""
    nowhere = Unit(end, end)
    match = _RANGE.match(view.folded, end)
    if match is None and view.folded.endswith(_BETWEEN, max(0, begin - 9), begin):
        match = _AND.match(view.folded, end)
    if match is None:
        return nowhere
    start = match.end()
    if view.is_digit(start):
        return unit_behind(view, read_arabic(view, start).end, money=money)
    number = read_chinese(view, start)
    return nowhere if number is None else unit_behind(view, number.end, chinese=True)


_POWERS = frozenset("ABCDEF")


def _is_vague(view: View, start: int, end: int) -> bool:
    """Say whether the numeral is part of a vague number or word: 幾十億, 千百, 十幾, 陸."""
    tables, first = view.tables, view.char(start)
    if end == start + 1 and view.text[start] in tables.formal and view.char(end) != "点":
        return not _is_formal(view, start)
    before = view.folded[max(0, start - 2) : start]
    bare = set(view.folded[start:end]) <= _POWERS
    if first in "BCDEF" or (
        bare and before[-1:] in tables.vague and before not in tables.not_vague
    ):
        return True
    return view.char(end) in tables.several


def _is_formal(view: View, start: int) -> bool:
    """Say whether a lone digit of cheques counts: 壹年, 肆份, but not 大陸人 or 伍家."""
    tables = view.tables
    unit = unit_behind(view, start + 1, chinese=True)
    if unit.start == unit.end or view.folded[start - 1 : start + 1] in tables.not_formal:
        return False
    named = view.text[start] in tables.surnames
    return not named or unit.base == "份" or (unit.measures and unit.base != "人")
