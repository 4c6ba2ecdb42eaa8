"""Which figures and dates one text has and another lacks, without aligning the two."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import Final, NamedTuple

import numpy as np

from docdiff.facts import find_facts, find_language
from docdiff.fingerprint.bulk import locate_quiet
from docdiff.model import Fact, FactKind
from docdiff.model.changes import FactKey
from docdiff.normalize import make_quiet
from docdiff.split import mark_folds
from docdiff.views import make_view, view_places

__all__ = ["count_own_numerals", "find_own_figures", "has_own_figures"]

# Numerals, and the signs that hide digits beside one, but for labels: 第五條 and (五) are
# renumbered whenever an article comes or goes. They are matched too, and passed over: a set of
# first characters is searched for many times as fast as a condition on what stands before.
_DIGITS: Final = "0-9〇零一二三四五六七八九十百千万亿兆廿卅两壹贰叁肆伍陆柒捌玖拾佰仟"
_NUMERAL = re.compile(
    rf"[第({_DIGITS}](?:(?<=第)[{_DIGITS}]+|(?<=\()[{_DIGITS}]+\)"
    rf"|(?<=[{_DIGITS}])[{_DIGITS}.,:/x*○%]*)"
)
_LABELS: Final = frozenset("第(")
# Numbers that are spelt, in the text as it stands, since quiet text does not part words.
_WORD = re.compile("[A-Za-z\u00c0-\u024f]{3,}")
_SPELT = re.compile(
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|fou?rty"
    r"|fifty|sixty|seventy|eighty|ninety|hundred|thousand|[mb]illions?|zwei|drei|vier|fünf|sechs"
    r"|sieben|acht|neun|zehn|elf|zwölf|\w{3,}zehn|\w{3,}zig|hundert|tausend|milli(?:on|arde)n?"
    r"|\w+(?:hundert|tausend)\w*"
)
# Quiet characters beside a numeral that may be its unit, its magnitude or its month. Where both
# texts have the same numerals with the same neighbours, they have the same figures.
_BESIDE: Final = 4
# Characters around a numeral in which its unit or the rest of its date stands.
_AROUND: Final = 32
_TEXTS_KEPT: Final = 256
# Numerals of a text's own of which one is likely to be a figure that the other lacks.
_LIKELY: Final = 4
# The same surroundings recur in all versions of a text.
_READINGS_KEPT: Final = 1 << 14
_WORDS_KEPT: Final = 1 << 14
_CONTEXT: Final = 4_000
# What stands around a numeral, and the numeral.
_Key = tuple[str, str]
_KINDS: Final = (FactKind.FIGURE, FactKind.DATE)


def find_own_figures(text: str, other: str) -> Iterator[Fact]:
    """Yield the figures and dates that a text has and another one has not, or not as often.

    Each is looked for by its exact value and unit, wherever it stands: 4.5億元 is
    450,000,000元.

    Parameters
    ----------
    text, other
        Texts as they stand.

    Yields
    ------
    Fact
        In order of place; their spans count characters of no text. Time is O(characters),
        little where the numerals and what stands beside them are the same.

    Examples
    --------
    >>> pair = "總投資4.5億元,利稅1.2億元", "總投資450,000,000元,利稅億元"
    >>> [fact.text + fact.unit for fact in find_own_figures(*pair)]
    ['1.2億元']
    """
    own, others = _read_numerals(text), _read_numerals(other)
    if own.in_place == others.in_place:
        return
    odd, odd_there = own.find_odd(others), others.find_odd(own)
    facts = own.read(odd)
    if not facts:
        return
    # What is written otherwise is odd on both sides.
    missing = _count(facts) - _count(others.read(odd_there))
    checked = set()
    for fact, _ in facts:
        if missing[fact.key] > 0 and fact.key not in checked:
            # A fact of several numerals may have none that is odd on one side: all that are
            # written alike are read before it is said to be missing.
            checked.add(fact.key)
            alike = {own.find_rarest(numerals) for each, numerals in facts if each.key == fact.key}
            there = _count(others.read(odd_there, alike))[fact.key]
            missing[fact.key] = _count(own.read(odd, alike))[fact.key] - there
        if missing[fact.key] > 0:
            missing[fact.key] -= 1
            yield fact


def has_own_figures(text: str, other: str) -> bool:
    """Say whether a text has a figure or date that another one has not, or not as often.

    The same as asking :func:`find_own_figures` for the first one, and sooner had.

    Examples
    --------
    >>> has_own_figures("5 km in 12 hours", "in 12 hours")
    True
    """
    own, others = _read_numerals(text), _read_numerals(other)
    if own.in_place == others.in_place:
        return False
    # A numeral that the other has not as often hardly fails to be a figure of its own.
    likely = {numeral for numeral, count in own.written.items() - others.written.items()}
    odd = sorted(own.find_odd(others), key=lambda key: (key[1] not in likely, key))
    there = _count(others.read(others.find_odd(own)))
    for key in odd[:_LIKELY]:
        for fact, _ in own.read({key}):
            if not there[fact.key] and _count_missing(fact.key, own, others, key[1]) > 0:
                return True
    return next(find_own_figures(text, other), None) is not None


def _count_missing(key: FactKey, own: _Numerals, others: _Numerals, numeral: str) -> int:
    """Return how much more often one text has a fact where a numeral is written."""
    counts = [_count(one.read(frozenset(), {numeral}))[key] for one in (own, others)]
    return counts[0] - counts[1]


def count_own_numerals(text: str, other: str) -> int:
    """Return how many numerals of a text the other one has not, or not as often.

    Examples
    --------
    >>> count_own_numerals("5 of 7 on 12 May", "7 of 12")
    1
    """
    others = _read_numerals(other).written
    # Most numerals are as frequent on both sides, and sets leave those out at once.
    odd = _read_numerals(text).written.items() - others.items()
    return sum(max(0, count - others[numeral]) for numeral, count in odd)


class _Reading(NamedTuple):
    """A fact, and the numerals that it was found by."""

    fact: Fact
    numerals: set[str]


class _Numerals:
    """The numerals of a text: how often each is written, and how often between its neighbours."""

    def __init__(self, text: str, keys: list[_Key], spans: list[tuple[int, int]]) -> None:
        self._text = text
        self._keys = keys
        self._spans = spans
        self.in_place = Counter(keys)
        self.written = Counter(map(itemgetter(1), keys))

    @cached_property
    def _places(self) -> dict[str, list[tuple[_Key, tuple[int, int]]]]:
        """The places of each numeral."""
        places: dict[str, list[tuple[_Key, tuple[int, int]]]] = {}
        for place in zip(self._keys, self._spans, strict=True):
            places.setdefault(place[0][1], []).append(place)
        return places

    @cached_property
    def _language(self) -> str:
        return find_language(self._text[:_CONTEXT])

    def find_odd(self, other: _Numerals) -> set[_Key]:
        """Return the numerals between neighbours that stand here and not as often in the other."""
        return {key for key, _ in self.in_place.items() - other.in_place.items()}

    def find_rarest(self, numerals: Iterable[str]) -> str:
        """Return the one of some numerals that is written least often."""
        return min(numerals, key=lambda numeral: (self.written[numeral], numeral))

    def read(self, odd: AbstractSet[_Key], alike: AbstractSet[str] = frozenset()) -> list[_Reading]:
        """Return the figures and dates at the odd numerals and those written like some others."""
        text, language = self._text, self._language
        found: dict[tuple[int, int], _Reading] = {}
        for numeral in sorted({key[1] for key in odd} | alike):
            for key, (start, end) in self._places.get(numeral, ()):
                if numeral not in alike and key not in odd:
                    continue
                low = max(0, start - _AROUND)
                window = text[low : end + _AROUND]
                for first, behind, fact in _read_window(window, start - low, end - low, language):
                    place = low + first, -low - behind
                    found.setdefault(place, _Reading(fact, set())).numerals.add(numeral)
        return list(_leave_first(found))


def _leave_first(found: Mapping[tuple[int, int], _Reading]) -> Iterator[_Reading]:
    """Yield what was read in order of place, without what overlaps what stands before it."""
    reached = 0
    for (start, minus_end), reading in sorted(found.items(), key=lambda item: item[0]):
        if start >= reached:
            reached = -minus_end
            yield reading


@lru_cache(maxsize=_TEXTS_KEPT)
def _read_numerals(text: str) -> _Numerals:
    """Find the numerals of a text, whatever stands inside them that does not show."""
    chars, offsets = locate_quiet(text)
    places = [match.span() for match in _NUMERAL.finditer(chars)]
    places = [place for place in places if chars[place[0]] not in _LABELS]
    keys = [
        (chars[start - _BESIDE if start > _BESIDE else 0 : end + _BESIDE], chars[start:end])
        for start, end in places
    ]
    edges = offsets[np.array(places, dtype=np.int64).reshape(-1, 2) - (0, 1)]
    spans = list(zip(edges[:, 0].tolist(), (edges[:, 1] + 1).tolist(), strict=True))
    for match in _WORD.finditer(text):
        if _is_spelt(match[0]):
            start, end = match.span()
            keys.append((text[end : end + 2 * _BESIDE], match[0].lower()))
            spans.append((start, end))
    return _Numerals(text, keys, spans)


@lru_cache(maxsize=_WORDS_KEPT)
def _is_spelt(word: str) -> bool:
    """Say whether a word is a number."""
    return _SPELT.fullmatch(word.lower()) is not None


@lru_cache(maxsize=_READINGS_KEPT)
def _read_window(
    window: str, start: int, end: int, language: str
) -> tuple[tuple[int, int, Fact], ...]:
    """Return the figures and dates at a place, each with where its number begins and ends."""
    quiet = mark_folds(make_quiet(window))
    whole = quiet.gaps, 0, len(quiet.chars)
    view, offsets = make_view(quiet, *whole), view_places(*whole)
    found = []
    behind = bisect_left(offsets, end, key=quiet.raw_start)
    for fact in find_facts(view, language=language, before=behind):
        if fact.kind in _KINDS:
            spans = [span for span in (fact.prefix_span, fact.span, fact.unit_span) if span]
            first = quiet.raw_start(offsets[min(span.start for span in spans)])
            last = quiet.raw_start(offsets[max(span.end for span in spans) - 1])
            if start <= last and first < end:
                # Of 3-5年 both numbers have the unit, so only the numbers tell them apart.
                number = offsets[fact.span.start], offsets[fact.span.end - 1]
                found.append((quiet.raw_start(number[0]), quiet.raw_start(number[1]) + 1, fact))
    return tuple(found)


def _count(readings: Iterable[_Reading]) -> Counter[FactKey]:
    """Return how often each fact was read."""
    return Counter(reading.fact.key for reading in readings)
