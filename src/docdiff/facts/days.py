"""Dates in the short notations of letters and lists: 01.04.24, 31.03., 31-Dec-2023, 2024/25."""

from __future__ import annotations

import re
from datetime import date

from docdiff.facts.dates import make_date
from docdiff.facts.view import LETTERS, View
from docdiff.model import Fact
from docdiff.patterns import Pattern

BEHIND_DAY = frozenset("./- –—")  # behind the first digits of such a date or time
_DOTTED = Pattern(
    r"([0-9]{1,2})\.(0[1-9]|1[0-2]|[1-9])\.(?:([0-9]{2})(?![0-9])(?!\.[0-9])|(?! ?[0-9]))"
)
_NAMED = Pattern(f"([0-9]{{1,2}})-([{LETTERS}]{{3,9}}+)-((?:19|20)?[0-9]{{2}})(?![0-9])")
_SEASON = Pattern("((?:19|20)[0-9]{2})/((?:19|20)?[0-9]{2})(?![0-9/])")
_HOURS = Pattern(
    "([0-9]{1,2})(?:[:.]([0-9]{2}))?(?= ?(?:bis|-|–|—) ?[0-9]{1,2}(?:[:.][0-9]{2})? ?uhr)"
)
_FIRST_OF_LAST_CENTURY = 69  # as POSIX reads two digits
_LEAP = 2000
_LAST_HOUR = 24


def day_at(view: View, start: int) -> Fact | None:
    """Return the date or time of day in a short notation at ``start``, if any."""
    if view.folded[start - 1] in "./-" or view.is_letter(start - 1):
        return None
    if match := _DOTTED.match(view.folded, start):
        return _dotted(view, match)
    if match := _NAMED.match(view.folded, start):
        month = view.tables.months.get(match[2])
        return _day(view, match, match[1], month, match[3]) if month else None
    if match := _SEASON.match(view.folded, start):
        first, second = int(match[1]), match[2]
        following = int(second) == (first + 1 if len(second) > 2 else (first + 1) % 100)  # noqa: PLR2004
        value = f"{first}/{first + 1}"
        return make_date(view, start, match.end(), value) if following else None
    match = _HOURS.match(view.folded, start)
    if match is None or int(match[1]) > _LAST_HOUR or (match[2] or "") >= "60":
        return None
    return make_date(view, start, match.end(), f"T{int(match[1]):02}:{match[2] or '00'}")


def _dotted(view: View, match: re.Match[str]) -> Fact | None:
    """Return the date of 01.04.24 or 31.03.; a zero or a word before tells it from a clause."""
    start, zero = match.start(), "0" in (match[1][0], match[2][0])
    before = view.folded[max(0, start - 12) : start].split()
    said = (
        bool(before)
        and view.folded[start - 1] == " "
        and before[-1] in view.tables.before["before-day"]
    )
    if not said and not (zero and match[3]):
        return None
    return _day(view, match, match[1], match[2], match[3])


def _day(view: View, match: re.Match[str], day: str, month: str, year: str | None) -> Fact | None:
    """Return the date of a day that the calendar has."""
    if year and len(year) == 2:  # noqa: PLR2004
        year = f"{'19' if int(year) >= _FIRST_OF_LAST_CENTURY else '20'}{year}"
    try:
        found = date(int(year) if year else _LEAP, int(month), int(day))
    except ValueError:
        return None
    value = f"{found:%Y-%m-%d}" if year else f"--{found:%m-%d}"
    return make_date(view, match.start(), match.end(), value)
