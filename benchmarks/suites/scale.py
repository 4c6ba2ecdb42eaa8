"""How time and memory grow, with documents and with the length of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from benchmarks.differences.cases import Pair
from benchmarks.differences.tools import (
    FLOOR,
    Tool,
    choose_tools,
    read_answer,
    run_tool,
    tell_absent,
    write_pairs,
)
from benchmarks.history.kernels import edit, grow
from benchmarks.measures import Measure, Table
from benchmarks.quality.truth import Case
from benchmarks.suites.plan import Outcome, Plan
from benchmarks.turns import megabytes, seconds
from benchmarks.versions import growth
from benchmarks.versions.contenders import WITH_FACTS, choose_contenders

_MOST_EDITS = 1_000
_CHARACTERS_OF_AN_EDIT = 1_000
_ROUNDS = 3

Values = dict[int, list[float]]


def measure(plan: Plan) -> Outcome:
    """Return all tables of the suite."""
    contenders = [one for one in choose_contenders(plan.peers) if one.name != WITH_FACTS]
    rounds = _ROUNDS if plan.quick else 1
    tables = growth.measure(contenders, growth.Plan(plan.sizes, rounds, plan.limit), plan.work)
    chosen = choose_tools(plan.peers)
    tools = [tool for tool in chosen if not tool.environment.absence()]
    absent = {one.title: why for one in contenders for why in [one.environment.absence()] if why}
    return Outcome((*tables, *measure_lengths(tools, plan)), {}, absent | tell_absent(chosen))


def measure_lengths(tools: Sequence[Tool], plan: Plan) -> tuple[Table, Table]:
    """Return time and memory of comparisons of longer and longer texts."""
    times: dict[str, Values] = {tool.title: {} for tool in tools}
    peaks: dict[str, Values] = {tool.title: {} for tool in tools}
    slow: set[str] = set()
    for length in plan.lengths:
        text = grow(length)
        edits = min(_MOST_EDITS, length // _CHARACTERS_OF_AN_EDIT)
        pairs = [Pair("", "", "en", Case(text, edit(text, edits)))]
        write_pairs(pairs, plan.work / "pairs")
        for _ in range(_ROUNDS):
            for tool in tools:
                if tool.title in slow or not tool.choose(pairs):
                    continue
                # Each adapter calls its tool once before the call that counts.
                run = run_tool(tool, plan.work / "pairs", plan.work, 2 * plan.limit)
                if run.failure or run.seconds > plan.limit:
                    slow.add(tool.title)
                if not run.failure:
                    found = read_answer(tool, plan.work, pairs).seconds[0]
                    times[tool.title].setdefault(length, []).append(found)
                    peaks[tool.title].setdefault(length, []).append(run.peak_mb or 0)
    note = (
        f"One pair with an edit in {_CHARACTERS_OF_AN_EDIT:,} characters, and no more than "
        f"{_MOST_EDITS:,}; the tool's own call, medians of {_ROUNDS} in turns. A tool whose "
        "process, with a call before the one that counts, takes over "
        f"{plan.limit:.0f} s is not asked for more."
    )
    return (
        _curve("lengths", "Growth with the length of a document: seconds", note, _seconds(times)),
        _curve(
            "lengths-memory",
            "Growth with the length of a document: peak memory",
            "The same runs: the most memory resident, of the whole process.",
            _megabytes(peaks),
        ),
    )


def _curve(name: str, title: str, note: str, rows: Mapping[str, Mapping[str, Measure]]) -> Table:
    return Table(
        *(name, title, note, {row: cells for row, cells in rows.items() if cells}),
        rows_are="tools",
        floor=FLOOR,
        plot="curve",
        column="characters",
    )


def _seconds(values: Mapping[str, Values]) -> dict[str, dict[str, Measure]]:
    return {
        title: {f"{size:,}": seconds(some, places=3) for size, some in found.items()}
        | growth.exponent(found)
        for title, found in values.items()
    }


def _megabytes(values: Mapping[str, Values]) -> dict[str, dict[str, Measure]]:
    return {
        title: {f"{size:,}": megabytes(some) for size, some in found.items()}
        | growth.exponent(found)
        for title, found in values.items()
    }
