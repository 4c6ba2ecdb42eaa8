"""What many pairs of documents share: over sets of shingles, plain and weighted by rarity."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from itertools import pairwise
from typing import Any, Final

import attrs
import numpy as np
import numpy.typing as npt

from docdiff.compiled import compile_kernel

__all__ = [
    "COUNTED",
    "Measures",
    "Rarity",
    "Runner",
    "ShingleSets",
    "measure_pairs",
    "weigh",
    "weigh_more",
]

_Words = npt.NDArray[np.uint32]
_Bytes = npt.NDArray[np.uint8]
_Integers = npt.NDArray[np.int64]
_Floats = npt.NDArray[np.float64]

# Documents whose shingles are counted to learn which are rare: of more, those with the least
# digests, which is a sample that no order of the input changes. What one document in a
# thousand has is told from what one in a hundred has; that is all the weights need.
COUNTED: Final = 1 << 12
# Places of the table of counts: two for each shingle counted, so that few share one.
_FEWEST_PLACES: Final = 16
_MOST_PLACES: Final = 26
# Counts up to this are kept as they are; above it twelve steps to an octave.
_EXACT: Final = 128
_STEPS: Final = 12

_BITS_A_SLOT: Final = 8
_GRAIN: Final = 1 << 20
# Documents, and pairs of them, that are not worth a second thread.
_FEW: Final = 16
# Parts of the pairs that threads take in turn.
_PARTS: Final = 64

Runner = Callable[[Callable[[Any], None], Iterable[Any]], object]
"""Calls a function for each of some arguments, in any order, perhaps on several threads."""


def run_in_turn(work: Callable[[Any], None], parts: Iterable[Any]) -> None:
    """Do the work for one part after the other."""
    for part in parts:
        work(part)


@attrs.frozen(eq=False)
class ShingleSets:
    """The different shingle hashes of n documents.

    ``hashes`` is uint32; those of document i stand in the half-open range ``bounds[i]``.
    """

    hashes: _Words
    bounds: _Integers  # shape (n, 2)


@attrs.frozen(eq=False)
class Rarity:
    """How much each shingle of each document weighs.

    ``classes`` has, beside each hash of the shingle sets, how many documents have it, as a
    class; ``alone`` and ``shared`` give the weight of a class, where one document of a pair
    has the shingle or both have; ``totals`` is the weight of each document that was weighed
    yet, else NaN. ``counts`` is the table of how many documents have a hash, by its first
    bits, and ``count`` how many documents were counted.
    """

    classes: _Bytes
    alone: _Floats  # shape (256,)
    shared: _Floats  # shape (256,)
    totals: _Floats  # shape (n,)
    counts: npt.NDArray[np.uint16]
    count: int

    @classmethod
    def unknown(cls, sets: ShingleSets, count: int) -> Rarity:
        """Return the rarity that makes all shingles weigh alike."""
        classes = np.zeros(len(sets.hashes), dtype=np.uint8)
        sizes = (sets.bounds[:, 1] - sets.bounds[:, 0]).astype(np.float64)
        return cls(classes, np.ones(256), np.ones(256), sizes, np.zeros(1, np.uint16), count)


@attrs.frozen(eq=False)
class Measures:
    """What pairs share; arrays of shape ``(pairs,)``, each in [0, 1]."""

    jaccard: _Floats
    containment_of_a: _Floats
    containment_of_b: _Floats
    weighted_containment_a: _Floats
    weighted_containment_b: _Floats

    @property
    def columns(self) -> tuple[_Floats, ...]:
        """The measures in the order in which they are listed."""
        return tuple(getattr(self, field.name) for field in attrs.fields(Measures))


def weigh(
    sets: ShingleSets, rows: _Integers, counted: _Integers, *, run: Runner = run_in_turn
) -> Rarity:
    """Learn how rare each shingle is, and so how much it weighs.

    A shingle that n of N documents have weighs ``log(N / n)²``; one that both documents of a
    pair have is counted without one of them, ``log(N / (n - 1))²``, so that being shared
    makes no shingle common. That is the square of inverse document frequency [1]_: the
    square takes boilerplate down further, which tells versions from strangers better where
    versions drifted far apart, and as well elsewhere. Of two documents alone, all shingles
    weigh alike.

    Parameters
    ----------
    sets
        Of all documents.
    rows
        Which of them are weighed.
    counted
        Which of them tell what is rare: one of each group of equal texts.
    run
        How the two halves of the work are run.

    References
    ----------
    .. [1] Spärck Jones: A statistical interpretation of term specificity and its
       application in retrieval. Journal of Documentation 28 (1972).
    """
    sizes = sets.bounds[:, 1] - sets.bounds[:, 0]
    wanted = max(int(2 * sizes[counted].sum()), 1).bit_length()
    bits = min(max(wanted, _FEWEST_PLACES), _MOST_PLACES)
    table = np.zeros(1 << bits, dtype=np.uint16)
    count = compile_kernel(_count)
    run(lambda half: count(sets.hashes, sets.bounds, counted, half, table), (0, 1))
    holders = np.arange(256, dtype=np.float64)
    holders[_EXACT:] = _EXACT * 2.0 ** ((holders[_EXACT:] - _EXACT) / _STEPS)
    number = len(counted)
    if number > 2:  # noqa: PLR2004 (of two documents nothing is rare)
        alone = _weight(number / np.clip(holders, 1, number - 1))
        shared = _weight(number / np.clip(holders - 1, 1, number - 1))
    else:
        alone = shared = np.ones(256)
    classes = np.zeros(len(sets.hashes), dtype=np.uint8)
    totals = np.full(len(sets.bounds), np.nan)
    rarity = Rarity(classes, alone, shared, totals, table, number)
    weigh_more(sets, rarity, rows, run=run)
    return rarity


def weigh_more(
    sets: ShingleSets, rarity: Rarity, rows: _Integers, *, run: Runner = run_in_turn
) -> None:
    """Fill in the classes and the weights of further documents."""
    new = rows[np.isnan(rarity.totals[rows])]
    if not len(new):
        return
    new = np.sort(new)
    new = new[np.append(True, new[1:] != new[:-1])]
    tables = (rarity.counts, _class_of_counts(), rarity.alone)
    out = (rarity.classes, rarity.totals)
    classify = compile_kernel(_classify)
    halves = np.array_split(new, 2) if len(new) > _FEW else [new]
    run(lambda part: classify(sets.hashes, sets.bounds, part, tables, out), halves)


def _part(pairs: _Integers) -> list[slice]:
    """Part pairs for threads so that all pairs of one first document are in one part."""
    firsts = np.flatnonzero(np.append(True, pairs[1:, 0] != pairs[:-1, 0])[: len(pairs)])
    edges = [0, *firsts[:: max(len(firsts) // _PARTS, 1)][1:].tolist(), len(pairs)]
    return [slice(*edge) for edge in pairwise(edges)]


def _weight(rarity: _Floats) -> _Floats:
    """Return the weights of rarities, as multiples of 2^-20.

    Sums of these are exact up to 2^26 of them, so no order of adding changes a digit.
    """
    return np.round(np.log(rarity) ** 2 * _GRAIN) / _GRAIN


@cache
def _class_of_counts() -> _Bytes:
    """Return the class of each count of documents that have a hash."""
    counts = np.arange(1 << 16)
    steps = _EXACT + np.floor(_STEPS * np.log2(np.maximum(counts, _EXACT) / _EXACT))
    return np.where(counts < _EXACT, counts, steps).astype(np.uint8)


def measure_pairs(
    sets: ShingleSets, rarity: Rarity, pairs: _Integers, *, run: Runner = run_in_turn
) -> Measures:
    """Measure what each of many pairs of documents shares.

    Parameters
    ----------
    sets, rarity
        Of all documents.
    pairs
        Numbers of documents, of shape ``(m, 2)``, sorted.
    run
        How parts of the work are run.

    Returns
    -------
    Measures
        As :func:`docdiff.verify.measure_overlap` defines them, a text shorter than a shingle
        having itself as its only one. Shingles are told apart by 32-bit hashes: of two sets
        of n and m, ``n · m / 2^32`` are taken for one another, which is one in ten pairs of
        texts of 20,000 characters. Time is O(shingles of both sides).
    """
    found = np.zeros((len(pairs), 3))
    measure = compile_kernel(_measure)
    weights = (rarity.classes, rarity.alone, rarity.shared)
    arrays = (sets.hashes, sets.bounds)
    if len(pairs) <= _FEW:
        measure(arrays, weights, pairs, found)
    else:
        run(lambda part: measure(arrays, weights, pairs[part], found[part]), _part(pairs))
    shared, common, alone = found.T
    size_a, size_b = (sets.bounds[side, 1] - sets.bounds[side, 0] for side in pairs.T)
    union = size_a + size_b - shared
    weights_of = (common + np.maximum(rarity.totals[side] - alone, 0) for side in pairs.T)
    parts = (shared, shared, shared, common, common)
    return Measures(
        *(
            # Of nothing, nothing is shared.
            np.divide(part, whole, out=np.zeros(len(pairs)), where=whole > 0)
            for part, whole in zip(parts, (union, size_a, size_b, *weights_of), strict=True)
        )
    )


def _count(
    hashes: _Words, bounds: _Integers, rows: _Integers, half: int, table: npt.NDArray[np.uint16]
) -> None:
    """Count in one half of the table how many documents have each hash."""
    shift = 32
    size = len(table)
    while size > 1:
        size >>= 1
        shift -= 1
    middle = len(table) // 2
    for row in rows:
        for value in hashes[bounds[row, 0] : bounds[row, 1]]:
            place = value >> shift
            if (place >= middle) == (half == 1) and table[place] < 0xFFFF:  # noqa: PLR2004
                table[place] += 1


def _classify(
    hashes: _Words,
    bounds: _Integers,
    rows: _Integers,
    tables: tuple[npt.NDArray[np.uint16], _Bytes, _Floats],
    out: tuple[_Bytes, _Floats],
) -> None:
    """Write the class of each hash of some documents, and their weights."""
    table, classes_of, alone = tables
    classes, totals = out
    shift = 32
    size = len(table)
    while size > 1:
        size >>= 1
        shift -= 1
    for row in rows:
        total = 0.0
        own, out_of = hashes[bounds[row, 0] : bounds[row, 1]], classes[bounds[row, 0] :]
        for i in range(len(own)):
            found = classes_of[table[own[i] >> shift]]
            out_of[i] = found
            total += alone[found]
        totals[row] = total


def _measure(  # noqa: C901 (a loop that numba compiles is one function)
    sets: tuple[_Words, _Integers],
    weights: tuple[_Bytes, _Floats, _Floats],
    pairs: _Integers,
    found: _Floats,
) -> None:
    """Write how many shingles each pair shares, and their weights shared and alone."""
    hashes, bounds = sets
    classes, alone, shared = weights
    longest, slots = np.int64(1), 64
    for k in range(len(pairs)):
        longest = max(longest, bounds[pairs[k, 0], 1] - bounds[pairs[k, 0], 0])
    while slots < 2 * longest:
        slots *= 2
    table = np.zeros(slots, dtype=np.uint32)
    # A bit for each of the last bits that a hash of the first document has: most hashes of a
    # stranger are told by it alone, in a table that fits the first-level cache.
    bits = np.zeros(slots // _BITS_A_SLOT, dtype=np.uint64)
    mask = fine = np.uint32(0)
    last, has_zero = -1, False  # 0 marks an empty place of the table
    for k in range(len(pairs)):
        a, b = pairs[k]
        if a != last:
            last = a
            slots = 64
            while slots < 2 * (bounds[a, 1] - bounds[a, 0]):
                slots *= 2
            mask, fine = np.uint32(slots - 1), np.uint32(slots * _BITS_A_SLOT - 1)
            table[:slots], bits[: slots // _BITS_A_SLOT], has_zero = 0, 0, False
            for value in hashes[bounds[a, 0] : bounds[a, 1]]:
                has_zero = has_zero or value == 0
                place = (value & fine) >> np.uint32(6)
                bits[place] |= np.uint64(1) << np.uint64(value & np.uint32(63))
                slot = value & mask
                while table[slot] != 0:
                    slot = np.uint32(slot + np.uint32(1)) & mask
                table[slot] = value
        own, classes_of = hashes[bounds[b, 0] : bounds[b, 1]], classes[bounds[b, 0] : bounds[b, 1]]
        count = common = lone = 0.0
        for i in range(len(own)):
            value = own[i]
            word = bits[(value & fine) >> np.uint32(6)]
            if (word >> np.uint64(value & np.uint32(63))) & np.uint64(1):
                slot = value & mask
                while table[slot] != 0 and table[slot] != value:
                    slot = np.uint32(slot + np.uint32(1)) & mask
                if table[slot] == value and (value != 0 or has_zero):
                    count += 1.0
                    common += shared[classes_of[i]]
                    lone += alone[classes_of[i]]
        found[k, 0], found[k, 1], found[k, 2] = count, common, lone
