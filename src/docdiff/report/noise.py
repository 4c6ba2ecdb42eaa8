"""Noise: what differs to the letter and not to a reader, found by rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from docdiff.model import Block, ChangeKind
from docdiff.patterns import Pattern
from docdiff.text import (
    INVISIBLE,
    LINE_BREAK,
    QuietText,
    fold_case,
    fold_mark,
    fold_script,
    fold_width,
)

_STEP = 64
_HYPHEN = Pattern(r"^[-‐\u00ad]+(?=[ \t]*[\r\n])")
_WHITE = Pattern(rf"[\s{INVISIBLE}]+")

# The ways one character can differ and stay the same quiet character.
_CHARACTER_RULES = (
    (ChangeKind.PUNCTUATION, fold_mark),
    (ChangeKind.WIDTH, fold_width),
    (ChangeKind.CASE, fold_case),
    (ChangeKind.SCRIPT, fold_script),
)


class Sighting(NamedTuple):
    """Noise of one kind: ``size`` quiet characters, or for 0 the gap before the places."""

    kind: ChangeKind
    i: int
    j: int
    size: int


class Walk(NamedTuple):
    """Equal runs as they are written.

    ``differences`` are quiet places (old, new, whether it is the gap before them that
    differs); ``segments`` are the raw stretches (old start, new start, length) that are the
    same to the letter. Both rise.
    """

    differences: list[tuple[int, int, bool]]
    segments: list[tuple[int, int, int]]


def walk_runs(sides: tuple[QuietText, QuietText], runs: Sequence[Block]) -> Walk:
    """Compare the raw texts of equal runs of quiet characters."""
    old, new = sides
    differences: list[tuple[int, int, bool]] = []
    segments: list[tuple[int, int, int]] = []
    for first_i, first_j, size in runs:
        todo = [(0, size)]
        while todo:
            start, end = todo.pop()
            i, j = first_i + start, first_j + start
            # A stretch begins with the gap before it, unless it begins a run.
            low_a = old.raw_end(i) if start else old.offsets[i]
            low_b = new.raw_end(j) if start else new.offsets[j]
            written = old.text[low_a : old.raw_end(first_i + end)]
            if written == new.text[low_b : new.raw_end(first_j + end)]:
                segments.append((low_a, low_b, len(written)))
            elif end - start > _STEP:
                middle = (start + end) // 2
                todo += ((middle, end), (start, middle))
            else:
                walk = Walk(differences, segments)
                _walk_stretch(sides, (i, j), (low_a, low_b), end - start, walk)
    return Walk(differences, segments)


def _walk_stretch(
    sides: tuple[QuietText, QuietText],
    place: tuple[int, int],
    low: tuple[int, int],
    count: int,
    walk: Walk,
) -> None:
    """Compare a short stretch character by character and gap by gap."""
    text_a, text_b = sides[0].text, sides[1].text
    offsets_a, offsets_b = sides[0].offsets, sides[1].offsets
    sizes_a, sizes_b = sides[0].sizes, sides[1].sizes
    differences, segments = walk.differences, walk.segments
    (i, j), (a, b) = place, low
    for step in range(count):
        at_a, at_b = offsets_a[i + step], offsets_b[j + step]
        if at_a > a or at_b > b:
            if text_a[a:at_a] == text_b[b:at_b]:
                segments.append((a, b, at_a - a))
            else:
                differences.append((i + step, j + step, True))
        a = at_a + (sizes_a.get(at_a, 1) if sizes_a else 1)
        b = at_b + (sizes_b.get(at_b, 1) if sizes_b else 1)
        if text_a[at_a:a] == text_b[at_b:b]:
            segments.append((at_a, at_b, a - at_a))
        else:
            differences.append((i + step, j + step, False))


def find_noise(
    sides: tuple[QuietText, QuietText],
    differences: Iterable[tuple[int, int, bool]],
    breaks: Iterable[tuple[int, int]],
) -> Iterator[Sighting]:
    """Yield each kind of noise among the differences of equal runs, by its end.

    Neighbouring characters that differ in one way are one (ISO against iso), and so is each
    gap. A gap at the border of a run touches a change and is no difference.

    Parameters
    ----------
    sides
        The old and the new quiet text.
    differences
        Those of :func:`walk_runs`.
    breaks
        Places (old, new) whose blank line is a change of its own.
    """
    reported = set(breaks)
    running: dict[ChangeKind, tuple[int, int]] = {}
    last = (-2, -2)
    for i, j, is_gap in differences:
        if is_gap:
            if (i, j) not in reported:
                for kind in _gap_noise(_gap(sides[0], i), _gap(sides[1], j)):
                    yield Sighting(kind, i, j, 0)
            continue
        at = sides[0].offsets[i], sides[1].offsets[j]
        ways = _character_noise(sides[0].read[at[0]], sides[1].read[at[1]])
        if at[0] in sides[0].sizes or at[1] in sides[1].sizes:
            ways.append(ChangeKind.MARKUP)
        for kind in [k for k in running if k not in ways or (i - 1, j - 1) != last]:
            yield _end_run(kind, running.pop(kind), last)
        for kind in ways:
            running.setdefault(kind, (i, j))
        last = (i, j)
    for kind, start in running.items():
        yield _end_run(kind, start, last)


def _end_run(kind: ChangeKind, start: tuple[int, int], last: tuple[int, int]) -> Sighting:
    """Return the sighting of a run of characters from its first to its last."""
    return Sighting(kind, *start, last[0] - start[0] + 1)


def _gap(side: QuietText, place: int) -> str:
    """Return what stands before a quiet character, behind the one before."""
    return side.text[side.raw_end(place) : side.raw_start(place)]


def _character_noise(old: str, new: str) -> list[ChangeKind]:
    """Return the ways in which two spellings of one quiet character differ."""
    ways = []
    for way, fold in _CHARACTER_RULES:
        folded = fold(old), fold(new)
        if old != new and (folded[0] == folded[1] or (folded[0] == old) is not (folded[1] == new)):
            ways.append(way)
        old, new = folded
    return ways


def _left_out_noise(old: str, new: str) -> list[ChangeKind]:
    """Return the kind of noise that tells two gaps apart beside white space."""
    left = _WHITE.sub("", old), _WHITE.sub("", new)
    if left[0] == left[1]:
        return []
    is_reading = all(not side or (side[0] in "(（" and side[-1] in ")）") for side in left)
    return [ChangeKind.ANNOTATION if is_reading else ChangeKind.MARKUP]


def _gap_noise(old: str, new: str) -> list[ChangeKind]:
    """Return the kinds of noise that tell two gaps apart."""
    kinds = _left_out_noise(_HYPHEN.sub("", old), _HYPHEN.sub("", new))
    breaks = len(LINE_BREAK.findall(old)), len(LINE_BREAK.findall(new))
    if (breaks[0] == 0) is not (breaks[1] == 0):
        kinds.append(ChangeKind.LINE_WRAP)
    elif ChangeKind.MARKUP not in kinds and "".join(_WHITE.findall(old)) != "".join(
        _WHITE.findall(new)
    ):
        kinds.append(ChangeKind.WHITESPACE)
    return kinds


def end_noise(sides: tuple[QuietText, QuietText], runs: Sequence[Block]) -> Iterator[Sighting]:
    """Yield the noise before the first and behind the last character of both texts."""
    sizes = len(sides[0].chars), len(sides[1].chars)
    last = runs[-1] if runs else Block(0, 0, 0)
    at_start = bool(runs) and (runs[0].i, runs[0].j) == (0, 0)
    at_end = (last.i + last.size, last.j + last.size) == sizes
    for i, j in [(0, 0)] * at_start + [sizes] * at_end:
        old, new = _gap(sides[0], i), _gap(sides[1], j)
        kinds = _left_out_noise(old, new)
        for kind in kinds:
            yield Sighting(kind, i, j, 0)
        if ChangeKind.MARKUP not in kinds and "".join(_WHITE.findall(old)) != "".join(
            _WHITE.findall(new)
        ):
            yield Sighting(ChangeKind.WHITESPACE, i, j, 0)
