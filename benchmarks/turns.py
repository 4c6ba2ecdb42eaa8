"""Run things in turns, round by round, and say how long they took against one another.

A machine's speed and load stand in every time. So each round runs everything once, beginning
with another one each time, and what counts are the ratios within a round.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from math import inf
from statistics import median

from benchmarks.measures import Measure
from benchmarks.processes import Run

Job = Callable[[], Run]
Rounds = dict[int, Run]


def take_turns(jobs: Mapping[str, Job], rounds: int, *, slow: float = inf) -> dict[str, Rounds]:
    """Return the runs of each job by round, after one round to warm the caches.

    Parameters
    ----------
    jobs
        What runs, by name; each says itself how long it took.
    rounds
        How often each runs.
    slow
        The seconds from which on one round is enough: such a job has its warm run counted.

    Raises
    ------
    RuntimeError
        If a job fails, with what it said.
    """
    names = list(jobs)
    runs: dict[str, Rounds] = {name: {} for name in names}
    for number in range(-1, rounds):
        start = number % len(names)
        for name in names[start:] + names[:start]:
            if number >= 0 and -1 in runs[name]:
                continue
            run = jobs[name]()
            if run.failure:
                raise RuntimeError(f"{name}: {run.failure}")
            if number >= 0 or run.seconds >= slow:
                runs[name][number] = run
        print(f"round {number + 1} of {rounds}", file=sys.stderr, flush=True)
    return runs


def ratios(runs: Rounds, base: Rounds) -> list[float]:
    """Return how many times as long something took, for each round that both ran in.

    Where there is none, since one of them ran once before the others, its median is taken.
    """
    pairs = [(run.seconds, base[number].seconds) for number, run in runs.items() if number in base]
    if not pairs:
        middle = median(run.seconds for run in base.values())
        pairs = [(run.seconds, middle) for run in runs.values()]
    return [mine / theirs for mine, theirs in pairs]


def timed(
    values: Sequence[float], *, unit: str = "", places: int = 2, floor: float | None = None
) -> Measure:
    """Return the median of ratios with their spread; less is better."""
    middle, low, high = _spread(values)
    return Measure(middle, low, high, "lower", places, unit, floor, timed=True)


def seconds(values: Sequence[float], *, unit: str = "s", places: int = 2) -> Measure:
    """Return the median of times with their spread, in ``s`` or ``ms``; less is better."""
    factor = {"s": 1, "ms": 1000}[unit]
    middle, low, high = _spread([factor * value for value in values])
    return Measure(middle, low, high, "lower", places, f" {unit}", timed=True, load=True)


def memory(runs: Rounds) -> Measure | None:
    """Return the median peak memory with its spread, or nothing where the system tells none."""
    peaks = [run.peak_mb for run in runs.values() if run.peak_mb]
    if not peaks:
        return None
    middle, low, high = _spread(peaks)
    return Measure(middle, low, high, "lower", 0, " MB", timed=True)


def _spread(values: Sequence[float]) -> tuple[float, float | None, float | None]:
    """Return median, least and most; of a single value no spread can be told."""
    if len(values) == 1:
        return values[0], None, None
    return median(values), min(values), max(values)
