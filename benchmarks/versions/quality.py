"""Score ``docdiff find`` with its defaults on sets of texts whose versions are known."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from time import perf_counter

import docdiff
from benchmarks.versions.choices import print_choices
from benchmarks.versions.contenders import DOCDIFF_COMMAND, list_versions
from benchmarks.versions.corpus import find_sets
from benchmarks.versions.processes import describe_machine
from benchmarks.versions.scoring import SetScore, score_set
from benchmarks.versions.tables import print_table, show
from benchmarks.versions.works import make_works

_HEAD = (
    *("set", "documents", "s", "pairs", "found", "hit", "precision", "recall", "F1"),
    *("siblings", "in a family", "told", "versions called siblings"),
)


def find_and_score(folder: Path) -> tuple[int, float, SetScore]:
    """Return the number of documents of a set, the seconds taken, and the score."""
    start = perf_counter()
    command = [DOCDIFF_COMMAND, "find", str(folder / "docs"), "--format", "json"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    seconds = perf_counter() - start
    if done.returncode:
        raise SystemExit(f"docdiff find {folder}: exit code {done.returncode}: {done.stderr}")
    found = json.loads(done.stdout)
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    return len(found["documents"]), seconds, score_set(truth, found)


def score_own(*, works: int = 12, templates: int = 6, seed: int = 1) -> tuple[int, float, SetScore]:
    """Return the same of works that the benchmark writes itself."""
    made = make_works(works=works, templates=templates, seed=seed)
    documents = [docdiff.Document(id_, text) for id_, text in made.texts.items()]
    start = perf_counter()
    search = docdiff.find_versions(documents)
    seconds = perf_counter() - start
    truth = {
        "groups": [{"versions": [{"file": id_} for id_ in group]} for group in made.groups],
        "siblings": [{"a": a, "b": b} for a, b in made.siblings],
    }
    found = {
        "families": [{"members": family.members} for family in search.families],
        "matches": [{"a": m.a, "b": m.b, "relation": m.relation.value} for m in search.matches],
    }
    return len(documents), seconds, score_set(truth, found)


def _share(part: int, whole: int) -> str:
    """Return a share in per cent."""
    return f"{100 * part / whole:.1f} %" if whole else "–"


def run(data: Path | None, date: str) -> int:
    """Print the scores of the benchmark's own works, and of each set below a folder."""
    folders = find_sets(data) if data else []
    found = [("own works", *score_own()), *((f.name, *find_and_score(f)) for f in folders)]
    rows = []
    for name, documents, seconds, score in found:
        pairs = score.pairs
        rows.append(
            [
                *(name, str(documents), show(seconds, 1)),
                *(str(pairs.expected), str(pairs.found), str(pairs.hit)),
                *(show(pairs.precision, 4), show(pairs.recall, 4), show(pairs.f1, 4)),
                *(str(score.siblings), _share(score.siblings_joined, score.siblings)),
                _share(score.siblings_told, score.siblings),
                _share(score.versions_misread, pairs.expected),
            ]
        )
    if folders:
        means = [
            show(sum(getattr(score.pairs, name) for *_, score in found[1:]) / len(folders), 4)
            for name in ("precision", "recall", "f1")
        ]
        rows.append(["mean of the sets", *[""] * 5, *means, *[""] * 4])
    print(describe_machine(list_versions(()), date))
    print("docdiff find, defaults", end="\n\n")
    print_table(_HEAD, rows)
    if folders:
        print_choices(folders)
    else:
        print("\nno folder of sets was named; --data DIR scores real texts")
    return 0
