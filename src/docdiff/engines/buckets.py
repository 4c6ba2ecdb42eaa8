"""Keys to pairs: which documents meet in a bucket."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from typing import Final

import numpy as np
import numpy.typing as npt

from docdiff.compiled import compile_kernel

__all__ = ["join_buckets"]

_log = logging.getLogger("docdiff.engines")

# Pairs that there is room for at first, for each document.
_ROOM: Final = 16

_Keys = npt.NDArray[np.uint64]
_Rows = npt.NDArray[np.int32]
_Integers = npt.NDArray[np.int64]


def join_buckets(tables: Iterable[tuple[str, _Keys, _Rows]], *, limit: int) -> _Integers:
    """Find the pairs of documents that meet in a bucket.

    Parameters
    ----------
    tables
        Of each kind of bucket its name, the keys, and the documents that hold them; the
        keys of one kind mean nothing in another. A document has a key once.
    limit
        Documents of a bucket up to which all are paired. In a greater one each is paired
        with the first and with the one before it, so that no bucket gives more pairs than
        twice its documents; how many such there are is logged.

    Returns
    -------
    numpy.ndarray
        int64 of shape ``(m, 2)``, ``a < b`` in each row, sorted, each pair once. Time is that of
        a hash table, O(keys + pairs), memory some 28 bytes a key while it works.

    Examples
    --------
    >>> keys = np.array([7, 7, 8, 7], dtype=np.uint64)
    >>> documents = np.array([0, 1, 2, 2], dtype=np.int32)
    >>> join_buckets([("bands", keys, documents)], limit=64).tolist()
    [[0, 1], [0, 2], [1, 2]]
    """
    found = [np.empty(0, dtype=np.int64)]
    for name, keys, docs in tables:
        if not len(keys):
            continue
        if (docs[1:] < docs[:-1]).any():
            order = np.argsort(docs, kind="stable")
            keys, docs = keys[order], docs[order]  # noqa: PLW2901
        links = np.empty((3, len(keys)), dtype=np.int32)
        slots = np.full(1 << (2 * len(keys)).bit_length(), -1, dtype=np.int32)
        # Drawn, so that nobody can write texts whose keys all want one place.
        multiplier = np.uint64(int.from_bytes(os.urandom(8), "big") | 1)
        compile_kernel(_link)(keys, multiplier, slots, links)
        del slots
        seen = np.empty(int(docs[-1]) + 1, dtype=np.int32)
        pair = compile_kernel(_pair)
        pairs = np.empty(_ROOM * len(seen), dtype=np.int64)
        seen.fill(-1)
        size = pair(docs, links, limit, seen, pairs)
        if size > len(pairs):
            pairs = np.empty(size, dtype=np.int64)
            seen.fill(-1)
            pair(docs, links, limit, seen, pairs)
        found.append(pairs[:size])
        if crowds := np.count_nonzero(links[2] > limit):
            _log.info("%s: %d buckets of more than %d; paired in a row", name, crowds, limit)
    pairs = np.sort(np.concatenate(found))
    pairs = pairs[np.diff(pairs, prepend=-1) > 0]
    return np.column_stack((pairs >> 32, pairs & 0xFFFFFFFF))


def _link(keys: _Keys, multiplier: np.uint64, slots: _Rows, links: _Rows) -> None:
    """Write for each key where it stands before and first, and for the first how often it does.

    ``slots`` is a table of where each key stands last, at least one of two places -1.
    """
    before, firsts, sizes = links
    shift = np.uint64(64)
    size = len(slots)
    while size > 1:
        size >>= 1
        shift -= np.uint64(1)
    for row in range(len(keys)):
        key = keys[row]
        slot = np.int64((key * multiplier) >> shift)
        while slots[slot] >= 0 and keys[slots[slot]] != key:
            slot = (slot + 1) & (len(slots) - 1)
        last = slots[slot]
        slots[slot] = row
        before[row] = last
        sizes[row] = 0
        firsts[row] = firsts[last] if last >= 0 else row
        sizes[firsts[row]] += 1


def _pair(docs: _Rows, links: _Rows, limit: int, seen: _Rows, pairs: _Integers) -> int:
    """Write pairs as one number each, as far as there is room; return how many there are.

    ``seen`` has the last document that each was paired with.
    """
    before, firsts, sizes = links
    size = 0
    for row in range(len(docs)):
        doc = docs[row]
        other = before[row]
        is_crowd = sizes[firsts[row]] > limit
        while other >= 0:
            if seen[docs[other]] != doc:
                seen[docs[other]] = doc
                if size < len(pairs):
                    pairs[size] = np.int64(docs[other]) << 32 | np.int64(doc)
                size += 1
            if other == firsts[row]:
                break
            other = firsts[row] if is_crowd else before[other]
    return size
