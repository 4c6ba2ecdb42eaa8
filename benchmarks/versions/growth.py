"""Measure how time and memory grow with the corpus."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

import attrs

from benchmarks.measures import Measure, Table
from benchmarks.processes import Run
from benchmarks.tables import fit_exponent
from benchmarks.turns import megabytes, seconds
from benchmarks.versions.contenders import FLOOR_TITLE, Contender, prepare, run_once
from benchmarks.versions.synthetic import write_synthetic

_SEED = 1
# A tool is ended that takes so many times what would keep it from more: sizes grow by ten.
_PATIENCE = 12


@attrs.frozen
class Plan:
    """What sizes are measured, how often, and for how long."""

    sizes: tuple[int, ...]  # documents
    rounds: int
    limit: float  # seconds; a contender that takes longer is not asked for more documents


def measure(contenders: Sequence[Contender], plan: Plan, folder: Path) -> tuple[Table, Table]:
    """Return the tables of time and of memory, a row for each contender."""
    runs: dict[str, dict[int, list[Run]]] = {
        one.title: {} for one in contenders if not prepare(one, folder, plan.limit)
    }
    slow: set[str] = set()
    for size in plan.sizes:
        corpus = folder / "corpus.jsonl"
        write_synthetic(corpus, documents=size, seed=_SEED)
        for _ in range(plan.rounds):
            for one in contenders:
                if one.title not in runs or one.title in slow:
                    continue
                run = run_once(one, corpus, folder, _PATIENCE * plan.limit)
                shutil.rmtree(folder / one.name)
                if run.failure:
                    slow.add(one.title)
                else:
                    runs[one.title].setdefault(size, []).append(run)
        slow |= {
            title for title, found in runs.items() if _is_slow(found.get(size, []), plan.limit)
        }
        corpus.unlink()
    return _time_table(runs, plan), _memory_table(runs)


def _is_slow(runs: Sequence[Run], limit: float) -> bool:
    return bool(runs) and median(run.seconds for run in runs) > limit


def _time_table(runs: dict[str, dict[int, list[Run]]], plan: Plan) -> Table:
    rows: dict[str, dict[str, Measure]] = {}
    for title, found in runs.items():
        rows[title] = {
            f"{size:,}": seconds([run.seconds for run in some]) for size, some in found.items()
        }
        rows[title] |= exponent(
            {size: [run.seconds for run in some] for size, some in found.items()}
        )
    note = (
        "Synthetic documents of 2 KB, three in ten an edited copy; whole processes, medians of "
        f"{plan.rounds} in turns. The exponent is the slope of a line through all sizes in "
        f"log-log. A tool that takes over {plan.limit:.0f} s is not asked for more."
    )
    return Table(
        *("growth", "Growth with the number of documents: seconds", note, rows),
        rows_are="tools",
        floor=FLOOR_TITLE,
        plot="curve",
        column="documents",
    )


def _memory_table(runs: dict[str, dict[int, list[Run]]]) -> Table:
    rows: dict[str, dict[str, Measure]] = {}
    for title, found in runs.items():
        peaks = {size: [run.peak_mb or 0 for run in some] for size, some in found.items()}
        rows[title] = {f"{size:,}": megabytes(some) for size, some in peaks.items()}
        rows[title] |= exponent(peaks)
    note = "The same runs: the most memory resident at once, with all workers."
    return Table(
        *("memory", "Growth with the number of documents: peak memory", note, rows),
        rows_are="tools",
        floor=FLOOR_TITLE,
        plot="curve",
        column="documents",
    )


def exponent(values: Mapping[int, Sequence[float]]) -> dict[str, Measure]:
    """Return the fitted exponent of values by size, of medians, with those of single rounds."""
    slope = fit_exponent(list(values), [median(some) for some in values.values()])
    if slope is None:
        return {}
    rounds = list(zip(*values.values(), strict=False))
    slopes = [found for one in rounds for found in [fit_exponent(list(values), one)] if found]
    low, high = (min(slopes), max(slopes)) if len(slopes) > 1 else (None, None)
    return {"exponent": Measure(slope, low, high, "lower", 2, timed=True)}
