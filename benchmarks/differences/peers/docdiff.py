"""docdiff: the changes that ``compare`` reports."""

from __future__ import annotations

from collections.abc import Iterator

import docdiff
from benchmarks.differences.peers.common import Mark, run_adapter


def diff(old: str, new: str) -> docdiff.Comparison:
    """Return the comparison."""
    return docdiff.compare(docdiff.Document("old", old), docdiff.Document("new", new))


def read(found: docdiff.Comparison, _old: str, _new: str) -> Iterator[Mark]:
    """Yield the places of its changes."""
    for change in found.changes:
        yield change.old.start, change.old.end, change.new.start, change.new.end


if __name__ == "__main__":
    run_adapter(docdiff.__version__, diff, read)
