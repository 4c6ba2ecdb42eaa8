"""The language tables, read once at first use."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

import attrs

from docdiff.text import fold

LANGUAGES = ("zh", "en", "de")

_Section = list[tuple[str, tuple[str, ...]]]


@attrs.frozen(eq=False)
class Lexicon:
    """Words of one sort: each folded word to its canonical form, longest match first."""

    forms: dict[str, str]
    lengths: tuple[int, ...]

    def longest_at(self, folded: str, start: int) -> str | None:
        """Return the longest word that stands at ``start``, whatever follows it."""
        for length in self.lengths:
            word = folded[start : start + length]
            if word in self.forms:
                return word
        return None


@attrs.frozen(eq=False)
class Tables:
    """All that the rules know about words; every key is folded."""

    digits: dict[str, str]
    powers: dict[str, int]
    formal: frozenset[str]
    qualifiers: frozenset[str]
    vague: frozenset[str]
    eras: Lexicon
    units: Lexicon
    measures: frozenset[str]
    exact_case: dict[str, frozenset[str]]
    names: Lexicon
    magnitudes: Lexicon
    german_magnitudes: dict[str, str]
    money: dict[str, str]
    prefixes: Lexicon
    months: dict[str, str]
    capitalised: frozenset[str]
    year_words: frozenset[str]
    clock: Lexicon
    ordinal_endings: frozenset[str]
    ordinals: Lexicon
    numbered: Lexicon
    not_ordinal: Lexicon
    references: Lexicon
    joiners: frozenset[str]
    denials: Lexicon
    allowances: Lexicon
    plain: Lexicon
    function: dict[str, frozenset[str]]
    language_of: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def load_tables() -> Tables:
    """Read the tables of every language and join them."""
    parts = {language: _read(language) for language in LANGUAGES}

    def lines(section: str) -> Iterator[tuple[str, str]]:
        for part in parts.values():
            for name, words in part.get(section, ()):
                for word in words:
                    yield name, word

    def mapping(section: str) -> dict[str, str]:
        return {fold(word): name for name, word in lines(section)}

    def lexicon(*sections: str) -> Lexicon:
        return make_lexicon({k: v for s in sections for k, v in mapping(s).items()})

    def words(section: str) -> frozenset[str]:
        return frozenset(mapping(section))

    digits = mapping("digits")
    digits |= {word: str(int(name) * 10) for word, name in mapping("tens").items()}
    return Tables(
        digits=digits,
        powers={word: int(name) for word, name in mapping("powers").items()},
        formal=words("formal"),
        qualifiers=words("qualifiers"),
        vague=words("vague"),
        eras=lexicon("eras"),
        units=lexicon("counters", "measures"),
        measures=words("measures"),
        exact_case=_exact_case(lines("measures")),
        names=lexicon("names"),
        magnitudes=lexicon("magnitudes"),
        german_magnitudes=mapping("german-magnitudes"),
        money=mapping("money"),
        prefixes=make_lexicon(mapping("prefixes")),
        months=mapping("months"),
        capitalised=words("capitalised"),
        year_words=words("year-words"),
        clock=lexicon("clock"),
        ordinal_endings=words("ordinal-endings"),
        ordinals=lexicon("ordinals"),
        numbered=lexicon("numbered"),
        not_ordinal=lexicon("not-ordinal"),
        references=lexicon("references"),
        joiners=words("joiners"),
        denials=lexicon("negation"),
        allowances=lexicon("modality"),
        plain=lexicon("plain"),
        function=_by_language(parts, "function"),
        language_of=_by_language(parts, "negation", "modality"),
    )


def make_lexicon(forms: dict[str, str]) -> Lexicon:
    """Return the lexicon of ``forms``."""
    return Lexicon(forms, tuple(sorted({len(word) for word in forms}, reverse=True)))


def _read(language: str) -> dict[str, _Section]:
    """Read one table: sections of lines ``canonical: word word ...``."""
    path = files("docdiff") / "facts" / "tables" / f"{language}.txt"
    sections: dict[str, _Section] = {}
    section: _Section = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("["):
            section = sections.setdefault(line[1:-1], [])
        elif line and not line.startswith("#"):
            name, _, words = line.partition(":")
            section.append((name, tuple(words.replace("_", "\0").split())))
    return {
        title: [(name, tuple(word.replace("\0", " ") for word in words)) for name, words in lines]
        for title, lines in sections.items()
    }


def _exact_case(lines: Iterator[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Return the units of one or two letters as written: 5 g is a weight, 5G is none."""
    spellings: dict[str, set[str]] = {}
    for _, word in lines:
        if len(word) == 1 and word.isascii() and word.isalpha():
            spellings.setdefault(fold(word), set()).add(word)
    return {word: frozenset(written) for word, written in spellings.items()}


def _by_language(parts: dict[str, dict[str, _Section]], *titles: str) -> dict[str, frozenset[str]]:
    """Return each language's folded words of some sections."""
    return {
        language: frozenset(
            fold(word) for title in titles for _, words in part.get(title, ()) for word in words
        )
        for language, part in parts.items()
    }
