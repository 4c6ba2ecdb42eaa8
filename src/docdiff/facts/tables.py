"""The language tables, read once at first use."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache

from docdiff.model import LANGUAGES
from docdiff.patterns import Pattern
from docdiff.text import fold, read_data

# Folding lowers the case, so ASCII capitals are free to stand for Chinese numerals. Patterns
# over them compile and run several times faster than sets of ideographs.
DIGITS = "Q-Z"
POWERS = "A-F"
NUMERALS = "A-HQ-Z"
_DIGIT_LETTERS = "QRSTUVWXYZ"
_POWER_LETTERS = {1: "A", 2: "B", 3: "C", 4: "D", 8: "E", 12: "F"}
_TENS_LETTERS = {2: "G", 3: "H"}

HALF = "半"
ORDINAL = "第"  # before the number of an article, chapter or session

# What hides a digit, once folded; the first may also separate or mark up.
MASKS = "*x×"
_MASK_SIGNS = "○●□■◯"
# A blank to fill in: 20__年, 共____户.
_BLANK = Pattern("(?<![a-z_])_{1,24}+(?= ?[\u3400-\u9fff])")
_ZERO_BEHIND_DIGIT = re.compile(f"(?<=[{NUMERALS}])[○◯o]+(?![a-z])")

# What a numeral may have behind it beside a unit: its own kind, joiners, parts of dates.
_BEHIND = "ABCDEFGHQRSTUVWXYZ0123456789*x× -–—~至到和、,(分年月时点号"

# Sections of words that tell what the number behind them is, and of what numbers stand before.
_BEFORE_NUMBERS = (
    *("versions", "minus", "negative", "before-day", "quarters", "years", "fiscal-years"),
)
_NUMBERED = ("numbered", "not-ordinal")

_Lines = list[tuple[str, list[str]]]


class Lexicon:
    """Words of one sort: each folded word to its canonical form, found longest first."""

    def __init__(self, lines: Iterable[tuple[str, list[str]]]) -> None:
        self.forms = {word: name for name, words in lines for word in words}
        lengths: dict[str, set[int]] = {}
        for word in self.forms:
            lengths.setdefault(word[0], set()).add(len(word))
        self.lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def longest_at(self, folded: str, start: int) -> str | None:
        """Return the longest word that stands at ``start``, whatever follows it."""
        for length in self.lengths.get(folded[start : start + 1], ()):
            word = folded[start : start + length]
            if word in self.forms:
                return word
        return None


class Tables:
    """All that the rules know about words; every key is folded."""

    def __init__(self) -> None:
        raw = {language: read_data("facts", "tables", f"{language}.txt") for language in LANGUAGES}
        numerals = read_data("facts", "tables", "numerals.txt")
        self.letters = _numeral_letters(_sections(numerals, fold(numerals)))
        written = _sections(numerals, numerals)
        self.formal, self.surnames = (
            frozenset(word for word, _ in written[title]) for title in ("formal", "surnames")
        )
        self._parts = {name: _sections(text, self.fold(text)) for name, text in raw.items()}
        self._add_units()
        self.spelt = self._forms("spelt")
        self.spelt_one = self._words("spelt-one")
        self.spelt_ordinals = self._forms("spelt-ordinals")
        self.denominators = self._forms("denominators")
        self.not_denominator = Lexicon(self._lines("not-denominator"))
        self.after_article = self._words("after-article")
        self.prefixes = Lexicon(self._lines("prefixes"))
        self.currencies = frozenset(self.prefixes.forms.values())
        self.eras = Lexicon(self._lines("eras"))
        self.months, self.year_words = self._forms("months"), self._words("year-words")
        self.capitalised = self._words("capitalised")
        self.clock, self.halves = self._forms("clock"), Lexicon(self._lines("halves"))
        self.time_words, dated = self._words("time-words"), self._words("date-fields")
        self.fields_of_dates = tuple(sorted(dated))
        self.before = {title: self._words(title) for title in _BEFORE_NUMBERS}
        self.ordinals = Lexicon(self._lines("ordinals"))
        self.numbered, self.not_ordinal = map(Lexicon, map(self._lines, _NUMBERED))
        self.references = Lexicon(self._lines("references"))
        self.joiners, self.qualifiers = tuple(self._forms("joiners")), self._words("qualifiers")
        self.vague, self.not_vague = self._words("vague"), self._words("not-vague")
        self.before_one, self.titles = self._words("before-one"), self._words("titles")
        self.before_half, self.not_formal = self._words("before-half"), self._words("not-formal")
        self.lasting = self._words("lasting")
        self.several, self.agents = self._words("several"), self._words("agents")
        self.negation, self.modality = self._forms("negation"), self._forms("modality")
        self.words = Lexicon(
            line for title in ("plain", "negation", "modality") for line in self._lines(title)
        )
        self.function = {name: self._words("function", name) for name in ("en", "de")}
        self.english = self._words("negation", "en") | self._words("modality", "en")
        self.openers = self._openers()
        named = (self.eras, self.halves, self.prefixes)
        self.named_starts = frozenset(start for lexicon in named for start in lexicon.lengths)
        self.ideographs = self._ideographs()
        self.behind = frozenset(self.units.lengths) | self.qualifiers | frozenset(_BEHIND)

    @cached_property
    def inside_provision(self) -> dict[str, str]:
        """What words of a reference mean behind the number of a provision."""
        return self._forms("inside-provision")

    @cached_property
    def unit_firsts(self) -> dict[str, set[str]]:
        """What the words of each unit begin with, of a counter or reference too."""
        firsts: dict[str, set[str]] = {}
        for lexicon in (self.units, self.prefixes, self.ordinals, self.numbered, self.references):
            for word, name in lexicon.forms.items():
                firsts.setdefault(name, set()).add(word[0])
        return firsts

    @cached_property
    def attached(self) -> Lexicon:
        """The units that may end a word that begins with a number."""
        return Lexicon(self._lines("attached"))

    @cached_property
    def heads(self) -> frozenset[str]:
        """The first three letters of words that may begin with a number that counts alone."""
        spelt = (*self._words("spelt", "de"), *self._words("spelt-one", "de"))
        return frozenset(word[:3] for word in (*spelt, "hundert", "tausend", *self.times))

    @cached_property
    def inserted(self) -> dict[str, str]:
        """The units that may stand in a word between a number and a noun."""
        return self._forms("inserted")

    @cached_property
    def times(self) -> dict[str, str]:
        """How often the words say that say it by themselves."""
        return self._forms("times")

    @cached_property
    def once(self) -> dict[str, str]:
        """The same of words that say it only in the place of another number."""
        return self._forms("once")

    @cached_property
    def contractions(self) -> dict[str, str]:
        """What contractions are that hide their verb."""
        return self._forms("contractions")

    @cached_property
    def duties(self) -> dict[str, str]:
        """What each word of a duty, right or ban amounts to."""
        return self._forms("duties")

    @cached_property
    def opposites(self) -> dict[str, set[str]]:
        """The words that each word denies where it takes their place."""
        lines = self._lines("opposites")
        return {
            denial: {n for n, ws in lines if denial in ws} for _, words in lines for denial in words
        }

    @cached_property
    def denying_prefixes(self) -> frozenset[str]:
        """What is put before a word to deny it."""
        return self._words("denying-prefixes")

    @cached_property
    def conjunctions(self) -> frozenset[str]:
        """The words that begin a clause wherever they stand."""
        return self._words("conjunctions")

    @cached_property
    def relatives(self) -> frozenset[str]:
        """The words that begin a clause behind a comma."""
        return self._words("relatives")

    def _add_units(self) -> None:
        """Read what stands behind and before numbers."""
        measures = self._lines("measures")
        self.measures = frozenset(word for _, words in measures for word in words)
        self.units = Lexicon([*self._lines("counters"), *measures])
        self.exact_case, self.spaced = self._forms("exact-case"), self._words("spaced")
        self.names = Lexicon(self._lines("names"))
        self.magnitudes = Lexicon(self._lines("magnitudes"))
        self.german_magnitudes = self._forms("german-magnitudes")
        self.counted_by, self.money = self._forms("counted-by"), self._forms("money")
        self.unit_starts = self._unit_starts()

    def fold(self, text: str) -> str:
        """Fold one to one as all of docdiff does, then Chinese numerals to ASCII capitals."""
        folded = fold(text)
        if "_" in folded:
            folded = _BLANK.sub(lambda match: "×" * len(match[0]), folded)
        for char, letter in self.letters:
            folded = folded.replace(char, letter)
        if "○" in folded or "◯" in folded or "o" in folded:
            folded = _ZERO_BEHIND_DIGIT.sub(lambda match: "Q" * len(match[0]), folded)
        for sign in _MASK_SIGNS:
            folded = folded.replace(sign, "×")
        return folded

    def _lines(self, title: str, language: str = "") -> _Lines:
        parts = [self._parts[language]] if language else self._parts.values()
        return [line for part in parts for line in part.get(title, ())]

    def _forms(self, title: str) -> dict[str, str]:
        return {word: name for name, words in self._lines(title) for word in words}

    def _words(self, title: str, language: str = "") -> frozenset[str]:
        return frozenset(word for _, words in self._lines(title, language) for word in words)

    def _unit_starts(self) -> frozenset[str]:
        """Return the characters that a magnitude or unit may begin with."""
        firsts = frozenset(self.units.lengths) | frozenset(self.magnitudes.lengths)
        powers = frozenset(_POWER_LETTERS.values())
        return firsts | powers | self._words("qualifiers") | {word[0] for word in self.money}

    def _ideographs(self) -> frozenset[str]:
        """Return the first one or two ideographs of what may open a fact."""
        lexicons = (self.words, self.eras, self.prefixes, self.halves)
        opening = [word[:2] for lexicon in lexicons for word in lexicon.forms]
        return frozenset(start for start in opening if start > "\u2e7f") | {ORDINAL, HALF}

    def _openers(self) -> frozenset[str]:
        """Return the alphabetic words that may open a fact; A$ shows by its sign."""
        lexicons = (self.prefixes.forms, self.references.forms, self.words.forms, self.months)
        firsts = {word.partition(" ")[0].partition(".")[0] for forms in lexicons for word in forms}
        firsts = {first.partition("'")[0] for first in firsts if first[-1:] != "$"}
        return self.before["minus"] | firsts


def numeral_of(digit: str) -> str:
    """Return the letters of a digit from 0 to 9 and of its ten, where that has one."""
    return _DIGIT_LETTERS[int(digit)] + _TENS_LETTERS.get(int(digit), "")


@lru_cache(maxsize=1)
def load_tables() -> Tables:
    """Read the tables of every language and join them."""
    return Tables()


def _sections(raw: str, folded: str) -> dict[str, _Lines]:
    """Parse a table: canonical names as written, words folded, an underscore as a space."""
    sections: dict[str, _Lines] = {}
    section: _Lines = []
    for written, line in zip(raw.split("\n"), folded.split("\n"), strict=True):
        if line.startswith("["):
            section = sections.setdefault(written[1:-1], [])
        elif line and not line.startswith("#"):
            name, _, _ = written.partition(":")
            words = line[len(name) + 1 :].split()
            if "_" in line:
                words = [word.replace("_", " ") for word in words]
            if name:
                section.append((name, words))
            else:  # each word is its own canonical form
                section += [(name, [w]) for name, w in zip(written[1:].split(), words, strict=True)]
    return sections


def _numeral_letters(sections: dict[str, _Lines]) -> list[tuple[str, str]]:
    """Return each folded Chinese numeral with the capital that stands for it."""
    digits = [(w, _DIGIT_LETTERS[int(name)]) for name, ws in sections["digits"] for w in ws]
    powers = [(w, _POWER_LETTERS[int(name)]) for name, ws in sections["powers"] for w in ws]
    tens = [(w, _TENS_LETTERS[int(name)]) for name, ws in sections["tens"] for w in ws]
    return [*digits, *powers, *tens]
