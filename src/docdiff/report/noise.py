"""Noise: what differs to the letter and not to a reader, counted by rule."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from docdiff.model import Block
from docdiff.text import INVISIBLE, LINE_BREAK, QuietText, fold_case, fold_script, fold_width

_STEP = 64
_WHITE = re.compile(rf"[\s{INVISIBLE}]+")

# The three ways one character can differ and stay the same quiet character.
_CHARACTER_RULES = (("width", fold_width), ("case", fold_case), ("script", fold_script))


def count_noise(
    sides: tuple[QuietText, QuietText], runs: Sequence[Block], breaks: Iterable[tuple[int, int]]
) -> Counter[str]:
    """Count each kind of noise in the equal runs of two quiet texts.

    Neighbouring characters that differ in one way count once (ISO against iso is one), and
    so does each gap. A gap at the border of a run touches a change and is not counted,
    except at the ends of the texts.

    Parameters
    ----------
    sides
        The old and the new quiet text.
    runs
        Their equal stretches; those that touch on both sides are one.
    breaks
        Places (old, new) whose blank line is a change of its own.
    """
    counts: Counter[str] = Counter()
    reported = set(breaks)
    for run in runs:
        last_ways: frozenset[str] = frozenset()
        last = -2
        for place, is_gap in _differences(sides, run):
            i, j = run.i + place, run.j + place
            if is_gap:
                counts.update(() if (i, j) in reported else _gap_noise(_gap(sides[0], i), _gap(sides[1], j)))
                continue
            ways = _character_noise(_char(sides[0], i), _char(sides[1], j))
            counts.update(ways - last_ways if place == last + 1 else ways)
            last, last_ways = place, ways
    counts.update(_end_noise(sides, runs))
    return counts


def _differences(sides: tuple[QuietText, QuietText], run: Block) -> Iterable[tuple[int, bool]]:
    """Yield the places of a run whose character, or the gap before it, differs as written."""
    old, new = sides
    for start in range(0, run.size, _STEP):
        end = min(start + _STEP, run.size)
        low = max(start - 1, 0)
        if _slice(old, run.i + low, run.i + end) == _slice(new, run.j + low, run.j + end):
            continue
        for place in range(start, end):
            i, j = run.i + place, run.j + place
            if place and _gap(old, i) != _gap(new, j):
                yield place, True
            if _char(old, i) != _char(new, j):
                yield place, False


def _slice(side: QuietText, start: int, end: int) -> str:
    """Return the text from one quiet character to another as written."""
    return side.text[side.offsets[start] : side.offsets[end - 1] + 1]


def _gap(side: QuietText, place: int) -> str:
    """Return what stands before a quiet character, behind the one before."""
    return side.text[side.raw_end(place) : side.raw_start(place)]


def _char(side: QuietText, place: int) -> str:
    """Return a quiet character as written."""
    return side.text[side.offsets[place]]


def _character_noise(old: str, new: str) -> frozenset[str]:
    """Return the ways in which two spellings of one quiet character differ."""
    ways = set()
    for way, fold in _CHARACTER_RULES:
        folded = fold(old), fold(new)
        if old != new and (folded[0] == folded[1] or (folded[0] == old) is not (folded[1] == new)):
            ways.add(way)
        old, new = folded
    return frozenset(ways)


def _gap_noise(old: str, new: str) -> list[str]:
    """Return the kinds of noise that tell two gaps apart."""
    kinds = []
    if _WHITE.sub("", old) != _WHITE.sub("", new):
        kinds.append("annotation")
    breaks = len(LINE_BREAK.findall(old)), len(LINE_BREAK.findall(new))
    if (breaks[0] == 0) is not (breaks[1] == 0):
        kinds.append("line-wrap")
    elif "".join(_WHITE.findall(old)) != "".join(_WHITE.findall(new)):
        kinds.append("whitespace")
    return kinds


def _end_noise(sides: tuple[QuietText, QuietText], runs: Sequence[Block]) -> list[str]:
    """Return the noise before the first and behind the last character of both texts."""
    old, new = sides
    sizes = len(old.chars), len(new.chars)
    kinds = []
    if sizes == (0, 0):
        return ["whitespace"] if old.text != new.text else []
    if runs and (runs[0].i, runs[0].j) == (0, 0) and _gap(old, 0) != _gap(new, 0):
        kinds.append("whitespace")
    last = runs[-1] if runs else None
    if last and (last.i + last.size, last.j + last.size) == sizes:
        ends = _gap(old, sizes[0]), _gap(new, sizes[1])
        kinds += ["annotation"] if _WHITE.sub("", ends[0]) != _WHITE.sub("", ends[1]) else []
        whites = tuple("".join(_WHITE.findall(end)) for end in ends)
        kinds += ["whitespace"] if whites[0] != whites[1] else []
    return kinds


def equal_segments(
    sides: tuple[QuietText, QuietText], runs: Sequence[Block]
) -> list[tuple[int, int, int]]:
    """Return the raw stretches (old start, new start, length) that runs share to the letter."""
    old, new = sides
    segments: list[tuple[int, int, int]] = []

    def add(start_old: int, start_new: int, size: int) -> None:
        if segments:
            a, b, length = segments[-1]
            if (a + length, b + length) == (start_old, start_new):
                segments[-1] = (a, b, length + size)
                return
        segments.append((start_old, start_new, size))

    for run in runs:
        for start in range(0, run.size, _STEP):
            end = min(start + _STEP, run.size)
            i, j = run.i + start, run.j + start
            whole = _slice(old, i, run.i + end)
            if whole == _slice(new, j, run.j + end):
                add(old.offsets[i], new.offsets[j], len(whole))
                continue
            for place in range(start, end):
                i, j = run.i + place, run.j + place
                if place > start and (gap := _gap(old, i)) and gap == _gap(new, j):
                    add(old.raw_end(i), new.raw_end(j), len(gap))
                if _char(old, i) == _char(new, j):
                    add(old.offsets[i], new.offsets[j], 1)
    return segments
