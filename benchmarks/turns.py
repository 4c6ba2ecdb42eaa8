"""Run things in turns, round by round, and say how long they took against one another.

A machine's speed and load stand in every time. So each round runs everything once, beginning
with another one each time, and what counts are the ratios within a round.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import inf
from statistics import median

import attrs

from benchmarks.measures import Measure
from benchmarks.processes import Run

Job = Callable[[], Run]
Rounds = dict[int, Run]


@attrs.frozen
class Turns:
    """The runs of each job by round, and why some have none."""

    runs: dict[str, Rounds]
    failures: dict[str, str]


def take_turns(jobs: Mapping[str, Job], rounds: int, *, slow: float = inf) -> Turns:
    """Run each job once in every round, after one round to warm the caches.

    Parameters
    ----------
    jobs
        What runs, by name; each says itself how long it took. One that fails is left out of
        the rounds to come.
    rounds
        How often each runs.
    slow
        The seconds from which on one round is enough: such a job has its warm run counted.
    """
    names = list(jobs)
    turns = Turns({name: {} for name in names}, {})
    for number in range(-1, rounds):
        start = number % len(names)
        for name in names[start:] + names[:start]:
            if name in turns.failures or -1 in turns.runs[name]:
                continue
            run = jobs[name]()
            if run.failure:
                turns.failures[name] = run.failure
            elif number >= 0 or run.seconds >= slow:
                turns.runs[name][number] = run
    return turns


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
    return megabytes(peaks)


def megabytes(values: Sequence[float]) -> Measure:
    """Return the median of peak memories with their spread; less is better."""
    middle, low, high = _spread(values)
    return Measure(middle, low, high, "lower", 0, " MB", timed=True)


def _spread(values: Sequence[float]) -> tuple[float, float | None, float | None]:
    """Return median, least and most; of a single value no spread can be told."""
    if len(values) == 1:
        return values[0], None, None
    return median(values), min(values), max(values)
