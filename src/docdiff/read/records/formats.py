"""Which names and which first bytes mean which kind of record file."""

from __future__ import annotations

from enum import Enum

import attrs

__all__ = ["ACCEPTED", "Compression", "Format", "Kind", "find_format", "find_magic"]

ACCEPTED = ".jsonl, .ndjson or .json, each also with .gz or .zst behind it, or .parquet"

_LINES = (".jsonl", ".ndjson", ".json")


class Kind(Enum):
    """How records stand in a file; the values are the words of messages."""

    LINES = "JSONL"
    TABLE = "Parquet"


class Compression(Enum):
    """What the bytes of a file are packed in; the values are name endings."""

    NONE = ""
    GZIP = ".gz"
    ZSTD = ".zst"


@attrs.frozen
class Format:
    """A kind of record file; Parquet files compress inside, so theirs is always NONE."""

    kind: Kind
    compression: Compression = Compression.NONE


def find_format(path: str) -> Format | None:
    """Return the format that a name promises, in any letter case, or None.

    Examples
    --------
    >>> find_format("a.JSONL.gz")
    Format(kind=<Kind.LINES: 'JSONL'>, compression=<Compression.GZIP: '.gz'>)
    >>> find_format("a.txt") is None
    True
    """
    name = path.lower()
    if name.endswith(".parquet"):
        return Format(Kind.TABLE)
    compression = find_compression(name)
    if name.removesuffix(compression.value).endswith(_LINES):
        return Format(Kind.LINES, compression)
    return None


def find_compression(path: str) -> Compression:
    """Return the compression that the end of a name promises."""
    for compression in (Compression.GZIP, Compression.ZSTD):
        if path.lower().endswith(compression.value):
            return compression
    return Compression.NONE


def find_magic(head: bytes) -> Format | None:
    """Return the format that the first four bytes of a file prove, or None.

    None of these bytes can start a line of JSON, so what they say is sure.
    """
    if head == b"PAR1":
        return Format(Kind.TABLE)
    if head.startswith(b"\x1f\x8b"):
        return Format(Kind.LINES, Compression.GZIP)
    # A Zstandard file may start with a skippable frame, as those of pzstd do.
    if head == b"\x28\xb5\x2f\xfd" or (head[1:] == b"\x2a\x4d\x18" and head[0] >> 4 == 5):  # noqa: PLR2004
        return Format(Kind.LINES, Compression.ZSTD)
    return None
