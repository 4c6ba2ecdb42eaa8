"""Text to quiet text: what a reader would not miss is folded or left out, offsets survive."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from docdiff.text import CJK, INVISIBLE, LINE_BREAK, Gap, QuietText, fold, make_offsets

# Letters that pinyin is spelt with; tone marks stand above vowels, n and m, or follow them
# as combining characters.
_PINYIN = "a-zA-ZüāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿĀÁǍÀĒÉĚÈŌÓǑÒ\u0300\u0301\u0304\u0308\u030c"
_TONES = frozenset("\u0300\u0301\u0304\u030c")

# A wrap may fall anywhere, so white space is allowed inside the bracket and before it. The
# longest syllable has six letters; decomposed marks add two.
_NOISE = re.compile(
    rf"(?:(?<=[{CJK}])\s*(?P<bracket>[(（](?:\s*[{_PINYIN}]){{1,8}}\s*[)）]))|[\s{INVISIBLE}]+"
)
_INVISIBLE = re.compile(f"[{INVISIBLE}]+")
_SYLLABLE = re.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?[aeiouv]{1,3}(?:ng|n|r)?|h?m|h?ng?"
)
_BRACKETS = re.compile(r"[\s(（)）]+")


def make_quiet(text: str) -> QuietText:
    """Return ``text`` without its noise, and with the way back to each offset.

    White space, invisible characters and pinyin in brackets after an ideograph go; width,
    case and traditional or simplified script are folded one character to one.

    Parameters
    ----------
    text
        Any text; no length or character is refused.

    Examples
    --------
    >>> quiet = make_quiet("統(tǒng)戰 工\\n作")
    >>> len(quiet.chars), list(quiet.offsets), list(quiet.gaps)
    (4, [0, 7, 9, 11], [0, 0, 1, 3, 0])
    """
    folded = fold(text)
    kept: list[str] = []
    ranges: list[tuple[int, int]] = []
    gaps: list[bytes] = []
    end, noise = 0, Gap.NONE
    for start, stop, gap in _noise(text):
        if start > end:
            kept.append(folded[end:start])
            ranges.append((end, start))
            gaps += (bytes((noise,)), bytes(start - end - 1))
            noise = Gap.NONE
        noise = max(noise, gap)
        end = stop
    if end < len(text):
        kept.append(folded[end:])
        ranges.append((end, len(text)))
        gaps += (bytes((noise,)), bytes(len(text) - end - 1))
        noise = Gap.NONE
    gaps.append(bytes((noise,)))
    return QuietText(text, "".join(kept), make_offsets(ranges), b"".join(gaps))


def _noise(text: str) -> Iterator[tuple[int, int, Gap]]:
    """Yield the start, end and gap of each run of noise; runs may touch."""
    position = 0
    while match := _NOISE.search(text, position):
        start, end = match.span()
        if match["bracket"] is None:
            yield start, end, _gap_of(match[0])
        else:
            bracket = match.start("bracket")
            if bracket > start:
                yield start, bracket, _gap_of(text[start:bracket])
            if is_pinyin(match["bracket"]):
                yield bracket, end, Gap.NONE
            else:
                end = bracket + 1
        position = end


@lru_cache(maxsize=4096)
def is_pinyin(annotation: str) -> bool:
    """Say whether a bracket holds one syllable of pinyin with its tone mark.

    Examples
    --------
    >>> [is_pinyin(text) for text in ("(tǒng)", "（tǒ\\nng）", "(a)", "(Dr)", "(次)")]
    [True, True, False, False, False]
    """
    letters = unicodedata.normalize("NFD", _BRACKETS.sub("", annotation).lower())
    tones = sum(letter in _TONES for letter in letters)
    bare = "".join(c for c in letters if c not in _TONES).replace("u\u0308", "v")
    return tones == 1 and _SYLLABLE.fullmatch(bare) is not None


def _gap_of(noise: str) -> Gap:
    """Return what a run of white space and invisible characters amounts to."""
    if "\u2029" in noise:
        return Gap.BLANK
    breaks = len(LINE_BREAK.findall(noise))
    if breaks:
        return Gap.BREAK if breaks == 1 else Gap.BLANK
    return Gap.SPACE if _INVISIBLE.sub("", noise) else Gap.NONE
