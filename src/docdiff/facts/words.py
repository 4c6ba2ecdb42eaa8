"""Words that deny, allow and demand."""

from __future__ import annotations

from docdiff.facts.view import LETTERS, View
from docdiff.model import Fact, FactKind, Span
from docdiff.patterns import Pattern

_NEXT_WORDS = Pattern(
    f"[ \n]([{LETTERS}]{{2,7}}+)(?![{LETTERS}])(?:[ \n]([{LETTERS}]{{3,5}}+)(?![{LETTERS}]))?"
)
_CONTRACTION = Pattern("['’]t(?![a-z])")
_NOT_SHORT = len("n't")
_MAY = "得"  # 機關得 allows, 做得好 does not
_SENTENCE_ENDS = ".!?\n:;。"


def ideograph_word_at(view: View, start: int) -> tuple[Fact | None, int]:
    """Return the word of negation or modality at ``start`` and where to read on.

    The longest word of the tables wins, so that 非常 denies and 可能 allows nothing.
    """
    tables = view.tables
    word = tables.words.longest_at(view.folded, start)
    if word is None:
        return None, start + 1
    end = start + len(word)
    before = view.char(start - 1)
    if word == _MAY and before.isalnum() and before not in tables.agents:
        return None, end
    return _make(view, word, start, end), end


def letter_word_at(view: View, start: int, end: int) -> Fact | None:
    """Return the negation or modality that begins with the alphabetic word at ``start``."""
    word = view.folded[start:end]
    if contraction := _CONTRACTION.match(view.folded, end) if word.endswith("n") else None:
        end = contraction.end()
        word += "'t"
        if word not in view.tables.words.forms:
            # Without the verb: do in don't and do not is the same.
            start = end - _NOT_SHORT
            return Fact(FactKind.NEGATION, Span(start, end), view.text[start:end], "not")
    elif following := _NEXT_WORDS.match(view.folded, end):
        two, three = (view.folded[start : following.end(last)] for last in (1, 2))
        if following[2] and three in view.tables.words.forms:
            word = three  # no later than: what denies is its first word
        elif two in view.tables.words.forms:
            word, end = two, following.end(1)
    return _make(view, word, start, end) if _fits(view, word, start) else None


def _fits(view: View, word: str, start: int) -> bool:
    """Say whether a word belongs to the language of its paragraph: die Not is no "not"."""
    tables = view.tables
    if word in tables.capitalised and view.text[start : start + 2].istitle():
        before = start - 1
        while view.char(before) == " ":
            before -= 1
        if view.char(before) not in _SENTENCE_ENDS:
            return False
    return not (word in tables.english and view.language(start) == "de")


def _make(view: View, word: str, start: int, end: int) -> Fact | None:
    """Return the fact of a word of the tables, or None where it says nothing."""
    tables = view.tables
    if word in tables.modality:
        kind, value = FactKind.MODALITY, tables.modality[word]
    elif word in tables.negation:
        kind, value = FactKind.NEGATION, tables.negation[word]
    else:
        return None
    return Fact(kind, Span(start, end), view.text[start:end], value)
