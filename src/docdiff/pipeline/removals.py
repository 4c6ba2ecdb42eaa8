"""A corpus to the records that may go: copies and versions of one that stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum, auto
from typing import Final

import attrs
import numpy as np
import numpy.typing as npt

from docdiff.candidates import find_copies
from docdiff.engines.local import Corpus, LocalEngine
from docdiff.model import Fact, Progress, Relation, Settings, ignore_progress
from docdiff.pipeline.figures import compare_figures
from docdiff.pipeline.kinship import Kinship, Verdict, rank_documents
from docdiff.verify import Likeness, relate

__all__ = ["Removal", "find_removals"]

# Candidates of a record that are measured at once, and that are tried at all: what is no
# version of its likeliest candidates is hardly ever one of the others.
_AT_ONCE: Final = 2
_TRIED: Final = 16
# The estimated Jaccard similarity from which on candidates are likely to be versions.
_ALIKE: Final = 0.5
# Rows of signatures that are compared at once, to bound memory.
_ESTIMATED: Final = 1 << 16


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
    version of it. Siblings, and records that contain one another, stay.

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
    rows = np.array([row for row in copies if corpus.sizes[row]], dtype=np.int64)
    on_progress(Progress("candidates", 0, len(rows)))
    kinship = Kinship(corpus, rows, text_of, settings=settings, engine=engine)
    thinning = _Thinning(kinship, settings.threshold, text_of if keeps_figures else None)
    # Where many documents meet, the first of them stays for the others.
    waiting = _order_candidates(corpus.signatures, ranked, kinship.find_pairs(limit=0))
    thinning.thin(waiting, on_progress)
    removals = thinning.removals
    for first, others in copies.items():
        kept = removals[first].kept if first in removals else first
        for row in others:
            removals[row] = _remove_copy(row, kept, removals.get(first))
    return [removals[row] for row in sorted(removals)]


class _State(Enum):
    """How far a record has come."""

    SETTLED = auto()
    WAITING = auto()  # for a candidate that is not settled
    STUCK = auto()  # at a candidate that is not measured


class _Thinning:
    """Which records stay and which go, as far as is known."""

    def __init__(
        self, kinship: Kinship, threshold: float, text_of: Callable[[int], str] | None
    ) -> None:
        self.removals: dict[int, Removal] = {}
        self._measured: dict[tuple[int, int], list[float]] = {}
        self._refused: set[tuple[int, int]] = set()
        self._kinship = kinship
        self._threshold = threshold
        self._text_of = text_of

    def thin(self, waiting: dict[int, list[int]], on_progress: Callable[[Progress], None]) -> None:
        """Remove each record of which a candidate stays that is its version.

        In each round every record is measured against its next candidates, and then the
        records are settled in their order. For a candidate that was removed itself the record
        that stays for it is tried; for one that is not settled yet the record waits.

        Parameters
        ----------
        waiting
            Of each record its candidates, the likeliest first, and the records in such an
            order that each comes behind its candidates. Others stay. Used up.
        on_progress
            Told how many are settled.
        """
        total = len(waiting)
        stuck = list(waiting)
        while waiting:
            on_progress(Progress("versions", total - len(waiting), total))
            self._measure(
                sorted(
                    (first, row)
                    for row in stuck
                    for first in waiting[row][:_AT_ONCE]
                    if (first, row) not in self._measured
                )
            )
            stuck = []
            for row in list(waiting):
                state = self._settle(row, waiting)
                if state is _State.SETTLED:
                    del waiting[row]
                elif state is _State.STUCK:
                    stuck.append(row)
        on_progress(Progress("versions", total, total))

    def _measure(self, pairs: list[tuple[int, int]]) -> None:
        """Measure pairs that were not measured yet."""
        columns = self._kinship.measure(np.array(pairs, dtype=np.int64).reshape(-1, 2)).columns
        self._measured |= zip(pairs, np.column_stack(columns).tolist(), strict=True)

    def _settle(self, row: int, waiting: Mapping[int, list[int]]) -> _State:
        """Try a record's candidates as far as they are settled and measured."""
        candidates = waiting[row]
        while candidates:
            first = candidates[0]
            if first in waiting:
                return _State.WAITING
            if first in self.removals:
                first = self.removals[first].kept
                if (first, row) not in self._measured:
                    self._measure([(first, row)])
            elif (first, row) not in self._measured:
                return _State.STUCK
            del candidates[0]
            if (first, row) not in self._refused:
                if self._goes(first, row, self._measured[first, row]):
                    break
                self._refused.add((first, row))
        return _State.SETTLED

    def _goes(self, first: int, row: int, shares: Sequence[float]) -> bool:
        """Remove a record if the first is a version of it that lacks none of its figures."""
        if not self._kinship.may_be_versions(first, row, shares, self._threshold):
            return False
        verdict = self._kinship.decide(first, row, shares, self._threshold)
        if verdict.relation is not Relation.VERSION:
            return False
        lost = gained = None
        if self._text_of is not None:
            gained, lost = compare_figures(self._text_of(first), self._text_of(row))
            if lost:
                return False
        self.removals[row] = Removal(row, first, verdict, lost, gained)
        return True


def _order_candidates(
    signatures: npt.NDArray[np.uint32], ranked: Sequence[int], pairs: npt.NDArray[np.int64]
) -> dict[int, list[int]]:
    """Return the candidates of each record that has any, the likeliest first.

    Those that are alike by estimate come in their own order, since the first of them is
    likely to stay; then the others, the most alike first.
    """
    rank = np.empty(len(ranked), dtype=np.int64)
    rank[ranked] = np.arange(len(ranked))
    estimates = np.empty(len(pairs))
    for start in range(0, len(pairs), _ESTIMATED):
        part = pairs[start : start + _ESTIMATED]
        equal = signatures[part[:, 0]] == signatures[part[:, 1]]
        estimates[start : start + len(part)] = equal.mean(axis=1)
    ranks = rank[pairs]
    order = np.lexsort((ranks[:, 0], -np.minimum(estimates, _ALIKE), ranks[:, 1]))
    waiting: dict[int, list[int]] = {}
    for first, row in pairs[order].tolist():
        candidates = waiting.setdefault(row, [])
        if len(candidates) < _TRIED:
            candidates.append(first)
    return waiting


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
