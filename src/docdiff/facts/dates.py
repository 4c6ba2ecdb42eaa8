"""Dates and times of the calendar, as they are written in each custom."""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

from docdiff.facts.numerals import GarbledError, evaluate
from docdiff.facts.tables import MASKS, load_tables
from docdiff.facts.view import LETTERS, View
from docdiff.model import Fact, FactKind, Span
from docdiff.text import fold

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_YEARS = range(1000, 3000)
_PLAIN_YEARS = range(1500, 2100)  # that "in" or "since" prove to be years
_NOON = 12


class _Moment(NamedTuple):
    """The parts of a date as read; "" where one is absent, ``x`` for a hidden digit."""

    year: str = ""
    month: str = ""
    day: str = ""
    time: str = ""

    def is_real(self) -> bool:
        """Say whether the calendar has such a date."""
        year = int(self.year) if self.year.isdecimal() else None
        if year is not None and year not in _YEARS:
            return False
        if not self.month.isdecimal():
            return "x" in self.month or not (self.month or self.day)
        month = int(self.month)
        if not 1 <= month <= len(_DAYS):
            return False
        if not self.day.isdecimal():
            return True
        short = month == 2 and year is not None and not _is_leap(year)  # noqa: PLR2004
        return 1 <= int(self.day) <= _DAYS[month - 1] - short

    def __str__(self) -> str:
        """Return the date in the manner of ISO 8601."""
        if not self.year and not self.month:
            return f"T{self.time}"
        parts = [self.year or "-", self.month, self.day]
        date = "-".join(part for part in parts if part)
        return f"{date}T{self.time}" if self.time else date


def date_at(view: View, start: int) -> Fact | None:
    """Return the date or time that begins with the digit or mask at ``start``, if any."""
    match = _PATTERNS.written.match(view.folded, start)
    if match and (fact := _written_date(view, match)):
        return fact
    if view.char(start).isdecimal() or view.char(start) in MASKS:
        for pattern in _PATTERNS.numeric:
            match = pattern.match(view.folded, start)
            if match and (fact := _numeric_date(view, match)):
                return fact
        if fact := _day_month(view, start):
            return fact
    return _clock(view, start) or _shared_date(view, start)


def era_date_at(view: View, start: int) -> Fact | None:
    """Return the date counted from an era whose name stands at ``start``: 民國98年."""
    eras = view.tables.eras
    name = eras.longest_at(view.folded, start)
    match = _PATTERNS.era.match(view.folded, start + len(name)) if name else None
    if name is None or match is None:
        return None
    count = _read_part(match["n"]) if match["n"] else "1"
    if not count.isdecimal() or not int(count):
        return None
    year = str(int(count) + int(eras.forms[name]))
    return _finish(view, start, match, _Moment(year, _part(match, "m"), _part(match, "d")))


def month_date_at(view: View, start: int, end: int) -> Fact | None:
    """Return the date that begins with the month's name at ``start``: September 7, 2009."""
    month = _month(view, start, end)
    match = _PATTERNS.after_month.match(view.folded, end) if month else None
    if match is None:
        return None
    year = _masked(match["y"] or match["alone"] or "")
    return _finish(view, start, match, _Moment(year, month, _two(match["d"] or "")))


def plain_year_at(view: View, start: int, digits: str) -> bool:
    """Say whether the four digits at ``start`` are a year, as the word before them proves."""
    if len(digits) != 4 or not digits.isdecimal() or view.char(start - 1) != " ":  # noqa: PLR2004
        return False
    if int(digits) not in _PLAIN_YEARS:
        return False
    begin = start - 1
    while view.is_letter(begin - 1) and start - begin < 10:  # noqa: PLR2004
        begin -= 1
    return view.folded[begin : start - 1] in view.tables.year_words


def make_date(view: View, start: int, end: int, value: str | None) -> Fact:
    """Return the date fact of a passage; a value of None makes it suspect."""
    return Fact(
        FactKind.DATE,
        Span(start, end),
        view.text[start:end],
        value,
        masked="x" in (value or ""),
        suspect=value is None,
    )


def _finish(view: View, start: int, match: re.Match[str], moment: _Moment) -> Fact | None:
    """Return the fact of a real date, with the time of day behind it."""
    if not moment.is_real():
        return None
    end = match.end()
    if moment.day:
        end, time = _time_behind(view, end)
        moment = moment._replace(time=time)
    return make_date(view, start, end, str(moment))


def _written_date(view: View, match: re.Match[str]) -> Fact | None:
    """Return the date of 2009年9月7日 and its parts; an impossible one is suspect."""
    if match["y"] is None and match["m"] is None:
        return None
    moment = _Moment(_year(match["y"] or ""), _part(match, "m"), _part(match, "d"))
    if fact := _finish(view, match.start(), match, moment):
        return fact
    if moment.day and moment.year.isdecimal() and int(moment.year) in _YEARS:
        return make_date(view, match.start(), match.end(), None)
    return None


def _numeric_date(view: View, match: re.Match[str]) -> Fact | None:
    """Return the date of 2009-09-07, 07.09.2009 or 9/7/2009."""
    found = match.groupdict("")
    if found["s"] != "-" and not any(map(str.isdecimal, match[0])):
        return None
    year, first, second = _masked(found["y"]), _masked(found["m"]), _masked(found.get("d", ""))
    moment = _Moment(year, _two(first), _two(second))
    if "swapped" not in found:
        return _finish(view, match.start(), match, moment)
    swapped = moment._replace(month=moment.day, day=moment.month)
    if moment.is_real() and swapped.is_real() and moment != swapped:
        return make_date(view, match.start(), match.end(), match[0])
    return _finish(view, match.start(), match, moment if moment.is_real() else swapped)


def _day_month(view: View, start: int) -> Fact | None:
    """Return the date of 7 September 2009, 7th of September or 7. September 2009."""
    match = _PATTERNS.day_month.match(view.folded, start)
    if match is None:
        return None
    month = _month(view, match.start("w"), match.end("w"))
    year = _masked(match["y"] or "")
    return _finish(view, start, match, _Moment(year, month, _two(match["d"]))) if month else None


def _clock(view: View, start: int) -> Fact | None:
    """Return the time of day at ``start``: 23:03, 3 pm, 14.30 Uhr, 9時30分."""
    if view.char(start - 1) in ":.":
        return None
    end, time = _read_time(view, start)
    return make_date(view, start, end, f"T{time}") if time else None


def day_time_at(view: View, start: int) -> Fact | None:
    """Return the time of day that begins with its half of the day at ``start``: 下午3時."""
    return _clock(view, start) if _PATTERNS.hours.match(view.folded, start) else None


def _time_behind(view: View, end: int) -> tuple[int, str]:
    """Return the end and the time of day that follows a date, or ``end`` and ""."""
    match = _PATTERNS.before_time.match(view.folded, end)
    if match is None:
        return end, ""
    behind, time = _read_time(view, match.end(), dated=True)
    return (behind, time) if time else (end, "")


def _read_time(view: View, start: int, *, dated: bool = False) -> tuple[int, str]:
    """Return the end of the time at ``start`` and its ISO form, or "" where there is none.

    9時 and 3點 alone may be many things; a minute, a half of the day or a date proves them.
    """
    match = _PATTERNS.clock.match(view.folded, start)
    if match:
        sign, half = view.tables.clock.get(match["sign"] or "", ""), ""
        proven = bool(sign) or match["sep"] == ":"
    else:
        match = _PATTERNS.hours.match(view.folded, start)
        if match is None:
            return start, ""
        sign, half = "", match["half"] or ""
        proven = bool(half or match["mi"] or dated)
    hour, minute, second = (_part(match, name) for name in ("h", "mi", "s"))
    real = hour.isdecimal() and int(hour) <= 24 and max(minute, second, "00") < "60"  # noqa: PLR2004
    if not (proven and real):
        return start, ""
    if (sign == "pm" or half in _PATTERNS.afternoon) and int(hour) < _NOON:
        hour = str(int(hour) + _NOON)
    elif sign == "am" and int(hour) == _NOON:
        hour = "00"
    rest = "" if match.re is _PATTERNS.hours else (match["rest"] or "") + (match["zone"] or "")
    return match.end(), ":".join(part for part in (hour, minute, second) if part) + rest.upper()


def _shared_date(view: View, start: int) -> Fact | None:
    """Return the year or month whose sign follows the next number: 2003-2005年, 3至5月."""
    match = _PATTERNS.shared.match(view.folded, start)
    if match is None:
        return None
    moment = _Moment(_year(match["y"] or ""), _part(match, "m"))
    return make_date(view, start, match.end(), str(moment)) if moment.is_real() else None


def _month(view: View, start: int, end: int) -> str:
    """Return the number of the month named by a word, or ""."""
    word = view.folded[start:end]
    number = view.tables.months.get(word)
    if number is None or (word in view.tables.capitalised and view.text[start].islower()):
        return ""
    return _two(number)


def _part(match: re.Match[str], name: str) -> str:
    return _two(_read_part(match[name] or ""))


def _two(digits: str) -> str:
    return digits.zfill(2) if digits else ""


def _masked(digits: str) -> str:
    return "".join("x" if char in MASKS else char for char in digits)


def _read_part(part: str) -> str:
    """Return the digits of a month, day, hour or minute; "xx" where they are hidden."""
    if not part.strip(MASKS):
        return "xx" if part else ""
    if part[0].isdecimal() or part[0] in MASKS:
        return _masked(part)
    if not (part.isalpha() and part.isupper()):
        return "?"
    try:
        return evaluate(part, loose=True) or "?"
    except GarbledError:
        return "?"


def _year(written: str) -> str:
    """Return the four digits of a year; a wholly hidden one hides four."""
    if not written.strip(MASKS):
        return "xxxx" if written else ""
    return "".join(
        evaluate(char) or "" if char.isupper() else "x" if char in MASKS else char
        for char in written
    )


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


class _Patterns:
    """Patterns compiled when first needed; each part of a date is bounded, so all are linear."""

    _masks = re.escape(MASKS)
    _digit = f"[0-9Q-Z{_masks}]"
    _part = f"[0-9AGHQ-Z{_masks}]{{1,3}}"
    _year = "年(?!代)"
    _month_day = f"(?P<m>{_part}) ?月(?:份| ?(?P<d>{_part}) ?[日{fold('號')}])?"
    _masked_year = f"[0-9]{{2}}[0-9{_masks}]{{2}}(?![0-9])"

    @cached_property
    def written(self) -> re.Pattern[str]:
        return re.compile(
            f"(?:(?P<y>{self._digit}{{4}}|[{self._masks}]{{2,4}}) ?{self._year})?"
            f"(?: ?{self._month_day})?"
        )

    @cached_property
    def era(self) -> re.Pattern[str]:
        number = f"(?P<n>[0-9]{{1,3}}|[ABQ-Z]{{1,5}})"
        return re.compile(f" ?(?:{number}|元) ?{self._year}(?: ?{self._month_day})?")

    @cached_property
    def numeric(self) -> tuple[re.Pattern[str], ...]:
        hidden = f"[0-9{self._masks}]"
        return (
            re.compile(
                f"(?P<y>{hidden}{{4}})(?P<s>[-–./])(?P<m>{hidden}{{1,2}})(?P=s)"
                f"(?P<d>{hidden}{{1,2}})(?![0-9{self._masks}]|[-./][0-9])"
            ),
            re.compile("(?P<y>(?:19|20)[0-9]{2})(?P<s>-)(?P<m>0[1-9]|1[0-2])(?![0-9-])"),
            re.compile(
                r"(?P<d>[0-9]{1,2})(?P<s>\.) ?(?P<m>[0-9]{1,2})\. ?(?P<y>[0-9]{4})(?![0-9])"
            ),
            re.compile(
                "(?P<m>[0-9]{1,2})(?P<s>/)(?P<d>[0-9]{1,2})(?P<swapped>/)(?P<y>[0-9]{4})(?![0-9/])"
            ),
        )

    @cached_property
    def day_month(self) -> re.Pattern[str]:
        ends = "|".join(load_tables().ordinal_endings)
        return re.compile(
            rf"(?P<d>[0-9]{{1,2}})(?:{ends})?\.? ?(?:of )?(?P<w>[{LETTERS}]{{3,9}}+)(?![{LETTERS}])"
            rf"(?:\.?,? ?(?P<y>{self._masked_year}))?"
        )

    @cached_property
    def after_month(self) -> re.Pattern[str]:
        ends = "|".join(load_tables().ordinal_endings)
        return re.compile(
            rf"\.? (?:(?P<d>[0-9]{{1,2}})(?:{ends})?(?![0-9]|[.,][0-9])"
            rf"(?:,? ?(?P<y>{self._masked_year}))?|(?P<alone>{self._masked_year}))"
        )

    @cached_property
    def before_time(self) -> re.Pattern[str]:
        return re.compile(" ?(?:t|,? ?at |,? ?um |, )?")

    @cached_property
    def clock(self) -> re.Pattern[str]:
        signs = "|".join(map(re.escape, sorted(load_tables().clock, key=len, reverse=True)))
        return re.compile(
            rf"(?P<h>[0-9]{{1,2}})(?![0-9])(?:(?P<sep>[:.])(?P<mi>[0-9]{{2}})(?![0-9]|\.[0-9])"
            rf"(?::(?P<s>[0-9]{{2}})(?P<rest>\.[0-9]{{1,9}}+)?(?![0-9]))?"
            rf"(?P<zone>z|[+-][0-9]{{2}}:[0-9]{{2}})?)?(?: ?(?P<sign>{signs})(?![{LETTERS}]))?"
            f"(?! ?[{fold('時點')}])"
        )

    @cached_property
    def hours(self) -> re.Pattern[str]:
        halves = "|".join(map(fold, ("上午", "下午", "晚上", "凌晨", "中午", "早上")))
        return re.compile(
            f"(?P<half>{halves})? ?(?P<h>{self._part}) ?[{fold('時點')}]"
            f"(?: ?(?P<mi>{self._part}) ?分(?: ?(?P<s>{self._part}) ?秒)?)?"
        )

    @cached_property
    def afternoon(self) -> frozenset[str]:
        return frozenset(map(fold, ("下午", "晚上")))

    @cached_property
    def shared(self) -> re.Pattern[str]:
        join = f" ?[-–—~{fold('至到和')}、,] ?"
        return re.compile(
            f"(?P<y>{self._digit}{{4}})(?={join}{self._digit}{{4}} ?{self._year})"
            f"|(?P<m>{self._part})(?={join}{self._part} ?月)"
        )


_PATTERNS = _Patterns()
