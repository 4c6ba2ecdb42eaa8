"""What an edit is cut into before words are put to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from docdiff.model import ChangeKind, Edit, Fact, FactKind

Range = tuple[int, int]

# The facts that are words.
WORDS = {
    FactKind.NEGATION: ChangeKind.NEGATION_CHANGED,
    FactKind.MODALITY: ChangeKind.MODALITY_CHANGED,
}


class Piece(NamedTuple):
    """One difference: ranges of quiet characters on both sides, and the facts it is about."""

    kind: ChangeKind
    old: Range
    new: Range
    old_fact: Fact | None = None
    new_fact: Fact | None = None
    begins_line: bool = False
    related: tuple[Sequence[Range], Sequence[Range]] = ((), ())
    facts: tuple[Sequence[Fact], Sequence[Fact]] = ((), ())


class Readings(NamedTuple):
    """The two readings of one edit: its characters as written, and the facts it touches."""

    edit: Edit
    old: str
    new: str
    old_facts: Sequence[Fact]
    new_facts: Sequence[Fact]
