"""One quiet text against itself: passages that it has twice, to the letter or nearly so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from docdiff.model import Block, Span
from docdiff.text import Gap, QuietText, common_prefix, common_suffix, is_cjk

# Characters of a seed: short enough to stand between two differences of one sentence.
_SEED = 8
# Seeds that stand more often are phrases of the subject, and no restatement.
_MOST_COPIES = 4
# Two equal stretches belong to one passage when no more than this parts them.
_WIDEST_GAP = 16
# At the ends of a passage a difference this long is looked over,
_END_GAP = 6
# if as much of the text behind it is the same again, in ideographs.
_END_EQUAL = 3
# or the rest of the sentence, where the difference is one of figures,
_LONGEST_REST = 32
_YEAR = 4  # digits
_SENTENCE_ENDS = frozenset("。！？!?.;；")
# Letters that say as much as one ideograph.
_LETTERS = 4


class Restated(NamedTuple):
    """Two passages of one text that say the same: quiet ranges, and what is equal in them.

    ``weight`` is the equal part in ideographs, four letters counting as one; ``is_rare``
    says that most of it stands in these two places only.
    """

    first: Span
    second: Span
    blocks: tuple[Block, ...]
    weight: float
    is_rare: bool


def find_restated(quiet: QuietText) -> list[Restated]:
    """Return the passages that stand again later in a text, in the order of the later ones.

    Seeds are character sequences with the next place where they stand again. Seeds on one
    diagonal make a stretch, near stretches a passage, and its ends grow over short
    differences; no number or word of letters is cut. Each character is read a few times,
    whatever the text.

    Parameters
    ----------
    quiet
        The text.

    Examples
    --------
    >>> from docdiff.normalize import make_quiet
    >>> text = "The bridge over the river cost 4 million euros. "
    >>> [(p.first, p.second) for p in find_restated(make_quiet(text + "Later: " + text))]
    [(Span(start=0, end=39), Span(start=45, end=84))]
    """
    chars = quiet.chars
    found = []
    for stretches in _chain(_stretches(chars)):
        blocks = _trim(quiet, _grow(quiet, [stretch.block for stretch in stretches]))
        first = Span(blocks[0].i, blocks[-1].i + blocks[-1].size)
        second = Span(blocks[0].j, blocks[-1].j + blocks[-1].size)
        if not (len(first) and len(second)):
            continue  # a piece of one number
        weight = sum(weigh(chars[b.i : b.i + b.size]) for b in blocks)
        rare = sum(s.block.size for s in stretches if s.copies == 1)
        is_rare = 2 * rare >= sum(s.block.size for s in stretches)
        found.append(Restated(first, second, tuple(blocks), weight, is_rare))
    return sorted(found, key=lambda pair: (pair.second, pair.first))


def weigh(passage: str) -> float:
    """Return the length of a passage in ideographs, four other characters counting as one."""
    ideographs = sum(map(is_cjk, passage))
    return ideographs + (len(passage) - ideographs) / _LETTERS


class _Stretch(NamedTuple):
    """An equal stretch, and how many places after the first most of its seeds stand at."""

    block: Block
    copies: int


def _stretches(chars: str) -> Iterator[_Stretch]:
    """Yield the equal stretches of a text and its next copy, by their first place."""
    after: dict[int, tuple[int, int]] = {}
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place in range(len(chars) - _SEED + 1):
        places[chars[place : place + _SEED]].append(place)
    for found in places.values():
        if 1 < len(found) <= _MOST_COPIES:
            for x, y in pairwise(found):
                after[x] = (y, len(found) - 1)
    end = shift = 0
    for place in sorted(after):
        other, copies = after[place]
        if place < end and other - place == shift:
            continue
        # Of copies in a row each is the copy of the one before it, and of no more.
        low = end if other - place == shift else 0
        back = common_suffix(chars, chars, (low, place), (place, other))
        size = back + common_prefix(chars, chars, (place, other), (other - back, len(chars)))
        end, shift = place - back + size, other - place
        yield _Stretch(Block(place - back, other - back, size), copies)


def _chain(stretches: Iterator[_Stretch]) -> list[list[_Stretch]]:
    """Join stretches that follow one another closely in both places."""
    chains: list[list[_Stretch]] = []
    open_: list[list[_Stretch]] = []
    for stretch in stretches:
        i, j, size = stretch.block
        open_ = [c for c in open_ if i - _end(c)[0] <= _WIDEST_GAP]
        fitting = [
            chain
            for chain in open_
            if i >= _end(chain)[0]
            and 0 <= j - _end(chain)[1] <= _WIDEST_GAP
            and i + size <= chain[0].block.j
        ]
        if fitting:
            max(fitting, key=lambda chain: (_end(chain), chain[0])).append(stretch)
        else:
            chains.append([stretch])
            open_.append(chains[-1])
    return chains


def _end(chain: Sequence[_Stretch]) -> tuple[int, int]:
    """Return where a chain ends in both places."""
    i, j, size = chain[-1].block
    return i + size, j + size


def _grow(quiet: QuietText, blocks: list[Block]) -> list[Block]:
    """Let a passage grow over short differences at both its ends."""
    grown, chars = list(blocks), quiet.chars
    while (following := _block_behind(chars, grown[-1], grown[0].j)) is not None:
        grown.append(following)
    while (before := _block_before(chars, grown[0], grown[-1].i + grown[-1].size)) is not None:
        grown.insert(0, before)
    return [*_year_before(quiet, grown[0]), *grown, *_rest_behind(quiet, grown[-1], grown[0].j)]


def _trim(quiet: QuietText, blocks: list[Block]) -> list[Block]:
    """Take from both ends of a passage what is part of a longer number or word."""
    i, j, size = blocks[-1]
    while size and (_cuts(quiet, i + size) or _cuts(quiet, j + size)):
        size -= 1
    blocks[-1] = Block(i, j, size)
    i, j, size = blocks[0]
    while size and (_cuts(quiet, i) or _cuts(quiet, j)):
        i, j, size = i + 1, j + 1, size - 1
    blocks[0] = Block(i, j, size)
    return blocks


def _cuts(quiet: QuietText, place: int) -> bool:
    """Say whether a number or a word of letters stands on both sides of a place."""
    chars = quiet.chars
    if not 0 < place < len(chars) or quiet.gaps[place] != Gap.NONE:
        return False
    before, behind = chars[place - 1], chars[place]
    if is_cjk(before) or is_cjk(behind):
        return False
    if before in ".,:" or behind in ".,:":
        around = chars[max(place - 2, 0) : place + 2]
        return any(map(str.isdecimal, around[:2])) and around[-1].isdecimal()
    return before.isalnum() and behind.isalnum()


def _block_behind(chars: str, block: Block, limit: int) -> Block | None:
    """Return the equal stretch behind a short difference that follows a block."""
    i, j = block.i + block.size, block.j + block.size
    for x, y in _STEPS:
        size = common_prefix(chars, chars, (i + x, j + y), (limit, len(chars)))
        if size > 0 and weigh(chars[i + x : i + x + size]) >= _END_EQUAL:
            return Block(i + x, j + y, size)
    return None


def _block_before(chars: str, block: Block, limit: int) -> Block | None:
    """Return the equal stretch before a short difference that precedes a block."""
    if block.i and chars[block.i - 1] == chars[block.j - 1]:
        return None  # cut where the copy before it ends, and no difference
    for x, y in _STEPS:
        i, j = block.i - x, block.j - y
        if i <= 0 or j <= limit:
            continue
        size = common_suffix(chars, chars, (0, limit), (i, j))
        if size > 0 and weigh(chars[i - size : i]) >= _END_EQUAL:
            return Block(i - size, j - size, size)
    return None


def _rest_behind(quiet: QuietText, block: Block, limit: int) -> list[Block]:
    """Return the end of the sentence that a block breaks off in, but for another figure."""
    i, j = block.i + block.size, block.j + block.size
    ends = _sentence_end(quiet, i), _sentence_end(quiet, j)
    if ends[0] > limit or ends[0] == i or ends[1] == j:
        return []
    size = common_suffix(quiet.chars, quiet.chars, (i, j), ends)
    while size and (_cuts(quiet, ends[0] - size) or _cuts(quiet, ends[1] - size)):
        size -= 1
    first, second = ends[0] - size, ends[1] - size
    if not (_is_figure(quiet.chars, i, first) and _is_figure(quiet.chars, j, second)):
        return []
    return [Block(first, second, size)]


def _year_before(quiet: QuietText, block: Block) -> list[Block]:
    """Return where the sentence of a block begins, if another year is what parts them."""
    ends = (block.i, block.j)
    i, j = (_sentence_start(quiet, place) for place in ends)
    if i is None or j is None or j < block.i:
        return []
    size = common_prefix(quiet.chars, quiet.chars, (i, j), ends)
    while size and (_cuts(quiet, i + size) or _cuts(quiet, j + size)):
        size -= 1
    years = quiet.chars[i + size : ends[0]], quiet.chars[j + size : ends[1]]
    is_year = all(len(year) == _YEAR and year.isdecimal() for year in years)
    return [Block(i, j, size)] if is_year and years[0] != years[1] else []


def _sentence_start(quiet: QuietText, place: int) -> int | None:
    """Return where the sentence begins that a place is in, at most a short way before."""
    for start in range(place - _YEAR, max(place - 2 * _YEAR, 0) - 1, -1):
        if not start or quiet.gaps[start] >= Gap.BREAK or quiet.chars[start - 1] in _SENTENCE_ENDS:
            return start
    return None


def _is_figure(chars: str, start: int, end: int) -> bool:
    """Say whether a short reading may be a figure, and no label: 第五條 or (五)."""
    if end - start > _END_GAP or not any(map(str.isnumeric, chars[start:end])):
        return False
    while start and chars[start - 1].isnumeric():
        start -= 1
    return not {"第", "("} & set(chars[max(start - 1, 0) : start + 1])


def _sentence_end(quiet: QuietText, place: int) -> int:
    """Return where the sentence ends that a place is in, at most a rest's length behind."""
    chars, gaps = quiet.chars, quiet.gaps
    for end in range(place + 1, min(place + _LONGEST_REST, len(chars)) + 1):
        # A point inside a number ends nothing.
        if chars[end - 1] in _SENTENCE_ENDS and not _cuts(quiet, end):
            return end
        if gaps[end] >= Gap.BREAK:
            break
    return place


# The shortest differences first, and of those the ones of like length.
_STEPS = sorted(
    ((x, y) for x in range(_END_GAP + 1) for y in range(_END_GAP + 1) if x or y),
    key=lambda step: (sum(step), abs(step[0] - step[1]), step),
)
