"""Units that stand without a number, over all figures of a table: 單位：萬元, output (tons)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from operator import attrgetter

from docdiff.decimals import shift
from docdiff.facts import Unit, measure_at
from docdiff.model import Edit, Fact, FactKind, Span
from docdiff.patterns import Pattern
from docdiff.text import QuietText

__all__ = ["add_units"]

# What a unit stands behind: a label, or a bracket that makes no plural, as in day(s). Behind a
# lone "in" stand sums and magnitudes: Angaben in Mio. EUR.
_OPENED = Pattern(
    r"(?:单位|單位|\bunits?|\beinheit(?:en)?) ?[:：] ?|(?<![a-z])[(（] ?|(?P<money>\bin )",
    re.IGNORECASE,
)
_MARK = Pattern("[:：(（]|(?<![a-z])[Ii]n ")  # one of which every such unit stands behind
_CLOSED = Pattern(r"[\s)）,，、;；]|\Z")
_PARTED = Pattern(r" ?[,，、/] ?")
_AROUND = 24  # characters in which the label and the rest of the unit stand
_LONGEST = 16  # of an edit: no unit is as long

Facts = tuple[Sequence[Fact], Sequence[Fact]]


def add_units(facts: Facts, edits: Sequence[Edit], sides: tuple[QuietText, QuietText]) -> Facts:
    """Add the units without a number that an edit changes, where both sides have one.

    They count as one of that unit, so that 萬元 against 元 is another unit of one number.

    Parameters
    ----------
    facts
        The facts of both sides in quiet positions, rising.
    edits
        What differs, down to tokens.
    sides
        The quiet texts.

    Returns
    -------
    pair of sequences of Fact
        The same with the units added, rising; their own span is empty.
    """
    added: tuple[dict[Span, Fact], dict[Span, Fact]] = ({}, {})
    for edit in edits:
        if edit.i_end - edit.i > _LONGEST or edit.j_end - edit.j > _LONGEST:
            continue
        old = _unit_at(sides[0], edit.i, edit.i_end, facts[0])
        new = _unit_at(sides[1], edit.j, edit.j_end, facts[1]) if old else None
        if old and new:
            added[0][old.span], added[1][new.span] = old, new
    if not added[0]:
        return facts
    return _join(facts[0], added[0].values()), _join(facts[1], added[1].values())


def _join(facts: Sequence[Fact], units: Collection[Fact]) -> Sequence[Fact]:
    """Return facts with units, rising; of thousand euros the number is part of the unit."""
    starts = {unit.span.start for unit in units}
    kept = (fact for fact in facts if fact.span.start not in starts)
    return sorted((*kept, *units), key=attrgetter("span"))


def _is_taken(facts: Sequence[Fact], place: int) -> bool:
    """Say whether a unit at a place belongs to a figure that stands near before it."""
    first = bisect_left(facts, place - _AROUND, key=lambda fact: fact.span.start)
    last = bisect_left(facts, place, first, key=lambda fact: fact.span.start)
    return any(
        span is not None and span.start <= place < span.end
        for fact in facts[first:last]
        for span in (fact.span, fact.unit_span)
    )


def _unit_at(side: QuietText, start: int, end: int, facts: Sequence[Fact]) -> Fact | None:
    """Return the unit that takes in a range of quiet characters, if one stands there alone."""
    low, high = side.raw_start(start), side.raw_end(end)
    if high < low:
        low, high = high, low
    begin = max(0, low - _AROUND)
    if _MARK.search(side.text, begin, high) is None:
        return None
    view, first, last = side.text[begin : high + _AROUND], low - begin, high - begin
    opened = [match for match in _OPENED.finditer(view) if match.end() <= last]
    at = opened[-1].end() if opened else len(view)
    money = bool(opened and opened[-1]["money"])
    while unit := measure_at(view, at, money=money):
        if unit.start <= last and first <= unit.end:
            alone = _CLOSED.match(view, unit.end)
            fact = _make(side, begin, view, unit) if alone else None
            return fact if fact and not _is_taken(facts, fact.span.start) else None
        parted = _PARTED.match(view, unit.end)
        if parted is None:
            return None
        at = parted.end()
    return None


def _make(side: QuietText, begin: int, view: str, unit: Unit) -> Fact:
    """Return the fact of one of a unit, in quiet positions."""
    start, end = (bisect_left(side.offsets, begin + at) for at in (unit.start, unit.end))
    return Fact(
        FactKind.FIGURE,
        Span(start, start),
        "",
        shift("1", unit.exponent),
        "1",
        view[unit.start : unit.end],
        Span(start, end),
        base_unit=unit.base,
    )
