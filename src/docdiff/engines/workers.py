"""Work that holds Python's lock, side by side in forked processes."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import warnings
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import IO, Any, Final, TypeVar

from docdiff.errors import DocdiffError

__all__ = ["fork_work"]

# Bytes of the number of a part on its way to a process: a pipe holds some thousands of them.
_TICKET: Final = 4

_T = TypeVar("_T")
_U = TypeVar("_U")


def fork_work(work: Callable[[_T], _U], parts: Sequence[_T], *, processes: int) -> list[_U]:
    """Do some work for each part: the first here, others in processes that are forked for it.

    Each process begins with a part of its own and then takes those that none has taken yet. A
    worker sees all that is in memory, and what it changes there stays with it. On systems that
    cannot fork safely the work is done here, part by part.

    Parameters
    ----------
    work
        Must start no thread and use none; what it returns is pickled.
    parts
        As many as there are processes, or more, up to some thousands.
    processes
        How many there are, this one among them.

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
    >>> fork_work(sum, [(1, 2), (3, 4)], processes=2)
    [3, 7]
    """
    if not sys.platform.startswith("linux"):
        return [work(part) for part in parts]
    workers: list[tuple[int, IO[bytes]]] = []
    tickets = _issue_tickets(range(processes, len(parts)))
    try:
        for number in range(1, min(processes, len(parts))):
            # One by one, so that those that run are known when the next cannot be started.
            workers.append(_start(partial(_do_parts, work, parts, number, tickets)))  # noqa: PERF401
        done = _do_parts(work, parts, 0, tickets) if parts else {}
        for _, pipe in workers:
            done |= _receive(pipe)
        return [done[number] for number in range(len(parts))]
    finally:
        os.close(tickets)
        for process, pipe in workers:
            pipe.close()
            # One that has sent all it has is at its end; the others would work for nobody.
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)


def _issue_tickets(numbers: Iterable[int]) -> int:
    """Return the end of a pipe from which each process takes the numbers of further parts."""
    reading, writing = os.pipe()
    os.write(writing, b"".join(number.to_bytes(_TICKET, "big") for number in numbers))
    os.close(writing)
    return reading


def _do_parts(
    work: Callable[[_T], _U], parts: Sequence[_T], first: int, tickets: int
) -> dict[int, _U]:
    """Do one part and then those that none has taken yet; return what became of each."""
    done = {first: work(parts[first])}
    while ticket := os.read(tickets, _TICKET):
        number = int.from_bytes(ticket, "big")
        done[number] = work(parts[number])
    return done


def _start(work: Callable[[], object]) -> tuple[int, IO[bytes]]:
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
        # What was there before is no garbage of the worker's, and to look through it copies it.
        gc.freeze()
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(_attempt(work))
    finally:
        os._exit(0)


def _attempt(work: Callable[[], object]) -> bytes:
    """Return what became of the work, pickled: its result and what it raised."""
    try:
        return pickle.dumps((work(), None), pickle.HIGHEST_PROTOCOL)
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
