"""A corpus on this machine: texts come in batches, fingerprints stay."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import pairwise
from math import prod
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Any, Final, Self, TypeVar

import attrs
import numpy as np
import numpy.typing as npt

from docdiff.engines.workers import fork_work
from docdiff.fingerprint import Scheme
from docdiff.fingerprint.bulk import Fingerprints, fingerprint_texts
from docdiff.verify.measures import ShingleSets

__all__ = ["Corpus", "LocalEngine", "count_threads"]

# Bytes of an array kept in memory before it goes to a temporary file.
_IN_MEMORY: Final = 1 << 30
# Parts that are not worth a run of their own, and runs of each process.
_FEW: Final = 64
_RUNS: Final = 8
# Batches on their way; more would only wait in memory.
_UNDER_WAY: Final = 2

_T = TypeVar("_T")
_U = TypeVar("_U")


@attrs.frozen(eq=False)
class Corpus:
    """The fingerprints of n documents, in the order in which they came.

    As in ``Fingerprints``; ``passage_bounds`` is int64 of shape ``(n, 2)``.
    """

    digests: npt.NDArray[np.uint8]
    sizes: npt.NDArray[np.int64]
    signatures: npt.NDArray[np.uint32]
    sets: ShingleSets
    passages: npt.NDArray[np.uint64]
    passage_bounds: npt.NDArray[np.int64]


class LocalEngine:
    """Fingerprints batches of texts on threads, in order, and keeps no text.

    Parameters
    ----------
    scheme
        How fingerprints are made.
    threads
        How many work side by side; by default as many as this process may use.

    Raises
    ------
    ValueError
        If ``threads`` is less than 1.
    """

    def __init__(self, scheme: Scheme, *, threads: int | None = None) -> None:
        if threads is not None and threads < 1:
            raise ValueError(f"threads must be 1 or more, but is {threads}")
        self.threads = threads or count_threads()
        self._scheme = scheme
        self._pool = ThreadPoolExecutor(self.threads, "docdiff")
        self._has_threads = True
        self._under_way: deque[Future[Fingerprints]] = deque()
        self._parts: dict[str, _Spool] = {
            field.name: _Spool() for field in attrs.fields(Fingerprints)
        }
        self._sizes = {"shingles": 0, "passages": 0}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    def add(self, texts: Sequence[str]) -> None:
        """Fingerprint some texts; returns when few enough batches are under way."""
        self._under_way.append(self._pool.submit(fingerprint_texts, texts, self._scheme))
        while len(self._under_way) > self.threads + _UNDER_WAY:
            self._keep(self._under_way.popleft().result())

    def finish(self) -> Corpus:
        """Return the fingerprints of all texts added."""
        while self._under_way:
            self._keep(self._under_way.popleft().result())
        # Of no text at all, the arrays still have their shapes.
        self._keep(fingerprint_texts([], self._scheme))
        arrays = {name: spool.join() for name, spool in self._parts.items()}
        ends = arrays["passage_ends"]
        return Corpus(
            arrays["digests"],
            arrays["sizes"],
            arrays["signatures"],
            ShingleSets(arrays["shingles"], arrays["shingle_bounds"]),
            arrays["passages"],
            np.column_stack((np.append(0, ends)[:-1], ends)),
        )

    def run(self, work: Callable[[_T], _U], parts: Iterable[_T]) -> list[_U]:
        """Do some work for each part, on all threads; results in the order of the parts."""
        given = list(parts)
        if len(given) == 1 or not self._has_threads:
            return [work(part) for part in given]
        return list(self._pool.map(work, given))

    def fork(self, work: Callable[[Sequence[_T]], _U], parts: Sequence[_T]) -> list[_U]:
        """Do some work of Python's on runs of parts, in as many processes as there are threads.

        What the work returns is pickled; see :func:`docdiff.engines.workers.fork_work`.
        """
        # Runs of which none is so long that the others wait for it in the end.
        count = self.threads * min(max(len(parts) // (self.threads * _FEW), 1), _RUNS)
        edges = [len(parts) * k // count for k in range(count + 1)]
        runs = [parts[slice(*edge)] for edge in pairwise(edges)]
        # A forked process has no other thread, and here there is no processor left for one.
        self._has_threads = False
        try:
            return fork_work(work, runs, processes=self.threads)
        finally:
            self._has_threads = True

    def _keep(self, found: Fingerprints) -> None:
        """Append what was found for one batch, its places counted from the beginning."""
        for name, spool in self._parts.items():
            array = getattr(found, name)
            if name == "shingle_bounds":
                array = array + self._sizes["shingles"]
            elif name == "passage_ends":
                array = array + self._sizes["passages"]
            spool.append(array)
        for name in self._sizes:
            self._sizes[name] += len(getattr(found, name))


class _Spool:
    """Arrays that come one after the other, joined in memory and then in a temporary file."""

    def __init__(self) -> None:
        self._like: npt.NDArray[Any] = np.empty(0)
        # Grows as the system moves its pages: nothing is copied, nor made zero to be overwritten.
        self._room = bytearray()
        self._file: IO[bytes] | None = None

    def append(self, array: npt.NDArray[Any]) -> None:
        self._like = array[:0].copy()
        if self._file is None and len(self._room) + array.nbytes > _IN_MEMORY:
            self._file = TemporaryFile(prefix="docdiff-")  # noqa: SIM115 (the mapping needs it)
            self._file.write(self._room)
            self._room = bytearray()
        if self._file is not None:
            array.tofile(self._file)
        else:
            self._room += array.reshape(-1).view(np.uint8).data

    def join(self) -> npt.NDArray[Any]:
        """Return all of them as one array."""
        shape = self._like.shape[1:]
        if self._file is None:
            rows = len(self._room) // (self._like.itemsize * prod(shape))
            return np.ndarray((rows, *shape), self._like.dtype, self._room)
        with self._file as file:
            file.flush()
            return np.memmap(file, self._like.dtype, "r").reshape(-1, *shape)


def count_threads() -> int:
    """Return on how many processors this process may run."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
