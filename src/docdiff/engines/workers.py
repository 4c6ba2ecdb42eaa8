"""Work that holds Python's lock, side by side in forked processes."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import warnings
from collections.abc import Callable, Sequence
from typing import IO, Any, TypeVar

from docdiff.errors import DocdiffError

__all__ = ["fork_work"]

_T = TypeVar("_T")
_U = TypeVar("_U")


def fork_work(
    work: Callable[[_T], _U], parts: Sequence[_T], *, prepare: Callable[[], None]
) -> list[_U]:
    """Do some work for each part: the first here, each further one in a process of its own.

    A worker sees all that is in memory, and what it changes there stays with it. On systems
    that cannot fork safely the work is done here, part by part.

    Parameters
    ----------
    work
        Must start no thread and use none; what it returns is pickled.
    parts
        One for each process.
    prepare
        Called in each worker first: gives up what only this process may use.

    Returns
    -------
    list
        What the work returned, in the order of the parts.

    Raises
    ------
    DocdiffError
        If a worker was ended from outside.
    Exception
        What the work raised, here or in a worker.

    Examples
    --------
    >>> fork_work(sum, [(1, 2), (3, 4)], prepare=lambda: None)
    [3, 7]
    """
    if not sys.platform.startswith("linux"):
        return [work(part) for part in parts]
    workers: list[tuple[int, IO[bytes]]] = []
    try:
        for part in parts[1:]:
            # One by one, so that those that run are known when the next cannot be started.
            workers.append(_start(work, part, prepare))  # noqa: PERF401
        results = [work(part) for part in parts[:1]]
        return results + [_receive(pipe) for _, pipe in workers]
    finally:
        for process, pipe in workers:
            pipe.close()
            # One that has sent all it has is at its end; the others would work for nobody.
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)


def _start(
    work: Callable[[_T], _U], part: _T, prepare: Callable[[], None]
) -> tuple[int, IO[bytes]]:
    """Fork a worker; return its process and the pipe that its result comes by."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        # Threads may be there, of a pool or of BLAS, but all of them wait for work.
        warnings.simplefilter("ignore", DeprecationWarning)
        process = os.fork()
    if process:
        os.close(writing)
        return process, os.fdopen(reading, "rb")
    # Neither an exit handler nor a buffer of the parent may be run or written twice, whatever
    # is raised here.
    try:
        os.close(reading)
        prepare()
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(_attempt(work, part))
    finally:
        os._exit(0)


def _attempt(work: Callable[[_T], _U], part: _T) -> bytes:
    """Return what became of the work, pickled: its result and what it raised."""
    try:
        return pickle.dumps((work(part), None), pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # noqa: BLE001 (it is raised again by the parent)
        return pickle.dumps((None, error), pickle.HIGHEST_PROTOCOL)


def _receive(pipe: IO[bytes]) -> Any:  # noqa: ANN401 (whatever was pickled)
    """Return the result of a worker, or raise what it raised."""
    try:
        result, error = pickle.load(pipe)  # noqa: S301 (our own process wrote it)
    except (EOFError, pickle.UnpicklingError):
        raise DocdiffError(
            "a worker process was ended from outside, perhaps for want of memory; "
            "run again with one thread, which needs less"
        ) from None
    if error is not None:
        raise error
    return result
