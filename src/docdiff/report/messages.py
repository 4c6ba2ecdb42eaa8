"""One sentence for each change, in which both sides are named."""

from __future__ import annotations

from docdiff.model import ChangeKind, Fact, FactKind

_LONGEST = 60


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
    head = kind.value.replace("-", " ")
    if kind in _LOST:
        return f"{head}: {_name(a)}; the new text has {_quote(new)}"
    if kind in _GAINED:
        return f"{head}: {_name(b)}; the old text has {_quote(old)}"
    if kind in _DELETED:
        return f"{head}: {_quote(old)}; the new text has {_quote(new)}"
    if kind in _INSERTED:
        return f"{head}: {_quote(new)}; the old text has {_quote(old)}"
    if a or b:
        return f"{head}: {_name(a) if a else _quote(old)} became {_name(b) if b else _quote(new)}"
    return f"{head}: {_quote(old)} became {_quote(new)}"


def _name(fact: Fact | None) -> str:
    """Return a fact with its unit and, where it is not plain, its value."""
    if fact is None:
        return "nothing"
    written = fact.text
    if fact.kind is FactKind.FIGURE and fact.unit:
        written += f" ({fact.unit})" if fact.prefix_span else f"{_space(fact)}{fact.unit}"
    if fact.suspect:
        return f"{written} (garbled, no value can be told)"
    if fact.number is not None and fact.value not in (None, fact.number):
        return f"{written} (= {_group_digits(fact.value or '')})"
    return written


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


def _quote(text: str) -> str:
    """Quote a reading, the middle of a long one left out."""
    if len(text) > _LONGEST:
        half = _LONGEST // 2
        return f'"{text[:half]}…{text[-half:]}" ({len(text)} characters)'
    return f'"{text}"'


_LOST = frozenset({ChangeKind.FIGURE_LOST, ChangeKind.DATE_LOST})
_GAINED = frozenset({ChangeKind.FIGURE_ADDED, ChangeKind.DATE_ADDED})
_DELETED = frozenset(
    {ChangeKind.TEXT_DELETED, ChangeKind.PARAGRAPH_DELETED, ChangeKind.REPEAT_REMOVED}
)
_INSERTED = frozenset(
    {ChangeKind.TEXT_INSERTED, ChangeKind.PARAGRAPH_INSERTED, ChangeKind.REPEAT_ADDED}
)
