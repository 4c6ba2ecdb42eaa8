"""Numbers that a text writes in words, where the other text says that they are numbers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

import attrs

from docdiff.decimals import shift
from docdiff.facts import measure_at, read_number
from docdiff.model import Correspondence, Edit, Fact, FactKind, Span
from docdiff.patterns import Pattern
from docdiff.text import QuietText, is_cjk
from docdiff.views import make_view

__all__ = ["add_numbers"]

# No number in words is longer, and few edits are as short.
_LONGEST = 80
_DIGITS = Pattern(r"[0-9]{1,9}(?:\.[0-9]{1,9}){0,4}")
_LETTERS = Pattern("[A-Za-zµμ]{1,4}")
_LAST_DIGITS = Pattern(r"[0-9]{1,9}(?:\.[0-9]{1,9})?\Z")
_MOST_DIGITS = 24
_ENDINGS = frozenset({"st", "nd", "rd", "th"})  # of ordinals
_MOST_LETTERS = 4  # of a unit that is glued to digits; words are longer
_BEFORE_DIGITS = frozenset("(/,;:=<>~≤≥≈±+×")

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
        made = _make_any(texts, spans, gaps, sides, (facts, known))
        for side, fact, new in zip(known, made, added, strict=False):
            if fact and not side:
                new.append(fact)
    if not added[0] and not added[1]:
        return facts
    place = attrgetter("span")
    return sorted((*facts[0], *added[0]), key=place), sorted((*facts[1], *added[1]), key=place)


def _make_any(
    texts: Sequence[str],
    spans: tuple[Span, Span],
    gaps: tuple[bytes, bytes],
    sides: tuple[QuietText, QuietText],
    facts: tuple[Facts, Sequence[Sequence[Fact]]],
) -> tuple[Fact | None, ...]:
    """Return the figures that two readings are, by what they are written with."""
    known = facts[1]
    if all(map(_DIGITS.compiled.fullmatch, texts)):
        return _make_glued(spans, gaps, sides)
    if all(map(_LETTERS.compiled.fullmatch, texts)) and not any(known):
        made = _make_measured(texts, spans, gaps, sides, facts[0])
        return made or _make(texts, spans, known)
    if all(is_cjk(text[:1]) for text in texts):
        return _make_counted(texts, spans, known, sides)
    return _make(texts, spans, known)


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


def _make_glued(
    spans: tuple[Span, Span], gaps: tuple[bytes, bytes], sides: tuple[QuietText, QuietText]
) -> tuple[Fact | None, ...]:
    """Return the figures of digits that letters are glued to: 30s, 5A, 720p, the 6th, v2.3.

    They may be a unit or a name, and the same letters on both sides say which number of it.
    Glued before digits (IP65) or to both sides, letters but a v make a name.
    """
    places = [_glued(*each) for each in zip(spans, gaps, sides, strict=True)]
    made = []
    for place, span, side in zip(places, spans, sides, strict=True):
        if place is None:
            return ()
        number = side.chars[span.start : span.end]
        text = side.text[side.raw_start(place.start) : side.raw_end(place.end)]
        value = number if side.chars[span.end : place.end] in _ENDINGS else text
        plain = number if number.count(".") < 2 else None  # noqa: PLR2004
        made.append(Fact(FactKind.FIGURE, place, text, value, plain))
    names = [fact.text.replace(fact.number or fact.value or "", "") for fact in made]
    return tuple(made) if names[0] == names[1] or _ENDINGS.issuperset(names) else ()


def _glued(span: Span, gaps: bytes, side: QuietText) -> Span | None:
    """Return where digits stand with the letters that are glued to them, None if to none."""
    chars, start, end = side.chars, span.start, span.end
    while end <= span.end + _MOST_LETTERS and chars[end : end + 1].isalpha() and not gaps[end]:
        end += 1
    if end - span.end > _MOST_LETTERS or (chars[end : end + 1].isdecimal() and not gaps[end]):
        return None
    if chars[start - 1 : start] == "v" and not gaps[start] and end == span.end:
        start -= 1
    glued = start < span.start or (end > span.end and not is_cjk(chars[span.end]))
    return Span(start, end) if glued and not _is_named(side, gaps, start) else None


def _is_named(side: QuietText, gaps: bytes, start: int) -> bool:
    """Say whether something is glued before digits that makes a name of them: XR-200."""
    return bool(start) and not gaps[start] and side.chars[start - 1] not in _BEFORE_DIGITS


def _make_measured(
    texts: Sequence[str],
    spans: tuple[Span, Span],
    gaps: tuple[bytes, bytes],
    sides: tuple[QuietText, QuietText],
    facts: Facts,
) -> tuple[Fact | None, ...]:
    """Return the figures, as far as they are none yet, of units glued to a number: 30s, 30ms.

    A lone one may be a name: in the 30s, Apartment 5A.
    """
    made: list[Fact | None] = []
    for text, span, gap, side, known in zip(texts, spans, gaps, sides, facts, strict=True):
        digits = _LAST_DIGITS.search(side.chars[max(0, span.start - _MOST_DIGITS) : span.start])
        unit = measure_at(text, 0)
        if digits is None or gap[span.start] or unit is None or unit.end < len(text):
            return ()
        number, place = digits[0], Span(span.start - len(digits[0]), span.start)
        if _is_named(side, gap, place.start):
            return ()
        value = shift(number, unit.exponent)
        kind, base = FactKind.FIGURE, unit.base
        fact = Fact(kind, place, number, value, number, text, span, base_unit=base)
        first = bisect_left(known, place.start, key=lambda fact: fact.span.start)
        made.append(
            None if known[first : first + 1] and known[first].span.start < place.end else fact
        )
    return tuple(made)


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
