"""What parts the cells of a table: bars and rules, commas and quotes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from docdiff.dress.values import Dress, Sides, Texts, differ
from docdiff.patterns import Pattern
from docdiff.text import fold

_BARS = "|｜│┃║"
_BAR = Pattern(f"[{_BARS}]")
_CORNERS = f"{_BARS}+┼╋├┤┌┐└┘┬┴┏┓┗┛┣┫┳┻╔╗╚╝╠╣╦╩╬"
_RULE = Pattern(rf"[ \t]*+[{_CORNERS}]?+[-:=─━═ ]{{2,}}+(?:[{_CORNERS}][-:=─━═ ]*+)*+\r?")
_CORNER = Pattern(f"[{_CORNERS}]")
_CELL = Pattern(r"[\t\n\r|｜│┃║]| {2,}|</?[A-Za-z][^<>]{0,200}>")
# The longest first; quotes stand around all cells or around none.
_SEPARATORS = ('";"', '","', ";", ",")
# No sentence has this, and the head of a table, or one of its rows, does.
_NAMED = Pattern(r"[^\W\d][)\]\"]?[,;][(\[\"]?[^\W\d]")
_LEAST_ROWS = 2
_MOST_ASKED = 256

Row = tuple[int, list[str]]


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line and where it begins."""
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def find_bars(texts: Texts) -> Sides:
    """Return the bars between cells, and the rules, of the tables that one text has."""
    counts = [Counter(_BAR.findall(text)) for text in texts]
    chosen = {bar for bar in _BARS if differ(counts[0][bar], counts[1][bar])}
    if not chosen:
        return [], []
    if not all(
        _are_in(text, other) for text, other in (texts, texts[::-1]) if any(map(text.count, chosen))
    ):
        return [], []
    return _bars(texts[0], chosen), _bars(texts[1], chosen)


def _are_in(text: str, other: str) -> bool:
    """Say whether another text has most cells of a text's rows: else a table came or went."""
    cells = [
        cell.strip()
        for line in text.split("\n")
        if _BAR.search(line)
        for cell in _BAR.split(line)
        if cell.strip(" \t\r:-=─━")
    ][:_MOST_ASKED]
    folded = fold(other)
    return 2 * sum(fold(cell) in folded for cell in cells) >= len(cells)


def _bars(text: str, chosen: set[str]) -> list[Dress]:
    """Return those bars of the rows that a text has that are chosen, and all rules."""
    found: list[Dress] = []
    rows: list[tuple[int, str, int]] = []
    rules: list[Dress] = []
    for start, line in _lines(text):
        if _CORNER.search(line) and _RULE.fullmatch(line):
            rules.append((start, start + len(line), ""))
        else:
            is_row = "||" not in line
            rows.append((start, line, len(_BAR.findall(line)) if is_row else 0))
    for number, group in groupby(rows, key=lambda row: row[2]):
        run = [*group]
        if number and len(run) >= _LEAST_ROWS:
            found += [
                (start + bar.start(), start + bar.end(), " ")
                for start, line, _ in run
                for bar in _BAR.finditer(line)
                if bar[0] in chosen
            ]
    return found + rules if found else []


def find_separators(texts: Texts) -> Sides:
    """Return the commas and quotes of rows whose cells the other text parts otherwise."""
    found: Sides = ([], [])
    if not any(map(_NAMED.search, texts)):
        return found
    sides = [_separated(text) for text in texts]
    for number in (0, 1):
        own, other = sides[number], sides[1 - number]
        known = _cells(texts[1 - number], other)
        for sign, rows in own.items():
            count = len(other.get(sign, ()))
            if len(rows) > count and differ(len(rows), count) and _are_known(rows, known):
                found[number].extend(_between(rows, sign))
    return found


def _separated(text: str) -> dict[str, list[Row]]:
    """Return the rows of a text, cut into cells, by what parts these."""
    found: dict[str, list[Row]] = {}
    taken: set[int] = set()
    lines = [(start, line.rstrip("\r")) for start, line in _lines(text)]
    for sign in _SEPARATORS:
        counted = [(start, line, _count(line, sign)) for start, line in lines]
        for number, group in groupby(counted, key=lambda row: row[2]):
            run = [(start, line) for start, line, _ in group if start not in taken]
            if number and len(run) >= _LEAST_ROWS:
                taken.update(start for start, _ in run)
                found.setdefault(sign, []).extend((start, line.split(sign)) for start, line in run)
    return found


def _count(line: str, sign: str) -> int:
    """Return how many separators a line has, none if it is no row."""
    count = line.count(sign)
    if len(sign) > 1:
        return count if line[:1] == '"' == line[-1:] else 0
    return 0 if count and sign + " " in line else count


def _cells(text: str, separated: dict[str, list[Row]]) -> frozenset[str]:
    """Return the cells that a text may have."""
    cells = {cell.strip(' "') for cell in _CELL.split(fold(text))}
    cells.update(
        fold(cell.strip(' "')) for rows in separated.values() for _, row in rows for cell in row
    )
    return frozenset(cells)


def _are_known(rows: Sequence[Row], known: frozenset[str]) -> bool:
    """Say whether most cells of some rows are cells of the other text too."""
    cells = [fold(cell.strip(' "')) for _, row in rows for cell in row]
    return 2 * sum(cell in known for cell in cells) > len(cells)


def _between(rows: Sequence[Row], sign: str) -> Iterator[Dress]:
    """Yield what parts the cells of some rows, and the quotes at their ends."""
    for start, row in rows:
        place = start
        if len(sign) > 1:
            yield place, place + 1, ""
        for cell in row[:-1]:
            place += len(cell)
            yield place, place + len(sign), " "
            place += len(sign)
        if len(sign) > 1:
            yield place + len(row[-1]) - 1, place + len(row[-1]), ""
