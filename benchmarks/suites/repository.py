"""A git repository of documents of which some were edited, for timing the check of it."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

_WORDS = (
    "the of a to and plant river harbour crane city law chapter budget year road school bridge "
    "station garden market tower museum engine winter summer report council mayor bank house"
)
COMPARE = """
import sys
from docdiff import compare, read_documents
for number in sys.argv[1:]:
    old, = read_documents(f"old/{number}.md")
    new, = read_documents(f"repo/{number}.md")
    compare(old, new)
"""


def make_text(draw: random.Random) -> str:
    """Return a document of some ten paragraphs, each with a figure of its own."""
    words = _WORDS.split()
    return "\n\n".join(
        f"{' '.join(draw.choices(words, k=60)).capitalize()} cost {draw.randint(1000, 99999)} euro."
        for _ in range(10)
    )


def make_repository(folder: Path, documents: int, changed: int) -> list[str]:
    """Commit documents, edit some of them, and return the numbers of those."""
    draw = random.Random(20)  # noqa: S311 (the same texts in each run)
    repo, old = folder / "repo", folder / "old"
    repo.mkdir()
    old.mkdir()
    for number in range(documents):
        (repo / f"{number}.md").write_text(make_text(draw) + "\n", encoding="utf-8")
    for command in (
        ["git", "init", "-q"],
        ["git", "add", "-A"],
        ["git", "-c", "user.name=n", "-c", "user.email=e", "commit", "-qm", "base"],
    ):
        subprocess.run(command, cwd=repo, check=True)
    chosen = [str(number) for number in range(0, documents, documents // changed)][:changed]
    for name in chosen:
        path = repo / f"{name}.md"
        text = path.read_text(encoding="utf-8")
        (old / path.name).write_text(text, encoding="utf-8")
        path.write_text(text.replace(" cost ", " cost 7", 1).replace("the ", "\n", 1), "utf-8")
    return chosen
