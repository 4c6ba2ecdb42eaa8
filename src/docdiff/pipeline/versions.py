"""Documents to families: which are versions of one another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

import attrs

from docdiff.cluster import group_versions
from docdiff.model import (
    Document,
    Evidence,
    Match,
    Progress,
    Relation,
    Settings,
    Span,
    VersionSearch,
    ignore_progress,
)
from docdiff.normalize import make_quiet
from docdiff.pipeline.checks import checked_settings, refuse_others
from docdiff.split import mark_folds, split_fragments
from docdiff.verify.paragraphs import hold_paragraphs, share_paragraphs

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from docdiff.pipeline.kinship import Kinship, Verdict
    from docdiff.verify.measures import Measures

__all__ = ["batch_texts", "find_versions"]

# Characters of a batch: enough for arrays to pay, few enough for the caches.
_BATCH: Final = 1 << 20


def find_versions(
    documents: Iterable[Document],
    *,
    settings: Settings | None = None,
    threads: int | None = None,
    on_progress: Callable[[Progress], None] = ignore_progress,
) -> VersionSearch:
    """Find which documents are versions of one another.

    Parameters
    ----------
    documents
        Any documents; their ids must differ.
    settings
        What similarity is measured with, and from which share on texts are versions.
    threads
        How many work side by side; by default as many as this process may use. The result
        does not depend on it.
    on_progress
        Called in each step, now and then, with what is done and what there is to do.

    Returns
    -------
    VersionSearch
        Related pairs, each checked exactly, and the families. Of documents that are identical
        one is paired with each of the others, and stands for them in further pairs. The order
        of the documents decides nothing but the order of the pairs, unless ``settings.keep``
        asks for it.

    Raises
    ------
    ValueError
        If two documents have one id, or there are no threads.
    TypeError
        If something else than a document is given.

    Examples
    --------
    >>> from docdiff import Document, find_versions
    >>> a, b = Document("a", "Invested: 4.5 million"), Document("b", "Invested: 4.6 million")
    >>> find_versions([a, b, Document("c", "Call me.")]).families[0].members
    ('a', 'b')
    """
    import numpy as np  # noqa: PLC0415

    # The arrays of a search take longer to load than a comparison takes.
    from docdiff.candidates import find_copies  # noqa: PLC0415
    from docdiff.engines.local import LocalEngine  # noqa: PLC0415
    from docdiff.fingerprint import Scheme  # noqa: PLC0415
    from docdiff.pipeline.kinship import Kinship, rank_documents  # noqa: PLC0415

    settings = checked_settings(settings)
    given = tuple(documents) if not isinstance(documents, str) else (documents,)
    refuse_others(given)
    scheme = Scheme(num_perm=settings.num_perm, shingle_size=settings.shingle_size)
    with LocalEngine(scheme, threads=threads) as engine:
        done = 0
        for batch in batch_texts(document.text for document in given):
            on_progress(Progress("fingerprint", done, len(given)))
            engine.add(batch)
            done += len(batch)
        corpus = engine.finish()
        on_progress(Progress("candidates", 0, len(given)))
        ranked = rank_documents(corpus, [document.id for document in given], settings.keep)
        copies = find_copies(corpus.digests, [row for row in ranked if corpus.sizes[row]])
        kinship = Kinship(
            corpus,
            np.array(list(copies), dtype=np.int64),
            lambda row: given[row].text,
            settings=settings,
            engine=engine,
        )
        pairs = np.sort(kinship.find_pairs(), axis=1)
        pairs = pairs[np.lexsort(pairs.T[::-1])]
        on_progress(Progress("verify", 0, len(pairs)))
        search = _Search(
            documents=given,
            digests=tuple(digest.tobytes().hex() for digest in corpus.digests),
            rank={given[row].id: place for place, row in enumerate(ranked)},
            copies=copies,
            kinship=kinship,
            pairs=pairs,
            measures=kinship.measure(pairs),
            settings=settings,
        )
        found = search.conclude(settings.threshold)
        on_progress(Progress("verify", len(pairs), len(pairs)))
    return found


def batch_texts(texts: Iterable[str]) -> Iterator[list[str]]:
    """Yield texts in lists of some megabytes."""
    batch: list[str] = []
    size = 0
    for text in texts:
        batch.append(text)
        size += len(text)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


@attrs.frozen(eq=False)
class _Search:
    """The measured pairs of a search, from which any threshold draws its conclusion."""

    documents: tuple[Document, ...]
    digests: tuple[str, ...]
    rank: Mapping[str, int]
    copies: Mapping[int, list[int]]
    kinship: Kinship
    pairs: npt.NDArray[np.int64]
    measures: Measures
    settings: Settings
    held: dict[int, dict[str, list[Span]]] = attrs.field(factory=dict)

    def conclude(self, threshold: float) -> VersionSearch:
        """Return what is related at a threshold, and the families."""
        settings = attrs.evolve(self.settings, threshold=threshold)
        matches = [
            self._match(verdict)
            for verdict in self.kinship.judge(self.pairs, self.measures, threshold)
        ]
        matches += [
            self._match_copies(*sorted((first, copy)))
            for first, copies in self.copies.items()
            for copy in copies
        ]
        places = {document.id: place for place, document in enumerate(self.documents)}
        matches.sort(key=lambda match: (places[match.a], places[match.b]))
        related = [match for match in matches if match.relation is not Relation.UNRELATED]
        return VersionSearch(
            documents=self.documents,
            digests=self.digests,
            matches=tuple(related),
            rejected=tuple(match for match in matches if match.relation is Relation.UNRELATED),
            families=group_versions(related, self.rank),
            settings=settings,
            conclude=self.conclude,
        )

    def _match(self, verdict: Verdict) -> Match:
        """Return a verdict as users see it."""
        likeness = verdict.likeness
        shared: tuple[tuple[Span, Span], ...] = ()
        if verdict.relation is not Relation.UNRELATED:
            shared = share_paragraphs(self._hold(verdict.a), self._hold(verdict.b))
        return Match(
            self.documents[verdict.a].id,
            self.documents[verdict.b].id,
            verdict.relation,
            likeness.jaccard,
            likeness.containment_of_a,
            likeness.containment_of_b,
            Evidence(
                verdict.reason,
                likeness.weighted_containment_a,
                likeness.weighted_containment_b,
                shared,
                likeness.substitutions,
            ),
        )

    def _match_copies(self, a: int, b: int) -> Match:
        """Return the match of two documents that are equal but for noise."""
        shared = share_paragraphs(self._hold(a), self._hold(b))
        evidence = Evidence("equal but for noise", 1.0, 1.0, shared)
        ids = self.documents[a].id, self.documents[b].id
        return Match(*ids, Relation.IDENTICAL, 1.0, 1.0, 1.0, evidence)

    def _hold(self, row: int) -> dict[str, list[Span]]:
        """Return the paragraphs of a document."""
        if row not in self.held:
            quiet = mark_folds(make_quiet(self.documents[row].text))
            self.held[row] = hold_paragraphs(quiet, split_fragments(quiet))
        return self.held[row]
