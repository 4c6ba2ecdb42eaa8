"""Facts that one text says in words before the number, and the other behind it or by a sign."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from docdiff.facts import words_before
from docdiff.model import Fact, FactKind, Span
from docdiff.text import QuietText

__all__ = ["restate"]

Facts = tuple[Sequence[Fact], Sequence[Fact]]
Places = tuple[list[Span], list[Span]]


def restate(facts: Facts, sides: tuple[QuietText, QuietText]) -> tuple[Facts, Places]:
    """Return facts of which those are one that only word order tells apart, and their places.

    每噸50元 is 50元/噸 where the other text has that, and 負成長5% is -5%. By itself 每噸 is a
    word like any other: 每噸50元 against 每噸售價50元 is a word that came.

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
    sought = [{fact.key for fact in side if _may_be_restated(fact)} for side in facts]
    told: list[Sequence[Fact]] = []
    places: list[list[Span]] = []
    for side, text, other in zip(facts, sides, reversed(sought), strict=True):
        new = _restated(side, text.chars, other) if other else {}
        told.append([fact for fact in (new.get(f.span, f) for f in side) if fact] if new else side)
        places.append([_whole(fact, new) for fact in told[-1]])
    return (told[0], told[1]), (places[0], places[1])


def _may_be_restated(fact: Fact) -> bool:
    """Say whether a figure is a rate or negative."""
    return fact.kind is FactKind.FIGURE and (
        "/" in fact.base_unit or (fact.value or "").startswith("-")
    )


def _restated(
    facts: Sequence[Fact], chars: str, sought: set[tuple[FactKind, str | None, str]]
) -> dict[Span, Fact | None]:
    """Return by its place each figure that is one of the other text, None for its negation."""
    new: dict[Span, Fact | None] = {}
    for at, fact in enumerate(facts):
        if fact.kind is not FactKind.FIGURE or not fact.base_unit or _may_be_restated(fact):
            continue
        before = words_before(chars, (fact.prefix_span or fact.span).start)
        if before is None:
            continue
        for rate in before.rates:
            key = (fact.kind, f"{before.sign}{fact.value}", f"{fact.base_unit}{rate}")
            if key not in sought:
                continue
            new[fact.span] = attrs.evolve(
                fact,
                value=key[1],
                number=f"{before.sign}{fact.number}",
                base_unit=key[2],
                prefix_span=before.span,
            )
            if at and before.span.start == facts[at - 1].span.start:
                new[facts[at - 1].span] = None
    return new


def _whole(fact: Fact, new: dict[Span, Fact | None]) -> Span:
    """Return where a fact stands, with the words before it that belong to it."""
    if fact.prefix_span is None or fact.span not in new:
        return fact.span
    return Span(fact.prefix_span.start, fact.span.end)
