"""Parts of a unit that stand behind it, and halves without a number: 28元5角, 兩年半, 半年."""

from __future__ import annotations

from typing import NamedTuple

from docdiff.facts.tables import HALF
from docdiff.facts.units import Unit, skip_whole, unit_behind, unit_word
from docdiff.facts.view import View
from docdiff.model import Fact, FactKind, Span

_COINS = ("角", "分")  # tenths and hundredths of 元
_ARABIC = str.maketrans("QRSTUVWXYZ", "0123456789")
_LAST = ("元", "圆", "块")  # of the words for 元, those that coins follow
_TIMES = frozenset({"year", "month", "week", "day", "h", "世紀"})
_MONTHS = "6"  # of half a year


class Rest(NamedTuple):
    """The digits of a number with what stands behind its unit, where that ends, the unit."""

    digits: str
    end: int
    base: str


def rest_behind(view: View, digits: str, unit: Unit) -> Rest | None:
    """Return what a whole number is with the part of its unit behind the unit, if one is there."""
    char = view.folded[unit.end]
    if unit.base == "%" and view.folded[unit.start] == "成" and digits.isdecimal():
        return _tenths(view, digits, unit)
    if unit.exponent or not digits.isdecimal():
        return None
    if char == HALF:
        return _half(view, digits, unit)
    if unit.base == "元" and view.folded[unit.end - 1] in _LAST:
        return _coins(view, digits, unit)
    return None


def _half(view: View, digits: str, unit: Unit) -> Rest | None:
    """Return the number of 兩年半 or 三個半月, but of no 2米半徑."""
    if view.tables.names.longest_at(view.folded, unit.end):
        return None
    end, base = unit.end + 1, unit.base
    if not unit.measures:  # 個
        word = unit_word(view, end) or ""
        base = view.tables.units.forms.get(view.folded[unit.start : unit.end] + word, "")
        end += len(word)
        if not word or base not in _TIMES:
            return None
    return Rest(f"{digits}.5", end, base)


def _tenths(view: View, digits: str, unit: Unit) -> Rest | None:
    """Return the number of 三成五 or 三成半, but of no 三成五百人."""
    end = unit.end + 1
    digit = "5" if view.folded[unit.end] == HALF else view.char(unit.end).translate(_ARABIC)
    behind = view.char(end)
    if not digit.isdecimal() or behind.isdecimal() or "A" <= behind <= "Z":
        return None
    if unit_behind(view, end, chinese=True).end > end:
        return None
    return Rest(f"{digits}{digit}", end, unit.base)


def _coins(view: View, digits: str, unit: Unit) -> Rest | None:
    """Return the number of 28元5角 or 壹佰元零伍分整."""
    end, cents = unit.end, ["0", "0"]
    for place, coin in enumerate(_COINS):
        at = end + (view.char(end) == "Q" and "Q" <= view.char(end + 1) <= "Z")
        digit = view.char(at).translate(_ARABIC)
        if digit in "0123456789":
            behind = unit_behind(view, at + 1, chinese=True)
            if view.folded[behind.start : behind.end] == coin:
                cents[place], end = digit, behind.end
    if end == unit.end:
        return None
    return Rest(f"{digits}.{''.join(cents)}", skip_whole(view, end), unit.base)


def half_at(view: View, start: int) -> Fact | None:
    """Return the figure of 半年 or 半個月 at ``start``, but not of 上半年 or 大半天."""
    unit = unit_behind(view, start + 1, chinese=True)
    tables = view.tables
    if unit.base not in _TIMES or not unit.measures or view.folded[start + 1] == " ":
        return None
    if view.char(start - 1) in tables.before_half or tables.names.longest_at(view.folded, start):
        return None
    value, base = ("0.5", unit.base) if unit.base != "year" else (_MONTHS, "month")
    span = Span(unit.start, unit.end)
    return Fact(
        FactKind.FIGURE,
        Span(start, start + 1),
        view.text[start : start + 1],
        value,
        unit=view.text[span.start : span.end],
        unit_span=span,
        base_unit=base,
    )
