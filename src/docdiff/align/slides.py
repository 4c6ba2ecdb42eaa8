"""Blocks moved so that what only one side has is whole lines and paragraphs."""

from __future__ import annotations

from docdiff.align.blocks import join_blocks, match_blocks
from docdiff.align.similarity import similarity
from docdiff.model import Block
from docdiff.text import Gap, QuietText, break_places, common_prefix, common_suffix

# Two headings that differ by no more than a number are this similar.
_ALIKE = 0.7
_SHORTEST_HEAD = 4
_LONGEST_HEAD = 200


def slide_to_lines(blocks: list[Block], old: QuietText, new: QuietText) -> list[Block]:
    """Slide what only one side has between two blocks to where whole lines come or go.

    "Article 7 ... Article 8" against "Article 8" shares the word before both numbers; the
    passage that is gone begins with the line, not behind its first word.
    """
    slid: list[Block] = []
    for block in blocks:
        before = slid[-1] if slid else Block(0, 0, 0)
        i, j = before.i + before.size, before.j + before.size
        step = 0
        if block.i == i < block.i + block.size and block.j > j:
            step = _find_lines(new, (j, block.j), (before.size, block.size), (old, i))
        elif block.j == j and block.i > i:
            step = _find_lines(old, (i, block.i), (before.size, block.size), (new, j))
        if step and slid:
            slid[-1] = Block(before.i, before.j, before.size + step)
        if step and not slid:
            slid.append(Block(0, 0, step))
        slid.append(Block(block.i + step, block.j + step, block.size - step))
    return [block for block in slid if block.size]


def _find_lines(
    side: QuietText, gone: tuple[int, int], room: tuple[int, int], other: tuple[QuietText, int]
) -> int:
    """Return by how much a passage can slide, left being negative, to be whole lines.

    What looks like a wrap begins a line where the ``other`` text begins one at the same place.
    """
    start, end = gone
    chars, gaps = side.chars, side.gaps
    low = max(0, start - room[0])
    left = common_suffix(chars, chars, (low, low + end - start), (start, end))
    high = min(len(chars), end + room[1])
    right = common_prefix(chars, chars, (start, end), (high - end + start, high))
    best, strongest = 0, -1
    places = break_places(gaps, Gap.FOLD, start - left, start + right + 1)
    first = [0] if start == left else []
    for place in (start, *first, *places):
        last = place + end - start
        at_end = Gap.BLANK if last == len(chars) else gaps[last]
        at_start = Gap.BLANK if place == 0 else gaps[place]
        there = other[1] + place - start
        weakest = Gap.FOLD if other[0].gaps[there] >= Gap.BREAK else Gap.BREAK
        strength = at_start + at_end if min(at_start, at_end) >= weakest else 0
        if strength > strongest:
            best, strongest = place - start, strength
    return best


def keep_paragraphs(blocks: list[Block], old: QuietText, new: QuietText) -> list[Block]:
    """Undo blocks that cut two paragraphs where one of them came or went as a whole.

    Of "Article 52 Whoever ... A. Article 53 Whoever ... B." and "Article 52 Whoever ... B."
    the longest passages say that A and the second heading are gone; a reader sees that the
    first article is, and that the second one has a new number.
    """
    kept: list[Block] = []
    for block in blocks:
        before = kept[-1] if kept else Block(0, 0, 0)
        i, j = before.i + before.size, before.j + before.size
        cut = 0
        heads: list[Block] = []
        if block.j == j and block.i > i:
            cut, heads = _match_heads((old, new), before, block.i)
        elif block.i == i and block.j > j:
            mirrored = Block(before.j, before.i, before.size)
            cut, found = _match_heads((new, old), mirrored, block.j)
            heads = [Block(y, x, size) for x, y, size in found]
        if cut:
            kept[-1] = Block(before.i, before.j, before.size - cut)
        kept += [*heads, block]
    return join_blocks([block for block in kept if block.size])


def _match_heads(
    sides: tuple[QuietText, QuietText], before: Block, end: int
) -> tuple[int, list[Block]]:
    """Match the head of the paragraph that a gap ends in with the head it leaves open.

    The gap is ``before``'s end to ``end`` on the first side, and empty on the second.
    Returns how much of ``before`` the new blocks take the place of, or nothing.
    """
    longer, shorter = sides
    start, place = before.i + before.size, before.j + before.size
    inner = break_places(longer.gaps, Gap.BREAK, start + 1, end)
    if not inner or _is_whole(longer, start, inner[-1], end):
        return 0, []
    head = _line_start(shorter, place)
    size = place - head
    if not 0 < size <= before.size or start - _line_start(longer, start) != size:
        return 0, []
    if not _are_heads(longer.chars[inner[-1] : end], shorter.chars[head:place]):
        return 0, []
    return size, match_blocks(longer.chars, shorter.chars, (inner[-1], head), (end, place))


def _is_whole(side: QuietText, start: int, last: int, end: int) -> bool:
    """Say whether a gap is whole lines; ``last`` is the last line that begins in it.

    Where blank lines part the paragraphs, a gap is not whole that begins and ends inside of
    two of them.
    """
    around = side.gaps[start], side.gaps[end]
    return min(around) >= Gap.BREAK and not max(around) < side.gaps[last]


def _are_heads(old: str, new: str) -> bool:
    """Say whether two lines are headings that differ by little more than their number."""
    bare = [[char for char in line if not char.isnumeric()] for line in (old, new)]
    if bare[0] and bare[0] == bare[1] and old != new:
        return True
    return min(len(old), len(new)) >= _SHORTEST_HEAD and similarity(old, new) >= _ALIKE


def _line_start(side: QuietText, place: int) -> int:
    """Return where the line begins that the character before a place is in."""
    breaks = break_places(side.gaps, Gap.BREAK, max(0, place - _LONGEST_HEAD), place)
    if breaks:
        return breaks[-1]
    return 0 if place <= _LONGEST_HEAD else place
