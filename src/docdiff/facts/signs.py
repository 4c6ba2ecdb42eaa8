"""What must stand in a passage for a fact to stand there: seen at a glance, before it is read."""

from __future__ import annotations

from docdiff.facts.mixed import VULGAR
from docdiff.facts.parts import REPUBLIC
from docdiff.facts.tables import HALF, load_tables, numeral_of
from docdiff.facts.units import SCALED
from docdiff.model import FactKey, FactKind

# A number or month may be spelt in them, whatever its digits.
_LETTERS = (
    frozenset(map(chr, range(ord("a"), ord("z") + 1)))
    | {"µ"}
    | frozenset(map(chr, range(0xDF, 0x100)))
)
_PERCENT = "%"
_PARTS = "分"  # of 百分之


def signs_of(key: FactKey) -> tuple[frozenset[str], ...]:
    """Return sets of characters: a passage without one of each has no such fact.

    A digit from 2 on is written as such, as a numeral or in letters; 1 and 0 may not show, as
    in 十 and 萬. Years may be counted from an era, and a time of day from noon. A unit begins
    with the first character of one of its words.

    Parameters
    ----------
    key
        Kind, value and base unit of a figure, date or reference.

    Returns
    -------
    tuple of frozenset of str
        Characters of quiet text; none where the fact may stand anywhere.

    Examples
    --------
    >>> signs = signs_of((FactKind.FIGURE, "30", "day"))
    >>> [all(map(set(text).intersection, signs)) for text in ("三十日", "三年", "十日", "30 days")]
    [True, False, False, True]
    """
    kind, value, base = key
    dated = kind is FactKind.DATE
    digits = (value or "").partition("T")[0]
    # A fraction is in lowest terms, and the order of a date's parts may be open.
    shown = set() if "/" in digits else {*digits} & {*"23456789"}
    # Of a year two digits may be left out: 01.04.33.
    besides = _LETTERS | {"."} | _of_eras(digits) if dated else _LETTERS | {HALF}
    if "." in digits:
        besides |= {"/", *VULGAR}  # 7½, 7 1/2
    signs = [_written(numeral_of(digit)) | {digit} | besides for digit in sorted(shown)]
    unit = _first_characters(base)
    return (*signs, unit) if unit else tuple(signs)


def _of_eras(date: str) -> frozenset[str]:
    """Return what shows that a year is counted from an era: its name, or 112 for 2023."""
    names, year = frozenset(load_tables().eras.lengths), date[:4]
    count = str(int(year) - REPUBLIC) if year.isdecimal() else ""
    if not count.isdecimal():
        return names
    return names | frozenset(count) | _written("".join(map(numeral_of, count)))


def _first_characters(base: str) -> frozenset[str]:
    """Return what the words of a unit begin with; nothing where there is none."""
    tables = load_tables()
    parts = [name for name, (whole, _) in SCALED.items() if whole == base]
    names = {base, base.partition("/")[0], *parts}  # a rate may be composed: km/h
    firsts = frozenset[str]().union(*(tables.unit_firsts.get(name, ()) for name in names))
    if not base or not firsts:
        return frozenset()
    return _written("".join(firsts)) | {HALF} | frozenset(_PARTS if base == _PERCENT else "")


def _written(folded: str) -> frozenset[str]:
    """Return characters, and for letters that stand for numerals these."""
    numerals = (char for char, letter in load_tables().letters if letter in folded)
    return frozenset(folded) | frozenset(numerals)
