"""datasketch: MinHash with xxhash in bulk and MinHashLSH, as its documentation shows.

``hashfunc`` is xxhash's 32-bit hash, ``MinHash.generator`` the bulk interface for many sets, the
index is filled in an ``insertion_session``, and its bands are datasketch's own choice for the
threshold. The library has no threads.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import xxhash  # type: ignore[import-not-found]
from datasketch import MinHash, MinHashLSH

from benchmarks.versions.peers.common import (
    PERMUTATIONS,
    THRESHOLD,
    Answer,
    cut_shingles,
    find_families,
    read_corpus,
    run_adapter,
)


def find_duplicates(corpus: Path, _work: Path) -> Answer:
    """Return the connected components of the candidate pairs."""
    names: list[str] = []

    def read_tokens() -> Iterator[list[bytes]]:
        for name, text in read_corpus(corpus):
            names.append(name)
            yield [shingle.encode() for shingle in set(cut_shingles(text))]

    hashes = list(
        MinHash.generator(read_tokens(), num_perm=PERMUTATIONS, hashfunc=xxhash.xxh32_intdigest)
    )
    index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    with index.insertion_session() as session:
        for number, minhash in enumerate(hashes):
            session.insert(number, minhash, check_duplication=False)
    return find_families(names, (index.query(minhash) for minhash in hashes))


if __name__ == "__main__":
    run_adapter(find_duplicates)
