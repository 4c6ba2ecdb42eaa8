"""The inner loops over code points and permutations, compiled when they are first called.

They are plain functions, so that importing this module needs no compiler and a test can
run them uncompiled.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

# 2^32 divided by the golden ratio, as an odd number (Knuth, TAOCP 3, 6.4): its powers
# spread neighbouring code points over the whole range.
MULTIPLIER: Final = 0x9E3779B1

# Hashes worked on at once, 4 KiB, to stay in the first-level cache.
_BLOCK: Final = 1024
# A run is filled up to a multiple of this, so that the vector loop has no rest: 4 registers
# of 8 lanes. Below _FEW hashes the loop over permutations is the longer one and is vectorised
# instead (measured: the better of the two ways at 16 hashes is the worse at 56).
LANES: Final = 32
_FEW: Final = 24

_Words = npt.NDArray[np.uint32]
_Kernel = Callable[..., None]


@lru_cache(maxsize=1)
def compile_kernels() -> tuple[_Kernel, _Kernel]:
    """Compile the kernels when they are first needed, or load them from numba's cache."""
    from numba import njit  # noqa: PLC0415 (loading it takes longer than most searches)

    try:
        return njit(cache=True, nogil=True)(hash_shingles), njit(cache=True, nogil=True)(minimize)
    except RuntimeError:  # nowhere to write a cache, as in a read-only container
        return njit(nogil=True)(hash_shingles), njit(nogil=True)(minimize)


def hash_shingles(
    codes: _Words,
    bounds: npt.NDArray[np.int64],
    shingle_size: int,
    ends: npt.NDArray[np.int64],
    shingles: _Words,
) -> None:
    """Write the mixed shingle hashes of each range up to its place in ``ends``.

    The last hash is repeated to fill the room up to a multiple of ``LANES``: a hash that
    stands twice changes no minimum, and the vector loop over the hashes has no rest.
    """
    multiplier = np.uint32(MULTIPLIER)
    place = 0
    for row in range(len(bounds)):
        start, end = bounds[row]
        if start == end:
            continue
        size = min(shingle_size, end - start)
        leaving = np.uint32(1)  # what the first code point of a shingle is multiplied by
        rolling = np.uint32(0)
        for i in range(size - 1):
            leaving = np.uint32(leaving * multiplier)
            rolling = np.uint32(rolling * multiplier + codes[start + i])
        length = np.uint32(np.uint32(size) * np.uint32(leaving * multiplier))
        first = place
        for i in range(start, end - size + 1):
            rolling = np.uint32(rolling * multiplier + codes[i + size - 1])
            shingles[place] = np.uint32(rolling + length)
            rolling = np.uint32(rolling - codes[i] * leaving)
            place += 1
        for i in range(first, place):  # fmix32 of MurmurHash3, as datasketch mixes every hash
            mixed = shingles[i]
            mixed = np.uint32((mixed ^ (mixed >> np.uint32(16))) * np.uint32(0x85EBCA6B))
            mixed = np.uint32((mixed ^ (mixed >> np.uint32(13))) * np.uint32(0xC2B2AE35))
            shingles[i] = mixed ^ (mixed >> np.uint32(16))
        shingles[place : ends[row]] = shingles[place - 1]
        place = ends[row]


def minimize(
    shingles: _Words,
    counts: npt.NDArray[np.int64],
    ends: npt.NDArray[np.int64],
    permutations: _Words,
    hashes: _Words,
) -> None:
    """Lower each row of ``hashes`` to the least permuted hash of its shingles."""
    factors, summands = permutations
    place = 0
    for row in range(len(counts)):
        if counts[row] < _FEW:
            for i in range(place, place + counts[row]):
                for p in range(len(factors)):
                    permuted = np.uint32(factors[p] * shingles[i] + summands[p])
                    hashes[row, p] = min(hashes[row, p], permuted)
        else:
            for first in range(place, ends[row], _BLOCK):
                groups = (min(_BLOCK, ends[row] - first)) // LANES
                run = shingles[first : first + groups * LANES]
                for p in range(len(factors)):
                    factor, summand, least = factors[p], summands[p], hashes[row, p]
                    for i in range(groups * LANES):
                        least = min(least, np.uint32(factor * run[i] + summand))
                    hashes[row, p] = least
        place = ends[row]
