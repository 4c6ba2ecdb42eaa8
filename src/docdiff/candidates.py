"""Fingerprints to pairs of documents worth an exact check, in less than all-pairs time."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import Final

import numpy as np
import numpy.typing as npt

from docdiff.model import CandidatePair

__all__ = ["SHORTEST_PASSAGE", "choose_bands", "find_candidates"]

# Quiet characters below which a paragraph says nothing about where its document comes from:
# headings, dates and "This act enters into force at once" stand everywhere.
SHORTEST_PASSAGE: Final = 20

# So many documents, 2,016 pairs, are all checked: no version is missed by chance.
_ALL_PAIRS: Final = 64
_NOTHING: Final = 0xFFFFFFFF

_Integers = npt.NDArray[np.int64]
_Keys = npt.NDArray[np.uint64]

_log = logging.getLogger("docdiff.candidates")


def find_candidates(
    signatures: npt.NDArray[np.uint32],
    digests: Sequence[str],
    passages: Sequence[Sequence[str]],
    *,
    threshold: float = 0.3,
    bucket_limit: int = 64,
) -> tuple[CandidatePair, ...]:
    """Find the pairs of documents whose fingerprints meet.

    Of documents with one digest the first stands for all and is paired with each of the
    others. Up to 64 distinct documents are paired with one another throughout. Of more,
    those are paired that agree in a whole band of their signatures, or share a passage.

    Parameters
    ----------
    signatures
        Document signatures under one scheme; uint32 of shape ``(n, num_perm)``. A document
        whose row is 2^32 - 1 throughout is empty and is paired with none.
    digests
        The exact hash of each quiet text, as ``docdiff.patch.digest`` gives it; n.
    passages
        For each document the digests of its paragraphs of at least ``SHORTEST_PASSAGE``
        quiet characters; n.
    threshold
        Jaccard similarity in [0, 1] from which a pair shall be found by its bands. Under
        the default one of 0.5 is found with probability 0.99, one of 0.05 with 0.01.
    bucket_limit
        Documents that may meet in one bucket, 2 or more. A passage that more documents
        have is boilerplate and pairs none; in a band that more share, each document is
        paired with the first and with the one before it only. Both are logged.

    Returns
    -------
    tuple of CandidatePair
        Positions in the input, ``a < b``, sorted, each pair once. Time and memory are
        O(n · bands · log n + pairs); pairs are fewer than ``bucket_limit`` for each place
        of a document in a bucket.

    Raises
    ------
    ValueError
        If the inputs differ in length.

    Examples
    --------
    >>> from docdiff.fingerprint import Scheme, sign_texts
    >>> from docdiff.patch import digest
    >>> texts = ["縣級統戰工作", "", "縣級統戰工作", "縣級統戰工作服務"]
    >>> rows = sign_texts(texts, Scheme())
    >>> [(p.a, p.b) for p in find_candidates(rows, list(map(digest, texts)), [[]] * 4)]
    [(0, 2), (0, 3)]
    """
    if not len(signatures) == len(digests) == len(passages):
        raise ValueError(
            f"signatures, digests and passages must be of one length, "
            f"but are of {len(signatures)}, {len(digests)} and {len(passages)}"
        )
    firsts: dict[str, int] = {}
    found: set[tuple[int, int]] = set()
    for i in np.flatnonzero((signatures != _NOTHING).any(axis=1)).tolist():
        first = firsts.setdefault(digests[i], i)
        if first != i:
            found.add((first, i))
    distinct = list(firsts.values())
    if len(distinct) <= _ALL_PAIRS:
        found.update(combinations(distinct, 2))
    else:
        for a, b in _meetings(signatures, passages, np.array(distinct), threshold, bucket_limit):
            found.update(zip(a.tolist(), b.tolist(), strict=True))
    return tuple(CandidatePair(a, b) for a, b in sorted(found))


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


def _meetings(
    signatures: npt.NDArray[np.uint32],
    passages: Sequence[Sequence[str]],
    distinct: _Integers,
    threshold: float,
    limit: int,
) -> Iterator[tuple[_Integers, _Integers]]:
    """Yield the two sides of all pairs that meet in a bucket, bucket table by table."""
    bands, rows = choose_bands(threshold, signatures.shape[1])
    for band in range(bands):
        keys = _mix(signatures[distinct, band * rows : (band + 1) * rows])
        yield from _pair(keys, distinct, limit)
        for docs in _crowds(keys, distinct, limit):
            _log.info(
                "band %d: %d documents from %d on are alike; paired in a row",
                band,
                len(docs),
                docs[0],
            )
            yield np.repeat(docs[:1], len(docs) - 1), docs[1:]
            yield docs[:-1], docs[1:]
    held = [(i, key) for i in distinct.tolist() for key in sorted(set(passages[i]))]
    keys = np.array([int(key[:16], 16) for _, key in held], dtype=np.uint64)
    holders = np.array([i for i, _ in held], dtype=np.int64)
    yield from _pair(keys, holders, limit)
    for docs in _crowds(keys, holders, limit):
        _log.info("a passage of document %d stands in %d; passed over", docs[0], len(docs))


def _mix(slices: npt.NDArray[np.uint32]) -> _Keys:
    """Return one key for each row; two different rows share one with probability 2^-64."""
    keys = np.zeros(len(slices), dtype=np.uint64)
    for column in slices.T:
        keys = (keys ^ column) * np.uint64(0x9E3779B97F4A7C15)
        keys ^= keys >> np.uint64(32)
    return keys


def _runs(keys: _Keys) -> tuple[_Integers, _Integers, _Integers]:
    """Return the order that sorts the keys, and start and size of each run of equal ones."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    starts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    return order, starts, np.diff(np.append(starts, len(keys)))


def _pair(keys: _Keys, docs: _Integers, limit: int) -> Iterator[tuple[_Integers, _Integers]]:
    """Yield all pairs inside the buckets of 2 ... ``limit`` documents."""
    if not len(keys):
        return
    order, _, sizes = _runs(keys)
    size_of = np.repeat(sizes, sizes)
    order = order[(size_of > 1) & (size_of <= limit)]
    keys, docs = keys[order], docs[order]
    for step in range(1, limit):
        equal = keys[step:] == keys[:-step]
        if not equal.any():
            return
        yield docs[:-step][equal], docs[step:][equal]


def _crowds(keys: _Keys, docs: _Integers, limit: int) -> Iterator[_Integers]:
    """Yield the documents of each bucket that holds more than ``limit``."""
    if not len(keys):
        return
    order, starts, sizes = _runs(keys)
    for run in np.flatnonzero(sizes > limit):
        yield docs[order[starts[run] : starts[run] + sizes[run]]]
