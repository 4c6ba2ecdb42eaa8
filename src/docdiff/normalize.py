"""Text to quiet text: what a reader would not miss is folded or left out, offsets survive."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise
from operator import add

import attrs

from docdiff.dress import Dress, decode_entities, find_dress
from docdiff.patterns import Pattern
from docdiff.pinyin import PINYIN_LETTERS, is_neutral_pinyin, is_pinyin
from docdiff.text import INVISIBLE, LINE_BREAK, Gap, QuietText, fold, is_cjk, make_offsets

# A wrap may fall anywhere, so white space is allowed inside the bracket and before it. The
# longest syllable has six letters; decomposed marks add two.
_BRACKET = re.compile(rf"[(（](?:\s*[{PINYIN_LETTERS}]){{1,8}}\s*[)）]")
_BLANKS = re.compile(rf"([\s{INVISIBLE}]+)")
_WORD = Pattern(r"[^\W\d_]+")
# It begins with the hyphen, as the engine then passes over all other characters at once.
_CUT_WORD = Pattern(r"-[ \t]*\r?\n[ \t>]*(?P<tail>[^\W\d_]{1,40})")
_HEAD = Pattern(r"[^\W\d_]+\Z")
_LONGEST_HEAD = 40  # of a word cut in two: the search back is bounded
_INVISIBLE = Pattern(f"[{INVISIBLE}]+")

# Ideographs that are no word apart from each other, as 是 否 in a table may be.
_MANY_SPACES = 4
# Gaps as they are where spaces part nothing.
_NO_SPACE = bytes(Gap.NONE if gap == Gap.SPACE else gap for gap in range(256))


def make_quiet(text: str) -> QuietText:
    r"""Return ``text`` without its noise, and with the way back to each offset.

    White space, invisible characters and pinyin in brackets after an ideograph go; width,
    case and traditional or simplified script are folded one character to one.

    Parameters
    ----------
    text
        Any text; no length or character is refused.

    Examples
    --------
    >>> quiet = make_quiet("統(tǒng)戰 工\n作")
    >>> len(quiet.chars), list(quiet.offsets), list(quiet.gaps)
    (4, [0, 7, 9, 11], [0, 0, 1, 3, 0])
    """
    return _make_quiet(text, fold(text))


def make_quiet_pair(old: str, new: str) -> tuple[QuietText, QuietText]:
    r"""Return two texts as :func:`make_quiet` does, without the hyphens of words cut at line ends.

    Lines that both have are folded once. A hyphen at a line's end goes where the other text
    has the word whole, or cut as well; ``well-`` before ``known`` stays beside well-known.

    Examples
    --------
    >>> [quiet.chars for quiet in make_quiet_pair("for a num-\nber of well-\nknown", "number")]
    ['foranumberofwell-known', 'number']
    """
    (old_read, old_sizes), (new_read, new_sizes) = decode_entities(old), decode_entities(new)
    folded = fold(old_read)
    lines = old_read.split("\n"), new_read.split("\n")
    known = dict(zip(lines[0], folded.split("\n"), strict=True))
    both = (
        folded,
        "\n".join([known[line] if line in known else fold(line) for line in lines[1]]),
    )
    cut = [_find_cut_words(old, both[0]), _find_cut_words(new, both[1])]
    if any(cut):
        known_words = [
            {*_WORD.findall(text), *words.values()} for text, words in zip(both, cut, strict=True)
        ]
        cut = [
            {place: word for place, word in words.items() if word in known_words[1 - side]}
            for side, words in enumerate(cut)
        ]
    dress = find_dress((old_read, new_read), lines)
    hyphens = [[(place, place + 1, "") for place in words] for words in cut]
    quiet = (
        _make_quiet(old, both[0], (*hyphens[0], *dress[0])),
        _make_quiet(new, both[1], (*hyphens[1], *dress[1])),
    )
    if not (old_sizes or new_sizes):
        return quiet
    return (
        attrs.evolve(quiet[0], read=old_read, sizes=old_sizes),
        attrs.evolve(quiet[1], read=new_read, sizes=new_sizes),
    )


def _find_cut_words(text: str, folded: str) -> dict[int, str]:
    """Return the place of each hyphen that may cut a word at a line's end, and the word."""
    words: dict[int, str] = {}
    for match in _CUT_WORD.finditer(folded):
        place = match.start()
        head = _HEAD.search(folded, max(0, place - _LONGEST_HEAD), place)
        if head and text[match.start("tail")].islower():
            words[place] = head[0] + match["tail"]
    return words


def _make_quiet(text: str, folded: str, dress: Iterable[Dress] = ()) -> QuietText:
    """Return a text without its noise, given how it folds and what else of it is noise."""
    kept: list[str] = []
    starts: list[int] = []
    sizes: list[int] = []
    blanks: list[str] = []
    start = 0
    # All other noise is blanks, and folding keeps these what they are.
    left_out = [*((*span, "") for span in _find_annotations(text)), *dress]
    for end, behind, blank in (*sorted(left_out), (len(text), 0, "")):
        if end < start:  # two marks in one place
            continue
        parts = _BLANKS.split(folded[start:end])
        lengths = [*map(len, parts)]
        kept += parts[::2]
        sizes += lengths[::2]
        starts += [*accumulate(lengths, initial=start)][:-1:2]
        blanks += parts[1::2]
        blanks.append(blank)
        start = behind
    chars = "".join(kept)
    gaps = bytearray(len(chars) + 1)
    gap_of = {blank: int(_gap_of(blank)) for blank in set(blanks)}
    for place, gap in zip(accumulate(sizes), map(gap_of.__getitem__, blanks), strict=True):
        # White space may stand on both sides of an annotation.
        if gap > gaps[place]:  # noqa: PLR1730 (half the time of max)
            gaps[place] = gap
    if 2 * gaps.count(Gap.SPACE) > len(chars):
        _close_up(gaps, chars)
    return QuietText(
        text, chars, make_offsets(zip(starts, map(add, starts, sizes), strict=True)), bytes(gaps)
    )


def _close_up(gaps: bytearray, chars: str) -> None:
    """Leave no spaces in a text that has one between most of its ideographs, as PDFs give it."""
    inside = [
        gaps[place]
        for place, (before, after) in enumerate(pairwise(chars), 1)
        if is_cjk(before) and is_cjk(after)
    ]
    spaces = inside.count(Gap.SPACE)
    if spaces >= _MANY_SPACES and 2 * spaces > len(inside):
        gaps[:] = gaps.translate(_NO_SPACE)


def _find_annotations(text: str) -> Iterator[tuple[int, int]]:
    """Yield where pinyin in brackets stands behind the ideograph that it is a reading of."""
    for match in _BRACKET.finditer(text):
        start, bracket = match.start(), match[0]
        ideograph = start - 1
        while ideograph >= 0 and text[ideograph].isspace():
            ideograph -= 1
        if ideograph >= 0 and (
            (is_cjk(text[ideograph]) and is_pinyin(bracket))
            or is_neutral_pinyin(text[start - 1], bracket)
        ):
            yield start, match.end()


def _gap_of(noise: str) -> Gap:
    """Return what a run of white space and invisible characters amounts to."""
    if noise in (" ", "\u3000"):
        return Gap.SPACE
    if "\u2029" in noise:
        return Gap.BLANK
    breaks = len(LINE_BREAK.findall(noise))
    if breaks:
        return Gap.BREAK if breaks == 1 else Gap.BLANK
    return Gap.SPACE if _INVISIBLE.sub("", noise) else Gap.NONE
