"""Telephone numbers of Chinese texts: digits in groups that each writer parts otherwise."""

from __future__ import annotations

from docdiff.facts.figures import make_figure
from docdiff.facts.units import Unit, unit_behind
from docdiff.facts.view import View
from docdiff.model import Fact, Span
from docdiff.patterns import Pattern

BEHIND_GROUP = frozenset("-–—)")
# A city code, which begins with 0, a service number, or a mobile one. Spaces part columns too.
_TELEPHONE = Pattern(
    r"(?:0[0-9]{1,3}(?:[)] ?[-–—]? ?| ?[-–—] ?)[0-9]{3,4}[-–— ]?[0-9]{3,4}"
    r"|[48]00(?:[-–—]?[0-9]){7}"
    r"|1[3-9][0-9][-–—][0-9]{4}[-–—][0-9]{4})(?![0-9]|[-–—][0-9]{1,5}+[-–—])"
)
_JOINED = frozenset("-–—./")


def telephone_at(view: View, start: int) -> Fact | None:
    """Return the figure of (02)2345-6789 or 400-820-8820 whose first digit is at ``start``."""
    match = _TELEPHONE.match(view.folded, start)
    if match is None or view.folded[start - 1] in _JOINED or view.is_letter(start - 1):
        return None
    end = match.end()
    if unit_behind(view, end).end > end:  # 400-800-1200元
        return None
    bracketed = view.folded[start - 1] == "("
    if bracketed is not (")" in match[0]) or view.language(start) != "zh":
        return None
    digits = "".join(filter(str.isdecimal, match[0]))
    return make_figure(view, Span(start - bracketed, end), digits, Unit(end, end), None)
