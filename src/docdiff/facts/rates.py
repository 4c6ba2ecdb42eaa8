"""What stands before a number and may be told behind it too: 每噸50元, 負成長5%."""

from __future__ import annotations

from typing import NamedTuple

from docdiff.facts.tables import load_tables
from docdiff.model import Span
from docdiff.text import is_cjk

_EACH = "每"
_MOST_RATES = 3  # 每人每天
_LONGEST = 6  # of a unit
_MOST_BETWEEN = 4  # 每人補助5元
_WINDOW = _MOST_RATES * (1 + _LONGEST) + _MOST_BETWEEN
_NEGATIVE = ("负增长", "负成长")  # folded


class Before(NamedTuple):
    """Where words stand before a number, and what they make of its value and unit.

    ``rates`` are what ``"元"`` in 每人每天5元 may be counted by, in either order.
    """

    span: Span
    sign: str = ""
    rates: tuple[str, ...] = ("",)


def words_before(chars: str, end: int) -> Before | None:
    """Return the words before a number at ``end`` that others put behind it, or as its sign.

    Parameters
    ----------
    chars
        Folded characters without white space.
    end
        Where the number begins, or the currency before it.

    Examples
    --------
    >>> words_before("每吨50元", 2)
    Before(span=Span(start=0, end=2), sign='', rates=('/t',))
    >>> words_before("负增长5%", 3)
    Before(span=Span(start=0, end=1), sign='-', rates=('',))
    """
    if chars.endswith(_NEGATIVE, max(0, end - 3), end):
        return Before(Span(end - 3, end - 2), sign="-")
    tables = load_tables()
    first = max(0, end - _WINDOW)
    pieces = chars[first:end].split(_EACH)[1:][-_MOST_RATES:]
    names: list[str] = []
    start = last = end
    for piece in reversed(pieces):
        folded = tables.fold(piece)
        word = tables.units.longest_at(folded, 0) or ""
        tail = piece[len(word) :]
        if not word or (tail and (names or len(tail) > _MOST_BETWEEN or not _is_word(tail))):
            break
        name = tables.counted_by.get(word) or tables.units.forms[word]
        names.append(f"/{name}")
        start -= len(piece) + 1
        last -= len(tail)
    if not names:
        return None
    orders = ("".join(reversed(names)), "".join(names))
    return Before(Span(start, last), rates=tuple(dict.fromkeys(orders)))


def _is_word(chars: str) -> bool:
    """Say whether characters are ideographs, and say nothing of another amount."""
    return all(map(is_cjk, chars)) and not any(map(str.isnumeric, chars))
