"""Groups to the public alignment: spans of paragraphs in the raw texts."""

from __future__ import annotations

from collections.abc import Sequence

from docdiff.model import AlignedPair, Alignment, Correspondence, Edit, PairKind, Span
from docdiff.text import QuietText, cut_at_breaks

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
    pairs = []
    for group, lost in zip(found.groups, unequal, strict=True):
        size = len(group.old) + len(group.new)
        alone = group.kind in (PairKind.INSERTED, PairKind.DELETED)
        pairs.append(
            AlignedPair(
                group.kind,
                _raw_spans(sides[0], found.old_gaps, group.old),
                _raw_spans(sides[1], found.new_gaps, group.new),
                0.0 if alone else 1 - lost / size,
            )
        )
    return Alignment(tuple(pairs))


def _raw_spans(side: QuietText, gaps: bytes, within: Span) -> tuple[Span, ...]:
    """Return the raw spans of the paragraphs inside a range of quiet characters."""
    return tuple(
        Span(side.raw_start(start), side.raw_end(end))
        for start, end in cut_at_breaks(gaps, within.start, within.end)
    )
