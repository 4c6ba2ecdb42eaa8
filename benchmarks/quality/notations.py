"""The same value in another notation, in the place where it stands."""

from __future__ import annotations

import re
from decimal import Decimal
from random import Random

from benchmarks.quality import numbers
from benchmarks.quality.sites import DATES, FIGURES, Site, family, find
from benchmarks.quality.truth import Replacement

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
}
_CHINESE = {numbers.chinese(n): str(n) for n in range(2, 2000)}


def _group(digits: str, mark: str) -> str:
    return f"{int(digits):,}".replace(",", mark)


def _digits(written: str, text: str, site: Site, language: str) -> list[str]:
    """Return other ways to write a number in digits."""
    kind = family(language)
    ways: list[str] = []
    behind = text[site.end : site.end + 12]
    mark, point = (".", ",") if kind == "de" else (",", ".")
    plain = (
        written.replace(mark, "")
        if re.fullmatch(rf"\d{{1,3}}(?:\{mark}\d{{3}})+(?:\{point}\d+)?", written)
        else written
    )
    if plain != written:
        ways.append(plain)
    elif re.fullmatch(r"\d{4,}", plain):
        ways.append(_group(plain, mark))
    if kind == "zh" and plain in _CHINESE.values() and behind[:1] not in "%％":
        ways.append(numbers.chinese(int(plain)))
    spelt = {digits: word for word, digits in numbers.SPELT.get(language, {}).items()}
    if plain in spelt and re.match(
        r" (?:years|days|months|hours|people|Jahre|Tage|Monate|Stunden|Personen)", behind
    ):
        ways.append(spelt[plain])
    return ways


def _with_unit(text: str, site: Site, language: str) -> list[tuple[int, str]]:
    """Return other ways to write a number with its magnitude or unit, and where they end."""
    written, ways = site.read(text), []
    for sign, power in (("萬元", 10**4), ("万元", 10**4), ("億元", 10**8), ("亿元", 10**8)):
        if text.startswith(sign, site.end) and re.fullmatch(r"\d+(?:\.\d+)?", written):
            value = Decimal(written) * power
            if value == int(value):
                end = site.end + len(sign)
                ways += [(end, f"{int(value)}元"), (end, f"{int(value):,}元")]
    if (
        family(language) == "zh"
        and text.startswith("%", site.end)
        and re.fullmatch("[2-9]|[1-9][0-9]", written)
    ):
        ways.append((site.end + 1, "百分之" + numbers.chinese(int(written))))
    for old, news in (
        (" percent", ["%"]),
        ("%", [" percent"] if language == "en" else [" Prozent"] if language == "de" else []),
        (" Prozent", ["%", " %"]),
        (" kilometres", [" km"]),
        (" Kilometer", [" km"]),
        (" tonnes", [" t"]),
        (" Tonnen", [" t"]),
        (" metres", [" m"]),
        ("公里", ["km", "千米"]),
        ("公斤", ["kg", "千克"]),
    ):
        if text.startswith(old, site.end) and not text[site.end + len(old)].isalnum():
            ways += [(site.end + len(old), written + new) for new in news]
    if text.startswith(" million", site.end) and re.fullmatch(r"\d+(?:\.\d{1,2})?", written):
        ways.append((site.end + 8, f"{int(Decimal(written) * 10**6):,}"))
    if text.startswith(" Millionen", site.end) and re.fullmatch(r"\d+(?:,\d{1,2})?", written):
        whole = int(Decimal(written.replace(",", ".")) * 10**6)
        ways += [
            (site.end + 10, f"{whole:,}".replace(",", ".")),
            (site.end + 10, f"{written} Mio."),
        ]
    return ways


def _date_ways(written: str, language: str, form: str) -> list[str]:
    """Return other ways to write a date."""
    kind = family(language)
    if form == "iso" and re.fullmatch(r"\d+-\d+-\d+", written):
        year, month, day = written.split("-")
    elif kind == "zh" and form == "digits":
        year, month, day = re.findall(r"\d+", written)
    elif kind == "en" and form in ("day first", "month first"):
        name = re.search("[A-Z][a-z]+", written)[0]  # type: ignore[index]
        month = str(_MONTHS["en"].split().index(name) + 1)
        day, year = re.findall(r"\d+", written)
    elif kind == "de" and form in ("month", "digits"):
        parts = re.findall(r"[^\W_]+", written)
        day, month, year = parts
        if not month.isdecimal():
            month = str(_MONTHS["de"].split().index(month) + 1)
    else:
        return []
    y, m, d = int(year), int(month), int(day)
    iso = f"{y}-{m:02}-{d:02}"
    if kind == "zh":
        spelt = f"{numbers.chinese_year(y)}年{numbers.chinese(m)}月{numbers.chinese(d)}日"
        ways = [
            iso,
            f"{y}年{m}月{d}日",
            f"{y}年{m:02}月{d:02}日",
            spelt,
            f"{y}/{m}/{d}",
            f"{y}.{m}.{d}",
        ]
    elif kind == "en":
        name = _MONTHS["en"].split()[m - 1]
        ways = [
            iso,
            f"{d} {name} {y}",
            f"{name} {d}, {y}",
            f"{d} {name[:3]} {y}",
            f"{d}th of {name} {y}" if d in range(4, 20) else iso,
        ]
    else:
        name = _MONTHS["de"].split()[m - 1]
        ways = [iso, f"{d}. {name} {y}", f"{d:02}.{m:02}.{y}", f"{d}.{m}.{y}"]
    return [way for way in ways if way != written]


def notation(text: str, language: str, random: Random) -> list[Replacement]:
    """Write one figure or date in another notation."""
    found: dict[str, list[Replacement]] = {}
    for site in find(FIGURES[family(language)], text):
        old = site.read(text)
        ways: list[tuple[int, str]] = []
        if site.form == "digits":
            ways = [(site.end, way) for way in _digits(old, text, site, language)]
            ways += _with_unit(text, site, language)
        elif site.form == "numeral" and old in _CHINESE:
            ways = [(site.end, _CHINESE[old])]
        elif site.form == "spelt":
            digits = numbers.SPELT[language].get(old.lower())
            ways = [(site.end, digits)] if digits else []
        for end, new in ways:
            found.setdefault(site.form, []).append(Replacement(site.start, end, new))
    for site in find(DATES[family(language)], text):
        for way in _date_ways(site.read(text), language, site.form):
            found.setdefault("date", []).append(Replacement(site.start, site.end, way))
    if not found:
        return []
    return [random.choice(found[random.choice(sorted(found))])]
