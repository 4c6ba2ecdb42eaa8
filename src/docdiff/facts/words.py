"""Words that deny, allow and demand."""

from __future__ import annotations

from docdiff.facts.view import View
from docdiff.model import Fact, FactKind, Span


def ideograph_word_at(view: View, start: int) -> tuple[Fact | None, int]:
    """Return the word of negation or modality at ``start`` and where to read on."""
    tables = view.tables
    plain = tables.plain.longest_at(view.folded, start)
    best: tuple[FactKind, str, str] | None = None
    for kind, lexicon in (
        (FactKind.MODALITY, tables.allowances),
        (FactKind.NEGATION, tables.denials),
    ):
        word = lexicon.longest_at(view.folded, start)
        if word and (best is None or len(word) > len(best[1])):
            best = kind, word, lexicon.forms[word]
    if plain and (best is None or len(plain) >= len(best[1])):
        return None, start + len(plain)
    if best is None:
        return None, start + 1
    kind, word, value = best
    return _make(view, kind, Span(start, start + len(word)), value), start + len(word)


def letter_word_at(view: View, start: int, end: int) -> Fact | None:
    """Return the negation or modality that begins with the alphabetic word at ``start``."""
    tables = view.tables
    word = view.folded[start:end]
    behind = view.char(end)
    if behind in "'’" and view.folded[end + 1 : end + 2] == "t" and word.endswith("n"):
        end += 2
        word += "'t"
    for size in (2, 1):
        phrase, stop = (word, end) if size == 1 else _phrase(view, word, end)
        kind, value = _look_up(view, phrase)
        if kind is not None and _fits(view, phrase, start):
            return _make(view, kind, Span(start, stop), value)
    return _make(view, FactKind.NEGATION, Span(start, end), "not") if word.endswith("n't") else None


def _phrase(view: View, word: str, end: int) -> tuple[str, int]:
    """Return the word with the word behind it, and where that ends."""
    if not view.char(end).isspace() or not view.is_letter(end + 1):
        return word, end
    stop = end + 1
    while view.is_letter(stop) and stop < end + 8:
        stop += 1
    return f"{word} {view.folded[end + 1 : stop]}", stop


def _look_up(view: View, phrase: str) -> tuple[FactKind | None, str]:
    tables = view.tables
    if phrase in tables.allowances.forms:
        return FactKind.MODALITY, tables.allowances.forms[phrase]
    if phrase in tables.denials.forms:
        return FactKind.NEGATION, tables.denials.forms[phrase]
    return None, ""


def _fits(view: View, phrase: str, start: int) -> bool:
    """Say whether a word belongs to the language of its paragraph: die Not is no "not"."""
    if phrase in view.tables.capitalised and view.text[start : start + 2].istitle():
        return False
    english = phrase in view.tables.language_of["en"]
    return not (english and view.language(start) == "de")


def _make(view: View, kind: FactKind, span: Span, value: str) -> Fact:
    return Fact(kind, span, view.text[span.start : span.end], value)
