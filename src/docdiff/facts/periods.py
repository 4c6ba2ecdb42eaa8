"""Years and quarters glued to a word: FY2024, mid-2024, Q3, the 1990s."""

from __future__ import annotations

from docdiff.facts.dates import make_date
from docdiff.facts.view import View
from docdiff.model import Fact, FactKind, Span
from docdiff.patterns import Pattern

BEFORE_PERIOD = frozenset("-1234")
_YEAR = Pattern("-?((?:19|20)[0-9]{2})(?![0-9a-z]|[.,/-][0-9])")
_SHORT_YEAR = Pattern("([0-9]{2})(?![0-9a-z]|[.,/-][0-9])")
_QUARTER = Pattern("[1-4](?![0-9a-z]|[.,/-]?[0-9])")
_DECADE = Pattern("(?:1[5-9]|20)[0-9]0(?:s|er)(?![0-9a-z])")


def period_at(view: View, word: str, end: int) -> Fact | None:
    """Return the year or quarter that is glued to a word which ends at ``end``."""
    tables = view.tables
    if word in tables.before["quarters"] and (match := _QUARTER.match(view.folded, end)):
        span = Span(end - len(word), match.end())
        text = view.text[span.start : span.end]
        return Fact(FactKind.REFERENCE, span, text, match[0], match[0], base_unit="quarter")
    if word not in tables.before["years"]:
        return None
    if match := _YEAR.match(view.folded, end):
        return make_date(view, match.start(1), match.end(), match[1])
    match = _SHORT_YEAR.match(view.folded, end)
    fiscal = match and word in tables.before["fiscal-years"]
    return make_date(view, end, match.end(), f"20{match[1]}") if match and fiscal else None


def decade_at(view: View, start: int) -> Fact | None:
    """Return the decade of 1990s or 1990er at ``start``."""
    match = _DECADE.match(view.folded, start)
    return (
        make_date(view, start, match.end(), f"{view.folded[start : start + 4]}s") if match else None
    )
