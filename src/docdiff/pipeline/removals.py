"""A corpus to the records that may go: copies and versions of one that stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import attrs
import numpy as np
import numpy.typing as npt

from docdiff.candidates import find_copies
from docdiff.engines.local import Corpus, LocalEngine
from docdiff.model import Fact, Progress, Relation, Settings, ignore_progress
from docdiff.pipeline.figures import compare_figures
from docdiff.pipeline.kinship import ALL_PAIRS, Kinship, Verdict, rank_documents
from docdiff.verify import NEAR_COPY, Likeness, relate

__all__ = ["Removal", "find_removals"]

# The most alike of a record's candidates are measured first; further ones only where these
# are removed themselves.
_AT_ONCE: Final = 2
_AT_ONCE_APART: Final = 8
# Rows of signatures that are compared at once, to bound memory.
_ESTIMATED: Final = 1 << 16
# Records of a bucket that are all paired once near copies are gone.
_BUCKET: Final = 16


@attrs.frozen
class Removal:
    """A record that may go, the one that stays for it, and why.

    ``verdict`` is seen from the record that goes. ``lost`` are its figures and dates that the
    one that stays lacks, ``gained`` the other way; both None where they were not looked at.
    """

    row: int
    kept: int
    verdict: Verdict
    lost: tuple[Fact, ...] | None
    gained: tuple[Fact, ...] | None


def find_removals(  # noqa: PLR0913 (keyword-only)
    corpus: Corpus,
    ids: Sequence[str],
    text_of: Callable[[int], str],
    *,
    settings: Settings,
    engine: LocalEngine,
    keeps_figures: bool = True,
    on_progress: Callable[[Progress], None] = ignore_progress,
) -> list[Removal]:
    """Find the records of a corpus that are copies or versions of a record that stays.

    Records are taken from the one that best represents its versions on, as
    ``settings.keep`` says; each stays unless one that stays already is identical to it or a
    version of it. Near copies are found and taken out first, by the bands of their
    signatures; then versions further apart among what is left, by the passages they share.
    Siblings, and records that contain one another, stay.

    Parameters
    ----------
    corpus, ids
        Fingerprints and names of all records, in order.
    text_of
        Gives the text of a record.
    settings
        What a version is, and which one stays.
    engine
        Whose threads do the work.
    keeps_figures
        Whether a record stays that has a figure or date which the other lacks. Where not,
        figures are not looked at.
    on_progress
        Called now and then with what is done and what there is to do.

    Returns
    -------
    list of Removal
        In the order of the records.
    """
    ranked = rank_documents(corpus, ids, settings.keep)
    copies = find_copies(corpus.digests, ranked)
    thinning = _Thinning(corpus.signatures, ranked, text_of if keeps_figures else None)
    rows = np.array([row for row in copies if corpus.sizes[row]], dtype=np.int64)
    if len(rows) > ALL_PAIRS:
        on_progress(Progress("near copies", 0, len(rows)))
        near = Kinship(corpus, rows, text_of, settings=settings, engine=engine)
        thinning.thin(near, near.find_near_copies(), settings.threshold, near_only=True)
        rows = thinning.left_of(rows)
    on_progress(Progress("versions", 0, len(rows)))
    apart = Kinship(corpus, rows, text_of, settings=settings, engine=engine)
    thinning.thin(apart, apart.find_pairs(limit=_BUCKET), settings.threshold, near_only=False)
    on_progress(Progress("versions", len(rows), len(rows)))
    removals = thinning.removals
    for first, others in copies.items():
        kept = removals[first].kept if first in removals else first
        for row in others:
            removals[row] = _remove_copy(row, kept, removals.get(first))
    return [removals[row] for row in sorted(removals)]


class _Thinning:
    """Which records stay and which go, as far as is known."""

    def __init__(
        self,
        signatures: npt.NDArray[np.uint32],
        ranked: Sequence[int],
        text_of: Callable[[int], str] | None,
    ) -> None:
        self.removals: dict[int, Removal] = {}
        self._staying: set[int] = set()
        self._signatures = signatures
        self._rank = np.empty(len(ranked), dtype=np.int64)
        self._rank[ranked] = np.arange(len(ranked))
        self._text_of = text_of

    def left_of(self, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Return the rows that were not removed."""
        return np.array([row for row in rows.tolist() if row not in self.removals], dtype=np.int64)

    def thin(
        self,
        kinship: Kinship,
        pairs: npt.NDArray[np.int64],
        threshold: float,
        *,
        near_only: bool,
    ) -> None:
        """Remove the second of each pair whose first stays, where they are versions.

        A record is measured against its most likely candidates first, in rounds; where these
        were removed themselves, the records that stay for them come next.
        """
        waiting = self._order_candidates(pairs)
        at_once = _AT_ONCE if near_only else _AT_ONCE_APART
        measure = kinship.measure_exactly if near_only else kinship.measure
        measured: dict[tuple[int, int], list[float]] = {}

        def goes(first: int, row: int) -> bool:
            shares = measured[first, row]
            if near_only and min(shares[1:3]) < NEAR_COPY:
                return False
            return kinship.may_be_versions(first, row, shares, threshold) and self._remove(
                kinship.decide(first, row, shares, threshold)
            )

        while waiting:
            now = sorted((first, row) for row in waiting for first in waiting[row][:at_once])
            columns = measure(np.array(now, dtype=np.int64).reshape(-1, 2)).columns
            measured |= zip(now, np.column_stack(columns).tolist(), strict=True)
            for row in list(waiting):
                firsts = waiting.pop(row)
                kept = self._settle(row, firsts[:at_once], goes)
                left = [first for first in kept if (first, row) not in measured] + firsts[at_once:]
                if left and row not in self.removals and row not in self._staying:
                    waiting[row] = list(dict.fromkeys(left))

    def _settle(
        self, row: int, candidates: Sequence[int], goes: Callable[[int, int], bool]
    ) -> list[int]:
        """Remove a record if one of its candidates stays for it.

        Returns the records that stay for candidates which were removed themselves.
        """
        kept: list[int] = []
        if row not in self._staying:
            for first in candidates:
                if first in self.removals:
                    kept.append(self.removals[first].kept)
                elif goes(first, row):
                    self._staying.add(first)
                    break
        return kept

    def _remove(self, verdict: Verdict) -> bool:
        """Remove the second record of a verdict if it is a version that loses no figure."""
        if verdict.relation is not Relation.VERSION:
            return False
        lost = gained = None
        if self._text_of is not None:
            gained, lost = compare_figures(self._text_of(verdict.a), self._text_of(verdict.b))
            if lost:
                return False
        self.removals[verdict.b] = Removal(verdict.b, verdict.a, verdict, lost, gained)
        return True

    def _order_candidates(self, pairs: npt.NDArray[np.int64]) -> dict[int, list[int]]:
        """Return the candidates of each record, the most alike by estimate first.

        Records are in their own order, so that one is settled before those it may stay for.
        """
        estimates = np.empty(len(pairs))
        for start in range(0, len(pairs), _ESTIMATED):
            part = pairs[start : start + _ESTIMATED]
            equal = self._signatures[part[:, 0]] == self._signatures[part[:, 1]]
            estimates[start : start + len(part)] = equal.mean(axis=1)
        waiting: dict[int, list[int]] = {}
        # Stable, so that among equals those that stand for others come first.
        for place in np.argsort(-estimates, kind="stable").tolist():
            first, row = pairs[place].tolist()
            waiting.setdefault(row, []).append(first)
        return {row: waiting[row] for row in sorted(waiting, key=self._rank.__getitem__)}


def _remove_copy(row: int, kept: int, of_first: Removal | None) -> Removal:
    """Return the removal of a record that is equal to another but for noise."""
    if of_first:
        return attrs.evolve(of_first, row=row)
    likeness = Likeness(
        length_a=0,
        length_b=0,
        is_equal=True,
        similarity=1.0,
        jaccard=1.0,
        containment_of_a=1.0,
        containment_of_b=1.0,
        weighted_containment_a=1.0,
        weighted_containment_b=1.0,
    )
    verdict = Verdict(kept, row, *relate(likeness, 0.0), likeness)
    return Removal(row, kept, verdict, (), ())
