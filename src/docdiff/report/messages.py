"""One sentence for each change, in which both sides are named."""

from __future__ import annotations

import re

from docdiff.model import ChangeKind, Fact, FactKind
from docdiff.patterns import Pattern

_LONGEST = 60
_CONTROLS = Pattern("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def say(kind: ChangeKind, old: str, new: str, facts: tuple[Fact | None, Fact | None]) -> str:
    """Return the message of a change.

    Parameters
    ----------
    kind
        What happened.
    old, new
        The two readings as written, without breaks. Where one side lacks the passage, its
        reading is the passage's surroundings there, with ``…`` where it would stand.
    facts
        The old and the new value, None where there is none.

    Examples
    --------
    >>> say(ChangeKind.TEXT_DELETED, "annual", "the … plan", (None, None))
    'text deleted: "annual"; the new text has "the … plan"'
    """
    a, b = facts
    old, new = _on_one_line(old), _on_one_line(new)
    head = kind.replace("-", " ")
    if kind in _WORDS and "…" in (new if a else old) and not (a and b):
        return f"{head}: {_name(a or b)} {'is gone' if a else 'came'}; {_other(a, old, new)}"
    if kind in _LOST or kind in _GAINED:
        return f"{head}: {_name(a or b)}; {_other(a, old, new)}"
    if kind in _DELETED:
        return f"{head}: {_quote(old)}; {_other(old, old, new)}"
    if kind in _INSERTED:
        return f"{head}: {_quote(new)}; {_other(None, old, new)}"
    if a or b:
        # 1200 and 1.200 are two figures in English; without the values nobody sees why.
        valued = bool(a and b and a.text != b.text) and _digits(a) == _digits(b)
        before = _name(a, valued=valued) if a else _quote(old)
        after = _name(b, valued=valued) if b else _quote(new)
        if kind is ChangeKind.UNIT_CHANGED:
            before, after = f"{before}{_word(a, old)}", f"{after}{_word(b, new)}"
        return f"{head}: {before} became {after}"
    return f"{head}: {_quote(old)} became {_quote(new)}"


def say_moved(passage: str, before: str, after: str) -> str:
    """Return the message of sentences that moved, and what is around them on both sides."""
    quoted = (_quote(_on_one_line(text)) for text in (passage, before, after))
    return "text moved: {} from {} to {}".format(*quoted)


def say_repeat(passage: str) -> str:
    """Return the message of a passage that stands in its own text again."""
    return f"repeat added: {_quote(_on_one_line(passage))} stands here again"


def say_conflict(quotes: tuple[str, str], readings: tuple[str, ...]) -> str:
    """Return the message of two places of a text that disagree, each in its surroundings."""
    first, later = (_quote(_on_one_line(text)) for text in quotes)
    there, here = (_quote(_on_one_line(text)) for text in readings)
    return f"fact inconsistent: {first} before, {later} here; {there} against {here}"


def _on_one_line(text: str) -> str:
    return text if text.isprintable() else _CONTROLS.sub(_escape, text)


def _other(gone: object, old: str, new: str) -> str:
    """Say how the side reads that lacks something: the new one where it is gone."""
    return f"the new text has {_quote(new)}" if gone else f"the old text has {_quote(old)}"


def _escape(match: re.Match[str]) -> str:
    """Write a character that acts on a terminal, or has no UTF-8, as its code point."""
    if match[0] == "\n":
        return "⏎"
    return f"\\u{ord(match[0]):04x}"


def _digits(fact: Fact | None) -> str:
    """Return the digits of a figure, without what separates them."""
    return "".join(filter(str.isdecimal, fact.text)) if fact and fact.number else ""


def _name(fact: Fact | None, *, valued: bool = False) -> str:
    """Return a fact with its unit and, where it is not plain or it is asked for, its value."""
    if fact is None:
        return "nothing"
    written = _shorten(_on_one_line(fact.text))
    if fact.kind is FactKind.FIGURE and fact.unit:
        written += f" ({fact.unit})" if fact.prefix_span else f"{_space(fact)}{fact.unit}"
        written = written.lstrip()  # a unit over a table has no number
    if fact.suspect:
        return f"{written} (garbled, no value can be told)"
    value = fact.value or ""
    plain = (None, fact.number, fact.text)  # 0132 and 3.10 are names and no amounts
    is_name = value.startswith("0") and value.isdecimal()  # 02-2345-6789
    if fact.number is not None and not is_name and (valued or fact.value not in plain):
        return f"{written} (= {_shorten(_group_digits(value))})"
    return written


def _word(fact: Fact | None, reading: str) -> str:
    """Return what stands where a figure has no unit that is known."""
    return "" if fact is None or fact.unit or "…" in reading else f" {_shorten(reading)}"


def _space(fact: Fact) -> str:
    """Return the space that belongs between a number and a unit of letters."""
    return " " if fact.unit[:1].isascii() and fact.unit[:1].isalpha() else ""


def _group_digits(value: str) -> str:
    """Write a decimal string with commas between thousands."""
    whole, point, fraction = value.partition(".")
    sign = "-" if whole.startswith("-") else ""
    digits = whole.removeprefix("-")
    first = len(digits) % 3
    groups = [digits[:first], *(digits[k : k + 3] for k in range(first, len(digits), 3))]
    return f"{sign}{','.join(filter(None, groups))}{point}{fraction}"


def _shorten(text: str) -> str:
    """Return a text, the middle of a long one left out."""
    half = _LONGEST // 2
    return text if len(text) <= _LONGEST else f"{text[:half]}…{text[-half:]}"


def _quote(text: str) -> str:
    """Quote a reading, and say how long it is where its middle is left out."""
    size = f" ({len(text)} characters)" if len(text) > _LONGEST else ""
    return f'"{_shorten(text)}"{size}'


_LOST = frozenset({ChangeKind.FIGURE_LOST, ChangeKind.DATE_LOST})
_GAINED = frozenset({ChangeKind.FIGURE_ADDED, ChangeKind.DATE_ADDED})
_WORDS = frozenset({ChangeKind.NEGATION_CHANGED, ChangeKind.MODALITY_CHANGED})
_DELETED = frozenset(
    {ChangeKind.TEXT_DELETED, ChangeKind.PARAGRAPH_DELETED, ChangeKind.REPEAT_REMOVED}
)
_INSERTED = frozenset(
    {ChangeKind.TEXT_INSERTED, ChangeKind.PARAGRAPH_INSERTED, ChangeKind.REPEAT_ADDED}
)
