"""git: ``git diff --no-index --word-diff=porcelain``, with words told by a regular expression.

Without one its words are parted by white space, and a line of Chinese is one word. Its time is
that of whole processes, since there is no other interface.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.differences.peers.common import Mark, read_words, run_adapter

_WORDS = r"[0-9]+([.,][0-9]+)*|[A-Za-z]+|[^[:space:]]"
_KINDS = {" ": "=", "-": "-", "+": "+"}
# All of both texts is context, so that every word has its place.
_OPTIONS = ("--no-index", "--no-color", "--word-diff=porcelain", "--unified=1000000")


def diff(old: str, new: str) -> str:
    """Return what git prints."""
    with TemporaryDirectory() as name:
        for side, text in (("old", old), ("new", new)):
            (Path(name) / side).write_text(text, "utf-8")
        command = ["git", "diff", *_OPTIONS, f"--word-diff-regex={_WORDS}", "old", "new"]
        done = subprocess.run(command, cwd=name, check=False, capture_output=True)
    if done.returncode > 1:
        raise RuntimeError(done.stderr.decode("utf-8", "replace"))
    return done.stdout.decode("utf-8")


def read(found: str, old: str, new: str) -> list[Mark]:
    """Return what is not equal; texts that git calls equal have no marks."""
    return read_words(_pieces(found), old, new) if found else []


def _pieces(found: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces behind the header of the one hunk."""
    lines = iter(found.split("\n"))
    for line in lines:
        if line.startswith("@@"):
            break
    for line in lines:
        if line[:1] in _KINDS and line:
            yield _KINDS[line[0]], line[1:]


if __name__ == "__main__":
    said = subprocess.run(["git", "--version"], check=True, capture_output=True, text=True)
    run_adapter(said.stdout.split()[2], diff, read)
