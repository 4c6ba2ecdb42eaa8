"""Dates and times of the calendar, as they are written in each custom."""

from __future__ import annotations

import re
from typing import NamedTuple

from docdiff.facts.parts import PART, REPUBLIC, masked, part_of, read_part, read_year, two_digits
from docdiff.facts.tables import MASKS
from docdiff.facts.times import clock_at, hours_at, time_behind
from docdiff.facts.view import LETTERS, View
from docdiff.model import Fact, FactKind, Span
from docdiff.patterns import Pattern

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_YEARS = range(1000, 3000)
_PLAIN_YEARS = range(1500, 2100)  # that "in" or "since" prove to be years
_CENTURIES = ("19", "20")  # of a year and month alone: 2009-09
_MOST_DIGITS = 4  # in a run of a numeric date
_WIDEST = 7  # the furthest that 年 or 月 may stand from the start of a date
_WIDEST_SHARED = 14  # the same, where a range or list shares it
_LONGEST_FIELD = 8  # characters of a word that says what a date is
_COMPACT = 8  # digits of 20220115
_BEFORE_VALUE = frozenset(" :|\t")  # between the name of a field and what it is
_NUMERIC = frozenset(f"-–./{MASKS}")  # behind the first digits of a numeric date
_BEFORE_MONTH = frozenset(" .\\*×")  # behind the day, beside the letters of 7th
_TIME_MARKS = frozenset(":. apu")  # behind the hours of a time
_JOINERS = frozenset("-–—~至到和、,")
_MOST_JOINERS = 3  # before a day whose month stands before: 3月11日 至 15日
_FIRST_PLAIN = 10  # year of the Republic that no era need stand before

_DIGIT = f"[0-9Q-Z{MASKS}]"
_YEAR = "年(?!代)"
_MORE_DAYS = f"(?= ?[-–—~至到和及、] ?{PART}(?:、{PART}){{0,3}} ?日)"
_MONTH_DAY = f"(?P<m>{PART}) ?月(?:份| ?(?P<d>{PART})(?: ?[日号]|{_MORE_DAYS}))?"
LATIN_YEAR = f"[0-9]{{2}}[0-9{MASKS}]{{2}}(?![0-9])"

# Every part is bounded, so all of these are linear.
_WRITTEN = Pattern(
    f"(?:(?P<y>{_DIGIT}{{4}}|[{MASKS}]{{2,8}}|[12][0-9]{{1,2}}×{{1,6}}) ?{_YEAR})?"
    f"(?: ?{_MONTH_DAY})?"
)
_ERA = Pattern(f" ?(?:(?P<n>[0-9]{{1,4}}|[ABQ-Z]{{1,5}})|元) ?{_YEAR}(?: ?{_MONTH_DAY})?")
# The years of the Republic of China have three digits now, and need no 民國 before them.
_REPUBLIC = Pattern(
    "(?P<n>1[0-9]{2}|RB[A-HQ-Z]{0,4}|(?P<short>[0-9]{2}|[A-HQ-Z]{2,3}))"
    f" ?{_YEAR} ?{_MONTH_DAY}"
)
_DAY = Pattern(f"(?P<d>{PART})(?: ?日(?! ?(?:[内间]|以[内上下]))|{_MORE_DAYS})")
_WEEKDAY = Pattern("[(](?:星期|礼拜|周)?[R-W日天][)]")
_BEFORE_DAY = frozenset("-–—~至到和及、")
_ANOTHER = "[0-9]{4}(?P=s)[0-9]{1,2}(?P=s)[0-9]{1,2}(?![0-9])"
_YEAR_FIRST = Pattern(
    f"(?P<y>[0-9{MASKS}]{{4}})(?P<s>[-–./])(?P<m>[0-9{MASKS}]{{1,2}})"
    f"(?:(?P=s)(?P<d>[0-9{MASKS}]{{1,2}})(?![0-9x×]|[-./](?!{_ANOTHER})[0-9])"
    "|(?<=-[01][0-9])(?![0-9-]))"
)
_EIGHT = Pattern("([0-9]{4})([0-9]{2})([0-9]{2})(?![0-9])")
_DAY_FIRST = Pattern(
    rf"(?P<d>[0-9{MASKS}]{{1,2}})(?:(?P<slash>/)|\. ?)(?P<m>[0-9{MASKS}]{{1,2}})(?(slash)/|\. ?)"
    rf"(?P<y>[0-9]{{2}}[0-9{MASKS}]{{2}}|[{MASKS}]{{4}})(?![0-9])"
)
# 1/2000 is a fraction, and before a further stroke or letter stands no year: 12/2006/EG.
_MONTH_YEAR = Pattern(
    f"(?P<m>0[1-9]|1[0-2]|[2-9])/(?P<y>(?:19|20)[0-9{MASKS}]{{2}})(?![0-9/{LETTERS}])"
)
ENDINGS = "(?:st|nd|rd|th)?"  # of English ordinals; before a month nothing else looks like them
_DAY_MONTH = Pattern(
    rf"(?P<d>[0-9]{{1,2}}|[0-9][{MASKS}]|[x×]{{2}}){ENDINGS}\\?\.? ?(?:day )?(?:of )?"
    rf"(?P<w>[{LETTERS}]{{3,9}}+)(?![{LETTERS}])(?:\.?,? ?(?P<y>{LATIN_YEAR}))?"
)
_AFTER_MONTH = Pattern(
    rf"\.? (?:(?P<alone>{LATIN_YEAR})"
    rf"|(?P<d>[0-9]{{1,2}}){ENDINGS}(?![0-9x×]|[.,][0-9])(?:,? ?(?P<y>{LATIN_YEAR}))?)"
)
_SHARED = Pattern(
    f"(?P<y>{_DIGIT}{{4}}|(?P<m>{PART}))"
    f"(?= ?[-–—~至到和、,] ?(?(m){PART} ?月|{_DIGIT}{{4}} ?{_YEAR}))"
)


class _Moment(NamedTuple):
    """The parts of a date as read; "" where one is absent, ``x`` for a hidden digit."""

    year: str = ""
    month: str = ""
    day: str = ""
    time: str = ""

    def is_real(self) -> bool:
        """Say whether the calendar has such a date."""
        year = int(self.year) if self.year.isdecimal() else None
        if year is not None and year not in _YEARS and len(self.year) == _MOST_DIGITS:
            return False  # only behind the name of an era has a year fewer digits
        if not self.month.isdecimal():
            return "x" in self.month or not (self.month or self.day)
        month = int(self.month)
        if not 1 <= month <= len(_DAYS):
            return False
        if not self.day.isdecimal():
            return True
        short = month == 2 and year is not None and not _is_leap(year)  # noqa: PLR2004
        return 1 <= int(self.day) <= _DAYS[month - 1] - short

    def is_garbled(self) -> bool:
        """Say whether only the day of a full date is one that its month has not: 31 June."""
        if self.is_real() or not all(map(str.isdecimal, self[:3])) or int(self.year) not in _YEARS:
            return False
        return int(self.month) in range(1, 13) and int(self.day) in range(1, 32)

    def __str__(self) -> str:
        """Return the date in the manner of ISO 8601."""
        if not self.year and not self.month:
            return f"T{self.time}"
        parts = [self.year or "-", self.month, self.day]
        date = "-".join(part for part in parts if part)
        return f"{date}T{self.time}" if self.time else date


def date_at(view: View, start: int) -> Fact | None:
    """Return the date or time that begins with the digit or mask at ``start``, if any."""
    # Cheap looks ahead choose what is tried, and so what is compiled at all.
    folded = view.folded
    ahead = folded[start : start + _WIDEST]
    if ("年" in ahead or "月" in ahead) and (
        fact := _written_date(view, start) or _republic_date(view, start)
    ):
        return fact
    if start - view.dated[0] <= _MOST_JOINERS and (fact := _later_day(view, start)):
        return fact
    end = view.digits_end(start)
    digits = end - start
    read = _short_date if digits <= _MOST_DIGITS else _compact_date if digits == _COMPACT else None
    if read and (fact := read(view, start, end)):
        return fact
    if ("时" in ahead or "点" in ahead) and (fact := _hours(view, start)):
        return fact
    if _JOINERS.isdisjoint(ahead):
        return None
    ahead = folded[start : start + _WIDEST_SHARED]
    return _shared_date(view, start) if "年" in ahead or "月" in ahead else None


def _short_date(view: View, start: int, end: int) -> Fact | None:
    """Return the date or time whose first digits, few or none, stand up to ``end``."""
    behind = view.folded[end]
    if behind in _NUMERIC and (fact := _numeric_date(view, start)):
        return fact
    if behind in _BEFORE_MONTH or view.is_letter(end):
        lettered = view.is_letter(end) or view.is_letter(end + 1) or view.is_letter(end + 2)
        if lettered and (fact := _day_month(view, start)):
            return fact
    return _clock(view, start) if start < end and behind in _TIME_MARKS else None


def era_date_at(view: View, start: int) -> Fact | None:
    """Return the date counted from an era whose name stands at ``start``: 民國98年."""
    eras = view.tables.eras
    name = eras.longest_at(view.folded, start)
    match = _ERA.match(view.folded, start + len(name)) if name else None
    if name is None or match is None:
        return None
    count = read_part(match["n"]) if match["n"] else "1"
    if not count.isdecimal() or not int(count):
        return None
    year = _count_from(eras.forms[name], int(count))
    return _finish(view, start, match, _Moment(year, part_of(match, "m"), part_of(match, "d")))


def _count_from(era: str, count: int) -> str:
    """Return the year of an era; before the first one it has a minus: -541."""
    return f"-{count}" if era == "-" else str(int(era) + count)


def _republic_date(view: View, start: int) -> Fact | None:
    """Return the date of 112年6月15日, or of 98年6月15日 in a text that names the 民國."""
    match = _REPUBLIC.match(view.folded, start)
    if match is None:
        return None
    count = read_part(match["n"])
    if not count.isdecimal() or int(count) < _FIRST_PLAIN:
        return None
    if match["short"] and not (match["d"] and view.is_republican):
        return None
    year = str(int(count) + REPUBLIC)
    return _finish(view, start, match, _Moment(year, part_of(match, "m"), part_of(match, "d")))


def _later_day(view: View, start: int) -> Fact | None:
    """Return the day whose month stands before the day before: 15日 in 3月11日至15日."""
    match = _DAY.match(view.folded, start)
    if match is None or not _is_listed(view, start):
        return None
    month = view.dated[1]
    return _finish(view, start, match, _Moment("", month, part_of(match, "d")))


def _is_listed(view: View, start: int) -> bool:
    """Say whether nothing but a joiner stands between a date and the one with a day before."""
    end = view.dated[0]
    between = view.folded[end:start].strip() if start - end <= _MOST_JOINERS else ""
    return bool(between) and _BEFORE_DAY.issuperset(between)


def _year_before(view: View, start: int, moment: _Moment) -> str:
    """Return the year that a day shares with the date before it: 2023年7月3日至7月10日."""
    _, month, year = view.dated
    parts = (year, month, moment.month)
    shared = all(map(str.isdecimal, parts)) and month <= moment.month
    return year if shared and _is_listed(view, start) else ""


def month_date_at(view: View, start: int, end: int) -> Fact | None:
    """Return the date that begins with the month's name at ``start``: September 7, 2009."""
    named = view.folded[start:end] in view.tables.months
    match = _AFTER_MONTH.match(view.folded, end) if named else None
    month = _month(view, start, end, proven=bool(match and match["y"]))
    if match is None or not month:
        return None
    year = masked(match["y"] or match["alone"] or "")
    fact = _finish(view, start, match, _Moment(year, month, two_digits(match["d"] or "")))
    if fact and match["d"] and not year:
        view.days = (fact.span.end, month, int(match["d"]))
    return fact


def plain_year_at(view: View, start: int, digits: str) -> bool:
    """Say whether four digits at ``start`` are a year, as the word before them proves."""
    if len(digits) != 4 or view.folded[start - 1] != " ":  # noqa: PLR2004
        return False
    if digits[2:] == "xx":
        if digits[:2] not in _CENTURIES:
            return False
    elif not digits.isdecimal() or int(digits) not in _PLAIN_YEARS:
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
    """Return the fact of a real date, with the time of day behind it; 31 June is suspect."""
    end = match.end()
    if moment.is_garbled():
        return make_date(view, start, end, None)
    if not moment.is_real() or (view.folded[end - 1] == "*" and view.is_emphasis(start, end)):
        return None
    if moment.day:
        if not moment.year:
            moment = moment._replace(year=_year_before(view, start, moment))
        end, time = time_behind(view, end)
        moment = moment._replace(time=time)
        # 10月7日（星期六）、8日
        weekday = _WEEKDAY.match(view.folded, end) if view.folded[end] == "(" else None
        view.dated = (weekday.end() if weekday else end, moment.month, moment.year)
    return make_date(view, start, end, str(moment))


def _written_date(view: View, start: int) -> Fact | None:
    """Return the date of 2009年9月7日 and its parts; an impossible one is suspect."""
    match = _WRITTEN.match(view.folded, start)
    if match is None or (match["y"] is None and (match["m"] is None or _lasts(view, match))):
        return None
    moment = _Moment(read_year(match["y"] or ""), part_of(match, "m"), part_of(match, "d"))
    if fact := _finish(view, start, match, moment):
        return fact
    if moment.day and moment.year.isdecimal() and int(moment.year) in _YEARS:
        return make_date(view, start, match.end(), None)
    return None


def _lasts(view: View, match: re.Match[str]) -> bool:
    """Say whether a month alone is a time of so many months, or no month: 二月以上, 張三月薪."""
    start, end, tables = match.start(), match.end(), view.tables
    if match["d"]:
        return False
    if (
        end == start + 2
        and view.folded[start].isalpha()
        and tables.names.longest_at(view.folded, end - 1)
    ):
        return True
    return view.folded[end : end + 2] in tables.lasting or (
        view.folded[start - 1 : start] in tables.lasting
    )


def _numeric_date(view: View, start: int) -> Fact | None:
    """Return the date of 2009-09-07, 2009-09, 07.09.2009, 9/7/2009 or 09/2009."""
    if match := _YEAR_FIRST.match(view.folded, start):
        moment = _Moment(masked(match["y"]), part_of(match, "m"), part_of(match, "d"))
        shown = match["s"] == "-" or any(map(str.isdecimal, match[0]))
        if not shown or not (moment.day or (match["s"] == "-" and moment.year[:2] in _CENTURIES)):
            return None
        return _finish(view, start, match, moment)
    if match := _DAY_FIRST.match(view.folded, start):
        return _day_first(view, match) if any(map(str.isdecimal, match[0])) else None
    match = _MONTH_YEAR.match(view.folded, start)
    if match is None or view.char(start - 1) in "/-.," or view.is_letter(start - 1):
        return None
    return _finish(view, start, match, _Moment(masked(match["y"]), part_of(match, "m")))


def _day_first(view: View, match: re.Match[str]) -> Fact | None:
    """Return the date of 07.09.2009 or 9/7/2009, whose value stays open where both ways do."""
    start = match.start()
    moment = _Moment(masked(match["y"]), part_of(match, "m"), part_of(match, "d"))
    if not match["slash"]:
        return _finish(view, start, match, moment)
    swapped = moment._replace(month=moment.day, day=moment.month)
    if not (moment.is_real() and swapped.is_real()) or moment == swapped:
        known = moment.is_real() or moment.is_garbled()
        return _finish(view, start, match, moment if known else swapped)
    if _finish(view, start, match, moment) is None:
        return None
    open_day = "/".join(part.lstrip("0") for part in match.group("d", "m", "y"))
    return make_date(view, start, match.end(), masked(open_day))


def _day_month(view: View, start: int) -> Fact | None:
    """Return the date of 7 September 2009, 7th of September or 7. September 2009."""
    match = _DAY_MONTH.match(view.folded, start)
    if match is None:
        return None
    month = _month(view, match.start("w"), match.end("w"), proven=bool(match["y"]))
    year = masked(match["y"] or "")
    return _finish(view, start, match, _Moment(year, month, part_of(match, "d"))) if month else None


def _compact_date(view: View, start: int, _: int) -> Fact | None:
    """Return the date of eight digits that the word before them says to be one: 日期:20220115."""
    before = start - 1
    while view.folded[before] in _BEFORE_VALUE:
        before -= 1
    begin = max(0, before + 1 - _LONGEST_FIELD)
    if not view.folded[begin : before + 1].endswith(view.tables.fields_of_dates):
        return None
    match = _EIGHT.match(view.folded, start)
    moment = _Moment(*match.groups()) if match else None
    return _finish(view, start, match, moment) if match and moment else None


def _clock(view: View, start: int) -> Fact | None:
    """Return the time of day at ``start``: 23:03, 3 pm, 14.30 Uhr."""
    end, time = clock_at(view, start)
    return make_date(view, start, end, f"T{time}") if time else None


def _hours(view: View, start: int) -> Fact | None:
    """Return the time of day at ``start``: 9時30分, 下午3時."""
    end, time = hours_at(view, start)
    return make_date(view, start, end, f"T{time}") if time else None


def day_time_at(view: View, start: int) -> Fact | None:
    """Return the time of day that begins with its half of the day at ``start``: 下午3時."""
    if not view.tables.halves.longest_at(view.folded, start):
        return None
    return _clock(view, start) or _hours(view, start)


def _shared_date(view: View, start: int) -> Fact | None:
    """Return the year or month whose sign follows the next number: 2003-2005年, 3至5月."""
    match = _SHARED.match(view.folded, start)
    if match is None:
        return None
    moment = _Moment("" if match["m"] else read_year(match["y"]), part_of(match, "m"))
    return make_date(view, start, match.end(), str(moment)) if moment.is_real() else None


def _month(view: View, start: int, end: int, *, proven: bool) -> str:
    """Return the number of the month named by a word, or ""; a day and year prove it one."""
    word = view.folded[start:end]
    number = view.tables.months.get(word)
    small = word in view.tables.capitalised and view.text[start].islower()
    if number is None or (small and not proven):
        return ""
    return two_digits(number)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
