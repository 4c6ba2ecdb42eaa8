"""Quiet text to fragments: what stands between line breaks, hard wraps of its own undone.

Only breaks that the text itself proves to be wraps are undone here. The other version is
the better evidence for all the rest, and is heard in ``align``.
"""

from __future__ import annotations

import re
from itertools import islice, pairwise

import attrs

from docdiff.model import Span
from docdiff.text import LINE_BREAK, Gap, QuietText

# No writer begins a line with one of these (JIS X 4051, GB/T 15834), but a program that cuts
# at a fixed width soon does.
_NON_STARTERS = frozenset(",.;:!?、。)]}〉》」』】”’%‰…·，；：！？）")
# Full lines below which nothing is proven, and the share of the text they must hold: the
# longest line of any text is as long as itself.
_FEW_LINES = 3
_MANY_LINES = 5
_MOST_TEXT = 0.5
# A column of single digits has a line feed at every second place, so few lines prove nothing.
_PERIODS = 8
# The width is the place of one of the first line feeds; those before it are old ones.
_FIRST_FEEDS = 32
_SHORTEST_WORD_LINE = 30
_LOWER_SHARE = 0.3
_TIME_GOES_ON = re.compile(r"[0-9][:/\-]\Z")


def mark_folds(quiet: QuietText) -> QuietText:
    """Lower each line break that the text itself proves to be a hard wrap to ``Gap.FOLD``.

    Four proofs are known: a line feed at every (W + 1)-th place of the text; lines cut at
    exactly W characters, some before a character that no line begins with; lines of words
    to which the next line's first word could not be added; a break inside a time or date.

    Examples
    --------
    >>> from docdiff.normalize import make_quiet
    >>> quiet = mark_folds(make_quiet("at 23:03:\\n51 they left"))
    >>> Gap.FOLD in quiet.gaps, Gap.BREAK in quiet.gaps
    (True, False)
    """
    places = [p for p, gap in enumerate(quiet.gaps) if gap >= Gap.BREAK]
    if not places:
        return quiet
    lines = [match.span() for match in LINE_BREAK.finditer(quiet.text)]
    folds = (
        _periodic_folds(quiet.text, lines)
        or _cut_line_folds(quiet.text, lines)
        or _word_wrap_folds(quiet.text, lines)
    )
    gaps = bytearray(quiet.gaps)
    breaks = iter(lines)
    start = next(breaks)[0]
    for place in places:
        low, high = quiet.raw_end(place), quiet.raw_start(place)
        real = 0
        while start < high:
            real += start >= low and start not in folds
            start = next(breaks, (len(quiet.text),))[0]
        if real < _BREAKS[gaps[place]]:
            gaps[place] = _GAP_OF_BREAKS[real]
        if gaps[place] == Gap.BREAK and _splits_time(quiet.chars, place):
            gaps[place] = Gap.FOLD
    return attrs.evolve(quiet, gaps=bytes(gaps))


def split_fragments(quiet: QuietText) -> tuple[Span, ...]:
    """Return the ranges of quiet characters between line breaks, as they stand.

    The spans count quiet characters, are never empty, and join to the whole quiet text.

    Examples
    --------
    >>> from docdiff.normalize import make_quiet
    >>> split_fragments(make_quiet("one\\n\\ntwo\\n"))
    (Span(start=0, end=3), Span(start=3, end=6))
    """
    size = len(quiet.chars)
    cuts = [p for p in range(1, size) if quiet.gaps[p] >= Gap.BREAK]
    return tuple(Span(a, b) for a, b in pairwise([0, *cuts, size]) if b > a)


_BREAKS = {int(Gap.BREAK): 1, int(Gap.BLANK): 2}
_GAP_OF_BREAKS = (Gap.FOLD, Gap.BREAK)


def _splits_time(chars: str, place: int) -> bool:
    """Say whether the break stands behind the colon, slash or hyphen of a time or date."""
    return (
        _TIME_GOES_ON.search(chars, max(0, place - 2), place) is not None
        and chars[place : place + 1].isdecimal()
    )


def _periodic_folds(text: str, lines: list[tuple[int, int]]) -> frozenset[int]:
    """Return the line feeds that stand at every (W + 1)-th place of the whole text.

    A program that cuts a text after every W characters and keeps its old line feeds puts
    them there; by chance they do not stand there eight times.
    """
    # The offset that each break would have if every line end were one character long.
    shift, feeds = 0, {}
    for start, end in lines:
        feeds[start - shift] = start
        shift += end - start - 1
    size = len(text) - shift
    for width in islice(feeds, _FIRST_FEEDS):
        folds = [feeds.get(place, -1) for place in range(width, size, width + 1)]
        if width and len(folds) >= _PERIODS and -1 not in folds:
            found = frozenset(folds)
            return found if _begins_wrongly(text, lines, found) else frozenset()
    return frozenset()


def _cut_line_folds(text: str, lines: list[tuple[int, int]]) -> frozenset[int]:
    """Return the breaks behind lines that are all as long as the longest line."""
    edges = [0, *(end for _, end in lines)]
    lengths = [start - edge for edge, (start, _) in zip(edges, lines, strict=False)]
    width = max(*lengths, len(text) - edges[-1])
    folds = frozenset(
        start for length, (start, _) in zip(lengths, lines, strict=True) if length == width
    )
    if len(folds) < _FEW_LINES or len(folds) * width < _MOST_TEXT * len(text):
        return frozenset()
    return folds if _begins_wrongly(text, lines, folds) else frozenset()


def _begins_wrongly(text: str, lines: list[tuple[int, int]], folds: frozenset[int]) -> bool:
    """Say whether a character that begins no line follows one of the folds."""
    return any(start in folds and text[end : end + 1] in _NON_STARTERS for start, end in lines)


def _word_wrap_folds(text: str, lines: list[tuple[int, int]]) -> frozenset[int]:
    """Return the breaks where the next line's first word would not have fitted any more."""
    edges = [0, *(end for _, end in lines)]
    width = max(len(text[a:b].rstrip()) for a, b in zip(edges, [*(s for s, _ in lines), len(text)], strict=True))
    if width < _SHORTEST_WORD_LINE:
        return frozenset()
    folds, inner, lower = [], 0, 0
    for edge, (start, end) in zip(edges, lines, strict=False):
        following = text[end : end + width].split(None, 1)
        if not following or text[end : end + 1].isspace() or not text[edge:start].strip():
            continue
        inner += 1
        if " " in text[edge:start] and start - edge + 1 + len(following[0]) > width:
            folds.append(start)
            lower += following[0][0].islower()
    enough = len(folds) >= max(_MANY_LINES, _MOST_TEXT * inner)
    return frozenset(folds) if enough and lower >= _LOWER_SHARE * len(folds) else frozenset()
