"""How long a comparison of heavily amended texts takes, beside diffs of characters."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import median

from rapidfuzz.distance import Indel

from benchmarks.differences.cases import Pair
from benchmarks.differences.tools import (
    FLOOR,
    Answer,
    Tool,
    read_answer,
    run_tool,
    write_pairs,
)
from benchmarks.measures import Measure, Table
from benchmarks.processes import Run
from benchmarks.quality.truth import Case
from benchmarks.suites.plan import Plan
from benchmarks.turns import seconds, take_turns, timed
from benchmarks.versions.corpus import find_sets

_TOOLS = ("tokens", "docdiff", "fast_diff_match_patch", "diff_match_patch")
_LENGTHS = range(12_000, 18_001)
_LEAST_KEPT = 0.5  # below, a text is written anew and not amended
_PAIRS, _ROUNDS = 3, 5
_SLOW = 4.0  # seconds of a tool's process from which on one round is enough


def choose_pairs(data: Path) -> list[Pair]:
    """Return the successive versions of middle length that have least in common.

    What two texts keep is their Indel similarity, 1 where they are equal. Of those that keep a
    half or more the few that keep least are taken.
    """
    kept = [
        (similarity, name, old, new)
        for name, old, new in _successive(data)
        if (similarity := Indel.normalized_similarity(old, new)) >= _LEAST_KEPT
    ]
    return [Pair("", name, "", Case(old, new)) for _, name, old, new in sorted(kept)[:_PAIRS]]


def _successive(data: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the name of the newer and both texts of neighbouring versions of middle length."""
    for folder in find_sets(data):
        for group in json.loads((folder / "truth.json").read_text("utf-8"))["groups"]:
            names = [one["file"] for one in group["versions"]]
            texts = [(folder / name).read_text("utf-8") for name in names]
            for name, (old, new) in zip(names[1:], pairwise(texts), strict=True):
                if len(old) in _LENGTHS and len(new) in _LENGTHS:
                    yield f"{folder.name}/{name}", old, new


def make_table(tools: Sequence[Tool], plan: Plan, pairs: Sequence[Pair]) -> Table:
    """Return the times of tools on heavily amended pairs, and each over each, pair by pair."""
    folder = plan.work / "amended"
    folder.mkdir()
    write_pairs(pairs, folder / "pairs")
    answers: dict[str, list[Answer]] = {}

    def run(tool: Tool) -> Run:
        done = run_tool(tool, folder / "pairs", folder, 36 * plan.limit)
        if not done.failure:
            answers.setdefault(tool.title, []).append(read_answer(tool, folder, pairs))
        return done

    jobs = {tool.title: partial(run, tool) for tool in tools if tool.name in _TOOLS}
    runs = take_turns(jobs, _ROUNDS, slow=_SLOW).runs
    times = {
        # What came before the counted rounds only warmed up.
        title: [answer.seconds for answer in answers[title][-len(rounds) :]]
        for title, rounds in runs.items()
        if rounds
    }
    rows = describe(times)
    note = (
        f"{len(pairs)} pairs of successive versions of {_LENGTHS.start:,} to {_LENGTHS.stop - 1:,} "
        f"characters: of those that keep {_LEAST_KEPT} of their characters or more, the ones that "
        f"keep least. Warm, the tool's own call alone; {_ROUNDS} rounds in turns, one where a tool "
        "takes seconds. Medians over the pairs, with the fastest and slowest pair; ratios are "
        "taken pair by pair."
    )
    return Table(
        *("amended", "A comparison of heavily amended texts", note, rows),
        rows_are="tools",
        floor=FLOOR,
        plot="bars",
        column="time",
    )


def describe(times: dict[str, list[tuple[float, ...]]]) -> dict[str, dict[str, Measure]]:
    """Return time and ratios of each tool, given the seconds of each pair in each round.

    Examples
    --------
    >>> rows = describe({"one": [(1.0, 4.0)], "two": [(2.0, 2.0), (2.0, 2.0)]})
    >>> str(rows["one"]["time"]), rows["one"]["× two"].spread
    ('2500.00 ms', '[0.50, 2.00]')
    """
    # The median of a pair over the rounds; rounds of one tool alone have no partner.
    middles = {
        title: [median(values) for values in zip(*rounds, strict=True)]
        for title, rounds in times.items()
    }
    return {
        title: {
            "time": seconds(mine, unit="ms"),
            **{
                f"× {'floor' if other == FLOOR else other}": timed(
                    [own / base for own, base in zip(mine, theirs, strict=True)]
                )
                for other, theirs in middles.items()
            },
        }
        for title, mine in middles.items()
    }
