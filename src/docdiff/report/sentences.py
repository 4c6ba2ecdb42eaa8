"""Sentences that one edit takes out and another puts in: they moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from docdiff.model import Block, Correspondence, Edit, PairKind, Span
from docdiff.patterns import Pattern
from docdiff.report.values import Range
from docdiff.text import Gap, QuietText, break_places, is_cjk

# Below this many quiet characters a sentence is too common to be recognised elsewhere; words
# of letters take twice as many, and ``Paragraph 12.`` counts on and does not move.
_SHORTEST = 8
_SHORTEST_OF_LETTERS = 16
# Each of them is counted in both texts.
_MOST = 500
_ENDS = frozenset("。！？!?；;.")
_CLOSERS = "”’」』\"')）"
_CLOSING = frozenset(_CLOSERS)
_END = Pattern("[。！？!?；;.][”’」』\"')）]*")
_LONE = (PairKind.INSERTED, PairKind.DELETED)

Sides = tuple[QuietText, QuietText]
Gaps = tuple[bytes, bytes]
Sentences = list[tuple[int, list[Range]]]
Places = dict[str, tuple[int, Range]]


class Moved(NamedTuple):
    """The sentences that moved, what is left of the edits, and the groups that are such one."""

    blocks: Sequence[Block]
    edits: Sequence[Edit]
    groups: frozenset[int]


def find_moved(sides: Sides, found: Correspondence, edits: Sequence[Edit]) -> Moved:
    """Find the sentences that one edit takes out and another one puts in, to the letter.

    They are whole and stand once on either side. A paragraph that only one side has may be
    the other end of such a move, or have it inside.

    Parameters
    ----------
    sides
        Both quiet texts.
    found
        Their correspondence.
    edits
        What differs in the groups that both have, rising.
    """
    blocks = _find_blocks(sides, found, edits)
    if not blocks:
        return Moved((), edits, frozenset())
    gone = [(block.i, block.i + block.size) for block in blocks]
    come = [(block.j, block.j + block.size) for block in blocks]
    groups = frozenset(
        index
        for index, group in enumerate(found.groups)
        if (group.kind is PairKind.DELETED and (group.old.start, group.old.end) in gone)
        or (group.kind is PairKind.INSERTED and (group.new.start, group.new.end) in come)
    )
    return Moved(blocks, [*_left(edits, sorted(gone), sorted(come))], groups)


def _find_blocks(sides: Sides, found: Correspondence, edits: Sequence[Edit]) -> list[Block]:
    """Return the passages that moved: all of an edit where that is one, else its sentences."""
    gaps = (found.old_gaps, found.new_gaps)
    edited = (
        [(index, (edit.i, edit.i_end)) for index, edit in enumerate(edits)],
        [(index, (edit.j, edit.j_end)) for index, edit in enumerate(edits)],
    )
    cut = [[*_cut(*one)] for one in zip(sides, gaps, edited, strict=True)]
    gone = [g.old for g in found.groups if g.kind is PairKind.DELETED]
    come = [g.new for g in found.groups if g.kind is PairKind.INSERTED]
    if not _have_common(sides, cut, (gone, come)):
        return []
    # Paragraphs of one side are told from edits by the number. Two of them that are equal are
    # no move, or it would have been claimed.
    lone = [[(-1, (span.start, span.end)) for span in spans] for spans in (gone, come)]
    for number in (0, 1):
        cut[number] += _cut(sides[number], gaps[number], lone[number])
    blocks: list[Block] = []
    for is_whole in (True, False):
        places = [
            _by_text(side, one, is_whole=is_whole) for side, one in zip(sides, cut, strict=True)
        ]
        blocks += _match((places[0], places[1]), sides, blocks)
    return _join(blocks)


def _have_common(
    sides: Sides, cut: Sequence[Sentences], lone: tuple[Sequence[Span], Sequence[Span]]
) -> bool:
    """Say whether a sentence of an edit stands in an edit or paragraph of the other side.

    In most texts none does, and this is seen sooner than which one it is.
    """
    texts = [
        [
            side.chars[start:end]
            for _, parts in one
            for start, end in parts
            if _is_telling(side.chars[start:end])
        ]
        for side, one in zip(sides, cut, strict=True)
    ]
    if not texts[0] and not texts[1]:
        return False
    if not {*texts[0]}.isdisjoint(texts[1]):
        return True
    for number in (0, 1):
        side, spans = sides[1 - number], lone[1 - number]
        passages = "\n".join([side.chars[span.start : span.end] for span in spans])
        if any(text in passages for text in texts[number]):
            return True
    return False


def _cut(
    side: QuietText, gaps: bytes, ranges: Iterable[tuple[int, Range]]
) -> Iterator[tuple[int, list[Range]]]:
    """Yield the whole sentences of ranges, with the number of each range that has some."""
    for owner, (start, end) in ranges:
        if end - start >= _SHORTEST and _END.search(side.chars, start, end):
            places = {place for place in (start, end) if _is_border(side.chars, gaps, place)}
            ends = (match.end() for match in _END.finditer(side.chars, start, end))
            places |= {place for place in ends if _is_border(side.chars, gaps, place)}
            places |= {*break_places(gaps, Gap.BREAK, start, end)}
            if len(places) > 1:
                yield owner, [*pairwise(sorted(places))]


def _is_border(chars: str, gaps: bytes, place: int) -> bool:
    """Say whether a sentence or a line ends before a place."""
    if not 0 < place < len(chars) or gaps[place] >= Gap.BREAK:
        return True
    last = place - 1
    while last and chars[last] in _CLOSING:
        last -= 1
    if chars[place] in _CLOSING or chars[last] not in _ENDS:
        return False
    return chars[last] != "." or gaps[place] > Gap.NONE


def _by_text(side: QuietText, cut: Sentences, *, is_whole: bool) -> Places:
    """Map each sentence that is met once, or all the sentences of a range, to its place."""
    seen: dict[str, tuple[int, Range] | None] = {}
    for owner, parts in cut:
        for start, end in [(parts[0][0], parts[-1][1])] if is_whole else parts:
            text = side.chars[start:end]
            if _is_telling(text):
                seen[text] = None if text in seen else (owner, (start, end))
    return {text: place for text, place in seen.items() if place}


def _is_telling(text: str) -> bool:
    """Say whether a passage is long enough, and ends as a sentence does."""
    if len(text) < _SHORTEST or text.rstrip(_CLOSERS)[-1:] not in _ENDS:
        return False
    return len(text) >= _SHORTEST_OF_LETTERS or any(map(is_cjk, text))


def _match(places: tuple[Places, Places], sides: Sides, known: Sequence[Block]) -> list[Block]:
    """Return the passages of two edits that stand once on either side, and are not known yet."""
    found = [
        (Block(i, places[1][text][1][0], end - i), text)
        for text, (owner, (i, end)) in places[0].items()
        if text in places[1] and places[1][text][0] != owner
    ]
    return [
        block
        for block, text in sorted(found)[:_MOST]
        if not any(_overlap(block, other) for other in known)
        and all(side.chars.count(text) == 1 for side in sides)
    ]


def _overlap(a: Block, b: Block) -> bool:
    """Say whether two passages have a character in common on a side."""
    return (a.i < b.i + b.size and b.i < a.i + a.size) or (
        a.j < b.j + b.size and b.j < a.j + a.size
    )


def _join(blocks: Iterable[Block]) -> list[Block]:
    """Join passages that touch on both sides."""
    joined: list[Block] = []
    for i, j, size in sorted(blocks):
        last = joined[-1] if joined else Block(-1, -1, 0)
        if (last.i + last.size, last.j + last.size) == (i, j):
            joined[-1] = Block(last.i, last.j, last.size + size)
        else:
            joined.append(Block(i, j, size))
    return joined


def _left(edits: Sequence[Edit], gone: Sequence[Range], come: Sequence[Range]) -> Iterator[Edit]:
    """Yield what is left of edits without the passages that moved."""
    for edit in edits:
        old = [*_outside((edit.i, edit.i_end), gone)]
        new = [*_outside((edit.j, edit.j_end), come)]
        if old == [(edit.i, edit.i_end)] and new == [(edit.j, edit.j_end)]:
            yield edit
        elif len(old) == len(new) == 1:
            yield Edit(edit.group, *old[0], *new[0])
        else:
            yield from (Edit(edit.group, *place, edit.j, edit.j) for place in old)
            yield from (Edit(edit.group, edit.i_end, edit.i_end, *place) for place in new)


def _outside(within: Range, ranges: Sequence[Range]) -> Iterator[Range]:
    """Yield the filled parts of a range that lie outside of others, which rise."""
    place, end = within
    for start, stop in ranges:
        if place < stop and start < end:
            if place < start:
                yield place, start
            place = stop
    if place < end:
        yield place, end
