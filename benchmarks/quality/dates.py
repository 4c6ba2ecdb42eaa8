"""Edits of a date: another day, month or year, hidden digits, or none at all."""

from __future__ import annotations

import re
from random import Random

from benchmarks.quality import numbers
from benchmarks.quality.points import choose, drop, replace
from benchmarks.quality.sites import DATES, Site, family, find
from benchmarks.quality.truth import PointEdit

# Every day of a date stands in a month of 31 days, and every month has 28.
_MONTHS = (1, 3, 5, 7, 8, 10, 12)
_DAYS = tuple(range(1, 29))
_NAMES = {"en": ("July", "August", "October"), "de": ("Juli", "August", "Oktober")}
_YEAR = r"(?:18|19|20)\d\d"
_PARTS = {
    "zh": {"month": r"(?<=年)\d{1,2}(?=月)", "day": r"(?<=月)\d{1,2}(?=日)"},
    "en": {"month": r"[A-Z][a-z]+", "day": r"(?<!\d)\d{1,2}(?!\d)"},
    "de": {"month": r"(?<=\.)\d{1,2}(?=\.)|[A-Z][a-zä]+", "day": r"^\d{1,2}(?=\.)"},
    "iso": {"month": r"(?<=\d{4}-)\d\d", "day": r"(?<=\d{4}-\d\d-)\d\d"},
    "numeral": {
        "month": r"(?<=年)[一二三四五六七八九十]+(?=月)",
        "day": r"[一二三四五六七八九十]+(?=日)",
    },
}


def _other_date(old: str, form: str, language: str, random: Random) -> str:
    """Return a date that differs in day, month or year, as a clerk would mistake it."""
    chinese = form in ("numeral", "era")
    part = "year" if form == "year" else random.choice(["day", "month", "year"])
    if part == "year" and not chinese:
        years = [str(int(old[slice(*_span(_YEAR, old))]) + step) for step in (-10, -1, 1, 2)]
        return re.sub(_YEAR, random.choice(years), old, count=1)
    if part == "year":
        last = [d for d in "一二三四五六七八九" if d + "年" not in old]
        return re.sub("[一二三四五六七八九](?=年)", random.choice(last), old, count=1)
    row = "iso" if form == "iso" else "numeral" if chinese else family(language)
    start, end = _span(_PARTS[row][part], old)
    shown = old[start:end]
    values = [str(n) for n in (_MONTHS if part == "month" else _DAYS)]
    if shown[0] == "0" or form == "iso":
        values = [value.zfill(2) for value in values]
    elif chinese:
        values = [numbers.chinese(int(value)) for value in values]
    elif not shown.isdecimal():
        values = list(_NAMES[language])
    return old[:start] + random.choice([v for v in values if v != shown]) + old[end:]


def _span(pattern: str, text: str) -> tuple[int, int]:
    """Return where a pattern stands first, or the empty end of the text."""
    match = re.search(pattern, text)
    return match.span() if match else (len(text), len(text))


def date_changed(text: str, language: str, random: Random) -> PointEdit | None:
    """Write another day, month or year."""
    site = choose(find(DATES[family(language)], text), random)
    if site is None:
        return None
    new = _other_date(site.read(text), site.form, language, random)
    return replace(site, new, "date-changed", text) if new != site.read(text) else None


def date_masked(text: str, language: str, random: Random) -> PointEdit | None:
    """Hide the last digits of the year, or the day."""
    sites = [s for s in find(DATES[family(language)], text) if s.form not in ("numeral", "era")]
    site = choose(sites, random)
    if site is None:
        return None
    signs = ["xx", "XX", "**"] + (["××", "○○"] if family(language) == "zh" else [])
    century = rf"(?<=18|19|20)\d\d(?={'年' if family(language) == 'zh' else ''})"
    parts = [century if site.form != "iso" else r"(?<=^18|^19|^20)\d\d"]
    if family(language) == "zh" and site.form == "digits":
        parts.append(r"\d{1,2}(?=日)")
    new = re.sub(random.choice(parts), random.choice(signs), site.read(text), count=1)
    return replace(site, new, "date-masked", text) if new != site.read(text) else None


def date_lost(text: str, language: str, random: Random) -> PointEdit | None:
    """Take a date out."""
    # A date that is a line of its own goes as a paragraph.
    sites = [s for s in find(DATES[family(language)], text) if not _is_line(text, s)]
    site = choose(sites, random)
    return drop(site, "date-lost", text) if site else None


def _is_line(text: str, site: Site) -> bool:
    """Say whether a site stands alone on its line."""
    start, end = text.rfind("\n", 0, site.start) + 1, text.find("\n", site.end)
    return text[start:end].strip() == site.read(text)
