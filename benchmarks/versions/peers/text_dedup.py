"""text-dedup: its own command ``text_dedup.minhash``, as its README calls it.

Its tokens are runs of letters, which in Chinese are clauses, and it makes 5-grams of them; so
nothing is asked of it but the permutations, the threshold, the faster of its hash functions
(xxh3) and two processes. ``--debug`` writes the clusters beside the kept records.
"""

from __future__ import annotations

import pickle
from pathlib import Path

from benchmarks.versions.peers.common import (
    PERMUTATIONS,
    PROCESSES,
    THRESHOLD,
    Answer,
    as_families,
    run_adapter,
)


def find_duplicates(corpus: Path, work: Path) -> Answer:
    """Return the clusters that the command dumps."""
    from text_dedup.minhash import main  # type: ignore[import-not-found]  # noqa: PLC0415 (forks)

    options = {
        "path": "json",
        "data_files": corpus,
        "split": "train",
        "cache_dir": work / "cache",
        "output": work / "kept",
        "column": "text",
        "idx_column": "id",
        "ngram": 5,
        "num_perm": PERMUTATIONS,
        "threshold": THRESHOLD,
        "hash_func": "xxh3",
        "num_proc": PROCESSES,
    }
    arguments = [str(part) for key, value in options.items() for part in (f"--{key}", value)]
    main([*arguments, "--debug"], standalone_mode=False)
    with (work / "kept" / "uf.pkl").open("rb") as file:
        clusters = pickle.load(file)  # noqa: S301 (written a moment ago, by the call above)
    families: dict[str, list[str]] = {}
    for name in list(clusters.parent):
        families.setdefault(clusters.find(name), []).append(name)
    return as_families(families.values())


if __name__ == "__main__":
    run_adapter(find_duplicates)
