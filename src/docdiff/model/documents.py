"""Documents, their places, and what a job on them depends on."""

from __future__ import annotations

import attrs


@attrs.frozen(order=True)
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
        if not (isinstance(self.start, int) and isinstance(self.end, int)):
            raise TypeError(f"a span has whole numbers, but got {self.start!r} and {self.end!r}")
        if not 0 <= self.start <= self.end:
            raise ValueError(
                f"a span needs 0 <= start <= end, but got start={self.start}, end={self.end}"
            )

    def __len__(self) -> int:
        return self.end - self.start

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


def _fraction(_: object, attribute: attrs.Attribute[float], value: float) -> None:
    if not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError(f"{attribute.name} must be a number in [0, 1], but is {value!r}")


def _positive(_: object, attribute: attrs.Attribute[int], value: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError(f"{attribute.name} must be a whole number, 1 or more, but is {value!r}")


def _known_rule(_: object, attribute: attrs.Attribute[str], value: str) -> None:
    if value not in KEEP_RULES:
        raise ValueError(f"{attribute.name} must be one of {KEEP_RULES}, but is {value!r}")


# Which of the versions of one work represents it, or is kept of a corpus.
KEEP_RULES = ("most-complete", "longest", "newest", "first")


@attrs.frozen
class Settings:
    """What a search or comparison depends on beside the texts.

    Parameters
    ----------
    shingle_size
        Code points of quiet text in a shingle, 1 or more.
    num_perm
        Permutations of a MinHash signature, 1 or more.
    threshold
        Share of one text, in [0, 1], that must stand in the other for the two to count as
        versions, rare passages weighing more than common ones. It is asked for among very
        many documents; among few it is raised, up to twice where there are only two.
    keep
        Which version represents a family: ``most-complete`` has the most different
        shingles, ``longest`` the most quiet characters, ``newest`` comes last in the input
        and ``first`` comes first. Equals go by length, then by id.
    """

    shingle_size: int = attrs.field(default=5, validator=_positive)
    num_perm: int = attrs.field(default=128, validator=_positive)
    threshold: float = attrs.field(default=0.25, validator=_fraction)
    keep: str = attrs.field(default="most-complete", validator=_known_rule)


@attrs.frozen
class Progress:
    """How far a long job is: ``done`` of ``total`` in the step of that name."""

    step: str
    done: int
    total: int


def ignore_progress(progress: Progress) -> None:
    """Do nothing: the library is silent unless a caller listens."""
