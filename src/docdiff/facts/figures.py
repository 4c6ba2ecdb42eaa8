"""Figures: numbers with their magnitudes, units and masks."""

from __future__ import annotations

import re
from functools import lru_cache
from math import gcd

import attrs

from docdiff.facts.dates import MASKS
from docdiff.facts.decimals import shift
from docdiff.facts.numerals import (
    Number,
    evaluate,
    numeral_end,
    read_arabic,
    read_chinese,
    read_compound,
)
from docdiff.facts.tables import load_tables
from docdiff.facts.units import Unit, unit_behind
from docdiff.facts.view import View
from docdiff.model import Fact, FactKind, Span

_MASKED = re.compile(
    f"[0-9]*+[{re.escape(MASKS)}][0-9{re.escape(MASKS)}]*+(?:\\.[0-9{re.escape(MASKS)}]++)?"
    f"|[0-9]++\\.[0-9]*+[{re.escape(MASKS)}]++"
)
_FRACTION = re.compile(r"([0-9]{1,3})/([0-9]{1,3})(?![0-9/])")
_ALPHANUMERIC = re.compile(r"[^\W_]*+")
_SIGNS = {"-": "-", "−": "-", "+": ""}


@attrs.frozen
class Prefix:
    """A unit that stands before its number."""

    span: Span
    base: str


def figure_at(view: View, start: int, prefix: Prefix | None = None) -> tuple[list[Fact], int]:
    """Return the figure whose first digit stands at ``start`` and where to read on."""
    if fraction := _FRACTION.match(view.folded, start):
        return _fraction(view, fraction), fraction.end()
    number = read_arabic(view, start)
    begin = _signed_start(view, start)
    sign = _SIGNS.get(view.char(begin), "") if begin < start else ""
    if view.char(begin) == ".":
        number = attrs.evolve(number, digits=f".{number.digits}")
    number = read_compound(view, start, number) or number
    unit = unit_behind(view, number.end, money=prefix is not None)
    if not len(unit.span):
        name = _ALPHANUMERIC.match(view.folded, number.end)
        if view.is_letter(number.end) and name:
            return [], name.end()
        unit = _shared_unit(view, number.end)
        behind = number.end
    else:
        behind = unit.span.end
    digits = None if number.digits is None else sign + number.digits
    return [_make(view, Span(begin, number.end), digits, unit, prefix)], behind


def numeral_at(view: View, start: int, prefix: Prefix | None = None) -> tuple[list[Fact], int]:
    """Return the figure of the Chinese numeral at ``start``, if it counts something."""
    end = numeral_end(view, start)
    if name := view.tables.names.longest_at(view.folded, start):
        return [], max(end, start + len(name))
    if fraction := _patterns().parts.match(view.folded, start):
        return _parts(view, fraction), fraction.end()
    number = read_chinese(view, start)
    if number is None or _is_vague(view, start, end):
        return [], end
    unit = unit_behind(view, number.end, chinese=True)
    behind = unit.span.end
    if not len(unit.span):
        unit = _shared_unit(view, number.end)
    if not len(unit.span) and prefix is None:
        return [], number.end
    lone = number.digits == "1" and number.end == start + 1
    if lone and not unit.measures and prefix is None:
        return [], number.end
    return [_make(view, Span(start, number.end), number.digits, unit, prefix)], behind


def mask_at(view: View, start: int, prefix: Prefix | None = None) -> tuple[list[Fact], int]:
    """Return the figure with hidden digits at ``start`` and where to read on.

    A mask without a digit hides a number only before a magnitude or a measure (**萬元, not
    **鎮). Stars before a digit are markup; one × between digits multiplies.
    """
    match = _MASKED.match(view.folded, start)
    if match is None:
        return [], start
    written, end = match[0], match.end()
    unit = unit_behind(view, end)
    hidden = sum(char in MASKS for char in written)
    known = len(written) > hidden
    if not known:
        genuine = unit.measures and "." not in written
    else:
        starred = "*" in written or hidden == 1
        genuine = written[0].isdecimal() and (not starred or len(unit.span) > 0)
        genuine = genuine and not (hidden == 1 and written[-1].isdecimal())
    if not genuine or view.is_letter(start - 1):
        return [], start
    pattern = "".join("x" if char in MASKS else char for char in written)
    fact = _make(view, Span(start, end), pattern, unit, prefix)
    return [fact], unit.span.end


def percent_at(view: View, start: int) -> tuple[list[Fact], int]:
    """Return the figure of 百分之三十 or 千分之五 at ``start``, if there is one."""
    match = _patterns().percent.match(view.folded, start)
    if match is None:
        return [], start
    base = _patterns().percent_units[match[0]]
    position = match.end()
    if view.char(position).isdecimal():
        number: Number | None = read_arabic(view, position)
    else:
        number = read_chinese(view, position)
    if number is None:
        return [], position
    unit = Span(start, match.end())
    return [
        _make(
            view,
            Span(position, number.end),
            number.digits,
            Unit(Span(number.end, number.end)),
            Prefix(unit, base),
        )
    ], number.end


def _make(view: View, span: Span, digits: str | None, unit: Unit, prefix: Prefix | None) -> Fact:
    """Return the figure fact of a number with its unit."""
    behind = unit.span if len(unit.span) else None
    before = prefix.span if prefix else None
    texts = [view.text[part.start : part.end] for part in (before, behind) if part]
    cjk = before is not None and view.is_cjk(before.end - 1)
    base = prefix.base if prefix and (unit.base in ("", "元") or prefix.base == unit.base) else unit.base
    return Fact(
        FactKind.FIGURE,
        span,
        view.text[span.start : span.end],
        value=None if digits is None else shift(digits, unit.exponent),
        number=None if digits is None else shift(digits, 0),
        unit=("" if cjk else " ").join(texts),
        unit_span=behind or before,
        masked="x" in (digits or ""),
        suspect=digits is None,
        base_unit=base,
        prefix_span=before,
    )


def _fraction(view: View, match: re.Match[str]) -> list[Fact]:
    """Return the figure of 1/2; its value is the fraction in lowest terms."""
    value = _lowest(int(match[1]), int(match[2]))
    if value is None or view.is_letter(match.end()) or view.char(match.start() - 1) == "/":
        return []
    unit = unit_behind(view, match.end())
    fact = _make(view, Span(*match.span()), match[0], unit, None)
    return [attrs.evolve(fact, value=value, number=match[0])]


def _parts(view: View, match: re.Match[str]) -> list[Fact]:
    """Return the figure of 三分之二."""
    whole, part = evaluate(match[1]), evaluate(match[2])
    if whole is None or part is None or not (value := _lowest(int(part), int(whole))):
        return []
    fact = _make(view, Span(*match.span()), "0", Unit(Span(match.end(), match.end())), None)
    return [attrs.evolve(fact, value=value, number=f"{part}/{whole}")]


def _lowest(numerator: int, denominator: int) -> str | None:
    """Return a fraction in lowest terms, or None where there is none."""
    if not denominator:
        return None
    divisor = gcd(numerator, denominator)
    return f"{numerator // divisor}/{denominator // divisor}"


def _signed_start(view: View, start: int) -> int:
    """Return where the number begins with its sign or the point of .5."""
    before = start - 1
    if before < view.start or view.char(before) not in "+-−.":
        return start
    ahead = view.char(before - 1)
    if ahead.isalnum() or ahead in ")]}）】+-−._/%":
        return start
    return before


def _shared_unit(view: View, end: int) -> Unit:
    """Return the unit that a number shares with the end of its range: 3 in 3-5年."""
    match = _patterns().range.match(view.folded, end)
    if match is None:
        return Unit(Span(end, end))
    start = match.end()
    if view.char(start).isdecimal():
        unit = unit_behind(view, read_arabic(view, start).end)
    else:
        number = read_chinese(view, start)
        if number is None:
            return Unit(Span(end, end))
        unit = unit_behind(view, number.end, chinese=True)
    return unit


def _is_vague(view: View, start: int, end: int) -> bool:
    """Say whether the numeral is part of a vague number: 幾十億, 千百, 十幾."""
    tables = view.tables
    run = view.folded[start:end]
    if len(run) == 1 and run in tables.formal:
        return True
    if run[0] in tables.powers and (tables.powers[run[0]] > 1 or view.char(start - 1) in tables.vague):
        return True
    return view.char(end) in _patterns().several


@attrs.frozen(eq=False)
class _Patterns:
    range: re.Pattern[str]
    parts: re.Pattern[str]
    percent: re.Pattern[str]
    percent_units: dict[str, str]
    several: frozenset[str]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    """Compile the patterns that need the tables."""
    tables = load_tables()
    numeral = f"[{''.join(tables.digits)}{''.join(tables.powers)}]"
    return _Patterns(
        range=re.compile(f" ?(?:[-–—~至到]|to |bis ) ?(?=[0-9]|{numeral})"),
        parts=re.compile(f"({numeral}{{1,5}})分之({numeral}{{1,5}})"),
        percent=re.compile("[百千]分之"),
        percent_units={"百分之": "%", "千分之": "‰"},
        several=frozenset("几数"),
    )
