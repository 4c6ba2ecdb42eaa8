"""Stretches of quiet text as they are written, to be read by rules for facts."""

from __future__ import annotations

import re

from docdiff.patterns import Pattern
from docdiff.text import Gap, QuietText

_ANY_GAP = re.compile(b"[^\0]")
_COLUMNS = Pattern(r"[0-9](?:\t|\s\s+)[0-9]{3}(?![0-9])")


def make_view(quiet: QuietText, gaps: bytes, start: int, end: int) -> str:
    """Return a stretch of quiet text as it is written, to be read by rules for facts.

    Characters are the text's own, unfolded; annotations and resolved wraps are gone, a gap
    is one space (a tab where it parts columns of numbers) and a break one line feed.

    Examples
    --------
    >>> quiet = QuietText("３ km", "3km", (0, 2, 3), bytes((0, 1, 0, 0)))
    >>> make_view(quiet, quiet.gaps, 0, 3)
    '３ km'
    """
    if start == end:
        return ""
    text, offsets = quiet.read, quiet.offsets
    if offsets[end - 1] - offsets[start] == end - 1 - start:
        return text[offsets[start] : offsets[end - 1] + 1]
    view: list[str] = []
    place = start
    for following in (*_gap_places(gaps, start, end), end):
        if place > start:
            wide = text[offsets[place]] <= "9" and _COLUMNS.match(text, offsets[place - 1])
            view.append("\n" if gaps[place] >= Gap.BREAK else "\t" if wide else " ")
        first, last = offsets[place], offsets[following - 1] + 1
        written = text[first:last]
        if last - first > following - place:
            written = "".join(map(text.__getitem__, offsets[place:following]))
        view.append(written)
        place = following
    return "".join(view)


def view_places(gaps: bytes, start: int, end: int) -> list[int]:
    """Return the quiet position of each character of a view; a gap has that of what follows it.

    Examples
    --------
    >>> view_places(bytes((0, 1, 0, 0)), 0, 3)
    [0, 1, 1, 2]
    """
    places = [*range(start, end), *_gap_places(gaps, start, end)]
    places.sort()
    return places


def _gap_places(gaps: bytes, start: int, end: int) -> list[int]:
    """Return the places inside a range that a gap stands before."""
    return [match.start() for match in _ANY_GAP.finditer(gaps, start + 1, end)]
