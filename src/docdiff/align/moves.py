"""Moves: a paragraph gone in one place and come in another, where that is certain."""

from __future__ import annotations

from collections.abc import Sequence

from docdiff.align.blocks import match_blocks
from docdiff.align.similarity import similarity
from docdiff.model import Block, Group, PairKind, Span
from docdiff.text import QuietText

# Below this many quiet characters a paragraph is too common to be recognised elsewhere.
_SHORTEST = 12
# A paragraph moved and edited must be this similar, and no other pair nearly as much.
_SIMILAR = 0.8
_CLEARLY = 0.1
# More pairs than this are not measured; only exact moves are then claimed.
_MOST_PAIRS = 10_000


def claim_moves(groups: Sequence[Group], old: QuietText, new: QuietText) -> list[Group]:
    """Join deleted and inserted groups that are one passage moved; keep the rest as it is.

    A passage that stands more than once on a side moved nowhere for certain. The joined
    group takes the inserted one's place.
    """
    gone = [g for g in groups if g.kind is PairKind.DELETED and _stands_once(g.old, old)]
    come = [g for g in groups if g.kind is PairKind.INSERTED and _stands_once(g.new, new)]
    if not gone or not come:
        return list(groups)
    moved: dict[int, Group] = {}
    origins: set[int] = set()
    for a, b in (*_exact_moves(gone, come, old, new), *_edited_moves(gone, come, old, new)):
        if id(a) not in origins and id(b) not in moved:
            origins.add(id(a))
            moved[id(b)] = _move(a, b, old, new)
    return [moved.get(id(group), group) for group in groups if id(group) not in origins]


def _stands_once(span: Span, text: QuietText) -> bool:
    """Say whether a passage is long enough to be recognised and stands once in its text."""
    passage = text.chars[span.start : span.end]
    return len(passage) >= _SHORTEST and text.chars.count(passage) == 1


def _exact_moves(
    gone: Sequence[Group], come: Sequence[Group], old: QuietText, new: QuietText
) -> list[tuple[Group, Group]]:
    """Return the pairs that are equal."""
    found = []
    by_text = {old.chars[g.old.start : g.old.end]: g for g in gone}
    for group in come:
        text = new.chars[group.new.start : group.new.end]
        origin = by_text.get(text)
        if origin:
            found.append((origin, group))
    return found


def _edited_moves(
    gone: Sequence[Group], come: Sequence[Group], old: QuietText, new: QuietText
) -> list[tuple[Group, Group]]:
    """Return the pairs that are each other's best match by a clear margin."""
    if len(gone) * len(come) > _MOST_PAIRS:
        return []
    least = _SIMILAR - _CLEARLY
    passages = [new.chars[b.new.start : b.new.end] for b in come]
    table = []
    for group in gone:
        passage = old.chars[group.old.start : group.old.end]
        size = len(passage)
        table.append(
            [
                # What is much shorter is not measured: it cannot be similar.
                similarity(passage, other, cutoff=least)
                if 2 * min(size, len(other)) >= least * (size + len(other))
                else 0.0
                for other in passages
            ]
        )
    found = []
    for x, row in enumerate(table):
        y = max(range(len(row)), key=row.__getitem__)
        rivals = [*row[:y], *row[y + 1 :], *(other[y] for k, other in enumerate(table) if k != x)]
        if row[y] >= _SIMILAR and row[y] - max(rivals, default=0) >= _CLEARLY:
            found.append((gone[x], come[y]))
    return found


def _move(a: Group, b: Group, old: QuietText, new: QuietText) -> Group:
    """Join a deleted and an inserted group to a moved one."""
    blocks: list[Block] = match_blocks(
        old.chars, new.chars, (a.old.start, b.new.start), (a.old.end, b.new.end)
    )
    return Group(PairKind.MOVED, a.old, b.new, tuple(blocks))
