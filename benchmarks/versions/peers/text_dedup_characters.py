"""text-dedup again, on 5-character shingles: its corpus is rewritten with spaces first.

text-dedup has no option for the unit of its n-grams. A space between the letters of a text makes
each of them a token; the rewriting is part of the run.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from benchmarks.versions.peers.common import Answer, read_corpus, run_adapter
from benchmarks.versions.peers.text_dedup import find_duplicates

_LETTER = re.compile(r"\w")


def find_duplicates_by_character(corpus: Path, work: Path) -> Answer:
    """Return the clusters of the corpus that has each letter by itself."""
    spaced = work / "spaced.jsonl"
    with spaced.open("w", encoding="utf-8") as file:
        for name, text in read_corpus(corpus):
            record = {"id": name, "text": " ".join(_LETTER.findall(text))}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return find_duplicates(spaced, work)


if __name__ == "__main__":
    run_adapter(find_duplicates_by_character)
