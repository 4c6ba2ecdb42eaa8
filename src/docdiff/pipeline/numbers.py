"""Numbers that a text writes in words, where the other text says that they are numbers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

import attrs

from docdiff.facts import read_number
from docdiff.model import Correspondence, Edit, Fact, FactKind, Span
from docdiff.text import QuietText, is_cjk, make_view

__all__ = ["add_numbers"]

# No number in words is longer, and few edits are as short.
_LONGEST = 80

Facts = tuple[Sequence[Fact], Sequence[Fact]]


def add_numbers(
    facts: Facts, edits: Sequence[Edit], sides: tuple[QuietText, QuietText], found: Correspondence
) -> Facts:
    """Add the figures that a side writes in words where the other side has a number instead.

    On its own 十 in 每十股, "second" or "two" may be a name, a unit or a pronoun, and is no
    figure. In the place of 10, of "2nd" or of "three" it is one. Chinese numerals on both
    sides prove nothing, as in 張三 and 張四, but where one is a figure the other one is, before
    the same unit: 一等 in the place of 二等. Digits that are no figure (the marker of a list
    item) stay none.

    Parameters
    ----------
    facts
        The facts of both sides in quiet positions, rising.
    edits
        What differs, down to tokens.
    sides, found
        The quiet texts and their correspondence.

    Returns
    -------
    pair of sequences of Fact
        The same with the figures added, rising.
    """
    added: tuple[list[Fact], list[Fact]] = ([], [])
    starts = [[fact.span.start for fact in side] for side in facts]
    for edit in edits:
        if not (0 < edit.i_end - edit.i <= _LONGEST and 0 < edit.j_end - edit.j <= _LONGEST):
            continue
        spans = Span(edit.i, edit.i_end), Span(edit.j, edit.j_end)
        known = [
            side[bisect_left(first, span.start) : bisect_left(first, span.end)]
            for side, first, span in zip(facts, starts, spans, strict=True)
        ]
        if all(known) or max(map(len, known)) > 1:
            continue
        firsts = [
            side.text[side.offsets[span.start]] for side, span in zip(sides, spans, strict=True)
        ]
        if not any(known) and all(map(is_cjk, firsts)):
            continue
        gaps = found.old_gaps, found.new_gaps
        texts = [
            make_view(side, gap, span.start, span.end).strip()
            for side, gap, span in zip(sides, gaps, spans, strict=True)
        ]
        if all(map(str.isdecimal, texts)):
            continue
        if all(is_cjk(text[:1]) for text in texts):
            made = _make_counted(texts, spans, known, sides)
        else:
            made = _make(texts, spans, known)
        for side, fact, new in zip(known, made, added, strict=False):
            if fact and not side:
                new.append(fact)
    if not added[0] and not added[1]:
        return facts
    place = attrgetter("span")
    return sorted((*facts[0], *added[0]), key=place), sorted((*facts[1], *added[1]), key=place)


def _make(
    texts: Sequence[str], spans: Sequence[Span], known: Sequence[Sequence[Fact]]
) -> tuple[Fact | None, ...]:
    """Return the figures that two readings are from end to end; none where one is no number."""
    numbers = [_number(text, facts) for text, facts in zip(texts, known, strict=True)]
    (fact,) = known[0] or known[1] or (None,)
    if None in numbers or (fact and fact.unit and numbers[0] != numbers[1]):
        return ()
    return tuple(
        attrs.evolve(fact, span=span, text=text, unit_span=None, prefix_span=None)
        if fact and fact.unit
        else Fact(FactKind.FIGURE, span, text, number, number)
        for text, span, number in zip(texts, spans, numbers, strict=True)
    )


def _make_counted(
    texts: Sequence[str],
    spans: tuple[Span, Span],
    known: Sequence[Sequence[Fact]],
    sides: tuple[QuietText, QuietText],
) -> tuple[Fact | None, ...]:
    """Return the figure of a numeral that stands before the unit of the other side's figure."""
    own = 0 if known[0] else 1
    if not known[own]:
        return ()
    fact, place = known[own][0], spans[1 - own]
    unit, plain = fact.unit_span, fact.kind is FactKind.FIGURE and fact.value == fact.number
    if not plain or not unit or fact.span != spans[own] or unit.start != fact.span.end:
        return ()
    there = Span(place.end, place.end + len(unit))
    written = [s.chars[u.start : u.end] for s, u in ((sides[own], unit), (sides[1 - own], there))]
    number = read_number(texts[1 - own])
    if number is None or written[0] != written[1]:
        return ()
    made = attrs.evolve(
        fact, span=place, text=texts[1 - own], value=number, number=number, unit_span=there
    )
    return (made, None) if own else (None, made)


def _number(text: str, facts: Sequence[Fact]) -> str | None:
    """Return the number that a reading is from end to end."""
    if not facts:
        return read_number(text)
    fact = facts[0]
    whole = fact.kind is FactKind.FIGURE and text.rstrip(".") == fact.text
    return fact.number if whole else None
