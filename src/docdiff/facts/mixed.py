"""Numbers with a fraction behind them, and fractions of one character: 1½, ¼, 7 1/2 hours."""

from __future__ import annotations

from docdiff.facts.figures import Found, make_figure, make_fraction
from docdiff.facts.units import unit_behind
from docdiff.facts.view import View
from docdiff.model import Span
from docdiff.patterns import Pattern

_SIGNS = {
    sign: (int(part), int(whole))
    for sign, part, whole in zip("½⅓⅔¼¾⅕⅖⅗⅘⅛⅜⅝⅞", "1121312341357", "2334455558888", strict=True)
}
VULGAR = "".join(_SIGNS)
_MIXED = Pattern(f"([0-9]{{1,9}}) ?(?:([{VULGAR}])|(?<= )([0-9])/([2458])(?![0-9/]))")


def vulgar_at(view: View, start: int) -> Found:
    """Return the figure of the ½ at ``start``."""
    part, whole = _SIGNS[view.folded[start]]
    fact = make_fraction(view, Span(start, start + 1), part, whole)
    return ([fact], start + 1) if fact else ([], start + 1)


def mixed_at(view: View, start: int) -> Found | None:
    """Return the figure of 1½, or of 7 1/2 before a unit, whose first digit is at ``start``."""
    match = _MIXED.match(view.folded, start)
    if match is None:
        return None
    part, whole = _SIGNS[match[2]] if match[2] else (int(match[3]), int(match[4]))
    span, unit = Span(*match.span()), unit_behind(view, match.end())
    if part >= whole or (not match[2] and unit.start == unit.end):
        return None
    if 1000 % whole:  # no decimal is as much as a third
        fact = make_fraction(view, span, int(match[1]) * whole + part, whole)
        return ([fact], unit.end) if fact else None
    decimal = f"{match[1]}.{1000 * part // whole:03}"
    return [make_figure(view, span, decimal, unit, None)], unit.end
