"""How fast docdiff is: whole processes, kernels, and both beside the peers'."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import compress, pairwise
from pathlib import Path

import attrs

from benchmarks import signatures
from benchmarks.differences.cases import Pair, make_pairs
from benchmarks.differences.tools import (
    DOCDIFF,
    FLOOR,
    Answer,
    Tool,
    choose_tools,
    read_answer,
    run_tool,
    tell_absent,
    write_pairs,
)
from benchmarks.history.kernels import HEAVY, LIGHT, edit, grow
from benchmarks.measures import Measure, Table
from benchmarks.processes import Run, run_measured
from benchmarks.quality.texts import OWN
from benchmarks.quality.truth import Case
from benchmarks.suites import amended
from benchmarks.suites.plan import SEED, Outcome, Plan
from benchmarks.suites.repository import COMPARE, make_repository
from benchmarks.turns import memory, ratios, seconds, take_turns, timed
from benchmarks.versions import clocks, synthetic
from benchmarks.versions.contenders import DOCDIFF_COMMAND, choose_contenders
from benchmarks.versions.corpus import find_sets
from benchmarks.versions.scoring import read_groups

_IMPORTS = "python: import rapidfuzz, diff_match_patch, attrs, click"
_DIFF = "docdiff diff, the two reports, to JSON"
_DIFF_FLOOR = 2.5  # times the imports
_GIT, _COMPARE, _CHECK = "git diff --stat", "one process that compares the changed", "docdiff check"
_CHECK_FLOOR = 2.0  # times the sum of the two
_DOCUMENTS, _CHANGED = 1000, 20
_MEGABYTES, _ROUNDS = 200, 3  # of the corpus that is thinned
_REAL_PAIRS, _REAL_LENGTHS = 20, (8_000, 40_000)

# What a reading of the seed alone costs: the floor of the whole processes.
_READ = "open('seeds/reports.txt', 'rb').read().decode()"


def measure(plan: Plan) -> Outcome:
    """Return all tables of the suite."""
    tables = [_processes(plan), _check(plan), signatures.make_table(plan.rounds)]
    chosen = choose_tools(plan.peers)
    tools = [tool for tool in chosen if not tool.environment.absence()]
    compared, failed = _tools(tools, plan)
    tables.append(compared)
    pairs = amended.choose_pairs(plan.data) if plan.data else []
    if pairs:
        tables.append(amended.make_table(tools, plan, pairs))
    contenders = choose_contenders(plan.peers)
    patience = clocks.Plan(_ROUNDS, plan.slow, 36 * plan.limit)
    dedup, absent = clocks.measure(_make_corpus(plan), contenders, patience, plan.work)
    return Outcome((*tables, dedup), {}, failed | absent | tell_absent(chosen))


def _processes(plan: Plan) -> Table:
    """Return the times of commands as CI runs them."""
    commands = {
        "python: read the reports (the floor)": [sys.executable, "-c", _READ],
        _IMPORTS: [
            *(sys.executable, "-c", "import rapidfuzz, diff_match_patch, attrs, click"),
        ],
        _DIFF: [
            *(DOCDIFF_COMMAND, "diff", "seeds/reports.txt#1", "seeds/reports.txt#2"),
            *("--format", "json", "--fail-on", "never"),
        ],
        "docdiff find, the five reports": [DOCDIFF_COMMAND, "find", "seeds/"],
    }
    log = plan.work / "log"
    jobs = {name: partial(run_measured, command, log) for name, command in commands.items()}
    rows = _describe(take_turns(jobs, plan.rounds).runs, _IMPORTS, "× imports")
    ratio = rows[_DIFF]["× imports"]
    rows[_DIFF]["× imports"] = attrs.evolve(ratio, floor=_DIFF_FLOOR)
    note = (
        f"Whole processes that write to a pipe, medians of {plan.rounds} rounds in turns. "
        f"`docdiff diff` may take {_DIFF_FLOOR} times the imports that it is built on."
    )
    return Table(
        *("processes", "The main job", note, rows),
        rows_are="steps",
        floor="python: read the reports (the floor)",
        plot="bars",
        column="time",
    )


def _describe(
    runs: Mapping[str, dict[int, Run]], base: str, column: str
) -> dict[str, dict[str, Measure]]:
    """Return the time of each command, its ratio to one of them, and its memory."""
    rows = {}
    for name, found in runs.items():
        row = {
            "time": seconds([run.seconds for run in found.values()], unit="ms", places=0),
            column: timed(ratios(found, runs[base])),
        }
        peak = memory(found)
        rows[name] = {**row, "peak": peak} if peak else row
    return rows


def _check(plan: Plan) -> Table:
    """Return the times of a check of a repository, beside what cannot be saved."""
    folder = plan.work / "check"
    folder.mkdir()
    chosen = make_repository(folder, _DOCUMENTS, _CHANGED)
    repo, log = folder / "repo", plan.work / "log"
    compare = [sys.executable, "-c", COMPARE, *chosen]
    jobs = {
        _GIT: partial(run_measured, ["git", "diff", "--stat", "HEAD"], log, cwd=repo),
        _COMPARE: partial(run_measured, compare, log, cwd=folder),
        _CHECK: partial(  # it exits with 1 when it finds something
            run_measured, [DOCDIFF_COMMAND, "check", "--base", "HEAD"], log, codes=(0, 1), cwd=repo
        ),
    }
    runs = take_turns(jobs, plan.rounds).runs
    rows = _describe(runs, _GIT, "× git diff")
    both = [
        runs[_CHECK][number].seconds / (runs[_GIT][number].seconds + runs[_COMPARE][number].seconds)
        for number in runs[_CHECK]
    ]
    rows[_CHECK]["× both"] = timed(both, floor=_CHECK_FLOOR)
    note = (
        f"{_DOCUMENTS:,} documents of which {_CHANGED} changed; whole processes, medians of "
        f"{plan.rounds} rounds in turns. The check may take {_CHECK_FLOOR:.0f} times the sum of "
        "git's own look and of a process that compares the same pairs."
    )
    return Table(
        *("check", "The check of a repository", note, rows),
        rows_are="steps",
        floor=_GIT,
        plot="bars",
        column="time",
    )


def _real_pairs(data: Path) -> list[Pair]:
    """Return pairs of neighbouring versions of middle length, spread over all sets."""
    found: list[Pair] = []
    for folder in find_sets(data):
        truth = json.loads((folder / "truth.json").read_text("utf-8"))
        for group in truth["groups"]:
            texts = [(folder / one["file"]).read_text("utf-8") for one in group["versions"]]
            for old, new in pairwise(texts):
                if all(_REAL_LENGTHS[0] <= len(t) <= _REAL_LENGTHS[1] for t in (old, new)):
                    found.append(Pair("", "", "zh", Case(old, new)))
    step = max(1, len(found) // _REAL_PAIRS)
    return found[::step][:_REAL_PAIRS]


@attrs.frozen
class Race:
    """The tools that are timed, and what was measured of them so far."""

    tools: Sequence[Tool]
    plan: Plan
    rows: dict[str, dict[str, Measure]] = attrs.field(factory=dict)
    failed: dict[str, str] = attrs.field(factory=dict)

    def run(self, title: str, pairs: Sequence[Pair]) -> None:
        """Time all tools on one set of pairs, and add columns to their rows."""
        folder = self.plan.work / "tools"
        folder.mkdir(exist_ok=True)
        answers: dict[str, list[Answer]] = {tool.title: [] for tool in self.tools}

        def run(tool: Tool) -> Run:
            some = tool.choose(pairs)
            write_pairs(some, folder / "pairs")
            done = run_tool(tool, folder / "pairs", folder, 36 * self.plan.limit)
            if not done.failure:
                answers[tool.title].append(read_answer(tool, folder, some))
            return done

        fitting = [tool for tool in self.tools if tool.choose(pairs)]
        jobs = {tool.title: partial(run, tool) for tool in fitting}
        turns = take_turns(jobs, self.plan.rounds, slow=self.plan.slow)
        self.failed.update(turns.failures)
        for tool in fitting:
            mine = turns.runs[tool.title]
            if mine:
                own, floor = (
                    _by_round(answers[other], turns.runs[other], pairs, tool)
                    for other in (DOCDIFF, FLOOR)
                )
                calls = _by_round(answers[tool.title], mine, tool.choose(pairs), tool)
                size = len(tool.choose(pairs))
                self.rows.setdefault(tool.title, {}).update(
                    {
                        title: seconds([r.seconds / size for r in calls.values()], unit="ms"),
                        f"{title} × floor": timed(ratios(calls, floor), places=1),
                        f"{title} × docdiff": attrs.evolve(timed(ratios(calls, own)), better=""),
                    }
                )


def _tools(tools: Sequence[Tool], plan: Plan) -> tuple[Table, dict[str, str]]:
    """Return the times of tools that mark differences, and which failed."""
    text = grow(HEAVY[0])
    sets = {
        "known edits": make_pairs(OWN, 1, SEED),
        "heavy": [Pair("", "", "en", Case(text, edit(text, HEAVY[1])))],
        "light": [Pair("", "", "en", Case(text, edit(text, LIGHT[1])))],
    }
    if plan.data:
        sets["real texts"] = _real_pairs(plan.data)
    race = Race(tools, plan)
    for title, pairs in sets.items():
        race.run(title, pairs)
    counts = ", ".join(f"{title}: {len(pairs)} pairs" for title, pairs in sets.items())
    note = (
        f"Warm, the tool's own call alone, tokens included: milliseconds a pair, medians of "
        f"{plan.rounds} rounds in turns, each tool in a process of its own ({counts}; heavy: "
        f"{HEAVY[1]} edits in {HEAVY[0]:,} characters, light: {LIGHT[1]}). docdiff aligns "
        "paragraphs, types facts, names noise and writes messages; the others mark edits and "
        "nothing else."
    )
    table = Table(
        *("compare", "A comparison beside tools that mark differences", note, race.rows),
        rows_are="tools",
        floor=FLOOR,
        plot="bars",
        column="known edits",
    )
    return table, race.failed


def _by_round(
    answers: Sequence[Answer], runs: Mapping[int, Run], pairs: Sequence[Pair], tool: Tool
) -> dict[int, Run]:
    """Return the seconds of the calls by round, for the pairs that a tool is given.

    The last answers are those of the counted rounds: what came before only warmed up.
    """
    given = [bool(tool.choose([pair])) for pair in pairs]
    counted = zip(sorted(runs), answers[-len(runs) :], strict=True)
    return {number: Run(sum(compress(answer.seconds, given)), None) for number, answer in counted}


def _make_corpus(plan: Plan) -> clocks.Corpus:
    """Return the corpus that is thinned: of real texts where there are some, else synthetic."""
    path = plan.work / "corpus.jsonl"
    if plan.data and not plan.quick:
        truth = plan.work / "truth.json"
        # In a process of its own, so that the memory it takes is free when the clocks run.
        command = [
            *(sys.executable, "-m", "benchmarks.versions", "corpus", "--data", str(plan.data)),
            *("--size", str(_MEGABYTES), "--seed", str(SEED)),
            *("--output", str(path), "--truth", str(truth)),
        ]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        groups = read_groups(truth)
        records = sum(map(len, groups))
        return clocks.Corpus(path, records, groups, f"Edited real texts, {done.stdout.strip()}")
    works = synthetic.write_synthetic(path, documents=plan.documents, seed=SEED)
    title = (
        f"{path.stat().st_size / 1e6:.0f} MB: {plan.documents:,} synthetic documents of "
        f"{works:,} works, three in ten an edited copy; seed {SEED}"
    )
    return clocks.Corpus(path, plan.documents, clocks.group_ids(path), title)
