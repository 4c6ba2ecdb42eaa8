"""rensa: full-set R-MinHash and its LSH, in batches, as its README shows.

Tokens are 5-character shingles made in Python, which rensa asks for. 16 bands of 8 rows have
their step at a similarity of 0.71; the number of bands has to divide the permutations. Rust
threads are as many as the environment of the run says (``RAYON_NUM_THREADS``).
"""

from __future__ import annotations

from pathlib import Path

from rensa import RMinHash, RMinHashLSH  # type: ignore[import-not-found]

from benchmarks.versions.peers.common import (
    BATCH,
    PERMUTATIONS,
    THRESHOLD,
    Answer,
    cut_shingles,
    find_families,
    read_corpus,
    run_adapter,
)

BANDS = 16
SEED = 42


def find_duplicates(corpus: Path, _work: Path) -> Answer:
    """Return the connected components of the candidate pairs."""
    names: list[str] = []
    tokens: list[list[str]] = []
    hashes: list[object] = []
    for name, text in read_corpus(corpus):
        names.append(name)
        tokens.append(cut_shingles(text))
        if len(tokens) == BATCH:
            hashes += RMinHash.from_token_sets(tokens, num_perm=PERMUTATIONS, seed=SEED)
            tokens = []
    hashes += RMinHash.from_token_sets(tokens, num_perm=PERMUTATIONS, seed=SEED)
    index = RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=BANDS)
    index.insert_many(hashes, start_key=0)
    return find_families(names, index.query_all(hashes))


if __name__ == "__main__":
    run_adapter(find_duplicates)
