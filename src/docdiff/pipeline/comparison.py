"""Two documents to what differs between them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import compress, islice
from operator import not_

from docdiff.align import align, find_equal_lines
from docdiff.edits import diff_hunks, find_hunks
from docdiff.facts import find_facts, signs_of
from docdiff.model import (
    Alignment,
    Comparison,
    Correspondence,
    Document,
    Edit,
    Fact,
    FactKey,
    FactKind,
    PairKind,
    Relation,
    Settings,
    Span,
)
from docdiff.normalize import make_quiet_pair
from docdiff.pipeline.checks import checked_settings, refuse_others
from docdiff.pipeline.contrasts import weigh_words
from docdiff.pipeline.notations import match_notations
from docdiff.pipeline.numbers import add_numbers
from docdiff.pipeline.units import add_units
from docdiff.report import make_alignment, make_report, report_replacement
from docdiff.split import mark_folds
from docdiff.text import QuietText
from docdiff.verify import (
    Likeness,
    compare_names,
    compare_parties,
    compare_short,
    find_party,
    find_subject,
    is_short,
    measure_overlap,
    relate,
)
from docdiff.views import make_view, view_places

__all__ = ["compare"]

# Quiet characters around an edit in which facts are looked for: no date, figure or unit is
# as long, so none that reaches into the edit is cut.
_AROUND = 48
# Characters of a text that tell its language.
_CONTEXT = 4_000
# Facts that are listed with a deleted passage, and how many are sought one by one.
_LISTED = (FactKind.FIGURE, FactKind.DATE, FactKind.REFERENCE)
_MOST_SOUGHT = 32
_FULL_STOP = "。"  # no fact has it inside

Sides = tuple[QuietText, QuietText]
Range = tuple[int, int]


def compare(old: Document, new: Document, *, settings: Settings | None = None) -> Comparison:
    """Say how two documents relate and what differs between them.

    Parameters
    ----------
    old, new
        Any two documents, empty ones and unrelated ones too.
    settings
        What the relation is measured with, and what is taken for granted of both texts.

    Raises
    ------
    TypeError
        If something else than a document is given.

    Returns
    -------
    Comparison
        With the documents exchanged it is the mirror image.

    Examples
    --------
    >>> from docdiff import Document, compare
    >>> result = compare(Document("a", "總投資4.5億元。"), Document("b", "總投資億元。"))
    >>> [(change.kind.value, change.old_text) for change in result.changes]
    [('figure-lost', '4.5')]
    """
    settings = checked_settings(settings)
    refuse_others([old])
    refuse_others([new])
    quiet = make_quiet_pair(old.text, new.text)
    sides = (mark_folds(quiet[0]), mark_folds(quiet[1]))
    chars = (sides[0].chars, sides[1].chars)
    lines = find_equal_lines(*sides)
    shared = measure_overlap(*chars, settings.shingle_size, lines)
    likeness = _find_likeness(chars, shared, (old.text, new.text))
    relation, _ = relate(likeness, settings.threshold)
    found = align(*sides, lines) if relation is not Relation.UNRELATED or is_short(*chars) else None
    if found and relation is Relation.UNRELATED and _has_pair(found):
        # Shingles say little of a line or two; what stayed of them can be shown.
        relation = Relation.OVERLAP
    if found is None or relation is Relation.UNRELATED:
        alignment, report = Alignment(()), report_replacement(sides)
    else:
        hunks = find_hunks(sides, found)
        facts, places = match_notations(_facts_near(hunks, sides, found, settings.language), sides)
        edits = diff_hunks(hunks, sides, found, places)
        known = _known_facts(sides, found, facts, settings.language)
        told = add_numbers(add_units(facts, edits, sides), edits, sides, found)
        told = weigh_words(told, edits, sides, found)
        report = make_report(sides, found, edits, told, known, promote=settings.promote)
        alignment = make_alignment(sides, found, edits)
    return Comparison(
        old=old,
        new=new,
        relation=relation,
        jaccard=shared[0],
        containment_of_old=shared[1],
        containment_of_new=shared[2],
        alignment=alignment,
        changes=report.changes,
        noise=report.noise,
        settings=settings,
        replaced=report.replaced,
    )


def _find_likeness(
    chars: tuple[str, str], shared: tuple[float, float, float], texts: tuple[str, str]
) -> Likeness:
    """Gather what the relation is decided by."""
    likeness = Likeness(
        length_a=len(chars[0]),
        length_b=len(chars[1]),
        is_equal=chars[0] == chars[1],
        similarity=compare_short(*chars),
        jaccard=shared[0],
        containment_of_a=shared[1],
        containment_of_b=shared[2],
        weighted_containment_a=shared[1],
        weighted_containment_b=shared[2],
    )
    subjects = find_subject(texts[0]), find_subject(texts[1])
    named = compare_names(likeness, subjects, lambda: chars)
    return compare_parties(
        named, subjects, lambda: (find_party(texts[0]), find_party(texts[1])), lambda: chars
    )


def _has_pair(found: Correspondence) -> bool:
    """Say whether any passage of one side stands for one of the other."""
    alone = (PairKind.INSERTED, PairKind.DELETED)
    return any(group.kind not in alone for group in found.groups)


def _facts_near(
    hunks: Sequence[Edit], sides: Sides, found: Correspondence, language: str | None
) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """Return the facts of both sides in and around what differs, in quiet positions."""
    windows: tuple[list[Range], list[Range]] = ([], [])
    for hunk in hunks:
        group = found.groups[hunk.group]
        windows[0].append(_window(hunk.i, hunk.i_end, group.old))
        windows[1].append(_window(hunk.j, hunk.j_end, group.new))
    for group in found.groups:
        if group.kind is PairKind.DELETED:
            windows[0].append((group.old.start, group.old.end))
        elif group.kind is PairKind.INSERTED:
            windows[1].append((group.new.start, group.new.end))
    return (
        tuple(_facts_in(sides[0], found.old_gaps, _merge(windows[0]), language)),
        tuple(_facts_in(sides[1], found.new_gaps, _merge(windows[1]), language)),
    )


def _window(start: int, end: int, within: Span) -> Range:
    """Return a range with its surroundings, inside its group."""
    return max(within.start, start - _AROUND), min(within.end, end + _AROUND)


def _merge(windows: Iterable[Range]) -> list[Range]:
    """Return the windows in order, overlapping ones joined."""
    merged: list[Range] = []
    for start, end in sorted(windows):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], end)
        else:
            merged.append((start, end))
    return merged


def _facts_in(
    side: QuietText, gaps: bytes, windows: Iterable[Range], language: str | None
) -> Iterator[Fact]:
    """Yield the facts that stand in stretches of a quiet text, in quiet positions."""
    facts, places = _read(side, gaps, windows, language)
    return (fact.map_spans(partial(_quiet_span, places)) for fact in facts)


def _read(
    side: QuietText, gaps: bytes, windows: Iterable[Range], language: str | None
) -> tuple[tuple[Fact, ...], list[int]]:
    """Return the facts of stretches, and the quiet position of each character read."""
    views: list[str] = []
    places: list[int] = []
    for start, end in windows:
        views.append(make_view(side, gaps, start, end))
        # No fact crosses a line feed, so one reading is enough for all stretches.
        places += view_places(gaps, start, end)
        places.append(end)
    context = side.text[:_CONTEXT]
    return find_facts("\n".join(views), context=context, language=language), places


def _quiet_span(places: Sequence[int], span: Span) -> Span:
    """Return the quiet positions of a filled span of a view."""
    return Span(places[span.start], places[span.end - 1] + 1)


def _known_facts(
    sides: Sides,
    found: Correspondence,
    facts: tuple[Sequence[Fact], Sequence[Fact]],
    language: str | None,
) -> frozenset[FactKey]:
    """Return those facts of deleted passages that stand anywhere in the new text.

    Most of them stand there in the same characters, so one paragraph that has these is read
    first, and the others only where that is not enough and the fact could stand.
    """
    lost: dict[FactKey, str] = {}
    known: set[FactKey] = set()
    unread: list[Range] = []
    for group in found.groups:
        if group.kind is PairKind.DELETED:
            for fact in _within(facts[0], group.old):
                if fact.kind in _LISTED:
                    places = [p for p in (fact.prefix_span, fact.span, fact.unit_span) if p]
                    start, end = min(p.start for p in places), max(p.end for p in places)
                    lost[fact.key] = sides[0].chars[start:end]
        elif group.kind is PairKind.INSERTED:
            known.update(fact.key for fact in _within(facts[1], group.new))
        else:
            unread.append((group.new.start, group.new.end))
    for choose in (_first_with, _possible):
        sought = {key: word for key, word in lost.items() if key not in known}
        if sought:
            chosen = choose(sought, sides[1].chars, unread)
            spans = sorted(compress(unread, chosen))
            unread = [*compress(unread, map(not_, chosen))]
            known.update(fact.key for fact in _read(sides[1], found.new_gaps, spans, language)[0])
    return frozenset(known)


def _first_with(sought: Mapping[FactKey, str], chars: str, spans: Sequence[Range]) -> list[bool]:
    """Choose for each of some facts the first passage that has its characters."""
    passages = [chars[start:end] for start, end in spans]
    chosen = [False] * len(spans)
    for word in islice(sought.values(), _MOST_SOUGHT):
        at = next((at for at, passage in enumerate(passages) if word in passage), None)
        if at is not None:
            chosen[at] = True
    return chosen


def _possible(sought: Mapping[FactKey, str], chars: str, spans: Sequence[Range]) -> list[bool]:
    """Choose the passages in which one of some facts may stand."""
    if len(sought) > _MOST_SOUGHT:
        return [True] * len(spans)
    present = frozenset(chars)
    # Of the signs few are in the text at all, and few are sooner looked for than many.
    signs = {tuple(sign & present for sign in signs_of(key)) for key in sought}
    signs = {one for one in signs if all(one)}
    return [
        any(
            not any(map(sentence.isdisjoint, one))
            for sentence in map(frozenset, chars[start:end].split(_FULL_STOP))
            for one in signs
        )
        for start, end in spans
    ]


def _within(facts: Sequence[Fact], span: Span) -> Sequence[Fact]:
    """Return the facts that begin inside a range."""
    first = bisect_left(facts, span.start, key=lambda fact: fact.span.start)
    return facts[first : bisect_left(facts, span.end, first, key=lambda fact: fact.span.start)]
