"""Plain text tables and the numbers in them."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence


def print_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table."""
    print(format_table(head, rows))


def format_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table as text: the first column flush left, the others flush right."""
    lines = []
    widths = [max(_width(row[i]) for row in (head, *rows)) for i in range(len(head))]
    for row in (head, *rows):
        cells = [" " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)]
        first, *others = zip(row, cells, strict=True)
        lines.append("  ".join([first[0] + first[1], *(pad + cell for cell, pad in others)]))
    return "\n".join(line.rstrip() for line in lines)


def _width(text: str) -> int:
    """Return the columns that a text takes in a terminal."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def show(value: float | None, places: int = 0, unit: str = "") -> str:
    """Return a number with so many places, or a dash where there is none."""
    return "–" if value is None else f"{value:,.{places}f}{unit}"


def fit_exponent(sizes: Sequence[float], values: Sequence[float]) -> float | None:
    """Return the slope of a line through points in log-log, by least squares.

    Examples
    --------
    >>> fit_exponent([10, 100, 1000], [3, 300, 30_000])
    2.0
    """
    points = [(math.log(x), math.log(y)) for x, y in zip(sizes, values, strict=True) if y > 0]
    count = len({x for x, _ in points})
    if count < 2:  # noqa: PLR2004 (a line needs two points)
        return None
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    return round(sum((x - mean_x) * (y - mean_y) for x, y in points) / spread, 4)
