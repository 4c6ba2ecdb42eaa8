"""Repeats: a passage that stands once more than on the other side."""

from __future__ import annotations

from collections.abc import Iterator

from docdiff.model import ChangeKind
from docdiff.report.pieces import Piece, Range

_SHORTEST = 12


def find_repeat(piece: Piece, chars: tuple[str, str], *, is_whole: bool) -> Piece | None:
    """Return a one-sided piece as a repeat, with its other copies; None if it is none.

    Parameters
    ----------
    piece
        Text that only one side has.
    chars
        The quiet characters of both texts.
    is_whole
        Whether the passage is a whole line: a heading may be shorter than 12 characters.
    """
    added = piece.new[0] < piece.new[1]
    own, other = (chars[1], chars[0]) if added else chars
    start, end = piece.new if added else piece.old
    passage = own[start:end]
    if len(passage) < (1 if is_whole else _SHORTEST):
        return None
    if not 1 <= other.count(passage) < own.count(passage):
        return None
    copies = tuple(place for place in _places(own, passage) if place[1] <= start or place[0] >= end)
    return Piece(
        ChangeKind.REPEAT_ADDED if added else ChangeKind.REPEAT_REMOVED,
        piece.old,
        piece.new,
        begins_line=piece.begins_line,
        related=((), copies) if added else (copies, ()),
    )


def _places(text: str, passage: str) -> Iterator[Range]:
    """Yield where a passage stands, copies not overlapping."""
    place = text.find(passage)
    while place >= 0:
        yield place, place + len(passage)
        place = text.find(passage, place + len(passage))
