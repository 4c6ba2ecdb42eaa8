"""Magnitudes and units behind a number, and units before it."""

from __future__ import annotations

from typing import NamedTuple

from docdiff.facts.numerals import exponent_of
from docdiff.facts.view import LETTERS, View
from docdiff.model import Span
from docdiff.patterns import Pattern

_MOST_POWERS = 3  # 萬億 has two, and with 千瓦 it is three
_DECIMAL = Pattern(r"[0-9]\.[0-9]{1,9}$")
_WINDOW = 40  # the longest magnitude and unit are shorter
_CURRENCY_SIGNS = ("$", "€", "£", "¥")
_PER = Pattern("(?P<sign>[/·])| ?(?P<each>每)| (?P<word>per|pro|je) ")
_PER_STARTS = frozenset("/每 ")
_WORD = Pattern(f"[{LETTERS}]++")
# Tables have plurals of what is counted, and behind a "per" stands one: per share.
_PLURALS = ("", "s", "es", "n", "en", "e")
_PIECE, _COUNTED = "个", "EF"  # 個億, 個兆; folded
_ARCS = {"′": "分", "'": "分", "分": "分", "″": "s", '"': "s", "秒": "s"}
_DEGREES = frozenset("°度")
_ARC = 5  # characters from the ° before to the seconds
_MOST_RATES = 3  # 元/人/天
# Parts of ten, a thousand and of ten thousand are said in parts of a hundred, and words with a
# magnitude inside in what they are a multiple of.
SCALED = {
    "成": ("%", 1),
    "‰": ("%", -1),
    "‱": ("%", -2),
    **{f"T{base}": (base, 3) for base in ("EUR", "CHF", "USD", "DM")},
    **{f"M{base}": (base, 6) for base in ("EUR", "CHF", "USD")},
    "GEUR": ("EUR", 9),
}


class Unit(NamedTuple):
    """A magnitude and unit; they stand nowhere if ``start`` and ``end`` are equal."""

    start: int
    end: int
    exponent: int = 0
    base: str = ""
    measures: bool = False


def unit_behind(view: View, start: int, *, chinese: bool = False, money: bool = False) -> Unit:
    """Return the magnitude and unit behind a number that ends at ``start``.

    Qualifiers between number and unit (5000余人) are passed over. After a ``chinese``
    numeral no magnitude is looked for: it is part of the numeral. After a sign of ``money``
    single letters are magnitudes: $1.2m. What a unit is counted by is part of it: 元/噸.
    """
    unit = _plain_unit(view, start, chinese=chinese, money=money)
    if view.folded[unit.end] in _PER_STARTS and (money or unit.start < unit.end):
        return _rate(view, unit)
    return unit


def _rate(view: View, unit: Unit) -> Unit:
    """Return a unit with what it is counted by: 元/噸, 立方米每秒, € per month."""
    start, end, base = unit.start, unit.end, unit.base
    for _ in range(_MOST_RATES):
        match = _PER.match(view.folded, end)
        if match is None or (match["sign"] == "·" and end == unit.end):
            break
        word, name = _counted_by(view, match.end())
        behind = match.end() + len(word)
        if not word or (match["each"] and not _is_each(view, unit, word, behind)):
            break
        if start == end:
            start = match.start() + match[0].startswith(" ")
        base, end = f"{base}/{name}", behind  # 元/人·天 is 元/人/天
    return Unit(start, end, unit.exponent, base, measures=True) if end > unit.end else unit


def _counted_by(view: View, start: int) -> tuple[str, str]:
    """Return the unit behind a "per" at ``start``, and its canonical form; "" for none."""
    tables = view.tables
    if not view.is_letter(start):
        word = unit_word(view, start) or ""
        return word, tables.counted_by.get(word) or tables.units.forms.get(word, "")
    match = _WORD.match(view.folded, start)
    word = match[0] if match else ""
    end = start + len(word)
    if view.folded[start : end + 1] in tables.units.forms and not view.is_digit(end + 1):
        word = view.folded[start : end + 1]  # m³, m3
    elif view.is_digit(end):
        word = ""
    named = (tables.units.forms.get(word + ending) for ending in _PLURALS if word)
    name = next(filter(None, named), "")
    return (word, name) if name else ("", "")


def _is_each(view: View, unit: Unit, word: str, end: int) -> bool:
    """Say whether 每 joins two units, and begins no new statement: 3次每次2片."""
    return unit.measures and word in view.tables.measures and not view.folded[end].isalnum()


def _plain_unit(view: View, start: int, *, chinese: bool, money: bool) -> Unit:
    """Return the magnitude and unit behind a number, without what they are counted by."""
    if money and (unit := _spelt_magnitude(view, start, money=True)):
        return unit
    position = view.skip_space(start)
    if view.folded[position] not in view.tables.unit_starts:
        return Unit(start, start)
    begin = position = _skip_qualifier(view, position)
    if view.char(position) == _PIECE and view.char(position + 1) in _COUNTED:
        position += 1
    powers, end = "", start
    while not (word := unit_word(view, position)):
        char = view.char(position)
        if chinese or not "A" <= char <= "F" or len(powers) == _MOST_POWERS:
            break
        powers += char
        end = position + 1
        position = _skip_qualifier(view, end)
    exponent = exponent_of(powers)
    if word:
        short = _short_magnitude(view, position, word) if word in view.tables.money else None
        return short or _make_unit(view, begin, position, word, exponent)
    if powers:
        return Unit(begin, end, exponent, measures=True)
    if chinese:
        return Unit(start, start)
    letter = view.folded[position]
    short = _short_magnitude(view, position, letter) if letter in view.tables.money else None
    return short or _spelt_magnitude(view, start) or Unit(start, start)


def _short_magnitude(view: View, start: int, word: str) -> Unit | None:
    """Return the unit of a letter that a currency behind it makes a magnitude: 12.5m EUR."""
    behind = start + len(word)
    currency = unit_word(view, behind + 1) if view.folded[behind] == " " else None
    if not currency or view.tables.units.forms[currency] not in view.tables.currencies:
        return None
    return _make_unit(view, start, behind + 1, currency, int(view.tables.money[word]))


def unit_near(view: View, end: int, *, money: bool = False) -> Unit:
    """Return the unit behind a number, or the one that a hyphen joins to it: 30-day, 3-monatig.

    Single letters are more often part of a name there: 5-G, 10-K.
    """
    unit, start = unit_behind(view, end, money=money), end + 1
    if money and unit.start < unit.end and not unit.measures:
        return Unit(end, end)  # ￥3280起 counts nothing
    if unit.start < unit.end or view.folded[end] != "-" or not view.is_letter(start):
        return unit
    attached = view.tables.attached
    word = attached.longest_at(view.folded, start)
    if word and view.ends_word(start + len(word)):
        return Unit(start, start + len(word), base=attached.forms[word], measures=True)
    word = unit_word(view, start)
    return _make_unit(view, start, start, word, 0) if word and len(word) > 1 else Unit(end, end)


def arc_behind(view: View, start: int, end: int) -> Unit | None:
    """Return the unit of 5 and 20 in 31°5′20″ or 31度5分20秒, which are parts of a degree."""
    base = _ARCS.get(view.folded[end])
    if base is None or _DEGREES.isdisjoint(view.folded[max(0, start - _ARC) : start]):
        return None
    return Unit(end, end + 1, base=base)


def _spelt_magnitude(view: View, start: int, *, money: bool = False) -> Unit | None:
    """Return the unit that begins with a magnitude spelt in letters: million euros."""
    begin = view.skip_space(start)
    tables = view.tables
    word = tables.magnitudes.longest_at(view.folded, begin)
    if word is None or not view.ends_word(begin + len(word)):
        for length in (2, 1) if money else ():
            exponent = tables.money.get(view.folded[begin : begin + length])
            if exponent and view.ends_word(begin + length):
                return Unit(begin, begin + length, int(exponent), measures=True)
        return None
    german = word in tables.german_magnitudes and view.language(start) == "de"
    exponent = (tables.german_magnitudes if german else tables.magnitudes.forms)[word]
    end = begin + len(word)
    position = view.skip_space(end)
    unit = unit_word(view, position)
    if unit and (position > end or unit in _CURRENCY_SIGNS):
        return _make_unit(view, begin, position, unit, int(exponent))
    return Unit(begin, end, int(exponent), measures=True)


def _make_unit(view: View, begin: int, position: int, word: str, exponent: int) -> Unit:
    """Return the unit whose magnitude begins at ``begin`` and whose word at ``position``."""
    tables = view.tables
    measures = bool(exponent) or word in tables.measures
    base, scale = tables.units.forms[word], 0
    if base in SCALED:
        base, scale = SCALED[base]
    end = position + len(word)
    if base == "元":
        end = skip_whole(view, end)
    return Unit(begin, end, exponent + scale, base, measures)


def unit_word(view: View, start: int) -> str | None:
    """Return the longest unit at ``start`` that is a word of its own there."""
    tables, folded = view.tables, view.folded
    for length in tables.units.lengths.get(folded[start], ()):
        word = folded[start : start + length]
        if word not in tables.units.forms or not view.ends_word(start + length):
            continue
        name = tables.names.longest_at(folded, start)
        if not (name and len(name) > length) and _is_as_written(view, start, word):
            return word
    return None


def _is_as_written(view: View, start: int, word: str) -> bool:
    """Say whether case, space and hyphen let the unit at ``start`` be one: 5 g, not 5G.

    A currency sign that touches the digits behind it alone is theirs: 12 €95.00.
    """
    tables, written = view.tables, view.text[start]
    if word[-1] in _CURRENCY_SIGNS and view.is_digit(start + len(word)):
        return not view.folded[start - 1].isspace()
    if tables.exact_case.get(word, written) != written and not _is_litre(view, start):
        return False
    if view.folded[start + len(word)] == "-" and word not in tables.measures:
        return False  # Kunden- und Dienstleistungen, user-defined
    if word not in tables.spaced or not view.is_digit(start - 1):
        return True
    return bool(_DECIMAL.search(view.folded, max(0, start - _WINDOW), start))


def _is_litre(view: View, start: int) -> bool:
    """Say whether an L measures: 1.8L anywhere, 2L in Chinese."""
    if view.text[start] != "L" or not view.is_digit(start - 1):
        return False
    decimal = _DECIMAL.search(view.folded, max(0, start - _WINDOW), start)
    return bool(decimal) or view.language(start) == "zh"


def skip_whole(view: View, end: int) -> int:
    """Return the place behind a word at ``end`` that ends a sum: 100元正, not 100元正好."""
    if view.char(end) not in "整正" or view.is_cjk(end + 1):
        return end
    return end + 1


def _skip_qualifier(view: View, start: int) -> int:
    """Return the place behind a qualifier (余, 多) at ``start``, or ``start``."""
    return start + 1 if view.char(start) in view.tables.qualifiers else start


def prefix_at(view: View, start: int) -> tuple[int, str] | None:
    """Return the end and canonical form of a unit that stands before numbers: $, 人民幣."""
    word = view.tables.prefixes.longest_at(view.folded, start)
    return None if word is None else (start + len(word), view.tables.prefixes.forms[word])


def unit_at(text: str, position: int) -> tuple[str, Span] | None:
    """Return the magnitude and unit that stand exactly at a place, as if behind a number.

    It says what a lost figure stood before: ``"億元"`` in 總投資億元. Whether a number is
    missed there only a comparison can tell: 億元企業 is as good as 上億元.

    Parameters
    ----------
    text
        The text as :func:`find_facts` gets it.
    position
        A place in it, in code points, 0 to ``len(text)``; one space and one qualifier (余)
        there are passed over.

    Returns
    -------
    tuple[str, Span] | None
        The unit as written and where it stands, or None where there is none.

    Examples
    --------
    >>> unit_at("總投資億元人民幣", 3)
    ('億元', Span(start=3, end=5))
    """
    unit = unit_behind(View(text[position : position + _WINDOW]), 0)
    if unit.start == unit.end:
        return None
    span = Span(position + unit.start, position + unit.end)
    return text[span.start : span.end], span
