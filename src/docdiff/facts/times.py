"""Times of day: 23:03, 3 pm, 14.30 Uhr, 9時30分, 下午3點半."""

from __future__ import annotations

import re
from collections.abc import Iterable

from docdiff.facts.parts import PART, part_of
from docdiff.facts.tables import load_tables
from docdiff.facts.view import LETTERS, View
from docdiff.patterns import Pattern

_NOON = 12
_LAST_HOUR = 24
_NIGHT = 5  # 晚上1點 is past midnight
_RANGE_MARKS = " -–—~至到"
_MOST_MARKS = 4  # between the two ends of a range
_QUARTERS = {"半": "30", "1": "15", "R": "15", "3": "45", "T": "45"}


def _any(words: Iterable[str]) -> str:
    """Return the alternation of words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_BEFORE_TIME = Pattern(lambda: f" ?(?:t|,? ?(?:{_any(load_tables().time_words)}) |, )?")
_CLOCK = Pattern(
    lambda: (
        f"(?P<half>{_any(load_tables().halves.forms)})? ?"
        r"(?P<h>[0-9]{1,2})(?P<sep>[:.])?(?(sep)(?P<mi>[0-9]{2})(?![0-9]|\.[0-9])"
        r"(?::(?P<s>[0-9]{2})(?P<rest>\.[0-9]{1,9}+)?(?![0-9]))?"
        r"(?P<zone>z|\+[0-9]{2}:[0-9]{2})?)"
        f"(?: ?(?P<sign>{_any(load_tables().clock)})(?![{LETTERS}]))?"
    )
)
# Behind a date and time, 08:30-11:30 alone is from then till then.
_WEST = Pattern("-[0-9]{2}:[0-9]{2}(?![0-9:])")
_HOURS = Pattern(
    lambda: (
        f"(?P<half>{_any(load_tables().halves.forms)})? ?(?P<h>{PART}) ?"
        f"(?:[时点](?: ?(?P<mi>{PART}) ?分(?: ?(?P<s>{PART}) ?秒)?"
        f"|(?P<part>半|[13RT]刻)|(?P<full>[整钟]))?"
        f"|(?= ?[{_RANGE_MARKS.strip()}] ?{PART} ?[时点]))"
    )
)


def clock_at(view: View, start: int) -> tuple[int, str]:
    """Return the end and the ISO form of the time at ``start``, "" where there is none."""
    joined = view.char(start - 1) in ":." and view.is_digit(start - 2)
    return (start, "") if joined else _read_clock(view, start)


def hours_at(view: View, start: int, *, dated: bool = False) -> tuple[int, str]:
    """Return the end of the time at ``start`` and its ISO form, or "" where there is none.

    9時 and 3點 alone may be many things; a minute, a half of the day, a date or another time
    that they are the end of prove them.
    """
    match = _HOURS.match(view.folded, start)
    if match is None:
        return start, ""
    shared = _half_before(view, start)
    if not (dated or shared is not None or any(match.group("half", "mi", "part", "full"))):
        return start, ""
    half = view.tables.halves.forms.get(match["half"] or "") or shared or ""
    return match.end(), _join_time(view, match, half)


def time_behind(view: View, end: int) -> tuple[int, str]:
    """Return the end and the time of day that follows a date, or ``end`` and ""."""
    match = _BEFORE_TIME.match(view.folded, end)
    start = match.end() if match else end
    if view.is_digit(start) or view.tables.halves.longest_at(view.folded, start):
        behind, time = _read_clock(view, start)
        precise = match is not None and "t" in match[0]
        if time and (precise or time.count(":") > 1) and "+" not in time:
            west = _WEST.match(view.folded, behind)
            behind, time = (west.end(), time + west[0]) if west else (behind, time)
        if time:
            return behind, time
    behind, time = hours_at(view, start, dated=True)
    return (behind, time) if time else (end, "")


def _read_clock(view: View, start: int) -> tuple[int, str]:
    """Return the end of the time at ``start`` and its ISO form, or "" where there is none."""
    match = _CLOCK.match(view.folded, start)
    if match is None or not (match["sign"] or match["sep"] == ":"):
        return start, ""
    half = view.tables.halves.forms.get(match["half"] or "") or _half_before(view, start) or ""
    time = _join_time(view, match, half, view.tables.clock.get(match["sign"] or "", ""))
    return match.end(), time and time + ((match["rest"] or "") + (match["zone"] or "")).upper()


def _half_before(view: View, start: int) -> str | None:
    """Return the half of the day that the end of a range shares: 5:00 in 下午2:00-5:00.

    It is "" where the time before has none, and None where there is no time before.
    """
    end, half = view.timed
    between = view.folded[end:start] if start - end <= _MOST_MARKS else ""
    return half if between.strip() and not between.strip(_RANGE_MARKS) else None


def _join_time(view: View, match: re.Match[str], half: str, sign: str = "") -> str:
    """Return the ISO form of a time, of 3 p.m. 15:00, or "" where the day has no such time."""
    hour, minute, second = (part_of(match, name) for name in ("h", "mi", "s"))
    if not hour.isdecimal() or int(hour) > _LAST_HOUR or max(minute, second, "00") >= "60":
        return ""
    # Of 上午9:00-12:00 the end is noon and no longer of the half.
    view.timed = (match.end(), "" if half == "am" else half)
    half, number = sign or half, int(hour)
    if (
        (half == "pm" and number < _NOON)
        or (half == "night" and _NIGHT <= number <= _NOON)
        or (half == "noon" and number < _NIGHT)
    ):
        hour = str(number + _NOON)
    elif half == "am" and number == _NOON:
        hour = "00"
    if not minute:
        minute = _QUARTERS.get((match.groupdict().get("part") or "")[:1], "00")
    return ":".join(piece for piece in (hour, minute, second) if piece)
