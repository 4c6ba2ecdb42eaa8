"""Figures some of whose digits are hidden: 5xx人, **萬元, 42,20* km."""

from __future__ import annotations

from docdiff.facts.dates import make_date, plain_year_at
from docdiff.facts.figures import Found, Prefix, make_figure
from docdiff.facts.numerals import read_masked
from docdiff.facts.tables import MASKS
from docdiff.facts.units import Unit, unit_behind
from docdiff.facts.view import View
from docdiff.model import Span
from docdiff.patterns import Pattern

# A product or power: 3×5, 2**32. Longer runs of stars hide something even before a digit.
_TIMES = Pattern(rf"(?<![{MASKS}])(?:[{MASKS}]|\*\*)[0-9]")
# Nobody sets emphasis or a footnote between thousands: 1,***,***.
_GROUPED = Pattern(
    rf"[0-9]{{1,3}}(?:(?:[,'’][0-9{MASKS}]{{3}})+"
    rf"|(?:\.[{MASKS}]{{3}})+|(?:\.[0-9{MASKS}]{{3}}){{2,}})\Z"
)
_ITEM = Pattern(r"[0-9]{1,2}\.×+\Z")  # 2.××公司: the second of a list, and a hidden name
_SEPARATORS = frozenset(",.'’\u2009 ")
_WINDOW = 20  # how far behind the first digits a mask may stand: 1,234,567,8**
_NOUN = Pattern("[^\\W\\d_]{4,40}+")
_BEFORE_MULTIPLIED = "0"  # 10x engineers, 100x speedups


def mask_at(view: View, start: int, prefix: Prefix | None = None) -> Found:
    """Return the figure with hidden digits at ``start``, or nothing and ``start``.

    A mask without a digit hides a number only before a magnitude or a measure (**萬元, not
    **鎮). Stars may mark up or lead to a footnote, and one x may multiply: they count before
    a unit or something else that is counted, and never before a digit.
    """
    folded, end = view.folded, view.digits_end(start)
    behind = folded[end]
    if behind not in MASKS:
        ahead = folded[end : end + _WINDOW] if behind in _SEPARATORS else ""
        if not ("x" in ahead or "*" in ahead or "×" in ahead):
            return [], start
    number = read_masked(view, start)
    if number is None or number.digits is None or view.is_letter(start - 1):
        return [], start
    written, end = folded[start : number.end], number.end
    grouped = _GROUPED.match(written) is not None
    if _TIMES.search(written) or (not grouped and view.is_emphasis(start, end)):
        return [], start
    unit = unit_behind(view, end, money=prefix is not None)
    if not grouped and plain_year_at(view, start, number.digits) and unit.start == unit.end:
        return [make_date(view, start, end, number.digits)], end
    if not grouped and not _is_genuine(view, Span(start, end), unit, priced=prefix is not None):
        return [], start
    return [make_figure(view, Span(start, end), number.digits, unit, prefix)], unit.end


def _is_genuine(view: View, span: Span, unit: Unit, *, priced: bool) -> bool:
    """Say whether signs hide digits, and neither mark up, multiply nor lead to a footnote."""
    written = view.folded[span.start : span.end]
    if not any(map(str.isdecimal, written)):
        return _hides_all(view, span.start, span.end, unit)
    if not written[0].isdecimal():
        return False
    if unit.start < unit.end:
        return unit.measures or unit.start == span.end or not _multiplies(written)
    return _counts(view, written, span.end) or (priced and written[-2] in MASKS)


def _hides_all(view: View, start: int, end: int, unit: Unit) -> bool:
    """Say whether signs without a digit hide a number: **萬元, but neither **km** nor * km."""
    written = view.folded[start:end]
    before = start - 1 if view.folded[start - 1] != " " else start - 2
    if not unit.measures or "." in written or view.is_digit(before):  # 12,000 × g
        return False
    return "*" not in written or not (
        view.is_letter(end) if unit.start == end else len(written) == 1
    )


def _multiplies(written: str) -> bool:
    """Say whether one sign behind one digit may count what follows: 2x boxes."""
    return len(written) == 2 and written[1] in "x×"  # noqa: PLR2004


def _counts(view: View, written: str, end: int) -> bool:
    """Say whether digits and signs without a known unit hide a number: 5xx, 12X widgets."""
    hidden = sum(char in MASKS for char in written)
    starred = "*" in written
    if hidden > 1 and not starred:
        return not (view.is_letter(end) or (view.is_cjk(end) and _ITEM.match(written)))
    noun = _NOUN.match(view.text, end + 1) if view.folded[end] == " " else None
    if noun is None:
        return False
    if hidden > 1:  # 1** of, but a footnote's 12** ends a cell or sentence
        return True
    digits = written.rstrip(MASKS)
    if not digits.isdecimal() or digits.endswith(_BEFORE_MULTIPLIED):
        return False
    if not starred and len(digits) == 1:
        return False
    word = noun[0]
    plural = word.endswith("s") and word.islower() and not word.endswith(("ss", "us", "is"))
    return plural or (word[0].isupper() and view.language(end) == "de")
