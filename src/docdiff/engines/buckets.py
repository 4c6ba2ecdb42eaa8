"""Keys to pairs: which documents meet in a bucket, as one join in DuckDB."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np
import numpy.typing as npt

__all__ = ["join_buckets"]

_log = logging.getLogger("docdiff.engines")

# Rows and documents go in as arrays. Buckets of one document are dropped first, since most
# are; then each bucket up to the limit is paired throughout, each greater one in a row.
_JOIN: Final = """
with buckets as materialized (
    select key, min(doc) as first, count(*) as size from rows group by key having size > 1
), held as materialized (
    select rows.key, rows.doc, buckets.first, buckets.size from rows join buckets using (key)
), pairs as (
    select x.doc as a, y.doc as b from held x join held y on x.key = y.key and x.doc < y.doc
    where x.size <= $limit and y.size <= $limit
    union all
    select first as a, doc as b from held where size > $limit and first < doc
    union all
    select lag(doc) over (partition by key order by doc) as a, doc as b
    from held where size > $limit
)
select distinct a, b from pairs where a is not null and a < b order by a, b
"""
_CROWDS: Final = "select count(*) from (select 1 from rows group by key having count(*) > $limit)"


def join_buckets(
    tables: Iterable[tuple[str, npt.NDArray[np.uint64], npt.NDArray[np.int32]]],
    *,
    limit: int,
    threads: int,
) -> npt.NDArray[np.int64]:
    """Find the pairs of documents that meet in a bucket.

    Parameters
    ----------
    tables
        Of each kind of bucket its name, the keys, and the documents that hold them; the
        keys of one kind mean nothing in another. A document has a key once.
    limit
        Documents of a bucket up to which all are paired. In a greater one each is paired
        with the first and with the one before it, so that no bucket gives more pairs than
        twice its documents; how many such there are is logged.
    threads
        For DuckDB, which spills to a temporary folder what memory does not hold.

    Returns
    -------
    numpy.ndarray
        int64 of shape ``(m, 2)``, ``a < b`` in each row, sorted, each pair once.

    Examples
    --------
    >>> keys = np.array([7, 7, 8, 7], dtype=np.uint64)
    >>> documents = np.array([0, 1, 2, 2], dtype=np.int32)
    >>> join_buckets([("bands", keys, documents)], limit=64, threads=1).tolist()
    [[0, 1], [0, 2], [1, 2]]
    """
    import duckdb  # noqa: PLC0415 (few documents need no join, and it takes long to load)

    found = [np.empty((0, 2), dtype=np.int64)]
    with TemporaryDirectory(prefix="docdiff-") as folder, duckdb.connect() as connection:
        connection.execute(f"set threads = {int(threads)}")
        connection.execute("set temp_directory = $folder", {"folder": str(Path(folder))})
        for name, keys, docs in tables:
            if not len(keys):
                continue
            rows = {"key": keys, "doc": docs}  # noqa: F841 (DuckDB reads it by its name)
            crowds = connection.execute(_CROWDS, {"limit": limit}).fetchall()[0][0]
            if crowds:
                _log.info("%s: %d buckets of more than %d; paired in a row", name, crowds, limit)
            joined = connection.execute(_JOIN, {"limit": limit}).fetchnumpy()
            found.append(np.column_stack((joined["a"], joined["b"])).astype(np.int64))
    if len(found) == 2:  # noqa: PLR2004 (one table gives sorted pairs)
        return found[1]
    return np.unique(np.concatenate(found), axis=0)
