"""Fingerprints to the keys by which documents meet that may be versions of one another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt

__all__ = [
    "choose_bands",
    "find_copies",
    "make_band_keys",
    "make_passage_keys",
    "make_short_keys",
]

# From this Jaccard similarity on a pair shall be found by its bands; what is less alike is
# found by the passages it shares.
BAND_THRESHOLD: Final = 0.5

_RUN: Final = 3
_RUNS: Final = 8

_Rows = npt.NDArray[np.int64]
_Keyed = tuple[npt.NDArray[np.uint64], npt.NDArray[np.int32]]


def find_copies(digests: npt.NDArray[np.uint8], rows: Sequence[int]) -> dict[int, list[int]]:
    """Group documents of one digest.

    Parameters
    ----------
    digests
        uint8 of shape ``(n, 16)``.
    rows
        The documents to group, in the order in which one shall stand for others.

    Returns
    -------
    dict
        Each document that is the first of its text, in order, with the others that have it.

    Examples
    --------
    >>> digests = np.zeros((3, 16), dtype=np.uint8)
    >>> digests[1] = 1
    >>> find_copies(digests, [0, 1, 2])
    {0: [2], 1: []}
    """
    groups: dict[bytes, int] = {}
    copies: dict[int, list[int]] = {}
    for row in rows:
        first = groups.setdefault(digests[row].tobytes(), row)
        if first == row:
            copies[row] = []
        else:
            copies[first].append(row)
    return copies


def make_band_keys(signatures: npt.NDArray[np.uint32], rows: _Rows) -> _Keyed:
    """Return the band keys of some documents, and the document of each key.

    Two documents of Jaccard similarity 0.5 agree in a band with probability 0.55, of 0.7
    with 0.99, of 0.2 with 0.01.

    Parameters
    ----------
    signatures
        uint32 of shape ``(n, num_perm)``.
    rows
        Which documents; the keys name them by their place here.
    """
    bands, size = choose_bands(BAND_THRESHOLD, signatures.shape[1])
    chosen = signatures[rows]
    keys = np.empty((len(rows), bands), dtype=np.uint64)
    for band in range(bands):
        keys[:, band] = _mix(chosen[:, band * size : (band + 1) * size], band)
    return keys.ravel(), np.repeat(np.arange(len(rows), dtype=np.int32), bands)


def make_passage_keys(
    passages: npt.NDArray[np.uint64], bounds: npt.NDArray[np.int64], rows: _Rows
) -> _Keyed:
    """Return the sampled passages of some documents, and the document of each.

    Parameters
    ----------
    passages, bounds
        Of all documents: hashes, and the half-open range of each document's, of shape
        ``(n, 2)``.
    rows
        Which documents; the keys name them by their place here.
    """
    counts = bounds[rows, 1] - bounds[rows, 0]
    docs = np.repeat(np.arange(len(rows), dtype=np.int32), counts)
    starts = np.repeat(bounds[rows, 0] - (np.cumsum(counts) - counts), counts)
    return passages[starts + np.arange(len(docs))], docs


def make_short_keys(texts: Sequence[str], rows: Sequence[int]) -> _Keyed:
    """Return keys for texts too short for bands and passages, and the document of each.

    A figure that is lost takes most shingles of a line with it. The keys are the eight least
    hashes of its runs of three characters: two lines of which two thirds agree share one.

    Parameters
    ----------
    texts
        Quiet characters.
    rows
        What the keys name each text by.
    """
    keys: list[int] = []
    docs: list[int] = []
    for row, text in zip(rows, texts, strict=True):
        runs = {text[k : k + _RUN] for k in range(max(len(text) - _RUN + 1, 1))}
        least = sorted(crc32(run.encode("utf-8", "surrogatepass")) for run in runs)[:_RUNS]
        keys += dict.fromkeys(least)
        docs += [row] * len(dict.fromkeys(least))
    return np.array(keys, dtype=np.uint64), np.array(docs, dtype=np.int32)


@lru_cache(maxsize=64)
def choose_bands(threshold: float, num_perm: int) -> tuple[int, int]:
    """Return how many bands of how many rows find pairs from ``threshold`` on best.

    A pair of Jaccard similarity ``s`` agrees in one of ``b`` bands of ``r`` rows with
    probability ``1 - (1 - s^r)^b``. The choice has the least sum of false positives, its
    integral from 0 to ``threshold``, and false negatives, that of the complement from
    ``threshold`` to 1 [1]_; it is the one that datasketch's ``MinHashLSH`` makes.

    Parameters
    ----------
    threshold
        In [0, 1].
    num_perm
        Rows at hand, 1 or more; some may be left over.

    Raises
    ------
    ValueError
        If an argument is out of range.

    References
    ----------
    .. [1] Zhu, Nargesian, Pu, Miller: LSH Ensemble: Internet-scale domain search. PVLDB 9
       (2016), equations 19 to 21; bands after Leskovec, Rajaraman, Ullman: Mining of
       Massive Datasets, 3.4.

    Examples
    --------
    >>> choose_bands(0.5, 128)
    (25, 5)
    """
    if not 0 <= threshold <= 1 or num_perm < 1:
        raise ValueError(
            f"threshold must lie in [0, 1] and num_perm be 1 or more, "
            f"but are {threshold} and {num_perm}"
        )
    choices = [(b, r) for b in range(1, num_perm + 1) for r in range(1, num_perm // b + 1)]
    bands, rows = np.array(choices, dtype=np.float64).T
    # The integrands are polynomials of degree b·r <= num_perm, for which this many nodes
    # make Gauss's rule exact.
    nodes, weights = np.polynomial.legendre.leggauss(num_perm // 2 + 1)
    error = np.zeros(len(choices))
    for node, weight in zip((nodes + 1) / 2, weights / 2, strict=True):
        low, high = threshold * node, threshold + (1 - threshold) * node
        error += weight * threshold * (1 - (1 - low**rows) ** bands)
        error += weight * (1 - threshold) * (1 - high**rows) ** bands
    return choices[int(np.argmin(error))]


def _mix(slices: npt.NDArray[np.uint32], band: int) -> npt.NDArray[np.uint64]:
    """Return one key for each row; two different rows share one with probability 2^-64."""
    keys = np.full(len(slices), band, dtype=np.uint64)
    for column in slices.T:
        keys = (keys ^ column) * np.uint64(0x9E3779B97F4A7C15)
        keys ^= keys >> np.uint64(32)
    return keys
