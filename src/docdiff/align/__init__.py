"""Two quiet texts to their correspondence: which passage became which."""

from __future__ import annotations

import attrs

from docdiff.align.blocks import match_texts
from docdiff.align.fragments import link_fragments, pair_rest
from docdiff.align.moves import claim_moves
from docdiff.align.paragraphs import join_lines
from docdiff.align.slides import keep_paragraphs, slide_to_lines
from docdiff.align.wraps import resolve_gaps, undo_wraps
from docdiff.model import Correspondence, Span, order_groups
from docdiff.text import QuietText, cut_at_breaks

__all__ = ["align"]


def align(old: QuietText, new: QuietText) -> Correspondence:
    r"""Match the passages of two texts, n lines to m where their line breaks differ.

    Passages that stand exactly once on both sides anchor the match whatever the line breaks
    are; most breaks of a wrapped text are then told from paragraph borders, as the other
    side lacks them. Fragments that share most of a passage form a group; what is left
    between two groups is paired by similarity, in order; then moves are claimed where they
    are certain. The result does not depend on which side is called old.

    Parameters
    ----------
    old, new
        Quiet texts with their own wraps marked.

    Examples
    --------
    >>> from docdiff.normalize import make_quiet
    >>> old, new = make_quiet("one paragraph\nand two"), make_quiet("one paragraph and two")
    >>> [(group.old, group.new) for group in align(old, new).groups]
    [(Span(start=0, end=18), Span(start=0, end=18))]
    """
    if (new.chars, new.gaps) < (old.chars, old.gaps):
        # Ties are decided by what comes first in the first text, so the texts are put in an
        # order of their own: the other direction is then the mirror image.
        return align(new, old).mirror()
    blocks = keep_paragraphs(slide_to_lines(match_texts(old, new), old, new), old, new)
    old_gaps, new_gaps = undo_wraps(blocks, old.gaps, new.gaps)
    old, new = attrs.evolve(old, gaps=old_gaps), attrs.evolve(new, gaps=new_gaps)
    fragments = (
        [Span(*ends) for ends in cut_at_breaks(old.gaps)],
        [Span(*ends) for ends in cut_at_breaks(new.gaps)],
    )
    linked = link_fragments(blocks, *fragments)
    groups = pair_rest(linked, (old, new), fragments)
    groups = claim_moves(join_lines(groups, old, new), old, new)
    settled, old_gaps, new_gaps = resolve_gaps(groups, old, new)
    return Correspondence(order_groups(settled), old_gaps, new_gaps)
