"""What two quiet texts share, exactly, without numpy: a comparison must not load it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, repeat
from struct import Struct

from docdiff.model import Block

__all__ = ["measure_overlap"]

# Shingles, one behind the other, that are cut at once.
_ROW = 16


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
    long = [block for block in equal if block.size >= size]
    places_a = [range(block.i, block.i + block.size - size + 1) for block in long]
    places_b = [range(block.j, block.j + block.size - size + 1) for block in long]
    # Four bytes a character: of bytes, many shingles are cut by one call.
    a, b = (chars.encode("utf-32-le", "surrogatepass") for chars in (chars_a, chars_b))
    common = _shingles(a, size, places_a)
    rest_a = _shingles(a, size, _between(places_a, len(chars_a) - size + 1))
    rest_b = _shingles(b, size, _between(places_b, len(chars_b) - size + 1))
    if common:
        rest_a, rest_b = rest_a - common, rest_b - common
    shared = len(common) + len(rest_a & rest_b)
    size_a, size_b = len(common) + len(rest_a), len(common) + len(rest_b)
    return shared / (size_a + size_b - shared), shared / size_a, shared / size_b


def _shingles(text: bytes, size: int, passages: Iterable[range]) -> set[bytes]:
    """Return the sequences of ``size`` characters that begin at some places."""
    width = 4 * size
    row = Struct(f"{width}s" * _ROW)
    shingles: set[bytes] = set()
    for within in passages:
        step = size * _ROW
        end = within.start + len(within) // step * step
        rows = range(within.start, end, step)
        places = [4 * place for first in rows for place in range(first, first + size)]
        shingles.update(chain.from_iterable(map(row.unpack_from, repeat(text), places)))
        rest = range(4 * end, 4 * within.stop, 4)
        shingles.update([text[place : place + width] for place in rest])
    return shingles


def _between(places: Iterable[range], end: int) -> Iterator[range]:
    """Yield the places up to ``end`` that rising ranges leave."""
    start = 0
    for within in places:
        yield range(start, within.start)
        start = within.stop
    yield range(start, end)
