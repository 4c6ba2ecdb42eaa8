"""A corpus to the records that may go: copies and versions of one that stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, islice
from typing import Final

import attrs
import numpy as np

from docdiff.candidates import find_copies
from docdiff.engines.local import Corpus, LocalEngine
from docdiff.model import Fact, Progress, Relation, Settings, ignore_progress
from docdiff.pipeline.kinship import Kinship, Verdict, rank_documents
from docdiff.verify import Likeness, relate

__all__ = ["Removal", "find_removals"]

# Candidates of a record that are measured at first, and that are tried at all: what is no
# version of its likeliest candidates is hardly ever one of the others.
_LIKELY: Final = 2
_TRIED: Final = 16
# Numerals of its own that a record may have and still be looked through for other notations of
# the same figures; with more it has figures of its own.
_OTHERWISE_WRITTEN: Final = 8
# Versions of a record whose figures are compared with its own: what has other figures than
# these has figures of its own.
_COMPARED: Final = 4
# The share from which on a candidate is foreseen to be a version.
_FORESEEN: Final = 0.4
# Records that are not worth a round of processes.
_FEW: Final = 256
# Records that are settled between two reports of progress.
_REPORTED: Final = 256


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
    # Where many documents meet, the first of them stays for the others.
    kinship = Kinship(corpus, rows, text_of, settings=settings, engine=engine, limit=0)
    thinning = _Thinning(kinship, settings.threshold, text_of if keeps_figures else None)
    thinning.thin(_order_candidates(kinship, ranked), engine, on_progress)
    removals = thinning.removals
    for first, others in copies.items():
        kept = removals[first].kept if first in removals else first
        for row in others:
            removals[row] = _remove_copy(row, kept, removals.get(first))
    return [removals[row] for row in sorted(removals)]


class _Thinning:
    """Which records stay and which go, as far as is known."""

    def __init__(
        self, kinship: Kinship, threshold: float, text_of: Callable[[int], str] | None
    ) -> None:
        self.removals: dict[int, Removal] = {}
        self._measured: dict[tuple[int, int], list[float]] = {}
        self._tried: dict[tuple[int, int], Removal | bool] = {}
        # Of each record that is not settled the one that is likely to stay for it.
        self._foreseen: dict[int, int] = {}
        self._kinship = kinship
        self._threshold = threshold
        self._text_of = text_of

    def thin(
        self,
        candidates: Mapping[int, Sequence[int]],
        engine: LocalEngine,
        on_progress: Callable[[Progress], None],
    ) -> None:
        """Remove each record of which a candidate stays that is its version.

        A record is settled when it is known what became of its candidates and what it is to
        those that stay. Likely versions are gone through one after the other, but runs of them
        side by side in processes, where it is foreseen what becomes of records of other runs.
        What was found of pairs is true whatever was foreseen; what had to be known besides is
        looked for in the next round, and where it is little, on the way.

        Parameters
        ----------
        candidates
            Of each record its candidates, the likeliest first, and the records in such an
            order that each comes behind its candidates. Others stay.
        engine
            Whose threads and processes do the work.
        on_progress
            Told how many are settled.
        """
        total = len(candidates)
        on_progress(Progress("versions", 0, total))
        for place in range(_LIKELY):
            self._measure_together(self._next_likely(candidates, place))
        waiting = self._settle_all(candidates, candidates)
        self._measure_together(chain.from_iterable(waiting.values()))
        while sum(map(bool, waiting.values())) >= _FEW:
            asking = sorted(
                (row for row, wanted in waiting.items() if wanted), key=self._kinship.find_place
            )
            found = engine.fork(partial(self._find_outcomes, candidates), asking)
            for measured, tried in found:
                self._measured |= measured
                self._tried |= tried
            waiting = self._settle_all(candidates, waiting)
            on_progress(Progress("versions", total - len(waiting), total))
        self._foreseen.clear()
        for done, row in enumerate(waiting, total - len(waiting)):
            if done % _REPORTED == 0:
                on_progress(Progress("versions", done, total))
            self._find_outcome(row, candidates[row])
        on_progress(Progress("versions", total, total))

    def _find_outcomes(
        self, candidates: Mapping[int, Sequence[int]], rows: Sequence[int]
    ) -> tuple[dict[tuple[int, int], list[float]], dict[tuple[int, int], Removal | bool]]:
        """Go through the candidates of records; return what was measured and tried for it."""
        known = len(self._measured), len(self._tried)
        for row in rows:
            self._find_outcome(row, candidates[row])
        measured = dict(islice(self._measured.items(), known[0], None))
        return measured, dict(islice(self._tried.items(), known[1], None))

    def _find_outcome(self, row: int, candidates: Sequence[int]) -> None:
        """Measure and try pairs until a record is settled, as far as others are."""
        while wanted := self._settle(row, candidates):
            self._measure_together(wanted)
            if self._is_doubtful(wanted[0]):
                self._tried[wanted[0]] = self._try(*wanted[0])

    def _measure_together(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Measure pairs on all threads."""
        new = sorted({pair for pair in pairs if pair not in self._measured})
        if new:
            shares = self._kinship.measure(np.array(new, dtype=np.int64)).tolist()
            self._measured.update(zip(new, shares, strict=True))

    def _next_likely(
        self, candidates: Mapping[int, Sequence[int]], place: int
    ) -> Iterator[tuple[int, int]]:
        """Yield each record with the candidate at a place, where those before it are unlikely."""
        for row, firsts in candidates.items():
            likely = (self._is_likely(first, row) for first in firsts[:place])
            if len(firsts) > place and not any(likely):
                yield firsts[place], row

    def _is_likely(self, first: int, row: int) -> bool:
        """Say whether a pair is measured and likely to be of versions."""
        shares = self._measured.get((first, row))
        return shares is not None and max(shares[3:]) >= _FORESEEN

    def _is_doubtful(self, pair: tuple[int, int]) -> bool:
        """Say whether the texts of a measured pair are worth a look."""
        return self._kinship.may_be_versions(*pair, self._measured[pair], self._threshold)

    def _settle_all(
        self, candidates: Mapping[int, Sequence[int]], rows: Iterable[int]
    ) -> dict[int, list[tuple[int, int]]]:
        """Settle what can be; return each other record with the pairs that it waits for."""
        self._foreseen.clear()
        wanted = {row: self._settle(row, candidates[row]) for row in rows}
        return {row: wanted[row] for row in self._foreseen}

    def _settle(self, row: int, candidates: Sequence[int]) -> list[tuple[int, int]]:
        """Settle a record whose pairs are tried; else return those that are likely to be needed.

        Its candidates, or the records that stay for them, are gone through one after the other.
        Where it is not settled, the one that is likely to stay for it, itself perhaps, is noted.
        """
        self._foreseen.pop(row, None)
        wanted: list[tuple[int, int]] = []
        met = set()
        compared = 0
        is_sure = True
        for candidate in candidates:
            removal = self.removals.get(candidate)
            first = removal.kept if removal else self._foreseen.get(candidate, candidate)
            is_sure = is_sure and candidate not in self._foreseen
            if first in met or (first != candidate and self._kinship.are_strange(first, row)):
                continue
            met.add(first)
            outcome = self._look_up(first, row)
            if outcome is None:
                wanted.append((first, row))
                if self._is_likely(first, row) or self._is_likely(candidate, row):
                    # What has figures of its own against one has them against others.
                    self._foreseen[row] = row if compared else first
                    return wanted
                is_sure = outcome = False
            if isinstance(outcome, Removal):
                if is_sure:
                    self.removals[row] = outcome
                else:
                    self._foreseen[row] = first
                return wanted
            compared += outcome
            if compared == _COMPARED:
                break
        if not is_sure:
            self._foreseen[row] = row
        return wanted

    def _look_up(self, first: int, row: int) -> Removal | bool | None:
        """Return what became of a pair, as far as it is known."""
        outcome = self._tried.get((first, row))
        if outcome is None and (first, row) in self._measured:
            return None if self._is_doubtful((first, row)) else False
        return outcome

    def _try(self, first: int, row: int) -> Removal | bool:
        """Return how the second of two doubtful records may go, or whether it is a version."""
        verdict = self._kinship.decide(first, row, self._measured[first, row], self._threshold)
        if verdict.relation is not Relation.VERSION:
            return False
        lost = gained = None
        if self._text_of is not None:
            from docdiff.pipeline.figures import (  # noqa: PLC0415 (the facts take long to load)
                count_own_numerals,
                find_own_figures,
                has_own_figures,
            )

            texts = self._text_of(first), self._text_of(row)
            if count_own_numerals(texts[1], texts[0]) > _OTHERWISE_WRITTEN:
                return True
            if has_own_figures(texts[1], texts[0]):
                return True
            lost, gained = (), tuple(find_own_figures(*texts))
        return Removal(row, first, verdict, lost, gained)


def _order_candidates(kinship: Kinship, ranked: Sequence[int]) -> dict[int, list[int]]:
    """Return the candidates of each record that has any, the likeliest first.

    The first of those that are chained together by estimate is likely to stay for all of
    them, so it comes first; then the most alike.
    """
    rank = np.empty(len(ranked), dtype=np.int64)
    rank[ranked] = np.arange(len(ranked))
    ranks = rank[kinship.pairs]
    order = np.lexsort((ranks[:, 0], -kinship.estimates, ranks[:, 1]))
    firsts, rows = kinship.pairs[order].T
    starts = np.flatnonzero(np.append(True, rows[1:] != rows[:-1])[: len(rows)])
    ends = np.minimum(np.append(starts[1:], len(rows)), starts + _TRIED)
    found: dict[int, list[int]] = {}
    for row, start, end in zip(rows[starts].tolist(), starts.tolist(), ends.tolist(), strict=True):
        candidates = firsts[start:end].tolist()
        stays = kinship.firsts.get(row)
        if stays is not None:
            candidates = [stays, *(each for each in candidates if each != stays)][:_TRIED]
        found[row] = candidates
    return found


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
