"""One way through the text: each fact begins with a character that gives it away."""

from __future__ import annotations

import re
from functools import lru_cache

import attrs

from docdiff.facts.dates import MASKS, date_at, era_date_at, month_date_at
from docdiff.facts.figures import Prefix, figure_at, mask_at, numeral_at, percent_at
from docdiff.facts.references import dotted_at, numbered_at, ordinal_at, word_reference_at
from docdiff.facts.tables import load_tables
from docdiff.facts.units import prefix_at
from docdiff.facts.view import LETTERS, View
from docdiff.facts.words import ideograph_word_at, letter_word_at
from docdiff.model import Fact, Span

_MARKER = re.compile(r"[0-9]{1,3}[a-z]?(?:[)）、]|\.(?![0-9]))(?![0-9])")
_BRACKETS = " \t(（"
_NAME = re.compile(r"(?:[-_.]?[0-9a-z])*+")


def find_facts(text: str) -> tuple[Fact, ...]:
    """Return the figures, dates, references, negations and modal words of a text."""
    view = View(text)
    triggers = _triggers()
    facts: list[Fact] = []
    while match := triggers.search(view.folded, view.start):
        found, end = _HANDLERS[match.lastgroup or ""](view, match.start(), match.end())
        facts += found
        view.start = max(end, match.start() + 1)
    return tuple(facts)


def _digit(view: View, start: int, end: int) -> tuple[list[Fact], int]:
    """Read what begins with a digit."""
    if marker := _list_marker(view, start):
        return [], marker
    fact = date_at(view, start) or numbered_at(view, start) or dotted_at(view, start)
    if fact:
        return [fact], fact.span.end
    found, behind = mask_at(view, start)
    if found:
        return found, behind
    return figure_at(view, start)


def _numeral(view: View, start: int, end: int) -> tuple[list[Fact], int]:
    """Read what begins with a Chinese numeral."""
    percent, behind = percent_at(view, start)
    if percent:
        return percent, behind
    fact = date_at(view, start) or numbered_at(view, start)
    if fact:
        return [fact], fact.span.end
    return numeral_at(view, start)


def _mask(view: View, start: int, end: int) -> tuple[list[Fact], int]:
    """Read what begins with a character that hides a digit."""
    fact = date_at(view, start)
    if fact:
        return [fact], fact.span.end
    found, behind = mask_at(view, start)
    return (found, behind) if found else ([], end)


def _letters(view: View, start: int, end: int) -> tuple[list[Fact], int]:
    """Read what begins with an alphabetic word."""
    if not view.folded[start:end].strip("x"):
        found, behind = _mask(view, start, end)
        if found:
            return found, behind
    if prefixed := _prefixed(view, start):
        return prefixed
    if fact := month_date_at(view, start, end):
        return [fact], fact.span.end
    if facts := word_reference_at(view, start):
        return facts, facts[-1].span.end
    if fact := letter_word_at(view, start, end):
        return [fact], fact.span.end
    name = _NAME.match(view.folded, end)
    return [], name.end() if name else end


def _sign(view: View, start: int, end: int) -> tuple[list[Fact], int]:
    """Read what begins with a currency sign or §."""
    if prefixed := _prefixed(view, start):
        return prefixed
    facts = word_reference_at(view, start)
    return facts, facts[-1].span.end if facts else end


def _ideograph(view: View, start: int, end: int) -> tuple[list[Fact], int]:
    """Read what begins with an ideograph that opens a word of the tables."""
    if fact := ordinal_at(view, start) or era_date_at(view, start):
        return [fact], fact.span.end
    if prefixed := _prefixed(view, start):
        return prefixed
    word, behind = ideograph_word_at(view, start)
    return [word] if word else [], behind


def _prefixed(view: View, start: int) -> tuple[list[Fact], int] | None:
    """Read a number with the unit before it: $1.2 million, 人民幣5元."""
    found = prefix_at(view, start)
    if found is None:
        return None
    end, base = found
    position = view.skip_space(end)
    prefix = Prefix(Span(start, end), base)
    char = view.char(position)
    if char.isdecimal():
        facts, behind = mask_at(view, position, prefix)
        if not facts:
            facts, behind = figure_at(view, position, prefix)
    elif char in view.tables.digits:
        facts, behind = numeral_at(view, position, prefix)
    elif char in MASKS:
        facts, behind = mask_at(view, position, prefix)
    else:
        return None
    return (facts, behind) if facts else None


def _list_marker(view: View, start: int) -> int:
    """Return the end of the list marker at ``start`` (1、 or (2)), or 0: it counts nothing."""
    match = _MARKER.match(view.folded, start)
    if match is None:
        return 0
    before = start - 1
    while before >= max(0, start - 4) and view.char(before) in _BRACKETS:
        before -= 1
    return match.end() if view.char(before) in "\n。;:" else 0


@lru_cache(maxsize=1)
def _triggers() -> re.Pattern[str]:
    """Compile the characters and words that may begin a fact."""
    tables = load_tables()
    lexicons = (tables.plain, tables.denials, tables.allowances, tables.eras, tables.prefixes)
    firsts = {word[0] for lexicon in lexicons for word in lexicon.forms if word}
    firsts |= {"第"}
    numerals = {*tables.digits, *tables.powers} - {"o", "○"}
    ideographs = sorted(char for char in firsts - numerals if char > "\u2e7f")
    signs = sorted({*"§$€£¥№"})
    return re.compile(
        f"(?P<digit>[0-9])|(?P<numeral>[{''.join(sorted(numerals))}])|(?P<mask>[*×○●□]+)"
        f"|(?P<letters>[{LETTERS}]++)|(?P<sign>[{''.join(signs)}])"
        f"|(?P<ideograph>[{''.join(ideographs)}])"
    )


_HANDLERS = {
    "digit": _digit,
    "numeral": _numeral,
    "mask": _mask,
    "letters": _letters,
    "sign": _sign,
    "ideograph": _ideograph,
}
