"""What two quiet texts share, exactly, without numpy: a comparison must not load it."""

from __future__ import annotations

from collections.abc import Sequence

from docdiff.model import Block

__all__ = ["measure_overlap"]


def measure_overlap(
    chars_a: str, chars_b: str, shingle_size: int = 5, equal: Sequence[Block] = ()
) -> tuple[float, float, float]:
    """Measure what two quiet texts share, exactly, over their sets of shingles.

    Parameters
    ----------
    chars_a, chars_b
        Quiet characters. Where one is shorter than a shingle, the shingles of both are as
        long as it is.
    shingle_size
        Code points in a shingle, 1 or more.
    equal
        Passages that are known to be equal, rising and disjoint: their shingles are made
        once, and no figure depends on them.

    Returns
    -------
    tuple of float
        Jaccard similarity ``|A ∩ B| / |A ∪ B|``, the containment ``|A ∩ B| / |A|`` of a in
        b and that of b in a, each in [0, 1]. An empty text is contained in any, with
        Jaccard 0; two empty texts have 1 throughout. Time is O(characters · shingle_size).

    Examples
    --------
    >>> measure_overlap("abcdefgh", "abcdef")
    (0.5, 0.5, 1.0)
    """
    if not chars_a or not chars_b:
        if chars_a == chars_b:
            return 1.0, 1.0, 1.0
        return 0.0, float(not chars_a), float(not chars_b)
    size = min(shingle_size, len(chars_a), len(chars_b))
    common, rest_a, rest_b = set[str](), set[str](), set[str]()
    i = j = 0
    for block in (*equal, Block(len(chars_a), len(chars_b), 0)):
        if size <= block.size or not block.size:
            # Of the shingles that no equal passage holds the last ends inside the next one.
            rest_a |= _shingles(chars_a[i : block.i + size - 1], size)
            rest_b |= _shingles(chars_b[j : block.j + size - 1], size)
            common |= _shingles(chars_a[block.i : block.i + block.size], size)
            i, j = (place + block.size - size + 1 for place in block[:2])
    rest_a -= common
    rest_b -= common
    shared = len(common) + len(rest_a & rest_b)
    size_a, size_b = len(common) + len(rest_a), len(common) + len(rest_b)
    return shared / (size_a + size_b - shared), shared / size_a, shared / size_b


def _shingles(chars: str, size: int) -> set[str]:
    """Return the sequences of ``size`` characters in a passage."""
    return {chars[k : k + size] for k in range(len(chars) - size + 1)}
