"""Zstandard: of Python itself from 3.14 on, and its backport before."""

from __future__ import annotations

import sys
from io import BufferedWriter, FileIO

if sys.version_info >= (3, 14):
    from compression.zstd import CompressionParameter, ZstdCompressor, ZstdError, ZstdFile
else:
    from backports.zstd import CompressionParameter, ZstdCompressor, ZstdError, ZstdFile

__all__ = ["ZstdError", "ZstdWriter", "open_zstd"]


def open_zstd(raw: FileIO) -> ZstdFile:
    """Unpack a file, frame by frame; EOFError where it is truncated."""
    return ZstdFile(raw, "r")


class ZstdWriter:
    """Packs a file into one frame; ZstdFile would write nothing at all where there is nothing.

    The checksum lets readers see damage, as that of zstd's own command does.
    """

    def __init__(self, raw: BufferedWriter) -> None:
        options: dict[int, int] = {
            CompressionParameter.compression_level: 3,
            CompressionParameter.checksum_flag: 1,
        }
        self._raw = raw
        self._compressor = ZstdCompressor(options=options)

    def write(self, data: bytes | memoryview, /) -> None:
        """Pack bytes."""
        self._raw.write(self._compressor.compress(data))

    def close(self) -> None:
        """Pack what is left and end the frame; the file itself stays open."""
        self._raw.write(self._compressor.flush())
