"""Where a lone insertion or deletion reads best, and the edits that touch."""

from __future__ import annotations

from collections.abc import Sequence

from docdiff.model import Correspondence, Edit, Group
from docdiff.text import Gap, QuietText, is_inside_token

__all__ = ["join_touching", "slide_all"]

_SENTENCE_ENDS = frozenset("。！？!?.;；")
_CLAUSE_ENDS = frozenset(",，、:：)）」』”")
_LIST_MARKS = frozenset(",;")
_OPENING = frozenset("“「『《(（")
_BRACKETS = frozenset("([{")

Sides = tuple[QuietText, QuietText]


def slide_all(edits: list[Edit], group: Group, sides: Sides, found: Correspondence) -> list[Edit]:
    """Slide each lone insertion and deletion of a group to where it reads best."""
    slid: list[Edit] = []
    for at, edit in enumerate(edits):
        index, i, i_end, j, j_end = edit
        if i < i_end and j < j_end:
            slid.append(edit)
            continue
        low = i - slid[-1].i_end if slid else min(i - group.old.start, j - group.new.start)
        following = edits[at + 1] if at + 1 < len(edits) else None
        high = (
            following.i - i_end if following else min(group.old.end - i_end, group.new.end - j_end)
        )
        side, gaps, span = (
            (sides[1], found.new_gaps, (j, j_end))
            if i == i_end
            else (sides[0], found.old_gaps, (i, i_end))
        )
        step = _best_slide(side, gaps, span, (low if slid else -low, high if following else -high))
        moved = Edit(index, i + step, i_end + step, j + step, j_end + step)
        if slid and moved.i == slid[-1].i_end and moved.j == slid[-1].j_end:
            last = slid.pop()
            moved = Edit(index, last.i, moved.i_end, last.j, moved.j_end)
        slid.append(moved)
    return join_touching(slid)


def _best_slide(side: QuietText, gaps: bytes, span: tuple[int, int], room: tuple[int, int]) -> int:
    """Return by how much a lone edit should slide, left being negative.

    ``room`` is the distance to the neighbouring edits, negated where the group's border is
    the neighbour. To join an edit beats every border.
    """
    start, end = span
    chars = side.chars
    most_left, most_right = abs(room[0]), abs(room[1])
    left = right = 0
    while left < most_left and chars[start - left - 1] == chars[end - left - 1]:
        left += 1
    while right < most_right and chars[start + right] == chars[end + right]:
        right += 1
    if right and right == room[1] and not is_inside_token(chars, gaps, start + right):
        return right
    if left and left == room[0] and not is_inside_token(chars, gaps, end - left):
        return -left
    steps = [
        step
        for step in range(-left, right + 1)
        if not is_inside_token(chars, gaps, start + step)
        and not is_inside_token(chars, gaps, end + step)
    ]
    if not steps:
        return 0
    return max(
        steps,
        key=lambda step: (
            _border(side, gaps, start + step) + _border(side, gaps, end + step),
            step,
        ),
    )


def _border(side: QuietText, gaps: bytes, place: int) -> int:
    """Return how strong the border at a place is, from 0 inside a run of ideographs to 5."""
    chars = side.chars
    if not 0 < place < len(chars) or gaps[place] >= Gap.BREAK:
        return 5
    before, after = chars[place - 1], chars[place]
    if before == "." and gaps[place] and _goes_on(side, place):
        return 1
    if before in _SENTENCE_ENDS:
        return 4
    # Between words, what is added to a list comes with the comma before it or behind it.
    if (before in _LIST_MARKS and gaps[place]) or (
        after in _LIST_MARKS and gaps[min(place + 1, len(chars))]
    ):
        return 1
    if before in _CLAUSE_ENDS or after in _OPENING:
        return 3
    return 1 if gaps[place] else 0


def _goes_on(side: QuietText, place: int) -> bool:
    """Say whether the sentence goes on behind a full stop, as behind ``Eq.`` and ``e.g.``."""
    after = side.text[side.offsets[place]]
    return after.islower() or after in _BRACKETS


def join_touching(hunks: Sequence[Edit]) -> list[Edit]:
    """Join the hunks of one group that overlap or touch."""
    joined: list[Edit] = []
    for hunk in hunks:
        last = joined[-1] if joined else None
        if last and last.group == hunk.group and (hunk.i <= last.i_end or hunk.j <= last.j_end):
            joined[-1] = Edit(
                last.group,
                min(last.i, hunk.i),
                max(last.i_end, hunk.i_end),
                min(last.j, hunk.j),
                max(last.j_end, hunk.j_end),
            )
        else:
            joined.append(hunk)
    return joined
