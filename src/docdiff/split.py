"""Quiet text to fragments: what stands between line breaks, hard wraps of its own undone.

Only breaks that the text itself proves to be wraps are undone here. The other version is
the better evidence for all the rest, and is heard in ``align``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from math import exp, lgamma, log

import attrs

from docdiff.patterns import Pattern
from docdiff.text import LINE_BREAK, Gap, QuietText, break_places

# No writer begins a line with one of these (JIS X 4051, GB/T 15834), but a program that cuts
# at a fixed width soon does.
_NON_STARTERS = frozenset(",.;:!?、。)]}〉》」』】”’%‰…·，；：！？）")
# Full lines below which nothing is proven, and the share of the text they must hold: the
# longest line of any text is as long as itself.
_FEW_LINES = 3
_MANY_LINES = 5
_MOST_TEXT = 0.5
# So many lines that begin as none does, each behind a full one, prove a cut in any text.
_SEVERAL_WRONG = 2
# Empty lines that stand where a cut would have put them do so by chance this seldom.
_CHANCE = 0.01
# A column of single digits has a line feed at every second place, so few lines prove nothing.
_PERIODS = 8
_FAR_APART = 10
# The width is the place of one of the first line feeds; those before it are old ones.
_FIRST_FEEDS = 32
_SHORTEST_WORD_LINE = 30
_LOWER_SHARE = 0.3
_LINE_ENDS = frozenset("\r\n")
_TIME_GOES_ON = Pattern(r"[0-9][:/\-]\Z")


def mark_folds(quiet: QuietText) -> QuietText:
    r"""Lower each line break that the text itself proves to be a hard wrap to ``Gap.FOLD``.

    Four proofs are known: a line feed at every (W + 1)-th place of the text; lines cut at
    exactly W characters, some before a character that no line begins with; lines of words
    to which the next line's first word could not be added; a break inside a time or date.

    Examples
    --------
    >>> from docdiff.normalize import make_quiet
    >>> quiet = mark_folds(make_quiet("at 23:03:\n51 they left"))
    >>> Gap.FOLD in quiet.gaps, Gap.BREAK in quiet.gaps
    (True, False)
    """
    places = break_places(quiet.gaps, Gap.BREAK)
    if not places:
        return quiet
    text = quiet.text
    folds = _find_folds(text)
    gaps = bytearray(quiet.gaps)
    for place in places if folds else ():
        low, high = quiet.raw_end(place), quiet.raw_start(place)
        if not folds.isdisjoint(range(low, high)):
            rest = "".join(text[k] for k in range(low, high) if k not in folds)
            gaps[place] = min(gaps[place], _GAP_OF_BREAKS[len(LINE_BREAK.findall(rest)[:2])])
    for place in places:
        # Asked first, since few lines begin with a digit.
        if quiet.chars[place : place + 1].isdecimal() and _splits_time(gaps, quiet.chars, place):
            gaps[place] = Gap.FOLD
    return quiet if gaps == quiet.gaps else attrs.evolve(quiet, gaps=bytes(gaps))


_GAP_OF_BREAKS = (Gap.FOLD, Gap.BREAK, Gap.BLANK)


def _find_folds(text: str) -> AbstractSet[int]:
    """Return the offsets of the characters that hard wraps put into a text."""
    lines = [match.span() for match in LINE_BREAK.finditer(text)]
    if len(lines) < _FEW_LINES:
        return frozenset()
    feeds = [end - 1 for _, end in lines if text[end - 1] == "\n"]
    by_line = _periodic_line_folds(len(text), lines)
    by_feed = _periodic_folds(feeds, len(text))
    return (
        # Line ends of two characters first: their line feeds alone have a period as well.
        _begun_wrongly(text, by_line)
        or _kept_others(feeds, by_feed)
        or _begun_wrongly(text, by_feed)
        or _begun_wrongly(text, _cut_line_folds(text, lines))
        or _word_wrap_folds(text, lines)
    )


def _kept_others(feeds: Sequence[int], folds: AbstractSet[int]) -> AbstractSet[int]:
    """Return the folds if they stand far apart and old line feeds stand between them anywhere.

    A table of rows of one length has line feeds at every n-th place too; if one of them is
    missing, those at every 2n-th place remain, and all others stand halfway between.
    """
    if not folds or min(folds) < _FAR_APART:
        return frozenset()
    others = [feed for feed in feeds if feed not in folds]
    if not others:
        return frozenset()
    places = Counter(feed % (min(folds) + 1) for feed in others)
    ((_, most),) = places.most_common(1)
    return folds if len(others) < _FEW_LINES or 2 * most <= len(others) else frozenset()


def _begun_wrongly(text: str, folds: AbstractSet[int]) -> AbstractSet[int]:
    """Return the folds if a character that begins no line follows one of them, else none."""
    return folds if any(text[k + 1 : k + 2] in _NON_STARTERS for k in folds) else frozenset()


def _splits_time(gaps: bytearray, chars: str, place: int) -> bool:
    """Say whether a digit stands behind a break in a time or date."""
    return (
        gaps[place] == Gap.BREAK
        and _TIME_GOES_ON.search(chars, max(0, place - 2), place) is not None
    )


def _periodic_folds(feeds: Sequence[int], size: int) -> AbstractSet[int]:
    """Return the places among ``feeds`` that recur at every (W + 1)-th place up to ``size``.

    A program that cuts a text after every W characters and keeps its old line feeds puts
    them there; by chance they do not stand there eight times.
    """
    known = set(feeds)
    for width in feeds[:_FIRST_FEEDS]:
        folds = range(width, size, width + 1)
        if width and len(folds) >= _PERIODS and known.issuperset(folds):
            return set(folds)
    return frozenset()


def _periodic_line_folds(size: int, lines: Sequence[tuple[int, int]]) -> AbstractSet[int]:
    """Return the same where line ends were made two characters long afterwards."""
    if all(end - start == 1 for start, end in lines):
        return frozenset()
    shift = 0
    spans: dict[int, tuple[int, int]] = {}
    for start, end in lines:
        spans[start - shift] = (start, end)
        shift += end - start - 1
    folds = _periodic_folds(list(spans), size - shift)
    return {k for place in folds for k in range(*spans[place])}


def _cut_line_folds(text: str, lines: Sequence[tuple[int, int]]) -> AbstractSet[int]:
    """Return the line ends behind lines that are all as long as the longest line."""
    edges = [0, *(end for _, end in lines)]
    lengths = [start - edge for edge, (start, _) in zip(edges, lines, strict=False)]
    width = max(*lengths, len(text) - edges[-1])
    if lengths.count(width) < _FEW_LINES:
        return frozenset()
    # A full line before an empty one ends where the paragraph does.
    full = [
        (start, end)
        for length, (start, end) in zip(lengths, lines, strict=True)
        if length == width and text[end : end + 1] not in _LINE_ENDS
    ]
    if len(full) < _FEW_LINES:
        return frozenset()
    wrong = sum(text[end : end + 1] in _NON_STARTERS for _, end in full)
    if wrong < _SEVERAL_WRONG and len(full) * (width + 1) < _MOST_TEXT * len(text):
        return frozenset()
    full += _cut_blank_lines(lengths, lines, width)
    return {k for span in full for k in range(*span)}


def _cut_blank_lines(
    lengths: Sequence[int], lines: Sequence[tuple[int, int]], width: int
) -> list[tuple[int, int]]:
    """Return the line ends that a cut put beside old ones, which it counted as characters.

    An old one then stands behind as many characters as are cut, or one less. Where this is so
    before more empty lines than chance explains (the upper tail of the binomial distribution),
    each of them was made so: what was taken out after the cut made the others shorter.
    """
    empty = [at for at, length in enumerate(lengths) if at and not length]
    count = len(empty)
    if not count or width <= 2:  # noqa: PLR2004 (any line is then as long as that)
        return []
    hits = sum(width - 1 <= lengths[at - 1] <= width for at in empty)
    yes, no = log(2 / width), log(1 - 2 / width)
    chance = sum(
        exp(lgamma(count + 1) - lgamma(k + 1) - lgamma(count - k + 1) + k * yes + (count - k) * no)
        for k in range(hits, count + 1)
    )
    return [lines[at] for at in empty] if chance < _CHANCE else []


def _word_wrap_folds(text: str, lines: Sequence[tuple[int, int]]) -> AbstractSet[int]:
    """Return the line ends where the next line's first word would not have fitted any more."""
    if text.count(" ") < _MANY_LINES:
        return frozenset()
    edges = [0, *(end for _, end in lines)]
    ends = [*(start for start, _ in lines), len(text)]
    width = 0
    for edge, end in zip(edges, ends, strict=True):
        if end - edge > width:
            width = max(width, len(text[edge:end].rstrip()))
    # At most so many lines are too long for the whole next line to be added.
    long = sum(
        end - edge > width and " " in text[edge:start]
        for edge, start, end in zip(edges, ends, ends[1:], strict=False)
    )
    if width < _SHORTEST_WORD_LINE or long < _MANY_LINES:
        return frozenset()
    full: list[tuple[int, int]] = []
    inner = lower = 0
    for edge, (start, end) in zip(edges, lines, strict=False):
        following = text[end : end + width].split(None, 1)
        if not following or text[end : end + 1].isspace() or not text[edge:start].strip():
            continue
        inner += 1
        if " " in text[edge:start] and start - edge + 1 + len(following[0]) > width:
            full.append((start, end))
            lower += following[0][0].islower()
    if len(full) < max(_MANY_LINES, _MOST_TEXT * inner) or lower < _LOWER_SHARE * len(full):
        return frozenset()
    return {k for span in full for k in range(*span)}
