"""Which figures and dates one text has and another lacks, without aligning the two."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from functools import lru_cache
from typing import Final

import attrs

from docdiff.facts import find_facts
from docdiff.fingerprint.bulk import locate_quiet
from docdiff.model import Fact, FactKind
from docdiff.normalize import make_quiet
from docdiff.split import mark_folds
from docdiff.text import make_view

__all__ = ["compare_figures", "count_own_numerals"]

# Numerals, and the signs that hide digits beside one, but for labels: 第五條 and (五) are
# renumbered whenever an article comes or goes. Where both texts have the same numerals, they
# have the same figures.
_DIGITS: Final = "0-9〇零一二三四五六七八九十百千万亿兆廿卅"
_NUMERAL = re.compile(
    rf"(?<![第{_DIGITS}])(?!(?<=\()[{_DIGITS}]+\))[{_DIGITS}][{_DIGITS}.,:/x*○%]*"
)
# Characters around a numeral in which its unit or the rest of its date stands.
_AROUND: Final = 32
_TEXTS_KEPT: Final = 128
_CONTEXT: Final = 4_000
_KINDS: Final = (FactKind.FIGURE, FactKind.DATE)


def compare_figures(a: str, b: str) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """Return the figures and dates that only one of two texts has.

    Each is looked for by its exact value and unit, wherever it stands: 4.5億元 is
    450,000,000元. One that a text has twice and the other once is there too.

    Parameters
    ----------
    a, b
        Texts as they stand.

    Returns
    -------
    tuple
        The facts that only ``a`` has, and those that only ``b`` has, in order of place; their
        spans count characters of no text. Time is O(characters), little where the numerals
        are the same.

    Examples
    --------
    >>> found = compare_figures("總投資4.5億元,利稅1.2億元", "總投資450,000,000元,利稅億元")
    >>> [[fact.text + fact.unit for fact in facts] for facts in found]
    [['1.2億元'], []]
    """
    numerals = [_read_numerals(text) for text in (a, b)]
    counts = [found.counts for found in numerals]
    if counts[0] == counts[1]:
        return (), ()
    odd = (counts[0] - counts[1]) | (counts[1] - counts[0])
    facts = [list(_find_odd(found, odd)) for found in numerals]
    return _only(facts[0], facts[1]), _only(facts[1], facts[0])


def count_own_numerals(text: str, other: str) -> int:
    """Return how many numerals of a text the other one has not, or not as often.

    Examples
    --------
    >>> count_own_numerals("5 of 7 on 12 May", "7 of 12")
    1
    """
    return (_read_numerals(text).counts - _read_numerals(other).counts).total()


@attrs.frozen(eq=False)
class _Numerals:
    """The numerals of a text: where each stands in it, and how often each is written."""

    text: str
    found: list[tuple[str, int, int]]
    counts: Counter[str]


@lru_cache(maxsize=_TEXTS_KEPT)
def _read_numerals(text: str) -> _Numerals:
    """Find the numerals of a text, whatever stands inside them that does not show."""
    chars, offsets = locate_quiet(text)
    found = [
        (match[0], int(offsets[match.start()]), int(offsets[match.end() - 1]) + 1)
        for match in _NUMERAL.finditer(chars)
    ]
    return _Numerals(text, found, Counter(numeral for numeral, _, _ in found))


def _find_odd(numerals: _Numerals, odd: Container[str]) -> Iterator[Fact]:
    """Yield the figures and dates that are written with one of some numerals."""
    text = numerals.text
    places = [(start, end) for numeral, start, end in numerals.found if numeral in odd]
    for low, high in _windows(places, len(text)):
        quiet = mark_folds(make_quiet(text[low:high]))
        view, offsets = make_view(quiet, quiet.gaps, 0, len(quiet.chars))
        inside = [(start - low, end - low) for start, end in places if low <= start < high]
        for fact in find_facts(view, context=text[:_CONTEXT]):
            first = quiet.raw_start(offsets[fact.span.start])
            last = quiet.raw_start(offsets[fact.span.end - 1])
            if fact.kind in _KINDS and any(start <= last and first < end for start, end in inside):
                yield fact


def _windows(places: Iterable[tuple[int, int]], size: int) -> list[tuple[int, int]]:
    """Return the surroundings of places, joined where they meet."""
    windows: list[tuple[int, int]] = []
    for start, end in places:
        low, high = max(0, start - _AROUND), min(size, end + _AROUND)
        if windows and low <= windows[-1][1]:
            windows[-1] = windows[-1][0], high
        else:
            windows.append((low, high))
    return windows


def _only(facts: list[Fact], others: list[Fact]) -> tuple[Fact, ...]:
    """Return the facts that stand less often among the others, each as often as it is missing."""
    missing = Counter(fact.key for fact in facts) - Counter(fact.key for fact in others)
    only = []
    for fact in facts:
        if missing[fact.key] > 0:
            missing[fact.key] -= 1
            only.append(fact)
    return tuple(only)
