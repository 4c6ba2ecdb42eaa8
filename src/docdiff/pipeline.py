"""The public verbs, each reading from top to bottom like the way of the data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import attrs

from docdiff.align import align
from docdiff.edits import diff_hunks, find_hunks
from docdiff.facts import find_facts
from docdiff.model import (
    Alignment,
    CandidatePair,
    Comparison,
    Correspondence,
    Document,
    Edit,
    Fact,
    FactKey,
    PairKind,
    Progress,
    Relation,
    Settings,
    Span,
    VersionSearch,
    ignore_progress,
)
from docdiff.normalize import make_quiet
from docdiff.patch import digest
from docdiff.report import make_alignment, make_report, report_replacement
from docdiff.split import mark_folds, split_fragments
from docdiff.text import QuietText, make_view
from docdiff.verify import measure_overlap, relate, verify_pairs

__all__ = ["compare", "find_versions"]

# Quiet characters around an edit in which facts are looked for: no date, figure or unit is
# as long, so none that reaches into the edit is cut.
_AROUND = 48
# Characters of a text that tell its language.
_CONTEXT = 4_000

Sides = tuple[QuietText, QuietText]


def find_versions(
    documents: Iterable[Document],
    *,
    settings: Settings | None = None,
    on_progress: Callable[[Progress], None] = ignore_progress,
) -> VersionSearch:
    """Find which documents are versions of one another.

    Parameters
    ----------
    documents
        Any documents; their ids must differ.
    settings
        What similarity is measured with, and from which share on texts are versions.
    on_progress
        Called before each step with what was done and what is left to do.

    Returns
    -------
    VersionSearch
        Related pairs, each checked exactly, and the families. Of documents that are identical
        one is paired with each of the others, and stands for them in further pairs. The order
        of the documents decides nothing but the order of the pairs.

    Raises
    ------
    ValueError
        If two documents have one id.
    TypeError
        If something else than a document is given.

    Examples
    --------
    >>> from docdiff import Document, find_versions
    >>> a, b = Document("a", "Invested: 4.5 million"), Document("b", "Invested: 4.6 million")
    >>> find_versions([a, b, Document("c", "Call me.")]).families[0].members
    ('a', 'b')
    """
    # The arrays of a search take longer to load than a comparison takes.
    from docdiff.candidates import SHORTEST_PASSAGE, find_candidates  # noqa: PLC0415
    from docdiff.cluster import group_versions  # noqa: PLC0415
    from docdiff.fingerprint import Scheme, sign_texts  # noqa: PLC0415

    settings = _checked(settings)
    given = tuple(documents) if not isinstance(documents, str) else (documents,)
    _refuse_others(given)
    read = _read_quietly(given, on_progress)
    order = [document for document, _ in read]
    quiets = [quiet for _, quiet in read]
    chars = [quiet.chars for quiet in quiets]
    fragments = [split_fragments(quiet) for quiet in quiets]
    passages = [
        [digest(text[span.start : span.end]) for span in spans if len(span) >= SHORTEST_PASSAGE]
        for text, spans in zip(chars, fragments, strict=True)
    ]
    digests = {document.id: digest(text) for document, text in zip(order, chars, strict=True)}
    on_progress(Progress("fingerprint", 0, len(given)))
    scheme = Scheme(num_perm=settings.num_perm, shingle_size=settings.shingle_size)
    signatures = sign_texts(chars, scheme)
    on_progress(Progress("candidates", 0, len(given)))
    places = {document.id: place for place, document in enumerate(given)}
    pairs = [
        # Each pair as it stands in the input, since relations and reasons have a direction.
        pair
        if places[order[pair.a].id] < places[order[pair.b].id]
        else CandidatePair(pair.b, pair.a)
        for pair in find_candidates(signatures, list(digests.values()), passages)
    ]
    on_progress(Progress("verify", 0, len(pairs)))
    matches = verify_pairs(order, quiets, fragments, pairs, settings=settings)
    sizes = {d.id: len(text) for d, text in zip(order, chars, strict=True)}
    on_progress(Progress("verify", len(pairs), len(pairs)))
    return VersionSearch(
        documents=given,
        digests=tuple(digests[document.id] for document in given),
        matches=tuple(sorted(matches, key=lambda match: (places[match.a], places[match.b]))),
        families=group_versions(matches, sizes),
        settings=settings,
    )


def _read_quietly(
    documents: Sequence[Document], on_progress: Callable[[Progress], None]
) -> list[tuple[Document, QuietText]]:
    """Return documents with their quiet texts, in an order of their own.

    The pairs are then the same whatever came first. The largest come first, since the members
    of a crowd are paired with the first of it, and a family forms around its largest member.
    """
    read: list[tuple[Document, QuietText]] = []
    for done, document in enumerate(documents):
        on_progress(Progress("normalize", done, len(documents)))
        read.append((document, mark_folds(make_quiet(document.text))))
    return sorted(read, key=lambda pair: (-len(pair[1].chars), pair[0].id))


def _checked(settings: Settings | None) -> Settings:
    """Return the settings, the default ones for None."""
    if settings is None:
        return Settings()
    if not isinstance(settings, Settings):
        raise TypeError(f"settings must be docdiff.Settings, but is {type(settings).__name__}")
    return settings


def _refuse_others(documents: Iterable[object]) -> None:
    """Raise unless all are documents, of different ids: results could not tell twins apart."""
    seen: set[str] = set()
    for document in documents:
        if not isinstance(document, Document):
            raise TypeError(
                f"a document is wanted, but {type(document).__name__} was given; "
                f"make one: docdiff.Document('name', text), or docdiff.read_documents(path)"
            )
        if document.id in seen:
            raise ValueError(f"two documents have the id {document.id!r}; give each its own")
        seen.add(document.id)


def compare(old: Document, new: Document, *, settings: Settings | None = None) -> Comparison:
    """Say how two documents relate and what differs between them.

    Parameters
    ----------
    old, new
        Any two documents, empty ones and unrelated ones too.
    settings
        What the relation is measured with.

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
    settings = _checked(settings)
    _refuse_others([old])
    _refuse_others([new])
    sides = (mark_folds(make_quiet(old.text)), mark_folds(make_quiet(new.text)))
    chars = (sides[0].chars, sides[1].chars)
    jaccard, of_old, of_new = measure_overlap(*chars, settings.shingle_size)
    relation, _ = relate(*chars, (of_old, of_new), threshold=settings.threshold)
    if relation is Relation.UNRELATED:
        alignment, report = Alignment(()), report_replacement(sides)
    else:
        found = align(*sides)
        hunks = find_hunks(sides, found)
        facts = _facts_near(hunks, sides, found)
        edits = diff_hunks(hunks, sides, found, _places(facts))
        report = make_report(sides, found, edits, facts, _known_facts(sides[1], found, facts))
        alignment = make_alignment(sides, found, edits)
    return Comparison(
        old=old,
        new=new,
        relation=relation,
        jaccard=jaccard,
        containment_of_old=of_old,
        containment_of_new=of_new,
        alignment=alignment,
        changes=report.changes,
        noise=report.noise,
        settings=settings,
        replaced=report.replaced,
    )


def _facts_near(
    hunks: Sequence[Edit], sides: Sides, found: Correspondence
) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """Return the facts of both sides in and around what differs, in quiet positions."""
    windows: tuple[list[Span], list[Span]] = ([], [])
    for hunk in hunks:
        group = found.groups[hunk.group]
        windows[0].append(_window(hunk.i, hunk.i_end, group.old))
        windows[1].append(_window(hunk.j, hunk.j_end, group.new))
    for group in found.groups:
        if group.kind is PairKind.DELETED:
            windows[0].append(group.old)
        elif group.kind is PairKind.INSERTED:
            windows[1].append(group.new)
    return (
        tuple(_facts_in(sides[0], found.old_gaps, _merge(windows[0]))),
        tuple(_facts_in(sides[1], found.new_gaps, _merge(windows[1]))),
    )


def _window(start: int, end: int, within: Span) -> Span:
    """Return a range with its surroundings, inside its group."""
    return Span(max(within.start, start - _AROUND), min(within.end, end + _AROUND))


def _merge(windows: Iterable[Span]) -> Iterator[Span]:
    """Yield the windows in order, overlapping ones joined."""
    last: Span | None = None
    for window in sorted(windows):
        if last and window.start < last.end:
            last = Span(last.start, max(last.end, window.end))
            continue
        if last:
            yield last
        last = window
    if last:
        yield last


def _facts_in(side: QuietText, gaps: bytes, windows: Iterable[Span]) -> Iterator[Fact]:
    """Yield the facts that stand in stretches of a quiet text, in quiet positions."""
    context = side.text[:_CONTEXT]
    for window in windows:
        view, places = make_view(side, gaps, window.start, window.end)
        for fact in find_facts(view, context=context):
            yield attrs.evolve(
                fact,
                span=_quiet_span(fact.span, places),
                unit_span=fact.unit_span and _quiet_span(fact.unit_span, places),
                prefix_span=fact.prefix_span and _quiet_span(fact.prefix_span, places),
            )


def _quiet_span(span: Span, places: Sequence[int]) -> Span:
    """Return the quiet positions of a filled span of a view."""
    return Span(places[span.start], places[span.end - 1] + 1)


def _places(facts: tuple[Sequence[Fact], Sequence[Fact]]) -> tuple[list[Span], list[Span]]:
    """Return where the facts of both sides stand."""
    return [fact.span for fact in facts[0]], [fact.span for fact in facts[1]]


def _known_facts(
    new: QuietText, found: Correspondence, facts: tuple[Sequence[Fact], Sequence[Fact]]
) -> frozenset[FactKey]:
    """Return every fact of the new text where a deleted passage has any, else nothing."""
    gone = [group.old for group in found.groups if group.kind is PairKind.DELETED]
    if not any(span.start <= fact.span.start < span.end for fact in facts[0] for span in gone):
        return frozenset()
    groups = sorted(group.new for group in found.groups if len(group.new))
    return frozenset(fact.key for fact in _facts_in(new, found.new_gaps, groups))
