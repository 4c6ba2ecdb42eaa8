"""Floors of quality on works whose versions are known; only a person lowers them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.versions import synthetic
from benchmarks.versions.contenders import read_removed
from benchmarks.versions.quality import score_own
from benchmarks.versions.scoring import score_families
from docdiff.cli import main
from docdiff.verify import Naming

F1_FLOOR = 0.98
SIBLINGS_JOINED = 0.02
SIBLINGS_TOLD = 0.98
VERSIONS_MISREAD = 0.01


def below_floor(score):
    """Return what of a score does not reach its floor."""
    versions = score.pairs.expected
    reached = {
        "F1": score.pairs.f1 >= F1_FLOOR,
        "siblings joined": score.siblings_joined <= SIBLINGS_JOINED * score.siblings,
        "siblings told": score.siblings_told >= SIBLINGS_TOLD * score.siblings,
        "versions misread": score.versions_misread <= VERSIONS_MISREAD * versions,
    }
    return [name for name, holds in reached.items() if not holds]


@pytest.mark.parametrize("seed", [1, 2])
def test_versions_are_found_and_siblings_kept_apart(seed):
    """Amended works are families; templates filled for other towns or years are none."""
    _, score = score_own(works=8, templates=4, seed=seed)

    assert [] == below_floor(score)


@pytest.mark.parametrize(
    ("fault", "replacement", "missed"),
    [
        ("docdiff.verify.relations.have_other_periods", lambda *_: False, "siblings joined"),
        ("docdiff.verify.relations.compare_subjects", lambda *_: Naming.OTHER_TITLE, "F1"),
        ("docdiff.verify.relations._find_sibling_sign", lambda _: "", "siblings told"),
        ("docdiff.cluster._Groups.join", lambda *_: None, "F1"),
    ],
)
def test_a_planted_fault_is_caught(monkeypatch, fault, replacement, missed):
    """A rule that does nothing falls below the floor of what it is there for."""
    monkeypatch.setattr(fault, replacement)
    _, score = score_own(works=8, templates=4, seed=1)

    assert missed in below_floor(score)


def test_a_thinned_corpus_keeps_one_record_of_each_work(tmp_path):
    """Of 2,000 records all copies go, each for a record of its own work, and nothing else."""
    corpus, kept, removed = (tmp_path / name for name in ("c.jsonl", "k.jsonl", "removed.jsonl"))
    works = synthetic.write_synthetic(corpus, documents=2_000, seed=1)
    options = ["--output", str(kept), "--removed", str(removed), "--facts", "ignore", "--quiet"]
    with pytest.raises(SystemExit) as done:
        main(["dedup", str(corpus), *options])
    families = read_removed(tmp_path, 2_000).families
    truth: dict[str, list[str]] = {}
    for name in {name for family in families for name in family}:
        truth.setdefault(name.split("-")[0], []).append(name)

    assert 0 == done.value.code
    assert works <= len(kept.read_bytes().splitlines()) <= 1.005 * works
    assert 1.0 == score_families(list(truth.values()), families).precision
