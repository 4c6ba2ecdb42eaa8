"""Documents to families: which are versions of one another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

import attrs
import numpy as np
import numpy.typing as npt

from docdiff.candidates import find_copies
from docdiff.cluster import group_versions
from docdiff.engines.local import LocalEngine
from docdiff.fingerprint import Scheme
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
from docdiff.pipeline.kinship import Kinship, Verdict, rank_documents
from docdiff.split import mark_folds
from docdiff.text import cut_at_breaks
from docdiff.verify.paragraphs import hold_paragraphs, share_paragraphs

__all__ = ["batch_texts", "search_versions"]

# Characters of a batch: enough for arrays to pay, few enough for the caches.
_BATCH: Final = 1 << 20
# Pairs whose evidence is gathered between two reports of progress.
_REPORTED: Final = 256


def search_versions(
    given: tuple[Document, ...],
    settings: Settings,
    *,
    threads: int | None,
    on_progress: Callable[[Progress], None],
) -> VersionSearch:
    """Do the work of ``docdiff.find_versions``."""
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
            explains=True,
        )
        # Each pair as it stands in the input, since relations and reasons have a direction.
        pairs = np.sort(kinship.pairs, axis=1)
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
    return search.conclude(settings.threshold, on_progress=on_progress)


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
    measures: npt.NDArray[np.float64]
    settings: Settings
    held: dict[int, dict[str, list[tuple[int, int]]]] = attrs.field(factory=dict)

    def conclude(
        self, threshold: float, *, on_progress: Callable[[Progress], None] = ignore_progress
    ) -> VersionSearch:
        """Return what is related at a threshold, and the families."""
        settings = attrs.evolve(self.settings, threshold=threshold)
        matches: list[Match] = []
        for verdict in self.kinship.judge(self.pairs, self.measures, threshold):
            if len(matches) % _REPORTED == 0:
                on_progress(Progress("verify", len(matches), len(self.pairs)))
            matches.append(self._match(verdict))
        on_progress(Progress("verify", len(self.pairs), len(self.pairs)))
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

    def _hold(self, row: int) -> dict[str, list[tuple[int, int]]]:
        """Return the paragraphs of a document."""
        if row not in self.held:
            quiet = mark_folds(make_quiet(self.documents[row].text))
            self.held[row] = hold_paragraphs(quiet, cut_at_breaks(quiet.gaps))
        return self.held[row]
