"""Floors of quality on known edits; only a person lowers them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.quality.__main__ import FLOOR, Score, failures, run
from benchmarks.quality.edits import MAKERS
from benchmarks.quality.texts import OWN, read_texts

CASES = 6


def test_every_kind_of_edit_is_found_and_nothing_else():
    """Recall and precision reach the floor for each kind, and noise gives no change."""
    assert [] == failures(run(OWN, CASES, seed=7))


@pytest.mark.parametrize(
    ("fault", "replacement", "missed"),
    [
        ("docdiff.pipeline.comparison.find_facts", lambda *_, **__: (), "figure-lost"),
        ("docdiff.align.claim_moves", lambda groups, *_: list(groups), "paragraph-moved"),
    ],
)
def test_a_planted_fault_is_caught(monkeypatch, fault, replacement, missed):
    """A stage that does nothing falls below the floor of what it is there for."""
    monkeypatch.setattr(fault, replacement)

    assert missed in failures(run(OWN, CASES, seed=7))


def test_the_harness_counts_what_was_made_up():
    """A change that no edit accounts for costs precision."""
    scores = {name: Score(edits=100, found=100, changes=100) for name in MAKERS}
    scores["notation (noise)"].changes = 0
    scores["re-wrapped (noise)"].changes = 0
    scores["width, case, space (noise)"].changes = 0
    scores["text-replaced"].changes = 102

    assert FLOOR > scores["text-replaced"].precision
    assert ["text-replaced"] == failures(scores)


def test_a_folder_without_sets_is_refused(tmp_path):
    """The message says what is wanted."""
    with pytest.raises(SystemExit, match="name the folder of sets"):
        read_texts(tmp_path, 1, None)
