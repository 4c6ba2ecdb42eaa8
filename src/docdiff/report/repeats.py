"""Repeats: a passage that stands once more than on the other side."""

from __future__ import annotations

from collections.abc import Iterator

from docdiff.model import ChangeKind
from docdiff.report.values import Piece, Range
from docdiff.text import Gap, QuietText

_SHORTEST = 12
_SENTENCE_ENDS = frozenset("。！？!?.;；")


def find_repeat(
    piece: Piece,
    sides: tuple[QuietText, QuietText],
    gaps: tuple[bytes, bytes],
    *,
    is_line: bool,
) -> Piece | None:
    """Return a one-sided piece as a repeat, with its other copies; None if it is none.

    Inside a paragraph a passage is a repeat only where it is whole sentences or lines, or
    directly follows or precedes another copy of itself: words that stand elsewhere too may
    come and go like any others.

    Parameters
    ----------
    piece
        Text that only one side has.
    sides
        Both quiet texts.
    gaps
        Their gaps with every wrap resolved.
    is_line
        Whether the passage is a whole line: a heading may be shorter than 12 characters.
    """
    added = piece.new[0] < piece.new[1]
    own, other = (sides[1], sides[0]) if added else sides
    start, end = piece.new if added else piece.old
    passage = own.chars[start:end]
    if not (is_line or (len(passage) >= _SHORTEST and _is_unit(own, gaps[added], start, end))):
        return None
    if not 1 <= other.chars.count(passage) < own.chars.count(passage):
        return None
    places = _places(own.chars, passage)
    copies = tuple(place for place in places if place[1] <= start or place[0] >= end)
    return Piece(
        ChangeKind.REPEAT_ADDED if added else ChangeKind.REPEAT_REMOVED,
        piece.old,
        piece.new,
        begins_line=piece.begins_line,
        related=((), copies) if added else (copies, ()),
    )


def _is_unit(side: QuietText, gaps: bytes, start: int, end: int) -> bool:
    """Say whether a passage is whole sentences or lines, or stands beside its own copy."""
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
