"""The facts of both sides that an edit touches."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Sequence

from docdiff.model import Edit, Fact, Span
from docdiff.report.values import Range

Facts = tuple[Sequence[Fact], Sequence[Fact]]


class FactFinder:
    """Finds facts by their place, for all the pieces of one comparison.

    Parameters
    ----------
    facts
        The facts of both sides, rising; spans count quiet characters.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._starts = [[fact.span.start for fact in side] for side in facts]

    def without(self, facts: Container[Fact]) -> FactFinder:
        """Return a finder of all other facts."""
        old, new = ([fact for fact in side if fact not in facts] for side in self._facts)
        return FactFinder((old, new))

    def inside(self, number: int, place: Range) -> list[Fact]:
        """Return the facts of a side that stand in a range, in part at least."""
        return [fact for fact in self._near(number, place) if _meets(fact.span, place)]

    def touched(self, edit: Edit) -> Facts:
        """Return the facts of both sides that an edit changes, by their number or their unit.

        Where an edit changes no more than a unit, the figure on the other side is the one that
        ends where the edit begins; of a unit that stands before its number, the one that begins
        where the edit ends.
        """
        ranges = ((edit.i, edit.i_end), (edit.j, edit.j_end))
        near = self._near(0, ranges[0]), self._near(1, ranges[1])
        sorts = [_sort(side, place) for side, place in zip(near, ranges, strict=True)]
        numbers, units = [sort[0] for sort in sorts], [sort[1] for sort in sorts]
        for own, other in ((0, 1), (1, 0)):
            if units[own] and not units[other] and not numbers[other]:
                prefixed = [_meets(f.prefix_span, ranges[own]) for f in units[own]]
                behind = _begin_behind(near[other], ranges[other][1]) if any(prefixed) else []
                before = [] if behind and all(prefixed) else _beside(near[other], ranges[other])
                units[other] = [*(f for f in before if f not in behind), *behind]
            elif units[own] and not units[other] and units[own][0].span.end == ranges[own][0]:
                # 3000元至6000元: the unit came, and 3000 stood there before.
                units[other] = [f for f in near[other] if f.span.end == ranges[other][0]]
        if units[0] and units[1] and len(units[0]) != len(units[1]):
            # Of -5～3度 against -5℃～3℃ the last unit is that of the first number on one side only.
            units = [[f for f in side if not _shares_unit(f)] or side for side in units]
        if not (units[0] or units[1]) or not (
            (units[0] or numbers[0]) and (units[1] or numbers[1])
        ):
            return numbers[0], numbers[1]
        both = [sorted((*a, *b), key=lambda f: f.span) for a, b in zip(numbers, units, strict=True)]
        return both[0], both[1]

    def _near(self, number: int, place: Range) -> Sequence[Fact]:
        """Return the facts that may reach into a range."""
        starts = self._starts[number]
        first = bisect_left(starts, place[0])
        last = bisect_right(starts, place[1], first)
        return self._facts[number][max(0, first - 2) : last + 1]


def _sort(facts: Sequence[Fact], place: Range) -> tuple[list[Fact], list[Fact]]:
    """Return the facts whose number stands in a range, and the others whose unit does."""
    numbers: list[Fact] = []
    units: list[Fact] = []
    for fact in facts:
        if _meets(fact.span, place):
            numbers.append(fact)
        elif _meets(fact.unit_span, place) or _meets(fact.prefix_span, place):
            units.append(fact)
    return numbers, units


def _shares_unit(fact: Fact) -> bool:
    """Say whether the unit of a figure stands behind the other end of its range."""
    return fact.unit_span is not None and fact.unit_span.start > fact.span.end + 1


def _begin_behind(facts: Sequence[Fact], end: int) -> list[Fact]:
    """Return the facts whose number, or the unit before it, begins where a range ends."""
    return [f for f in facts if end in (f.span.start, (f.prefix_span or f.span).start)]


def _beside(facts: Sequence[Fact], place: Range) -> list[Fact]:
    """Return the facts that end where a range begins, or else those that begin where it ends."""
    start, end = place
    before = [f for f in facts if start in (f.span.end, end + 1, f.unit_span and f.unit_span.end)]
    return before or [f for f in facts if f.span.start == end]


def _meets(span: Span | None, place: Range) -> bool:
    """Say whether a span and a filled range have a character in common."""
    return span is not None and span.start < place[1] and span.end > place[0]
