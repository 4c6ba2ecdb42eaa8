"""Bytes of record files: opened, unpacked, and given in blocks of whole lines."""

from __future__ import annotations

import gzip
import os
import stat
import zlib
from collections.abc import Callable, Iterable, Iterator
from io import FileIO
from typing import Protocol

import attrs

from docdiff.errors import ReadError
from docdiff.read import explain
from docdiff.read.records.formats import (
    ACCEPTED,
    Compression,
    Format,
    Kind,
    find_format,
    find_magic,
)

__all__ = ["Source", "open_source", "read_blocks", "read_ranges"]

# A block, the lines cut from it and their texts stay in the second-level cache: with 4 MB
# reading takes a quarter longer, and copying with 1 MB two thirds (measured on Chinese law).
BLOCK = 1 << 18

_BOM = b"\xef\xbb\xbf"
_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff")


class Readable(Protocol):
    """What blocks are read from."""

    def readinto(self, buffer: memoryview, /) -> int:
        """Fill a buffer from its start; return how many bytes, 0 at the end."""


@attrs.frozen
class Source:
    """A record file as it was when it was first looked at."""

    path: str
    format: Format
    size: int
    modified: int  # nanoseconds, as the file system has it

    def check_unchanged(self, state: os.stat_result | None = None) -> None:
        """Raise ReadError when the file is not what it was."""
        try:
            state = state or os.stat(self.path)  # noqa: PTH116
        except OSError as error:
            raise explain(self.path, error) from None
        if (state.st_size, state.st_mtime_ns) != (self.size, self.modified):
            raise ReadError(
                f"{self.path} changed while it was read; run again when nothing writes to it"
            )


def open_source(path: str) -> Source:
    """Look at a file: it must be a regular one, of a kind that holds records."""
    try:
        state = os.stat(path)  # noqa: PTH116
        if stat.S_ISDIR(state.st_mode):
            raise IsADirectoryError
        if not stat.S_ISREG(state.st_mode):
            raise ReadError(f"{path} is no regular file and cannot be read twice; name a file")
        with open(path, "rb") as file:  # noqa: PTH123
            head = file.read(4)
    except (OSError, ValueError) as error:
        raise explain(path, error) from None
    return Source(path, _choose_format(path, head), state.st_size, state.st_mtime_ns)


def _choose_format(path: str, head: bytes) -> Format:
    """Return the format of a file: its bytes decide, and must not deny its name."""
    named = find_format(path)
    if named is None:
        raise ReadError(f"{path} is no kind of file that holds records; name it {ACCEPTED}")
    proven = find_magic(head)
    if proven is not None:
        return proven
    if named.kind is Kind.TABLE:
        raise ReadError(f"{path} is not Parquet, though its name says so; check the file")
    if named.compression is Compression.NONE or head.removeprefix(_BOM).startswith(b"{"):
        # A download may have been unpacked on the way and have kept its name.
        return Format(Kind.LINES)
    raise ReadError(
        f"{path} is not {named.compression.value[1:]} data, though its name says so; "
        "fetch it again, or take the ending away"
    )


def read_blocks(
    source: Source, on_read: Callable[[int], None] | None = None
) -> Iterator[tuple[bytearray, int, int]]:
    """Yield the lines of a file as ``buffer, start, end``; the buffer is used again.

    Each block ends behind a line feed, but perhaps the last. A block has up to 256 KB,
    or more where a line is longer. A byte-order mark at the start belongs to no line.
    ``on_read`` is called with the bytes of the file that have been read so far, as it lies on
    disk.
    """
    with _open(source) as raw:
        stream = _unpack(raw, source.format.compression)
        buffer, filled, first = bytearray(BLOCK), 0, True
        while count := _fill(source, stream, memoryview(buffer)[filled:]):
            cut = buffer.rfind(b"\n", filled, filled + count) + 1
            filled += count
            if cut:
                if on_read is not None:
                    on_read(raw.tell())
                yield buffer, _skip_mark(source, buffer) if first else 0, cut
                first = False
                rest = buffer[cut:filled]
                filled = len(rest)
                if len(buffer) > BLOCK >= 2 * filled:
                    buffer = bytearray(BLOCK)
                buffer[:filled] = rest
            if 2 * filled > len(buffer):
                buffer = buffer[:filled] + bytearray(2 * len(buffer) - filled)
        start = _skip_mark(source, buffer[:filled]) if first else 0
        if start < filled:
            yield buffer, start, filled
        source.check_unchanged()
        if on_read is not None:
            on_read(source.size)


def read_ranges(source: Source, ranges: Iterable[tuple[int, int]]) -> Iterator[memoryview]:
    """Yield what stands in some ranges of a file, in pieces; the buffer is used again."""
    buffer = memoryview(bytearray(BLOCK))
    with _open(source) as raw:
        for start, end in ranges:
            raw.seek(start)
            left = end - start
            while left and (count := _fill(source, raw, buffer[:left])):
                yield buffer[:count]
                left -= count
        source.check_unchanged()


def _open(source: Source) -> FileIO:
    """Open a file that is still what it was."""
    try:
        raw = open(source.path, "rb", buffering=0)  # noqa: PTH123, SIM115
    except OSError as error:
        raise explain(source.path, error) from None
    try:
        source.check_unchanged(os.fstat(raw.fileno()))
    except ReadError:
        raw.close()
        raise
    return raw


def _unpack(raw: FileIO, compression: Compression) -> Readable:
    """Return what unpacks a file, member by member, frame by frame."""
    if compression is Compression.GZIP:
        return gzip.GzipFile(fileobj=raw, mode="rb")
    if compression is Compression.ZSTD:
        from docdiff.read.records.zstandard import open_zstd  # noqa: PLC0415

        return open_zstd(raw)
    return raw


def _fill(source: Source, stream: Readable, view: memoryview) -> int:
    """Read once; what is wrong with the file becomes a ReadError."""
    try:
        return stream.readinto(view)
    except EOFError:
        raise ReadError(
            f"{source.path} is truncated: its compressed data end early; fetch it again"
        ) from None
    except _name_damage(source.format.compression) as error:
        raise ReadError(f"{source.path} is damaged: {error}; fetch it again") from None
    except OSError as error:
        raise explain(source.path, error) from None


def _name_damage(compression: Compression) -> tuple[type[Exception], ...]:
    """Return what unpacking raises at bytes that cannot be."""
    if compression is Compression.GZIP:
        return (gzip.BadGzipFile, zlib.error)
    if compression is Compression.ZSTD:
        from docdiff.read.records.zstandard import ZstdError  # noqa: PLC0415

        return (ZstdError,)
    return ()


def _skip_mark(source: Source, buffer: bytearray) -> int:
    """Return where the first line starts, behind a byte-order mark."""
    if buffer.startswith(_WIDE_BOMS):
        raise ReadError(f"{source.path} is UTF-16, which JSONL is not; convert it to UTF-8")
    return len(_BOM) if buffer.startswith(_BOM) else 0
