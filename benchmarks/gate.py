"""Time a check of a repository: whole processes, in turns, by medians.

What cannot be saved is git's own look at what changed, and the comparison of the texts that did.
The check is set against both: ``git diff --stat``, and one process that compares the same pairs
from files. Rounds take turns; each gives one ratio.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

_DOCDIFF = str(Path(sys.executable).parent / "docdiff")
_TARGET = 2.0
_WORDS = (
    "the of a to and plant river harbour crane city law chapter budget year road school bridge "
    "station garden market tower museum engine winter summer report council mayor bank house"
)
_COMPARE = """
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


def time_command(command: list[str], cwd: Path) -> float:
    """Return the seconds that a command takes; a check that finds something exits with 1."""
    start = perf_counter()
    subprocess.run(command, cwd=cwd, check=False, stdout=subprocess.PIPE)
    return perf_counter() - start


def main() -> int:
    """Print the table; exit with 1 when the check misses its target."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--changed", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=11, help="how often each command runs")
    options = parser.parse_args()
    seconds: dict[str, list[float]] = {"git": [], "compare": [], "check": []}
    with TemporaryDirectory() as name:
        folder = Path(name)
        chosen = make_repository(folder, options.documents, options.changed)
        commands = {
            "git": (["git", "diff", "--stat", "HEAD"], folder / "repo"),
            "compare": ([sys.executable, "-c", _COMPARE, *chosen], folder),
            "check": ([_DOCDIFF, "check", "--base", "HEAD"], folder / "repo"),
        }
        for number in range(options.rounds + 1):  # one round to warm the caches
            for key, command in commands.items():
                taken = time_command(*command)
                if number:
                    seconds[key].append(taken)
    ratio = median(
        check / (git + compare)
        for git, compare, check in zip(*(seconds[key] for key in commands), strict=True)
    )
    titles = {
        "git": "git diff --stat",
        "compare": f"one process that compares the {options.changed} that changed",
        "check": f"docdiff check, {options.documents} documents of which they changed",
    }
    for key, title in titles.items():
        print(f"{median(seconds[key]) * 1000:6.0f} ms  {title}")
    met = ratio < _TARGET
    print(f"check: {ratio:.2f} times both; target under {_TARGET}: {'met' if met else 'missed'}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
