"""Which documents are versions of one another."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import attrs

from docdiff.model.documents import Document, Span
from docdiff.model.settings import Settings


class Relation(StrEnum):
    """How two documents relate, seen from the first of them."""

    IDENTICAL = "identical"
    VERSION = "version"
    SIBLING = "sibling"
    CONTAINS = "contains"
    CONTAINED = "contained"
    OVERLAP = "overlap"
    UNRELATED = "unrelated"


@attrs.frozen
class CandidatePair:
    """Two documents, by position in the input, whose fingerprints met in a bucket."""

    a: int
    b: int


@attrs.frozen
class Substitution:
    """What one text has ``count`` times where the other has something else, folded."""

    a: str
    b: str
    count: int


@attrs.frozen
class Evidence:
    """Why a pair got its relation.

    ``weighted_containment_a`` is the share of a's shingles that b has, each weighted by its
    rarity in the corpus, in [0, 1]; likewise for b. ``shared`` pairs the spans of
    paragraphs that are equal but for noise. ``substitutions`` are what one text has
    throughout where the other has something else, three times at least.
    """

    reason: str
    weighted_containment_a: float
    weighted_containment_b: float
    shared: tuple[tuple[Span, Span], ...] = ()
    substitutions: tuple[Substitution, ...] = ()


@attrs.frozen
class Match:
    """A verified pair of documents; ``a`` and ``b`` are their ids, ``a`` first in the input.

    ``jaccard`` is exact over shingle sets of the quiet texts; ``containment_of_a`` is the
    share of a's shingles that b has. All in [0, 1].
    """

    a: str
    b: str
    relation: Relation
    jaccard: float
    containment_of_a: float
    containment_of_b: float
    evidence: Evidence


@attrs.frozen
class Family:
    """The versions of one work: two or more document ids, sorted, one of which represents it."""

    members: tuple[str, ...]
    representative: str

    def __attrs_post_init__(self) -> None:
        if len(self.members) < 2 or self.representative not in self.members:  # noqa: PLR2004
            raise ValueError(
                f"a family needs two members or more and a representative among them, "
                f"but got {self.members} and {self.representative!r}"
            )


@attrs.frozen
class VersionSearch:
    """What :func:`docdiff.find_versions` found among ``documents``.

    ``digests`` are those of the documents' quiet texts: equal for documents that are
    identical but for noise. ``matches`` are the related pairs, ``rejected`` those that were
    measured, share something and are not related, with the reason; both sorted by position
    in the input. ``families`` are sorted by their first member.
    """

    documents: tuple[Document, ...]
    digests: tuple[str, ...]
    matches: tuple[Match, ...]
    families: tuple[Family, ...]
    settings: Settings
    rejected: tuple[Match, ...] = ()
    _conclude: Callable[[float], VersionSearch] | None = attrs.field(
        default=None, repr=False, eq=False
    )

    def rethreshold(self, threshold: float) -> VersionSearch:
        """Return what another threshold would have given, from the pairs measured already.

        Parameters
        ----------
        threshold
            In [0, 1], as in :class:`docdiff.Settings`. Pairs that share less than a
            twentieth were not kept, so below 0.1 overlaps, and below 0.07 versions, may be
            missed that a search finds.

        Raises
        ------
        ValueError
            If it is out of range, or if the search was not made by ``find_versions``.

        Examples
        --------
        >>> from docdiff import Document, find_versions
        >>> plant = "The plant at the river was opened in spring and closed in autumn. "
        >>> texts = {"a": plant * 2, "b": f"{plant} Nobody remembers why it was ever built."}
        >>> search = find_versions([Document(id_, text) for id_, text in texts.items()])
        >>> len(search.families), len(search.rethreshold(1.0).families)
        (1, 0)
        """
        if self._conclude is None:
            raise ValueError("this search holds no measures; let find_versions make it")
        return self._conclude(threshold)
