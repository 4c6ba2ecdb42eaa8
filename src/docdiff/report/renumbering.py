"""Headings that only count on, because another one came or went before them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from docdiff.model import ChangeKind, Fact, FactKind
from docdiff.report.changes import begins_line
from docdiff.report.values import Piece, Range
from docdiff.text import QuietText

# A heading alone may be wrong; from two on that move by the same number they were renumbered.
_LEAST = 2
_MARKUP = frozenset("#*-(（")
# What parts the number of a list item from its words.
_MARKS = frozenset(".、,)）．")
_COUNTED = "一二三四五六七八九"
_MOST_DIGITS = 4
_CLAUSE = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4})+")


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
        Where such pieces stand on both sides: at least two in a row of one unit (條, §, Article)
        or of one mark behind the number (3. 三、).
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
    if piece.kind is ChangeKind.TEXT_REPLACED:
        return _marker_step(piece, sides)
    a, b = piece.old_fact, piece.new_fact
    if piece.kind is not ChangeKind.FIGURE_CHANGED or a is None or b is None:
        return None
    if not (_leads(a.span.start, sides[0]) and _leads(b.span.start, sides[1])):
        return None
    numbers = _number(a), _number(b)
    if numbers[0] is None or numbers[1] is None:
        worded = sides[0].chars[a.span.end : a.span.end + 2].strip(".")[:1].isalpha()
        return _clause_step(a, b) if worded else None
    return (a.unit, numbers[1] - numbers[0]) if a.unit == b.unit else None


def _clause_step(a: Fact, b: Fact) -> tuple[str, int] | None:
    """Return how far a clause number moved on one of its levels: 2.1 and 3.1, 2.1 and 2.2.

    Its mark is that of the section it belongs to, which counts on with it: 2. and 3.
    """
    if a.unit or b.unit or not (_CLAUSE.fullmatch(a.text) and _CLAUSE.fullmatch(b.text)):
        return None
    levels = [[int(level) for level in fact.text.split(".")] for fact in (a, b)]
    steps = [new - old for old, new in zip(*levels, strict=False) if new != old]
    return (".", steps[0]) if len(levels[0]) == len(levels[1]) and len(steps) == 1 else None


def _marker_step(piece: Piece, sides: tuple[QuietText, QuietText]) -> tuple[str, int] | None:
    """Return the mark behind the number of a list item (3. 三、 (3)), and how far it moved."""
    marks, numbers = set(), []
    for side, (start, end) in zip(sides, (piece.old, piece.new), strict=True):
        number = _count(side.chars[start:end])
        if number is None or not _leads(start, side):
            return None
        marks.add(side.chars[end : end + 1])
        numbers.append(number)
    mark = marks.pop()
    return None if marks or mark not in _MARKS else (mark, numbers[1] - numbers[0])


def _count(chars: str) -> int | None:
    """Return the number of a list item in digits, or in Chinese up to 99."""
    if chars.isdecimal():
        return int(chars) if len(chars) <= _MOST_DIGITS else None
    tens, ten, ones = chars.partition("十")
    if not ten:
        tens, ones = "", chars
    if not chars or not all(len(digit) <= 1 and digit in _COUNTED for digit in (tens, ones)):
        return None
    return 10 * bool(ten) * (_COUNTED.find(tens) + 1 or 1) + (_COUNTED.find(ones) + 1) * bool(ones)


def _number(fact: Fact) -> int | None:
    """Return the number of a reference that has no more than one."""
    if fact.kind is not FactKind.REFERENCE or not (fact.number or "").isdecimal():
        return None
    return int(fact.number or "")


def _leads(place: int, side: QuietText) -> bool:
    """Say whether what stands at a place begins its line, markup and a bracket aside."""
    while place and side.chars[place - 1] in _MARKUP and not begins_line(side, place):
        place -= 1
    return begins_line(side, place)
