"""Marks of list items in another style: 一、 as 1. and a) as (a) say the same."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import takewhile

from docdiff.model import ChangeKind, Edit, Fact, FactKind
from docdiff.patterns import Pattern
from docdiff.report.changes import begins_line
from docdiff.report.renumbering import read_count
from docdiff.report.values import Piece, Range
from docdiff.text import Gap, QuietText

_MARKER = Pattern(
    r"[(\[]?([0-9]{1,2}|[a-z]|[ivx]{1,5}|[一二三四五六七八九十]{1,3})[)\].、]+(?![0-9])"
)
_SPACED = Pattern(r"[(\[]?([0-9]{1,2}|[a-z])[).]")  # 1. 5 GB, but no 1.5 GB
_BARE = Pattern(r"[0-9]{1,2}")
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_RINGS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_CLAUSE_ENDS = frozenset("。;")
_LONGEST = 8
# An item that lost its mark may have left a list; of two or more the list is another one.
_LEAST = 2
_NEAR = 4  # facts that may reach into a mark

Sides = tuple[QuietText, QuietText]
# Where it ends, the numbers that it may mean, and whether it can be no name.
Mark = tuple[int, frozenset[int], bool]


def drop_markers(
    edits: Sequence[Edit], sides: Sides, facts: tuple[Sequence[Fact], Sequence[Fact]]
) -> tuple[Sequence[Edit], list[Piece]]:
    """Return the edits without those of the marks of list items, and these as noise.

    A mark may become another one of the same number. It may come or go, where it does in
    two items at least: an export of a list may have lost its numbers. What belongs to a date
    (3. Mai) is no mark.
    """
    same: list[Piece] = []
    alone: dict[Edit, Piece] = {}
    left: list[Edit] = []
    for edit in edits:
        piece = _judge(edit, sides)
        if piece and any(map(_is_dated, facts, (piece.old, piece.new))):
            piece = None
        if piece is None or piece.kind is ChangeKind.MARKUP:
            left.append(edit)
            if piece:
                alone[edit] = piece
        else:
            same.append(piece)
    if len(alone) < _LEAST:
        return left, same
    return [edit for edit in left if edit not in alone], [*same, *alone.values()]


def _is_dated(facts: Sequence[Fact], place: Range) -> bool:
    """Say whether a date stands in a range."""
    first = bisect_left(facts, place[0], key=lambda fact: fact.span.end)
    near = takewhile(lambda fact: fact.span.start < place[1], facts[first : first + _NEAR])
    return any(fact.kind is FactKind.DATE for fact in near)


def _judge(edit: Edit, sides: Sides) -> Piece | None:
    """Return the noise that an edit is, if it is no more than the mark of a list item."""
    ranges = (edit.i, edit.i_end), (edit.j, edit.j_end)
    if max(end - start for start, end in ranges) > _LONGEST:
        return None
    begins = [_line_start(side, start) for side, (start, _) in zip(sides, ranges, strict=True)]
    if None in begins:
        return None
    starts = [start for start in begins if start is not None]
    old, new = (_mark_at(side, start) for side, start in zip(sides, starts, strict=True))
    same = old and new and edit.i_end <= old[0] and edit.j_end <= new[0] and old[1] & new[1]
    lines = begins_line(sides[0], starts[0]) and begins_line(sides[1], starts[1])
    gone = (
        old
        and old[2]
        and not (new and new[2])
        and ranges == ((starts[0], old[0]), (edit.j, edit.j))
    )
    come = (
        new
        and new[2]
        and not (old and old[2])
        and ranges == ((edit.i, edit.i), (starts[1], new[0]))
    )
    if not (same or (lines and (gone or come))):
        return None
    return Piece(ChangeKind.NOTATION if same else ChangeKind.MARKUP, *ranges)


def _line_start(side: QuietText, place: int) -> int | None:
    """Return where the line or clause begins that a place is in, if it is near."""
    for start in range(place, max(-1, place - 3), -1):
        if begins_line(side, start) or side.chars[start - 1] in _CLAUSE_ENDS:
            return start
    return None


def _mark_at(side: QuietText, start: int) -> Mark | None:
    """Return where the mark of an item ends, and the numbers that it may mean."""
    ring = _RINGS.find(side.chars[start : start + 1])
    if ring >= 0 and start < len(side.chars):
        return start + 1, frozenset({ring + 1}), True
    match = _MARKER.match(side.chars, start, start + _LONGEST)
    spaced = None if match else _SPACED.match(side.chars, start)
    if spaced and side.gaps[spaced.end()]:
        match = spaced
    bare = None if match else _BARE.match(side.chars, start)
    if bare and side.gaps[bare.end()] == Gap.SPACE:
        return bare.end(), frozenset({int(bare[0])}), False
    if match is None or any(side.gaps[start + 1 : match.end(1)]):
        return None
    sign = match[1]
    number = read_count(sign)
    numbers = {number} if number else set()
    if sign in _ROMAN:
        numbers.add(_ROMAN.index(sign))
    if len(sign) == 1 and "a" <= sign <= "z":
        numbers.add(ord(sign) - ord("a") + 1)
    # A. and B. may be names.
    is_capital = side.text[side.offsets[match.start(1)]].isupper()
    counts = not is_capital or match[0].endswith(")")
    return match.end(), frozenset(numbers), counts
