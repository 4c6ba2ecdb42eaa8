"""Moves: a paragraph gone in one place and come in another, where that is certain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import attrs

from docdiff.align.blocks import join_blocks, match_blocks
from docdiff.align.similarity import similarities
from docdiff.model import Block, Group, PairKind, Span, order_groups
from docdiff.text import Gap, QuietText

# Below this many quiet characters a paragraph is too common to be recognised elsewhere.
_SHORTEST = 12
# A paragraph moved and edited must be this similar, and no other pair nearly as much.
_SIMILAR = 0.8
_CLEARLY = 0.1
# More pairs than this are not measured; only exact moves are then claimed.
_MOST_PAIRS = 10_000
# A beginning that more passages have says nothing of where one of them went.
_MOST_ORIGINS = 8
# Each turn looks at all groups.
_MOST_TURNS = 100
_LONE = (PairKind.INSERTED, PairKind.DELETED)

Lone = tuple[Mapping[int, Group], Mapping[int, Group]]


def claim_moves(groups: Sequence[Group], old: QuietText, new: QuietText) -> list[Group]:
    """Join deleted and inserted groups that are one passage moved; keep the rest as it is.

    Lines that moved together are one passage, whatever their breaks are on the other side.
    A passage that stands more than once on a side moved nowhere for certain. The joined
    group takes the inserted one's place.
    """
    groups = _turn_around(groups, old, new)
    gone = {g.old.start: g for g in groups if g.kind is PairKind.DELETED}
    come = {g.new.start: g for g in groups if g.kind is PairKind.INSERTED}
    moved: list[Group] = []
    for find in (_exact_moves, _edited_runs, _edited_lines):
        for one in find(gone, come, old, new):
            moved.append(one)
            for table, span in ((gone, one.old), (come, one.new)):
                for place in [k for k in table if span.start <= k < span.end]:
                    del table[place]
    left = {id(group) for group in (*gone.values(), *come.values())}
    kept = [group for group in groups if group.kind not in _LONE or id(group) in left]
    turned = [group for group in kept if _is_moved_paragraph(group, old)]
    moved = _join_touching([*moved, *turned], old, new)
    done = {id(group) for group in turned}
    return list(order_groups([*(group for group in kept if id(group) not in done), *moved]))


def _is_moved_paragraph(group: Group, old: QuietText) -> bool:
    """Say whether a group moved, and no blank line stands in it."""
    inside = group.old.start + 1, group.old.end
    return group.kind is PairKind.MOVED and old.gaps.find(Gap.BLANK, *inside) < 0


def _turn_around(groups: Sequence[Group], old: QuietText, new: QuietText) -> list[Group]:
    """Keep what is gone on one side of a shorter passage and came on the other; that one moved.

    Among paragraphs that stand more than once a short one that does not is matched first.
    """
    gone = {
        old.chars[run[0].old.start : run[-1].old.end]: run
        for run in _touching([g for g in groups if g.kind is PairKind.DELETED], 0)
    }
    turned = list(groups)
    turns = 0
    for run in _touching([g for g in groups if g.kind is PairKind.INSERTED], 1):
        start, end = run[0].new.start, run[-1].new.end
        origin = gone.pop(new.chars[start:end], None)
        if origin is None or turns == _MOST_TURNS:
            continue
        turns += 1
        first, last = origin[0].old.start, origin[-1].old.end
        between = [
            group
            for group in turned
            if group.kind not in _LONE and (group.old.start >= last) is not (group.new.start >= end)
        ]
        if sum(len(group.old) for group in between) >= end - start or any(
            group.kind is PairKind.MOVED for group in between
        ):
            continue
        moved = {id(group) for group in between}
        done = {id(group) for group in (*origin, *run)}
        turned = [
            attrs.evolve(group, kind=PairKind.MOVED) if id(group) in moved else group
            for group in turned
            if id(group) not in done
        ]
        turned += _pair(origin, run, Block(first, start, end - start))
    return turned


def _pair(origin: Sequence[Group], run: Sequence[Group], block: Block) -> list[Group]:
    """Pair what is gone with what came, one by one where it is parted alike."""
    ends = [g.old.end - block.i for g in origin], [g.new.end - block.j for g in run]
    if ends[0] == ends[1]:
        return [
            Group(PairKind.EDITED, a.old, b.new, (Block(a.old.start, b.new.start, len(a.old)),))
            for a, b in zip(origin, run, strict=True)
        ]
    spans = Span(block.i, block.i + block.size), Span(block.j, block.j + block.size)
    return [Group(PairKind.EDITED, *spans, (block,))]


def _touching(groups: Sequence[Group], number: int) -> list[list[Group]]:
    """Return the groups of a side in runs that touch."""
    runs: list[list[Group]] = []
    end = -1
    for group in groups:
        span = (group.old, group.new)[number]
        if span.start == end:
            runs[-1].append(group)
        else:
            runs.append([group])
        end = span.end
    return runs


def _stands_once(span: Span, text: QuietText) -> bool:
    """Say whether a passage is long enough to be recognised and stands once in its text."""
    passage = text.chars[span.start : span.end]
    return len(passage) >= _SHORTEST and text.chars.count(passage) == 1


def _exact_moves(
    gone: Mapping[int, Group], come: Mapping[int, Group], old: QuietText, new: QuietText
) -> list[Group]:
    """Return the passages of whole groups, as many as there are, that are equal."""
    begins: defaultdict[str, list[int]] = defaultdict(list)
    for i in gone:
        begins[old.chars[i : i + _SHORTEST]].append(i)
    found: list[Group] = []
    taken: list[Span] = []
    end = 0
    for j in sorted(come):
        origins = begins.get(new.chars[j : j + _SHORTEST], ())
        if j < end or len(origins) > _MOST_ORIGINS:
            continue
        size, i = max(((_walk(i, j, (gone, come), (old, new)), i) for i in origins), default=(0, 0))
        spans = Span(i, i + size), Span(j, j + size)
        if (
            _stands_once(spans[0], old)
            and _stands_once(spans[1], new)
            and not any(span.start < i + size and span.end > i for span in taken)
        ):
            found.append(Group(PairKind.MOVED, *spans, (Block(i, j, size),)))
            taken.append(spans[0])
            end = j + size
    return found


def _walk(i: int, j: int, lone: Lone, texts: tuple[QuietText, QuietText]) -> int:
    """Return how far two passages are equal and end where groups of both sides do.

    A blank line ends a passage.
    """
    ends = [i, j]
    best = 0
    while True:
        number = 0 if ends[0] - i <= ends[1] - j else 1
        place = ends[number]
        group = lone[number].get(place)
        if group is None or (place > (i, j)[number] and texts[number].gaps[place] == Gap.BLANK):
            return best
        ends[number] = (group.new if number else group.old).end
        if ends[0] - i == ends[1] - j:
            if texts[0].chars[i + best : ends[0]] != texts[1].chars[j + best : ends[1]]:
                return best
            best = ends[0] - i


def _edited_runs(
    gone: Mapping[int, Group], come: Mapping[int, Group], old: QuietText, new: QuietText
) -> list[Group]:
    """Return the edited moves among lines that stand together on a side and lack on the other."""
    runs = _runs(gone, old, 0), _runs(come, new, 1)
    if (len(runs[0]), len(runs[1])) == (len(gone), len(come)):
        return []
    return _edited_moves(*runs, old, new)


def _edited_lines(
    gone: Mapping[int, Group], come: Mapping[int, Group], old: QuietText, new: QuietText
) -> list[Group]:
    """Return the edited moves of single groups."""
    return _edited_moves(list(gone.values()), list(come.values()), old, new)


def _runs(lone: Mapping[int, Group], side: QuietText, number: int) -> list[Group]:
    """Join the lone groups of a side that touch and that no blank line parts."""
    runs: list[Group] = []
    for place in sorted(lone):
        group = lone[place]
        span = (group.old, group.new)[number]
        last = (runs[-1].old, runs[-1].new)[number] if runs else None
        if last and last.end == place and side.gaps[place] < Gap.BLANK:
            hull = Span(last.start, span.end)
            runs[-1] = (
                attrs.evolve(runs[-1], new=hull) if number else attrs.evolve(runs[-1], old=hull)
            )
        else:
            runs.append(group)
    return runs


def _edited_moves(
    gone: Sequence[Group], come: Sequence[Group], old: QuietText, new: QuietText
) -> list[Group]:
    """Join the pairs that are each other's best match by a clear margin."""
    gone = [group for group in gone if _stands_once(group.old, old)]
    come = [group for group in come if _stands_once(group.new, new)]
    if not gone or not come or len(gone) * len(come) > _MOST_PAIRS:
        return []
    least = _SIMILAR - _CLEARLY
    passages = [new.chars[b.new.start : b.new.end] for b in come]
    table = []
    for group in gone:
        passage = old.chars[group.old.start : group.old.end]
        row = similarities(passage, passages, cutoff=least)
        for y, other in enumerate(passages):
            # What is much shorter is not similar, even if long passages share their shingles.
            if row[y] and 2 * min(len(passage), len(other)) < least * (len(passage) + len(other)):
                row[y] = 0.0
        table.append(row)
    found = []
    for x, row in enumerate(table):
        y = max(range(len(row)), key=row.__getitem__)
        if row[y] < _SIMILAR:
            continue
        rivals = [*row[:y], *row[y + 1 :], *(other[y] for k, other in enumerate(table) if k != x)]
        if row[y] - max(rivals, default=0) >= _CLEARLY:
            found.append(_move(gone[x], come[y], old, new))
    return found


def _move(a: Group, b: Group, old: QuietText, new: QuietText) -> Group:
    """Join a deleted and an inserted group to a moved one."""
    blocks: list[Block] = match_blocks(
        old.chars, new.chars, (a.old.start, b.new.start), (a.old.end, b.new.end)
    )
    return Group(PairKind.MOVED, a.old, b.new, tuple(blocks))


def _join_touching(moved: Sequence[Group], old: QuietText, new: QuietText) -> list[Group]:
    """Join moved lines that touch on both sides and that no blank line parts."""
    joined: list[Group] = []
    for group in sorted(moved, key=lambda group: group.new):
        last = joined[-1] if joined else None
        i, j = group.old.start, group.new.start
        if (
            last
            and (last.old.end, last.new.end) == (i, j)
            and max(old.gaps[i], new.gaps[j]) < Gap.BLANK
        ):
            spans = Span(last.old.start, group.old.end), Span(last.new.start, group.new.end)
            blocks = join_blocks([*last.blocks, *group.blocks])
            joined[-1] = Group(PairKind.MOVED, *spans, tuple(blocks))
        else:
            joined.append(group)
    return joined
