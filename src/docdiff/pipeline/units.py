"""Units that stand without a number, over all figures of a table: 單位：萬元, output (tons)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from docdiff.decimals import shift
from docdiff.facts import Unit, measure_at
from docdiff.model import Edit, Fact, FactKind, Span
from docdiff.text import QuietText

__all__ = ["add_units"]

# What a unit stands behind: a label, or a bracket that makes no plural, as in day(s).
_OPENED = re.compile(
    r"(?:单位|單位|\bunits?|\beinheit(?:en)?) ?[:：] ?|(?<![a-z])[(（] ?", re.IGNORECASE
)
_CLOSED = re.compile(r"[\s)）,，、;；]|\Z")
_PARTED = re.compile(r" ?[,，、/] ?")
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
        places = Span(edit.i, edit.i_end), Span(edit.j, edit.j_end)
        if max(map(len, places)) > _LONGEST:
            continue
        units = []
        for side, known, place in zip(sides, facts, places, strict=True):
            unit = _unit_at(side, place)
            if unit is None or _is_taken(known, unit.unit_span or place):
                break
            units.append(unit)
        else:
            for fact, new in zip(units, added, strict=True):
                new[fact.span] = fact
    if not added[0]:
        return facts
    by_span = attrgetter("span")
    return (
        sorted((*facts[0], *added[0].values()), key=by_span),
        sorted((*facts[1], *added[1].values()), key=by_span),
    )


def _is_taken(facts: Sequence[Fact], unit: Span) -> bool:
    """Say whether a unit belongs to a figure that stands near before it."""
    first = bisect_left(facts, unit.start - _AROUND, key=lambda fact: fact.span.start)
    last = bisect_left(facts, unit.end, first, key=lambda fact: fact.span.start)
    return any(
        span is not None and span.start <= unit.start < span.end
        for fact in facts[first:last]
        for span in (fact.span, fact.unit_span)
    )


def _unit_at(side: QuietText, place: Span) -> Fact | None:
    """Return the unit that takes in a range of quiet characters, if one stands there alone."""
    low, high = sorted((side.raw_start(place.start), side.raw_end(place.end)))
    begin = max(0, low - _AROUND)
    view, first, last = side.text[begin : high + _AROUND], low - begin, high - begin
    opened = [match.end() for match in _OPENED.finditer(view) if match.end() <= last]
    at = opened[-1] if opened else len(view)
    while unit := measure_at(view, at):
        if unit.start <= last and first <= unit.end:
            return _make(side, begin, view, unit) if _CLOSED.match(view, unit.end) else None
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
