"""One document against itself: what it says twice, and where it disagrees with itself."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import attrs

from docdiff.facts import find_bracket_conflicts, find_list_conflicts
from docdiff.model import (
    Alignment,
    Change,
    ChangeKind,
    Comparison,
    Document,
    Relation,
    Settings,
    Span,
)
from docdiff.normalize import make_quiet
from docdiff.pipeline.checks import checked_settings, refuse_others
from docdiff.pipeline.comparison import compare
from docdiff.report import is_whole, number_fingerprints, report_conflict, report_repeat
from docdiff.restated import Restated, find_restated
from docdiff.split import mark_folds
from docdiff.text import Gap, QuietText, break_places, is_cjk
from docdiff.views import make_view, view_places

__all__ = ["inspect"]

# A passage repeated inside a sentence is worth a word from this weight on, in ideographs.
_LONG = 24
# Passages that restate something have at least this much in common.
_RESTATED = 20
# A name is no longer, in quiet characters; what is longer is another statement.
_LONGEST_NAME = 12
_SENTENCE_ENDS = frozenset("。！？!?.;；")
# A passage is a copy as a whole when so much of it is equal.
_ALIKE = 0.8
_KINDS = frozenset(
    {
        *(ChangeKind.FIGURE_CHANGED, ChangeKind.FIGURE_MASKED, ChangeKind.FIGURE_UNMASKED),
        *(ChangeKind.DATE_CHANGED, ChangeKind.DATE_MASKED, ChangeKind.DATE_UNMASKED),
        *(ChangeKind.UNIT_CHANGED, ChangeKind.NEGATION_CHANGED, ChangeKind.MODALITY_CHANGED),
    }
)


def inspect(document: Document, *, settings: Settings | None = None) -> Comparison:
    """Compare one document with itself: passages repeated, and facts that disagree.

    A passage is reported where it stands again, as ``repeat-added``, if it is a whole line
    or sentence of 12 quiet characters or more, or any passage as long as 24 ideographs. A
    figure, date or name that is another one where the text says the same again, items in
    which two lists of the same things differ, and a number in words and the same in digits
    that contradict each other, are ``fact-inconsistent``.

    Parameters
    ----------
    document
        Any document.
    settings
        Kept in the result; ``language`` is what figures are read in.

    Returns
    -------
    Comparison
        Of the document with itself: ``old`` of each change is the earlier place, ``new``
        the later one. Changes are in the order of the later places.

    Raises
    ------
    TypeError
        If something else than a document is given.

    Examples
    --------
    >>> from docdiff import Document, inspect
    >>> sentence = (
    ...     "The new bridge over the northern harbour, which was planned for many years and opens"
    ...     " in spring, cost {} million euros. "
    ... )
    >>> text = sentence.format(4) + "Much has been said. " + sentence.format(5)
    >>> [(c.kind.value, c.old_text, c.new_text) for c in inspect(Document("a", text)).changes]
    [('fact-inconsistent', '4', '5')]
    """
    settings = checked_settings(settings)
    refuse_others([document])
    quiet = mark_folds(make_quiet(document.text))
    changes: list[Change] = []
    for pair in find_restated(quiet):
        changes += _judge(pair, quiet, document, settings)
    whole = _join_lines(quiet), 0, len(quiet.chars)
    view, places = make_view(quiet, *whole), view_places(*whole)
    for first, second in (*find_list_conflicts(view), *find_bracket_conflicts(view)):
        spans = [
            Span(quiet.raw_start(places[s.start]), quiet.raw_end(places[s.end - 1] + 1))
            for s in (first, second)
        ]
        changes.append(report_conflict(document.text, spans[0], spans[1]))
    found = {(change.kind, change.old, change.new): change for change in changes}
    ordered = sorted(found.values(), key=lambda change: (change.new, change.old))
    return Comparison(
        old=document,
        new=document,
        relation=Relation.IDENTICAL,
        jaccard=1.0,
        containment_of_old=1.0,
        containment_of_new=1.0,
        alignment=Alignment(()),
        changes=number_fingerprints(ordered),
        noise={},
        settings=settings,
        replaced=(),
    )


def _join_lines(quiet: QuietText) -> bytes:
    """Return the gaps of a text, breaks inside a sentence undone; no other version tells them."""
    chars, joined = quiet.chars, bytearray(quiet.gaps)
    for place in break_places(quiet.gaps, Gap.FOLD, 1, len(chars)):
        before, behind = chars[place - 1], chars[place]
        if joined[place] < Gap.BLANK and before not in _SENTENCE_ENDS:
            joined[place] = Gap.NONE if is_cjk(before) and is_cjk(behind) else Gap.SPACE
    return bytes(joined)


def _judge(
    pair: Restated, quiet: QuietText, document: Document, settings: Settings
) -> Iterator[Change]:
    """Yield what a passage that stands twice amounts to."""
    size = max(len(pair.first), len(pair.second))
    equal = sum(block.size for block in pair.blocks)
    spans = [
        Span(quiet.raw_start(span.start), quiet.raw_end(span.end))
        for span in (pair.first, pair.second)
    ]
    conflicts: list[Change] = []
    if pair.is_rare and len(pair.blocks) > 1 and pair.weight >= _RESTATED:
        conflicts = list(_conflicts(document, spans, settings))
        yield from conflicts
    if pair.weight >= _LONG and equal >= _ALIKE * size:
        if not conflicts:
            yield report_repeat(quiet, pair.first, pair.second)
        return
    for block in pair.blocks:
        passage = Span(block.j, block.j + block.size)
        if block.size and is_whole(quiet, passage):
            yield report_repeat(quiet, Span(block.i, block.i + block.size), passage)


def _conflicts(document: Document, spans: list[Span], settings: Settings) -> Iterator[Change]:
    """Yield the facts and names in which two passages of a document differ."""
    parts = [
        Document(document.id, document.text[span.start : span.end], document.origin)
        for span in spans
    ]
    places = [partial(_shift, span.start) for span in spans]
    for change in compare(parts[0], parts[1], settings=attrs.evolve(settings, promote=())).changes:
        is_name = change.kind is ChangeKind.TEXT_REPLACED and all(
            len(reading) <= _LONGEST_NAME
            and reading[:1].isalpha()
            and not any(map(str.isnumeric, reading))  # 第三條 here, 第四條 there
            for reading in (change.old_text, change.new_text)
        )
        if change.kind in _KINDS or is_name:
            yield attrs.evolve(
                report_conflict(document.text, places[0](change.old), places[1](change.new)),
                old_value=change.old_value and change.old_value.map_spans(places[0]),
                new_value=change.new_value and change.new_value.map_spans(places[1]),
            )


def _shift(by: int, span: Span) -> Span:
    """Return a span of a passage as one of the whole text."""
    return Span(span.start + by, span.end + by)
