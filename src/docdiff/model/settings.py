"""What a job on documents depends on beside them, and how far it is."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from docdiff.model.changes import Category, ChangeKind


def _fraction(_: object, attribute: attrs.Attribute[float], value: float) -> None:
    if not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError(f"{attribute.name} must be a number in [0, 1], but is {value!r}")


def _positive(_: object, attribute: attrs.Attribute[int], value: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError(f"{attribute.name} must be a whole number, 1 or more, but is {value!r}")


def _noise_kinds(_: object, __: object, value: tuple[ChangeKind, ...]) -> None:
    wrong = [kind.value for kind in value if kind.category is not Category.NOISE]
    if wrong:
        raise ValueError(f"promote takes kinds of noise, and {wrong[0]} is always a change")


def _sort_kinds(kinds: Iterable[str]) -> tuple[ChangeKind, ...]:
    return tuple(sorted({ChangeKind(kind) for kind in kinds}))


def _known_rule(_: object, attribute: attrs.Attribute[str], value: str) -> None:
    if value not in KEEP_RULES:
        raise ValueError(f"{attribute.name} must be one of {KEEP_RULES}, but is {value!r}")


def _known_language(_: object, __: object, value: str | None) -> None:
    if value is not None and value not in LANGUAGES:
        raise ValueError(f"language must be one of {LANGUAGES} or None, but is {value!r}")


# Languages that have a table of their facts.
LANGUAGES = ("zh", "en", "de")
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
    promote
        Kinds of noise, as ``ChangeKind`` or by name, that a comparison reports as changes
        instead of counting them.
    language
        ``zh``, ``en`` or ``de``: what a comparison takes a paragraph to be written in where
        its own words do not tell, as in a table: 1.200 is 1200 in German. None leaves it to
        the words of the whole text.
    """

    shingle_size: int = attrs.field(default=5, validator=_positive)
    num_perm: int = attrs.field(default=128, validator=_positive)
    threshold: float = attrs.field(default=0.25, validator=_fraction)
    keep: str = attrs.field(default="most-complete", validator=_known_rule)
    promote: tuple[ChangeKind, ...] = attrs.field(
        default=(), converter=_sort_kinds, validator=_noise_kinds
    )
    language: str | None = attrs.field(default=None, validator=_known_language)


@attrs.frozen
class Progress:
    """How far a long job is: ``done`` of ``total`` in the step of that name."""

    step: str
    done: int
    total: int


def ignore_progress(progress: Progress) -> None:
    """Do nothing: the library is silent unless a caller listens."""
