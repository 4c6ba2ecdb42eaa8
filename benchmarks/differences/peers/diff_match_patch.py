"""diff-match-patch in Python: ``diff_main`` without its time limit, and the semantic cleanup."""

from __future__ import annotations

from importlib.metadata import version

from diff_match_patch import diff_match_patch

from benchmarks.differences.peers.common import Mark, read_pieces, run_adapter

_KINDS = {-1: "-", 0: "=", 1: "+"}


def diff(old: str, new: str) -> list[tuple[int, str]]:
    """Return its differences."""
    engine = diff_match_patch()
    engine.Diff_Timeout = 0  # after a second it would silently return something worse
    found: list[tuple[int, str]] = engine.diff_main(old, new)
    engine.diff_cleanupSemantic(found)
    return found


def read(found: list[tuple[int, str]], _old: str, _new: str) -> list[Mark]:
    """Return what is not equal."""
    return read_pieces((_KINDS[kind], len(text)) for kind, text in found)


if __name__ == "__main__":
    run_adapter(version("diff-match-patch"), diff, read)
