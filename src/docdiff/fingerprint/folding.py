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
_Flags = npt.NDArray[np.uint8]

# What a code point is; 0 is one that was not met yet.
_MET: Final = 1
_SPACE: Final = 2
_INVISIBLE: Final = 4
_LETTER: Final = 8  # pinyin is spelt with it
_OPEN: Final = 16
_CLOSE: Final = 32
_IDEOGRAPH: Final = 64
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
        self._folded = np.zeros(_CODE_POINTS, dtype=np.uint32)
        self._flags = np.zeros(_CODE_POINTS, dtype=np.uint8)
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
        self._meet(codes)
        brackets = np.empty((16, 2), dtype=np.int64)
        find_brackets = compile_kernel(_find_brackets)
        found = find_brackets(codes, self._flags, brackets)
        if found > len(brackets):
            brackets = np.empty((found, 2), dtype=np.int64)
            find_brackets(codes, self._flags, brackets)
        pinyin = np.array(
            [span for span in brackets[:found].tolist() if _holds_pinyin(codes, span)],
            dtype=np.int64,
        ).reshape(-1, 2)
        quiet = np.empty(int((bounds[:, 1] - bounds[:, 0]).sum()), dtype=np.uint32)
        ends = np.empty(len(bounds), dtype=np.int64)
        tables = (self._folded, self._flags)
        room = np.empty(0, dtype=np.int64) if places is None else places
        compile_kernel(_quieten)(codes, bounds, tables, pinyin, (quiet, ends, room))
        size = int(ends[-1]) if len(ends) else 0
        return quiet[:size], np.column_stack((np.append(0, ends)[:-1], ends))

    def ideographs(self, quiet: _Codes) -> tuple[_Flags, int]:
        """Return a table of flags of code points, good for these, and the flag of ideographs."""
        self._meet(quiet)
        return self._flags, _IDEOGRAPH

    def _meet(self, codes: _Codes) -> None:
        """Fill the tables for every code point that stands in ``codes``."""
        new = np.empty(4096, dtype=np.uint32)
        find_new = compile_kernel(_find_new)
        with self._lock:
            while found := find_new(codes, self._flags, new):
                for code in new[:found].tolist():
                    char = chr(code)
                    self._folded[code] = ord(fold(char))
                    self._flags[code] = (
                        _MET
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


def _find_new(codes: _Codes, flags: _Flags, new: _Codes) -> int:
    """Note code points that were not met yet, up to the room there is; return how many."""
    found = 0
    for code in codes:
        if flags[code] == 0:
            flags[code] = _MET
            new[found] = code
            found += 1
            if found == len(new):
                break
    return found


def _find_brackets(codes: _Codes, flags: _Flags, brackets: _Bounds) -> int:
    """Note each bracket of up to eight letters of pinyin; return how many there are."""
    found = 0
    for start in range(len(codes)):
        if flags[codes[start]] & _OPEN:
            place = start + 1
            letters = 0
            while place < len(codes):
                kind = flags[codes[place]]
                if kind & _LETTER:
                    letters += 1
                elif not kind & _SPACE:
                    break
                place += 1
            closed = place < len(codes) and flags[codes[place]] & _CLOSE
            if closed and 0 < letters <= _LONGEST_SYLLABLE:
                if found < len(brackets):
                    brackets[found] = start, place + 1
                found += 1
    return found


def _quieten(  # noqa: C901 (a loop that numba compiles is one function)
    codes: _Codes,
    bounds: _Bounds,
    tables: tuple[_Codes, _Flags],
    pinyin: _Bounds,
    out: tuple[_Codes, _Bounds, _Bounds],
) -> None:
    """Write what is left of each range without white space, the invisible and pinyin."""
    folded, flags = tables
    quiet, ends, places = out
    size = 0
    following = 0
    for row in range(len(bounds)):
        start, end = bounds[row]
        place = start
        while place < end:
            # White space, without anything invisible, may stand before a bracket of pinyin.
            first = place
            while place < end and flags[codes[place]] & _SPACE:
                place += 1
            if place < end and flags[codes[place]] & _OPEN:
                while following < len(pinyin) and pinyin[following, 0] < place:
                    following += 1
                annotates = (
                    following < len(pinyin)
                    and pinyin[following, 0] == place
                    and pinyin[following, 1] <= end
                    and first > start
                    and flags[codes[first - 1]] & _IDEOGRAPH
                )
                if annotates:
                    place = pinyin[following, 1]
                    continue
            elif place < end and flags[codes[place]] & _NOISE:
                while place < end and flags[codes[place]] & _NOISE:
                    place += 1
                continue
            if place < end:
                quiet[size] = folded[codes[place]]
                if len(places):
                    places[size] = place
                size += 1
                place += 1
        ends[row] = size
