"""datatrove: the four stages of its MinHash pipeline, as FineWeb-2 runs it on ``cmn_Hani``.

That is: 14 buckets of 8 hashes (its threshold is 0.72), xxhash with 64 bits, 5-grams of the words
that jieba finds through spaCy. The corpus is cut into one part for each of two workers, since a
file is datatrove's unit of work. The cluster of each document is asked for with its own option.
"""

from __future__ import annotations

import json
from pathlib import Path

from datatrove.executor import LocalPipelineExecutor  # type: ignore[import-not-found]
from datatrove.pipeline.dedup.minhash import (  # type: ignore[import-not-found]
    MinhashConfig,
    MinhashDedupBuckets,
    MinhashDedupCluster,
    MinhashDedupFilter,
    MinhashDedupSignature,
)
from datatrove.pipeline.readers import JsonlReader  # type: ignore[import-not-found]
from datatrove.pipeline.writers import JsonlWriter  # type: ignore[import-not-found]
from datatrove.utils.hashing import HashConfig  # type: ignore[import-not-found]

from benchmarks.versions.peers.common import PROCESSES, Answer, as_families, run_adapter

_LANGUAGE = "cmn_Hani"


def cut_corpus(corpus: Path, folder: Path) -> None:
    """Deal the lines of the corpus out to as many files as there are workers."""
    folder.mkdir()
    files = [(folder / f"{part}.jsonl").open("wb") for part in range(PROCESSES)]
    with corpus.open("rb") as source:
        for number, line in enumerate(source):
            files[number % PROCESSES].write(line)
    for file in files:
        file.close()


def run_stages(work: Path) -> None:
    """Run the pipeline over ``work / "parts"``; it leaves ``kept`` and ``removed``."""
    config = MinhashConfig(
        n_grams=5,
        num_buckets=14,
        hashes_per_bucket=8,
        hash_config=HashConfig(hash_fc="xxhash", precision=64),
    )
    reader = JsonlReader(str(work / "parts"))
    signatures, buckets, clusters = (str(work / name) for name in ("sigs", "buckets", "ids"))
    removed = JsonlWriter(str(work / "removed"), compression=None)
    stages = [
        ([reader, MinhashDedupSignature(signatures, config=config, language=_LANGUAGE)], PROCESSES),
        ([MinhashDedupBuckets(signatures, buckets, config=config)], config.num_buckets),
        ([MinhashDedupCluster(buckets, clusters, config=config, save_cluster_id=True)], 1),
        (
            [
                reader,
                MinhashDedupFilter(clusters, exclusion_writer=removed, load_cluster_ids=True),
                JsonlWriter(str(work / "kept"), compression=None),
            ],
            PROCESSES,
        ),
    ]
    for number, (pipeline, tasks) in enumerate(stages):
        LocalPipelineExecutor(
            pipeline=pipeline,
            tasks=tasks,
            workers=PROCESSES,
            logging_dir=str(work / "logs" / str(number)),
        ).run()


def find_duplicates(corpus: Path, work: Path) -> Answer:
    """Return the clusters that the filter's two outputs name."""
    cut_corpus(corpus, work / "parts")
    run_stages(work)
    families: dict[int, list[str]] = {}
    for path in sorted([*(work / "kept").iterdir(), *(work / "removed").iterdir()]):
        with path.open("rb") as file:
            for record in map(json.loads, file):
                cluster = record["metadata"]["minhash_cluster_id"]
                if cluster >= 0:
                    families.setdefault(cluster, []).append(record["id"])
    return as_families(families.values())


if __name__ == "__main__":
    run_adapter(find_duplicates)
