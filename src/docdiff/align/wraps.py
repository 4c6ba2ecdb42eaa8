"""Line breaks in the light of the other side: wraps resolved, paragraph borders kept."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import product

from docdiff.align.similarity import similarity
from docdiff.model import Block, Group, PairKind
from docdiff.text import Gap, QuietText, break_places, classify, is_cjk

_SAMPLE = 4_000
# A text parts its paragraphs by blank lines if it has two of them, and one for twenty breaks.
_FEW_BLANKS = 2
_BREAKS_PER_BLANK = 20
_SEVERAL = 5
# A passage gone in one place and come in another is one that moved if it is this similar;
# of more pairs than these none is measured.
_SIMILAR = 0.8
_MOST_PAIRS = 10_000
LINE_END = frozenset(".。!?！？;；:：")


def has_blank_lines(gaps: bytes) -> bool:
    """Say whether blank lines part the paragraphs of a text."""
    blanks = gaps.count(Gap.BLANK, 1, len(gaps) - 1)
    breaks = blanks + gaps.count(Gap.BREAK, 1, len(gaps) - 1)
    return blanks >= _FEW_BLANKS and blanks * _BREAKS_PER_BLANK >= breaks


def undo_wraps(blocks: Sequence[Block], sides: tuple[QuietText, QuietText]) -> tuple[bytes, bytes]:
    """Lower the breaks of a wrapped side to folds where the other side does not confirm them.

    A side is wrapped where most of its breaks inside equal passages are no break on the other
    side, or of several a third. (Of 560 pairs of laws that only part some paragraphs anew, none
    had more than a fifth; of a text that was cut at a width and kept its old lines, half.) Its
    blank lines stay paragraph borders if most of them are confirmed, and most confirmed borders
    are blank lines.
    """
    old, new = sides[0].gaps, sides[1].gaps
    shared: tuple[set[int], set[int]] = (set(), set())
    alone = [0, 0]
    places = break_places(old, Gap.FOLD), break_places(new, Gap.FOLD)
    for block in blocks:
        for i, j in _break_places(block, places):
            if old[i] >= Gap.BREAK and new[j] >= Gap.BREAK:
                shared[0].add(i)
                shared[1].add(j)
            else:
                alone[0] += old[i] >= Gap.FOLD
                alone[1] += new[j] >= Gap.FOLD
    wrapped = _is_wrapped(alone[0], len(shared[0])), _is_wrapped(alone[1], len(shared[1]))
    if not any(wrapped):
        return old, new
    for i, j in _borders(blocks, sides, wrapped):
        shared[0].add(i)
        shared[1].add(j)
    return (
        _undo_side(old, shared[0]) if wrapped[0] else old,
        _undo_side(new, shared[1]) if wrapped[1] else new,
    )


def _borders(
    blocks: Sequence[Block], sides: tuple[QuietText, QuietText], wrapped: tuple[bool, bool]
) -> Iterator[tuple[int, int]]:
    """Yield the places (old, new) beside blocks where lines of both sides end for good."""
    for i, j in _edges(blocks):
        if min(_line_end(sides[0], i), _line_end(sides[1], j)) == Gap.BLANK:
            yield i, j
    for i, j in _edges_of_moved(blocks, sides):
        # The last line before it may have been too full for its first word.
        if _are_borders(sides, i, j):
            yield i, j
    for number, passages in enumerate(_lone_passages(blocks, sides)):
        for passage in passages:
            start, size = passage[number], passage.size
            i, j = passage.i + size * (1 - number), passage.j + size * number
            edges = (passage[:2], (i, j))
            if (
                all(_are_borders(sides, *edge) for edge in edges)
                and not (wrapped[number] and _may_be_several(sides[number], start, start + size))
                and not (all(wrapped) and any(_is_wrap(sides, *edge) for edge in edges))
            ):
                yield from edges


def _are_borders(sides: tuple[QuietText, QuietText], i: int, j: int) -> bool:
    """Say whether a line ends before a place on either side, and by no wrap on one of them."""
    ends = _line_end(sides[0], i), _line_end(sides[1], j)
    return min(ends) >= Gap.FOLD and max(ends) >= Gap.BREAK


def _is_wrap(sides: tuple[QuietText, QuietText], i: int, j: int) -> bool:
    """Say whether the line ends of two wrapped texts may be no more than that.

    They are more behind a sentence, and where the texts themselves tell wraps from breaks.
    """
    return any(
        0 < place < len(side.chars)
        and side.chars[place - 1] not in LINE_END
        and (side.gaps[place] < Gap.BREAK or Gap.FOLD not in side.gaps)
        for side, place in zip(sides, (i, j), strict=True)
    )


def _may_be_several(side: QuietText, start: int, end: int) -> bool:
    """Say whether a passage of a wrapped text may be a heading and more: it ends no sentence."""
    return side.chars[end - 1] not in LINE_END and bool(
        break_places(side.gaps, Gap.BREAK, start + 1, end)
    )


def _lone_passages(
    blocks: Sequence[Block], sides: tuple[QuietText, QuietText]
) -> tuple[list[Block], list[Block]]:
    """Return the passages that only the old side has, and those that only the new one has."""
    lone: tuple[list[Block], list[Block]] = ([], [])
    i = j = 0
    for block in (*blocks, Block(len(sides[0].chars), len(sides[1].chars), 0)):
        if (block.i > i) is not (block.j > j):
            lone[block.j > j].append(Block(i, j, max(block.i - i, block.j - j)))
        i, j = block.i + block.size, block.j + block.size
    return lone


def _edges_of_moved(
    blocks: Sequence[Block], sides: tuple[QuietText, QuietText]
) -> Iterator[tuple[int, int]]:
    """Yield the places (old, new) around passages gone in one place and come in another."""
    lone = _lone_passages(blocks, sides)
    if len(lone[0]) * len(lone[1]) > _MOST_PAIRS:
        return
    for gone, come in product(*lone):
        if min(gone.size, come.size) >= _SIMILAR * max(gone.size, come.size) and similarity(
            sides[0].chars[gone.i : gone.i + gone.size],
            sides[1].chars[come.j : come.j + come.size],
            cutoff=_SIMILAR,
        ):
            yield from ((gone.i, gone.j), (gone.i + gone.size, gone.j))
            yield from ((come.i, come.j), (come.i, come.j + come.size))


def _line_end(side: QuietText, place: int) -> int:
    """Return what ends the line before a place; a wrap beside an ideograph is a mere cut."""
    if not 0 < place < len(side.chars):
        return Gap.BLANK
    gap, around = side.gaps[place], side.chars[place - 1 : place + 1]
    is_cut = gap == Gap.FOLD and around[0] not in LINE_END and any(map(is_cjk, around))
    return Gap.NONE if is_cut else gap


def _edges(blocks: Iterable[Block]) -> Iterator[tuple[int, int]]:
    """Yield the places (old, new) where blocks begin and end."""
    for i, j, size in blocks:
        yield i, j
        yield i + size, j + size


def _is_wrapped(alone: int, shared: int) -> bool:
    """Say whether so many breaks that the other side has or has not prove a wrapped side."""
    return alone > shared or (alone >= _SEVERAL and 2 * alone > shared)


def _undo_side(gaps: bytes, confirmed: set[int]) -> bytes:
    """Lower every break of a wrapped text that is not confirmed; confirmed ones are breaks."""
    blank = sum(gaps[place] == Gap.BLANK for place in confirmed)
    all_blank = gaps.count(Gap.BLANK, 1, len(gaps) - 1)
    blank_parts = 2 * blank > len(confirmed) and 2 * blank > all_blank
    lowered = bytearray(gaps)
    for place in break_places(gaps, Gap.BREAK):
        if place not in confirmed and (gaps[place] == Gap.BREAK or not blank_parts):
            lowered[place] = Gap.FOLD
    for place in confirmed:
        if lowered[place] == Gap.FOLD:
            lowered[place] = Gap.BREAK
    return bytes(lowered)


def resolve_gaps(
    groups: Sequence[Group], old: QuietText, new: QuietText
) -> tuple[tuple[Group, ...], bytes, bytes]:
    """Settle every break inside a group, and name the kind of each group.

    A break that the other side lacks becomes what the other side has there. One that both
    sides have stays, as does a blank line. One with no counterpart is read as the text's
    script has it: nothing between ideographs, a space between words.
    """
    old_gaps, new_gaps = bytearray(old.gaps), bytearray(new.gaps)
    blank = has_blank_lines(old.gaps), has_blank_lines(new.gaps)
    known = break_places(old.gaps, Gap.FOLD), break_places(new.gaps, Gap.FOLD)
    last = (-1, -1)
    inside: tuple[list[int], list[int]] = ([], [])
    shared: tuple[set[int], set[int]] = (set(), set())
    settled: list[Group] = []
    for group in groups:
        breaks: list[tuple[int, int]] = []
        start = (group.old.start, group.new.start)
        inner = (
            _within(known[0], start[0] + 1, group.old.end),
            _within(known[1], start[1] + 1, group.new.end),
        )
        alone = group.kind in (PairKind.INSERTED, PairKind.DELETED)
        places: list[tuple[int, int]] = []
        if inner[0] or inner[1]:
            places += _known_places(group, inner, (old, new))
            for number in (0, 1):
                inside[number].extend(inner[number])
                # The lines of a lone paragraph stay lines: nothing says that they were wrapped.
                shared[number].update(inner[number] if alone else ())
        if start == last and min(start) and not alone:
            places.insert(0, start)
        for i, j in places:
            a, b = old.gaps[i], new.gaps[j]
            if (i, j) != start:
                old_gaps[i], new_gaps[j] = _settle(a, b), _settle(b, a)
                shared[0].add(i)
                shared[1].add(j)
            if a != b and (
                _parts_anew(a, b, other_is_blank=blank[1])
                or _parts_anew(b, a, other_is_blank=blank[0])
            ):
                breaks.append((i, j))
        last = (-1, -1) if alone else (group.old.end, group.new.end)
        kind = _kind(group, old, [place for place in breaks if place != start])
        settled.append(Group(kind, group.old, group.new, group.blocks, tuple(breaks)))
    _settle_rest(old, old_gaps, inside[0], shared[0])
    _settle_rest(new, new_gaps, inside[1], shared[1])
    return tuple(settled), bytes(old_gaps), bytes(new_gaps)


def _known_places(
    group: Group, known: tuple[list[int], list[int]], sides: tuple[QuietText, QuietText]
) -> Iterator[tuple[int, int]]:
    """Yield the breaks that a group's blocks speak of: inside of one, or at the end of an edit."""
    for block in group.blocks:
        yield from _break_places(block, known)
    for i, j in _edges(group.blocks):
        if (
            group.old.start < i < group.old.end
            and group.new.start < j < group.new.end
            and min(sides[0].gaps[i], sides[1].gaps[j]) >= Gap.BREAK
        ):
            yield i, j


def _parts_anew(own: int, other: int, *, other_is_blank: bool) -> bool:
    """Say whether a blank line begins a paragraph where the other side goes on with one.

    A single break of the other side goes on with a paragraph only if blank lines part them
    there.
    """
    return own == Gap.BLANK and (other < Gap.FOLD or (other < Gap.BLANK and other_is_blank))


def _break_places(block: Block, known: tuple[list[int], list[int]]) -> list[tuple[int, int]]:
    """Return the places inside a block where either side has a break."""
    i, j, size = block
    found = {place - i for place in _within(known[0], i + 1, i + size)}
    found |= {place - j for place in _within(known[1], j + 1, j + size)}
    return [(i + step, j + step) for step in sorted(found)]


def _within(places: list[int], start: int, end: int) -> list[int]:
    """Return the rising places from ``start`` to ``end``."""
    first = bisect_left(places, start)
    return places[first : bisect_left(places, end, first)]


def _settle(own: int, other: int) -> int:
    """Return what one side's gap means beside the other's."""
    if own < Gap.FOLD or own == Gap.BLANK:
        return own
    if other < Gap.FOLD:
        return other
    return own if other >= Gap.BREAK else Gap.FOLD


def _settle_rest(
    text: QuietText, gaps: bytearray, places: Iterable[int], shared: AbstractSet[int]
) -> None:
    """Settle the breaks that no block speaks of, and wraps on both sides, by script."""
    rest = [
        place
        for place in places
        if gaps[place] == Gap.FOLD or (gaps[place] == Gap.BREAK and place not in shared)
    ]
    # Cells of a table that stand on lines of their own are parted on the other side.
    parted = sum(gaps[place] == Gap.SPACE for place in shared)
    joined = bool(rest) and 2 * parted <= len(shared) and runs_on(text)
    for place in rest:
        gaps[place] = Gap.NONE if joined and not _is_spaced(text, place) else Gap.SPACE


def _is_spaced(text: QuietText, place: int) -> bool:
    """Say whether white space stands beside the line break of a gap."""
    gap = text.text[text.raw_end(place) : text.raw_start(place)]
    return any(char in " \t\u3000" for char in gap)


def runs_on(text: QuietText) -> bool:
    """Say whether a text is written without spaces: more ideographs than other letters."""
    kinds = classify(text.chars[:_SAMPLE])
    return kinds.count("c") > kinds.count("a")


def _kind(group: Group, old: QuietText, breaks: Sequence[tuple[int, int]]) -> PairKind:
    """Return what became of the old side of a group."""
    if group.kind is not PairKind.EDITED:
        return group.kind
    if breaks:
        ours = sum(old.gaps[i] == Gap.BLANK for i, _ in breaks)
        return PairKind.SPLIT if 2 * ours < len(breaks) else PairKind.MERGED
    size = len(group.old)
    whole = (group.old.start, group.new.start, size)
    return PairKind.KEPT if group.blocks == (whole,) and len(group.new) == size else group.kind
