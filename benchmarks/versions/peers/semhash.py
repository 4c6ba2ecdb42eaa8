"""semhash: ``from_records`` and ``self_deduplicate`` with its defaults, as its README shows.

Its model is fetched from a hub when it is installed; without a way there it cannot run.
"""

from __future__ import annotations

from pathlib import Path

from semhash import SemHash  # type: ignore[import-not-found]

from benchmarks.versions.peers.common import Answer, find_families, read_corpus, run_adapter


def find_duplicates(corpus: Path, _work: Path) -> Answer:
    """Return the connected components of the records and those they are duplicates of."""
    records = [{"id": name, "text": text} for name, text in read_corpus(corpus)]
    names = [record["id"] for record in records]
    place = {name: number for number, name in enumerate(names)}
    result = SemHash.from_records(records, columns=["text"]).self_deduplicate()
    near: list[list[int]] = [[] for _ in names]
    for one in result.filtered:
        near[place[one.record["id"]]].append(place[one.duplicate_of["id"]])
    return find_families(names, near)


if __name__ == "__main__":
    run_adapter(find_duplicates)
