"""Facts that moved with their words: one edit takes them out, another puts them in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import itemgetter

from docdiff.model import ChangeKind, Edit, Fact, FactKey, FactKind
from docdiff.patterns import Pattern
from docdiff.report.values import Piece, Range
from docdiff.text import Gap, QuietText, break_places, is_cjk, split_tokens

_MODAL = ChangeKind.MODALITY_CHANGED  # with a word on one side alone
_LOST = (ChangeKind.FIGURE_LOST, ChangeKind.DATE_LOST, _MODAL)
_ADDED = (ChangeKind.FIGURE_ADDED, ChangeKind.DATE_ADDED, _MODAL)
# The same day or paragraph says the same anywhere in a sentence, and so does a verb whose
# order changed (er kann es, es kann er); five may be five of others.
_NAMED = (FactKind.DATE, FactKind.REFERENCE, FactKind.MODALITY)
_FAR = 12  # edits; a sentence has fewer
_END = Pattern("[。！？!?；;]")
_FULL_STOP = Pattern(r"\.")

Sides = tuple[QuietText, QuietText]
Gaps = tuple[bytes, bytes]
Cut = tuple[Edit, Sequence[Piece]]


def find_carried(cuts: Sequence[Cut], sides: Sides, gaps: Gaps) -> frozenset[Fact]:
    """Find the facts that stand elsewhere in their sentence now, which lost and gained none.

    A date or a reference may stand anywhere in it; a figure counts where a word beside it
    went along, since another number of the same size may be of something else.

    Parameters
    ----------
    cuts
        The edits and what they amount to, rising.
    sides
        Both quiet texts.
    gaps
        Their gaps with every wrap resolved.

    Returns
    -------
    frozenset of Fact
        Those of both sides.
    """
    added: dict[tuple[int, FactKey], list[tuple[int, Fact]]] = {}
    for at, (edit, pieces) in enumerate(cuts):
        for piece in pieces:
            if piece.kind in _ADDED and piece.new_fact and _is_alone(piece):
                added.setdefault((edit.group, piece.new_fact.key), []).append((at, piece.new_fact))
    carried: set[Fact] = set()
    for at, old in _lost(cuts) if added else ():
        edit = cuts[at][0]
        twins = added.get((edit.group, old.key), [])
        first = bisect_left(twins, at - _FAR, key=itemgetter(0))
        for place, new in twins[first : first + 2 * _FAR]:
            other = cuts[place][0]
            if (
                place != at
                and new not in carried
                and (old.kind in _NAMED or _share_word((edit, other), (old, new), sides, gaps))
                and _in_one_sentence(edit, other, sides, gaps)
            ):
                carried |= {old, new}
                break
    return frozenset(carried)


def _lost(cuts: Sequence[Cut]) -> Iterator[tuple[int, Fact]]:
    """Yield the facts that were lost, each with the number of its edit."""
    for at, (_, pieces) in enumerate(cuts):
        for piece in pieces:
            if piece.kind in _LOST and piece.old_fact and _is_alone(piece):
                yield at, piece.old_fact


def _is_alone(piece: Piece) -> bool:
    """Say whether a fact came or went, and of modal verbs one of letters: 應 may be of others."""
    fact, other = (piece.old_fact, piece.new) if piece.old_fact else (piece.new_fact, piece.old)
    if piece.kind is not _MODAL or fact is None:
        return True
    return other[0] == other[1] and not is_cjk(fact.text[0])


def _in_one_sentence(one: Edit, two: Edit, sides: Sides, gaps: Gaps) -> bool:
    """Say whether no sentence and no line ends between two edits, on either side."""
    first, last = sorted((one, two))
    between = ((first.i_end, last.i), (first.j_end, last.j))
    return not any(
        _END.search(side.chars, start, end)
        or any(gap[match.end()] for match in _FULL_STOP.finditer(side.chars, start, end))
        or break_places(gap, Gap.BREAK, start, end)
        for side, gap, (start, end) in zip(sides, gaps, between, strict=True)
    )


def _share_word(
    edits: tuple[Edit, Edit], facts: tuple[Fact, Fact], sides: Sides, gaps: Gaps
) -> bool:
    """Say whether the word before or behind a fact went and came with it."""
    ranges = ((edits[0].i, edits[0].i_end), (edits[1].j, edits[1].j_end))
    (before, behind), (before_too, behind_too) = (
        _beside(fact, side, gap, within)
        for fact, side, gap, within in zip(facts, sides, gaps, ranges, strict=True)
    )
    return bool((before and before == before_too) or (behind and behind == behind_too))


def _beside(fact: Fact, side: QuietText, gaps: bytes, within: Range) -> tuple[str, str]:
    """Return the words before and behind a fact inside a range; marks are none."""
    spans = [span for span in (fact.span, fact.unit_span, fact.prefix_span) if span]
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    ahead = split_tokens(side.chars, gaps, within[0], max(within[0], start))
    after = split_tokens(side.chars, gaps, min(end, within[1]), within[1])
    words = [
        side.chars[slice(*tokens[at])] if tokens else "" for tokens, at in ((ahead, -1), (after, 0))
    ]
    before, behind = (word if any(map(str.isalpha, word)) else "" for word in words)
    return before, behind
