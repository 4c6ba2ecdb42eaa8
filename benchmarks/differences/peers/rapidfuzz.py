"""RapidFuzz: ``Indel.opcodes``, the fewest tokens inserted and deleted."""

from __future__ import annotations

from typing import Any

import rapidfuzz
from rapidfuzz.distance import Indel

from benchmarks.differences.peers.common import (
    Mark,
    Place,
    cut_tokens,
    read_opcodes,
    run_adapter,
)

Found = tuple[Any, list[Place], list[Place]]


def diff(old: str, new: str) -> Found:
    """Return the opcodes, and the places of the tokens."""
    (a, a_places), (b, b_places) = cut_tokens(old), cut_tokens(new)
    return Indel.opcodes(a, b), a_places, b_places


def read(found: Found, _old: str, _new: str) -> list[Mark]:
    """Return the unequal stretches."""
    opcodes, a, b = found
    plain = [(o.tag, o.src_start, o.src_end, o.dest_start, o.dest_end) for o in opcodes]
    return read_opcodes(plain, a, b)


if __name__ == "__main__":
    run_adapter(rapidfuzz.__version__, diff, read)
