"""Headings and rows that only count on, because another one came or went before them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import groupby

from docdiff.model import ChangeKind, Fact, FactKind
from docdiff.patterns import Pattern
from docdiff.report.changes import begins_line
from docdiff.report.values import Piece, Range
from docdiff.text import QuietText, cut_at_breaks

# A heading alone may be wrong; from two on that move by the same number they were renumbered.
_LEAST = 2
_MARKUP = frozenset("#*-(（|")
# What parts the number of a list item from its words.
_MARKS = frozenset(".、,)）．")
_COUNTED = "一二三四五六七八九"
_MOST_DIGITS = 4
_CLAUSE = Pattern(r"[0-9]{1,4}(?:\.[0-9]{1,4})+")
# The first cell of a row, if it has nothing but a number: 3 | Wang | 79.6.
_FIRST_CELL = Pattern(r"\|?([1-9][0-9]{0,3})")
# Numbers in rings, in brackets and with full stops, each of them one character: ① ⑴ ⒈ ㈠ ❶.
_ENCLOSED = Pattern("([\u2460-\u249b\u2776-\u2793\u3220-\u3229\u3280-\u3289])")
_SERIES = ("row", "ring")
_RENUMBERED = (ChangeKind.FIGURE_CHANGED, ChangeKind.TEXT_REPLACED)

Series = Mapping[Range, tuple[str, int]]


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
        or of one mark behind the number (3. 三、), or of numbers that count on from 1 in both
        texts; of these one alone if it moved by as many as the text has more or less of them.
    """
    series = [cache(lambda number=number: _find_series(sides[number])) for number in (0, 1)]
    headings = [
        (step, piece)
        for piece in pieces
        if piece.kind in _RENUMBERED
        for step in [_serial_step(piece, sides, series) or _step(piece, sides)]
        if step is not None
    ]
    found: set[tuple[Range, Range]] = set()
    for step, group in groupby(headings, key=lambda pair: pair[0]):
        run = [piece for _, piece in group]
        if len(run) >= _LEAST or (step[0] in _SERIES and step[1] == _growth(step[0], series)):
            found.update((piece.old, piece.new) for piece in run)
    return frozenset(found)


def _serial_step(
    piece: Piece, sides: tuple[QuietText, QuietText], series: Sequence[Callable[[], Series]]
) -> tuple[str, int] | None:
    """Return the sort of a number that counts on in both texts, and how far it moved."""
    # Few changes are worth to read both texts for: figures that lead a line, and single signs.
    start, end = piece.old
    fact = piece.old_fact
    if fact is None:
        if end - start > 1 or not _ENCLOSED.match(sides[0].chars, start):
            return None
    elif fact.kind is not FactKind.FIGURE or not _leads(start, sides[0]):
        return None
    old = series[0]().get(piece.old)
    new = series[1]().get(piece.new) if old else None
    return (old[0], new[1] - old[1]) if old and new and old[0] == new[0] else None


def _growth(sort: str, series: Sequence[Callable[[], Series]]) -> int:
    """Return how many more numbers of a sort count on in the new text than in the old one."""
    old, new = (sum(found == sort for found, _ in side().values()) for side in series)
    return new - old


def _find_series(side: QuietText) -> Series:
    """Return where the numbers stand that count on from 1: those of rows, and those in rings.

    Lines without a number, or with another one, may stand between two rows.
    """
    found: dict[Range, tuple[str, int]] = {}
    rows = (_FIRST_CELL.match(side.chars, start, end) for start, end in cut_at_breaks(side.gaps))
    cells = [m for m in rows if m and (side.gaps[m.end()] or side.chars.startswith("|", m.end()))]
    for sort, matches in zip(_SERIES, (cells, _ENCLOSED.finditer(side.chars)), strict=True):
        last = 0
        for match in matches:
            number = int(match[1]) if match[1].isdecimal() else int(unicodedata.numeric(match[1]))
            if number in (1, last + 1):
                last = number
                found[match.span(1)] = (sort, number)
    return found


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
        number = read_count(side.chars[start:end])
        if number is None or not _leads(start, side):
            return None
        marks.add(side.chars[end : end + 1])
        numbers.append(number)
    mark = marks.pop()
    return None if marks or mark not in _MARKS else (mark, numbers[1] - numbers[0])


def read_count(chars: str) -> int | None:
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
