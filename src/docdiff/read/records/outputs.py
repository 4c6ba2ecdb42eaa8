"""Outputs of one job, which appear together when all of them are whole."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from docdiff.errors import OutputError
from docdiff.read.records.file import RecordFile
from docdiff.read.records.formats import ACCEPTED, Format, Kind, find_format
from docdiff.read.records.tables import check_same_columns
from docdiff.read.records.writers import ByteWriter, RecordWriter

__all__ = ["Outputs", "open_output"]


class Outputs:
    r"""The outputs of one job: all of them appear at its end, or none.

    Each is written beside its place as ``.docdiff-….part``. When the ``with`` block ends, all
    are completed, and only then moved to their places, in the order they were opened. When it
    ends by an exception, KeyboardInterrupt too, the parts are removed and what stood at the
    places is untouched. Opening them before the work starts tells at once what is wrong with
    a name or a folder.

    Parameters
    ----------
    inputs
        The files that are read; none of them is ever written to.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "all.jsonl").write_text('{"text": "a"}\n{"text": "b"}\n')
    >>> file = RecordFile(folder / "all.jsonl")
    >>> with Outputs([file]) as outputs:
    ...     kept = outputs.open_records(folder / "kept.jsonl.gz")
    ...     removed = outputs.open_bytes(folder / "removed.jsonl")
    ...     file.copy_kept(b"\1\0", kept)
    ...     removed.write(b'{"row": 2}\n')
    >>> sorted(path.name for path in folder.iterdir())
    ['all.jsonl', 'kept.jsonl.gz', 'removed.jsonl']
    """

    def __init__(self, inputs: Sequence[RecordFile] = ()) -> None:
        self._inputs = tuple(inputs)
        self._writers: list[ByteWriter] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                for writer in self._writers:
                    writer.finish()
                for writer in self._writers:
                    writer.publish()
        finally:
            for writer in self._writers:
                writer.discard()

    def open_records(self, path: str | os.PathLike[str]) -> RecordWriter:
        """Open an output for kept records of the inputs.

        Parameters
        ----------
        path
            Its name says how it is packed: ``.jsonl``, ``.jsonl.gz``, ``.jsonl.zst`` (or
            ``.ndjson``, ``.json``) for inputs in JSONL, ``.parquet`` for Parquet. One is not
            turned into the other, since JSON cannot say what all columns mean, nor Parquet
            keep all JSON.

        Raises
        ------
        OutputError
            If the name does not say this, is that of an input or of another output, or if the
            file cannot be written.
        ReadError
            If Parquet inputs have different columns.
        """
        name = os.fspath(path)
        format_ = self._choose_format(name)
        self._check_free(name)
        tables = [file.table for file in self._inputs if file.table is not None]
        check_same_columns(tables)
        writer = RecordWriter(name, format_)
        self._writers.append(writer)
        return writer

    def open_bytes(self, path: str | os.PathLike[str], *, packed: bool = True) -> ByteWriter:
        """Open an output for any bytes; if ``packed``, a name in .gz or .zst is packed so.

        Raises
        ------
        OutputError
            As ``open_records`` does.
        """
        name = os.fspath(path)
        self._check_free(name)
        writer = ByteWriter(name, packed=packed)
        self._writers.append(writer)
        return writer

    def _choose_format(self, path: str) -> Format:
        """Return the format that the name of an output says; it must be that of the inputs."""
        format_ = find_format(path)
        if format_ is None:
            raise OutputError(f"{path} is no name for records; name it {ACCEPTED}")
        for file in self._inputs:
            kind = file.format.kind
            if kind is not format_.kind:
                ending = ".parquet" if kind is Kind.TABLE else ".jsonl, .jsonl.gz or .jsonl.zst"
                raise OutputError(
                    f"{path} is {format_.kind.value} by its name, but {file.path} is "
                    f"{kind.value}, and records are copied as they stand; name it {ending}"
                )
        return format_

    def _check_free(self, path: str) -> None:
        """Raise OutputError where an output would overwrite an input or another output."""
        for file in self._inputs:
            if _is_same(path, file.path):
                raise OutputError(f"{path} is an input; name another output")
        if any(os.path.realpath(path) == writer.target for writer in self._writers):
            raise OutputError(f"{path} is named for two outputs; name another one")


def _is_same(path: str, other: str) -> bool:
    """Say whether two paths lead to one file, by whatever links."""
    try:
        return os.path.samefile(path, other)  # noqa: PTH121
    except (OSError, ValueError):
        return False


@contextmanager
def open_output(
    path: str | os.PathLike[str], *, like: Sequence[RecordFile] = ()
) -> Iterator[RecordWriter]:
    """Open the only output of a job: ``Outputs(like)`` with ``open_records(path)``."""
    with Outputs(like) as outputs:
        yield outputs.open_records(path)
