"""Figures that changed and moved by a word or two: a 12-month term, a term of 24 months."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from docdiff.model import ChangeKind
from docdiff.report.values import Piece, Range
from docdiff.text import QuietText, is_cjk

__all__ = ["match_figures"]

_NEAR = 24  # quiet characters between the old and the new place of such a figure
_LOST, _ADDED = ChangeKind.FIGURE_LOST, ChangeKind.FIGURE_ADDED


def match_figures(pieces: Sequence[Piece], sides: tuple[QuietText, QuietText]) -> list[Piece]:
    """Return pieces with a lost figure and an added one of its unit nearby as one that changed.

    Only where no third figure stands between the two or came or went beside them, and among
    words of letters: in an equal stretch of ideographs as long, much is said.

    Parameters
    ----------
    pieces
        What differs, in order.
    sides
        Both quiet texts.
    """
    alone = [at for at, piece in enumerate(pieces) if piece.kind in (_LOST, _ADDED)]
    matched: dict[int, Piece | None] = {}
    for at, (first, second) in enumerate(pairwise(alone)):
        beside = [*alone[max(0, at - 1) : at], *alone[at + 2 : at + 3]]
        one, two = pieces[first], pieces[second]
        crowded = any(_are_near(pieces[third], each) for third in beside for each in (one, two))
        lost, added = (two, one) if one.kind is _ADDED else (one, two)
        if (
            not crowded
            and _are_near(lost, added)
            and _have_one_unit(lost, added)
            and not _has_digits(sides[0].chars, lost.old, added.old)
            and not _has_digits(sides[1].chars, lost.new, added.new)
        ):
            matched |= {first: _join(lost, added), second: None}
    kept = (matched.get(at, piece) for at, piece in enumerate(pieces))
    return [piece for piece in kept if piece]


def _have_one_unit(lost: Piece, added: Piece) -> bool:
    """Say whether a figure was lost and one of the same unit of letters added."""
    old, new = lost.old_fact, added.new_fact
    if lost.kind is not _LOST or added.kind is not _ADDED or not (old and new):
        return False
    lettered = old.unit[:1].isalpha() and not is_cjk(old.unit[0])
    return lettered and old.kind is new.kind and old.base_unit == new.base_unit != ""


def _join(lost: Piece, added: Piece) -> Piece:
    """Return the piece of a figure that is not where it was."""
    old, new = lost.old_fact, added.new_fact
    same = old and new and old.key == new.key
    kind = ChangeKind.NOTATION if same else ChangeKind.FIGURE_CHANGED
    return lost._replace(kind=kind, new=added.new, new_fact=new)


def _are_near(one: Piece, two: Piece) -> bool:
    """Say whether two pieces are near on both sides."""
    return all(
        max(a[0] - b[1], b[0] - a[1]) <= _NEAR for a, b in ((one.old, two.old), (one.new, two.new))
    )


def _has_digits(chars: str, one: Range, two: Range) -> bool:
    """Say whether digits stand between two ranges."""
    return any(map(str.isdecimal, chars[min(one[1], two[1]) : max(one[0], two[0])]))
