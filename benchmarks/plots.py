"""Draw tables as SVG; the same results give the same bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.measures import Measure, Results, Table

_OWN, _OTHER, _FLOOR = "#b3261e", "#5f6b7a", "#2e7d32"
_ROW = 0.32  # inches


def draw(results: Results, folder: Path) -> list[str]:
    """Write a file for each table that is meant to be drawn, and return their names.

    Without matplotlib nothing is drawn, and the list says so.
    """
    try:
        import matplotlib as mpl  # noqa: PLC0415 (an extra)
    except ImportError:
        return ["no plots: pip install 'docdiff[bench]'"]
    mpl.use("svg")
    # Ids are drawn from the salt, and text stays text, whatever fonts there are.
    mpl.rcParams.update({"svg.hashsalt": "docdiff", "svg.fonttype": "none", "font.size": 9})
    from matplotlib import pyplot as plt  # noqa: PLC0415

    drawn = []
    for table in results.tables:
        if not table.plot:
            continue
        figure, axes = plt.subplots(figsize=(8, _height(table)), layout="constrained")
        {"bars": _bars, "shares": _shares, "curve": _curve}[table.plot](axes, table)
        axes.set_title(table.title, loc="left")
        path = folder / f"{table.name}.svg"
        figure.savefig(path, metadata={"Date": None, "Creator": None})
        plt.close(figure)
        drawn.append(str(path))
    return drawn


def _height(table: Table) -> float:
    return 5.0 if table.plot == "curve" else 1.2 + _ROW * len(table.rows)


def _color(table: Table, row: str) -> str:
    if row == table.floor:
        return _FLOOR
    return _OWN if table.rows_are and table.is_own(row) else _OTHER


def _reach(measure: Measure) -> list[list[float]]:
    """Return how far the interval reaches down and up, as matplotlib wants it."""
    low = measure.value if measure.low is None else measure.low
    high = measure.value if measure.high is None else measure.high
    return [[max(0.0, measure.value - low)], [max(0.0, high - measure.value)]]


def _bars(axes: Any, table: Table) -> None:  # noqa: ANN401 (matplotlib may be absent)
    """Draw times as bars on a logarithmic scale, the floor as a line through all."""
    rows = {row: cells[table.column] for row, cells in table.rows.items() if table.column in cells}
    for place, (row, measure) in enumerate(rows.items()):
        axes.barh(place, measure.value, color=_color(table, row), xerr=_reach(measure), height=0.6)
        axes.annotate(f" {measure}", (measure.value, place + 0.38), fontsize=7)
    if table.floor in rows:
        axes.axvline(rows[table.floor].value, color=_FLOOR, linestyle="--", linewidth=1)
    axes.set_xscale("log")
    axes.set_xlabel(f"{table.column},{next(iter(rows.values())).unit}, logarithmic")
    axes.set_yticks(range(len(rows)), list(rows))
    axes.invert_yaxis()


def _shares(axes: Any, table: Table) -> None:  # noqa: ANN401
    """Draw shares as points with their intervals, and what must be reached as a line."""
    rows = {row: cells[table.column] for row, cells in table.rows.items() if table.column in cells}
    for place, (row, measure) in enumerate(rows.items()):
        style = {"fmt": "o", "color": _color(table, row), "markersize": 4}
        axes.errorbar(measure.value, place, xerr=_reach(measure), **style)
    for floor in sorted({one.floor for one in rows.values() if one.floor is not None}):
        axes.axvline(floor, color=_FLOOR, linestyle="--", linewidth=1)
    axes.set_xlabel(f"{table.column}, with its 95 % interval")
    axes.set_yticks(range(len(rows)), list(rows))
    axes.invert_yaxis()


def _curve(axes: Any, table: Table) -> None:  # noqa: ANN401
    """Draw values by size, both logarithmic, a line for each row."""
    unit = ""
    for row, cells in table.rows.items():
        points = [(int(c.replace(",", "")), m) for c, m in cells.items() if c[:1].isdigit()]
        own = row == table.floor or table.is_own(row)
        slope = f" (exponent {cells['exponent']})" if "exponent" in cells else ""
        axes.plot(
            [size for size, _ in points],
            [measure.value for _, measure in points],
            color=_color(table, row) if own else None,
            linestyle="--" if row == table.floor else "-",
            linewidth=2 if own else 1,
            marker="o",
            markersize=3,
            label=row + slope,
        )
        unit = points[0][1].unit if points else unit
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel(table.column)
    axes.set_ylabel(unit.strip())
    axes.legend(fontsize=7, loc="center left", bbox_to_anchor=(1, 0.5))
