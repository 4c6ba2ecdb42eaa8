"""Where a text can be edited: its figures, dates, units and words, found by plain patterns.

The patterns are this benchmark's own. They ask for more around a number than docdiff does,
so that what they find is beyond doubt.
"""

from __future__ import annotations

import re
from functools import cache

import attrs

LANGUAGES = ("de", "en", "zh-Hans", "zh-Hant")

_ZH_DIGIT = "一二三四五六七八九兩两"
_ZH_NUMERAL = f"(?:[{_ZH_DIGIT}][十百千萬万{_ZH_DIGIT}零]*|十[{_ZH_DIGIT}]?)"
_ZH_UNIT = (
    "個百分點|个百分点|平方公里|平方米|立方米|公里|公斤|公頃|公顷|小時|小时|萬元|万元|億元|亿元|"
    "萬人次|万人次|萬人|万人|萬噸|万吨|人次|個月|个月|百萬元|百万元|元|人|噸|吨|畝|亩|米|倍|歲|岁|%|％"
)
# A Chinese numeral takes its magnitudes in: 十萬 of 十萬元 is the number.
_ZH_BASE_UNIT = "個百分點|个百分点|平方公里|平方米|立方米|公里|公斤|公頃|公顷|小時|小时|人次|個月|个月|元|人|噸|吨|畝|亩|倍|歲|岁"
_EN_UNIT = (
    "percentage points|percent|per cent|million dollars|billion dollars|million|dollars|miles|km|"
    "kilometres|metres|tonnes|tons|acres|hectares|feet|years|months|weeks|days|hours|minutes|"
    "people|persons|kg|litres|%"
)
_DE_UNIT = (
    "Prozentpunkte|Prozent|Millionen Euro|Milliarden Euro|Mio\\. Euro|Euro|Kilometer|km|Meter|"
    "Tonnen|Hektar|Quadratmeter|Jahren?|Monaten?|Wochen|Tagen?|Stunden|Minuten|Personen|kg|"
    "Liter|%"
)
_EN_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_DE_MONTH = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_TIME = r"(?:[ T]\d{2}:\d{2}(?::\d{2})?)?"
_NO_DATE = r"(?![\d.,:]*[年月日号號-])"

_ZH_FIGURES = {
    "digits": rf"(?<![\d.,:/\-－—~至到第月*○〇a-zA-Z\[〔(（])(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?)"
    rf"(?=[餘余多]?(?:{_ZH_UNIT}|日內|日内|日以|天|年以|年期))",
    "numeral": rf"(?<![第月年國国{_ZH_DIGIT}十百千萬万億亿零〇幾几數数之分點点同每逐某另統统专專唯单單])(?P<n>{_ZH_NUMERAL})"
    rf"(?=(?:{_ZH_BASE_UNIT}|日內|日内|日以|年以|年期|年内|年內)(?!公))",
}
_EN_FIGURES = {
    "digits": rf"(?<![\w.,:/$€£§–-])(?P<n>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?= ?(?:{_EN_UNIT})(?!\w))",
    "money": r"(?<![\w$])[$€£](?P<n>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\d,.]*\d)",
    "spelt": r"(?<![\w-])(?<!ty )(?P<n>[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|"
    r"[Tt]en|twelve|fourteen|twenty|thirty|forty|sixty|ninety)(?= (?i:years|months|days|hours|miles|"
    r"people|persons|dollars)\b)",
}
_DE_FIGURES = {
    "digits": rf"(?<![\w.,:/§–-])(?P<n>\d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?|\d+(?:,\d+)?)"
    rf"(?= ?(?:{_DE_UNIT})(?!\w))",
    "spelt": r"(?<![\w-])(?P<n>[Zz]wei|[Dd]rei|[Vv]ier|[Ff]ünf|[Ss]echs|[Ss]ieben|[Aa]cht|[Zz]ehn|"
    r"zwölf|zwanzig|dreißig)(?= (?:Jahren?|Monaten?|Wochen|Tagen?|Stunden|Personen|Millionen)\b)",
}
_ISO = rf"(?<![\d\-.])(?P<n>\d{{4}}-\d{{2}}-\d{{2}}{_TIME})(?![\d\-:])"
_ZH_DATES = {
    "digits": r"(?<![\d至到\-－—~、])(?P<n>(?:19|20)\d\d年\d{1,2}月\d{1,2}日)(?![至到\-－—~\d上下凌零])",
    "numeral": r"(?<![一二三四五六七八九〇○])(?P<n>[一二][一二三四五六七八九〇]{3}年"
    r"[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)",
    "era": r"(?P<n>(?:中華)?民國[一二三四五六七八九十百]{1,4}年[一二三四五六七八九十]{1,2}月"
    r"[一二三四五六七八九十]{1,3}日)",
    "year": r"(?<![\d至到\-－—~、〔\[])(?P<n>(?:19|20)\d\d年)(?! ?\d)(?![代至到度\-－—~、])",
    "iso": _ISO,
}
_EN_DATES = {
    "day first": rf"(?<!\w)(?P<n>\d{{1,2}} (?:{_EN_MONTH}) \d{{4}})(?![\d,]*\d)",
    "month first": rf"\b(?P<n>(?:{_EN_MONTH}) \d{{1,2}}, \d{{4}})(?!\d)",
    "year": r"(?<= in )(?P<n>(?:18|19|20)\d\d)(?=[.,;]?[ \n])",
    "iso": _ISO,
}
_DE_DATES = {
    "month": rf"(?<![\w.])(?P<n>\d{{1,2}}\. (?:{_DE_MONTH}) \d{{4}})(?!\d)",
    "digits": r"(?<![\w.])(?P<n>\d{1,2}\.\d{1,2}\.\d{4})(?![\d.])",
    "year": r"(?<= im Jahr )(?P<n>(?:18|19|20)\d\d)(?=[.,;]?[ \n])",
    "iso": _ISO,
}
_REFERENCES = {
    "zh": {
        "article": r"(?<=[依照據据反規规按合前本、])(?P<n>第[一二三四五六七八九十百]+條|第[一二三四五六七八九十百]+条)"
        r"(?![之第\n 　至])",
        "digits": r"(?P<n>第\d{1,3}[條条])(?![之第])",
    },
    "en": {
        "section": r"(?<!\w)(?:Section|Article|section|article|paragraph) (?P<n>\d{1,3})(?![\w.(]|-)",
    },
    "de": {
        "paragraph": r"(?<![\w§])(?<!§ )(?:§|Artikel|Absatz|Abs\.|Nummer) (?P<n>\d{1,3})(?![\w.,]|-| [A-Z]|[ \n](?:und|bis|oder))"
    },
}
# A number between the columns of a table; what begins the row names it.
_CELL = {"cell": r"(?<=[^\n] {2})(?P<n>\d[\d.,]*\d)(?= {2}|\n)"}
FIGURES = {
    language: figures | _CELL
    for language, figures in (("zh", _ZH_FIGURES), ("en", _EN_FIGURES), ("de", _DE_FIGURES))
}
DATES = {"zh": _ZH_DATES, "en": _EN_DATES, "de": _DE_DATES}
REFERENCES = _REFERENCES


@attrs.frozen
class Site:
    """A place in a text: the form it is written in, and where it stands."""

    form: str
    start: int
    end: int

    def read(self, text: str) -> str:
        """Return what stands there."""
        return text[self.start : self.end]


def family(language: str) -> str:
    """Return the language without its script: "zh" of "zh-Hant"."""
    return language.partition("-")[0]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def find(patterns: dict[str, str], text: str) -> list[Site]:
    """Return the places that patterns find, each where its group ``n`` stands."""
    return [
        Site(form, match.start("n"), match.end("n"))
        for form, pattern in patterns.items()
        for match in _compiled(pattern).finditer(text)
    ]


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return where each paragraph stands: what blank lines part, without its outer line ends."""
    return [match.span() for match in re.finditer(r"[^\n]+(?:\n[^\n]+)*", text)]
