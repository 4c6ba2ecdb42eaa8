"""Magnitudes and units behind a number, and units before it."""

from __future__ import annotations

import attrs

from docdiff.facts.view import View
from docdiff.model import Span

# Behind a number: 萬億 has two, 萬余 千瓦 is as long as it gets.
_MOST_POWERS = 3


@attrs.frozen
class Unit:
    """A magnitude and unit; ``span`` is empty where there is neither."""

    span: Span
    exponent: int = 0
    base: str = ""
    measures: bool = False


def unit_behind(view: View, start: int, *, chinese: bool = False, money: bool = False) -> Unit:
    """Return the magnitude and unit behind a number that ends at ``start``.

    Qualifiers between number and unit (5000余人) are passed over. After a ``chinese``
    numeral no magnitude is looked for: it is part of the numeral.
    """
    position = _skip_qualifier(view, view.skip_space(start))
    begin = end = position
    exponent = 0
    for _ in range(_MOST_POWERS):
        word = _unit_word(view, position)
        if word:
            return _make_unit(view, begin, position, word, exponent)
        power = None if chinese else view.tables.powers.get(view.char(position))
        if power is None:
            break
        exponent += power
        end = position + 1
        position = _skip_qualifier(view, end)
    word = _unit_word(view, position)
    if word:
        return _make_unit(view, begin, position, word, exponent)
    if exponent:
        return Unit(Span(begin, end), exponent, measures=True)
    return Unit(Span(start, start)) if chinese else _spelt_magnitude(view, start, money=money)


def _spelt_magnitude(view: View, start: int, *, money: bool) -> Unit:
    """Return the unit that begins with a magnitude spelt in letters: million euros."""
    begin = view.skip_space(start)
    tables = view.tables
    word = tables.magnitudes.longest_at(view.folded, begin)
    if word is None or not view.ends_word(begin + len(word)):
        letters = next((c for n in (2, 1) if (c := view.folded[begin : begin + n]) in tables.money), "")
        if not (money and letters and view.ends_word(begin + len(letters))):
            return Unit(Span(start, start))
        return Unit(Span(begin, begin + len(letters)), int(tables.money[letters]), measures=True)
    german = word in tables.german_magnitudes and view.language(start) == "de"
    exponent = int((tables.german_magnitudes if german else tables.magnitudes.forms)[word])
    end = begin + len(word)
    position = view.skip_space(end)
    unit = _unit_word(view, position)
    if unit and position > end or unit in ("$", "€", "£"):
        return _make_unit(view, begin, position, unit or "", exponent)
    return Unit(Span(begin, end), exponent, measures=True)


def _make_unit(view: View, begin: int, position: int, word: str, exponent: int) -> Unit:
    """Return the unit whose magnitude begins at ``begin`` and whose word at ``position``."""
    tables = view.tables
    span = Span(begin, position + len(word))
    return Unit(span, exponent, tables.units.forms[word], bool(exponent) or word in tables.measures)


def _unit_word(view: View, start: int) -> str | None:
    """Return the longest unit at ``start`` that is a word of its own there."""
    tables = view.tables
    for length in tables.units.lengths:
        word = view.folded[start : start + length]
        if word in tables.units.forms and view.ends_word(start + len(word)):
            name = tables.names.longest_at(view.folded, start)
            if name and len(name) > len(word):
                continue
            written = tables.exact_case.get(word)
            if written is None or view.text[start] in written:
                return word
    return None


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
        A place in it, in code points, 0 to ``len(text)``; one space there is passed over.

    Returns
    -------
    tuple[str, Span] | None
        The unit as written and where it stands, or None where there is none.

    Examples
    --------
    >>> unit_at("總投資億元人民幣", 3)
    ('億元', Span(start=3, end=5))
    """
    window = View(text[position : position + 40])
    unit = unit_behind(window, 0)
    if not len(unit.span):
        return None
    span = Span(position + unit.span.start, position + unit.span.end)
    return text[span.start : span.end], span
