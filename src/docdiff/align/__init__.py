"""Two quiet texts to their correspondence: which passage became which."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from docdiff.align.blocks import match_lines, match_texts
from docdiff.align.fragments import link_fragments, pair_rest
from docdiff.align.moves import claim_moves
from docdiff.align.paragraphs import join_lines
from docdiff.align.runs import Run, cut_fragments, cut_runs, find_runs
from docdiff.align.slides import keep_paragraphs, slide_to_lines
from docdiff.align.wraps import resolve_gaps, undo_wraps
from docdiff.model import Block, Correspondence, order_groups
from docdiff.text import QuietText

__all__ = ["align", "find_equal_lines"]


def find_equal_lines(old: QuietText, new: QuietText) -> list[Block]:
    """Return the lines that two texts share, in order: what :func:`align` begins with.

    Only lines that stand once on either side, and none where they are less than half of
    the shorter text.
    """
    if _is_out_of_order(old, new):
        return [Block(j, i, size) for i, j, size in match_lines(new, old)]
    return match_lines(old, new)


def align(old: QuietText, new: QuietText, lines: Sequence[Block] | None = None) -> Correspondence:
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
    lines
        What :func:`find_equal_lines` returned for them, if it was asked already.

    Examples
    --------
    >>> from docdiff.normalize import make_quiet
    >>> old, new = make_quiet("one paragraph\nand two"), make_quiet("one paragraph and two")
    >>> [(group.old, group.new) for group in align(old, new).groups]
    [(Span(start=0, end=18), Span(start=0, end=18))]
    """
    if lines is None:
        lines = find_equal_lines(old, new)
    if _is_out_of_order(old, new):
        found, runs = _match(new, old, [Block(j, i, size) for i, j, size in lines])
        found, runs = found.mirror(), [run.mirror() for run in runs]
    else:
        found, runs = _match(old, new, lines)
    groups = order_groups(cut_runs(found.groups, runs, found.old_gaps))
    return Correspondence(groups, found.old_gaps, found.new_gaps)


def _match(
    old: QuietText, new: QuietText, lines: Sequence[Block]
) -> tuple[Correspondence, list[Run]]:
    """Match two texts that are in order; each run of lines that both have is one group."""
    blocks = match_texts(old, new, lines)
    blocks = keep_paragraphs(slide_to_lines(blocks, old, new), old, new)
    old_gaps, new_gaps = undo_wraps(blocks, (old, new))
    old, new = attrs.evolve(old, gaps=old_gaps), attrs.evolve(new, gaps=new_gaps)
    runs = find_runs(blocks, old, new)
    fragments = (
        cut_fragments(old, (run.old for run in runs)),
        cut_fragments(new, (run.new for run in runs)),
    )
    linked = link_fragments(blocks, *fragments)
    groups = pair_rest(linked, (old, new), fragments)
    groups = claim_moves(join_lines(groups, old, new), old, new)
    settled, old_gaps, new_gaps = resolve_gaps(groups, old, new)
    return Correspondence(settled, old_gaps, new_gaps), runs


def _is_out_of_order(old: QuietText, new: QuietText) -> bool:
    """Say whether two texts are to change places before they are compared.

    Ties are decided by what comes first in the first text, so the texts are put in an order
    of their own: the other direction is then the mirror image.
    """
    return (new.chars, new.gaps) < (old.chars, old.gaps)
