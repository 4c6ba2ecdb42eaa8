"""Words that one text has throughout where the other has another: the sign of a template."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from docdiff.compiled import compile_kernel
from docdiff.model import Substitution
from docdiff.text import is_cjk

__all__ = ["find_substitutions", "names_other_subject"]

# Code points of an anchor, which stands once in either text.
_ANCHOR: Final = 5
# A name is no longer; a longer run was written anew.
_LONGEST: Final = 24
# Runs that are looked at: a template shows itself early and often.
_MOST_RUNS: Final = 1 << 10
_LOOKED_AT: Final = 8_000
_OFTEN: Final = 3
# Texts whose anchors are kept: one is compared with many.
_KEPT_TEXTS: Final = 8
# The share of its own places that a word may keep on the other side.
_KEPT: Final = 0.2
# A subject is named once in a hundred characters or more. A ministry that was renamed, or an
# old word for a new one, is rarer. Below this, versions of laws would be called siblings.
_DENSE: Final = 0.01
# 左 for 右 is no numeral, 第五 for 第六 is.
_NUMERALS: Final = frozenset("0123456789〇零一二三四五六七八九十百千万亿第条项款年月日.,%")

_Codes = npt.NDArray[np.uint32]
_Flags = npt.NDArray[np.bool_]
_Anchors = tuple[npt.NDArray[np.uint64], npt.NDArray[np.int32], _Flags]


def find_substitutions(chars_a: str, chars_b: str) -> tuple[Substitution, ...]:
    """Find what was replaced by the same other words three times or more.

    Of longer texts the first 8,000 characters are looked at: a template shows itself there.

    Parameters
    ----------
    chars_a, chars_b
        Quiet texts.

    Returns
    -------
    tuple of Substitution
        The most frequent first, of equals the first by its words; eight at most. Numerals
        are left out. Time is O(characters).

    Examples
    --------
    >>> a = "德州市规划局在德州城区内审批,由德州财政拨款,向德州人民公布结果。"
    >>> [(s.a, s.b, s.count) for s in find_substitutions(a, a.replace("德州", "淄博"))]
    [('德州', '淄博', 3)]
    """
    chars_a, chars_b = chars_a[:_LOOKED_AT], chars_b[:_LOOKED_AT]
    runs = np.empty((_MOST_RUNS, 4), dtype=np.int64)
    keys = np.empty(_MOST_RUNS, dtype=np.uint64)
    (codes_a, anchors_a), (codes_b, anchors_b) = _find_anchors(chars_a), _find_anchors(chars_b)
    found = compile_kernel(_find_runs)(anchors_a, anchors_b, runs)
    compile_kernel(_trim_runs)((codes_a, codes_b), runs[:found], keys)
    counts = Counter(keys[:found].tolist())
    often = []
    for key, count in counts.most_common():
        if count < _OFTEN:
            break
        start_a, end_a, start_b, end_b = runs[np.argmax(keys == key)].tolist()
        a, b = chars_a[start_a:end_a], chars_b[start_b:end_b]
        if a and b and not _NUMERALS.issuperset(a + b):
            often.append(Substitution(a, b, count))
    return tuple(sorted(often, key=lambda s: (-s.count, s.a, s.b))[:8])


def names_other_subject(substitution: Substitution, chars_a: str, chars_b: str) -> bool:
    """Say whether a substitution runs through both texts as the name of a subject does."""
    a, b = substitution.a, substitution.b
    if len(a) == len(b) == 1 and is_cjk(a) and is_cjk(b):
        # One ideograph may be half of an old word; only 本廠 and 本處 are what they name.
        a, b = f"本{a}", f"本{b}"
    count_a, count_b = chars_a.count(a), chars_b.count(b)
    return (
        count_a > 0 < count_b
        and chars_b.count(a) <= _KEPT * count_a
        and chars_a.count(b) <= _KEPT * count_b
        and min(count_a / len(chars_a), count_b / len(chars_b)) >= _DENSE
    )


@lru_cache(_KEPT_TEXTS)
def _find_anchors(chars: str) -> tuple[_Codes, _Anchors]:
    """Return the code points of a text, and its anchors: hashes, a table, which stand again.

    The hash is that of the anchor that begins at each place. The table has at the hash of each
    anchor, or behind it, the first place where it stands, counted from 1; it is small enough
    for the first caches.
    """
    codes = np.frombuffer(chars.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    hashes = np.empty(max(len(codes) - _ANCHOR + 1, 0), dtype=np.uint64)
    table = np.zeros(1 << (2 * len(codes)).bit_length(), dtype=np.int32)
    again = np.zeros(len(hashes), dtype=np.bool_)
    compile_kernel(_fill_table)(codes, hashes, table, again)
    return codes, (hashes, table, again)


def _trim_runs(
    texts: tuple[_Codes, _Codes], runs: npt.NDArray[np.int64], keys: npt.NDArray[np.uint64]
) -> None:
    """Narrow runs to what they do not begin and end with in common; give equal ones one key."""
    a, b = texts
    multiplier = np.uint64(0x9E3779B97F4A7C15)
    for k in range(len(runs)):
        start_a, end_a, start_b, end_b = runs[k]
        while start_a < end_a and start_b < end_b and a[start_a] == b[start_b]:
            start_a += 1
            start_b += 1
        while start_a < end_a and start_b < end_b and a[end_a - 1] == b[end_b - 1]:
            end_a -= 1
            end_b -= 1
        runs[k] = start_a, end_a, start_b, end_b
        key = np.uint64(end_a - start_a + 1)
        for i in range(start_a, end_a):
            key = (key ^ np.uint64(a[i])) * multiplier
        key = (key ^ (key >> np.uint64(32))) * multiplier
        for j in range(start_b, end_b):
            key = (key ^ np.uint64(b[j])) * multiplier
        keys[k] = key ^ (key >> np.uint64(32))


def _fill_table(
    codes: _Codes, hashes: npt.NDArray[np.uint64], table: npt.NDArray[np.int32], again: _Flags
) -> None:
    """Write the hashes and the table of the anchors of a text, and which stand again."""
    mask = np.int64(len(table) - 1)
    for i in range(len(hashes)):
        value = np.uint64(1)
        for k in range(_ANCHOR):
            value = (value + np.uint64(codes[i + k])) * np.uint64(0x9E3779B97F4A7C15)
        hashes[i] = value
    for i in range(len(hashes)):
        slot = np.int64(hashes[i] >> np.uint64(20)) & mask
        while table[slot] != 0 and hashes[table[slot] - 1] != hashes[i]:
            slot = (slot + 1) & mask
        if table[slot] == 0:
            table[slot] = i + 1
        else:
            again[table[slot] - 1] = again[i] = True


def _find_runs(anchors: _Anchors, other_anchors: _Anchors, runs: npt.NDArray[np.int64]) -> int:
    """Note the short runs between anchors that stand once and follow one another in both texts."""
    hashes, _, again = anchors
    other_hashes, table, stands_again = other_anchors
    mask = np.int64(len(table) - 1)
    found = 0
    last_a = last_b = -1
    for i in range(len(hashes)):
        if again[i]:
            continue
        slot = np.int64(hashes[i] >> np.uint64(20)) & mask
        while table[slot] != 0 and other_hashes[table[slot] - 1] != hashes[i]:
            slot = (slot + 1) & mask
        j = table[slot] - 1
        if j < 0 or stands_again[j]:
            continue
        if last_a >= 0 and last_b < j and (i > last_a + 1 or j > last_b + 1):
            start_a, start_b = last_a + _ANCHOR, last_b + _ANCHOR
            shift = max(start_a - i, start_b - j, 0)  # anchors that overlap
            start_a, start_b = start_a - shift, start_b - shift
            short = i - start_a <= _LONGEST and j - start_b <= _LONGEST
            if short and i > start_a and j > start_b and found < len(runs):
                runs[found] = start_a, i, start_b, j
                found += 1
        last_a, last_b = i, j
    return found
