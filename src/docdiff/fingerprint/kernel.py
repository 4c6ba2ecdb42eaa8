"""The inner loops over code points and permutations, for ``compile_kernel``."""

from __future__ import annotations

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

# An odd number near 2^64 divided by the golden ratio; MULTIPLIER for 64 bits.
PASSAGE_MULTIPLIER: Final = 0x9E3779B97F4A7C15
# One passage in so many is kept.
SAMPLED: Final = 32

_Words = npt.NDArray[np.uint32]


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


def keep_different(
    shingles: _Words, counts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64], room: _Words
) -> None:
    """Leave each hash of a run once, in the order of first places, and fill the run up again.

    ``counts`` and ``ends`` are lowered to what is left, so the runs stand closer. ``room``
    is a table of a power of two of places, twice as many as the longest run has hashes.
    """
    place = 0
    size = 0
    for row in range(len(counts)):
        slots = np.uint32(2)
        while slots < 2 * counts[row]:
            slots = np.uint32(slots * np.uint32(2))
        room[:slots] = 0
        mask = np.uint32(slots - np.uint32(1))
        first = size
        has_zero = False  # which marks an empty place of the table
        for i in range(place, place + counts[row]):
            value = shingles[i]
            if value == 0:
                known = has_zero
                has_zero = True
            else:
                slot = value & mask
                while room[slot] != 0 and room[slot] != value:
                    slot = np.uint32(slot + np.uint32(1)) & mask
                known = room[slot] == value
                room[slot] = value
            if not known:
                shingles[size] = value
                size += 1
        place = ends[row]
        counts[row] = size - first
        if size > first:
            filled = (size - first + LANES - 1) // LANES * LANES + first
            shingles[size:filled] = shingles[size - 1]
            size = filled
        ends[row] = size


def sample_passages(  # noqa: C901 (a loop that numba compiles is one function)
    codes: _Words,
    bounds: npt.NDArray[np.int64],
    wide: tuple[npt.NDArray[np.uint8], int],
    width: int,
    out: tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64]],
) -> bool:
    """Write the hashes of a text's passages of ``width`` that the sample takes, each once.

    Returns False where there was no room for all of them.

    A passage begins at any code point and is as long as it must be to have the width, an
    ideograph having 2 and everything else 1; ``wide`` is a table of flags of code points and
    the flag that marks ideographs. The hash decides whether it is taken, so two
    texts that share a passage agree on it [1]_.

    References
    ----------
    .. [1] Irber et al.: Lightweight compositional analysis of metagenomes with FracMinHash
       and minimum metagenome covers. bioRxiv 2022.01.11.475838 (2022).
    """
    hashes, ends = out
    flags, mark = wide
    multiplier = np.uint64(PASSAGE_MULTIPLIER)
    powers = np.empty(width + 1, dtype=np.uint64)
    powers[0] = 1
    for i in range(width):
        powers[i + 1] = powers[i] * multiplier
    size = 0
    for row in range(len(bounds)):
        start, end = bounds[row]
        first = size
        behind = start
        reached = 0
        rolling = np.uint64(0)
        for i in range(start, end):
            while behind < end and reached < width:
                reached += 2 if flags[codes[behind]] & mark else 1
                rolling = rolling * multiplier + np.uint64(codes[behind]) + np.uint64(1)
                behind += 1
            if reached < width:
                break
            mixed = (rolling ^ (rolling >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
            mixed = (mixed ^ (mixed >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
            mixed = mixed ^ (mixed >> np.uint64(33))
            if mixed % np.uint64(SAMPLED) == 0:
                if size == len(hashes):
                    return False
                hashes[size] = mixed
                size += 1
            reached -= 2 if flags[codes[i]] & mark else 1
            rolling -= (np.uint64(codes[i]) + np.uint64(1)) * powers[behind - i - 1]
        if size > first:
            hashes[first:size] = np.sort(hashes[first:size])
            last = first
            for i in range(first + 1, size):
                if hashes[i] != hashes[last]:
                    last += 1
                    hashes[last] = hashes[i]
            size = last + 1
        ends[row] = size
    return True
