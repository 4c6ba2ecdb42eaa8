"""What the adapters share; it needs nothing but the standard library."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

SHINGLE = 5  # characters
PERMUTATIONS = 128
THRESHOLD = 0.7
PROCESSES = 2
# Of 8, 32, 100 and 250 documents, 32 was the fastest for rensa: its tokens stay in the cache.
BATCH = 32

Answer = dict[str, Any]


def read_corpus(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the id and the text of each record."""
    with path.open("rb") as file:
        for line in file:
            record = json.loads(line)
            yield record["id"], record["text"]


def cut_shingles(text: str) -> list[str]:
    """Return the 5-character shingles of a text, and a shorter text as a whole."""
    return [text[i : i + SHINGLE] for i in range(max(1, len(text) - SHINGLE + 1))]


def find_families(names: Sequence[str], candidates: Iterable[Iterable[int]]) -> Answer:
    """Join each document with its candidates; the connected components are the families."""
    parent = list(range(len(names)))

    def find(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for node, others in enumerate(candidates):
        for other in others:
            a, b = find(node), find(other)
            parent[max(a, b)] = min(a, b)
    families: dict[int, list[str]] = {}
    for node, name in enumerate(names):
        families.setdefault(find(node), []).append(name)
    return as_families(families.values())


def as_families(groups: Iterable[list[str]]) -> Answer:
    """Return the answer that says which documents belong together."""
    return {"families": [{"members": group} for group in groups if len(group) > 1]}


def run_adapter(answer: Callable[[Path, Path], Answer]) -> None:
    """Call ``answer`` with the corpus and the folder of the command line; write what it says."""
    corpus, output, work = map(Path, sys.argv[1:])
    output.write_text(json.dumps(answer(corpus, work)), "utf-8")
