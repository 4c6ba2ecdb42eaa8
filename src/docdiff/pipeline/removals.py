"""A corpus to the records that may go: copies and versions of one that stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

import attrs
import numpy as np

from docdiff.candidates import find_copies
from docdiff.engines.local import Corpus, LocalEngine
from docdiff.model import Fact, Progress, Relation, Settings, ignore_progress
from docdiff.pipeline.figures import count_own_numerals, find_own_figures, has_own_figures
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
# Times that it is foreseen who stays: first as shares have it, then as verdicts have it.
_ROUNDS: Final = 2
# Pairs that are not worth a process.
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

        The likeliest candidates of all records are measured together, on all threads, and
        those that are likely to stay are tried in as many processes; then the records are
        settled in their order, and what else is needed is done on the way. For a candidate
        that was removed itself the record that stays for it is tried.

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
        for _ in range(_ROUNDS):
            foreseen = sorted(
                set(self._foresee(candidates)) - self._tried.keys(), key=self._kinship.find_place
            )
            self._measure_together(foreseen)
            if len(foreseen) < _FEW:
                break
            for tried in engine.fork(self._try_all, foreseen):
                self._tried |= tried
        for done, (row, firsts) in enumerate(candidates.items()):
            if done % _REPORTED == 0:
                on_progress(Progress("versions", done, total))
            self._settle(row, firsts)
        on_progress(Progress("versions", total, total))

    def _try_all(self, pairs: Sequence[tuple[int, int]]) -> dict[tuple[int, int], Removal | bool]:
        """Try pairs one after the other."""
        return {pair: self._try(*pair) for pair in pairs}

    def _measure_together(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Measure pairs on all threads."""
        new = sorted({pair for pair in pairs if pair not in self._measured})
        rows = np.array(new, dtype=np.int64).reshape(-1, 2)
        shares = self._kinship.measure(rows).tolist()
        self._measured |= zip(new, shares, strict=True)

    def _next_likely(
        self, candidates: Mapping[int, Sequence[int]], place: int
    ) -> Iterator[tuple[int, int]]:
        """Yield each record with the candidate at a place, where those before it are unlikely."""
        for row, firsts in candidates.items():
            if len(firsts) > place and self._find_likely(row, firsts[:place]) is None:
                yield firsts[place], row

    def _find_likely(self, row: int, firsts: Sequence[int]) -> int | None:
        """Return the first of some measured candidates that a record is likely a version of."""
        for first in firsts:
            if max(self._measured[first, row][3:]) >= _FORESEEN:
                return first
        return None

    def _foresee(self, candidates: Mapping[int, Sequence[int]]) -> Iterator[tuple[int, int]]:
        """Yield each record with those that are likely to be tried in the end.

        That is the one that stays for its likeliest candidate, and others where it is known
        that it does not go for that one, or where the likeliest are hardly its versions.
        """
        stays: dict[int, int] = {}
        for row, firsts in candidates.items():
            likely = self._find_likely(row, firsts[:_LIKELY])
            if likely is None:
                yield from ((first, row) for first in firsts)
                continue
            first = stays.get(likely, likely)
            yield first, row
            if isinstance(self._tried.get((first, row)), bool):
                yield from ((stays.get(each, each), row) for each in firsts[:_COMPARED])
            else:
                stays[row] = first

    def _settle(self, row: int, candidates: Sequence[int]) -> None:
        """Try a record's candidates, or the records that stay for them, one after the other."""
        met = set()
        compared = 0
        for place, candidate in enumerate(candidates):
            removal = self.removals.get(candidate)
            first = removal.kept if removal else candidate
            if first in met or (removal and self._kinship.are_strange(first, row)):
                continue
            met.add(first)
            outcome = self._tried.get((first, row))
            if outcome is None:
                if (first, row) not in self._measured:
                    self._measure(row, [first] if removal else candidates[place:])
                outcome = self._try(first, row)
            if isinstance(outcome, Removal):
                self.removals[row] = outcome
                return
            compared += outcome
            if compared == _COMPARED:
                return

    def _measure(self, row: int, firsts: Sequence[int]) -> None:
        """Measure a record against further candidates."""
        new = [first for first in firsts if (first, row) not in self._measured]
        # The shingles of the record are looked up once, so it is the first of these pairs.
        pairs = np.array([(row, first) for first in new], dtype=np.int64)
        columns = self._kinship.measure(pairs).tolist()
        for first, (jaccard, of_row, of_first, weight_of_row, weight_of_first) in zip(
            new, columns, strict=True
        ):
            shares = [jaccard, of_first, of_row, weight_of_first, weight_of_row]
            self._measured[first, row] = shares

    def _try(self, first: int, row: int) -> Removal | bool:
        """Return how the second of two measured records may go, or whether it is a version."""
        shares = self._measured[first, row]
        if not self._kinship.may_be_versions(first, row, shares, self._threshold):
            return False
        verdict = self._kinship.decide(first, row, shares, self._threshold)
        if verdict.relation is not Relation.VERSION:
            return False
        lost = gained = None
        if self._text_of is not None:
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
