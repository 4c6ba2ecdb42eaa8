"""Correspondence, edits and facts to the changes and the noise that a reader is told of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence

import attrs

from docdiff.model import (
    Block,
    Category,
    Change,
    ChangeKind,
    Correspondence,
    Edit,
    FactKey,
    FactKind,
    Group,
    PairKind,
    Severity,
    Span,
)
from docdiff.report.capitals import find_capitals
from docdiff.report.carried import find_carried
from docdiff.report.changes import Writer, begins_line, number_fingerprints
from docdiff.report.markers import drop_markers
from docdiff.report.matched import match_figures
from docdiff.report.noise import Sighting, end_noise, find_noise, walk_runs
from docdiff.report.pairs import make_alignment
from docdiff.report.pieces import cut_pieces
from docdiff.report.renumbering import find_renumbered
from docdiff.report.repeats import RepeatFinder
from docdiff.report.restated import is_whole, report_conflict, report_repeat
from docdiff.report.sentences import find_moved
from docdiff.report.tables import drop_bars, is_rule
from docdiff.report.touched import FactFinder, Facts
from docdiff.report.values import Piece, Readings
from docdiff.report.words import bare_slice
from docdiff.text import QuietText, common_ends
from docdiff.views import make_view

__all__ = [
    "Report",
    "is_whole",
    "make_alignment",
    "make_report",
    "number_fingerprints",
    "report_conflict",
    "report_repeat",
    "report_replacement",
]

Sides = tuple[QuietText, QuietText]

_LISTED = (FactKind.FIGURE, FactKind.DATE, FactKind.REFERENCE)


@attrs.frozen
class Report:
    """The changes in the order of the new text, the noise, and the raw spans replaced."""

    changes: tuple[Change, ...]
    noise: Mapping[str, int]
    replaced: tuple[tuple[Span, Span], ...]


def make_report(  # noqa: PLR0913 (what each stage found, and one option)
    sides: Sides,
    found: Correspondence,
    edits: Sequence[Edit],
    facts: Facts,
    known: frozenset[FactKey],
    *,
    promote: Container[ChangeKind] = (),
) -> Report:
    """Say what differs between two texts.

    Parameters
    ----------
    sides
        The old and the new quiet text.
    found
        Their correspondence.
    edits
        The token edits of the groups that both have, rising.
    facts
        For each side the facts near its edits and in the passages that only it has, rising;
        spans count quiet characters.
    known
        Kind, value and base unit of every fact of the new text; needed only where a group
        is deleted.
    promote
        Kinds of noise that are changes.
    """
    writer = Writer(sides, found)
    repeats = RepeatFinder(sides, (found.old_gaps, found.new_gaps))
    finder = FactFinder(facts)
    sentences = find_moved(sides, found, edits)
    left, bars = drop_bars(sentences.edits, sides)
    left, markers = drop_markers(left, sides, facts)
    pieces = match_figures(_all_pieces(left, sides, found, finder, repeats), sides)
    pieces += [Piece(ChangeKind.PUNCTUATION, (e.i, e.i_end), (e.j, e.j_end)) for e in bars]
    pieces += markers
    renumbered = find_renumbered(pieces, sides)
    rated = [
        (p, Severity.NOTE if (p.old, p.new) in renumbered else _severity(p, sides)) for p in pieces
    ]
    rated += [(_moved_piece(block), None) for block in sentences.blocks]
    rated += [
        (piece, _deletion_severity(piece, known))
        for index, group in enumerate(found.groups)
        if (group.kind is not PairKind.KEPT or group.breaks) and index not in sentences.groups
        for piece in _group_pieces(group, sides, finder, repeats)
    ]
    noise = Counter(p.kind for p, _ in rated if _is_noise(p) and p.kind not in promote)
    changes = [
        writer.write(*one) for one in rated if not _is_noise(one[0]) or one[0].kind in promote
    ]
    seen, segments = _walk(sides, found, edits, sentences.blocks)
    units = find_capitals(seen, sides)
    changes += map(writer.write, units.values())
    seen = [sighting for sighting in seen if sighting not in units]
    noise.update(sighting.kind for sighting in seen if sighting.kind not in promote)
    changes += [writer.write_noise(sighting) for sighting in seen if sighting.kind in promote]
    changes.sort(key=_place)
    return Report(
        number_fingerprints(changes),
        {kind.value: count for kind, count in sorted(noise.items())},
        _replaced(sides, segments),
    )


def _place(change: Change) -> tuple[int, int, int, int]:
    """Return what orders changes; whole numbers compare many times faster than spans."""
    return change.new.start, change.new.end, change.old.start, change.old.end


def _walk(
    sides: Sides, found: Correspondence, edits: Sequence[Edit], sentences: Sequence[Block]
) -> tuple[list[Sighting], list[tuple[int, int, int]]]:
    """Return the noise in what is equal, and the raw stretches that are so to the letter."""
    runs, moved_runs = _equal_runs(found, edits)
    walk = walk_runs(sides, runs)
    moved = walk_runs(sides, [*moved_runs, *sentences])
    breaks = [place for group in found.groups for place in group.breaks]
    differences = [*walk.differences, *moved.differences]
    return [*find_noise(sides, differences, breaks), *end_noise(sides, runs)], walk.segments


def _severity(piece: Piece, sides: Sides) -> Severity | None:
    """Return note for words of which nothing but a mark came or went, else the kind's own."""
    if piece.kind not in _TEXT:
        return None
    written = bare_slice(sides[0], *piece.old) or bare_slice(sides[1], *piece.new)
    return None if written else Severity.NOTE


def _is_noise(piece: Piece) -> bool:
    """Say whether a piece is only written otherwise."""
    return piece.kind.category is Category.NOISE


def report_replacement(sides: Sides) -> Report:
    """Say that one document stands in the place of another, which is all there is to say."""
    whole = (Span(0, len(sides[0].text)), Span(0, len(sides[1].text)))
    change = Change(
        kind=ChangeKind.DOCUMENT_REPLACED,
        old=whole[0],
        new=whole[1],
        old_text=sides[0].text,
        new_text=sides[1].text,
        message="document replaced: the two texts have next to nothing in common",
        fingerprint=ChangeKind.DOCUMENT_REPLACED.value,
        severity=ChangeKind.DOCUMENT_REPLACED.severity,
    )
    return Report((change,), {}, (whole,))


def _all_pieces(
    edits: Sequence[Edit],
    sides: Sides,
    found: Correspondence,
    finder: FactFinder,
    repeats: RepeatFinder,
) -> list[Piece]:
    """Return the pieces of all edits, each once."""
    cuts = [(edit, _edit_pieces(edit, sides, found, finder, repeats)) for edit in edits]
    carried = find_carried(cuts, sides, (found.old_gaps, found.new_gaps))
    if carried:
        # They are words like those they went with.
        fewer = finder.without(carried)
        cuts = [
            (edit, _edit_pieces(edit, sides, found, fewer, repeats))
            if any(piece.old_fact in carried or piece.new_fact in carried for piece in pieces)
            else (edit, pieces)
            for edit, pieces in cuts
        ]
    # Two edits may touch one figure: 80公里/小時 against 100 km/h.
    touched = {(piece.kind, piece.old, piece.new): piece for _, cut in cuts for piece in cut}
    return [*touched.values()]


def _edit_pieces(
    edit: Edit, sides: Sides, found: Correspondence, finder: FactFinder, repeats: RepeatFinder
) -> list[Piece]:
    """Return the pieces of one edit, a repeated passage as a repeat."""
    gaps = (found.old_gaps, found.new_gaps)
    old, new = (edit.i, edit.i_end), (edit.j, edit.j_end)
    lines = (begins_line(sides[0], edit.i), begins_line(sides[1], edit.j))
    one_sided = old[0] == old[1] or new[0] == new[1]
    if one_sided:
        whole = Piece(_TEXT[old[0] < old[1]], old, new, begins_line=lines[new[0] < new[1]])
        repeat = repeats.find(whole, is_line=False)
        if repeat:
            return [repeat]
    readings = Readings(
        edit,
        make_view(sides[0], found.old_gaps, *old),
        make_view(sides[1], found.new_gaps, *new),
        *finder.touched(edit),
    )
    pieces = [
        piece._replace(begins_line=True) if lines[piece.new[0] < piece.new[1]] else piece
        for piece in cut_pieces(readings, sides, gaps)
    ]
    if not one_sided:
        return pieces
    return [
        (piece.kind in _TEXT and repeats.find(piece, is_line=False)) or piece for piece in pieces
    ]


_TEXT = (ChangeKind.TEXT_INSERTED, ChangeKind.TEXT_DELETED)


def _group_pieces(
    group: Group, sides: Sides, finder: FactFinder, repeats: RepeatFinder
) -> Iterator[Piece]:
    """Yield the pieces that a group is as a whole: come, gone, moved, split or merged."""
    old, new = (group.old.start, group.old.end), (group.new.start, group.new.end)
    if group.kind in (PairKind.INSERTED, PairKind.DELETED):
        number = 1 if group.kind is PairKind.INSERTED else 0
        if is_rule(sides[number].chars[slice(*(old, new)[number])]):
            yield Piece(ChangeKind.PUNCTUATION, old, new, begins_line=True)
            return
        kind = (ChangeKind.PARAGRAPH_DELETED, ChangeKind.PARAGRAPH_INSERTED)[number]
        listed = [f for f in finder.inside(number, (old, new)[number]) if f.kind in _LISTED]
        lists = ((), listed) if number else (listed, ())
        piece = Piece(kind, old, new, begins_line=True, facts=lists)
        yield repeats.find(piece, is_line=True) or piece
    elif group.kind is PairKind.MOVED:
        yield Piece(ChangeKind.PARAGRAPH_MOVED, old, new, begins_line=True)
    for i, j in group.breaks:
        split = sides[1].gaps[j] > sides[0].gaps[i]
        kind = ChangeKind.PARAGRAPH_SPLIT if split else ChangeKind.PARAGRAPH_MERGED
        yield Piece(kind, (i, i), (j, j))


def _moved_piece(block: Block) -> Piece:
    """Return the piece that sentences are that moved."""
    i, j, size = block
    return Piece(ChangeKind.PARAGRAPH_MOVED, (i, i + size), (j, j + size))


def _deletion_severity(piece: Piece, known: frozenset[FactKey]) -> Severity | None:
    """Return error for a deleted paragraph with a fact that the new text has nowhere."""
    if piece.kind is not ChangeKind.PARAGRAPH_DELETED:
        return None
    lost = any(f.key not in known for f in piece.facts[0])
    return Severity.ERROR if lost else None


def _equal_runs(found: Correspondence, edits: Sequence[Edit]) -> tuple[list[Block], list[Block]]:
    """Return what the edits leave equal in each group, joined across groups where it touches.

    First that of groups which did not move, whose runs rise on both sides, then that of the rest.
    """
    by_group: dict[int, list[Edit]] = {}
    for edit in edits:
        by_group.setdefault(edit.group, []).append(edit)
    both: tuple[list[Block], list[Block]] = ([], [])
    for index, group in enumerate(found.groups):
        if group.kind in (PairKind.INSERTED, PairKind.DELETED):
            continue
        runs = both[group.kind is PairKind.MOVED]
        i, j = group.old.start, group.new.start
        end = Edit(index, group.old.end, group.old.end, group.new.end, group.new.end)
        for edit in (*by_group.get(index, ()), end):
            size = edit.i - i
            if size:
                last = runs[-1] if runs else Block(-1, -1, 0)
                if (last.i + last.size, last.j + last.size) == (i, j):
                    runs[-1] = Block(last.i, last.j, last.size + size)
                else:
                    runs.append(Block(i, j, size))
            i, j = edit.i_end, edit.j_end
    return both


def _replaced(
    sides: Sides, segments: Sequence[tuple[int, int, int]]
) -> tuple[tuple[Span, Span], ...]:
    """Return the raw spans between equal segments, as narrow as they can be."""
    old, new = sides[0].text, sides[1].text
    spans: list[tuple[Span, Span]] = []
    a = b = 0
    for i, j, size in (*segments, (len(old), len(new), 0)):
        if i > a or j > b:
            before, after = common_ends(old[a:i], new[b:j])
            if a + before < i - after or b + before < j - after:
                spans.append((Span(a + before, i - after), Span(b + before, j - after)))
        a, b = i + size, j + size
    return tuple(spans)
