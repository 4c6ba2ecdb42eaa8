"""What the search for dress takes and gives."""

from __future__ import annotations

# What is left out, from and to, and the white space that it stands for.
Dress = tuple[int, int, str]
Sides = tuple[list[Dress], list[Dress]]
Texts = tuple[str, str]


def differ(one: int, other: int) -> bool:
    """Say whether one text has a sort of marks and the other has it seldom or never."""
    return 2 * min(one, other) < max(one, other)


def have_gone(signs: str, counts: tuple[int, int], texts: Texts) -> bool:
    """Say whether one text lacks the signs of its missing marks, which a wrap leaves inside a line.

    Parameters
    ----------
    signs
        The characters that the marks of a sort have.
    counts
        How many of its marks each text has.
    texts
        Both texts.
    """
    more, fewer = (sum(map(text.count, signs)) for text in texts)
    if counts[0] < counts[1]:
        more, fewer = fewer, more
    return 2 * (more - fewer) >= abs(counts[0] - counts[1])
