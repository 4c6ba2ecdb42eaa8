"""How far the marks of a tool are those of the known edits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from benchmarks.differences.cases import AMID, FACTS, NOISE, PARAGRAPHS, WORDS, Pair
from benchmarks.differences.peers.common import Mark, Place
from benchmarks.measures import Measure, mean, ratio_of_sums, share


@attrs.frozen
class Verdict:
    """What the marks of one pair are worth.

    ``idle`` counts marks that touch no edit, ``idle_chars`` the marked characters outside of
    all edits, of ``chars`` marked ones, on both sides.
    """

    edits: int
    found: int
    marks: int
    idle: int
    chars: int
    idle_chars: int


def judge(pair: Pair, marks: Sequence[Mark]) -> Verdict:
    """Hold the marks of a pair against its edits.

    An edit is found if something is marked at its place on each side that it has a text on: a
    character of it, or for what the other side has more, a place in it or beside it. How much
    more is marked is asked by the other counts.
    """
    sides = [[(m[0], m[1]) for m in marks], [(m[2], m[3]) for m in marks]]
    wanted = [one for one in pair.case.wanted if _has_text(one.old_core) or _has_text(one.new_core)]
    found = sum(
        all(
            any(_meet(mark, core if _has_text(mark) else hull) for mark in marked)
            for marked, core, hull in (
                (sides[0], one.old_core, one.old_hull),
                (sides[1], one.new_core, one.new_hull),
            )
            if _has_text(core)
        )
        for one in wanted
    )
    hulls = [[one.old_hull for one in wanted], [one.new_hull for one in wanted]]
    idle = sum(
        not any(_meet(mark[s], hull) for s in (0, 1) for hull in hulls[s])
        for mark in zip(*sides, strict=True)
    )
    marked = [_letters(spans) for spans in sides]
    outside = [a - _letters(b) for a, b in zip(marked, hulls, strict=True)]
    return Verdict(
        len(wanted), found, len(marks), idle, sum(map(len, marked)), sum(map(len, outside))
    )


def _meet(mark: Place, place: Place) -> bool:
    """Return whether two places share a character, or an empty one touches the other."""
    if not (_has_text(mark) and _has_text(place)):
        return mark[0] <= place[1] and place[0] <= mark[1]
    return mark[0] < place[1] and place[0] < mark[1]


def _has_text(place: Place) -> bool:
    return place[0] < place[1]


def _letters(places: Iterable[Place]) -> set[int]:
    return {k for start, end in places for k in range(start, end)}


def tell(pairs: Sequence[Pair], verdicts: Sequence[Verdict]) -> dict[str, Measure]:
    """Return what the verdicts of one tool come to."""
    by_group: dict[str, list[Verdict]] = {}
    for pair, verdict in zip(pairs, verdicts, strict=True):
        by_group.setdefault(pair.group, []).append(verdict)
    row = {}
    for group in (FACTS, WORDS, PARAGRAPHS, AMID):
        some = by_group.get(group, [])
        row[f"{group} found"] = share(sum(v.found for v in some), sum(v.edits for v in some))
    plain = [v for group in (FACTS, WORDS, PARAGRAPHS) for v in by_group.get(group, [])]
    amid, noise = by_group.get(AMID, []), by_group.get(NOISE, [])
    for title, some in (("marked in vain", plain), ("marked in vain amid noise", amid)):
        row[title] = ratio_of_sums([(v.idle_chars, v.chars) for v in some], better="lower")
    row["noise unmarked"] = share(sum(not v.marks for v in noise), len(noise))
    row["marks on noise"] = mean([float(v.marks) for v in noise], better="lower", places=1)
    return row


def tell_noise(pairs: Sequence[Pair], verdicts: Sequence[Verdict]) -> dict[str, Measure]:
    """Return the share of pairs without a mark, for each kind of noise."""
    clean: dict[str, list[bool]] = {}
    for pair, verdict in zip(pairs, verdicts, strict=True):
        if pair.group == NOISE:
            clean.setdefault(pair.kind.removesuffix(" (noise)"), []).append(not verdict.marks)
    return {kind: share(sum(found), len(found)) for kind, found in clean.items()}
