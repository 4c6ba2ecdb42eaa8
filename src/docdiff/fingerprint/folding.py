"""Code points of many texts to quiet code points, as ``docdiff.normalize`` defines them.

The same rules as :func:`docdiff.normalize.make_quiet`, without the way back to offsets, on
arrays and without Python's lock: a corpus is folded a hundred times as fast. A test holds
the two together for any text.
"""

from __future__ import annotations

import re
from threading import Lock
from typing import Final

import numpy as np
import numpy.typing as npt

from docdiff.compiled import compile_kernel
from docdiff.pinyin import PINYIN_LETTERS, is_neutral_pinyin, is_pinyin
from docdiff.text import INVISIBLE, fold, is_cjk

__all__ = ["Folding"]

_Codes = npt.NDArray[np.uint32]
_Bounds = npt.NDArray[np.int64]

# An entry of the table: the code point that one folds to, and above it what it is itself; 0
# for one that was not met yet.
_CODE: Final = (1 << 21) - 1
_MET: Final = 1 << 21
_SPACE: Final = 1 << 22
_INVISIBLE: Final = 1 << 23
_LETTER: Final = 1 << 24  # pinyin is spelt with it
_OPEN: Final = 1 << 25
_CLOSE: Final = 1 << 26
_IDEOGRAPH: Final = 1 << 27
_NOISE: Final = _SPACE | _INVISIBLE

_LONGEST_SYLLABLE: Final = 8
_CODE_POINTS: Final = 0x110000

_is_invisible = re.compile(f"[{INVISIBLE}]").match
_is_letter = re.compile(f"[{PINYIN_LETTERS}]").match


class Folding:
    """What each code point folds to and is; worked out when it is first met.

    One folding may be used by many threads.
    """

    def __init__(self) -> None:
        self._table = np.zeros(_CODE_POINTS, dtype=np.uint32)
        self._lock = Lock()

    def quieten(
        self, codes: _Codes, bounds: _Bounds, places: _Bounds | None = None
    ) -> tuple[_Codes, _Bounds]:
        """Return the quiet code points of ranges of ``codes``, and where each range's stand.

        Parameters
        ----------
        codes
            Code points of texts, one after the other.
        bounds
            Half-open ranges of ``codes`` that do not overlap and rise; int64 of shape
            ``(n, 2)``.
        places
            Filled with the place in ``codes`` of each quiet code point, if given; int64, as
            long as ``codes``.

        Returns
        -------
        tuple of numpy.ndarray
            The quiet code points of all ranges, one after the other, and their bounds.
        """
        quiet = np.empty(int((bounds[:, 1] - bounds[:, 0]).sum()), dtype=np.uint32)
        ends = np.empty(len(bounds), dtype=np.int64)
        room = np.empty(0, dtype=np.int64) if places is None else places
        brackets = np.empty((16, 2), dtype=np.int64)
        pinyin = brackets[:0]
        write = compile_kernel(_quieten)
        while found := write(codes, bounds, self._table, pinyin, (quiet, ends, room, brackets)):
            if found < 0:
                self._meet(codes)
            elif found > len(brackets):
                brackets = np.empty((found, 2), dtype=np.int64)
            else:
                spans = [span for span in brackets[:found].tolist() if _holds_pinyin(codes, span)]
                if not spans:
                    break
                pinyin = np.array(spans, dtype=np.int64)
        size = int(ends[-1]) if len(ends) else 0
        return quiet[:size], np.column_stack((np.append(0, ends)[:-1], ends))

    def ideographs(self) -> tuple[_Codes, int]:
        """Return a table of flags of quiet code points, and the flag of ideographs."""
        return self._table, _IDEOGRAPH

    def _meet(self, codes: _Codes) -> None:
        """Fill the tables for every code point that stands in ``codes``."""
        new = np.empty(4096, dtype=np.uint32)
        find_new = compile_kernel(_find_new)
        with self._lock:
            while found := find_new(codes, self._table, new):
                for code in new[:found].tolist():
                    # What a code point folds to is what others look at.
                    for char in (fold(chr(code)), chr(code)):
                        self._table[ord(char)] = _look_at(char)


def _look_at(char: str) -> int:
    """Return the entry of a code point."""
    return (
        ord(fold(char))
        | _MET
        | _SPACE * char.isspace()
        | _INVISIBLE * (_is_invisible(char) is not None)
        | _LETTER * (_is_letter(char) is not None)
        | _OPEN * (char in "(（")
        | _CLOSE * (char in ")）")
        | _IDEOGRAPH * (is_cjk(char) and not char.isspace())
    )


def _holds_pinyin(codes: _Codes, span: list[int]) -> bool:
    """Say whether a bracket holds a syllable with its tone, or needs none."""
    bracket = "".join(map(chr, codes[span[0] : span[1]].tolist()))
    if is_pinyin(bracket):
        return True
    return span[0] > 0 and is_neutral_pinyin(chr(codes[span[0] - 1]), bracket)


def _find_new(codes: _Codes, table: _Codes, new: _Codes) -> int:
    """Note code points that were not met yet, up to the room there is; return how many."""
    found = 0
    start = 0
    while start < len(codes) and table[codes[start]] != 0:
        start += 1
    if start == len(codes):
        return 0
    # Not marked in the table, which other threads read.
    noted = np.zeros(len(table), dtype=np.bool_)
    for code in codes[start:]:
        if table[code] == 0 and not noted[code]:
            noted[code] = True
            new[found] = code
            found += 1
            if found == len(new):
                break
    return found


def _quieten(  # noqa: C901, PLR0912 (a loop that numba compiles is one function)
    codes: _Codes,
    bounds: _Bounds,
    table: _Codes,
    pinyin: _Bounds,
    out: tuple[_Codes, _Bounds, _Bounds, _Bounds],
) -> int:
    """Write what is left of each range without white space, the invisible and pinyin.

    Without ``pinyin``, brackets of up to eight of its letters behind an ideograph are noted, as
    far as there is room; returns how many there are, or -1 where a code point was not met yet.
    """
    quiet, ends, places, brackets = out
    size = 0
    found = 0
    following = 0
    for row in range(len(bounds)):
        start, end = bounds[row]
        behind = start  # of the last bracket that was left out
        for place in range(start, end):
            entry = table[codes[place]]
            if entry == 0:
                return -1
            if entry & _OPEN:
                # White space, without anything invisible, may stand before a bracket of pinyin.
                first = place
                while first > start and table[codes[first - 1]] & _SPACE:
                    first -= 1
                annotates = first > start and table[codes[first - 1]] & _IDEOGRAPH
                if annotates and len(pinyin):
                    while following < len(pinyin) and pinyin[following, 0] < place:
                        following += 1
                    if following < len(pinyin) and pinyin[following, 0] == place:
                        behind = pinyin[following, 1]
                elif annotates:
                    close = place + 1
                    letters = 0
                    while close < end and table[codes[close]] & (_LETTER | _SPACE):
                        letters += (table[codes[close]] & _LETTER) != 0
                        close += 1
                    closed = close < end and table[codes[close]] & _CLOSE
                    if closed and 0 < letters <= _LONGEST_SYLLABLE:
                        if found < len(brackets):
                            brackets[found] = place, close + 1
                        found += 1
            quiet[size] = entry & _CODE
            if len(places):
                places[size] = place
            size += ((entry & _NOISE) == 0) & (place >= behind)
        ends[row] = size
    return found
