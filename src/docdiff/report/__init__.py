"""Correspondence, edits and facts to the changes and the noise that a reader is told of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
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
    Fact,
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
from docdiff.report.values import Piece, Readings
from docdiff.report.words import bare_slice
from docdiff.text import QuietText, common_ends, make_view

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
Facts = tuple[Sequence[Fact], Sequence[Fact]]

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
    sentences = find_moved(sides, found, edits)
    left, bars = drop_bars(sentences.edits, sides)
    left, markers = drop_markers(left, sides, facts)
    pieces = match_figures(_all_pieces(left, sides, found, facts, repeats), sides)
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
        for piece in _group_pieces(group, sides, facts, repeats)
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
    changes.sort(key=lambda change: (change.new, change.old))
    return Report(
        number_fingerprints(changes),
        {kind.value: count for kind, count in sorted(noise.items())},
        _replaced(sides, segments),
    )


def _walk(
    sides: Sides, found: Correspondence, edits: Sequence[Edit], sentences: Sequence[Block]
) -> tuple[list[Sighting], list[tuple[int, int, int]]]:
    """Return the noise in what is equal, and the raw stretches that are so to the letter."""
    runs = _equal_runs(found, edits, moved=False)
    walk = walk_runs(sides, runs)
    moved = walk_runs(sides, [*_equal_runs(found, edits, moved=True), *sentences])
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
    edits: Sequence[Edit], sides: Sides, found: Correspondence, facts: Facts, repeats: RepeatFinder
) -> list[Piece]:
    """Return the pieces of all edits, each once."""
    cuts = [(edit, _edit_pieces(edit, sides, found, facts, repeats)) for edit in edits]
    carried = find_carried(cuts, sides, (found.old_gaps, found.new_gaps))
    if carried:
        # They are words like those they went with.
        old, new = ([fact for fact in side if fact not in carried] for side in facts)
        cuts = [
            (edit, _edit_pieces(edit, sides, found, (old, new), repeats))
            if any(piece.old_fact in carried or piece.new_fact in carried for piece in pieces)
            else (edit, pieces)
            for edit, pieces in cuts
        ]
    # Two edits may touch one figure: 80公里/小時 against 100 km/h.
    touched = {(piece.kind, piece.old, piece.new): piece for _, cut in cuts for piece in cut}
    return [*touched.values()]


def _edit_pieces(
    edit: Edit, sides: Sides, found: Correspondence, facts: Facts, repeats: RepeatFinder
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
        make_view(sides[0], found.old_gaps, *old)[0],
        make_view(sides[1], found.new_gaps, *new)[0],
        *_touched(edit, facts),
    )
    pieces = [
        attrs.evolve(piece, begins_line=lines[piece.new[0] < piece.new[1]])
        for piece in cut_pieces(readings, sides, gaps)
    ]
    if not one_sided:
        return pieces
    return [
        (piece.kind in _TEXT and repeats.find(piece, is_line=False)) or piece for piece in pieces
    ]


_TEXT = (ChangeKind.TEXT_INSERTED, ChangeKind.TEXT_DELETED)


def _touched(edit: Edit, facts: Facts) -> Facts:
    """Return the facts of both sides that an edit changes, by their number or their unit.

    Where an edit changes no more than a unit, the figure on the other side is the one that
    ends where the edit begins; of a unit that stands before its number, the one that begins
    where the edit ends.
    """
    ranges = ((edit.i, edit.i_end), (edit.j, edit.j_end))
    near = [_near(side, *r) for side, r in zip(facts, ranges, strict=True)]
    numbers = [
        [f for f in side if _meets(f.span, *r)] for side, r in zip(near, ranges, strict=True)
    ]
    units = [
        [
            f
            for f in side
            if not _meets(f.span, *r) and (_meets(f.unit_span, *r) or _meets(f.prefix_span, *r))
        ]
        for side, r in zip(near, ranges, strict=True)
    ]
    for own, other in ((0, 1), (1, 0)):
        if units[own] and not units[other] and not numbers[other]:
            prefixed = [_meets(f.prefix_span, *ranges[own]) for f in units[own]]
            behind = _begin_behind(near[other], ranges[other][1]) if any(prefixed) else []
            before = [] if behind and all(prefixed) else _beside(near[other], *ranges[other])
            units[other] = [*(f for f in before if f not in behind), *behind]
        elif units[own] and not units[other] and units[own][0].span.end == ranges[own][0]:
            # 3000元至6000元: the unit came, and 3000 stood there before.
            units[other] = [f for f in near[other] if f.span.end == ranges[other][0]]
    if units[0] and units[1] and len(units[0]) != len(units[1]):
        # Of -5～3度 against -5℃～3℃ the last unit is that of the first number on one side only.
        units = [[f for f in side if not _shares_unit(f)] or side for side in units]
    if not (units[0] or numbers[0]) or not (units[1] or numbers[1]):
        units = [[], []]
    both = [sorted((*a, *b), key=lambda f: f.span) for a, b in zip(numbers, units, strict=True)]
    return both[0], both[1]


def _shares_unit(fact: Fact) -> bool:
    """Say whether the unit of a figure stands behind the other end of its range."""
    return fact.unit_span is not None and fact.unit_span.start > fact.span.end + 1


def _begin_behind(facts: Sequence[Fact], end: int) -> list[Fact]:
    """Return the facts whose number, or the unit before it, begins where a range ends."""
    return [f for f in facts if end in (f.span.start, (f.prefix_span or f.span).start)]


def _beside(facts: Sequence[Fact], start: int, end: int) -> list[Fact]:
    """Return the facts that end where a range begins, or else those that begin where it ends."""
    before = [f for f in facts if start in (f.span.end, end + 1, f.unit_span and f.unit_span.end)]
    return before or [f for f in facts if f.span.start == end]


def _near(facts: Sequence[Fact], start: int, end: int) -> Sequence[Fact]:
    """Return the facts that may reach into a range, by bisection."""
    first = bisect_left(facts, start, key=lambda fact: fact.span.start)
    last = bisect_right(facts, end, first, key=lambda fact: fact.span.start)
    return facts[max(0, first - 2) : last + 1]


def _meets(span: Span | None, start: int, end: int) -> bool:
    """Say whether a span and a filled range have a character in common."""
    return span is not None and span.start < end and span.end > start


def _group_pieces(
    group: Group, sides: Sides, facts: Facts, repeats: RepeatFinder
) -> Iterator[Piece]:
    """Yield the pieces that a group is as a whole: come, gone, moved, split or merged."""
    old, new = (group.old.start, group.old.end), (group.new.start, group.new.end)
    if group.kind in (PairKind.INSERTED, PairKind.DELETED):
        number = 1 if group.kind is PairKind.INSERTED else 0
        if is_rule(sides[number].chars[slice(*(old, new)[number])]):
            yield Piece(ChangeKind.PUNCTUATION, old, new, begins_line=True)
            return
        kind = (ChangeKind.PARAGRAPH_DELETED, ChangeKind.PARAGRAPH_INSERTED)[number]
        listed = [
            fact
            for fact in _near(facts[number], *(old, new)[number])
            if fact.kind in _LISTED and _meets(fact.span, *(old, new)[number])
        ]
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


def _equal_runs(found: Correspondence, edits: Sequence[Edit], *, moved: bool) -> list[Block]:
    """Return what the edits leave equal in each group, joined across groups where it touches.

    Only the groups that ``moved``, or only the others, whose runs rise on both sides.
    """
    by_group: dict[int, list[Edit]] = {}
    for edit in edits:
        by_group.setdefault(edit.group, []).append(edit)
    runs: list[Block] = []
    for index, group in enumerate(found.groups):
        alone = group.kind in (PairKind.INSERTED, PairKind.DELETED)
        if alone or (group.kind is PairKind.MOVED) is not moved:
            continue
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
    return runs


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
