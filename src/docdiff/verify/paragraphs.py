"""Which paragraphs two documents have in common: the evidence a reader can look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from docdiff.model import Span
from docdiff.text import QuietText

__all__ = ["hold_paragraphs", "share_paragraphs"]

_Places = Mapping[str, Sequence[tuple[int, int]]]


def hold_paragraphs(
    quiet: QuietText, paragraphs: Iterable[tuple[int, int]]
) -> dict[str, list[tuple[int, int]]]:
    """Return where in the text each different paragraph stands, as half-open ranges.

    Parameters
    ----------
    quiet
        The text.
    paragraphs
        Its paragraphs, as ranges of quiet characters that are not empty.
    """
    # Most paragraphs stand in one document alone, so spans are made of none before it is shared.
    held: dict[str, list[tuple[int, int]]] = {}
    chars, offsets = quiet.chars, quiet.offsets
    for start, end in paragraphs:
        held.setdefault(chars[start:end], []).append((offsets[start], offsets[end - 1] + 1))
    return held


def share_paragraphs(a: _Places, b: _Places) -> tuple[tuple[Span, Span], ...]:
    """Pair equal paragraphs; those that one side repeats more often than the other stay out.

    Examples
    --------
    >>> share_paragraphs({"x": [(0, 1)]}, {"x": [(4, 5)], "y": [(0, 1)]})
    ((Span(start=0, end=1), Span(start=4, end=5)),)
    """
    places = [
        pair
        for chars in a.keys() & b.keys()
        if len(a[chars]) == len(b[chars])
        for pair in zip(a[chars], b[chars], strict=True)
    ]
    return tuple((Span(*one), Span(*other)) for one, other in sorted(places))
