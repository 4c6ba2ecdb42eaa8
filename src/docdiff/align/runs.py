"""Runs of lines that both texts have: one fragment while the rest is matched, lines again after."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, pairwise
from typing import NamedTuple

from docdiff.model import Block, Group, PairKind, Span
from docdiff.text import Gap, QuietText, break_places


class Run(NamedTuple):
    """Where the lines of a run begin on both sides, and where the last one ends."""

    old: Sequence[int]
    new: Sequence[int]

    def mirror(self) -> Run:
        """Return the run with its sides exchanged."""
        return Run(self.new, self.old)


def find_runs(blocks: Iterable[Block], old: QuietText, new: QuietText) -> list[Run]:
    """Return the runs of lines inside blocks that both sides part alike.

    Nothing can happen to such a line but at the ends of its block, so the first and the
    last line of each block are left out.
    """
    cuts = _inner_breaks(old), _inner_breaks(new)
    runs = []
    for i, j, size in blocks:
        ours = _within(cuts[0], i + 1, i + size)[1:-1]
        theirs = _within(cuts[1], j + 1, j + size)[1:-1]
        if (
            len(ours) > 1
            and [place - i for place in ours] == [place - j for place in theirs]
            and [old.gaps[place] for place in ours] == [new.gaps[place] for place in theirs]
        ):
            runs.append(Run(ours, theirs))
    return runs


def cut_fragments(text: QuietText, runs: Iterable[Sequence[int]]) -> list[Span]:
    """Return what stands between the breaks of a text, each run in one piece."""
    inside = {place for run in runs for place in run[1:-1]}
    breaks = [place for place in _inner_breaks(text) if place not in inside]
    places = [0, *breaks, len(text.chars)]
    return [Span(start, end) for start, end in pairwise(places) if start < end]


def cut_runs(groups: Iterable[Group], runs: Iterable[Run], gaps: bytes) -> Iterator[Group]:
    """Yield the groups, those that are runs line by line, or what moved at blank lines.

    ``gaps`` are those of the old side.
    """
    by_start = {run.old[0]: run for run in runs}
    for group in groups:
        run = by_start.get(group.old.start)
        if run is None or group.old.end != run.old[-1]:
            yield group
            continue
        whole = [
            place in (run.old[0], run.old[-1])
            or group.kind is not PairKind.MOVED
            or gaps[place] == Gap.BLANK
            for place in run.old
        ]
        ours, theirs = compress(run.old, whole), compress(run.new, whole)
        for (start, end), (place, stop) in zip(pairwise(ours), pairwise(theirs), strict=True):
            block = Block(start, place, end - start)
            yield Group(group.kind, Span(start, end), Span(place, stop), (block,))


def _inner_breaks(text: QuietText) -> list[int]:
    """Return where lines begin but for the first one."""
    return break_places(text.gaps, Gap.BREAK, 1, len(text.chars))


def _within(places: Sequence[int], start: int, end: int) -> Sequence[int]:
    """Return the rising places from ``start`` to ``end``."""
    first = bisect_left(places, start)
    return places[first : bisect_left(places, end, first)]
