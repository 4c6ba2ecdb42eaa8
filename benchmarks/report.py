"""Write results: as tables for a terminal, and as the page ``RESULTS.md``."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.measures import Measure, Results, Table
from benchmarks.tables import format_table

_KEY = (
    "In brackets: the 95 % interval of a share, the fastest and slowest round of a time. Where "
    "docdiff loses, the line below a table says so."
)


def show(results: Results) -> str:
    """Return all tables as text for a terminal."""
    parts = [_about(results)]
    for table in results.tables:
        rows = [
            [row, *(str(cells.get(column, "–")) for column in table.columns())]
            for row, cells in table.rows.items()
        ]
        parts.append("\n".join([table.title, "", format_table(["", *table.columns()], rows)]))
        parts += ["\n".join(verdict(table))] if table.rows_are == "tools" else []
    parts += [*_absent(results, "{}: {}")]
    misses = results.misses()
    parts.append("floors: " + ("missed\n  " + "\n  ".join(misses) if misses else "all met"))
    return "\n\n".join(part for part in parts if part) + "\n"


def verdict(table: Table) -> Iterator[str]:
    """Yield where docdiff wins and where it loses, column by column."""
    wins, losses = [], []
    for column in table.columns():
        if "×" in column:  # says the same as the time beside it
            continue
        cells = {row: cells[column] for row, cells in table.rows.items() if column in cells}
        cells.pop(table.floor, None)
        own = [cell for row, cell in cells.items() if table.is_own(row) and cell.better]
        others = {row: cell for row, cell in cells.items() if not table.is_own(row)}
        if not own or not others:
            continue
        mine = _best(own)
        ahead = {row: cell for row, cell in others.items() if cell.beats(mine)}
        if ahead:
            named = ", ".join(f"{row} {cell}" for row, cell in ahead.items())
            losses.append(f"{column} ({mine}; {named})")
        elif all(mine.beats(cell) for cell in others.values()):
            wins.append(f"{column} ({mine})")
    if wins:
        yield f"docdiff is ahead of all in: {'; '.join(wins)}."
    if losses:
        yield f"docdiff loses in: {'; '.join(losses)}."


def _best(measures: list[Measure]) -> Measure:
    best = measures[0]
    for one in measures[1:]:
        best = one if one.beats(best) else best
    return best


def page(results: Results) -> str:
    """Return the page ``RESULTS.md``."""
    parts = [
        "# Results",
        "<!-- Made by `python -m benchmarks --write`: do not edit. -->",
        _about(results),
        _KEY,
    ]
    for table in results.tables:
        parts += [f"## {table.title}", table.note, _markdown(table)]
        parts += list(verdict(table)) if table.rows_are == "tools" else []
    absent = list(_absent(results, "- {}: {}"))
    parts += ["## Not measured", *absent] if absent else []
    misses = results.misses()
    lines = [f"- {miss}" for miss in misses] or ["All are met."]
    parts += ["## Floors", "\n".join(lines)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _about(results: Results) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in results.versions.items())
    settings = "quick" if results.settings["quick"] else "full"
    if results.settings["data"]:
        settings += ", with --data"
    return (
        f"Measured on {results.about['date']}: {results.about['machine']}, "
        f"{results.about['system']}, Python {results.about['python']}. Run: {settings}.\n"
        f"Versions: {versions}."
    )


def _absent(results: Results, form: str) -> Iterator[str]:
    if results.absent:
        yield "\n".join(form.format(name, why) for name, why in results.absent.items())


def _markdown(table: Table) -> str:
    """Return a table in Markdown, the best of each column in bold where tools compete."""
    columns = table.columns()
    lines = ["| | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    for row, cells in table.rows.items():
        shown = [_cell(table, row, column, cells.get(column)) for column in columns]
        lines.append(f"| {row} | {' | '.join(shown)} |")
    return "\n".join(lines)


def _cell(table: Table, row: str, column: str, measure: Measure | None) -> str:
    if measure is None:
        return "–"
    text = str(measure)
    rivals = [
        cells[column]
        for other, cells in table.rows.items()
        if column in cells and other not in (row, table.floor)
    ]
    if table.rows_are == "tools" and measure.better and rivals and row != table.floor:
        text = text if any(rival.beats(measure) for rival in rivals) else f"**{text}**"
    return f"{text} {measure.spread}".rstrip()
