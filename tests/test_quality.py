"""Floors of quality on known edits; only a person lowers them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from random import Random

import attrs
import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.measures import interval
from benchmarks.quality import noise, points
from benchmarks.quality.judge import judge, match
from benchmarks.quality.kinds import MAKERS
from benchmarks.quality.run import make_cases, run
from benchmarks.quality.scores import FLOOR, Score, as_json, failures, table
from benchmarks.quality.sites import Site
from benchmarks.quality.texts import OWN, read_texts
from benchmarks.quality.truth import Case, Replacement, Rewriting, add_noise, make_case
from docdiff.normalize import make_quiet

CASES = 6
SEED = 7


def test_every_kind_of_edit_is_found_and_nothing_else():
    """Recall and precision reach the floor for each kind, and noise gives no change."""
    assert [] == failures(run(OWN, CASES, SEED))


@pytest.mark.parametrize(
    ("fault", "replacement", "missed"),
    [
        ("docdiff.pipeline.comparison.find_facts", lambda *_, **__: (), "figure lost"),
        ("docdiff.align.claim_moves", lambda groups, *_: list(groups), "paragraph moved"),
        ("docdiff.report.pieces.is_damage", lambda *_: False, "encoding damage"),
        ("docdiff.report.repeats.RepeatFinder.find", lambda *_, **__: None, "repeat added"),
        ("docdiff.normalize.is_pinyin", lambda _: False, "annotation (noise)"),
        ("docdiff.normalize.fold", lambda text: text, "script (noise)"),
        ("docdiff.report.pieces.is_compatible", lambda *_: False, "figure masked"),
        ("docdiff.report.find_noise", lambda *_: iter(()), "re-wrapped (noise)"),
    ],
)
def test_a_planted_fault_is_caught(monkeypatch, fault, replacement, missed):
    """A stage that does nothing falls below the floor of what it is there for."""
    monkeypatch.setattr(fault, replacement)

    assert [missed] == failures(run(OWN, CASES, SEED, kinds=[missed]))


def test_the_harness_counts_what_was_made_up():
    """A change that no edit accounts for costs precision, and noise may have none."""
    scores = {(name, "en"): Score(edits=100, found=100, changes=100) for name in MAKERS}
    for name in MAKERS:
        if name.endswith("(noise)"):
            scores[name, "en"].changes = 0
    assert [] == failures(scores)

    scores["word replaced", "en"].changes = 102
    scores["word replaced", "en"].made_up = 2
    scores["case (noise)", "en"].changes = 1

    assert FLOOR > scores["word replaced", "en"].precision
    assert ["word replaced", "case (noise)"] == failures(scores)


def test_a_kind_without_a_case_is_below_the_floor():
    """A maker that finds no place any more proves nothing."""
    assert ["figure lost"] == failures({("figure lost", "en"): Score()})


OLD = "The works cost 4.5 million dollars in all, and 300 people were there."


@pytest.fixture
def case():
    """Return a case with one figure lost, and what docdiff says of it."""
    edit = points.drop(Site("digits", 15, 18), "figure-lost", OLD)
    return make_case(OLD, [edit])


def test_a_change_in_its_place_is_found(case):
    """It is of the kind, covers the core on both sides, stays in the hull and reads right."""
    assert judge(case).is_right


@pytest.mark.parametrize(
    "wrong",
    [
        {"kinds": frozenset({"figure-changed"})},
        {"old_core": (47, 50), "old_hull": (47, 50)},
        {"old_core": (11, 19), "old_hull": (11, 19)},
        {"new_core": (40, 40), "new_hull": (40, 40)},
        {"value": "300"},
    ],
    ids=["kind", "place", "core", "other side", "value"],
)
def test_a_change_of_another_kind_place_or_value_is_not(case, wrong):
    """What is found elsewhere or as something else is both missed and made up."""
    verdict = judge(attrs.evolve(case, wanted=(attrs.evolve(case.wanted[0], **wrong),)))

    assert (1, 1) == (len(verdict.missed), len(verdict.made_up))


def test_one_change_is_found_once(case):
    """Two edits need two changes."""
    verdict = judge(attrs.evolve(case, wanted=case.wanted * 2))

    assert (1, 0) == (len(verdict.missed), len(verdict.made_up))
    assert ([], []) == match((), ())


def test_noise_has_to_be_counted_under_its_name():
    """A case of noise is right if there is no change and its kind of noise, and no other."""
    wider = [Replacement(3, 3, " ")]

    assert judge(add_noise(Case(OLD, OLD), wider, "whitespace")).is_right
    assert not judge(add_noise(Case(OLD, OLD), wider, "width")).is_right
    assert not judge(Case(OLD, OLD.upper(), noise=frozenset())).is_right


def test_places_survive_the_noise_around_them(case):
    """An edit is looked for where the noise has moved it."""
    wrapped = add_noise(case, [Replacement(0, 0, "\n \n"), Replacement(14, 15, "\n")], "line-wrap")

    assert (
        "cost\n" == wrapped.new[slice(*wrapped.wanted[0].new_hull)][-5:] or judge(wrapped).is_right
    )
    assert judge(wrapped.mirror()).is_right


def test_rewriting_maps_places():
    """A place goes to either end of what is put in there, or of what is replaced beside it."""
    done = Rewriting("abcdef", [Replacement(2, 2, "__"), Replacement(3, 5, "X")])

    assert "ab__cXf" == done.text
    assert [(0, 0), (1, 1), (2, 4), (5, 6), (5, 6), (5, 6), (7, 7)] == [
        (done.low(k), done.high(k)) for k in range(7)
    ]
    with pytest.raises(ValueError, match="overlap"):
        Rewriting("abc", [Replacement(0, 2, ""), Replacement(1, 3, "")])


@pytest.mark.parametrize("name", MAKERS)
def test_every_kind_has_cases_of_its_own_texts(name):
    """Each is made, the same with the same seed, and differs from the old text."""
    made = [
        list(make_cases(name, language, texts, 3, Random(SEED))) for language, texts in OWN.items()
    ]

    assert any(made)
    assert all(case.old != case.new for cases in made for case in cases)
    assert made == [
        list(make_cases(name, language, texts, 3, Random(SEED))) for language, texts in OWN.items()
    ]


@pytest.mark.parametrize("name", noise.NOISES)
def test_noise_changes_no_word(name):
    """What is noise leaves the letters and digits as they are, but for their dress."""

    def said(text: str) -> str:
        return "".join(filter(str.isalnum, make_quiet(text).chars)).casefold()

    for language, texts in OWN.items():
        for case in make_cases(f"{name} (noise)", language, texts, 4, Random(SEED)):
            if name != "decomposed":
                assert said(case.old) == said(case.new)


def test_wilson_interval():
    """It is never empty at the ends and holds the share."""
    assert (0.0, 1.0) == interval(0, 0)
    low, high = interval(100, 100)
    assert (0.963, 1.0) == (round(low, 3), round(high, 3))


def test_the_table_and_the_json_say_the_same():
    """Each row stands in both, with what was found and made up in each language."""
    scores = {("figure lost", "en"): Score(edits=9, found=8, changes=10, made_up=2)}
    shown = as_json(scores, {"seed": 1})

    assert "8/9 +2" in table(scores, ["de", "en"])
    assert ["en", "all"] == [row["language"] for row in shown["rows"]]
    assert 0.8 == shown["rows"][0]["precision"]


def test_a_folder_without_sets_is_refused(tmp_path):
    """The message says what is wanted."""
    with pytest.raises(SystemExit, match="name the folder of sets"):
        read_texts(tmp_path, 1, Random(1))


def test_the_command_prints_the_table(tmp_path):
    """It takes texts of a folder, and fails where a kind is below its floor."""
    docs = tmp_path / "some" / "docs"
    docs.mkdir(parents=True)
    (docs / "a.txt").write_text(OWN["en"][-1], "utf-8")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "benchmarks.quality",
            "--data",
            tmp_path,
            "--cases",
            "2",
            "--kinds",
            "figure lost",
        ],
        check=False,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parent.parent,
    )

    assert (0, "") == (done.returncode, done.stderr)
    assert "figure lost" in done.stdout
