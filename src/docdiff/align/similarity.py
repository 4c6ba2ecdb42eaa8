"""How alike two passages are, whatever their length."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import Indel
from rapidfuzz.process import extract

# Indel takes time quadratic in the characters: 10 ms at this many cells.
_MOST_CELLS = 16_000_000
_SHINGLE = 5
# A line of few words is most of all its numbers, which two notations spell with other
# characters: 二〇二三年十月 is 2023年10月. Traditional forms are folded already.
_SHORT = 40
_DIGITS = str.maketrans("零〇○一二三四五六七八九十", "0001234567891")
_NUMERALS = frozenset(map(chr, _DIGITS))


def similarity(a: str, b: str, *, cutoff: float = 0.0) -> float:
    """Return the similarity of two passages in [0, 1], or 0 below ``cutoff``.

    The normalised Indel similarity; for long passages Dice's measure over their sets of
    five-character shingles, which is lower where edits are scattered.
    """
    if len(a) * len(b) <= _MOST_CELLS:
        return Indel.normalized_similarity(a, b, score_cutoff=cutoff)
    first, second = _shingles(a), _shingles(b)
    alike = 2 * len(first & second) / (len(first) + len(second))
    return alike if alike >= cutoff else 0.0


def similarities(a: str, others: Sequence[str], *, cutoff: float) -> list[float]:
    """Return the :func:`similarity` of a passage to each of several, measured in one call.

    >>> similarities("abcd", ["abcd", "abxx", "wxyz"], cutoff=0.5)
    [1.0, 0.5, 0.0]
    """
    if len(a) * max(map(len, others), default=0) > _MOST_CELLS:
        return [similarity(a, other, cutoff=cutoff) for other in others]
    alike = [0.0] * len(others)
    found = extract(a, others, scorer=Indel.normalized_similarity, score_cutoff=cutoff, limit=None)
    for _, one, at in found:
        alike[at] = one
    return alike


def similarity_in_digits(a: str, b: str, *, cutoff: float) -> float:
    """Return the similarity of two short passages with the same digits for both notations.

    It is 0 unless one has a digit and the other a numeral in its place.

    >>> round(similarity_in_digits("二〇二三年十月", "2023年10月", cutoff=0.5), 2)
    0.93
    """
    if max(len(a), len(b)) > _SHORT or _NUMERALS.isdisjoint(a) is _NUMERALS.isdisjoint(b):
        return 0.0
    return similarity(a.translate(_DIGITS), b.translate(_DIGITS), cutoff=cutoff)


@lru_cache(maxsize=64)
def _shingles(text: str) -> frozenset[str]:
    """Return the shingles of a passage."""
    return frozenset(text[k : k + _SHINGLE] for k in range(max(1, len(text) - _SHINGLE + 1)))
