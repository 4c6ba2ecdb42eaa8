"""Time docdiff, the floor and the peers on one corpus, in turns, and score what they found.

A round runs every command once, as a whole process, reading included; each round begins with
another one. What counts are the ratios within a round, since load changes between rounds.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import attrs

from benchmarks.versions.contenders import (
    CONTENDERS,
    DOCDIFF,
    FLOOR,
    PEERS,
    WITH_FACTS,
    Answer,
    Contender,
    list_versions,
    prepare,
    run_once,
)
from benchmarks.versions.processes import Run, describe_machine
from benchmarks.versions.scoring import Score, read_groups, score_families
from benchmarks.versions.tables import print_table, show

_HEAD = (
    *("", "median s", "from", "to", "peak MB", "× floor", "× docdiff"),
    *("precision", "recall", "F1", "kept", "runs"),
)


@attrs.define
class Result:
    """What was measured of one contender."""

    contender: Contender
    runs: dict[int, Run] = attrs.field(factory=dict)  # by round
    failure: str = ""
    answer: Answer | None = None
    score: Score | None = None

    def ratio_to(self, base: Result) -> float | None:
        """Return the median over the rounds that both ran in of how many times slower this is."""
        rounds = [number for number in self.runs if number in base.runs]
        if not rounds:
            return None
        return median(self.runs[r].seconds / base.runs[r].seconds for r in rounds)


@attrs.frozen
class Plan:
    """What is to be measured, and how often."""

    names: tuple[str, ...]
    rounds: int
    slow: float  # seconds; a contender that took longer runs in the first round only
    limit: float  # seconds; a run that takes longer is ended


@attrs.frozen
class Recipe:
    """What the corpus is made of."""

    data: Path
    megabytes: float
    seed: int


def choose_contenders(peers: str) -> tuple[str, ...]:
    """Return the names to be measured, given the peers as a list with commas.

    Raises
    ------
    SystemExit
        If a name is none of a peer.
    """
    wanted = PEERS if peers == "all" else tuple(name for name in peers.split(",") if name)
    unknown = [name for name in wanted if name not in PEERS]
    if unknown:
        raise SystemExit(f"no such peer: {', '.join(unknown)}; there are {', '.join(PEERS)}")
    return (FLOOR, DOCDIFF, WITH_FACTS, *wanted)


def measure(corpus: Path, records: int, plan: Plan, folder: Path) -> list[Result]:
    """Run every contender in every round, but slow ones in the first one only."""
    results = [
        Result(contender, failure=prepare(contender, folder, plan.limit))
        for contender in CONTENDERS
        if contender.name in plan.names
    ]
    for number in range(plan.rounds):
        start = number % len(results)
        for result in results[start:] + results[:start]:
            first = result.runs.get(0)
            if result.failure or (first and first.seconds > plan.slow):
                continue
            run = run_once(result.contender, corpus, folder, plan.limit)
            result.failure = run.failure
            if not run.failure:
                result.runs[number] = run
            print(
                f"round {number + 1}: {result.contender.title} {run.seconds:.1f} s {run.failure}",
                file=sys.stderr,
                flush=True,
            )
            if not number and not run.failure:
                result.answer = result.contender.answer(folder / result.contender.name, records)
            shutil.rmtree(folder / result.contender.name)
    return results


def print_results(results: Sequence[Result]) -> None:
    """Print the table of what was measured, and what failed below it."""
    by_name = {result.contender.name: result for result in results}
    rows = []
    for result in results:
        if not result.runs:
            continue
        seconds = [run.seconds for run in result.runs.values()]
        peaks = [run.peak_mb for run in result.runs.values() if run.peak_mb]
        score = result.score
        rows.append(
            [
                result.contender.title,
                show(median(seconds), 2),
                show(min(seconds), 2),
                show(max(seconds), 2),
                show(max(peaks) if peaks else None),
                show(result.ratio_to(by_name[FLOOR]), 1),
                show(result.ratio_to(by_name[DOCDIFF]), 1),
                show(score.precision if score else None, 4),
                show(score.recall if score else None, 4),
                show(score.f1 if score else None, 4),
                show(result.answer.kept if result.answer else None),
                str(len(seconds)),
            ]
        )
    print_table(_HEAD, rows)
    for result in results:
        if result.failure:
            print(f"{result.contender.title}: {result.failure}")
    print()
    for result in results:
        print(f"{result.contender.title}: {result.contender.settings}")


def as_json(results: Sequence[Result], about: Mapping[str, str]) -> dict[str, Any]:
    """Return all that was measured, for a file."""
    return {
        **about,
        "results": [
            {
                "name": result.contender.name,
                "settings": result.contender.settings,
                "failure": result.failure,
                "seconds": {str(n): run.seconds for n, run in result.runs.items()},
                "peak_mb": {str(n): run.peak_mb for n, run in result.runs.items()},
                "kept": result.answer and result.answer.kept,
                "score": result.score and attrs.asdict(result.score),
            }
            for result in results
        ],
    }


def make_corpus(recipe: Recipe, folder: Path) -> tuple[Path, Path, str]:
    """Write the corpus and its truth in a process of its own, and return them and what they hold.

    So the memory that they take is free again when the clocks run.
    """
    corpus, truth = folder / "corpus.jsonl", folder / "truth.json"
    command = [
        *(sys.executable, "-m", "benchmarks.versions", "corpus", "--data", str(recipe.data)),
        *("--size", str(recipe.megabytes), "--seed", str(recipe.seed)),
        *("--output", str(corpus), "--truth", str(truth)),
    ]
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise SystemExit(done.returncode)
    return corpus, truth, done.stdout.strip()


def run(recipe: Recipe, plan: Plan, *, date: str, output: Path | None) -> int:
    """Make a corpus, measure, print, and write the JSON file if one is wanted."""
    with TemporaryDirectory(prefix="docdiff-clocks-") as name:
        folder = Path(name)
        corpus, truth, holds = make_corpus(recipe, folder)
        with corpus.open("rb") as file:
            records = sum(1 for _ in file)
        results = measure(corpus, records, plan, folder)
        groups = read_groups(truth)
    for result in results:
        if result.answer and result.answer.families is not None:
            result.score = score_families(groups, result.answer.families)
    about = {
        "machine": describe_machine(list_versions(plan.names), date),
        "corpus": f"{holds}; {len(groups)} works to be found",
        "rounds": (
            f"rounds: {plan.rounds}, but 1 for what takes over {plan.slow:.0f} s in the first; "
            "×: how many times as long, the median of the ratios within rounds"
        ),
    }
    print("\n".join(about.values()), end="\n\n")
    print_results(results)
    if output:
        output.write_text(
            json.dumps(as_json(results, about), ensure_ascii=False, indent=1), "utf-8"
        )
    return 0
