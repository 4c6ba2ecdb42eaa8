"""What a run of the benchmarks says: tables of measured values, and their JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from math import sqrt
from pathlib import Path
from random import Random
from statistics import fmean
from typing import Any

import attrs

SCHEMA = "docdiff.bench/1"
_Z = 1.959964  # of the normal distribution, two-sided 95 %
_RESAMPLES = 400


@attrs.frozen
class Measure:
    """One value, and how far it may be off.

    Parameters
    ----------
    value
        What was measured.
    low, high
        The 95 % interval of a share; the fastest and slowest round of a time or ratio.
    better
        ``higher``, ``lower``, or nothing where the value only describes.
    places, unit
        How it is written: so many decimals, with the unit behind.
    floor
        What it must reach: at least, where higher is better, else at most.
    timed
        Whether it was timed or weighed, and so differs a little from run to run.
    load
        Whether it depends on the speed and load of the machine, as seconds do; two runs are
        not compared by it.
    """

    value: float
    low: float | None = None
    high: float | None = None
    better: str = ""
    places: int = 0
    unit: str = ""
    floor: float | None = None
    timed: bool = False
    load: bool = False

    def __str__(self) -> str:
        return f"{self.value:,.{self.places}f}{self.unit}"

    @property
    def spread(self) -> str:
        """The interval as it is written, or nothing."""
        if self.low is None or self.high is None:
            return ""
        return f"[{self.low:,.{self.places}f}, {self.high:,.{self.places}f}]"

    @property
    def misses_floor(self) -> bool:
        """Whether it does not reach what it must."""
        if self.floor is None:
            return False
        return self.value < self.floor if self.better == "higher" else self.value > self.floor

    def beats(self, other: Measure) -> bool:
        """Return whether this is the better of two values, as written."""
        mine, theirs = (round(one.value, one.places) for one in (self, other))
        return mine > theirs if self.better == "higher" else mine < theirs


@attrs.frozen
class Table:
    """Measures by row and column.

    Where ``rows_are`` rival ``tools``, or ``steps`` beside one another, those of docdiff begin so
    and ``floor`` names the row that does nothing but read; else all rows are docdiff's. ``plot``
    says how it is drawn, and ``column`` of what: a curve has its sizes for columns.
    """

    name: str
    title: str
    note: str
    rows: Mapping[str, Mapping[str, Measure]]
    rows_are: str = ""  # tools or steps
    floor: str = ""
    plot: str = ""  # bars, shares or curve
    column: str = ""

    def is_own(self, row: str) -> bool:
        """Return whether a row is docdiff's."""
        return not self.rows_are or row.startswith("docdiff")

    def columns(self) -> list[str]:
        """Return the columns, in the order in which rows name them."""
        return list(dict.fromkeys(column for cells in self.rows.values() for column in cells))

    def cells(self) -> Iterator[tuple[str, str, Measure]]:
        """Yield row, column and measure."""
        for row, cells in self.rows.items():
            for column, measure in cells.items():
                yield row, column, measure


@attrs.frozen
class Results:
    """All tables of a run, with what it ran on and what could not run."""

    about: Mapping[str, str]
    settings: Mapping[str, Any]
    versions: Mapping[str, str]
    absent: Mapping[str, str]  # peers that did not run, and why
    tables: tuple[Table, ...]

    def table(self, name: str) -> Table | None:
        """Return the table of a name, if it was measured."""
        return next((table for table in self.tables if table.name == name), None)

    def find(self, key: str) -> Measure:
        """Return the measure of a key ``table/row/column``.

        Raises
        ------
        KeyError
            If there is none.
        """
        name, row, column = key.split("/")
        for table in self.tables:
            if table.name == name and column in table.rows.get(row, {}):
                return table.rows[row][column]
        raise KeyError(key)

    def has(self, key: str) -> bool:
        """Return whether there is a measure of a key."""
        try:
            self.find(key)
        except KeyError:
            return False
        return True

    def misses(self) -> list[str]:
        """Return what of docdiff does not reach its floor, in words."""
        return [
            f"{table.title}: {row}, {column} is {measure}, must be "
            f"{'at least' if measure.better == 'higher' else 'at most'} {measure.floor}"
            for table in self.tables
            for row, column, measure in table.cells()
            if measure.misses_floor
        ]


def share(hits: int, trials: int, *, places: int = 3, floor: float | None = None) -> Measure:
    """Return a share with Wilson's 95 % interval, of which more is better."""
    low, high = interval(hits, trials)
    value = hits / trials if trials else 1.0
    return Measure(value, low, high, "higher", places, floor=floor)


def count(number: int) -> Measure:
    """Return a number that only describes."""
    return Measure(number)


def interval(hits: int, trials: int) -> tuple[float, float]:
    """Return Wilson's 95 % interval of a share (E. B. Wilson, 1927); (0, 1) of no trials.

    Examples
    --------
    >>> tuple(round(end, 3) for end in interval(99, 100))
    (0.946, 0.998)
    """
    if not trials:
        return 0.0, 1.0
    part, square = hits / trials, _Z * _Z
    middle = part + square / (2 * trials)
    half = _Z * sqrt(part * (1 - part) / trials + square / (4 * trials * trials))
    whole = 1 + square / trials
    # Rounding would leave the ends 0 and 1 outside of their own intervals.
    return max(0.0, min(part, (middle - half) / whole)), max(part, (middle + half) / whole)


def ratio_of_sums(parts: list[tuple[int, int]], *, better: str, places: int = 3) -> Measure:
    """Return the ratio of two sums over cases, with its 95 % interval by seeded resampling.

    Characters of one case come and go together, so they are no independent trials; cases are.
    """
    random = Random(1)  # noqa: S311 (the same interval each time)

    def ratio(chosen: list[tuple[int, int]]) -> float:
        whole = sum(b for _, b in chosen)
        return sum(a for a, _ in chosen) / whole if whole else 0.0

    again = sorted(ratio(random.choices(parts, k=len(parts))) for _ in range(_RESAMPLES))
    cut = _RESAMPLES // 40
    return Measure(ratio(parts), again[cut], again[-1 - cut], better, places)


def mean(values: list[float], *, better: str, places: int = 2) -> Measure:
    """Return a mean of counts with its 95 % interval by the normal distribution."""
    middle = fmean(values)
    spread = sqrt(fmean((value - middle) ** 2 for value in values) / len(values))
    return Measure(middle, max(0.0, middle - _Z * spread), middle + _Z * spread, better, places)


def write_json(results: Results, path: Path) -> None:
    """Write results to a file, one measure a line, so that two of them can be compared by eye."""
    head = {
        "schema": SCHEMA,
        "about": dict(results.about),
        "settings": dict(results.settings),
        "versions": dict(results.versions),
        "absent": dict(results.absent),
    }
    lines = [f" {_dump(key)}: {_dump(value)}," for key, value in head.items()]
    lines.append(' "tables": [')
    tables = [_table_lines(table) for table in results.tables]
    lines.append(",\n".join(tables))
    text = "{\n" + "\n".join(lines) + "\n ]\n}\n"
    path.write_text(text, "utf-8")


def _table_lines(table: Table) -> str:
    head = attrs.asdict(table, filter=lambda field, _: field.name != "rows")
    cells = [
        f"    {_dump([row, column, _plain(measure)])}" for row, column, measure in table.cells()
    ]
    return f'  {_dump(head)[:-1]}, "cells": [\n' + ",\n".join(cells) + "\n  ]}"


def _plain(measure: Measure) -> dict[str, Any]:
    """Return what of a measure is not left at its default, rounded to what can be told."""

    def short(value: object) -> object:
        return float(f"{value:.5g}") if isinstance(value, float) else value

    values = attrs.asdict(measure)
    defaults = {field.name: field.default for field in attrs.fields(Measure)}
    return {name: short(value) for name, value in values.items() if value != defaults[name]}


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def read_json(path: Path) -> Results:
    """Read what `write_json` wrote.

    Raises
    ------
    ValueError
        If the file is none of it.
    """
    try:
        found = json.loads(path.read_text("utf-8"))
        tables = []
        for head in found.pop("tables"):
            rows: dict[str, dict[str, Measure]] = {}
            for row, column, values in head.pop("cells"):
                rows.setdefault(row, {})[column] = Measure(**values)
            tables.append(Table(rows=rows, **head))
        if found.pop("schema") == SCHEMA:
            return Results(tables=tuple(tables), **found)
        reason = "another schema"
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        reason = f"{type(error).__name__} {error}"
    raise ValueError(f"{path} holds no results of the benchmarks ({SCHEMA}): {reason}")
