"""Capitals that make another unit: 5 MW and 5 mW, 5 MB/s and 5 Mb/s."""

from __future__ import annotations

from collections.abc import Iterable

from docdiff.model import ChangeKind
from docdiff.patterns import Pattern
from docdiff.report.noise import Sighting
from docdiff.report.values import Piece
from docdiff.text import QuietText

__all__ = ["find_capitals"]

_LONGEST = 8  # letters of such a unit
_MEGA_MILLI = Pattern("[Mm](?:W|Wh|V|A|J|Pa|N|Hz|Sv|eV)")
_BYTES_BITS = Pattern("[KkMGT]i?[Bb](?:/s|ps)?")
_UNIT = Pattern("[A-Za-z]+(?:/s)?(?![A-Za-z])")
_NUMBER = Pattern(r"[0-9] ?\Z")


def find_capitals(
    seen: Iterable[Sighting], sides: tuple[QuietText, QuietText]
) -> dict[Sighting, Piece]:
    """Return the changes of unit among what differs in its case.

    Parameters
    ----------
    seen
        Noise of every kind.
    sides
        Both quiet texts.
    """
    units = {}
    for sighting in seen:
        if sighting.kind is not ChangeKind.CASE:
            continue
        places = (sighting.i, sighting.j)
        old, new = (_unit_at(side, at) for side, at in zip(sides, places, strict=True))
        if old and new and _is_other(old[0], new[0]):
            ranges = [
                (at - offset, at - offset + len(word))
                for at, (word, offset) in zip(places, (old, new), strict=True)
            ]
            units[sighting] = Piece(ChangeKind.UNIT_CHANGED, ranges[0], ranges[1])
    return units


def _is_other(old: str, new: str) -> bool:
    """Say whether two units that differ in their case are two."""
    if all(map(_MEGA_MILLI.fullmatch, (old, new))):
        return old[0] != new[0]
    return all(map(_BYTES_BITS.fullmatch, (old, new))) and ("B" in old) is not ("B" in new)


def _unit_at(side: QuietText, place: int) -> tuple[str, int] | None:
    """Return the letters behind a number that a quiet character is one of, and which one."""
    at = side.offsets[place]
    begin = at
    while begin > at - _LONGEST and side.text[begin - 1 : begin].isalpha():
        begin -= 1
    match = _UNIT.match(side.text, begin)
    if match is None or not _NUMBER.search(side.text[max(0, begin - 2) : begin]):
        return None
    return match[0], at - begin
