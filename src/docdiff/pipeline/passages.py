"""What was deleted in one file and stands in another: moved, and not lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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

_GONE: Final = (ChangeKind.PARAGRAPH_DELETED, ChangeKind.DOCUMENT_DELETED)
_COME: Final = (ChangeKind.PARAGRAPH_INSERTED, ChangeKind.DOCUMENT_ADDED)
_OLD, _NEW = 0, 1

Compared = tuple[FileStatus, Comparison]


@attrs.frozen(eq=False)
class _Excerpt:
    """The passages of a document that only one state has, put together as a document."""

    row: int
    whole: Document
    spans: tuple[Span, ...]
    text: Document

    def place(self, span: Span) -> Span:
        """Return where a span of the excerpt stands in the whole document."""
        return Span(self._at(span.start), max(self._at(span.start), self._at(span.end, back=True)))

    def _at(self, offset: int, *, back: bool = False) -> int:
        """Return an offset in the whole; an end belongs to the passage before it."""
        for span in self.spans:
            if offset < len(span) or (back and offset == len(span)):
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
    gone = [e for row, each in enumerate(results) if (e := _excerpt(row, each, _OLD))]
    come = [e for row, each in enumerate(results) if (e := _excerpt(row, each, _NEW))]
    shared: list[Compared] = []
    for old, new in _find_links(gone, come):
        # What an earlier link has taken is no longer there.
        left = _excerpt(old.row, results[old.row], _OLD), _excerpt(new.row, results[new.row], _NEW)
        if left[0] is None or left[1] is None:
            continue
        moved, rest = _compare_excerpts(left[0], left[1])
        if moved is None:
            continue
        shared.append((FileStatus.SHARED, moved))
        results[old.row] = _leave(results[old.row], rest, _OLD)
        results[new.row] = _leave(results[new.row], rest, _NEW)
    # A file of which everything was moved has nothing more to tell.
    kept = [each for each in results if each[1].changes or each[0] not in _ONE_SIDED]
    return [*kept, *shared]


_ONE_SIDED: Final = (FileStatus.ADDED, FileStatus.DELETED)


def _excerpt(row: int, compared: Compared, side: int) -> _Excerpt | None:
    """Return what only one state has of a file, each passage with the break behind it."""
    comparison = compared[1]
    kinds = _COME if side else _GONE
    whole = comparison.new if side else comparison.old
    spans = sorted(c.new if side else c.old for c in comparison.changes if c.kind in kinds)
    # A text that cannot be read is lost, wherever else some of it stands.
    spans = [_with_break(span, whole.text) for span in spans if len(span)]
    if not spans or (len(whole.text) and compared[0] is FileStatus.DELETED and "lost" in _said(comparison)):
        return None
    text = "".join(whole.text[span.start : span.end] for span in spans)
    return _Excerpt(row, whole, tuple(spans), Document(whole.id, text))


def _said(comparison: Comparison) -> str:
    return comparison.changes[0].message.partition(":")[0]


def _with_break(span: Span, text: str) -> Span:
    """Return a passage with the white space behind it."""
    end = span.end
    while end < len(text) and text[end].isspace():
        end += 1
    return Span(span.start, end)


def _find_links(
    gone: Sequence[_Excerpt], come: Sequence[_Excerpt]
) -> Iterator[tuple[_Excerpt, _Excerpt]]:
    """Yield what has a passage in common, that which has most first."""
    if not gone or not come:
        return
    holders: dict[str, set[int]] = {}
    for number, excerpt in enumerate(gone):
        chars = make_quiet(excerpt.text.text).chars
        for start in range(max(len(chars) - _PASSAGE + 1, 0)):
            holders.setdefault(chars[start : start + _PASSAGE], set()).add(number)
    counts: dict[tuple[int, int], int] = {}
    for number, excerpt in enumerate(come):
        chars = make_quiet(excerpt.text.text).chars
        runs = {chars[start : start + _PASSAGE] for start in range(len(chars) - _PASSAGE + 1)}
        for run in runs & holders.keys():
            for other in holders[run]:
                counts[other, number] = counts.get((other, number), 0) + 1
    for old, new in sorted(counts, key=lambda link: (-counts[link], link)):
        if gone[old].row != come[new].row:
            yield gone[old], come[new]


def _compare_excerpts(
    old: _Excerpt, new: _Excerpt
) -> tuple[Comparison | None, tuple[list[Span], list[Span]]]:
    """Return the comparison of what two files share, and what is left of either side."""
    settings = attrs.evolve(compare(Document("", ""), Document("", "")).settings, threshold=0.0)
    found = compare(old.text, new.text, settings=settings)
    pairs = [pair for pair in found.alignment if pair.old and pair.new]
    near = [pair for pair in pairs if pair.similarity >= _ALIKE]
    rest = (
        [span for pair in found.alignment if pair not in near for span in pair.old],
        [span for pair in found.alignment if pair not in near for span in pair.new],
    )
    if not near:
        return None, ([], [])
    chars = make_quiet(old.whole.text).chars, make_quiet(new.whole.text).chars
    jaccard, of_old, of_new = measure_overlap(*chars)
    inner = [
        _place(change, old, new)
        for change in found.changes
        if change.kind not in (*_GONE, *_COME) and _is_in(change, near)
    ]
    moves = [_say_moved(each, old, new) for each in _join(near, found.alignment)]
    spans = Span(0, len(old.whole.text)), Span(0, len(new.whole.text))
    comparison = Comparison(
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
        replaced=(spans,),
    )
    return comparison, (
        [old.place(span) for span in rest[0]],
        [new.place(span) for span in rest[1]],
    )
