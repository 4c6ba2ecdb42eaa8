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
# renumbered whenever an article comes or goes.
_DIGITS: Final = "0-9〇零一二三四五六七八九十百千万亿兆廿卅两壹贰叁肆伍陆柒捌玖拾佰仟"
_NUMERAL = re.compile(
    rf"(?<![第{_DIGITS}])(?!(?<=\()[{_DIGITS}]+\))[{_DIGITS}][{_DIGITS}.,:/x*○%]*"
)
# Numbers that are spelt, in the text as it stands, since quiet text does not part words.
_SPELT = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|fou?rty"
    r"|fifty|sixty|seventy|eighty|ninety|hundred|thousand|[mb]illions?|zwei|drei|vier|fünf|sechs"
    r"|sieben|acht|neun|zehn|elf|zwölf|\w{3,}zehn|\w{3,}zig|hundert|tausend|milli(?:on|arde)n?"
    r"|\w+(?:hundert|tausend)\w*)\b",
    re.IGNORECASE,
)
# Quiet characters beside a numeral that may be its unit, its magnitude or its month. Where both
# texts have the same numerals with the same neighbours, they have the same figures.
_BESIDE: Final = 4
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
    counts = [found.in_place for found in numerals]
    if counts[0] == counts[1]:
        return (), ()
    odd = (counts[0] - counts[1]) | (counts[1] - counts[0])
    # A numeral is odd on both sides, so that what is written otherwise can be found.
    written = {key[1] for key in odd}
    facts = [list(_find_odd(found, written)) for found in numerals]
    return _only(facts[0], facts[1]), _only(facts[1], facts[0])


def count_own_numerals(text: str, other: str) -> int:
    """Return how many numerals of a text the other one has not, or not as often.

    Examples
    --------
    >>> count_own_numerals("5 of 7 on 12 May", "7 of 12")
    1
    """
    return (_read_numerals(text).written - _read_numerals(other).written).total()


@attrs.frozen(eq=False)
class _Numerals:
    """The numerals of a text.

    ``found`` has how each is written, and from where to where in the text; ``written`` how
    often each is; ``in_place`` how often each is between its neighbours.
    """

    text: str
    found: list[tuple[str, int, int]]
    written: Counter[str]
    in_place: Counter[tuple[str, str, str]]


@lru_cache(maxsize=_TEXTS_KEPT)
def _read_numerals(text: str) -> _Numerals:
    """Find the numerals of a text, whatever stands inside them that does not show."""
    chars, offsets = locate_quiet(text)
    found = []
    in_place: Counter[tuple[str, str, str]] = Counter()
    for match in _NUMERAL.finditer(chars):
        start, end = match.span()
        found.append((match[0], int(offsets[start]), int(offsets[end - 1]) + 1))
        in_place[chars[max(start - _BESIDE, 0) : start], match[0], chars[end : end + _BESIDE]] += 1
    for match in _SPELT.finditer(text):
        word = match[0].lower()
        found.append((word, *match.span()))
        in_place["", word, text[match.end() : match.end() + 2 * _BESIDE]] += 1
    found.sort(key=lambda place: place[1:])
    return _Numerals(text, found, Counter(numeral for numeral, _, _ in found), in_place)


def _find_odd(numerals: _Numerals, odd: Container[str]) -> Iterator[Fact]:
    """Yield the figures and dates that are written with one of some numerals."""
    text = numerals.text
    places = [(start, end) for numeral, start, end in numerals.found if numeral in odd]
    for low, high in _windows(places, len(text)):
        quiet = mark_folds(make_quiet(text[low:high]))
        view, offsets = make_view(quiet, quiet.gaps, 0, len(quiet.chars))
        inside = [(start - low, end - low) for start, end in places if low <= start < high]
        for fact in find_facts(view, context=text[:_CONTEXT]):
            spans = [span for span in (fact.prefix_span, fact.span, fact.unit_span) if span]
            first = quiet.raw_start(offsets[min(span.start for span in spans)])
            last = quiet.raw_start(offsets[max(span.end for span in spans) - 1])
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
