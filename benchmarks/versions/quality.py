"""Score ``docdiff find`` and the peers on sets of texts whose versions are known."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docdiff
from benchmarks.measures import Measure, Table, count, share
from benchmarks.versions.clocks import Corpus, ask, score, write_corpus
from benchmarks.versions.contenders import (
    DOCDIFF_COMMAND,
    Contender,
    prepare,
)
from benchmarks.versions.scoring import SetScore, score_set
from benchmarks.versions.works import Works, make_works

OWN = "own works"
_LIMIT = 1800.0


def find_and_score(folder: Path, truth: dict[str, Any]) -> SetScore:
    """Return the score of ``docdiff find`` on a set."""
    command = [DOCDIFF_COMMAND, "find", str(folder / "docs"), "--format", "json"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"docdiff find {folder}: exit code {done.returncode}: {done.stderr}")
    return score_set(truth, json.loads(done.stdout))


def score_own(*, works: int = 12, templates: int = 6, seed: int = 1) -> tuple[int, SetScore]:
    """Return the documents and the score of works that the benchmark writes itself."""
    return _score_works(make_works(works=works, templates=templates, seed=seed))


def _score_works(made: Works) -> tuple[int, SetScore]:
    documents = [docdiff.Document(id_, text) for id_, text in made.texts.items()]
    search = docdiff.find_versions(documents)
    found = {
        "families": [{"members": family.members} for family in search.families],
        "matches": [{"a": m.a, "b": m.b, "relation": m.relation.value} for m in search.matches],
    }
    return len(documents), score_set(_as_truth(made), found)


def _as_truth(made: Works) -> dict[str, Any]:
    return {
        "groups": [{"versions": [{"file": id_} for id_ in group]} for group in made.groups],
        "siblings": [{"a": a, "b": b} for a, b in made.siblings],
    }


def make_tables(
    folders: Sequence[Path], contenders: Sequence[Contender], work: Path
) -> tuple[Table, Table]:
    """Return the scores of docdiff on each set, and F1 of all on all."""
    made = make_works(works=12, templates=6, seed=1)
    documents, own = _score_works(made)
    rows = {OWN: _describe(documents, own)}
    rivals = {"docdiff find": {OWN: _f1(own)}}
    corpora = [write_corpus(work / "own.jsonl", made.texts, made.groups, OWN)]
    for folder in folders:
        truth = json.loads((folder / "truth.json").read_text("utf-8"))
        corpora.append(_read_set(folder, truth, work))
        scored = find_and_score(folder, truth)
        rows[folder.name] = _describe(corpora[-1].records, scored)
        rivals["docdiff find"][folder.name] = _f1(scored)
    for one in contenders:
        if prepare(one, work, _LIMIT):
            continue
        for corpus in corpora:
            _, answer = ask(one, corpus, work, _LIMIT)
            told = score(corpus.groups, answer)
            for name in {"F1", "flagged"} & set(told):
                column = corpus.title + (", flagged" if name == "flagged" else "")
                rivals.setdefault(one.title, {})[column] = told[name]
    note = (
        "`docdiff find` with its defaults on works whose versions are known: pairs of versions "
        "are to be found, siblings (one template, other subjects) to be kept apart."
    )
    return (
        Table("versions", "How right the version search is", note, rows),
        Table(
            "versions-tools",
            "The version search beside its peers",
            "F1 over pairs of versions, of the families that each tool makes with its own "
            "settings; and the share of the documents with another version that it flags.",
            rivals,
            rows_are="tools",
            plot="shares",
            column=OWN,
        ),
    )


def _read_set(folder: Path, truth: dict[str, Any], work: Path) -> Corpus:
    """Return a set of files as a corpus."""
    texts = {
        path.relative_to(folder / "docs").as_posix(): path.read_text("utf-8")
        for path in sorted((folder / "docs").rglob("*"))
        if path.is_file()
    }
    groups = [[v["file"].removeprefix("docs/") for v in g["versions"]] for g in truth["groups"]]
    return write_corpus(work / f"{folder.name}.jsonl", texts, groups, folder.name)


def _f1(scored: SetScore) -> Measure:
    return Measure(scored.pairs.f1, better="higher", places=4)


def _describe(documents: int, scored: SetScore) -> dict[str, Measure]:
    """Return the row of a set."""
    pairs = scored.pairs
    row = {
        "documents": count(documents),
        "pairs": count(pairs.expected),
        "found": count(pairs.found),
        "hit": count(pairs.hit),
        "precision": share(pairs.hit, pairs.found, places=4),
        "recall": share(pairs.hit, pairs.expected, places=4),
        "F1": _f1(scored),
    }
    if scored.siblings:
        apart = scored.siblings - scored.siblings_joined
        row |= {
            "sibling pairs": count(scored.siblings),
            "kept apart": share(apart, scored.siblings),
            "told": share(scored.siblings_told, scored.siblings),
        }
    if pairs.expected:
        row["not called siblings"] = share(pairs.expected - scored.versions_misread, pairs.expected)
    return row
