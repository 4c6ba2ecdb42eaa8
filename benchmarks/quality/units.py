"""Edits of a unit behind a figure."""

from __future__ import annotations

from random import Random

from benchmarks.quality.points import choose
from benchmarks.quality.sites import FIGURES, Site, family, find
from benchmarks.quality.truth import Place, PointEdit, Replacement

_TABLE = {
    "zh": "億元:萬元 亿元:万元 萬元:億元 万元:亿元 公里:米 平方公里:平方米 噸:公斤 "
    "吨:公斤 小時:天 小时:天 個月:年 个月:年 元:美元 人:戶 公斤:噸 畝:公頃 亩:公顷 日:個月 "
    "年:個月 %:個百分點",
    "en": "days:months years:months months:years miles:km km:miles tonnes:kg million:billion "
    "percent:percentage_points hours:days metres:feet acres:hectares dollars:euros hectares:acres "
    "Years:Months",
    "de": "Tage:Wochen Tagen:Wochen Wochen:Monate Jahre:Monate Jahren:Monaten Monate:Jahre "
    "Monaten:Jahren Euro:Dollar Tonnen:Kilogramm Kilometer:Meter Millionen:Milliarden "
    "Prozent:Promille Stunden:Minuten Hektar:Quadratmeter",
}
_UNITS = {
    language: [tuple(pair.replace("_", " ").split(":")) for pair in pairs.split()]
    for language, pairs in _TABLE.items()
}
# 4.5億元 to 4.5萬元 may be read as another unit or as another figure.
_MAGNITUDES = frozenset(["億元", "亿元", "萬元", "万元", "million", "Millionen"])
_SIMPLIFIED = str.maketrans("戶個點頃噸", "户个点顷吨")
# 人 opens other words, and what follows 年 and 日 makes it part of a date or of a name.
_NOT_BEHIND = {"人": "次日民員员以格工大", "年": "度代級级", "日": "報报本常"}
_MOST_QUOTED = 12


def unit_changed(text: str, language: str, random: Random) -> PointEdit | None:
    """Write another unit behind a figure."""
    found = [
        (Site(old, start, start + len(old)), site, new)
        for site in find(FIGURES[family(language)], text)
        if site.form not in ("money", "cell")
        for start in [site.end + (text[site.end] in "餘余多 ")]
        for old, new in _UNITS[family(language)]
        if _stands_at(old, text, start)
    ]
    unit = choose([unit for unit, _, _ in found], random)
    if unit is None:
        return None
    figure, new = next((figure, new) for other, figure, new in found if other == unit)
    if language == "zh-Hans":
        new = new.translate(_SIMPLIFIED)
    place = (unit.start, unit.end)
    kinds = {"unit-changed"} | ({"figure-changed"} if unit.form in _MAGNITUDES else set())
    return PointEdit(
        Replacement(*place, new),
        frozenset(kinds),
        _differing(unit.form, new, place),
        (figure.start, unit.end + _MOST_QUOTED),
        (0, 0),
    )


def _stands_at(unit: str, text: str, start: int) -> bool:
    """Say whether a unit is a word of its own at a place."""
    if not text.startswith(unit, start):
        return False
    behind = text[start + len(unit) : start + len(unit) + 1]
    if behind and behind in _NOT_BEHIND.get(unit, ""):
        return False
    # A word of letters ends where no letter follows; 人 and % end anywhere.
    return not unit.isascii() or not behind.isascii() or not behind.isalpha() or unit == "%"


def _differing(old: str, new: str, place: Place) -> Place:
    """Return a place without the end that old and new share."""
    end = place[1]
    while old and new and old[-1] == new[-1]:
        old, new, end = old[:-1], new[:-1], end - 1
    return place[0], end
