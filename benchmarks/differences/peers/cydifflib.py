"""cydifflib: difflib's ``SequenceMatcher`` in C++, over tokens, without its junk rule."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from cydifflib import SequenceMatcher  # type: ignore[import-not-found]

from benchmarks.differences.peers.common import (
    Mark,
    Place,
    cut_tokens,
    read_opcodes,
    run_adapter,
)

Found = tuple[list[Any], list[Place], list[Place]]


def diff(old: str, new: str) -> Found:
    """Return the opcodes, and the places of the tokens."""
    (a, a_places), (b, b_places) = cut_tokens(old), cut_tokens(new)
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return matcher.get_opcodes(), a_places, b_places


def read(found: Found, _old: str, _new: str) -> list[Mark]:
    """Return the unequal stretches."""
    return read_opcodes(*found)


if __name__ == "__main__":
    run_adapter(version("cydifflib"), diff, read)
