"""Measure how time and memory of ``docdiff dedup`` grow with the corpus.

The exponent is the slope of a line through all sizes in log-log; the step is the slope from one
size to the next, which start-up distorts less.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import attrs

from benchmarks.versions.contenders import (
    CONTENDERS,
    DOCDIFF,
    FLOOR,
    Contender,
    list_versions,
    prepare,
    run_once,
)
from benchmarks.versions.edits import seeded
from benchmarks.versions.processes import Run, describe_machine
from benchmarks.versions.synthetic import find_largest_jaccard, make_original
from benchmarks.versions.tables import fit_exponent, print_table, show

_SAMPLE = 300  # originals that are compared with one another
_UNITS = {"k": 1_000, "m": 1_000_000}


@attrs.define
class Curve:
    """What was measured of one contender, by the number of documents."""

    contender: Contender
    failure: str = ""
    runs: dict[int, list[Run]] = attrs.field(factory=dict)

    def seconds(self) -> dict[int, float]:
        """Return the median time of each size."""
        return {size: median(run.seconds for run in runs) for size, runs in self.runs.items()}

    def peaks(self) -> dict[int, float]:
        """Return the most memory of each size."""
        return {size: max(run.peak_mb or 0 for run in runs) for size, runs in self.runs.items()}


def parse_sizes(text: str) -> list[int]:
    """Read numbers of documents such as ``10k,100k,1M``.

    Examples
    --------
    >>> parse_sizes("500,10k,1M")
    [500, 10000, 1000000]
    """
    try:
        return [
            int(part[:-1]) * _UNITS[part[-1].lower()] if part[-1:].isalpha() else int(part)
            for part in text.split(",")
        ]
    except (KeyError, ValueError):
        raise SystemExit(f"--sizes takes numbers such as 10k,100k,1M, not {text!r}") from None


def measure(sizes: Sequence[int], curves: Sequence[Curve], folder: Path, plan: Plan) -> None:
    """Make each corpus, run everything on it in turns, and remove it again."""
    for size in sizes:
        corpus = folder / "corpus.jsonl"
        command = [
            *(sys.executable, "-m", "benchmarks.versions", "synthetic"),
            *("--documents", str(size), "--seed", str(plan.seed), "--output", str(corpus)),
        ]
        subprocess.run(command, check=True, stdout=sys.stderr)
        for _ in range(plan.rounds):
            for curve in curves:
                if curve.failure:
                    continue
                run = run_once(curve.contender, corpus, folder, plan.limit)
                shutil.rmtree(folder / curve.contender.name)
                curve.failure = run.failure and f"{size:,} documents: {run.failure}"
                if not run.failure:
                    curve.runs.setdefault(size, []).append(run)
        corpus.unlink()


@attrs.frozen
class Plan:
    """How often everything runs, on what."""

    rounds: int
    seed: int
    limit: float  # seconds; a run that takes longer is ended


def print_curve(curve: Curve) -> None:
    """Print what was measured of a contender, size by size, and the exponents."""
    seconds, peaks = curve.seconds(), curve.peaks()
    sizes = sorted(seconds)
    rows = []
    for before, size in zip([None, *sizes], sizes, strict=False):
        pair = [before, size] if before else []
        rows.append(
            [
                f"{size:,}",
                show(seconds[size], 2),
                show(1e6 * seconds[size] / size, 1),
                show(fit_exponent(pair, [seconds[part] for part in pair]), 2),
                show(peaks[size] or None),
                show(fit_exponent(pair, [peaks[part] for part in pair]), 2),
            ]
        )
    print(f"{curve.contender.title}: {curve.contender.settings}")
    if rows:
        print_table(("documents", "s", "µs each", "step", "peak MB", "step"), rows)
        print(
            f"exponent: time {show(fit_exponent(sizes, [seconds[s] for s in sizes]), 2)}, "
            f"memory {show(fit_exponent(sizes, [peaks[s] for s in sizes]), 2)}"
        )
    if curve.failure:
        print(curve.failure)
    print()


def run(sizes: Sequence[int], plan: Plan, date: str) -> int:
    """Measure the floor and docdiff on corpora of these sizes and print their curves."""
    chosen = [contender for contender in CONTENDERS if contender.name in (FLOOR, DOCDIFF)]
    with TemporaryDirectory(prefix="docdiff-growth-") as name:
        folder = Path(name)
        curves = [Curve(one, failure=prepare(one, folder, plan.limit)) for one in chosen]
        measure(sizes, curves, folder, plan)
    print(describe_machine(list_versions(()), date))
    works = seeded(plan.seed).sample(range(max(_SAMPLE, *sizes) // 2), _SAMPLE // 2)
    largest = find_largest_jaccard(make_original(work, plan.seed) for work in works)
    print(
        f"synthetic documents, seed {plan.seed}, rounds: {plan.rounds}; the largest Jaccard "
        f"similarity of two of {len(works)} works is {largest:.3f}",
        end="\n\n",
    )
    for curve in curves:
        print_curve(curve)
    return 0
