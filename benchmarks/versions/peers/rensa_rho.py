"""rensa's sampling mode: a rho sketch of each record, and its one-shot batch query.

It is what rensa's own figures of speed are measured with. The query says which records have a
duplicate, not of which; bands and shingles are as in the full-set mode.
"""

from __future__ import annotations

from pathlib import Path

from rensa import RMinHash, RMinHashLSH  # type: ignore[import-not-found]

from benchmarks.versions.peers.common import (
    PERMUTATIONS,
    THRESHOLD,
    Answer,
    cut_shingles,
    read_corpus,
    run_adapter,
)
from benchmarks.versions.peers.rensa import BANDS, SEED


def find_duplicates(corpus: Path, _work: Path) -> Answer:
    """Return the records that it flags."""
    names: list[str] = []

    def read_tokens() -> list[list[str]]:
        tokens = []
        for name, text in read_corpus(corpus):
            names.append(name)
            tokens.append(cut_shingles(text))
        return tokens

    matrix = RMinHash.digest_matrix_from_token_sets_rho(
        read_tokens(), num_perm=PERMUTATIONS, seed=SEED
    )
    index = RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=BANDS)
    flags = index.query_duplicate_flags_matrix_one_shot(matrix)
    return {"flagged": [name for name, flag in zip(names, flags, strict=True) if flag]}


if __name__ == "__main__":
    run_adapter(find_duplicates)
