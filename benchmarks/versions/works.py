"""Works that the benchmark writes itself, with versions and siblings that are known.

By-laws laid out as Chinese, English and German ones, of invented words. A work has four
versions, each an amendment of the one before: articles rewritten, dropped and added, figures
changed. Every other work has no title. Beside them stand templates, filled for three towns or
for three years: documents that are alike to the letter and are no versions of one another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import combinations, product
from random import Random
from typing import Final

import attrs

from benchmarks.quality.texts import CHINESE
from benchmarks.versions.edits import seeded

VERSIONS: Final = 4
FILLED: Final = 3
_ARTICLES: Final = (14, 26)
# Of the articles of a version, in one amendment.
_REWRITTEN: Final = 0.15
_DROPPED: Final = 0.06
_AMENDED: Final = 0.3


_WORDS: Final = 3000
_SENTENCE: Final = (9, 18)  # words
_TEMPLATE: Final = "{town}"


@attrs.frozen
class Language:
    """How one language is put together, and the syllables its invented words are made of."""

    syllables: tuple[str, ...]
    syllables_of_word: tuple[int, int]
    space: str
    stop: str
    label: str
    title: str
    year: str
    towns: tuple[str, ...]


def _syllables(onsets: str, vowels: str, codas: str) -> tuple[str, ...]:
    """Return every syllable of some sounds."""
    sounds = product(onsets.split(), vowels.split(), ["", *codas.split()])
    return tuple(map("".join, sounds))


LANGUAGES: Final = {
    "zh": Language(
        tuple(sorted(set(re.findall("[\u4e00-\u9fff]", CHINESE)))),
        (2, 2),
        "",
        "。",
        "第{}條 ",
        "{town}{thing}管理條例",
        "{town}{year}年度{thing}預算之執行,依本條例之規定。",
        ("青田市", "白沙縣", "長溪鎮"),
    ),
    "en": Language(
        _syllables(
            "b c d f g l m n p r s t v br cl fr pl st tr", "a e i o u ea", "l m n r s t ck nd"
        ),
        (1, 3),
        " ",
        ".",
        "Section {}. ",
        "{town} {thing} Ordinance",
        "This ordinance is the {thing} budget of {town} for the fiscal year {year}.",
        ("Ashford", "Millbrook", "Northam"),
    ),
    "de": Language(
        _syllables(
            "b d f g h k l m n r s t w z br fl kr schl tr", "a e i o u ei au", "l m n r s t ch ng"
        ),
        (1, 3),
        " ",
        ".",
        "§ {} ",
        "Satzung der Stadt {town} über {thing}",
        "Diese Satzung stellt den Etat {thing} der Stadt {town} für das Haushaltsjahr {year} fest.",
        ("Lindau", "Goslar", "Wismar"),
    ),
}


@attrs.frozen
class Works:
    """Documents by id, the groups of ids that are one work, and the pairs of siblings."""

    texts: dict[str, str]
    groups: list[list[str]]
    siblings: list[tuple[str, str]]


def make_works(*, works: int, templates: int, seed: int) -> Works:
    """Write so many works and templates in each language, by a seed."""
    texts: dict[str, str] = {}
    groups: list[list[str]] = []
    siblings: list[tuple[str, str]] = []
    for name, language in LANGUAGES.items():
        for number in range(works):
            ids = [f"{name}-work{number}-{version}" for version in range(VERSIONS)]
            texts.update(zip(ids, _make_versions(language, number, seed), strict=True))
            groups.append(ids)
        for number in range(templates):
            ids = [f"{name}-template{number}-{copy}" for copy in range(FILLED)]
            texts.update(zip(ids, _fill_template(language, number, seed), strict=True))
            siblings += combinations(ids, 2)
    return Works(texts, groups, siblings)


def _make_versions(language: Language, number: int, seed: int) -> list[str]:
    """Return the versions of one work, oldest first."""
    random = seeded(seed, "work", language.label, number)
    write = _writer(language, random, random.choice(language.towns))
    title = language.title.format(
        town=random.choice(language.towns), thing=random.choice(_words(language))
    )
    articles = [write() for _ in range(random.randint(*_ARTICLES))]
    versions = []
    for _ in range(VERSIONS):
        versions.append(_lay_out(language, title if number % 2 else "", articles))
        articles = [_amend(article, write, random) for article in articles]
        articles = [article for article in articles if random.random() >= _DROPPED]
        articles.insert(random.randrange(len(articles)), write())
    return versions


def _amend(article: str, write: Callable[[], str], random: Random) -> str:
    """Return an article as an amendment leaves it."""
    if random.random() < _REWRITTEN:
        return write()
    if random.random() < _AMENDED:
        digits = [place for place, char in enumerate(article) if char.isdigit()]
        if not digits:
            return article
        place = random.choice(digits)
        return f"{article[:place]}{random.randint(2, 9)}{article[place + 1 :]}"
    return article


def _fill_template(language: Language, number: int, seed: int) -> list[str]:
    """Return one template filled for three towns, or every other time for three years."""
    random = seeded(seed, "template", language.label, number)
    write = _writer(language, random, _TEMPLATE)
    articles = [write() for _ in range(random.randint(*_ARTICLES))]
    thing = random.choice(_words(language))
    if number % 2:
        first = language.year.format(town=language.towns[0], thing=thing, year="{year}")
        text = _lay_out(language, "", [first, *articles]).replace("{town}", language.towns[0])
        return [text.replace("{year}", str(2001 + 3 * k)) for k in range(FILLED)]
    title = language.title.format(town="{town}", thing=thing)
    text = _lay_out(language, title, articles)
    return [text.replace("{town}", town) for town in language.towns]


@cache
def _words(language: Language) -> tuple[str, ...]:
    """Return the invented words of a language."""
    random = seeded("words", language.label)
    return tuple(
        "".join(random.choices(language.syllables, k=random.randint(*language.syllables_of_word)))
        for _ in range(_WORDS)
    )


def _writer(language: Language, random: Random, town: str) -> Callable[[], str]:
    """Return what writes articles of one or two sentences, each with a figure and the town."""
    words = _words(language)
    weights = [1 / rank for rank in range(10, _WORDS + 10)]  # Zipf's law, its head cut off

    def write() -> str:
        sentences = []
        for _ in range(random.randint(1, 2)):
            drawn = random.choices(words, weights, k=random.randint(*_SENTENCE))
            drawn[random.randrange(len(drawn))] = str(random.randint(11, 999))
            drawn[random.randrange(len(drawn) - 1)] = town
            sentences.append(language.space.join(drawn) + language.stop)
        return language.space.join(sentences)

    return write


def _lay_out(language: Language, title: str, articles: Sequence[str]) -> str:
    """Return articles under their numbers, below a title if there is one."""
    lines = [language.label.format(k) + article for k, article in enumerate(articles, start=1)]
    return "\n\n".join([*filter(None, [title]), *lines]) + "\n"
