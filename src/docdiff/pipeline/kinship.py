"""Pairs of a corpus to relations; a text is looked at only where its fingerprint leaves doubt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Final

import attrs
import numpy as np
import numpy.typing as npt

from docdiff.candidates import make_band_keys, make_passage_keys, make_short_keys
from docdiff.engines.buckets import join_buckets
from docdiff.engines.local import Corpus, LocalEngine
from docdiff.fingerprint.bulk import quieten_text
from docdiff.model import Relation, Settings, Substitution
from docdiff.verify import (
    NEAR_COPY,
    SHORT,
    Likeness,
    Naming,
    Works,
    are_one_work,
    compare_names,
    compare_parties,
    compare_short,
    find_party,
    find_subject,
    find_works,
    measure_overlap,
    relate,
)
from docdiff.verify.measures import COUNTED, Measures, Rarity, measure_pairs, weigh, weigh_more
from docdiff.verify.substitutions import find_substitutions, names_other_subject

__all__ = ["ALL_PAIRS", "Kinship", "Verdict", "rank_documents"]

# So many documents, 2,016 pairs, are all compared: no version is missed by chance.
ALL_PAIRS: Final = 64
# Documents of a bucket that are all paired.
BUCKET_LIMIT: Final = 64
# The estimated Jaccard similarity from which on two documents are likely to be versions.
_ALIKE: Final = 0.7
# The one from which on they may be near copies: of equal length, they have 0.8 in common.
_NEAR: Final = 2 / 3
# The one below which two documents are likely to be strangers.
_STRANGE: Final = 0.1
# Rows of signatures that are compared at once: few enough for the caches.
_ESTIMATED: Final = 1 << 12
# A share from which on a pair is remembered, whatever the threshold.
_FLOOR: Final = 0.05
# Part of the share asked for below which nothing but the share matters.
_DOUBT: Final = 0.5
# A name that is replaced once in a hundred characters takes more than five of a hundred
# shingles with it, so copies nearer than this have no room for one.
_COPY: Final = 0.95
_TEXTS_KEPT: Final = 256
_SUBJECTS_KEPT: Final = 1 << 14


@attrs.frozen
class Verdict:
    """How the documents of two rows relate, and why."""

    a: int
    b: int
    relation: Relation
    reason: str
    likeness: Likeness


def rank_documents(corpus: Corpus, ids: Sequence[str], keep: str) -> list[int]:
    """Return the rows from the one that best represents its versions to the one that least does.

    ``keep`` is one of ``docdiff.model.KEEP_RULES``.
    """
    bounds = corpus.sets.bounds
    first = {
        "most-complete": (bounds[:, 0] - bounds[:, 1]),
        "longest": -corpus.sizes,
        "newest": -np.arange(len(ids)),
        "first": np.arange(len(ids)),
    }[keep].tolist()
    lengths = corpus.sizes.tolist()
    return sorted(range(len(ids)), key=lambda row: (first[row], -lengths[row], ids[row]))


class Kinship:
    """Which of some documents may be related, and how they are.

    Parameters
    ----------
    corpus
        The fingerprints.
    rows
        Which documents: different ones, those first that stand for others.
    text_of
        Gives the text of a row; asked again for the same one.
    settings
        What a version is.
    engine
        Whose threads do the work.
    limit
        Documents of a bucket that are all paired, as in ``join_buckets``.
    explains
        Whether siblings are looked through for the words that make them siblings.
    """

    def __init__(  # noqa: PLR0913 (keyword-only)
        self,
        corpus: Corpus,
        rows: npt.NDArray[np.int64],
        text_of: Callable[[int], str],
        *,
        settings: Settings,
        engine: LocalEngine,
        limit: int = BUCKET_LIMIT,
        explains: bool = False,
    ) -> None:
        self._corpus = corpus
        self._settings = settings
        self._engine = engine
        self._limit = limit
        self._explains = explains
        self._rows = rows
        self._works = Works()
        self._subject_of = lru_cache(_SUBJECTS_KEPT)(lambda row: find_subject(text_of(row)))
        self._party_of = lru_cache(_SUBJECTS_KEPT)(lambda row: find_party(text_of(row)))
        self._quiet_of = lru_cache(_TEXTS_KEPT)(lambda row: quieten_text(text_of(row)))
        self._substitutions_of = lru_cache(_SUBJECTS_KEPT)(
            lambda a, b: find_substitutions(self._quiet_of(a), self._quiet_of(b))
        )
        # Asked again for the same records whenever one of them is looked at anew.
        self.are_strange = lru_cache(_SUBJECTS_KEPT)(self._are_strange)

    @cached_property
    def _sizes(self) -> list[int]:
        """The quiet characters of each document: of a list, one is had sooner than of an array."""
        sizes: list[int] = self._corpus.sizes.tolist()
        return sizes

    @cached_property
    def _rarity(self) -> Rarity:
        """What is rare among the documents, none of which is weighed yet.

        Of documents that are chained together as likely versions one is counted: that ten
        versions of one text have a passage makes it no commonplace.
        """
        return weigh(self._corpus.sets, self._rows[:0], self._counted, run=self._engine.run)

    @cached_property
    def _counted(self) -> npt.NDArray[np.int64]:
        """The documents that tell what is rare."""
        counted = np.array(
            [row for row in self._rows.tolist() if row not in self.firsts], dtype=np.int64
        )
        if len(counted) > COUNTED:
            digests = self._corpus.digests[counted]
            counted = counted[np.lexsort(digests.T[::-1])[:COUNTED]]
        return counted

    @cached_property
    def _alike(self) -> Rarity:
        """A rarity for which all shingles weigh alike."""
        return Rarity.unknown(self._corpus.sets, 0)

    @cached_property
    def pairs(self) -> npt.NDArray[np.int64]:
        """Rows of pairs that may be related, of shape ``(m, 2)``, sorted by place.

        Few documents are paired each with each.
        """
        corpus, rows = self._corpus, self._rows
        if len(rows) <= ALL_PAIRS:
            return rows[np.column_stack(np.triu_indices(len(rows), 1))]
        short = np.flatnonzero(corpus.sizes[rows] < SHORT).tolist()
        lines = [self._quiet_of(row) for row in rows[short].tolist()]
        tables = (
            ("bands", *make_band_keys(corpus.signatures, rows)),
            ("passages", *make_passage_keys(corpus.passages, corpus.passage_bounds, rows)),
            ("short texts", *make_short_keys(lines, short)),
        )
        return rows[join_buckets(tables, limit=self._limit)]

    @cached_property
    def estimates(self) -> npt.NDArray[np.float64]:
        """The estimated Jaccard similarity of each of the pairs."""
        return self._estimate(self.pairs)

    def _estimate(self, pairs: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """Return the estimated Jaccard similarity of some pairs."""
        signatures = self._corpus.signatures
        estimates = np.empty(len(pairs))
        for start in range(0, len(pairs), _ESTIMATED):
            part = pairs[start : start + _ESTIMATED]
            equal = signatures[part[:, 0]] == signatures[part[:, 1]]
            estimates[start : start + len(part)] = equal.mean(axis=1)
        return estimates

    def _are_strange(self, a: int, b: int) -> bool:
        """Say whether two rows are so unlike by estimate that measuring them is not worth it."""
        if max(self._corpus.sizes[a], self._corpus.sizes[b]) < SHORT:
            return False
        equal = np.count_nonzero(self._corpus.signatures[a] == self._corpus.signatures[b])
        return bool(equal < _STRANGE * self._settings.num_perm)

    @cached_property
    def _places(self) -> dict[int, int]:
        """Where each row stands among the others."""
        return {row: place for place, row in enumerate(self._rows.tolist())}

    @cached_property
    def firsts(self) -> dict[int, int]:
        """Of each row that is chained to others by likely versions, the first of them.

        Those first ones themselves, and rows that are like none, are left out.
        """
        parents: dict[int, int] = {}

        def find(row: int) -> int:
            root = row
            while parents.get(root, root) != root:
                root = parents[root]
            while parents.get(row, row) != row:
                parents[row], row = root, parents[row]
            return root

        for a, b in self.pairs[self.estimates >= _ALIKE].tolist():
            first, second = sorted((find(a), find(b)), key=self._places.__getitem__)
            parents[second] = first
        return {row: first for row in list(parents) if (first := find(row)) != row}

    def find_place(self, row: int) -> tuple[int, int]:
        """Return where a row stands in an order that keeps likely versions together.

        What is kept of one row's texts then serves the next.
        """
        return self._places[self.firsts.get(row, row)], self._places[row]

    def measure(self, pairs: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """Measure what pairs of rows share; the pairs of one first row stand together.

        Returns the columns of ``Measures``, of shape ``(pairs, 5)``. Near copies are not
        weighed, since no weight would change what they are; pairs that are none by estimate
        are weighed at once, which looks their shingles up once and not twice.
        """
        expected = self._estimate(pairs)
        near, far = np.flatnonzero(expected >= _NEAR), np.flatnonzero(expected < _NEAR)
        found = np.empty((len(pairs), len(attrs.fields(Measures))))
        found[near] = self._measure(pairs[near], self._alike)
        found[far] = self._weigh(pairs[far])
        near = near[found[near, 1:3].min(axis=1) < NEAR_COPY]
        found[near] = self._weigh(pairs[near])
        copies = far[found[far, 1:3].min(axis=1) >= NEAR_COPY]
        found[copies, 3:] = found[copies, 1:3]
        return found

    def _weigh(self, pairs: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """Measure pairs with their shingles weighed by how rare they are."""
        weigh_more(self._corpus.sets, self._rarity, pairs.ravel(), run=self._engine.run)
        return self._measure(pairs, self._rarity)

    def _measure(self, pairs: npt.NDArray[np.int64], rarity: Rarity) -> npt.NDArray[np.float64]:
        """Return the columns of the measures of some pairs."""
        if not len(pairs):
            return np.empty((0, len(attrs.fields(Measures))))
        found = measure_pairs(self._corpus.sets, rarity, pairs, run=self._engine.run)
        return np.column_stack(found.columns)

    def judge(
        self,
        pairs: npt.NDArray[np.int64],
        measures: npt.NDArray[np.float64],
        threshold: float,
    ) -> Iterator[Verdict]:
        """Yield the verdict on each pair that shares anything worth remembering."""
        lengths = np.sort(self._corpus.sizes[pairs], axis=1)
        chosen = np.flatnonzero(
            (measures[:, 1:].max(axis=1) >= _FLOOR)
            | (lengths[:, 0] < self._settings.shingle_size)
            | (lengths[:, 1] < SHORT)
        )
        values = measures[chosen].tolist()
        subjects = map(self._subject_of, np.unique(pairs[chosen]).tolist())
        self._works = find_works((subject.designation, subject.title) for subject in subjects)
        for (a, b), shares in zip(pairs[chosen].tolist(), values, strict=True):
            yield self.decide(a, b, shares, threshold)

    def may_be_versions(self, a: int, b: int, shares: Sequence[float], threshold: float) -> bool:
        """Say whether a pair shares so much that its texts are worth a look."""
        sizes = self._sizes
        if min(sizes[a], sizes[b]) < self._settings.shingle_size or max(sizes[a], sizes[b]) < SHORT:
            return True
        return max(shares[1:]) >= _DOUBT * threshold

    def decide(self, a: int, b: int, shares: Sequence[float], threshold: float) -> Verdict:
        """Look at the texts of a pair as far as its shares leave doubt, and decide."""
        sizes = self._sizes
        size = self._settings.shingle_size
        if min(sizes[a], sizes[b]) < size:
            exact = measure_overlap(self._quiet_of(a), self._quiet_of(b), size)
            shares = (*exact, *exact[1:])
        likeness = Likeness(
            length_a=sizes[a],
            length_b=sizes[b],
            is_equal=False,
            similarity=self._compare_short(a, b),
            jaccard=shares[0],
            containment_of_a=shares[1],
            containment_of_b=shares[2],
            weighted_containment_a=shares[3],
            weighted_containment_b=shares[4],
            known=len(self._counted),
        )
        if max(likeness.shares) < _DOUBT * likeness.asked(threshold):
            return Verdict(a, b, *relate(likeness, threshold), likeness)
        named = self._compare_names(likeness, a, b)
        relation, reason = relate(named, threshold)
        if relation is Relation.VERSION or (self._explains and relation is Relation.SIBLING):
            likeness = self._compare_words(named, a, b)
            if likeness is not named:
                relation, reason = relate(likeness, threshold)
            return Verdict(a, b, relation, reason, likeness)
        return Verdict(a, b, relation, reason, named)

    def _compare_short(self, a: int, b: int) -> float:
        """Return the similarity of two short texts, or 0 where one is long."""
        if max(self._sizes[a], self._sizes[b]) >= SHORT:
            return 0.0
        return compare_short(self._quiet_of(a), self._quiet_of(b))

    def _compare_names(self, likeness: Likeness, a: int, b: int) -> Likeness:
        """Add what titles, first sentences and years say, and what is known of their works."""
        subjects = self._subject_of(a), self._subject_of(b)
        named = compare_names(likeness, subjects, lambda: (self._quiet_of(a), self._quiet_of(b)))
        one, other = subjects
        titles = one.title, other.title
        if not are_one_work(one.designation, other.designation, titles, self._works):
            return named
        return attrs.evolve(named, naming=Naming.SAME_WORK, has_other_aim=False)

    def _compare_words(self, likeness: Likeness, a: int, b: int) -> Likeness:
        """Add whose the texts are, and the words that one has where the other has others."""
        subjects = self._subject_of(a), self._subject_of(b)
        likeness = compare_parties(
            likeness,
            subjects,
            lambda: (self._party_of(a), self._party_of(b)),
            lambda: (self._quiet_of(a), self._quiet_of(b)),
        )
        nearness = min(likeness.containment_of_a, likeness.containment_of_b)
        if likeness.naming in (Naming.SAME_WORK, Naming.SAME_TITLE) or nearness >= _COPY:
            return likeness
        if nearness >= NEAR_COPY and self._subject_of(a).opening == self._subject_of(b).opening:
            return likeness
        # The same words for the same pair, whichever comes first.
        found = self._substitutions_of(min(a, b), max(a, b))
        if a > b:
            found = tuple(Substitution(each.b, each.a, each.count) for each in found)
        quiet = (self._quiet_of(a), self._quiet_of(b))
        subject = next((each for each in found if names_other_subject(each, *quiet)), None)
        return attrs.evolve(likeness, substitutions=found, subject=subject)
