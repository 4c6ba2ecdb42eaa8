"""CollateX: two witnesses, given as tokens, aligned without segmentation, as its guide shows."""

from __future__ import annotations

import json
from importlib.metadata import version

from collatex import collate  # type: ignore[import-not-found]

from benchmarks.differences.peers.common import (
    Mark,
    Place,
    cut_tokens,
    read_opcodes,
    run_adapter,
)

Found = tuple[str, list[Place], list[Place]]


def diff(old: str, new: str) -> Found:
    """Return the alignment table as JSON, and the places of the tokens."""
    sides = [cut_tokens(old), cut_tokens(new)]
    witnesses = [
        {"id": name, "tokens": [{"t": token, "n": token} for token in tokens]}
        for name, (tokens, _) in zip("AB", sides, strict=True)
    ]
    found = collate({"witnesses": witnesses}, output="json", segmentation=False)
    return found, sides[0][1], sides[1][1]


def read(found: Found, _old: str, _new: str) -> list[Mark]:
    """Return the columns in which the two have not the same token."""
    table, a, b = found
    opcodes = []
    i = j = 0
    for one, two in zip(*json.loads(table)["table"], strict=True):
        same = one and two and one[0]["n"] == two[0]["n"]
        i_end, j_end = i + len(one or ()), j + len(two or ())
        opcodes.append(("equal" if same else "replace", i, i_end, j, j_end))
        i, j = i_end, j_end
    return read_opcodes(opcodes, a, b)


if __name__ == "__main__":
    run_adapter(version("collatex"), diff, read)
