"""Numbers in one word with what they count: dreimonatig, Zweijahresvertrag, zweimal, twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import attrs

from docdiff.facts.figures import Found, make_figure, make_fraction
from docdiff.facts.tables import load_tables
from docdiff.facts.units import Unit
from docdiff.facts.view import LETTERS, View
from docdiff.model import Fact, Span
from docdiff.patterns import Pattern

_LONGEST = 80
_TIMES = "time"


def _any(words: Iterable[str]) -> str:
    """Return the alternation of words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_COMPOUND = Pattern(
    lambda: (
        f"(?P<number>[{LETTERS}]{{3,40}}?)(?:(?P<end>{_any(load_tables().attached.forms)})"
        f"|(?P<joint>{_any(load_tables().inserted)})[{LETTERS}]{{3,40}}"
        f"|(?P<part>{_any(load_tables().denominators)})(?:[{LETTERS}]{{3,40}})?)\\Z"
    )
)


def compound_at(
    view: View, start: int, end: int, read: Callable[[View, str], int | None]
) -> Found | None:
    """Return the figure of the number that the word at ``start`` begins with, if any.

    "Once" and "einmal" are none, as they say when more often than how often.

    Parameters
    ----------
    view
        The text.
    start, end
        Where the word stands.
    read
        Returns the number that letters write, None where they write none.
    """
    tables, word = view.tables, view.folded[start:end]
    if number := tables.times.get(word):
        return [_times(view, Span(start, end), number)], end
    match = _COMPOUND.match(word) if len(word) <= _LONGEST else None
    value = read(view, match["number"]) if match else None
    if match is None or value is None:
        return None
    behind = start + match.end("number")
    if match["part"]:
        whole = int(tables.denominators[match["part"]])
        span = Span(start, start + match.end("part"))
        part = make_fraction(view, span, value, whole) if value < whole else None
        return ([part], end) if part else None
    unit = match["end"] or match["joint"]
    base = tables.attached.forms[unit] if match["end"] else tables.inserted[unit]
    if base == _TIMES:
        return ([_times(view, Span(start, end), str(value))], end) if value > 1 else None
    counted = Unit(behind, behind + len(unit), base=base, measures=True)
    return [make_figure(view, Span(start, behind), str(value), counted, None)], end


def _times(view: View, span: Span, number: str) -> Fact:
    """Return the figure of a word that says how often."""
    fact = make_figure(view, span, number, Unit(span.end, span.end), None)
    return attrs.evolve(fact, base_unit=_TIMES)
