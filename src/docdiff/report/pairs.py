"""Groups to the public alignment: spans of paragraphs in the raw texts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from docdiff.model import AlignedPair, Alignment, Correspondence, Edit, PairKind, Span
from docdiff.text import Gap, QuietText, break_places

__all__ = ["make_alignment"]


def make_alignment(
    sides: tuple[QuietText, QuietText],
    found: Correspondence,
    edits: Sequence[Edit],
) -> Alignment:
    """Return the paragraphs of each group, their wraps undone, and how alike they are.

    The similarity is twice the equal quiet characters over all of them: Dice's measure,
    which is the normalised Indel similarity of the edits found.
    """
    unequal = [0] * len(found.groups)
    for edit in edits:
        unequal[edit.group] += edit.i_end - edit.i + edit.j_end - edit.j
    cuts = break_places(found.old_gaps, Gap.BREAK), break_places(found.new_gaps, Gap.BREAK)
    pairs = []
    for group, lost in zip(found.groups, unequal, strict=True):
        size = len(group.old) + len(group.new)
        alone = group.kind in (PairKind.INSERTED, PairKind.DELETED)
        pairs.append(
            AlignedPair(
                group.kind,
                _raw_spans(sides[0], cuts[0], group.old),
                _raw_spans(sides[1], cuts[1], group.new),
                0.0 if alone else 1 - lost / size,
            )
        )
    return Alignment(tuple(pairs))


def _raw_spans(side: QuietText, cuts: Sequence[int], within: Span) -> tuple[Span, ...]:
    """Return the raw spans of the paragraphs inside a range of quiet characters."""
    start, end = within.start, within.end
    if start == end:
        return ()
    first = bisect_right(cuts, start)
    if first == len(cuts) or cuts[first] >= end:
        return (Span(side.offsets[start], side.offsets[end - 1] + 1),)
    inner = cuts[first : bisect_left(cuts, end, first)]
    return tuple(
        [
            Span(side.offsets[low], side.offsets[high - 1] + 1)
            for low, high in pairwise((start, *inner, end))
        ]
    )
