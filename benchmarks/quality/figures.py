"""Edits of a figure or reference: lost, another one, hidden, garbled."""

from __future__ import annotations

import re
from random import Random

from benchmarks.quality import numbers
from benchmarks.quality.points import choose, drop, replace
from benchmarks.quality.sites import FIGURES, REFERENCES, Site, family, find
from benchmarks.quality.truth import PointEdit, Replacement

_SIGNS = {"zh": "*x×○", "en": "*x", "de": "*x"}
# A reference is quoted with its word and what it is a part of: Artikel 2 § 2 Abs. 1.
_MOST_REFERENCE = 30
_ARTICLES = (3, 7, 12, 25, 41)


def figure_lost(text: str, language: str, random: Random) -> PointEdit | None:
    """Take a figure out and leave its unit."""
    site = choose(find(FIGURES[family(language)], text), random)
    return drop(site, "figure-lost", text) if site else None


def figure_changed(text: str, language: str, random: Random) -> PointEdit | None:
    """Write another number in the same form."""
    site = choose(find(FIGURES[family(language)], text), random)
    if site is None:
        return None
    old = site.read(text)
    if site.form == "numeral":
        new = numbers.other_chinese(old, random)
    elif site.form == "spelt":
        new = numbers.other_word(old, numbers.SPELT[language], random)
    else:
        new = numbers.other_digits(old, random)
    return replace(site, new, "figure-changed", text)


def figure_masked(text: str, language: str, random: Random) -> PointEdit | None:
    """Hide some of the last digits of a figure."""
    sites = find(FIGURES[family(language)], text)
    numeric = [s for s in sites if s.form in ("digits", "money") and s.end - s.start > 1]
    site = choose(numeric, random)
    if site is None:
        return None
    old = site.read(text)
    sign = random.choice(_SIGNS[family(language)])
    shown = random.randint(1, len(old) - 1)
    if not any(map(str.isdecimal, old[shown:])):
        return None
    return replace(site, old[:shown] + re.sub(r"\d", sign, old[shown:]), "figure-masked", text)


def figure_garbled(text: str, language: str, random: Random) -> PointEdit | None:
    """Let a digit slip behind the magnitude: 262萬元 to 262萬1元."""
    del language
    magnitude = {"magnitude": r"(?<![\d.,])(?P<n>\d+)(?=[萬万億亿]元)"}
    site = choose(find(magnitude, text), random)
    if site is None:
        return None
    place = site.end + 1
    return PointEdit(
        Replacement(place, place, str(random.randint(1, 9))),
        frozenset({"figure-suspect"}),
        (site.start, site.end),
        (site.start, place + 1),
        (site.start - place, 1),
    )


def reference_changed(text: str, language: str, random: Random) -> PointEdit | None:
    """Refer to another article, section or paragraph."""
    site = choose(find(REFERENCES[family(language)], text), random)
    if site is None:
        return None
    match = re.search(r"[一二三四五六七八九十百]+|\d+", site.read(text))
    if match is None:
        return None
    if match[0].isdecimal():
        new = numbers.other_digits(match[0], random)
    else:
        new = numbers.chinese(random.choice(_ARTICLES))
    if new == match[0]:
        return None
    number = Site(site.form, site.start + match.start(), site.start + match.end())
    return PointEdit(
        Replacement(number.start, number.end, new),
        frozenset({"figure-changed"}),
        (number.start, number.end),
        (site.start - _MOST_REFERENCE, site.end + _MOST_REFERENCE),
        (0, len(new)),
    )
