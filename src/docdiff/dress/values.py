"""What the search for dress takes and gives."""

from __future__ import annotations

# What is left out, from and to, and the white space that it stands for.
Dress = tuple[int, int, str]
Sides = tuple[list[Dress], list[Dress]]
Texts = tuple[str, str]


def differ(one: int, other: int) -> bool:
    """Say whether one text has a sort of marks and the other has it seldom or never."""
    return 2 * min(one, other) < max(one, other)
