"""What was deleted in one file and stands in another: moved, and not lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Final

import attrs

from docdiff.checked import FileStatus
from docdiff.model import (
    AlignedPair,
    Alignment,
    Change,
    ChangeKind,
    Comparison,
    Document,
    Fact,
    PairKind,
    Relation,
    Span,
)
from docdiff.normalize import make_quiet
from docdiff.pipeline.comparison import compare
from docdiff.verify import measure_overlap

__all__ = ["Compared", "share_passages"]

# Quiet characters that two passages must have in common to be looked at; a heading or a
# turn of phrase may stand in many files.
_PASSAGE: Final = 24
_ALIKE: Final = 0.5  # from this similarity on a paragraph is the other one, edited
_BREAK: Final = 4  # characters of a blank line, also with CRLF
_ALL: Final = 1_000_000  # characters of which every run is looked at; of more a sixteenth
_MOST: Final = 4  # files on a side that have a passage; what more have is no sign of a move
_QUOTED: Final = 60
_OLD, _NEW = 0, 1
_KINDS: Final = (
    (ChangeKind.PARAGRAPH_DELETED, ChangeKind.TEXT_DELETED, ChangeKind.DOCUMENT_DELETED),
    (ChangeKind.PARAGRAPH_INSERTED, ChangeKind.TEXT_INSERTED, ChangeKind.DOCUMENT_ADDED),
)

_MOVES: Final = (
    ChangeKind.PARAGRAPH_DELETED,
    ChangeKind.PARAGRAPH_INSERTED,
    ChangeKind.PARAGRAPH_MOVED,
)
_DOCUMENT: Final = (ChangeKind.DOCUMENT_DELETED, ChangeKind.DOCUMENT_ADDED)

Compared = tuple[FileStatus, Comparison]


@attrs.frozen(eq=False)
class _Excerpt:
    """A passage of a document that only one state has, or what is left of it."""

    row: int
    whole: Document
    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The text of the spans."""
        return "".join(self.whole.text[span.start : span.end] for span in self.spans)

    def place(self, span: Span) -> Span:
        """Return where a span of the excerpt stands in the whole document."""
        start = self._at(span.start)
        return Span(start, max(start, self._at(span.end, is_end=True)) if len(span) else start)

    def without(self, taken: Sequence[Span]) -> _Excerpt:
        """Return the excerpt without some spans of the whole document."""
        rest = (part for span in self.spans for part in _subtract(span, taken, self.whole.text))
        return attrs.evolve(self, spans=tuple(_with_break(span, self.whole.text) for span in rest))

    def _at(self, offset: int, *, is_end: bool = False) -> int:
        """Return an offset in the whole; an end belongs to the passage before it."""
        for span in self.spans:
            if offset < len(span) or (is_end and offset == len(span)):
                return span.start + offset
            offset -= len(span)
        return self.spans[-1].end


@attrs.define
class _Shared:
    """What moved from one file to another."""

    changes: list[Change] = attrs.field(factory=list)
    pairs: list[AlignedPair] = attrs.field(factory=list)
    noise: Counter[str] = attrs.field(factory=Counter)


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
    gone = [each for row in range(len(results)) for each in _cut(row, results, _OLD)]
    come = [each for row in range(len(results)) for each in _cut(row, results, _NEW)]
    shared: dict[tuple[int, int], _Shared] = {}
    for i, j in _find_links(gone, come):
        old, new = gone[i], come[j]  # without what another link has taken
        if not old.spans or not new.spans:
            continue
        settings = attrs.evolve(results[new.row][1].settings, threshold=0.0)
        found = compare(Document("", old.text), Document("", new.text), settings=settings)
        near = [pair for pair in found.alignment if pair.similarity >= _ALIKE]
        if not near:
            continue
        _note(shared.setdefault((old.row, new.row), _Shared()), (old, new), found, near)
        taken = (
            sorted(old.place(span) for pair in near for span in pair.old),
            sorted(new.place(span) for pair in near for span in pair.new),
        )
        results[old.row] = _leave(results[old.row], taken[_OLD], _OLD)
        results[new.row] = _leave(results[new.row], taken[_NEW], _NEW)
        gone[i], come[j] = old.without(taken[_OLD]), new.without(taken[_NEW])
    # A file of which everything was moved has nothing more to tell.
    one_sided = (FileStatus.ADDED, FileStatus.DELETED)
    return [
        *(each for each in results if each[1].changes or each[0] not in one_sided),
        *(
            (FileStatus.SHARED, _make_comparison(compared[old][1], compared[new][1], moved))
            for (old, new), moved in sorted(shared.items())
        ),
    ]


def _cut(row: int, results: Sequence[Compared], side: int) -> list[_Excerpt]:
    """Return the passages that only one state has of a file, each with the break behind it."""
    comparison = results[row][1]
    whole = comparison.new if side else comparison.old
    runs: list[Span] = []
    for own in sorted(_own(c, side) for c in comparison.changes if c.kind in _KINDS[side]):
        span = _with_break(own, whole.text)
        if runs and span.start <= runs[-1].end:
            runs[-1] = Span(runs[-1].start, max(span.end, runs[-1].end))
        else:
            runs.append(span)
    return [_Excerpt(row, whole, (span,)) for span in runs if len(span) >= _PASSAGE]


def _with_break(span: Span, text: str) -> Span:
    """Return a passage with the white space behind it."""
    end = span.end
    while end < len(text) and text[end].isspace():
        end += 1
    return Span(span.start, end)


def _find_links(gone: Sequence[_Excerpt], come: Sequence[_Excerpt]) -> list[tuple[int, int]]:
    """Return the places of what has a run in common, that which has most first."""
    if not gone or not come:
        return []
    sampled = sum(len(span) for each in (*gone, *come) for span in each.spans) > _ALL
    holders: dict[str, tuple[list[int], list[int]]] = {}
    for side, excerpts in enumerate((gone, come)):
        for number, excerpt in enumerate(excerpts):
            for passage in _passages(excerpt.text, sampled=sampled):
                holders.setdefault(passage, ([], []))[side].append(number)
    counts: Counter[tuple[int, int]] = Counter()
    for olds, news in holders.values():
        if len(olds) <= _MOST and len(news) <= _MOST:
            counts.update((i, j) for i in olds for j in news if gone[i].row != come[j].row)
    return sorted(counts, key=lambda link: (-counts[link], link))


def _passages(text: str, *, sampled: bool = False) -> set[str]:
    """Return the runs of quiet characters of a text, or a sixteenth of them."""
    chars = make_quiet(text).chars
    starts: Iterable[int] = range(len(chars) - _PASSAGE + 1)
    if sampled:
        starts = (start for start in starts if ord(chars[start + 1]) % 16 == 0)
    return {chars[start : start + _PASSAGE] for start in starts}


def _note(
    shared: _Shared,
    excerpts: tuple[_Excerpt, _Excerpt],
    found: Comparison,
    near: Sequence[AlignedPair],
) -> None:
    """Note the paragraphs that moved, and what was changed in them."""
    old, new = excerpts
    shared.changes += [
        _place(change, old, new)
        for change in found.changes
        if change.kind not in _MOVES
        and any(_touches(change.new, span) for pair in near for span in pair.new)
    ]
    shared.changes += [_say_moved(run, old, new) for run in _join(near)]
    shared.pairs += [
        AlignedPair(
            PairKind.MOVED,
            tuple(old.place(span) for span in pair.old),
            tuple(new.place(span) for span in pair.new),
            pair.similarity,
        )
        for pair in near
    ]
    shared.noise += Counter(found.noise)


def _make_comparison(old: Comparison, new: Comparison, shared: _Shared) -> Comparison:
    """Return the comparison of two files by the paragraphs that moved from one to the other."""
    texts = old.old.text, new.new.text
    jaccard, of_old, of_new = measure_overlap(
        make_quiet(texts[0]).chars, make_quiet(texts[1]).chars, new.settings.shingle_size
    )
    return Comparison(
        old=old.old,
        new=new.new,
        relation=Relation.OVERLAP,
        jaccard=jaccard,
        containment_of_old=of_old,
        containment_of_new=of_new,
        alignment=Alignment(tuple(sorted(shared.pairs, key=lambda pair: (pair.new, pair.old)))),
        changes=tuple(sorted(shared.changes, key=lambda change: (change.new, change.old))),
        noise=dict(sorted(shared.noise.items())),
        settings=new.settings,
        replaced=((Span(0, len(texts[0])), Span(0, len(texts[1]))),),
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


def _leave(compared: Compared, moved: Sequence[Span], side: int) -> Compared:
    """Return a comparison that tells as deleted or inserted only what did not move."""
    status, comparison = compared
    whole = comparison.new if side else comparison.old
    changes = []
    for change in comparison.changes:
        own = _own(change, side)
        if change.kind not in _KINDS[side]:
            # A fact in what moved is where it was; one that was lost on the way is told there.
            if len(_own(change, 1 - side)) or not any(_holds(span, own) for span in moved):
                changes.append(change)
            continue
        rest = _subtract(own, moved, whole.text)
        changes += [change] if rest == [own] else [_narrow(change, span, side) for span in rest]
    changes.sort(key=lambda change: (change.new, change.old))
    return status, attrs.evolve(comparison, changes=tuple(changes))


def _own(change: Change, side: int) -> Span:
    return change.new if side else change.old


def _holds(span: Span, other: Span) -> bool:
    return span.start <= other.start < other.end <= span.end


def _subtract(whole: Span, parts: Sequence[Span], text: str) -> list[Span]:
    """Return what is left of a span, as one where nothing but white space is taken."""
    left, start = [], whole.start
    for part in (*parts, Span(whole.end, whole.end)):
        if part.end < whole.start or part.start > whole.end:
            continue
        piece = text[start : max(start, part.start)]
        if piece.strip():
            begin = start + len(piece) - len(piece.lstrip())
            left.append(Span(begin, begin + len(piece.strip())))
        start = max(start, part.end)
    taken = any(part.start < whole.end and part.end > whole.start for part in parts)
    return left if taken else [whole]


def _narrow(change: Change, own: Span, side: int) -> Change:
    """Return a change of a whole passage as one of a part of it."""
    kind = _KINDS[side][0] if change.kind in _DOCUMENT else change.kind
    first = _own(change, side)
    quoted = (change.new_text if side else change.old_text)[own.start - first.start :][: len(own)]
    place = _own(change, 1 - side).start
    other = Span(place, place)
    text = f"{kind}\0{make_quiet(quoted).chars}"
    return Change(
        kind=kind,
        old=other if side else own,
        new=own if side else other,
        old_text="" if side else quoted,
        new_text=quoted if side else "",
        message=f'{kind.value.replace("-", " ")}: "{" ".join(quoted.split())[:_QUOTED]}"',
        fingerprint=blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest(),
        # Of a note that a document came, a paragraph remains; an error stays one.
        severity=max(change.severity, kind.severity, key=lambda severity: severity.rank),
        facts=tuple(fact for fact in change.facts if own.start <= fact.span.start < own.end),
    )
