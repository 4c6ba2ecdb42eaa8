"""Two fragmented quiet texts to their correspondence: which passage became which."""

from __future__ import annotations

from collections.abc import Sequence

from docdiff.align.blocks import match_blocks
from docdiff.align.fragments import link_fragments, pair_rest
from docdiff.align.moves import claim_moves
from docdiff.align.wraps import resolve_gaps
from docdiff.model import Correspondence, Span
from docdiff.text import QuietText

__all__ = ["align"]


def align(
    old: QuietText,
    new: QuietText,
    old_fragments: Sequence[Span],
    new_fragments: Sequence[Span],
) -> Correspondence:
    """Match the fragments of two texts, n to m where their line breaks differ.

    Passages that stand exactly once on both sides anchor the match whatever the line breaks
    are; fragments that share most of a passage form a group; what is left between two
    groups is paired by similarity, in order; then moves are claimed where they are certain.
    The result does not depend on which side is called old.

    Parameters
    ----------
    old, new
        Quiet texts with their own wraps marked.
    old_fragments, new_fragments
        Ranges of quiet characters that join to the whole text, as ``split`` gives them.

    Examples
    --------
    >>> from docdiff.normalize import make_quiet
    >>> from docdiff.split import split_fragments
    >>> old, new = make_quiet("one paragraph\\nand two"), make_quiet("one paragraph and two")
    >>> found = align(old, new, split_fragments(old), split_fragments(new))
    >>> [(group.old, group.new) for group in found.groups]
    [(Span(start=0, end=18), Span(start=0, end=18))]
    """
    if (new.chars, new.gaps) < (old.chars, old.gaps):
        # Ties are decided by what comes first in the first text, so the texts are put in an
        # order of their own: the other direction is then the mirror image.
        return align(new, old, new_fragments, old_fragments).mirror()
    blocks = match_blocks(old.chars, new.chars, (0, 0), (len(old.chars), len(new.chars)))
    linked = link_fragments(blocks, old_fragments, new_fragments)
    groups = pair_rest(linked, (old, new), (old_fragments, new_fragments))
    groups = claim_moves(groups, old, new)
    return Correspondence(*resolve_gaps(groups, old, new))
