"""Groups to the public alignment: spans of fragments in the raw texts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from docdiff.model import AlignedPair, Alignment, Correspondence, Edit, PairKind, Span
from docdiff.text import QuietText

__all__ = ["make_alignment"]


def make_alignment(
    sides: tuple[QuietText, QuietText],
    fragments: tuple[Sequence[Span], Sequence[Span]],
    found: Correspondence,
    edits: Sequence[Edit],
) -> Alignment:
    """Return the fragments of each group as they stand, and how alike they are.

    The similarity is twice the equal quiet characters over all of them: Dice's measure,
    which is the normalised Indel similarity of the edits found.
    """
    unequal = [0] * len(found.groups)
    for edit in edits:
        unequal[edit.group] += edit.i_end - edit.i + edit.j_end - edit.j
    pairs = []
    for group, lost in zip(found.groups, unequal, strict=True):
        size = len(group.old) + len(group.new)
        alone = group.kind in (PairKind.INSERTED, PairKind.DELETED)
        pairs.append(
            AlignedPair(
                group.kind,
                _raw_spans(sides[0], fragments[0], group.old),
                _raw_spans(sides[1], fragments[1], group.new),
                0.0 if alone else 1 - lost / size,
            )
        )
    return Alignment(tuple(pairs))


def _raw_spans(side: QuietText, fragments: Sequence[Span], within: Span) -> tuple[Span, ...]:
    """Return the raw spans of the fragments inside a range of quiet characters."""
    first = bisect_left(fragments, within.start, key=lambda span: span.start)
    last = bisect_left(fragments, within.end, first, key=lambda span: span.start)
    return tuple(
        Span(side.raw_start(span.start), side.raw_end(span.end)) for span in fragments[first:last]
    )
