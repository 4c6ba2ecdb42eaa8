"""data-juicer: a recipe with ``document_minhash_deduplicator``, run by its own executor.

Its documentation recommends ``tokenization: character`` for Chinese; 5 characters, 0.7 and 256
permutations are its defaults and what its recipe for Chinese has. It writes the records that it
keeps and says nothing of the others.
"""

from __future__ import annotations

import json
from pathlib import Path

from data_juicer.config import init_configs  # type: ignore[import-not-found]
from data_juicer.core import DefaultExecutor  # type: ignore[import-not-found]

from benchmarks.versions.peers.common import (
    PROCESSES,
    SHINGLE,
    THRESHOLD,
    Answer,
    read_corpus,
    run_adapter,
)

_DEFAULT_PERMUTATIONS = 256


def find_duplicates(
    corpus: Path, work: Path, *, permutations: int = _DEFAULT_PERMUTATIONS
) -> Answer:
    """Return the ids of the records that it keeps."""
    kept = work / "kept.jsonl"
    deduplicator = {
        "tokenization": "character",
        "window_size": SHINGLE,
        "num_permutations": permutations,
        "jaccard_threshold": THRESHOLD,
    }
    recipe = {
        "project_name": "versions",
        "dataset_path": str(corpus),
        "export_path": str(kept),
        "work_dir": str(work / "job"),
        "ds_cache_dir": str(work / "cache"),
        "np": PROCESSES,
        "process": [{"document_minhash_deduplicator": deduplicator}],
    }
    path = work / "recipe.yaml"
    path.write_text(json.dumps(recipe), "utf-8")  # JSON is YAML, too
    DefaultExecutor(init_configs(["--config", str(path)])).run()
    return {"kept": [name for name, _ in read_corpus(kept)]}


if __name__ == "__main__":
    run_adapter(find_duplicates)
