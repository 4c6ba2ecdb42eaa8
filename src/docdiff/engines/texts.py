"""Texts that may be asked for again, in bounded memory."""

from __future__ import annotations

import os
from array import array
from collections.abc import Sequence
from tempfile import TemporaryFile
from typing import IO, Final

__all__ = ["TextStore"]

# Bytes of texts held in memory; further ones go to a temporary file, as UTF-8.
_IN_MEMORY: Final = 256 << 20


class TextStore:
    """Texts by number, in the order in which they came.

    Examples
    --------
    >>> store = TextStore()
    >>> store.add(["one", "two"])
    >>> store[1]
    'two'
    """

    def __init__(self, *, in_memory: int = _IN_MEMORY) -> None:
        self._held: list[str] = []
        self._room = in_memory
        self._file: IO[bytes] | None = None
        self._ends = array("q", [0])

    def add(self, texts: Sequence[str]) -> None:
        """Keep some more texts."""
        if self._file is None:
            self._held += texts
            # An ideograph takes two bytes in memory, a letter one.
            self._room -= 2 * sum(map(len, texts))
            if self._room < 0:
                self._file = TemporaryFile(prefix="docdiff-")  # noqa: SIM115 (kept for reading)
            return
        self._file.seek(0, os.SEEK_END)
        raws = [text.encode("utf-8", "surrogatepass") for text in texts]
        self._file.write(b"".join(raws))
        for raw in raws:
            self._ends.append(self._ends[-1] + len(raw))

    def close(self) -> None:
        """Give up the temporary file, and with it the texts."""
        if self._file is not None:
            self._file.close()

    def __getitem__(self, number: int) -> str:
        if number < len(self._held):
            return self._held[number]
        if self._file is None:
            raise IndexError(number)
        place = number - len(self._held)
        start, end = self._ends[place], self._ends[place + 1]
        return _read(self._file, start, end - start).decode("utf-8", "surrogatepass")


def _read(file: IO[bytes], start: int, size: int) -> bytes:
    """Read a part of a file."""
    if hasattr(os, "pread"):  # forked processes share the place that seek moves
        file.flush()
        return os.pread(file.fileno(), size, start)
    file.seek(start)
    return file.read(size)
