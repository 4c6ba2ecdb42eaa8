"""The suites run, with next to nothing, and their tables hold what the pages name."""

from __future__ import annotations

import attrs
import pytest

from benchmarks.differences.tools import choose_tools
from benchmarks.suites import quality, scale, speed
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
