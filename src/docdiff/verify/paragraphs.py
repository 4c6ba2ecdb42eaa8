"""Which paragraphs two documents have in common: the evidence a reader can look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from docdiff.model import Span
from docdiff.text import QuietText

__all__ = ["hold_paragraphs", "share_paragraphs"]


def hold_paragraphs(quiet: QuietText, paragraphs: Sequence[Span]) -> dict[str, list[Span]]:
    """Return where in the text each different paragraph stands.

    Parameters
    ----------
    quiet
        The text.
    paragraphs
        Its paragraphs, as spans of quiet characters.
    """
    held: dict[str, list[Span]] = {}
    for span in paragraphs:
        place = Span(quiet.raw_start(span.start), quiet.raw_end(span.end))
        held.setdefault(quiet.chars[span.start : span.end], []).append(place)
    return held


def share_paragraphs(
    a: Mapping[str, Sequence[Span]], b: Mapping[str, Sequence[Span]]
) -> tuple[tuple[Span, Span], ...]:
    """Pair equal paragraphs; those that one side repeats more often than the other stay out.

    Examples
    --------
    >>> share_paragraphs({"x": [Span(0, 1)]}, {"x": [Span(4, 5)], "y": [Span(0, 1)]})
    ((Span(start=0, end=1), Span(start=4, end=5)),)
    """
    pairs = [
        pair
        for chars, spans in a.items()
        if len(spans) == len(b.get(chars, ()))
        for pair in zip(spans, b[chars], strict=True)
    ]
    return tuple(sorted(pairs, key=lambda pair: pair[0].start))
