"""How alike two passages are, whatever their length."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import Indel

# Indel takes time quadratic in the characters: 10 ms at this many cells.
_MOST_CELLS = 16_000_000
_SHINGLE = 5


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


@lru_cache(maxsize=64)
def _shingles(text: str) -> frozenset[str]:
    """Return the shingles of a passage."""
    return frozenset(text[k : k + _SHINGLE] for k in range(max(1, len(text) - _SHINGLE + 1)))
