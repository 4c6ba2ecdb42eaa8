"""Seeded edits that turn a text into another version of it, from an exact copy to a heavy one.

An edit hits a line; a text's first line, its title, stays. Traditional and simplified characters
stay what they are.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Sequence
from random import Random

import attrs

_FIGURE = re.compile(
    r"\d+|[一二三四五六七八九十百千]+(?=[年月日元萬万億亿倍個个人])|(?<=第)[一二三四五六七八九十百]+(?=[項项款])"
)
_DIGITS, _NUMERALS = "0123456789", "一二三四五六七八九"
_WORD = re.compile(r"[A-Za-zÄÖÜäöüß]{4,}|[\u4e00-\u9fff]{2}")
_SENTENCE = re.compile(r"[^。;;!?.!?]*[。;;!?.!?]+\s*|[^。;;!?.!?]+")
_SPACED = 0.05  # a line with this share of spaces is wrapped between words

Edit = Callable[[str, Random, Sequence[str]], str]


@attrs.frozen
class Strength:
    """How much of a text is edited."""

    weight: float  # how often it is drawn
    lines: tuple[float, float]  # from which share of the lines to which is hit, in [0, 1]
    most: int | None  # and no more lines than this
    wrapped: float  # how often the lines are broken anew, in [0, 1]


STRENGTHS = {
    "exact": Strength(weight=0.10, lines=(0.0, 0.0), most=0, wrapped=0.0),
    "light": Strength(weight=0.40, lines=(0.0, 0.05), most=3, wrapped=0.1),
    "medium": Strength(weight=0.35, lines=(0.05, 0.20), most=None, wrapped=0.3),
    "heavy": Strength(weight=0.15, lines=(0.30, 0.60), most=None, wrapped=0.5),
}


def seeded(*parts: object) -> Random:
    """Return a generator whose draws follow from some values, whatever the hash seed is."""
    return Random(" ".join(map(str, parts)))  # noqa: S311 (no secret)


def split_sentences(line: str) -> list[str]:
    """Return the sentences of a line, each with the marks and spaces that end it."""
    return _SENTENCE.findall(line)


def change_figures(line: str, random: Random, _donors: Sequence[str]) -> str:
    """Give up to three figures of a line other values of the same length."""
    found = list(_FIGURE.finditer(line))
    for match in sorted(random.sample(found, min(len(found), 3)), key=lambda m: -m.start()):
        digits = _DIGITS if match[0][0] in _DIGITS else _NUMERALS
        value = "".join(random.choices(digits, k=len(match[0])))
        line = line[: match.start()] + value + line[match.end() :]
    return line


def replace_words(line: str, random: Random, _donors: Sequence[str]) -> str:
    """Put other words of the same line where up to four of its words stand."""
    found = list(_WORD.finditer(line))
    words = [match[0] for match in found]
    for match in sorted(random.sample(found, min(len(found), 4)), key=lambda m: -m.start()):
        line = line[: match.start()] + random.choice(words) + line[match.end() :]
    return line


def drop_sentence(line: str, random: Random, _donors: Sequence[str]) -> str:
    """Drop one of the sentences of a line."""
    sentences = split_sentences(line)
    if len(sentences) > 1:
        del sentences[random.randrange(len(sentences))]
    return "".join(sentences)


def insert_sentence(line: str, random: Random, donors: Sequence[str]) -> str:
    """Insert a sentence of another text behind one of a line's own."""
    sentences = split_sentences(line)
    sentences.insert(random.randint(1, len(sentences)), random.choice(donors))
    return "".join(sentences)


def delete_line(_line: str, _random: Random, _donors: Sequence[str]) -> str:
    """Drop the line as a whole, such as an article."""
    return ""


EDITS: dict[Edit, float] = {
    change_figures: 0.30,
    replace_words: 0.30,
    insert_sentence: 0.16,
    drop_sentence: 0.14,
    delete_line: 0.10,
}


def wrap_lines(text: str, width: int) -> str:
    """Break the lines of a text at ``width`` characters: between words where it has spaces."""
    wrapped = []
    for line in text.split("\n"):
        if line.count(" ") > _SPACED * len(line):
            wrapped += textwrap.wrap(line, width, break_on_hyphens=False) or [""]
        else:
            wrapped += [line[i : i + width] for i in range(0, len(line), width)] or [""]
    return "\n".join(wrapped)


def edit_text(text: str, strength: Strength, random: Random, donors: Sequence[str]) -> str:
    """Return another version of a text.

    Parameters
    ----------
    text
        The text to start from.
    strength
        How much of it is edited.
    random
        Where every choice is drawn from; the same state gives the same version.
    donors
        Sentences of other texts, for those that are inserted.
    """
    lines = text.split("\n")
    filled = [number for number, line in enumerate(lines) if line.strip()][1:]
    if strength.most != 0 and filled:
        count = max(1, round(random.uniform(*strength.lines) * len(filled)))
        count = min(count, len(filled), strength.most or count)
        kinds = random.choices(list(EDITS), weights=list(EDITS.values()), k=count)
        for number, change in zip(random.sample(filled, count), kinds, strict=True):
            lines[number] = change(lines[number], random, donors)
    edited = "\n".join(lines)
    if random.random() < strength.wrapped:
        edited = wrap_lines(edited, random.randint(24, 72))
    return edited
