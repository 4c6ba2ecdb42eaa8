"""What two quiet texts share, exactly, without numpy: a comparison must not load it."""

from __future__ import annotations

__all__ = ["measure_overlap"]


def measure_overlap(
    chars_a: str, chars_b: str, shingle_size: int = 5
) -> tuple[float, float, float]:
    """Measure what two quiet texts share, exactly, over their sets of shingles.

    Parameters
    ----------
    chars_a, chars_b
        Quiet characters. Where one is shorter than a shingle, the shingles of both are as
        long as it is.
    shingle_size
        Code points in a shingle, 1 or more.

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
    a = {chars_a[i : i + size] for i in range(len(chars_a) - size + 1)}
    b = {chars_b[i : i + size] for i in range(len(chars_b) - size + 1)}
    shared = len(a & b)
    return shared / (len(a) + len(b) - shared), shared / len(a), shared / len(b)
