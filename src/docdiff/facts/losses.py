"""Negative numbers that no sign shows: EUR (45.2) million, minus 12 °C."""

from __future__ import annotations

import attrs

from docdiff.facts.figures import SIGNED_UNITS, Found, Prefix, figure_at, make_figure
from docdiff.facts.numerals import read_arabic
from docdiff.facts.units import unit_behind
from docdiff.facts.view import View
from docdiff.model import Span
from docdiff.patterns import Pattern

# A cell of a table, or the next one of two: means have their deviation in brackets, but
# nothing has two.
_DECIMAL = r"\([0-9]{1,3}(?:[.,'’][0-9]{1,3}){1,5}\)"
_CELL = Pattern(rf"\([^)\n]{{1,20}}\) ?%? ?(?:\|| {_DECIMAL})")
_FURTHER = Pattern(rf"{_DECIMAL} ?\Z")
_LONGEST = 24  # of the cell before
_SEPARATORS = frozenset(".,'’")


def loss_at(view: View, start: int, prefix: Prefix | None = None) -> Found | None:
    """Return the figure whose bracket stands at ``start``, as accounts write what is negative.

    Only behind a currency, and in columns: in a sentence brackets hold a remark.
    """
    if view.folded[start] != "(":
        return None
    number = read_arabic(view, start + 1)
    if view.folded[number.end] != ")" or number.digits is None:
        return None
    unit = unit_behind(view, number.end + 1, money=prefix is not None)
    written = view.folded[start + 1 : number.end]
    precise = not _SEPARATORS.isdisjoint(written)
    if prefix is None:
        if not (precise and _is_cell(view, start)):
            return None
    elif not (precise or unit.exponent):
        return None
    span = Span(start, number.end + 1)
    return [make_figure(view, span, f"-{number.digits}", unit, prefix)], max(span.end, unit.end)


def _is_cell(view: View, start: int) -> bool:
    """Say whether what brackets hold is all that stands in a cell of a row of numbers."""
    if _FURTHER.search(view.folded[max(0, start - _LONGEST) : start]):
        return True
    behind = _CELL.match(view.folded, start)
    if behind is None:
        return False
    piped = behind[0].endswith("|")
    return not piped or view.folded[max(0, start - 2) : start].rstrip().endswith("|")


def minus_at(view: View, start: int, end: int) -> Found | None:
    """Return the figure behind the word minus, which stands from ``start`` to ``end``."""
    before = start - 1 if view.folded[start - 1] != " " else start - 2
    if view.folded[end] != " " or not view.is_digit(end + 1):
        return None
    if view.folded[before] in ")]" or view.is_digit(before):  # 5 minus 3
        return None
    facts, behind = figure_at(view, end + 1)
    if len(facts) != 1 or not facts[0].number or facts[0].value is None:
        return None
    fact = facts[0]
    if fact.base_unit not in SIGNED_UNITS | view.tables.currencies:
        return None
    span = Span(start, fact.span.end)
    text = view.text[span.start : span.end]
    value, number = f"-{fact.value}", f"-{fact.number}"
    return [attrs.evolve(fact, span=span, text=text, value=value, number=number)], behind
