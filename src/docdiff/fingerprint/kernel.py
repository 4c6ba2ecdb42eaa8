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
        first = place
        place += end - start - size + 1
        # The code points of a shingle one after the other and not a rolling hash, of which each
        # waits for the one before: for shingles of 5 that takes a quarter of the time.
        for block in range(first, place, _BLOCK):
            run = shingles[block : min(block + _BLOCK, place)]
            run[:] = np.uint32(size)
            for k in range(start + block - first, start + block - first + size):
                added = codes[k : k + len(run)]
                for i in range(len(run)):
                    run[i] = np.uint32(run[i] * multiplier + added[i])
            for i in range(len(run)):  # fmix32 of MurmurHash3, as datasketch mixes every hash
                mixed = run[i]
                mixed = np.uint32((mixed ^ (mixed >> np.uint32(16))) * np.uint32(0x85EBCA6B))
                mixed = np.uint32((mixed ^ (mixed >> np.uint32(13))) * np.uint32(0xC2B2AE35))
                run[i] = mixed ^ (mixed >> np.uint32(16))
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
        slots = 2
        while slots < 2 * counts[row]:
            slots *= 2
        table = room[:slots]
        table[:] = 0
        mask = np.uint32(slots - 1)
        first = size
        run, kept = shingles[place : place + counts[row]], shingles[first:]
        count = 0
        has_zero = False  # which marks an empty place of the table
        # Written in any case and counted if new: which are is too even for the processor to guess.
        for i in range(len(run)):
            value = run[i]
            slot = value & mask
            held = table[slot]
            while held != 0 and held != value:  # noqa: PLR1714 (as numba has it)
                slot = np.uint32(slot + np.uint32(1)) & mask
                held = table[slot]
            if value == 0:
                is_new = not has_zero
                has_zero = True
            else:
                is_new = held != value
            table[slot] = value
            kept[count] = value
            count += is_new
        size = first + count
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
    wide: tuple[_Words, int],
    width: int,
    out: tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64], npt.NDArray[np.uint64]],
) -> bool:
    """Write the hashes of a text's passages of ``width`` that the sample takes, each once.

    Beside the hashes and where each text's end, ``out`` has room for a word for each code point
    of the longest text. Returns False where there was no room for all hashes.

    A passage begins at any code point and is as long as it must be to have the width, an
    ideograph having 2 and everything else 1; ``wide`` is a table of flags of code points and
    the flag that marks ideographs. The hash decides whether it is taken, so two
    texts that share a passage agree on it [1]_.

    References
    ----------
    .. [1] Irber et al.: Lightweight compositional analysis of metagenomes with FracMinHash
       and minimum metagenome covers. bioRxiv 2022.01.11.475838 (2022).
    """
    hashes, ends, room = out
    flags, mark = wide
    multiplier = np.uint64(PASSAGE_MULTIPLIER)
    powers = np.empty(width + 1, dtype=np.uint64)
    powers[0] = 1
    for i in range(width):
        powers[i + 1] = powers[i] * multiplier
    size = 0
    for row in range(len(bounds)):
        text = codes[bounds[row, 0] : bounds[row, 1]]
        rolled = room[: len(text)]
        reached = 0
        rolling = np.uint64(0)
        first = size
        start = np.uint64(0)  # signed, it would be looked at as if it could count from the end
        for i in range(len(text)):
            reached += 2 if flags[text[i]] & mark else 1
            rolling = rolling * multiplier + np.uint64(text[i]) + np.uint64(1)
            while reached >= width:
                rolled[start] = rolling
                reached -= 2 if flags[text[start]] & mark else 1
                rolling -= (np.uint64(text[start]) + np.uint64(1)) * powers[np.uint64(i) - start]
                start += np.uint64(1)
        rolled = rolled[:start]
        for i in range(len(rolled)):
            mixed = rolled[i]
            mixed = (mixed ^ (mixed >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
            mixed = (mixed ^ (mixed >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
            rolled[i] = mixed ^ (mixed >> np.uint64(33))
        for i in range(len(rolled)):
            if rolled[i] % np.uint64(SAMPLED) == 0:
                if size == len(hashes):
                    return False
                hashes[size] = rolled[i]
                size += 1
        ordered = np.sort(hashes[first:size])
        size = first
        for value in ordered:
            if size == first or value != hashes[size - 1]:
                hashes[size] = value
                size += 1
        ends[row] = size
    return True
