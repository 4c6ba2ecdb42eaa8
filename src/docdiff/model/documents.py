"""Documents and their places."""

from __future__ import annotations

import attrs


@attrs.frozen
class Span:
    """A half-open range of code points: ``text[span.start:span.end]``.

    Raises
    ------
    ValueError
        If not ``0 <= start <= end``.
    TypeError
        If a place is no whole number.

    Examples
    --------
    >>> span = Span(1, 3)
    >>> "docdiff"[span.start : span.end], len(span)
    ('oc', 2)
    """

    start: int
    end: int

    def __attrs_post_init__(self) -> None:
        start, end = self.start, self.end
        if not (isinstance(start, int) and isinstance(end, int)):
            raise TypeError(f"a span has whole numbers, but got {start!r} and {end!r}")
        if not 0 <= start <= end:
            raise ValueError(f"a span needs 0 <= start <= end, but got start={start}, end={end}")

    def __len__(self) -> int:
        return self.end - self.start

    def __lt__(self, other: Span) -> bool:
        # By hand, since what attrs makes takes five times as long, and sorting is frequent.
        return (self.start, self.end) < (other.start, other.end)

    def __bool__(self) -> bool:
        """Say that even an empty span is a place."""
        return True


@attrs.frozen
class Origin:
    """Where a document's text came from: the place of its first character in a file.

    ``start`` counts code points from the beginning of the decoded file (a byte-order
    mark is no part of it); ``line`` and ``column`` are 1-based. ``encoding`` is the codec
    that decoded the file, as :func:`docdiff.read_documents` found it.
    """

    path: str
    start: int = 0
    line: int = 1
    column: int = 1
    encoding: str = "utf-8"


@attrs.frozen
class Document:
    """One text at one time. A ``str`` given here is always content, never a path.

    Parameters
    ----------
    id
        The name used in results; unique within one search.
    text
        The content as it stands, line ends included.
    origin
        The file it was read from, or None for a text made in memory.

    Examples
    --------
    >>> Document("memo", "Total: 4.5 million").id
    'memo'
    """

    id: str = attrs.field(validator=attrs.validators.instance_of(str))
    text: str = attrs.field(validator=attrs.validators.instance_of(str), repr=False)
    origin: Origin | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.instance_of(Origin))
    )
