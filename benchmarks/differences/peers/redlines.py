"""redlines: the changes of its ``output_json``, with its own tokens, which white space parts.

It counts in the texts as its tokens put them together, where white space may be another one.
"""

from __future__ import annotations

import json
from importlib.metadata import version

from redlines import Redlines  # type: ignore[import-not-found]

from benchmarks.differences.peers.common import Mark, read_words, run_adapter


def diff(old: str, new: str) -> str:
    """Return its JSON."""
    found: str = Redlines(old, new).output_json()
    return found


def read(found: str, old: str, new: str) -> list[Mark]:
    """Return what is not equal."""
    said = json.loads(found)
    pieces: list[tuple[str, str]] = []
    for change in said["changes"]:
        a, b = change["source_token_position"] or (0, 0), change["test_token_position"] or (0, 0)
        gone, come = (
            "".join(said[s][p[0] : p[1]]) for s, p in (("source_tokens", a), ("test_tokens", b))
        )
        pieces += [("=", gone)] if change["type"] == "equal" else [("-", gone), ("+", come)]
    return read_words(pieces, old, new)


if __name__ == "__main__":
    run_adapter(version("redlines"), diff, read)
