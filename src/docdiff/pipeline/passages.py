"""What was deleted in one file and stands in another: moved, and not lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b
from typing import Final

import attrs

from docdiff.model import (
    AlignedPair,
    Alignment,
    Change,
    ChangeKind,
    Comparison,
    Document,
    Fact,
    FileStatus,
    PairKind,
    Relation,
    Span,
)
from docdiff.normalize import make_quiet
from docdiff.pipeline.comparison import compare
from docdiff.verify import measure_overlap

__all__ = ["share_passages"]

# Quiet characters that two passages must have in common to be looked at; a heading or a
# turn of phrase may stand in many files.
_PASSAGE: Final = 24
_ALIKE: Final = 0.5  # from this similarity on a paragraph is the other one, edited
_BREAK: Final = 4  # characters of a blank line, also with CRLF
_OLD, _NEW = 0, 1
_KINDS: Final = (
    (ChangeKind.PARAGRAPH_DELETED, ChangeKind.DOCUMENT_DELETED),
    (ChangeKind.PARAGRAPH_INSERTED, ChangeKind.DOCUMENT_ADDED),
)

Compared = tuple[FileStatus, Comparison]


@attrs.frozen(eq=False)
class _Excerpt:
    """The passages of a document that only one state has, put together as a document."""

    row: int
    whole: Document
    spans: tuple[Span, ...]
    text: str

    def place(self, span: Span) -> Span:
        """Return where a span of the excerpt stands in the whole document."""
        start = self._at(span.start)
        return Span(start, max(start, self._at(span.end, is_end=True)) if len(span) else start)

    def _at(self, offset: int, *, is_end: bool = False) -> int:
        """Return an offset in the whole; an end belongs to the passage before it."""
        for span in self.spans:
            if offset < len(span) or (is_end and offset == len(span)):
                return span.start + offset
            offset -= len(span)
        return self.spans[-1].end


def share_passages(compared: Sequence[Compared]) -> list[Compared]:
    """Find what moved between files, and add a comparison for each two that share it.

    What moved is no longer told as deleted and inserted; what was edited on the way is told
    as in any paragraph that survives.

    Parameters
    ----------
    compared
        The files, each compared with its earlier version.
    """
    results = list(compared)
    gone = [each for row in range(len(results)) if (each := _cut(row, results, _OLD))]
    come = [each for row in range(len(results)) if (each := _cut(row, results, _NEW))]
    shared: list[Compared] = []
    for old_row, new_row in _find_links(gone, come):
        # What another file has taken is no longer there.
        old, new = _cut(old_row, results, _OLD), _cut(new_row, results, _NEW)
        if old is None or new is None:
            continue
        settings = attrs.evolve(results[new_row][1].settings, threshold=0.0)
        found = compare(Document("", old.text), Document("", new.text), settings=settings)
        near = [pair for pair in found.alignment if pair.similarity >= _ALIKE]
        if near:
            shared.append((FileStatus.SHARED, _make_comparison(old, new, found, near)))
            results[old_row] = _leave(results[old_row], old, found, _OLD)
            results[new_row] = _leave(results[new_row], new, found, _NEW)
    # A file of which everything was moved has nothing more to tell.
    one_sided = (FileStatus.ADDED, FileStatus.DELETED)
    return [*(each for each in results if each[1].changes or each[0] not in one_sided), *shared]


def _cut(row: int, results: Sequence[Compared], side: int) -> _Excerpt | None:
    """Return what only one state has of a file, each passage with the break behind it."""
    comparison = results[row][1]
    whole = comparison.new if side else comparison.old
    spans = sorted(
        change.new if side else change.old
        for change in comparison.changes
        if change.kind in _KINDS[side]
    )
    spans = [_with_break(span, whole.text) for span in spans if len(span)]
    text = "".join(whole.text[span.start : span.end] for span in spans)
    return _Excerpt(row, whole, tuple(spans), text) if text.strip() else None


def _with_break(span: Span, text: str) -> Span:
    """Return a passage with the white space behind it."""
    end = span.end
    while end < len(text) and text[end].isspace():
        end += 1
    return Span(span.start, end)


def _find_links(gone: Sequence[_Excerpt], come: Sequence[_Excerpt]) -> list[tuple[int, int]]:
    """Return the rows of what has a passage in common, that which has most first."""
    if not gone or not come:
        return []
    holders: dict[str, set[int]] = {}
    for excerpt in gone:
        for passage in _passages(excerpt):
            holders.setdefault(passage, set()).add(excerpt.row)
    counts: Counter[tuple[int, int]] = Counter()
    for excerpt in come:
        for passage in _passages(excerpt) & holders.keys():
            counts.update((row, excerpt.row) for row in holders[passage] if row != excerpt.row)
    return sorted(counts, key=lambda link: (-counts[link], link))


def _passages(excerpt: _Excerpt) -> set[str]:
    """Return the runs of quiet characters of an excerpt."""
    chars = make_quiet(excerpt.text).chars
    return {chars[start : start + _PASSAGE] for start in range(len(chars) - _PASSAGE + 1)}


def _make_comparison(
    old: _Excerpt, new: _Excerpt, found: Comparison, near: Sequence[AlignedPair]
) -> Comparison:
    """Return the comparison of two files by the paragraphs that moved from one to the other."""
    inner = [
        _place(change, old, new)
        for change in found.changes
        if change.kind not in (*_KINDS[_OLD], *_KINDS[_NEW], ChangeKind.PARAGRAPH_MOVED)
        and any(_touches(change.new, span) for pair in near for span in pair.new)
    ]
    moves = [_say_moved(run, old, new) for run in _join(near)]
    chars = make_quiet(old.whole.text).chars, make_quiet(new.whole.text).chars
    jaccard, of_old, of_new = measure_overlap(*chars, found.settings.shingle_size)
    return Comparison(
        old=old.whole,
        new=new.whole,
        relation=Relation.OVERLAP,
        jaccard=jaccard,
        containment_of_old=of_old,
        containment_of_new=of_new,
        alignment=Alignment(
            tuple(
                AlignedPair(
                    PairKind.MOVED,
                    tuple(old.place(span) for span in pair.old),
                    tuple(new.place(span) for span in pair.new),
                    pair.similarity,
                )
                for pair in near
            )
        ),
        changes=tuple(sorted([*inner, *moves], key=lambda change: (change.new, change.old))),
        noise=found.noise,
        settings=found.settings,
        replaced=((Span(0, len(old.whole.text)), Span(0, len(new.whole.text))),),
    )


def _touches(span: Span, other: Span) -> bool:
    return span.start <= other.end and span.end >= other.start


def _join(near: Sequence[AlignedPair]) -> list[tuple[Span, Span]]:
    """Join paragraphs that follow one another on both sides; breaks may stand between."""
    runs: list[tuple[Span, Span]] = []
    for pair in near:
        old, new = (Span(side[0].start, side[-1].end) for side in (pair.old, pair.new))
        last = runs[-1] if runs else None
        if last and 0 <= old.start - last[0].end <= _BREAK and new.start - last[1].end <= _BREAK:
            runs[-1] = Span(last[0].start, old.end), Span(last[1].start, new.end)
        else:
            runs.append((old, new))
    return runs


def _say_moved(run: tuple[Span, Span], old: _Excerpt, new: _Excerpt) -> Change:
    """Return the change that says that a passage moved to another file."""
    spans = old.place(run[0]), new.place(run[1])
    quotes = tuple(
        excerpt.whole.text[span.start : span.end]
        for excerpt, span in zip((old, new), spans, strict=True)
    )
    kind = ChangeKind.PARAGRAPH_MOVED
    text = f"{kind}\0{make_quiet(quotes[1]).chars}\0{old.whole.id}"
    return Change(
        kind=kind,
        old=spans[0],
        new=spans[1],
        old_text=quotes[0],
        new_text=quotes[1],
        message=f"moved from {old.whole.id} to {new.whole.id}",
        fingerprint=blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest(),
        severity=kind.severity,
    )


def _place(change: Change, old: _Excerpt, new: _Excerpt) -> Change:
    """Return a change of excerpts with its places in the whole documents."""

    def place_fact(fact: Fact | None, side: _Excerpt) -> Fact | None:
        if fact is None:
            return None
        unit, prefix = fact.unit_span, fact.prefix_span
        return attrs.evolve(
            fact,
            span=side.place(fact.span),
            unit_span=unit and side.place(unit),
            prefix_span=prefix and side.place(prefix),
        )

    sides = {"old": old, "new": new}
    listed = old if len(change.old) else new
    return attrs.evolve(
        change,
        old=old.place(change.old),
        new=new.place(change.new),
        old_value=place_fact(change.old_value, old),
        new_value=place_fact(change.new_value, new),
        related=tuple((name, sides[name].place(span)) for name, span in change.related),
        facts=tuple(placed for fact in change.facts if (placed := place_fact(fact, listed))),
    )


def _leave(compared: Compared, excerpt: _Excerpt, found: Comparison, side: int) -> Compared:
    """Return a comparison with no more deleted or inserted than is left of an excerpt."""
    status, comparison = compared
    told = {_span(c, side): c for c in comparison.changes if c.kind in _KINDS[side]}
    left = []
    for change in found.changes:
        if change.kind not in _KINDS[side]:
            continue
        own = excerpt.place(_span(change, side))
        around = next((c for span, c in told.items() if span.start <= own.start < span.end), None)
        if around is None or own in told:
            left += [around] if around else []
            continue
        other = Span(_span(around, 1 - side).start, _span(around, 1 - side).start)
        placed = _place(change, excerpt, excerpt)
        spans = (other, own) if side else (own, other)
        left.append(attrs.evolve(placed, old=spans[0], new=spans[1]))
    rest = [change for change in comparison.changes if change.kind not in _KINDS[side]]
    changes = tuple(sorted([*rest, *left], key=lambda change: (change.new, change.old)))
    return status, attrs.evolve(comparison, changes=changes)


def _span(change: Change, side: int) -> Span:
    return change.new if side else change.old
