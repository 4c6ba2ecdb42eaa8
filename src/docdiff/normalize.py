"""Text to quiet text: what a reader would not miss is folded or left out, offsets survive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from operator import add

from docdiff.pinyin import PINYIN_LETTERS, is_neutral_pinyin, is_pinyin
from docdiff.text import INVISIBLE, LINE_BREAK, Gap, QuietText, fold, is_cjk, make_offsets

# A wrap may fall anywhere, so white space is allowed inside the bracket and before it. The
# longest syllable has six letters; decomposed marks add two.
_BRACKET = re.compile(rf"[(（](?:\s*[{PINYIN_LETTERS}]){{1,8}}\s*[)）]")
_BLANKS = re.compile(rf"([\s{INVISIBLE}]+)")
_INVISIBLE = re.compile(f"[{INVISIBLE}]+")


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
    """Return two texts as :func:`make_quiet` does; lines that both have are folded once."""
    folded = fold(old)
    known = dict(zip(old.split("\n"), folded.split("\n"), strict=True))
    lines = [known[line] if line in known else fold(line) for line in new.split("\n")]
    return _make_quiet(old, folded), _make_quiet(new, "\n".join(lines))


def _make_quiet(text: str, folded: str) -> QuietText:
    """Return a text without its noise, given how it folds."""
    kept: list[str] = []
    starts: list[int] = []
    sizes: list[int] = []
    blanks: list[str] = []
    start = 0
    # All other noise is blanks, and folding keeps these what they are.
    for end, behind in (*_find_annotations(text), (len(text), 0)):
        parts = _BLANKS.split(folded[start:end])
        lengths = [*map(len, parts)]
        kept += parts[::2]
        sizes += lengths[::2]
        starts += [*accumulate(lengths, initial=start)][:-1:2]
        blanks += parts[1::2]
        blanks.append("")
        start = behind
    chars = "".join(kept)
    gaps = bytearray(len(chars) + 1)
    gap_of = {blank: _gap_of(blank) for blank in set(blanks)}
    for place, gap in zip(accumulate(sizes), map(gap_of.__getitem__, blanks), strict=True):
        # White space may stand on both sides of an annotation.
        if gaps[place] < gap:
            gaps[place] = gap
    return QuietText(
        text, chars, make_offsets(zip(starts, map(add, starts, sizes), strict=True)), bytes(gaps)
    )


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
