"""The lines of a table: bars between cells, and the rule under its head, say nothing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from docdiff.model import Edit
from docdiff.patterns import Pattern
from docdiff.text import Gap, QuietText, break_places

_BARS = frozenset("|｜│┃")
_RULE = Pattern(r"[|+│┃]?(?:[:=─━-]+[|+┼╋│┃])*[:=─━-]+[|+│┃]?")
_RULED = frozenset("|+│┃┼╋:=─━-")
_CORNERS = frozenset("|+┼╋│┃")
# A row is no longer, with the one before or behind it.
_LONGEST = 400
_SHORTEST = 3

Sides = tuple[QuietText, QuietText]


def is_rule(chars: str) -> bool:
    """Say whether a line is a rule with corners, as below the head of a Markdown table.

    Examples
    --------
    >>> [is_rule(line) for line in ("|---|:--:|", "+====+====+", "----", "| a |")]
    [True, True, False, False]
    """
    # The expression is asked first: it fails at the first character of any other line.
    return (
        _RULE.fullmatch(chars) is not None
        and len(chars) >= _SHORTEST
        and not _CORNERS.isdisjoint(chars)
    )


def drop_bars(edits: Sequence[Edit], sides: Sides) -> tuple[Sequence[Edit], list[Edit]]:
    """Return the edits without the bars between cells, and those that are no more than noise."""
    if not any(corner in side.chars for side in sides for corner in _CORNERS):
        return edits, []
    left: list[Edit] = []
    noise: list[Edit] = []
    for edit in edits:
        bare = _without_bars(edit, sides)
        if _is_noise(bare, sides):
            noise.append(edit)
        else:
            left.append(bare)
    return left, noise


def _is_noise(edit: Edit, sides: Sides) -> bool:
    """Say whether what is left of an edit without its bars is nothing, or of a rule."""
    ranges = (edit.i, edit.i_end), (edit.j, edit.j_end)
    for side, (start, end) in zip(sides, ranges, strict=True):
        if start < end:
            if not _RULED.issuperset(side.chars[start:end]):
                return False
            lines, at = _lines_around(side, start)
            if not is_rule(lines[at]):
                return False
    return True


def _without_bars(edit: Edit, sides: Sides) -> Edit:
    """Return an edit without the bars between cells that stand at its ends on one side."""
    ranges = [(edit.i, edit.i_end), (edit.j, edit.j_end)]
    for number in (0, 1):
        side, (start, end) = sides[number], ranges[number]
        other, (low, high) = sides[1 - number], ranges[1 - number]
        while start < end and _is_bar(side, start) and _is_gap(other, low):
            start += 1
        while start < end and _is_bar(side, end - 1) and _is_gap(other, high):
            end -= 1
        ranges[number] = (start, end)
    return Edit(edit.group, *ranges[0], *ranges[1])


def _is_gap(side: QuietText, place: int) -> bool:
    """Say whether white space, a bar or an end of the text stands at a place."""
    around = side.chars[max(0, place - 1) : place + 1]
    return place == 0 or len(around) == 1 or side.gaps[place] > Gap.NONE or bool(_BARS & {*around})


def _is_bar(side: QuietText, place: int) -> bool:
    """Say whether a bar parts two cells: a line nearby has as many of them.

    A rule may stand between the two. Two bars side by side are an operator.
    """
    if side.chars[place] not in _BARS:
        return False
    lines, at = _lines_around(side, place)
    count = _count(lines[at])
    beside = lines[max(0, at - 2) : at] + lines[at + 1 : at + 3]
    return "||" not in lines[at] and count in map(_count, beside)


def _lines_around(side: QuietText, place: int) -> tuple[list[str], int]:
    """Return the lines around a place, and which of them it is in."""
    low, high = max(0, place - _LONGEST), min(len(side.chars), place + _LONGEST)
    cuts = [low, *break_places(side.gaps, Gap.BREAK, low + 1, high), high]
    lines = [side.chars[start:end] for start, end in pairwise(cuts)]
    return lines, bisect_right(cuts, place, 0, len(cuts) - 1) - 1


def _count(line: str) -> int:
    """Return how many bars a line has."""
    return sum(map(line.count, _BARS))
