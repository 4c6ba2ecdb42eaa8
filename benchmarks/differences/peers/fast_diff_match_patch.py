"""fast-diff-match-patch: the same in C++, with no time limit and the semantic cleanup."""

from __future__ import annotations

from importlib.metadata import version

import fast_diff_match_patch

from benchmarks.differences.peers.common import Mark, read_pieces, run_adapter


def diff(old: str, new: str) -> list[tuple[str, int]]:
    """Return its differences."""
    found: list[tuple[str, int]] = fast_diff_match_patch.diff(
        old, new, timelimit=0, cleanup="Semantic"
    )
    return found


def read(found: list[tuple[str, int]], _old: str, _new: str) -> list[Mark]:
    """Return what is not equal."""
    return read_pieces(found)


if __name__ == "__main__":
    run_adapter(version("fast-diff-match-patch"), diff, read)
