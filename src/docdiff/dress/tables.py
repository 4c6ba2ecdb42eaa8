"""What parts the cells of a table: bars and rules, commas and quotes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from docdiff.dress.values import Dress, Sides, Texts, differ
from docdiff.patterns import Pattern

_BAR = Pattern("[|｜│┃]")
_RULE = Pattern(r"[ \t]*+[|+│┃]?+[-:=─━ ]{2,}+(?:[|+┼╋│┃][-:=─━ ]*+)*+\r?")
_CORNER = re.compile("[|+┼╋│┃]")
_CELL = Pattern(r"[\t\n\r|｜│┃]| {2,}")
_SEPARATORS = ",;"
# No sentence has this, and the head of a table, or one of its rows, does.
_NAMED = Pattern(r"[^\W\d][)\]\"]?[,;][(\[\"]?[^\W\d]")
_LEAST_ROWS = 2

Line = tuple[int, str]


def _lines(text: str) -> Iterator[Line]:
    """Yield each line and where it begins."""
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _runs(text: str, count: Callable[[str], int], least: int) -> Iterator[tuple[int, list[Line]]]:
    """Yield the runs of neighbouring lines of which one counts as many as the other."""
    for number, group in groupby(_lines(text), key=lambda line: count(line[1])):
        run = [*group]
        if number and len(run) >= least:
            yield number, run


def _is_rule(line: str) -> bool:
    return bool(_CORNER.search(line)) and _RULE.compiled.fullmatch(line) is not None


def find_bars(texts: Texts) -> Sides:
    """Return the bars between cells, and the rules, of the tables that one text has."""
    sides = [_bars(text) for text in texts]
    if not differ(*(len(_BAR.compiled.findall(text)) for text in texts)):
        return [], []
    return sides[0], sides[1]


def _bars(text: str) -> list[Dress]:
    """Return the bars and rules of the rows that a text has."""
    found: list[Dress] = []
    rows = [
        (start, line, len(_BAR.compiled.findall(line)), _is_rule(line))
        for start, line in _lines(text)
    ]
    kept = [row for row in rows if not row[3]]
    for number, group in groupby(kept, key=lambda row: row[2] if "||" not in row[1] else 0):
        run = [*group]
        if number and len(run) >= _LEAST_ROWS:
            found += [
                (start + bar.start(), start + bar.end(), " ")
                for start, line, _, _ in run
                for bar in _BAR.compiled.finditer(line)
            ]
    if found:
        found += [(start, start + len(line), "") for start, line, _, is_rule in rows if is_rule]
    return found


def find_separators(texts: Texts) -> Sides:
    """Return the commas and quotes of rows whose cells the other text parts otherwise."""
    found: Sides = ([], [])
    if not any(map(_NAMED.search, texts)):
        return found
    sides = [_separated(text) for text in texts]
    for number in (0, 1):
        own, other = sides[number], sides[1 - number]
        for sort, rows in own.items():
            if differ(len(rows), len(other.get(sort, ()))) and len(rows) > len(other.get(sort, ())):
                found[number].extend(_between(rows, _cells(texts[1 - number], other)))
    return found


def _separated(text: str) -> dict[tuple[str, bool], list[tuple[int, list[str]]]]:
    """Return the rows of a text by their separator and whether quotes stand around cells."""
    found: dict[tuple[str, bool], list[tuple[int, list[str]]]] = {}
    taken: set[int] = set()
    for sign in reversed(_SEPARATORS):

        def count(line: str, sign: str = sign) -> int:
            parts = line.count(sign)
            return 0 if parts and sign + " " in line else parts

        for _, run in _runs(text, count, _LEAST_ROWS):
            rows = [
                (start, line.rstrip("\r").split(sign)) for start, line in run if start not in taken
            ]
            taken.update(start for start, _ in rows)
            quoted = all(cell[:1] == '"' == cell[-1:] for _, row in rows for cell in row)
            found.setdefault((sign, quoted), []).extend(rows)
    return found


def _cells(
    text: str, separated: dict[tuple[str, bool], list[tuple[int, list[str]]]]
) -> frozenset[str]:
    """Return the cells that a text may have."""
    cells = {cell.strip(' "') for cell in _CELL.compiled.split(text)}
    cells.update(cell.strip(' "') for rows in separated.values() for _, row in rows for cell in row)
    return frozenset(cells)


def _between(rows: Sequence[tuple[int, list[str]]], known: frozenset[str]) -> Iterator[Dress]:
    """Yield what parts the cells of some rows, where most of the cells are known ones."""
    cells = [cell.strip(' "') for _, row in rows for cell in row]
    if 2 * sum(cell in known for cell in cells) <= len(cells):
        return
    for start, row in rows:
        place = start
        for number, cell in enumerate(row):
            if number:
                yield place - 1, place, " "
            if len(cell) > 1 and cell[0] == '"' == cell[-1]:
                yield place, place + 1, ""
                yield place + len(cell) - 1, place + len(cell), ""
            place += len(cell) + 1
