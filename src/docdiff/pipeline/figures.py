"""Which figures and dates one text has and another lacks, without aligning the two."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from typing import Final

from docdiff.facts import find_facts
from docdiff.model import Fact, FactKind
from docdiff.normalize import make_quiet
from docdiff.split import mark_folds
from docdiff.text import QuietText, make_view

__all__ = ["compare_figures"]

# Numerals, and the signs that hide digits beside one. Where both texts have the same of
# them, they have the same figures.
_NUMERAL = re.compile(
    r"[0-9〇零一二三四五六七八九十百千万亿兆廿卅][0-9〇零一二三四五六七八九十百千万亿兆廿卅.,:/x*○%]*"
)
# Quiet characters around a numeral in which its unit or the rest of its date stands.
_AROUND: Final = 24
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
    quiets = [make_quiet(text) for text in (a, b)]
    numerals = [_NUMERAL.findall(quiet.chars) for quiet in quiets]
    counts = [Counter(found) for found in numerals]
    if counts[0] == counts[1]:
        return (), ()
    odd = (counts[0] - counts[1]) | (counts[1] - counts[0])
    facts = [list(_find_odd(quiet, odd)) for quiet in quiets]
    return _only(facts[0], facts[1]), _only(facts[1], facts[0])


def _find_odd(quiet: QuietText, odd: Container[str]) -> Iterator[Fact]:
    """Yield the figures and dates that are written with one of some numerals."""
    folded = mark_folds(quiet)
    places = [match.span() for match in _NUMERAL.finditer(quiet.chars) if match[0] in odd]
    context = quiet.text[:_CONTEXT]
    for start, end in _windows(places, len(quiet.chars)):
        view, offsets = make_view(folded, folded.gaps, start, end)
        for fact in find_facts(view, context=context):
            first, last = offsets[fact.span.start], offsets[fact.span.end - 1]
            if fact.kind in _KINDS and any(low <= last and first < high for low, high in places):
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
