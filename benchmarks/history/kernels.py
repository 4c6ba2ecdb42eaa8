"""What is timed again and again, on texts that never change.

asv runs this file against older versions of docdiff, so it imports nothing else of the
benchmarks and only public names of docdiff, as late as it can.
"""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import docdiff

_TEXTS = Path(__file__).parent.parent / "quality" / "own"
_REPORTS = Path(__file__).parent.parent.parent / "seeds" / "reports.txt"
HEAVY, LIGHT = (15_000, 400), (15_000, 5)  # characters and edits


def grow(size: int) -> str:
    """Return a text of about ``size`` characters in which every paragraph is another one."""
    texts = [path.read_text("utf-8") for path in sorted(_TEXTS.glob("*-*.txt"))]
    paragraphs = [part for text in texts for part in text.split("\n\n")]
    parts: list[str] = []
    length = number = 0
    while length < size:
        part = f"{number}. {paragraphs[number % len(paragraphs)]} {number * 7919 % 100_003}"
        parts.append(part)
        length += len(part) + 2
        number += 1
    return "\n\n".join(parts)


def edit(text: str, edits: int) -> str:
    """Return a text with that many words or figures replaced."""
    random = Random(len(text) + edits)  # noqa: S311 (the same edits each time)
    places = sorted(random.sample(range(len(text) - 8), edits))
    parts: list[str] = []
    last = 0
    for place in places:
        if place >= last:
            parts += (text[last:place], str(random.randrange(1000)))
            last = place + random.randrange(4)
    return "".join((*parts, text[last:]))


def compare(old: str, new: str) -> Any:  # noqa: ANN401 (whatever the version returns)
    """Compare two texts."""
    return docdiff.compare(docdiff.Document("old", old), docdiff.Document("new", new))


class Compare:
    """Comparisons: heavily and lightly amended, and the two reports."""

    def setup(self) -> None:
        """Make the texts and load what is loaded once."""
        text = grow(HEAVY[0])
        self.heavy = (text, edit(text, HEAVY[1]))
        self.light = (text, edit(text, LIGHT[1]))
        first, second, *_ = docdiff.read_documents(str(_REPORTS))
        self.reports = (first.text, second.text)
        compare(*self.light)

    def time_heavily_amended(self) -> None:
        """Time 400 edits in 15,000 characters."""
        compare(*self.heavy)

    def time_lightly_amended(self) -> None:
        """Time 5 edits in 15,000 characters."""
        compare(*self.light)

    def time_reports(self) -> None:
        """Time the two reports of ``seeds``."""
        compare(*self.reports)

    def peakmem_heavily_amended(self) -> None:
        """Weigh 400 edits in 15,000 characters."""
        compare(*self.heavy)


class Search:
    """The search for versions."""

    def setup(self) -> None:
        """Make 200 documents, and compile the kernels."""
        text = grow(100_000)
        parts = [text[start : start + 2000] for start in range(0, 100_000, 1000)]
        self.documents = [
            docdiff.Document(f"{number}-{copy}", edit(part, 5 + copy))
            for number, part in enumerate(parts)
            for copy in range(2)
        ]
        docdiff.find_versions(self.documents)

    def time_find_versions(self) -> None:
        """Time 200 documents of 2,000 characters."""
        docdiff.find_versions(self.documents)
