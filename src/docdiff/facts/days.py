"""Dates in the short notations of letters and lists: 01.04.24, 31-Dec-2023, 2024/25, May 5-7."""

from __future__ import annotations

import re
from datetime import date

from docdiff.facts.dates import ENDINGS, LATIN_YEAR, make_date
from docdiff.facts.units import unit_behind
from docdiff.facts.view import LETTERS, View
from docdiff.model import Fact, Span
from docdiff.patterns import Pattern

BEHIND_DAY = frozenset("./- –—snrt")  # behind the first digits of such a date or time
MOST_JOINERS = 6  # between the days of a range: 5 oder 7
_DOTTED = Pattern(
    r"([0-9]{1,2})\.(0[1-9]|1[0-2]|[1-9])\.(?:([0-9]{2})(?![0-9])(?!\.[0-9])|(?! ?[0-9]))"
)
_NAMED = Pattern(f"([0-9]{{1,2}})-([{LETTERS}]{{3,9}}+)-((?:19|20)?[0-9]{{2}})(?![0-9])")
_SEASON = Pattern("((?:19|20)[0-9]{2})/((?:19|20)?[0-9]{2})(?![0-9/])")
_HOURS = Pattern(
    "([0-9]{1,2})(?:[:.]([0-9]{2}))?(?= ?(?:bis|-|–|—) ?[0-9]{1,2}(?:[:.][0-9]{2})? ?uhr)"
)
# The days of 5-7 May 2024 share their month, and so do those of May 5-7.
_UNTIL = r"(?: ?[-–—~] ?| (?:to|and|or|und|oder|bis) )"
_JOINERS = frozenset("-–—~abotu")  # what it begins with
_SHARED = Pattern(
    rf"([0-9]{{1,2}}){ENDINGS}\.?{_UNTIL}([0-9]{{1,2}}){ENDINGS}\.?"
    rf" (?:day )?(?:of )?([{LETTERS}]{{3,9}}+)(?![{LETTERS}])"
)
_SHARED_DOTTED = Pattern(
    rf"([0-9]{{1,2}})\.(?:{_UNTIL}|/)([0-9]{{1,2}})\. ?"
    r"(?:(0[1-9]|1[0-2])\.|([1-9])\. ?(?=[0-9]{4}))"
)
_LATER = Pattern(
    rf"{_UNTIL}([0-9]{{1,2}}){ENDINGS}(?![0-9x×{LETTERS}]|[.,:/-][0-9])(?:,? ?({LATIN_YEAR}))?"
)
_FIRST_OF_LAST_CENTURY = 69  # as POSIX reads two digits
_LEAP = 2000
_LAST_HOUR = 24


def day_at(view: View, start: int) -> Fact | None:
    """Return the date or time of day in a short notation at ``start``, if any."""
    if start - view.days[0] <= MOST_JOINERS and (fact := _later_day(view, start)):
        return fact
    if view.folded[start - 1] in "./-" or view.is_letter(start - 1):
        return None
    end = view.digits_end(start)
    behind = view.folded[end]
    joined = behind != " " or view.folded[end + 1] in _JOINERS
    fact = _shared_day(view, start, behind) if joined else None
    return fact or _short_day(view, start, behind)


def _short_day(view: View, start: int, behind: str) -> Fact | None:
    """Return the date of digits at ``start``, or the first time of a range of hours."""
    if behind == "." and (match := _DOTTED.match(view.folded, start)):
        return _dotted(view, match)
    if behind == "-" and (match := _NAMED.match(view.folded, start)):
        month = view.tables.months.get(match[2])
        return _day(view, match, (match[1], month, match[3])) if month else None
    if behind == "/" and (match := _SEASON.match(view.folded, start)):
        first, second = int(match[1]), match[2]
        following = int(second) == (first + 1 if len(second) > 2 else (first + 1) % 100)  # noqa: PLR2004
        value = f"{first}/{first + 1}"
        return make_date(view, start, match.end(), value) if following else None
    match = _HOURS.match(view.folded, start)
    if match is None or int(match[1]) > _LAST_HOUR or (match[2] or "") >= "60":
        return None
    return make_date(view, start, match.end(), f"T{int(match[1]):02}:{match[2] or '00'}")


def _later_day(view: View, start: int) -> Fact | None:
    """Return the day whose month stands before the day before: 7, 2024 in May 5-7, 2024."""
    end, month, first = view.days
    match = _LATER.match(view.folded, end)
    if match is None or match.start(1) != start or int(match[1]) <= first:
        return None
    if not match[2] and unit_behind(view, match.end()).measures:  # May 5 - 9 days later
        return None
    if not match[2]:
        view.days = (match.end(), month, int(match[1]))
    return _day(view, match, (match[1], month, match[2]), Span(start, match.end()))


def _shared_day(view: View, start: int, behind: str) -> Fact | None:
    """Return the day whose month stands behind the next day: 5 in 5-7 May, 5.-7.05."""
    if behind == "." and (match := _SHARED_DOTTED.match(view.folded, start)):
        month = match[3] or match[4]
        rising = int(match[1]) < int(match[2])
        return _day(view, match, (match[1], month, None), Span(*match.span(1))) if rising else None
    match = _SHARED.match(view.folded, start)
    if match is None:
        return None
    word, month = match[3], view.tables.months.get(match[3])
    if month is None or int(match[1]) >= int(match[2]):
        return None
    if word in view.tables.capitalised and view.text[match.start(3)].islower():
        return None
    return _day(view, match, (match[1], month, None), Span(*match.span(1)))


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
    return _day(view, match, (match[1], match[2], match[3]))


def _day(
    view: View,
    match: re.Match[str],
    parts: tuple[str, str, str | None],
    span: Span | None = None,
) -> Fact | None:
    """Return the date of a day that the calendar has, which takes up all of a match or a span."""
    day, month, year = parts
    if year and len(year) == 2:  # noqa: PLR2004
        year = f"{'19' if int(year) >= _FIRST_OF_LAST_CENTURY else '20'}{year}"
    try:
        found = date(int(year) if year else _LEAP, int(month), int(day))
    except ValueError:
        return None
    value = f"{found:%Y-%m-%d}" if year else f"--{found:%m-%d}"
    start, end = (span.start, span.end) if span else match.span()
    return make_date(view, start, end, value)
