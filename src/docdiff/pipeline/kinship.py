"""Pairs of a corpus to relations; a text is looked at only where its fingerprint leaves doubt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Final

import attrs
import numpy as np
import numpy.typing as npt

from docdiff.candidates import find_copies, make_band_keys, make_passage_keys
from docdiff.engines.buckets import join_buckets
from docdiff.engines.local import Corpus, LocalEngine
from docdiff.fingerprint.bulk import quieten_text
from docdiff.model import Relation, Settings, Substitution
from docdiff.verify import (
    SHORT,
    Likeness,
    Naming,
    compare_short,
    compare_subjects,
    find_subject,
    have_other_names,
    have_other_periods,
    measure_overlap,
    relate,
)
from docdiff.verify.measures import COUNTED, Measures, measure_pairs, weigh
from docdiff.verify.substitutions import find_substitutions, names_other_subject

__all__ = ["Kinship", "Verdict", "rank_documents"]

# So many documents, 2,016 pairs, are all compared: no version is missed by chance.
ALL_PAIRS: Final = 64
# Documents of a bucket that are all paired.
BUCKET_LIMIT: Final = 64
# A share from which on a pair is remembered, whatever the threshold.
_FLOOR: Final = 0.05
# Parts of the share asked for below which nothing but the share matters, and from which on a
# substitution does; copies as near as this have no room for one that runs through them.
_DOUBT: Final = 0.5
_KIN: Final = 0.7
_COPY: Final = 0.97
_TEXTS_KEPT: Final = 256


@attrs.frozen
class Verdict:
    """How the documents of two rows relate, and why."""

    a: int
    b: int
    relation: Relation
    reason: str
    likeness: Likeness


def rank_documents(corpus: Corpus, ids: list[str], keep: str) -> list[int]:
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
    """Which documents of a corpus may be related, and how they are.

    Parameters
    ----------
    corpus
        The fingerprints.
    order
        Its rows, those first that stand for others.
    text_of
        Gives the text of a row; asked again for the same one.
    settings
        What a version is.
    engine
        Whose threads do the work.
    """

    def __init__(
        self,
        corpus: Corpus,
        order: list[int],
        text_of: Callable[[int], str],
        *,
        settings: Settings,
        engine: LocalEngine,
    ) -> None:
        self._corpus = corpus
        self._settings = settings
        self._engine = engine
        filled = [row for row in order if corpus.sizes[row]]
        self.copies = find_copies(corpus.digests, filled)
        self.distinct = np.array(list(self.copies), dtype=np.int64)
        counted = self.distinct
        if len(counted) > COUNTED:
            keys = np.lexsort(corpus.digests[counted].T[::-1])
            counted = counted[keys[:COUNTED]]
        self._rarity = weigh(corpus.sets, counted, run=engine.run)
        self.subject_of = lru_cache(maxsize=None)(lambda row: find_subject(text_of(row)))
        self._quiet_of = lru_cache(_TEXTS_KEPT)(lambda row: quieten_text(text_of(row)))
        self._substitutions_of = lru_cache(maxsize=None)(
            lambda a, b: find_substitutions(self._quiet_of(a), self._quiet_of(b))
        )

    def find_pairs(self) -> npt.NDArray[np.int64]:
        """Return the rows of pairs that may be related, of shape ``(m, 2)``, sorted by the first.

        Of equal documents only the first is paired, and of few documents each with each.
        """
        rows = self.distinct
        if len(rows) <= ALL_PAIRS:
            places = np.column_stack(np.triu_indices(len(rows), 1))
        else:
            tables = (
                ("bands", *make_band_keys(self._corpus.signatures, rows)),
                (
                    "passages",
                    *make_passage_keys(self._corpus.passages, self._corpus.passage_bounds, rows),
                ),
            )
            places = join_buckets(tables, limit=BUCKET_LIMIT, threads=self._engine.threads)
        return rows[places]

    def measure(self, pairs: npt.NDArray[np.int64]) -> Measures:
        """Measure what pairs of rows share; the pairs of one first row stand together."""
        return measure_pairs(self._corpus.sets, self._rarity, pairs, run=self._engine.run)

    def judge(
        self, pairs: npt.NDArray[np.int64], measures: Measures, threshold: float
    ) -> Iterator[Verdict]:
        """Yield the verdict on each pair that shares anything worth remembering."""
        columns = [getattr(measures, field.name) for field in attrs.fields(Measures)]
        sizes, shingle = self._corpus.sizes, self._settings.shingle_size
        lengths = np.sort(sizes[pairs], axis=1)
        chosen = np.flatnonzero(
            (np.maximum.reduce(columns[1:]) >= _FLOOR)
            | (lengths[:, 0] < shingle)
            | (lengths[:, 1] < SHORT)
        )
        values = np.column_stack(columns)[chosen].tolist()
        for (a, b), shares in zip(pairs[chosen].tolist(), values, strict=True):
            if min(sizes[a], sizes[b]) < shingle:
                exact = measure_overlap(self._quiet_of(a), self._quiet_of(b), shingle)
                yield self._decide(a, b, (*exact, *exact[1:]), threshold)
            else:
                yield self._decide(a, b, shares, threshold)

    def _decide(self, a: int, b: int, shares: Sequence[float], threshold: float) -> Verdict:
        """Look at the texts as far as there is doubt, and decide."""
        sizes = self._corpus.sizes
        likeness = Likeness(
            length_a=int(sizes[a]),
            length_b=int(sizes[b]),
            is_equal=False,
            similarity=0.0,
            jaccard=shares[0],
            containment_of_a=shares[1],
            containment_of_b=shares[2],
            weighted_containment_a=shares[3],
            weighted_containment_b=shares[4],
            known=self._rarity.count,
        )
        if max(sizes[a], sizes[b]) < SHORT:
            quiet = (self._quiet_of(a), self._quiet_of(b))
            likeness = attrs.evolve(likeness, similarity=compare_short(*quiet))
        asked = likeness.asked(threshold)
        if max(likeness.shares) >= _DOUBT * asked:
            likeness = self._look_at_names(likeness, a, b, asked)
        relation, reason = relate(likeness, threshold)
        return Verdict(a, b, relation, reason, likeness)

    def _look_at_names(self, likeness: Likeness, a: int, b: int, asked: float) -> Likeness:
        """Add what titles, first sentences, years and words throughout say."""
        subjects = self.subject_of(a), self.subject_of(b)
        naming = compare_subjects(*subjects)
        likeness = attrs.evolve(
            likeness,
            naming=naming,
            has_other_period=have_other_periods(*subjects),
            has_other_name=have_other_names(*subjects),
        )
        larger, smaller = max(likeness.shares), min(likeness.shares)
        if naming is Naming.SAME_TITLE or larger < _KIN * asked or smaller >= _COPY:
            return likeness
        # The same words for the same pair, whichever comes first.
        found = self._substitutions_of(min(a, b), max(a, b))
        if a > b:
            found = tuple(Substitution(each.b, each.a, each.count) for each in found)
        quiet = (self._quiet_of(a), self._quiet_of(b))
        subject = next((each for each in found if names_other_subject(each, *quiet)), None)
        return attrs.evolve(likeness, substitutions=found, subject=subject)
