"""Fragments to groups: by the blocks they share first, by similarity where blocks are few."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

import attrs
from rapidfuzz.distance import Indel, Levenshtein

from docdiff.align.blocks import heaviest_chain, join_blocks, match_blocks
from docdiff.align.similarity import similarities, similarity, similarity_in_digits
from docdiff.model import Block, Group, PairKind, Span
from docdiff.text import QuietText, common_ends

# A link between two fragments holds when they share half of the shorter one; or a third of
# it, in a passage too long for chance, where no other fragment has a better claim.
_MOST = 0.5
_SOME = 0.3
_NO_CHANCE = 12
# Two fragments are versions of one paragraph from this Indel similarity on.
_SIMILAR = 0.5
# What is left of a wrapped or damaged paragraph belongs to it from this similarity on.
_LEFTOVER = 0.4
# Up to here every pair of a gap is measured; above, only pairs that share a rare sequence.
_ALL_PAIRS = 2_000
# Above, the longest common sequence would take memory quadratic in the fragments.
_MOST_CELLS = 25_000_000
_GRAM = 4
_RARE = 8


def link_fragments(
    blocks: Sequence[Block], old: Sequence[Span], new: Sequence[Span]
) -> list[Group]:
    """Return the groups of fragments that blocks tie together, with their blocks."""
    pieces: defaultdict[tuple[int, int], list[Block]] = defaultdict(list)
    crossing: set[tuple[int, int]] = set()
    last_piece = (-1, -1, Block(0, 0, 0))
    for a, b, piece in _cut_blocks(blocks, old, new):
        pieces[a, b].append(piece)
        last_a, last_b, before = last_piece
        touches = (before.i + before.size, before.j + before.size) == (piece.i, piece.j)
        if touches and (a == last_a or b == last_b):
            # An equal passage runs on over a break that only one side has.
            crossing |= {(last_a, last_b), (a, b)}
        last_piece = (a, b, piece)
    weight = {
        pair: found[0].size if len(found) == 1 else sum(piece.size for piece in found)
        for pair, found in pieces.items()
    }
    most_old: dict[int, int] = {}
    most_new: dict[int, int] = {}
    for (a, b), size in weight.items():
        most_old[a] = max(size, most_old.get(a, 0))
        most_new[b] = max(size, most_new.get(b, 0))
    groups: list[Group] = []
    last = (-1, -1)
    for (a, b), size in weight.items():
        one, two, found = old[a], new[b], pieces[a, b]
        short = min(len(one), len(two))
        claim = most_old[a] if len(one) <= len(two) else most_new[b]
        if not (
            size >= _MOST * short
            or (a, b) in crossing
            or (size >= max(_NO_CHANCE, _SOME * short) and size == claim)
        ):
            continue
        if a == last[0] or b == last[1]:
            group = groups.pop()
            one, two = _hull(group.old, one), _hull(group.new, two)
            found = [*group.blocks, *found]
        groups.append(Group(PairKind.EDITED, one, two, tuple(join_blocks(found))))
        last = (a, b)
    return groups


def _cut_blocks(
    blocks: Sequence[Block], old: Sequence[Span], new: Sequence[Span]
) -> Iterator[tuple[int, int, Block]]:
    """Cut blocks at the borders of fragments; yield (old index, new index, piece), rising."""
    a = b = 0
    for block in blocks:
        i, j, size = block
        while size:
            while old[a].end <= i:
                a += 1
            while new[b].end <= j:
                b += 1
            step = min(old[a].end - i, new[b].end - j, size)
            yield a, b, Block(i, j, step)
            i, j, size = i + step, j + step, size - step


def pair_rest(
    linked: Sequence[Group],
    texts: tuple[QuietText, QuietText],
    fragments: tuple[Sequence[Span], Sequence[Span]],
) -> list[Group]:
    """Fill the gaps between linked groups, so that every fragment is in one group."""
    size_old, size_new = len(texts[0].chars), len(texts[1].chars)
    start = Group(PairKind.KEPT, Span(0, 0), Span(0, 0))
    end = Group(PairKind.KEPT, Span(size_old, size_old), Span(size_new, size_new))
    groups = [start]
    for group in (*linked, end):
        before = groups[-1]
        if (before.old.end, before.new.end) == (group.old.start, group.new.start):
            groups.append(group)
            continue
        groups.pop()
        old = _between(fragments[0], before.old.end, group.old.start)
        new = _between(fragments[1], before.new.end, group.new.start)
        if bool(old) is not bool(new):
            before, group = _absorb(before, group, texts)  # noqa: PLW2901
            old = _between(fragments[0], before.old.end, group.old.start)
            new = _between(fragments[1], before.new.end, group.new.start)
        ends = (before.old.end, before.new.end)
        groups += (before, *_pair_gap(old, new, texts, ends), group)
    return [group for group in groups if len(group.old) or len(group.new)]


def _between(fragments: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    """Return the fragments that lie between two of their borders."""
    first = bisect_left(fragments, start, key=lambda span: span.start)
    last = bisect_left(fragments, end, first, key=lambda span: span.start)
    return fragments[first:last]


def _absorb(before: Group, after: Group, texts: tuple[QuietText, QuietText]) -> tuple[Group, Group]:
    """Give lines that only one side has to a neighbour whose other side still lacks them.

    The last line of a wrapped paragraph may be too short, or too much edited, for a block.
    """
    old, new = Span(before.old.end, after.old.start), Span(before.new.end, after.new.start)
    last = before.blocks[-1] if before.blocks else Block(before.old.start, before.new.start, 0)
    first = after.blocks[0] if after.blocks else Block(after.old.end, after.new.end, 0)
    tails = (Span(last.i + last.size, before.old.end), Span(last.j + last.size, before.new.end))
    heads = (Span(after.old.start, first.i), Span(after.new.start, first.j))
    if _is_alike(texts, old if old.end > old.start else tails[0], new if len(new) else tails[1]):
        return attrs.evolve(before, old=_hull(before.old, old), new=_hull(before.new, new)), after
    if _is_alike(texts, old if len(old) else heads[0], new if len(new) else heads[1]):
        return before, attrs.evolve(after, old=_hull(old, after.old), new=_hull(new, after.new))
    return before, after


def _hull(a: Span, b: Span) -> Span:
    """Return the span from the start of one to the end of its neighbour."""
    return Span(a.start, b.end)


def _is_alike(texts: tuple[QuietText, QuietText], old: Span, new: Span) -> bool:
    """Say whether two passages may be what is left of one paragraph."""
    a, b = texts[0].chars[old.start : old.end], texts[1].chars[new.start : new.end]
    return bool(a and b) and similarity(a, b, cutoff=_LEFTOVER) >= _LEFTOVER


def _pair_gap(
    old: Sequence[Span],
    new: Sequence[Span],
    texts: tuple[QuietText, QuietText],
    place: tuple[int, int],
) -> Iterator[Group]:
    """Pair the fragments of one gap in order; the rest came or went.

    In a large gap equal fragments are paired first, since they need not be measured.
    """
    words_old = [texts[0].chars[span.start : span.end] for span in old]
    words_new = [texts[1].chars[span.start : span.end] for span in new]
    equal = _equal_runs(words_old, words_new) if len(old) * len(new) > _ALL_PAIRS else []
    x = y = 0
    i, j = place
    for run in (*equal, Block(len(old), len(new), 0)):
        low_old, low_new = old[x : run.i], new[y : run.j]
        yield from _pair_unequal(low_old, low_new, texts, (i, j))
        for step in range(run.size):
            one, two = old[run.i + step], new[run.j + step]
            blocks = (Block(one.start, two.start, len(one)),)
            yield Group(PairKind.EDITED, one, two, blocks)
        x, y = run.i + run.size, run.j + run.size
        if run.size:
            i, j = old[x - 1].end, new[y - 1].end


def _equal_runs(old: Sequence[str], new: Sequence[str]) -> list[Block]:
    """Return the longest rising sequence of equal texts, in memory linear in a large gap."""
    metric = Indel if len(old) * len(new) <= _MOST_CELLS else Levenshtein
    return [
        Block(op.src_start, op.dest_start, op.src_end - op.src_start)
        for op in metric.opcodes(old, new)
        if op.tag == "equal"
    ]


def _pair_unequal(
    old: Sequence[Span],
    new: Sequence[Span],
    texts: tuple[QuietText, QuietText],
    place: tuple[int, int],
) -> Iterator[Group]:
    """Pair fragments by similarity, in order."""
    words_old = [texts[0].chars[span.start : span.end] for span in old]
    words_new = [texts[1].chars[span.start : span.end] for span in new]
    candidates = []
    for y, xs in _candidates(words_old, words_new):
        b, others = words_new[y], [words_old[x] for x in xs]
        measured = zip(xs, others, similarities(b, others, cutoff=_SIMILAR), strict=True)
        for x, a, measure in measured:
            alike = measure or similarity_in_digits(a, b, cutoff=_SIMILAR)
            if not alike and len(old) == len(new) == 1:
                alike = _ends_alike(a, b)
            if alike:
                candidates.append(Block(x, y, round(alike * (len(a) + len(b))) or 1))
    x = y = 0
    i, j = place
    for pair in (*heaviest_chain(candidates), Block(len(old), len(new), 0)):
        for span in old[x : pair.i]:
            yield Group(PairKind.DELETED, span, Span(j, j))
            i = span.end
        for span in new[y : pair.j]:
            yield Group(PairKind.INSERTED, Span(i, i), span)
            j = span.end
        if pair.size:
            one, two = old[pair.i], new[pair.j]
            starts, ends = (one.start, two.start), (one.end, two.end)
            blocks = match_blocks(texts[0].chars, texts[1].chars, starts, ends)
            yield Group(PairKind.EDITED, one, two, tuple(blocks))
            i, j = ends
        x, y = pair.i + 1, pair.j + 1


def _ends_alike(a: str, b: str) -> float:
    """Return the share of their ends that two texts have in common, or 0 if it is small.

    Alone between two passages that stay, a heading whose middle was damaged is known by them.
    """
    before, after = common_ends(a, b)
    share = (before + after) / max(len(a), len(b))
    return share if share >= _LEFTOVER else 0.0


def _candidates(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, Sequence[int]]]:
    """Yield each new text with the old ones worth measuring: all of few, else by a rare passage."""
    if len(old) * len(new) <= _ALL_PAIRS:
        yield from ((y, range(len(old))) for y in range(len(new)))
        return
    places: defaultdict[str, list[int]] = defaultdict(list)
    for x, text in enumerate(old):
        for gram in {text[k : k + _GRAM] for k in range(max(1, len(text) - _GRAM + 1))}:
            places[gram].append(x)
    for y, text in enumerate(new):
        grams = {text[k : k + _GRAM] for k in range(max(1, len(text) - _GRAM + 1))}
        met = {
            x for gram in grams if len(places.get(gram, ())) <= _RARE for x in places.get(gram, ())
        }
        yield y, sorted(met)
