"""Groups to edits: the token differences inside passages that survive, readable ones."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from rapidfuzz.distance import Indel, Levenshtein

from docdiff.edits.slides import join_touching, slide_all
from docdiff.model import Correspondence, Edit, Group, PairKind, Span
from docdiff.text import QuietText, is_cjk, is_inside_token, split_tokens

__all__ = ["diff_hunks", "find_hunks"]

# Indel finds the longest common subsequence in memory quadratic in the tokens (2.7 GB at
# 150,000); Levenshtein stays linear (34 MB there) and reads slightly worse.
_MOST_CELLS = 25_000_000
# Both take time quadratic in the tokens, a second at about this many cells. A stretch that
# has not one passage in common that stands once is then one replacement.
_TOO_MANY_CELLS = 2_000_000_000

# People who mark sentences join edits over a word only where both are long, and seldom over
# a mark. Of 1, 2, 3, 4, 6, 10 and never, 4 loses least on 630 sentences together
# (`python -m benchmarks.revisions`).
_WORDS_COUNT = 4
_CLAUSE_ENDS = frozenset(".;:!?,")

# Facts that changed place stand in one line, and few of them; in a long list that lost its
# first item and has a new last one each would have changed.
_LONGEST_SWAP = 80
_MOST_SWAPPED = 4

Sides = tuple[QuietText, QuietText]


class _Atoms(NamedTuple):
    """Where the atoms of a side begin and end, each rising, and the places they begin at."""

    starts: Sequence[int]
    ends: Sequence[int]
    places: frozenset[int]


Atoms = tuple[_Atoms, _Atoms]


def find_hunks(sides: Sides, found: Correspondence) -> tuple[Edit, ...]:
    """Return the unequal stretches of every group, widened to whole tokens on both sides.

    Passages that only one side has, and those that are equal, give none.

    Parameters
    ----------
    sides
        The old and the new quiet text.
    found
        Their correspondence.
    """
    hunks: list[Edit] = []
    for index, group in enumerate(found.groups):
        if group.kind in (PairKind.INSERTED, PairKind.DELETED, PairKind.KEPT):
            continue
        last = Edit(-1, -1, -1, -1, -1)
        for hunk in _between_blocks(index, group):
            # One token may hold many hunks; what the last one grew over is done.
            if hunk.i_end <= last.i_end and hunk.j_end <= last.j_end:
                continue
            last = _widen(hunk, group, sides, found)
            hunks.append(last)
    return tuple(join_touching(hunks))


def diff_hunks(
    hunks: Sequence[Edit],
    sides: Sides,
    found: Correspondence,
    facts: tuple[Sequence[Span], Sequence[Span]],
) -> tuple[Edit, ...]:
    """Return the edits of each hunk: fewest tokens first, then what reads best.

    Edits are the longest common subsequence's complement. An equality shorter than the
    edits around it is given up (semantic cleanup, N. Fraser, "Diff Strategies", 2006),
    unless a fact stands between; a lone insertion or deletion slides to the border of a
    sentence, clause or word, or to the edit it can join.

    Parameters
    ----------
    hunks
        What :func:`find_hunks` returned.
    sides, found
        The quiet texts and their correspondence.
    facts
        For each side, rising and disjoint ranges of quiet characters that are one token
        each.

    Returns
    -------
    tuple of Edit
        Rising; replaying them over the old quiet text gives the new one.
    """
    edits: list[Edit] = []
    atoms = _list_atoms(facts[0]), _list_atoms(facts[1])
    grown = join_touching([_grow(hunk, sides, found, atoms) for hunk in hunks])
    for index, group_hunks in groupby(grown, key=lambda hunk: hunk.group):
        refined = [edit for hunk in group_hunks for edit in _refine(hunk, sides, found, atoms)]
        matched = _match_numbers(refined, sides, found, atoms)
        edits += slide_all(matched, found.groups[index], sides, found)
    return tuple(edits)


def _list_atoms(spans: Sequence[Span]) -> _Atoms:
    """Return the atoms of a side."""
    starts = [span.start for span in spans]
    return _Atoms(starts, [span.end for span in spans], frozenset(starts))


def _between_blocks(index: int, group: Group) -> Iterator[Edit]:
    """Yield the stretches of a group that its blocks leave."""
    i, j = group.old.start, group.new.start
    for block in (*group.blocks, (group.old.end, group.new.end, 0)):
        if block[0] > i or block[1] > j:
            yield Edit(index, i, block[0], j, block[1])
        i, j = block[0] + block[2], block[1] + block[2]


def _widen(hunk: Edit, group: Group, sides: Sides, found: Correspondence) -> Edit:
    """Widen a hunk over equal characters until no border cuts a token of either side."""
    old, new = sides[0].chars, sides[1].chars
    a, b = found.old_gaps, found.new_gaps
    index, i, i_end, j, j_end = hunk
    while (i > group.old.start or j > group.new.start) and (
        is_inside_token(old, a, i) or is_inside_token(new, b, j)
    ):
        i, j = _retreat(group, (i, j), (i - 1, j - 1))
    while (i_end < group.old.end or j_end < group.new.end) and (
        is_inside_token(old, a, i_end) or is_inside_token(new, b, j_end)
    ):
        i_end, j_end = _advance(group, (i_end, j_end), (i_end + 1, j_end + 1))
    return Edit(index, i, i_end, j, j_end)


def _retreat(group: Group, place: tuple[int, int], target: tuple[int, int]) -> tuple[int, int]:
    """Walk back along blocks, over whole hunks, until neither side is behind its target."""
    i, j = place
    while i > target[0] or j > target[1]:
        at = bisect_left(group.blocks, i, key=lambda block: block.i) - 1
        if at < 0:
            return group.old.start, group.new.start
        start_i, start_j, size = group.blocks[at]
        if i > start_i + size or j > start_j + size:
            i, j = start_i + size, start_j + size
            continue
        step = min(max(i - target[0], j - target[1]), i - start_i)
        i, j = i - step, j - step
    return i, j


def _advance(group: Group, place: tuple[int, int], target: tuple[int, int]) -> tuple[int, int]:
    """Walk on along blocks, over whole hunks, until neither side is before its target."""
    i, j = place
    while i < target[0] or j < target[1]:
        at = bisect_right(group.blocks, i, key=lambda block: block.i + block.size)
        if at == len(group.blocks):
            return group.old.end, group.new.end
        start_i, start_j, size = group.blocks[at]
        if i < start_i or j < start_j:
            i, j = start_i, start_j
            continue
        step = min(max(target[0] - i, target[1] - j), start_i + size - i)
        i, j = i + step, j + step
    return i, j


def _grow(hunk: Edit, sides: Sides, found: Correspondence, atoms: Atoms) -> Edit:
    """Widen a hunk that cuts no token until it cuts no atom either, within its group."""
    group = found.groups[hunk.group]
    while True:
        index, i, i_end, j, j_end = hunk
        start = _retreat(group, (i, j), (_start_of(atoms[0], i), _start_of(atoms[1], j)))
        end = _advance(group, (i_end, j_end), (_end_of(atoms[0], i_end), _end_of(atoms[1], j_end)))
        if start == (i, j) and end == (i_end, j_end):
            return hunk
        hunk = _widen(Edit(index, start[0], end[0], start[1], end[1]), group, sides, found)


def _start_of(atoms: _Atoms, place: int) -> int:
    """Return the start of the atom that ``place`` lies inside of, or ``place``."""
    at = bisect_left(atoms.starts, place) - 1
    return atoms.starts[at] if at >= 0 and atoms.ends[at] > place else place


def _end_of(atoms: _Atoms, place: int) -> int:
    """Return the end of the atom that ``place`` lies inside of, or ``place``."""
    at = bisect_left(atoms.starts, place) - 1
    return max(place, atoms.ends[at]) if at >= 0 else place


def _refine(hunk: Edit, sides: Sides, found: Correspondence, atoms: Atoms) -> list[Edit]:
    """Return the readable token edits of one hunk."""
    index, i, i_end, j, j_end = hunk
    old = _tokens(sides[0], found.old_gaps, (i, i_end), atoms[0])
    new = _tokens(sides[1], found.new_gaps, (j, j_end), atoms[1])
    if not old or not new or len(old) * len(new) > _TOO_MANY_CELLS:
        return [hunk]
    a = [sides[0].chars[start:end] for start, end in old]
    b = [sides[1].chars[start:end] for start, end in new]
    # The other direction must be the mirror image, so ties are broken in one order.
    ops = [(w, x, y, z) for y, z, w, x in _opcodes(b, a)] if b < a else _opcodes(a, b)
    old.append((i_end, i_end))
    new.append((j_end, j_end))
    edits = [Edit(index, old[w][0], old[x][0], new[y][0], new[z][0]) for w, x, y, z in ops]
    return _clean(edits, atoms, sides)


def _tokens(
    side: QuietText, gaps: bytes, within: tuple[int, int], atoms: _Atoms
) -> list[tuple[int, int]]:
    """Return the tokens of a stretch; an atom is one token whatever stands in it."""
    tokens: list[tuple[int, int]] = []
    place, end = within
    at = bisect_left(atoms.starts, place)
    while at < len(atoms.ends) and atoms.ends[at] <= end:
        tokens += split_tokens(side.chars, gaps, place, atoms.starts[at])
        place = atoms.ends[at]
        tokens.append((atoms.starts[at], place))
        at += 1
    return tokens + split_tokens(side.chars, gaps, place, end)


def _opcodes(a: list[str], b: list[str]) -> list[tuple[int, int, int, int]]:
    """Return the unequal stretches of two token lists, those that touch as one."""
    metric = Indel if len(a) * len(b) <= _MOST_CELLS else Levenshtein
    joined: list[tuple[int, int, int, int]] = []
    for op in metric.opcodes(a, b):
        if op.tag == "equal":
            continue
        if joined and joined[-1][1] == op.src_start and joined[-1][3] == op.dest_start:
            joined[-1] = (joined[-1][0], op.src_end, joined[-1][2], op.dest_end)
        else:
            joined.append((op.src_start, op.src_end, op.dest_start, op.dest_end))
    return joined


def _clean(edits: list[Edit], atoms: Atoms, sides: Sides) -> list[Edit]:
    """Give up equalities that are no longer than the edits on both their sides.

    A word between two edits is seen to have stayed, as an ideograph is not: what has no
    ideograph in or beside it is given up only between edits four times as long, and the end
    of a clause never.
    """
    kept: list[Edit] = []
    for edit in edits:
        kept.append(edit)
        while len(kept) > 1:
            one, two = kept[-2:]
            equal, least = two.i - one.i_end, min(_weight(one), _weight(two))
            if (
                equal > least
                or (
                    (equal * _WORDS_COUNT > least or sides[0].chars[two.i - 1] in _CLAUSE_ENDS)
                    and not _is_near_cjk(one, two, sides)
                )
                or _is_fact(one, atoms)
                or _is_fact(two, atoms)
                or not atoms[0].places.isdisjoint(range(one.i_end, two.i))
                or not atoms[1].places.isdisjoint(range(one.j_end, two.j))
            ):
                break
            kept[-2:] = [Edit(one.group, one.i, two.i_end, one.j, two.j_end)]
    return kept


def _match_numbers(
    edits: Sequence[Edit], sides: Sides, found: Correspondence, atoms: Atoms
) -> list[Edit]:
    """Match fact by fact where nothing but facts changed place, as in 52 to 48 and 48 to 52.

    The longest common subsequence keeps one of them, and what stood between is torn.
    """
    kept: list[Edit] = []
    for edit in edits:
        kept.append(edit)
        if len(kept) > 1 and (pairs := _swapped(kept[-2], edit, sides, found, atoms)):
            kept[-2:] = pairs
    return kept


def _swapped(one: Edit, two: Edit, sides: Sides, found: Correspondence, atoms: Atoms) -> list[Edit]:
    """Return the edits of the facts that differ between an insertion and a deletion, if few."""
    lone = (one.i == one.i_end and two.j == two.j_end) or (
        one.j == one.j_end and two.i == two.i_end
    )
    if not lone or max(two.i_end - one.i, two.j_end - one.j) > _LONGEST_SWAP:
        return []
    old = _tokens(sides[0], found.old_gaps, (one.i, two.i_end), atoms[0])
    new = _tokens(sides[1], found.new_gaps, (one.j, two.j_end), atoms[1])
    if len(old) != len(new):
        return []
    differing = [
        (a, b)
        for a, b in zip(old, new, strict=True)
        if sides[0].chars[slice(*a)] != sides[1].chars[slice(*b)]
    ]
    if len(differing) > _MOST_SWAPPED or not all(
        _is_atom(atoms[0], a) and _is_atom(atoms[1], b) for a, b in differing
    ):
        return []
    return [Edit(one.group, *a, *b) for a, b in differing]


def _is_atom(atoms: _Atoms, token: tuple[int, int]) -> bool:
    """Say whether a token is an atom."""
    at = bisect_left(atoms.starts, token[0])
    return at < len(atoms.ends) and (atoms.starts[at], atoms.ends[at]) == token


def _is_near_cjk(one: Edit, two: Edit, sides: Sides) -> bool:
    """Say whether an ideograph stands between two edits, or next to what does."""
    old = sides[0].chars[max(0, one.i_end - 1) : two.i + 1]
    new = sides[1].chars[max(0, one.j_end - 1) : two.j + 1]
    return any(map(is_cjk, old + new))


def _weight(edit: Edit) -> int:
    """Return how many characters the longer side of an edit has."""
    return max(edit.i_end - edit.i, edit.j_end - edit.j)


def _is_fact(edit: Edit, atoms: Atoms) -> bool:
    """Say whether an edit begins with a fact on a side; it is then reported by itself."""
    return (edit.i < edit.i_end and edit.i in atoms[0].places) or (
        edit.j < edit.j_end and edit.j in atoms[1].places
    )
