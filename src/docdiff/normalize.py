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
_BRACKET = rf"[(（](?:\s*[{PINYIN_LETTERS}]){{1,8}}\s*[)）]"
_HAS_BRACKET = re.compile(_BRACKET)
_NOISE = re.compile(rf"\s*(?P<bracket>{_BRACKET})|[\s{INVISIBLE}]+")
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
    if _HAS_BRACKET.search(text):
        return _leave_out(text, folded)
    # In most texts all noise is blanks, and folding keeps these what they are.
    parts = _BLANKS.split(folded)
    blanks, kept = parts[1::2], parts[::2]
    gap_of = {blank: _gap_of(blank) for blank in set(blanks)}
    sizes = [*map(len, kept)]
    chars = "".join(kept)
    gaps = bytearray(len(chars) + 1)
    for place, blank in zip(accumulate(sizes), blanks, strict=False):
        gaps[place] = gap_of[blank]
    starts = [0, *accumulate(map(add, sizes, map(len, blanks)))]
    return QuietText(
        text, chars, make_offsets(zip(starts, map(add, starts, sizes), strict=True)), bytes(gaps)
    )


def _leave_out(text: str, folded: str) -> QuietText:
    """Return a text without its noise where that is annotations too."""
    kept: list[str] = []
    ranges: list[tuple[int, int]] = []
    marks: list[tuple[int, Gap]] = []
    end = size = 0
    for start, stop, gap in _noise(text):
        if start > end:
            kept.append(folded[end:start])
            ranges.append((end, start))
            size += start - end
        if gap:
            marks.append((size, gap))
        end = stop
    kept.append(folded[end:])
    ranges.append((end, len(text)))
    gaps = bytearray(size + len(text) - end + 1)
    for place, gap in marks:
        gaps[place] = max(gaps[place], gap)
    return QuietText(text, "".join(kept), make_offsets(ranges), bytes(gaps))


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
            if start and (
                (is_cjk(text[start - 1]) and is_pinyin(match["bracket"]))
                or is_neutral_pinyin(text[bracket - 1], match["bracket"])
            ):
                yield bracket, end, Gap.NONE
            else:
                end = bracket + 1
        position = end


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
