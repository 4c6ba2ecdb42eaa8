"""Figures that changed and moved by a word or two: a 12-month term, a term of 24 months."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import attrs

from docdiff.model import ChangeKind
from docdiff.report.values import Piece

__all__ = ["match_figures"]

_NEAR = 24  # quiet characters between the old and the new place of such a figure
_LOST, _ADDED = ChangeKind.FIGURE_LOST, ChangeKind.FIGURE_ADDED


def match_figures(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with a lost figure and an added one of its unit nearby as one that changed.

    Parameters
    ----------
    pieces
        What differs, in order.
    """
    alone = [at for at, piece in enumerate(pieces) if piece.kind in (_LOST, _ADDED)]
    matched: dict[int, Piece] = {}
    for first, second in pairwise(alone):
        lost, added = pieces[first], pieces[second]
        if lost.kind is _ADDED:
            lost, added = added, lost
        if first not in matched and _is_one(lost, added):
            same = lost.old_fact and added.new_fact and lost.old_fact.key == added.new_fact.key
            kind = ChangeKind.NOTATION if same else ChangeKind.FIGURE_CHANGED
            whole = attrs.evolve(lost, kind=kind, new=added.new, new_fact=added.new_fact)
            matched |= {first: whole, second: whole}
    if not matched:
        return [*pieces]
    kept = [matched.get(at, piece) for at, piece in enumerate(pieces)]
    return list({(p.kind, p.old, p.new): p for p in kept}.values())


def _is_one(lost: Piece, added: Piece) -> bool:
    """Say whether a lost figure is the added one: of one unit, and near on both sides."""
    old, new = lost.old_fact, added.new_fact
    if lost.kind is not _LOST or added.kind is not _ADDED or not (old and new):
        return False
    near = _distance(lost.old, added.old) <= _NEAR and _distance(lost.new, added.new) <= _NEAR
    return near and bool(old.base_unit) and old.base_unit == new.base_unit


def _distance(one: tuple[int, int], two: tuple[int, int]) -> int:
    """Return how many quiet characters stand between two ranges."""
    return max(one[0] - two[1], two[0] - one[1], 0)
