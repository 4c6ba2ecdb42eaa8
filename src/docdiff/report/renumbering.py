"""Headings that only count on, because another one came or went before them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from docdiff.model import ChangeKind, Fact, FactKind
from docdiff.report.changes import begins_line
from docdiff.report.values import Piece, Range
from docdiff.text import QuietText

# A heading alone may be wrong; from two on that move by the same number they were renumbered.
_LEAST = 2
_MARKUP = frozenset("#*-")


def find_renumbered(
    pieces: Sequence[Piece], sides: tuple[QuietText, QuietText]
) -> frozenset[tuple[Range, Range]]:
    """Return the changes of numbers at the beginning of lines that all move by the same.

    Parameters
    ----------
    pieces
        What the edits amount to, rising.
    sides
        Both quiet texts.

    Returns
    -------
    frozenset of pairs of ranges
        Where such pieces stand on both sides: at least two in a row of one unit (條, §, Article).
    """
    headings = [(step, piece) for piece in pieces if (step := _step(piece, sides)) is not None]
    found: set[tuple[Range, Range]] = set()
    for _, group in groupby(headings, key=lambda pair: pair[0]):
        run = [piece for _, piece in group]
        if len(run) >= _LEAST:
            found.update((piece.old, piece.new) for piece in run)
    return frozenset(found)


def _step(piece: Piece, sides: tuple[QuietText, QuietText]) -> tuple[str, int] | None:
    """Return the unit of a heading and by how much its number moved, None for what is none."""
    a, b = piece.old_fact, piece.new_fact
    if piece.kind is not ChangeKind.FIGURE_CHANGED or a is None or b is None:
        return None
    numbers = _number(a), _number(b)
    if numbers[0] is None or numbers[1] is None or a.unit != b.unit:
        return None
    if not (_leads(a, sides[0]) and _leads(b, sides[1])):
        return None
    return a.unit, numbers[1] - numbers[0]


def _number(fact: Fact) -> int | None:
    """Return the number of a reference that has no more than one."""
    if fact.kind is not FactKind.REFERENCE or not (fact.number or "").isdecimal():
        return None
    return int(fact.number or "")


def _leads(fact: Fact, side: QuietText) -> bool:
    """Say whether a fact begins its line, markup aside."""
    place = fact.span.start
    while place and side.chars[place - 1] in _MARKUP and not begins_line(side, place):
        place -= 1
    return begins_line(side, place)
