"""A file of records, read once to see them and once more to copy those that are kept."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence

from docdiff.read.records.formats import Compression, Format, Kind
from docdiff.read.records.lines import copy_lines, copy_places, read_lines
from docdiff.read.records.streams import open_source
from docdiff.read.records.tables import Table, open_table, read_table
from docdiff.read.records.values import Batch, Fields, SkippedRecord
from docdiff.read.records.writers import RecordWriter

__all__ = ["RecordFile"]

_MOST_BYTES = 8 << 20


class RecordFile:
    """A JSONL or Parquet file of records with a text each; nothing of it is held in memory.

    Parameters
    ----------
    path
        A name that ends in ``.jsonl``, ``.ndjson`` or ``.json`` (each also with ``.gz`` or
        ``.zst``), or in ``.parquet``. Where the first bytes prove another kind, they decide.
    text_field, id_field
        Fields, or columns, of a record's text and id. A field inside another has no name here.

    Attributes
    ----------
    size, bytes_read
        Bytes of the file on disk, and how many of them ``batches`` has passed so far.
    row_count
        Lines (blank ones too) or rows of the file; None until ``batches`` has come to its end.

    Raises
    ------
    ReadError
        If the file does not exist, is a folder or no regular file, is of no kind that holds
        records, is no Parquet file or a truncated one, or has no column ``text_field``.
    ValueError
        If both fields are the same.
    """

    def __init__(
        self, path: str | os.PathLike[str], *, text_field: str = "text", id_field: str = "id"
    ) -> None:
        self.path = os.fspath(path)
        self.bytes_read = 0
        self.row_count: int | None = None
        self._places: Sequence[int] | None = None  # of the lines, where they can be gone to
        self._fields = Fields(text_field, id_field)
        self._source = open_source(self.path)
        self.table: Table | None = None
        if self.format.kind is Kind.TABLE:
            self.table = open_table(self._source, self._fields)

    @property
    def format(self) -> Format:
        """How records stand in the file, as its bytes prove it."""
        return self._source.format

    @property
    def size(self) -> int:
        """Bytes of the file on disk."""
        return self._source.size

    def batches(
        self, on_skip: Callable[[SkippedRecord], None], *, most_bytes: int = _MOST_BYTES
    ) -> Iterator[Batch]:
        """Yield all records that can be read, in order.

        Parameters
        ----------
        on_skip
            Called with each record that cannot be read, in its turn. A blank line is none.
        most_bytes
            A batch ends behind the record that reaches this many bytes of the file (twice the
            characters, in Parquet), give or take a block of 256 KB; or behind 65,536 records
            and a block.

        Raises
        ------
        ReadError
            If the file is truncated, damaged, UTF-16, or one JSON value over many lines, or if
            it was written to since the file was opened.
        """
        self.row_count = self._places = None
        if self.table is None:
            places = yield from read_lines(
                self._source,
                self._fields,
                on_skip=on_skip,
                on_read=self._note_read,
                most_bytes=most_bytes,
            )
            self.row_count = max(len(places) - 1, 0)
            if self.format.compression is Compression.NONE:
                self._places = places
        else:
            self.row_count = yield from read_table(
                self.table,
                self._fields,
                on_skip=on_skip,
                on_read=self._note_read,
                most_bytes=most_bytes,
            )

    def copy_kept(self, mask: bytes | bytearray, out: RecordWriter) -> None:
        """Copy the records whose byte in the mask is 1, as they stand.

        Lines are copied to the byte; the last one gets its line feed where it has none. Rows of
        Parquet keep all columns and their types, and are written when the output is finished.

        Parameters
        ----------
        mask
            A byte for each line or row of the file: 1 to keep, 0 to leave out.
        out
            An output opened with this file among its inputs.

        Raises
        ------
        ReadError
            As ``batches`` does.
        ValueError
            If the mask has another length than the file has rows, or bytes other than 0 and 1;
            or if the output was opened for files of another kind.
        """
        if mask.translate(None, b"\0\1"):
            raise ValueError("a mask has bytes other than 0 and 1")
        if out.format.kind is not self.format.kind:
            raise ValueError(f"{out.path} was opened without {self.path} among its inputs")
        table = self.table
        places = self._places
        if table is not None:
            rows = table.rows
        elif places is not None and len(mask) == self.row_count:
            rows = copy_places(self._source, mask, places, out.write)
        else:
            rows = copy_lines(self._source, mask, out.write)
        if rows != len(mask):
            raise ValueError(f"the mask has {len(mask)} bytes, but {self.path} {rows} rows")
        if table is not None:
            out.add_table(table, mask)

    def _note_read(self, count: int) -> None:
        """Keep how far reading has come."""
        self.bytes_read = count
