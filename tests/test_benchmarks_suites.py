"""The suites run, with next to nothing, and their tables hold what the pages name."""

from __future__ import annotations

import json

import attrs
import pytest

from benchmarks.differences.tools import choose_tools
from benchmarks.suites import amended, quality, scale, speed
from benchmarks.suites.plan import make_plan
from benchmarks.versions import clocks, growth
from benchmarks.versions.contenders import FLOOR_TITLE, Answer, choose_contenders


@pytest.fixture
def plan(tmp_path):
    """Return a plan of next to nothing."""
    usual = make_plan(quick=True, peers=("difflib",), data=None, work=tmp_path)
    return attrs.evolve(usual, rounds=2, pairs=1, lengths=(300, 600))


def test_lengths_give_curves_with_the_floor(plan):
    """Time and memory of each tool by length, with the exponent of a line through them."""
    times, peaks = scale.measure_lengths(choose_tools(plan.peers), plan)

    assert ["tokens only (the floor)", "docdiff", "difflib"] == list(times.rows)
    assert ["300", "600", "exponent"] == times.columns() == peaks.columns()
    assert times.floor in times.rows


def test_growth_gives_curves_with_the_floor(plan, tmp_path):
    """So does the number of documents."""
    floor = [one for one in choose_contenders(()) if one.title == FLOOR_TITLE]
    times, peaks = growth.measure(floor, growth.Plan((100, 400), 2, 60.0), tmp_path)

    assert ["100", "400", "exponent"] == times.columns() == peaks.columns()
    assert plan.quick


def test_exponents_have_the_spread_of_single_rounds():
    """A curve that bends in one round only has not got worse."""
    found = growth.exponent({10: [1.0, 1.0, 2.0], 100: [10.0, 100.0, 20.0]})["exponent"]

    assert (1.3, 1.0, 2.0) == (round(found.value, 1), found.low, found.high)
    assert {} == growth.exponent({10: [1.0]})


def test_a_tool_is_timed_against_the_floor_and_docdiff_on_the_same_pairs(plan):
    """Each set of pairs gives a time and two ratios, of as many rounds as were asked for."""
    race = speed.Race(choose_tools(("difflib",)), plan)
    race.run("few", quality.make_pairs({"en": quality.OWN["en"]}, 1, 1)[:3])

    assert {} == race.failed
    assert ["few", "few × floor", "few × docdiff"] == list(race.rows["difflib"])
    assert 1.0 == race.rows["docdiff"]["few × docdiff"].value
    assert 1.0 == race.rows["tokens only (the floor)"]["few × floor"].high


def test_what_a_contender_says_is_scored_as_far_as_it_goes():
    """Families give pairs and flags, flags alone a share of the records with another version."""
    groups = [["a", "b", "c"], ["d"]]
    families = clocks.score(groups, Answer(2, [["a", "b"]], frozenset("ab")))
    flags = clocks.score(groups, Answer(None, None, frozenset("ad")))

    assert ["precision", "recall", "F1", "flagged", "kept"] == list(families)
    assert (1 / 3, 2 / 3) == (families["recall"].value, families["flagged"].value)
    assert {"flagged": 1 / 3} == {name: one.value for name, one in flags.items()}
    assert {} == clocks.score(groups, Answer(None, None))


def write_versions(folder, versions):
    """Write a set of texts with one work per pair, its versions in order."""
    groups = []
    (folder / "set" / "docs").mkdir(parents=True)
    for name, texts in versions.items():
        files = [f"docs/{name}{number}" for number in range(len(texts))]
        for file, text in zip(files, texts, strict=True):
            (folder / "set" / file).write_text(text, "utf-8")
        groups.append({"versions": [{"file": file} for file in files]})
    (folder / "set" / "truth.json").write_text(json.dumps({"groups": groups}), "utf-8")


def test_heavily_amended_pairs_are_those_that_keep_least(tmp_path):
    """Less than half kept is another text, and only texts of middle length are taken."""
    text = "0123456789" * 1_200
    write_versions(
        tmp_path,
        {
            "short": ["a" * 100, "b" * 100],
            "rewritten": [text, "x" * 12_000],
            **{f"kept{tenths}": [text, change(text, tenths)] for tenths in (9, 6, 8, 5, 7)},
        },
    )

    assert [f"set/docs/kept{tenths}1" for tenths in (5, 6, 7)] == [
        pair.kind for pair in amended.choose_pairs(tmp_path)
    ]


def change(text, tenths):
    """Return a text that keeps so many tenths of its characters."""
    kept = len(text) * tenths // 10
    return text[:kept] + "x" * (len(text) - kept)


def test_amended_pairs_are_timed_pair_by_pair(plan):
    """Each tool has its time, and a ratio to each tool that ran in the same rounds."""
    pairs = quality.make_pairs({"en": quality.OWN["en"]}, 1, 1)[:3]
    table = amended.make_table(choose_tools(("diff_match_patch",)), plan, pairs)

    assert ["tokens only (the floor)", "docdiff", "diff-match-patch"] == list(table.rows)
    assert {"time", "× floor", "× docdiff", "× diff-match-patch"} == set(table.columns())
    assert (1.0, 1.0) == (
        table.rows["docdiff"]["× docdiff"].low,
        table.rows["docdiff"]["× docdiff"].high,
    )
