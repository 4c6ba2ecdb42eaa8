"""Parquet: rows read with their place, and copied with all their columns, by DuckDB."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs

from docdiff.errors import DocdiffError, OutputError, ReadError
from docdiff.read.records.streams import Source
from docdiff.read.records.values import Batch, Fields, SkippedRecord, make_id

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["Table", "check_same_columns", "copy_tables", "open_table", "read_table"]

_FETCHED = 256  # rows at a time; DuckDB holds 2048 of them anyway
_MOST_RECORDS = 1 << 16
# DuckDB's own names for the place of a row; a column of this name would hide it.
_PLACES = frozenset({"file_row_number", "file_index", "filename"})
_ID_TYPES = frozenset(
    {"VARCHAR", "UUID", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"}
    | {"UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT"}
)
_TEXT_TYPES = frozenset({"VARCHAR", "BLOB", "JSON"})


@attrs.frozen
class Table:
    """A Parquet file that could be opened."""

    source: Source
    columns: tuple[tuple[str, str], ...]  # name and DuckDB type
    rows: int


def open_table(source: Source, fields: Fields) -> Table:
    """Read what columns a file has, and refuse one whose texts cannot be read."""
    path = source.path
    with _connect(path) as connection:
        columns = tuple(
            (str(row[0]), str(row[1]))
            for row in connection.execute(
                "DESCRIBE SELECT * FROM read_parquet($path, hive_partitioning=false)",
                {"path": _quote(path)},
            ).fetchall()
        )
        names = _find_top_names(
            connection.execute(
                "SELECT name, num_children FROM parquet_schema($path)", {"path": _quote(path)}
            ).fetchall()
        )
        (rows,) = connection.execute(
            "SELECT num_rows FROM parquet_file_metadata($path)", {"path": _quote(path)}
        ).fetchall()[0]
    clash = sorted(_PLACES & {name.lower() for name in names})
    if clash or names != [name for name, _ in columns]:
        reason = f"a column called {clash[0]}" if clash else "columns of one name"
        raise ReadError(f"{path} has {reason}; rename it")
    kind = dict(columns).get(fields.text)
    if kind is None:
        raise ReadError(
            f"{path} has no column {fields.text!r}; it has {', '.join(names)}: name one of them"
        )
    if kind not in _TEXT_TYPES:
        raise ReadError(f"{path} has no text in column {fields.text!r} but {kind}; name another")
    return Table(source, columns, rows)


def _find_top_names(schema: Iterable[tuple[str, int | None]]) -> list[str]:
    """Return the names of the columns from a schema in preorder, its root first."""
    names = []
    below = 0  # elements to come that lie inside a column
    for name, children in list(schema)[1:]:
        if below:
            below -= 1
        else:
            names.append(name)
        below += children or 0
    return names


def read_table(
    table: Table,
    fields: Fields,
    *,
    on_skip: Callable[[SkippedRecord], None],
    on_read: Callable[[int], None],
    most_bytes: int,
) -> Generator[Batch, None, int]:
    """Yield the records of a file in batches; return the number of its rows."""
    path = table.source.path
    batch = Batch([], [], [])
    size = 0
    for row, value, raw in _fetch(table, fields):
        try:
            text = raw.decode() if isinstance(raw, bytes) else raw
        except UnicodeDecodeError:
            on_skip(SkippedRecord(path, row + 1, "is not UTF-8"))
            continue
        if text is None:
            on_skip(SkippedRecord(path, row + 1, f"has a null {fields.text}"))
            continue
        id_ = make_id(value)
        batch.ids.append(f"{path}:{row + 1}" if id_ is None else id_)
        batch.texts.append(text)
        batch.rows.append(row)
        size += 2 * len(text)  # bytes of Chinese in memory, near enough to those on disk
        if size >= most_bytes or len(batch.rows) >= _MOST_RECORDS:
            on_read(table.source.size * (row + 1) // table.rows)
            yield batch
            batch, size = Batch([], [], []), 0
    on_read(table.source.size)
    if batch.rows:
        yield batch
    return table.rows


def _fetch(table: Table, fields: Fields) -> Iterator[tuple[int, Any, Any]]:
    """Yield place, id and text of each row, a few at a time."""
    source = table.source
    id_ = _select_id(fields.id, dict(table.columns).get(fields.id, ""))
    query = (
        f"SELECT file_row_number, {id_}, {_name(fields.text)} "  # noqa: S608 (names are quoted)
        "FROM read_parquet($path, hive_partitioning=false)"
    )
    source.check_unchanged()
    with _connect(source.path) as connection:
        connection.execute(query, {"path": _quote(source.path)})
        while rows := connection.fetchmany(_FETCHED):
            yield from rows
    source.check_unchanged()


def _select_id(column: str, kind: str) -> str:
    """Return the SQL of an id; where its type can name nothing, the column is not read."""
    if kind in ("FLOAT", "DOUBLE"):
        return _name(column)
    if kind in _ID_TYPES or (kind.startswith("DECIMAL") and kind.endswith(",0)")):
        return f"CAST({_name(column)} AS VARCHAR)"
    return "NULL"


def check_same_columns(tables: Sequence[Table]) -> None:
    """Raise ReadError when tables that are to become one have other columns."""
    for table in tables[1:]:
        if table.columns != tables[0].columns:
            first, path = tables[0].source.path, table.source.path
            raise ReadError(
                f"{path} has other columns than {first}: {_describe(table)} against "
                f"{_describe(tables[0])}; write them to outputs of their own"
            )


def _describe(table: Table) -> str:
    """Return the columns of a table for a message, some of them where they are many."""
    most = 8
    shown = [f"{name} {kind}" for name, kind in table.columns[:most]]
    return ", ".join(shown + ["…"] * (len(table.columns) > most))


def copy_tables(
    parts: Sequence[tuple[Table, bytes | bytearray]], target: str, *, name: str
) -> None:
    """Write the rows whose byte in their table's mask is 1 to one Parquet file, in order.

    ``name`` is what messages call the file ``target``, which has another name until it is whole.
    """
    import numpy as np  # noqa: PLC0415

    starts, start = [], 0
    for table, _ in parts:
        starts.append(start)
        start += table.rows
    masks = np.frombuffer(b"".join(mask for _, mask in parts), np.uint8)
    names = ", ".join(_name(name) for name, _ in parts[0][0].columns)
    query = (
        f"COPY (SELECT {names} FROM read_parquet($paths, hive_partitioning=false) "  # noqa: S608
        "WHERE get_bit(CAST($bits AS BIT), CAST(file_row_number + "
        "list_extract($starts, CAST(file_index AS BIGINT) + 1) AS INTEGER)) = 1) "
        "TO $target (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)"
    )
    for table, _ in parts:
        table.source.check_unchanged()
    with _connect(name, OutputError) as connection:
        connection.execute(
            query,
            {
                "paths": [_quote(table.source.path) for table, _ in parts],
                "bits": np.packbits(masks).tobytes(),
                "starts": starts,
                "target": os.path.abspath(target),  # noqa: PTH100
            },
        )
    for table, _ in parts:
        table.source.check_unchanged()


@cache
def open_duckdb() -> DuckDBPyConnection:
    """Open DuckDB in memory and offline; once, since that takes as long as ten small files.

    One thread: with two, COPY takes three times the memory, no less time, and other bytes.
    """
    import duckdb  # noqa: PLC0415

    return duckdb.connect(
        ":memory:",
        config={
            "threads": 1,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        },
    )


@contextmanager
def _connect(path: str, error_type: type[DocdiffError] = ReadError) -> Iterator[DuckDBPyConnection]:
    """Give a connection to DuckDB; what it says of a file becomes an error of ours."""
    import duckdb  # noqa: PLC0415 (JSON lines need none)

    connection = open_duckdb().cursor()
    try:
        connection.execute("SET enable_progress_bar = false")  # notebooks would get one
        yield connection
    except (duckdb.Error, UnicodeError) as error:
        reason = str(error).splitlines()[0]
        raise error_type(f"{path}: {reason}; check the files and the disk") from None
    except RuntimeError as error:
        if "interrupted" not in str(error):
            raise
        raise KeyboardInterrupt from error
    finally:
        connection.close()


def _quote(path: str) -> str:
    """Return a path as DuckDB takes it: no pattern, no address, no ``~``."""
    return re.sub(r"([*?\[])", r"[\1]", os.path.abspath(path))  # noqa: PTH100


def _name(column: str) -> str:
    """Return a column's name as SQL takes it."""
    return '"' + column.replace('"', '""') + '"'
