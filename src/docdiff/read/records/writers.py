"""Files in the making: written beside their place, and moved there when all is done."""

from __future__ import annotations

import gzip
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedWriter
from typing import Protocol

from docdiff.errors import OutputError
from docdiff.read.records.formats import Compression, Format, Kind, find_compression
from docdiff.read.records.tables import Table, check_same_columns, copy_tables

__all__ = ["ByteWriter", "RecordWriter"]


class Writable(Protocol):
    """What bytes are written to."""

    def write(self, data: bytes | memoryview, /) -> object:
        """Write all of the bytes."""

    def close(self) -> None:
        """Write what is left and let go."""


class ByteWriter:
    """Bytes on the way to a file, packed as its name says if asked; see ``Outputs.open_bytes``."""

    def __init__(self, path: str, *, packed: bool = True) -> None:
        self.path = path
        # A link keeps pointing where it does, and what it points to is replaced.
        self.target = os.path.realpath(path)
        folder = os.path.dirname(self.target)  # noqa: PTH120
        self._temporary = os.path.join(folder, f".docdiff-{secrets.token_hex(8)}.part")  # noqa: PTH118
        with self._explained():
            mode = _read_mode(self.target)
            self._raw = open(  # noqa: SIM115
                self._temporary, "xb", opener=lambda name, flags: os.open(name, flags, mode)
            )
        self._stream = _pack(self._raw, find_compression(path)) if packed else self._raw

    def write(self, data: bytes | memoryview) -> None:
        """Write bytes; OutputError when the disk does not take them."""
        with self._explained():
            self._stream.write(data)

    def finish(self) -> None:
        """Bring all bytes to the disk; the file is whole then, under its temporary name."""
        with self._explained():
            self._stream.close()
            self._raw.close()

    def publish(self) -> None:
        """Move the whole file to its place."""
        with self._explained():
            os.replace(self._temporary, self.target)  # noqa: PTH105

    def discard(self) -> None:
        """Take the file away, in whatever state it is; again is no harm."""
        for stream in (self._stream, self._raw):
            with suppress(OSError, ValueError):
                stream.close()
        with suppress(OSError):
            os.unlink(self._temporary)  # noqa: PTH108

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Name the output in what the system says."""
        try:
            yield
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise OutputError(
                f"{self.path} cannot be written: {reason}; name another output"
            ) from None


class RecordWriter(ByteWriter):
    """Kept records on the way to a file; made by ``Outputs.open_records``."""

    def __init__(self, path: str, format_: Format) -> None:
        super().__init__(path)
        self.format = format_
        self._parts: list[tuple[Table, bytes | bytearray]] = []

    def add_table(self, table: Table, mask: bytes | bytearray) -> None:
        """Note which rows of a Parquet file go in; all are written at the end, at once."""
        self._parts.append((table, mask))

    def finish(self) -> None:
        """Bring all records to the disk."""
        super().finish()
        if self.format.kind is Kind.TABLE:
            if not self._parts:
                raise OutputError(f"{self.path} would have no columns; copy from one file at least")
            check_same_columns([table for table, _ in self._parts])
            copy_tables(self._parts, self._temporary, name=self.path)


def _read_mode(target: str) -> int:
    """Return the permissions of what will be replaced, or of a new file; only a file can be."""
    try:
        state = os.stat(target)  # noqa: PTH116
    except FileNotFoundError:
        return 0o666
    if not stat.S_ISREG(state.st_mode):
        raise ValueError("it is no regular file")
    return stat.S_IMODE(state.st_mode)


def _pack(raw: BufferedWriter, compression: Compression) -> Writable:
    """Return what packs a file; the same input gives the same bytes at any time."""
    if compression is Compression.GZIP:
        return gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=raw, mtime=0)
    if compression is Compression.ZSTD:
        from docdiff.read.records.zstandard import ZstdWriter  # noqa: PLC0415

        return ZstdWriter(raw)
    return raw
