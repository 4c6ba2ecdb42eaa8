"""Repeats: a passage that stands once more than on the other side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from docdiff.model import ChangeKind
from docdiff.report.values import Piece, Range
from docdiff.text import Gap, QuietText, cut_at_breaks

_SHORTEST = 12
# A line of fewer letters and digits is a rule, a bullet or a number, and no heading.
_SHORTEST_HEADING = 4
# Other copies that a repeat names; of a line that stands a thousand times nobody reads more.
_MOST_COPIES = 8
# Characters that searches may read in one comparison, half a second's worth; beyond, only
# passages that are whole lines on both sides are found, which takes no search.
_MOST_READ = 500_000_000
_SENTENCE_ENDS = frozenset("。！？!?.;；")


class RepeatFinder:
    """Tells repeats from what is new, for all the pieces of one comparison.

    Parameters
    ----------
    sides
        Both quiet texts.
    gaps
        Their gaps with every wrap resolved.
    """

    def __init__(self, sides: tuple[QuietText, QuietText], gaps: tuple[bytes, bytes]) -> None:
        self._sides = sides
        self._gaps = gaps
        self._read = 0
        self._counts: tuple[dict[str, int], dict[str, int]] = ({}, {})
        self._lines: tuple[Counter[str], Counter[str]] | None = None

    def find(self, piece: Piece, *, is_line: bool) -> Piece | None:
        """Return a one-sided piece as a repeat, with its nearest other copies, or None.

        Inside a paragraph a passage is a repeat only where it is whole sentences or lines,
        or directly follows or precedes another copy of itself: words that stand elsewhere
        too may come and go like any others. A whole line (``is_line``) may be a heading of
        fewer than 12 characters.
        """
        number = 1 if piece.new[0] < piece.new[1] else 0
        start, end = piece.new if number else piece.old
        side = self._sides[number]
        passage = side.chars[start:end]
        if is_line:
            if sum(map(str.isalnum, passage)) < _SHORTEST_HEADING:
                return None
        elif not is_repeatable(side, self._gaps[number], start, end):
            return None
        if not 1 <= self._count(1 - number, passage) < self._count(number, passage):
            return None
        places = _places(side.chars, passage)
        copies = tuple(islice((p for p in places if p[1] <= start or p[0] >= end), _MOST_COPIES))
        return Piece(
            ChangeKind.REPEAT_ADDED if number else ChangeKind.REPEAT_REMOVED,
            piece.old,
            piece.new,
            begins_line=piece.begins_line,
            related=((), copies) if number else (copies, ()),
        )

    def _count(self, number: int, passage: str) -> int:
        """Return how often a passage stands on a side."""
        known = self._counts[number]
        if passage not in known:
            chars = self._sides[number].chars
            self._read += len(chars)
            if self._read > _MOST_READ:
                return self._count_lines(number, passage)
            known[passage] = chars.count(passage)
        return known[passage]

    def _count_lines(self, number: int, passage: str) -> int:
        """Return how many lines of a side are equal to a passage."""
        if self._lines is None:
            old, new = (
                Counter(side.chars[low:high] for low, high in cut_at_breaks(gaps))
                for side, gaps in zip(self._sides, self._gaps, strict=True)
            )
            self._lines = (old, new)
        return self._lines[number][passage]


def is_repeatable(side: QuietText, gaps: bytes, start: int, end: int) -> bool:
    """Say whether a passage of 12 characters is whole sentences, or stands beside its copy."""
    if end - start < _SHORTEST:
        return False
    chars, size = side.chars, end - start
    passage = chars[start:end]
    if passage in (chars[max(0, start - size) : start], chars[end : end + size]):
        return True
    return _is_border(chars, gaps, start) and _is_border(chars, gaps, end)


def _is_border(chars: str, gaps: bytes, place: int) -> bool:
    """Say whether a sentence or a line begins or ends at a place."""
    return (
        not 0 < place < len(chars) or gaps[place] >= Gap.BREAK or chars[place - 1] in _SENTENCE_ENDS
    )


def _places(text: str, passage: str) -> Iterator[Range]:
    """Yield where a passage stands, copies not overlapping."""
    place = text.find(passage)
    while place >= 0:
        yield place, place + len(passage)
        place = text.find(passage, place + len(passage))
