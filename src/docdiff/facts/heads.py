"""Units without a number, over all figures of a table: 萬元, Mio. EUR, thousands of dollars."""

from __future__ import annotations

from docdiff.facts.units import Unit, prefix_at, unit_behind, unit_word
from docdiff.facts.view import View
from docdiff.patterns import Pattern

_ZEROS = Pattern(r" ?['’]?000s?(?![0-9a-z])")  # £'000
_OF = " of "


def measure_at(text: str, position: int, *, money: bool = False) -> Unit | None:
    """Return the magnitude and unit that measure and begin exactly at a place in a text.

    Parameters
    ----------
    text
        Any text.
    position
        Where the unit is to begin.
    money
        Whether only sums, magnitudes and parts of a hundred are looked for.

    Examples
    --------
    >>> measure_at("單位：萬元", 3)
    Unit(start=3, end=5, exponent=4, base='元', measures=True)
    >>> measure_at("thousands of euros", 0)
    Unit(start=0, end=18, exponent=3, base='EUR', measures=True)
    """
    view = View(text)
    unit = unit_behind(view, position)
    if prefix := prefix_at(view, position):
        unit = _behind_currency(view, position, prefix) or unit
    elif unit.exponent and not unit.base and view.folded.startswith(_OF, unit.end):
        start = unit.end + len(_OF)
        word = unit_word(view, start)
        base = view.tables.units.forms[word] if word else ""
        if word and base in view.tables.currencies:
            unit = unit._replace(end=start + len(word), base=base)
    if money and not (unit.exponent or unit.base in view.tables.currencies | {"%"}):
        return None
    return unit if unit.measures and unit.start == position else None


def _behind_currency(view: View, start: int, prefix: tuple[int, str]) -> Unit | None:
    """Return the unit of a currency with the magnitude behind it: 新臺幣千元, €m, £'000."""
    end, base = prefix
    if zeros := _ZEROS.match(view.folded, end):
        return Unit(start, zeros.end(), 3, base, measures=True)
    unit = unit_behind(view, end, money=True)
    if unit.base == "元" and unit.start == end < unit.end:
        return unit._replace(start=start, base=base)
    if unit.exponent and not unit.base:
        return unit._replace(start=start, base=base)
    return None
