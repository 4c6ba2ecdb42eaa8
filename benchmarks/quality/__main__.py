"""Apply known edits to texts, compare, and count what was found and what was made up.

An edit counts as found if a change of its kind quotes exactly the old text that was hit.
Recall is the share of edits found; precision the share of reported changes that are one.
A noise edit has nothing to be found: each change reported for it is a false alarm.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from random import Random

import attrs

import docdiff
from benchmarks.quality.edits import MAKERS, Edit
from benchmarks.quality.texts import OWN, read_texts

FLOOR = 0.99


@attrs.define
class Score:
    """Counts for one kind of edit."""

    edits: int = 0
    found: int = 0
    changes: int = 0

    @property
    def recall(self) -> float:
        """The share of edits that were found, in [0, 1]."""
        return self.found / self.edits if self.edits else 1.0

    @property
    def precision(self) -> float:
        """The share of reported changes that are an edit, in [0, 1]."""
        return self.found / self.changes if self.changes else 1.0


def judge(edit: Edit, score: Score) -> bool:
    """Compare the two texts of an edit, count, and say whether all is as it should be."""
    old, new = docdiff.Document("old", edit.old), docdiff.Document("new", edit.new)
    changes = docdiff.compare(old, new).changes
    found = [c for c in changes if c.kind.value == edit.kind and c.old_text == edit.hit.strip()]
    score.edits += 1
    score.found += bool(found) or (not edit.kind and not changes)
    score.changes += len(changes)
    return len(changes) == len(found) == bool(edit.kind)


def run(
    texts: Mapping[str, tuple[str, ...]], cases: int, seed: int, *, show: int = 0
) -> dict[str, Score]:
    """Return the scores of every kind of edit, ``cases`` for each language."""
    scores = {name: Score() for name in MAKERS}
    for name, make in MAKERS.items():
        for language, found in sorted(texts.items()):
            random = Random(f"{seed} {name} {language}")  # noqa: S311 (a seeded benchmark)
            for _ in range(cases):
                edit = make(random.choice(found), language, random)
                if edit and not judge(edit, scores[name]) and show:
                    show -= 1
                    print(f"--- {name}, {language}: {edit.hit!r}")
                    for change in docdiff.compare(
                        docdiff.Document("old", edit.old), docdiff.Document("new", edit.new)
                    ).changes[:4]:
                        print(f"    {change.kind.value}: {change.message[:100]}")
    return scores


def failures(scores: Mapping[str, Score]) -> list[str]:
    """Return the kinds below the floor; noise may give no change at all."""
    return [
        name
        for name, score in scores.items()
        if score.recall < FLOOR
        or (score.changes if name.endswith("(noise)") else score.precision < FLOOR)
    ]


def main() -> int:
    """Print the table; exit with 1 when a kind is below its floor."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder of sets with real texts")
    parser.add_argument("--cases", type=int, default=20, help="edits of a kind and language")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="how many misses to print")
    options = parser.parse_args()
    texts: dict[str, tuple[str, ...]] = dict(OWN)
    if options.data:
        random = Random(options.seed)  # noqa: S311 (a seeded benchmark)
        for language, more in read_texts(options.data, 25, random).items():
            texts[language] = texts.get(language, ()) + more
    scores = run(texts, options.cases, options.seed, show=options.show)
    print(f"{'edit':28}{'edits':>7}{'recall':>8}{'precision':>11}{'changes':>9}")
    for name, score in scores.items():
        noise = name.endswith("(noise)")
        precision = "" if noise else f"{score.precision:.3f}"
        recall = f"{score.recall:.3f}"
        print(f"{name:28}{score.edits:7}{recall:>8}{precision:>11}{score.changes:9}")
    missed = failures(scores)
    print(f"floor {FLOOR}: {'met' if not missed else 'missed by ' + ', '.join(missed)}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
