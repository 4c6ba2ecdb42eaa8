"""Dates and times of the calendar, as they are written in each custom."""

from __future__ import annotations

import re
from functools import lru_cache

import attrs

from docdiff.facts.numerals import evaluate
from docdiff.facts.tables import load_tables
from docdiff.facts.view import LETTERS, View
from docdiff.model import Fact, FactKind, Span
from docdiff.text import fold

MASKS = "x*×○●□"
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LAST_YEAR = 2999


@attrs.frozen
class _Moment:
    """The parts of a date as read; "" where one is absent, ``x`` for a hidden digit."""

    year: str = ""
    month: str = ""
    day: str = ""
    time: str = ""

    def is_real(self) -> bool:
        """Say whether the calendar has such a date."""
        if self.year.isdecimal() and not 1000 <= int(self.year) <= _LAST_YEAR:  # noqa: PLR2004
            return False
        if not self.month:
            return not self.day
        if not self.month.isdecimal():
            return True
        if not 1 <= int(self.month) <= 12:  # noqa: PLR2004
            return False
        if not self.day.isdecimal():
            return True
        leap = not self.year.isdecimal() or _is_leap(int(self.year))
        last = _DAYS[int(self.month) - 1] - (self.month == "02" and not leap)
        return 1 <= int(self.day) <= last

    def __str__(self) -> str:
        if not self.year and not self.month:
            return f"T{self.time}"
        written = self.year or "-"
        written += f"-{self.month}" if self.month else ""
        written += f"-{self.day}" if self.day else ""
        return f"{written}T{self.time}" if self.time else written


def date_at(view: View, start: int) -> Fact | None:
    """Return the date or time that begins with the digit or mask at ``start``, if any."""
    patterns = _patterns()
    if match := patterns.written.match(view.folded, start):
        fact = _written_date(view, match)
        if fact:
            return fact
    if not view.char(start).isdecimal() and view.char(start) not in MASKS:
        return _shared_date(view, start)
    for pattern in patterns.numeric:
        match = pattern.match(view.folded, start)
        if match and (fact := _numeric_date(view, match)):
            return fact
    return _day_month(view, start) or _clock(view, start) or _shared_date(view, start)


def era_date_at(view: View, start: int) -> Fact | None:
    """Return the date counted from an era whose name stands at ``start``: 民國98年."""
    eras = view.tables.eras
    name = eras.longest_at(view.folded, start)
    if name is None:
        return None
    match = _patterns().era.match(view.folded, start + len(name))
    if match is None:
        return None
    number = match["n"]
    count = "1" if number == _patterns().first_year else _read_part(number)
    if not count.isdecimal() or not 0 < int(count) < 1000:  # noqa: PLR2004
        return None
    year = str(int(count) + int(eras.forms[name]))
    return _finish(view, start, match, _Moment(year, _part(match, "m"), _part(match, "d")))


def month_date_at(view: View, start: int, end: int) -> Fact | None:
    """Return the date that begins with the month's name at ``start``: September 7, 2009."""
    month = _month(view, start, end)
    match = _patterns().after_month.match(view.folded, end) if month else None
    if match is None:
        return None
    moment = _Moment(_masked(match["y"] or match["y2"] or ""), month, _two(match["d"] or ""))
    return _finish(view, start, match, moment)


def _finish(view: View, start: int, match: re.Match[str], moment: _Moment) -> Fact | None:
    """Return the fact of a real date, with the time of day behind it."""
    if not moment.is_real():
        return None
    end = match.end()
    if moment.day or "x" in moment.month:
        end, time = _time_behind(view, end)
        moment = attrs.evolve(moment, time=time)
    return make_date(view, start, end, str(moment))


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


def _written_date(view: View, match: re.Match[str]) -> Fact | None:
    """Return the date of 2009年9月7日 and its parts; an impossible one is suspect."""
    if match["y"] is None and match["m"] is None:
        return None
    moment = _Moment(_year(match["y"] or ""), _part(match, "m"), _part(match, "d"))
    if fact := _finish(view, match.start(), match, moment):
        return fact
    if match["y"] and match["d"] and moment.year.isdecimal() and int(moment.year) <= _LAST_YEAR:
        return make_date(view, match.start(), match.end(), None)
    return None


def _numeric_date(view: View, match: re.Match[str]) -> Fact | None:
    """Return the date of 2009-09-07, 07.09.2009 or 9/7/2009."""
    found = match.groupdict()
    year, month, day = (_masked(found.get(part) or "") for part in "ymd")
    if not any(char.isdecimal() for char in match[0]) and found["s"] != "-":
        return None
    if found.get("s") == "/" and "u" in found:
        return _slashed(view, match)
    return _finish(view, match.start(), match, _Moment(year, _two(month), _two(day)))


def _slashed(view: View, match: re.Match[str]) -> Fact | None:
    """Return 13/9/2009; where day and month cannot be told apart, the value is as written."""
    first, second, year = match["m"], match["d"], match["y"]
    readings = [
        moment
        for moment in (
            _Moment(year, _two(first), _two(second)),
            _Moment(year, _two(second), _two(first)),
        )
        if moment.is_real()
    ]
    if not readings:
        return None
    if len({str(moment) for moment in readings}) == 1:
        return _finish(view, match.start(), match, readings[0])
    return make_date(view, match.start(), match.end(), match[0])


def _day_month(view: View, start: int) -> Fact | None:
    """Return the date of 7 September 2009, 7th of September or 7. September 2009."""
    match = _patterns().day_month.match(view.folded, start)
    if match is None:
        return None
    month = _month(view, match.start("w"), match.end("w"))
    if not month:
        return None
    year = _masked(match["y"] or "")
    return _finish(view, start, match, _Moment(year, month, _two(match["d"])))


def _clock(view: View, start: int) -> Fact | None:
    """Return the time of day at ``start``: 23:03, 3 pm, 14.30 Uhr, 9時30分."""
    if view.char(start - 1) in ":.":
        return None
    end, time = _read_time(view, start)
    return make_date(view, start, end, f"T{time}") if time else None


def _time_behind(view: View, end: int) -> tuple[int, str]:
    """Return the end and the time of day that follows a date, or ``end`` and ""."""
    match = _patterns().before_time.match(view.folded, end)
    if match is None:
        return end, ""
    behind, time = _read_time(view, match.end(), dated=True)
    return (behind, time) if time else (end, "")


def _read_time(view: View, start: int, *, dated: bool = False) -> tuple[int, str]:
    """Return the end of the time at ``start`` and its ISO form, or "" where there is none."""
    patterns = _patterns()
    match = patterns.clock.match(view.folded, start) or patterns.hours.match(view.folded, start)
    if match is None:
        return start, ""
    found = match.groupdict()
    half = found.get("half")
    sign = match["sign"] if "sign" in found else None
    named = sign or found.get("sep") == ":" if "sign" in found else half or found["mi"] or dated
    if not named:
        return start, ""
    hour = _two(_read_part(found["h"]))
    minute = _two(_read_part(found["mi"] or ""))
    second = _two(_read_part(found.get("s") or ""))
    clock = view.tables.clock.forms.get(sign or "")
    after_noon = clock == "pm" or (half and half in patterns.afternoon)
    if not hour.isdecimal() or int(hour) > 24 or max(minute, second, "00") > "59":  # noqa: PLR2004
        return start, ""
    if after_noon and int(hour) < 12:  # noqa: PLR2004
        hour = str(int(hour) + 12)
    elif clock == "am" and hour == "12":
        hour = "00"
    rest = "".join(f":{part}" for part in (minute, second) if part)
    return match.end(), hour + rest + (found.get("rest") or "") + (found.get("zone") or "").upper()


def _shared_date(view: View, start: int) -> Fact | None:
    """Return the year or month whose sign follows the next number: 2003-2005年, 3至5月."""
    match = _patterns().shared.match(view.folded, start)
    if match is None:
        return None
    if match["y"]:
        moment = _Moment(_year(match["y"]))
    else:
        moment = _Moment(month=_two(_read_part(match["m"])))
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
    """Return the digits of a month, day, hour or minute; "xx" where it is hidden."""
    if not part or part.isdecimal():
        return part
    if part[0] in MASKS and part.strip(MASKS) == "":
        return "xx"
    if part.isascii() or "×" in part:
        return _masked(part)
    return evaluate(part, positional=not set(part) & load_tables().powers.keys()) or ""


def _year(written: str) -> str:
    """Return the four digits of a year; a wholly hidden one hides four."""
    if not written.strip(MASKS):
        return "xxxx" if written else ""
    digits = load_tables().digits
    ideographs = any(char in digits and char not in "o○" for char in written)
    return "".join(
        digits[char]
        if char in digits and (ideographs or char not in MASKS)
        else "x"
        if char in MASKS
        else char
        for char in written
    )


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


@attrs.frozen(eq=False)
class _Patterns:
    written: re.Pattern[str]
    era: re.Pattern[str]
    first_year: str
    numeric: tuple[re.Pattern[str], ...]
    day_month: re.Pattern[str]
    after_month: re.Pattern[str]
    before_time: re.Pattern[str]
    clock: re.Pattern[str]
    hours: re.Pattern[str]
    afternoon: frozenset[str]
    shared: re.Pattern[str]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    """Compile the patterns; each part of a date is bounded, so all are linear."""
    tables = load_tables()
    masks = re.escape(MASKS)
    single = "".join(char for char, digit in tables.digits.items() if len(digit) == 1)
    digit = f"[0-9{masks}{single}]"
    part_char = f"[0-9{masks}{''.join(tables.digits)}十]"
    part = part_char + "{1,3}"
    year, month, day, numbered = "年(?!代)", "月", "日", fold("號")
    hour, dot, minute, second = fold("時"), fold("點"), "分", "秒"
    month_day = f"(?P<m>{part}) ?{month}(?:份| ?(?P<d>{part}) ?[{day}{numbered}])?"
    halves = "|".join(map(fold, ("上午", "下午", "晚上", "凌晨", "中午", "早上", "夜間")))
    ends = "|".join(tables.ordinal_endings)
    signs = "|".join(re.escape(word) for word in sorted(tables.clock.forms, key=len, reverse=True))
    join = f" ?[-–—~{fold('至到、和')},] ?"
    masked_year = f"(?P<y>[0-9]{{2}}[0-9{masks}]{{2}})(?![0-9])"
    hidden = f"[0-9{masks}]"
    return _Patterns(
        written=re.compile(
            f"(?:(?P<y>{digit}{{4}}|[{masks}]{{2,4}}) ?{year})?(?: ?{month_day})?"
        ),
        era=re.compile(f" ?(?P<n>{part_char}{{1,5}}|元) ?{year}(?: ?{month_day})?"),
        first_year="元",
        numeric=(
            re.compile(
                f"(?P<y>{hidden}{{4}})(?P<s>[-–./])(?P<m>{hidden}{{1,2}})(?P=s)"
                f"(?P<d>{hidden}{{1,2}})(?![0-9{masks}]|[-./][0-9])"
            ),
            re.compile("(?P<y>(?:19|20)[0-9]{2})(?P<s>-)(?P<m>0[1-9]|1[0-2])(?![0-9-])"),
            re.compile(
                r"(?P<d>[0-9]{1,2})(?P<s>\.) ?(?P<m>[0-9]{1,2})\. ?(?P<y>[0-9]{4})(?![0-9])"
            ),
            re.compile(
                "(?P<m>[0-9]{1,2})(?P<s>/)(?P<d>[0-9]{1,2})(?P<u>/)(?P<y>[0-9]{4})(?![0-9/])"
            ),
        ),
        day_month=re.compile(
            rf"(?P<d>[0-9]{{1,2}})(?:{ends})?\.? ?(?:of )?(?P<w>[{LETTERS}]{{3,9}}+)(?![{LETTERS}])"
            rf"(?:\.?,? ?{masked_year})?"
        ),
        after_month=re.compile(
            rf"\.? (?:(?P<d>[0-9]{{1,2}})(?:{ends})?(?![0-9]|[.,][0-9])(?:,? ?{masked_year})?"
            rf"|{masked_year.replace('P<y>', 'P<y2>')})"
        ),
        before_time=re.compile(" ?(?:t|,? (?:at|um) |, )?(?=[0-9上下晚凌中早夜])"),
        clock=re.compile(
            rf"(?P<h>[0-9]{{1,2}})(?:(?P<sep>[:.])(?P<mi>[0-9]{{2}})(?![0-9]|\.[0-9])"
            rf"(?::(?P<s>[0-9]{{2}})(?P<rest>\.[0-9]{{1,9}}+)?(?![0-9]))?"
            rf"(?P<zone>z|[+-][0-9]{{2}}:[0-9]{{2}})?)?(?: ?(?P<sign>{signs})(?![{LETTERS}]))?"
        ),
        hours=re.compile(
            f"(?P<half>{halves})? ?(?P<h>{part}) ?[{hour}{dot}]"
            f"(?: ?(?P<mi>{part}) ?{minute}(?: ?(?P<s>{part}) ?{second})?)?"
        ),
        afternoon=frozenset(map(fold, ("下午", "晚上"))),
        shared=re.compile(
            f"(?:(?P<y>{digit}{{4}})(?={join}{digit}{{4}} ?{year})"
            f"|(?P<m>{part})(?={join}{part} ?{month}))"
        ),
    )
