"""Matching blocks: passages that two strings share to the letter, in the same order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import compress, pairwise
from operator import ne

from docdiff.model import Block
from docdiff.text import (
    QuietText,
    common_prefix,
    common_suffix,
    cut_at_breaks,
)

# Characters of an anchor: long enough that one found once on each side is hardly chance in
# running text, short enough to stand between two edits of one sentence.
_ANCHOR = 8
# Levels of ever smaller gaps that are searched: real texts end after a handful, but a text
# can be made in which each level finds one passage only.
_DEEPEST = 24

Place = tuple[int, int]


def match_blocks(a: str, b: str, start: tuple[int, int], end: tuple[int, int]) -> list[Block]:
    """Return the common passages of ``a[start[0]:end[0]]`` and ``b[start[1]:end[1]]``, rising.

    Common ends first; between them the passages around character sequences that stand
    exactly once on either side, of which the heaviest rising chain is kept (patience diff,
    B. Cohen; weighted as in the histogram variant of JGit); then the same again in each gap,
    where more sequences are unique. Near-linear: each of at most 24 levels reads each
    character once.

    Parameters
    ----------
    a, b
        The two strings.
    start, end
        Half-open ranges, as (place in a, place in b).

    Returns
    -------
    list of Block
        Rising and disjoint on both sides, never empty ones; touching ones are joined.
    """
    found: list[Block] = []
    todo = [(start, end, 0)]
    while todo:
        low, high, depth = todo.pop()
        if min(high[0] - low[0], high[1] - low[1]) < _ANCHOR:
            _take_ends(a, b, (low, high), found, 1)
            continue
        # Ends shorter than an anchor are chance until nothing else is found: the last full
        # stops of two texts say little where a paragraph moved to the end.
        low, high = _take_ends(a, b, (low, high), found, _ANCHOR)
        chain = cut_overlaps(heaviest_chain(unique_blocks(a, b, low, high)))
        if depth == _DEEPEST:
            chain = []
        for block in chain:
            found.append(block)
            todo.append((low, (block.i, block.j), depth + 1))
            low = (block.i + block.size, block.j + block.size)
        if chain:
            todo.append((low, high, depth + 1))
        else:
            _take_ends(a, b, (low, high), found, 1)
    found.sort()
    return join_blocks(found)


def _take_ends(
    a: str, b: str, within: tuple[Place, Place], found: list[Block], shortest: int
) -> tuple[Place, Place]:
    """Add the common ends of two ranges to the blocks found; return what is between them."""
    (a0, b0), (a1, b1) = within
    if a0 == a1 or b0 == b1:
        return within
    size = common_prefix(a, b, (a0, b0), (a1, b1))
    if size >= shortest:
        found.append(Block(a0, b0, size))
        a0, b0 = a0 + size, b0 + size
    size = common_suffix(a, b, (a0, b0), (a1, b1))
    if size >= shortest:
        found.append(Block(a1 - size, b1 - size, size))
        a1, b1 = a1 - size, b1 - size
    return (a0, b0), (a1, b1)


def match_lines(old: QuietText, new: QuietText) -> list[Block]:
    """Return the lines of an anchor's length that stand once on either side, in order.

    With what is equal between two of them; none where they are less than half of the
    shorter text.
    """
    places_old, places_new = _unique_lines(old), _unique_lines(new)
    lines = [
        Block(place, places_new[line], len(line))
        for line, place in places_old.items()
        if line in places_new
    ]
    if 2 * sum(line.size for line in lines) < min(len(old.chars), len(new.chars)):
        # Wrapped otherwise, a text has few lines in common, and those by chance: a phrase
        # that stands often may fill a line once.
        return []
    joined: list[Block] = []
    for line in heaviest_chain(lines):
        i, j = (joined[-1].i, joined[-1].j) if joined else (0, 0)
        size = joined[-1].size if joined else 0
        if old.chars[i + size : line.i] == new.chars[j + size : line.j]:
            joined[-1:] = [Block(i, j, line.i + line.size - i)]
        else:
            joined.append(line)
    return joined


def match_texts(old: QuietText, new: QuietText, lines: Sequence[Block]) -> list[Block]:
    """Return the common passages of two whole texts, rising.

    Lines that stand once on either side are known: where the two texts are wrapped alike,
    they leave little of the slower search for passages.

    Parameters
    ----------
    old, new
        Quiet texts.
    lines
        What :func:`match_lines` returned for them.
    """
    blocks: list[Block] = []
    place = (0, 0)
    for line in (*lines, Block(len(old.chars), len(new.chars), 0)):
        blocks += match_blocks(old.chars, new.chars, place, (line.i, line.j))
        if line.size:
            blocks.append(line)
        place = (line.i + line.size, line.j + line.size)
    return join_blocks(blocks)


def _unique_lines(text: QuietText) -> dict[str, int]:
    """Map each line of an anchor's length that stands once to its place."""
    seen: dict[str, int] = {}
    for start, end in cut_at_breaks(text.gaps):
        if end - start >= _ANCHOR:
            line = text.chars[start:end]
            seen[line] = -1 if line in seen else start
    return {line: place for line, place in seen.items() if place >= 0}


def join_blocks(blocks: Sequence[Block]) -> list[Block]:
    """Join blocks that touch on both sides."""
    if len(blocks) < 2:  # noqa: PLR2004
        return [*blocks]
    joined: list[Block] = []
    for block in blocks:
        if (
            joined
            and (last := joined[-1])
            and (last.i + last.size, last.j + last.size) == block[:2]
        ):
            joined[-1] = Block(last.i, last.j, last.size + block.size)
        else:
            joined.append(block)
    return joined


def unique_blocks(a: str, b: str, start: tuple[int, int], end: tuple[int, int]) -> list[Block]:
    """Return the maximal common passages around sequences unique in both ranges, by place."""
    places = range(start[0], end[0] - _ANCHOR + 1)
    in_a = _unique_places([a[i : i + _ANCHOR] for i in places], places)
    places = range(start[1], end[1] - _ANCHOR + 1) if in_a else range(0)
    grams = [b[j : j + _ANCHOR] for j in places]
    # Of the other side only what the first one has is looked at.
    known = [*map(in_a.__contains__, grams)]
    in_b = _unique_places([*compress(grams, known)], [*compress(places, known)])
    shared = sorted(map(in_a.__getitem__, in_b))
    blocks: list[Block] = []
    place = 0
    while place < len(shared):
        i = shared[place]
        j = in_b[a[i : i + _ANCHOR]]
        back = common_suffix(a, b, start, (i, j))
        size = back + common_prefix(a, b, (i, j), end)
        blocks.append(Block(i - back, j - back, size))
        # Whatever else is unique inside lies on the same diagonal.
        place = bisect_left(shared, i - back + size - _ANCHOR + 1, place + 1)
    return blocks


def _unique_places(grams: Sequence[str], places: Sequence[int]) -> dict[str, int]:
    """Map each sequence that stands at one of some places only to that place."""
    found = dict(zip(grams, places, strict=True))
    if len(found) < len(grams):
        last = map(found.__getitem__, grams)
        for gram in {*compress(grams, map(ne, last, places))}:
            del found[gram]
    return found


def heaviest_chain(blocks: list[Block]) -> list[Block]:
    """Return the chain of blocks, rising on both sides, that weighs most; ``size`` is the weight.

    A Fenwick tree over the places in b keeps the best chain that ends before each of them
    (weighted longest increasing subsequence, O(n log n)). Ties go to the chain met first.
    """
    if len(blocks) < 2:  # noqa: PLR2004
        return blocks
    blocks = sorted(blocks, key=lambda block: (block.i, -block.j))
    if all(one.i < two.i and one.j < two.j for one, two in pairwise(blocks)):
        return blocks
    ranks = {j: rank for rank, j in enumerate(sorted({block.j for block in blocks}), 1)}
    tree = [(0, -1)] * (len(ranks) + 1)
    before = [-1] * len(blocks)
    best = (0, -1)
    for index, block in enumerate(blocks):
        weight, last = 0, -1
        rank = ranks[block.j] - 1
        while rank:
            if tree[rank][0] > weight:
                weight, last = tree[rank]
            rank &= rank - 1
        before[index] = last
        entry = (weight + block.size, index)
        rank = ranks[block.j]
        while rank < len(tree):
            if tree[rank][0] < entry[0]:
                tree[rank] = entry
            rank += rank & -rank
        if entry[0] > best[0]:
            best = entry
    chain: list[Block] = []
    index = best[1]
    while index >= 0:
        chain.append(blocks[index])
        index = before[index]
    return chain[::-1]


def cut_overlaps(chain: list[Block]) -> list[Block]:
    """Shorten each block from the left by what its forerunner already covers."""
    cut: list[Block] = []
    end_i = end_j = 0
    for block in chain:
        over = max(0, end_i - block.i, end_j - block.j)
        if over < block.size:
            cut.append(Block(block.i + over, block.j + over, block.size - over))
            end_i, end_j = block.i + block.size, block.j + block.size
    return cut
