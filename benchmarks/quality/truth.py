"""What is known of a pair of texts: the edits between them, and where a report has to put them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

import attrs

Place = tuple[int, int]

# The kinds that change their name when the two sides are exchanged.
_MIRRORED = {
    "figure-lost": "figure-added",
    "figure-masked": "figure-unmasked",
    "date-lost": "date-added",
    "date-masked": "date-unmasked",
    "text-deleted": "text-inserted",
    "encoding-damage": "encoding-repaired",
    "paragraph-deleted": "paragraph-inserted",
    "paragraph-split": "paragraph-merged",
    "repeat-removed": "repeat-added",
}
_MIRRORED |= {b: a for a, b in _MIRRORED.items()}


@attrs.frozen
class Replacement:
    """``text`` in the place of ``start`` to ``end``."""

    start: int
    end: int
    text: str


@attrs.frozen
class PointEdit:
    """One replacement in the old text, and what a report has to say of it.

    ``core`` is what the change has to quote at least and ``hull`` what it may quote at most,
    both in the old text; ``core_new`` counts from the start of the replacement.
    """

    replacement: Replacement
    kinds: frozenset[str]
    core: Place
    hull: Place
    core_new: Place
    value: str = ""


@attrs.frozen
class Wanted:
    """One change that a report has to hold: its possible kinds, and its place on both sides.

    A ``value`` is what the fact of the old side (``value_new``: the new side) has to read.
    """

    kinds: frozenset[str]
    old_core: Place
    old_hull: Place
    new_core: Place
    new_hull: Place
    value: str = ""
    value_new: str = ""

    def mirror(self) -> Wanted:
        """Return the same change seen from the other side."""
        return Wanted(
            frozenset(_MIRRORED.get(kind, kind) for kind in self.kinds),
            self.new_core,
            self.new_hull,
            self.old_core,
            self.old_hull,
            self.value_new,
            self.value,
        )


@attrs.frozen
class Case:
    """Two texts, the changes between them, and the noise: what has to be counted, what may be."""

    old: str
    new: str
    wanted: tuple[Wanted, ...] = ()
    noise: frozenset[str] = frozenset()
    may_count: frozenset[str] = frozenset()

    def mirror(self) -> Case:
        """Return the case with its sides exchanged."""
        wanted = tuple(one.mirror() for one in self.wanted)
        return attrs.evolve(self, old=self.new, new=self.old, wanted=wanted)


class Rewriting:
    """A text with replacements applied, and the way of every place into the new text."""

    def __init__(self, text: str, replacements: Iterable[Replacement]) -> None:
        done = sorted(replacements, key=lambda r: (r.start, r.end))
        if any(a.end > b.start for a, b in pairwise(done)):
            raise ValueError("replacements overlap")
        parts: list[str] = []
        place = 0
        for one in done:
            parts += [text[place : one.start], one.text]
            place = one.end
        self.old = text
        self.text = "".join([*parts, text[place:]])
        self._starts = [one.start for one in done]
        self._ends = [one.end for one in done]
        growth = (len(one.text) - (one.end - one.start) for one in done)
        self._shifts = [0, *accumulate(growth)]

    def low(self, place: int) -> int:
        """Return the new place of an old one, before what is put in there."""
        index = bisect_left(self._ends, place)
        if index < len(self._starts) and self._starts[index] < place:
            return self._starts[index] + self._shifts[index]
        # An insertion at the place itself stands behind it.
        while index and self._starts[index - 1] == self._ends[index - 1] == place:
            index -= 1
        return place + self._shifts[index]

    def high(self, place: int) -> int:
        """Return the new place of an old one, behind what is put in there."""
        index = bisect_right(self._starts, place)
        if index and self._ends[index - 1] > place:
            return self._ends[index - 1] + self._shifts[index]
        return place + self._shifts[index]


def make_case(text: str, edits: Sequence[PointEdit]) -> Case:
    """Apply edits that do not overlap, and say where a report has to put them."""
    done = Rewriting(text, [edit.replacement for edit in edits])
    return Case(text, done.text, tuple(want(edit, done) for edit in edits))


def want(edit: PointEdit, done: Rewriting) -> Wanted:
    """Return the change that an edit has to be reported as."""
    start = done.low(edit.replacement.start)
    core_new = (start + edit.core_new[0], start + edit.core_new[1])
    hull_new = (
        min(core_new[0], done.low(edit.hull[0])),
        max(core_new[1], done.high(edit.hull[1])),
    )
    hull = over_space(done.old, edit.hull)
    hull_new = over_space(done.text, hull_new)
    return Wanted(edit.kinds, edit.core, hull, core_new, hull_new, edit.value)


def over_space(text: str, place: Place) -> Place:
    """Widen a place over the white space beside it: nobody can tell where in it a word stood."""
    start, end = place
    start = max(start, 0)
    return len(text[:start].rstrip()), len(text) - len(text[end:].lstrip())


def add_noise(case: Case, replacements: Iterable[Replacement], noise: str, *may_count: str) -> Case:
    """Put noise into the new text of a case; its changes stay what they are."""
    done = Rewriting(case.new, replacements)
    wanted = tuple(
        attrs.evolve(
            one,
            new_core=(done.high(one.new_core[0]), done.low(one.new_core[1]))
            if one.new_core[0] < one.new_core[1]
            else (done.low(one.new_core[0]), done.low(one.new_core[0])),
            new_hull=(done.low(one.new_hull[0]), done.high(one.new_hull[1])),
        )
        for one in case.wanted
    )
    return attrs.evolve(
        case,
        new=done.text,
        wanted=wanted,
        noise=case.noise | ({noise} if done.text != case.new else set()),
        may_count=case.may_count | set(may_count),
    )
