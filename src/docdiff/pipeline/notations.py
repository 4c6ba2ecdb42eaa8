"""Facts that one text says in words before the number, and the other behind it or by a sign."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from docdiff.facts import words_before
from docdiff.model import Fact, FactKey, FactKind, Span
from docdiff.text import QuietText

__all__ = ["match_notations"]

_CELSIUS = "°C"  # which 度 may be too

Facts = tuple[Sequence[Fact], Sequence[Fact]]
Places = tuple[list[Span], list[Span]]


def match_notations(facts: Facts, sides: tuple[QuietText, QuietText]) -> tuple[Facts, Places]:
    """Return facts of which those are one that only word order tells apart, and their places.

    每噸50元 is 50元/噸 where the other text has that, 負成長5% is -5%, and 5度 is 5℃. By itself
    每噸 is a word like any other: 每噸50元 against 每噸售價50元 is a word that came.

    Parameters
    ----------
    facts
        The facts of both sides in quiet positions, rising.
    sides
        The quiet texts.

    Returns
    -------
    pair of pairs
        The facts; and for each side where they stand, each with the words that belong to it.
    """
    keys = [{fact.key for fact in side if fact.kind is FactKind.FIGURE} for side in facts]
    told: list[Sequence[Fact]] = []
    places: list[list[Span]] = []
    for own in (0, 1):
        side, sought = facts[own], {*filter(_may_be_restated, keys[1 - own])}
        new = _restated(side, sides[own], sought, (keys[own], keys[1 - own])) if sought else {}
        told.append([fact for fact in (new.get(f.span, f) for f in side) if fact] if new else side)
        places.append([_whole(fact, new) for fact in told[-1]])
    return (told[0], told[1]), (places[0], places[1])


def _may_be_restated(key: FactKey) -> bool:
    """Say whether a figure is a rate, negative or of degrees Celsius."""
    return "/" in key[2] or key[2] == _CELSIUS or (key[1] or "").startswith("-")


def _restated(
    facts: Sequence[Fact],
    text: QuietText,
    sought: set[FactKey],
    keys: tuple[set[FactKey], set[FactKey]],
) -> dict[Span, Fact | None]:
    """Return by its place each figure that is one of the other text, None for its negation."""
    new: dict[Span, Fact | None] = {}
    free = {_form(key) for key in sought if _plain(key) not in keys[0]}
    for at, fact in enumerate(facts):
        if fact.base_unit == "°" and (fact.kind, fact.value, _CELSIUS) in sought:
            new[fact.span] = attrs.evolve(fact, base_unit=_CELSIUS)
            continue
        if fact.kind is not FactKind.FIGURE or not fact.base_unit or _may_be_restated(fact.key):
            continue
        start = (fact.prefix_span or fact.span).start
        before = words_before(text.chars, start)
        if before is None or (fact.prefix_span and not before.sign and before.span.end != start):
            continue
        for rate in before.rates:
            key = (fact.kind, f"{before.sign}{fact.value}", f"{fact.base_unit}{rate}")
            # Another value took its place where the other text has this one in no notation.
            if key not in sought and (fact.key in keys[1] or _form(key) not in free):
                continue
            prefix = before.span
            if fact.prefix_span and not before.sign:
                prefix = Span(prefix.start, fact.prefix_span.end)
            words = text.text[text.raw_start(before.span.start) : text.raw_end(before.span.end)]
            new[fact.span] = attrs.evolve(
                fact,
                value=key[1],
                number=f"{before.sign}{fact.number}",
                unit=f"{words}{fact.unit}",
                base_unit=key[2],
                prefix_span=prefix,
            )
            if at and prefix.start == facts[at - 1].span.start:
                new[facts[at - 1].span] = None
    return new


def _form(key: FactKey) -> tuple[bool, str]:
    """Return whether a figure is negative, and its unit."""
    return (key[1] or "").startswith("-"), key[2]


def _plain(key: FactKey) -> FactKey:
    """Return a figure without its sign and what it is counted by."""
    return key[0], (key[1] or "").removeprefix("-"), key[2].partition("/")[0]


def _whole(fact: Fact, new: dict[Span, Fact | None]) -> Span:
    """Return where a fact stands, with the words before it that belong to it."""
    if fact.prefix_span is None or fact.span not in new:
        return fact.span
    return Span(fact.prefix_span.start, fact.span.end)
