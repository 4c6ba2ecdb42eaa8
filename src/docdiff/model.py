"""The frozen values that cross a stage border; they hold data and check themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

import attrs

from docdiff.patch import Patch, make_patch

__all__ = [
    "AlignedPair",
    "Alignment",
    "Block",
    "CandidatePair",
    "Category",
    "Change",
    "ChangeKind",
    "Comparison",
    "Correspondence",
    "Document",
    "Edit",
    "Evidence",
    "Fact",
    "FactKind",
    "Family",
    "Group",
    "Match",
    "Origin",
    "PairKind",
    "Relation",
    "Settings",
    "Severity",
    "Span",
    "VersionSearch",
]


@attrs.frozen(order=True)
class Span:
    """A half-open range of code points: ``text[span.start:span.end]``.

    Raises
    ------
    ValueError
        If not ``0 <= start <= end``.

    Examples
    --------
    >>> span = Span(1, 3)
    >>> "docdiff"[span.start : span.end], len(span)
    ('oc', 2)
    """

    start: int
    end: int

    def __attrs_post_init__(self) -> None:
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
    origin: Origin | None = None


class Severity(StrEnum):
    """How much a change matters to a reader; in rising order."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """0 for a note, 1 for a warning, 2 for an error."""
        return _SEVERITIES.index(self)


_SEVERITIES = (Severity.NOTE, Severity.WARNING, Severity.ERROR)


class Category(StrEnum):
    """What a change is about."""

    FACT = "fact"
    CONTENT = "content"
    STRUCTURE = "structure"
    DOCUMENT = "document"


class ChangeKind(StrEnum):
    """Every kind of change, by the name that reports show."""

    FIGURE_LOST = "figure-lost"
    FIGURE_CHANGED = "figure-changed"
    FIGURE_MASKED = "figure-masked"
    FIGURE_SUSPECT = "figure-suspect"
    FIGURE_ADDED = "figure-added"
    FIGURE_UNMASKED = "figure-unmasked"
    DATE_LOST = "date-lost"
    DATE_CHANGED = "date-changed"
    DATE_MASKED = "date-masked"
    DATE_SUSPECT = "date-suspect"
    DATE_ADDED = "date-added"
    DATE_UNMASKED = "date-unmasked"
    UNIT_CHANGED = "unit-changed"
    NEGATION_CHANGED = "negation-changed"
    MODALITY_CHANGED = "modality-changed"
    TEXT_INSERTED = "text-inserted"
    TEXT_DELETED = "text-deleted"
    TEXT_REPLACED = "text-replaced"
    ENCODING_DAMAGE = "encoding-damage"
    ENCODING_REPAIRED = "encoding-repaired"
    PARAGRAPH_INSERTED = "paragraph-inserted"
    PARAGRAPH_DELETED = "paragraph-deleted"
    PARAGRAPH_MOVED = "paragraph-moved"
    PARAGRAPH_SPLIT = "paragraph-split"
    PARAGRAPH_MERGED = "paragraph-merged"
    REPEAT_ADDED = "repeat-added"
    REPEAT_REMOVED = "repeat-removed"
    DOCUMENT_REPLACED = "document-replaced"

    @property
    def category(self) -> Category:
        """What a change of this kind is about."""
        return _CATEGORY_BY_STEM[self.value.partition("-")[0]]

    @property
    def severity(self) -> Severity:
        """How much a change of this kind matters unless a rule says otherwise."""
        if self in _NOTES:
            return Severity.NOTE
        if self.category in (Category.FACT, Category.DOCUMENT) and self not in _FACT_WARNINGS:
            return Severity.ERROR
        return Severity.WARNING


_CATEGORY_BY_STEM = {
    "figure": Category.FACT,
    "date": Category.FACT,
    "unit": Category.FACT,
    "negation": Category.FACT,
    "modality": Category.FACT,
    "text": Category.CONTENT,
    "encoding": Category.CONTENT,
    "paragraph": Category.STRUCTURE,
    "repeat": Category.STRUCTURE,
    "document": Category.DOCUMENT,
}
_NOTES = frozenset(
    {ChangeKind.PARAGRAPH_MOVED, ChangeKind.PARAGRAPH_SPLIT, ChangeKind.PARAGRAPH_MERGED}
)
_FACT_WARNINGS = frozenset(
    {
        ChangeKind.FIGURE_ADDED,
        ChangeKind.FIGURE_UNMASKED,
        ChangeKind.DATE_ADDED,
        ChangeKind.DATE_UNMASKED,
    }
)


class Relation(StrEnum):
    """How two documents relate, seen from the first of them."""

    IDENTICAL = "identical"
    VERSION = "version"
    SIBLING = "sibling"
    CONTAINS = "contains"
    CONTAINED = "contained"
    OVERLAP = "overlap"
    UNRELATED = "unrelated"


class FactKind(StrEnum):
    """The type of a fact."""

    FIGURE = "figure"
    DATE = "date"
    REFERENCE = "reference"
    NEGATION = "negation"
    MODALITY = "modality"


FactKey = tuple[FactKind, str | None, str]


@attrs.frozen
class Fact:
    """A typed value that stands in a text.

    Parameters
    ----------
    kind
        What sort of value it is.
    span
        Where it stands: the number alone for a figure, the whole expression for the rest.
    text
        The characters of ``span`` as written, without breaks and annotations inside them.
    value
        The canonical form: an exact decimal string with its magnitude multiplied out
        (``"450000000"`` for 4.5億元), an ISO 8601 date or time with ``x`` for masked
        digits (``"20xx"``), or the lower-case word of a negation or modality. None where
        no value can be told: a masked or garbled figure.
    number
        A figure's own digits as a plain decimal string (``"4.5"``), else None.
    unit
        Magnitude and unit as written (``"億元"``), ``""`` where there is none; what stands
        before the number comes first (``"$ million"`` of $1.2 million).
    unit_span
        Where the unit stands: its part behind the number, or else the one before it.
    base_unit
        The canonical unit without its magnitude: equal for ``"km"`` and ``"公里"``, and for
        ``"億元"`` and ``"元"``, but not for ``"元"`` and ``"美元"``.
    prefix_span
        Where a unit before the number stands (the ``$`` of $1.2 million), else None.
    masked, suspect
        Whether digits are hidden (``20xx``), or garbled beyond telling (``262萬1``).
    """

    kind: FactKind
    span: Span
    text: str
    value: str | None = None
    number: str | None = None
    unit: str = ""
    unit_span: Span | None = None
    masked: bool = False
    suspect: bool = False

    @property
    def key(self) -> FactKey:
        """What makes two facts the same, however they are written."""
        return self.kind, self.value, self.base_unit
    base_unit: str = ""
    prefix_span: Span | None = None


@attrs.frozen
class Change:
    """One difference between two documents, with its place on both sides.

    ``old`` and ``new`` are spans of the two texts; the side that lacks the passage has an
    empty span where it would stand. ``old_text`` and ``new_text`` quote them exactly.
    ``related`` names further places of the new (``"new"``) or old (``"old"``) side that
    explain the change, such as the other copies of a repeat. ``fingerprint`` stays the
    same when other parts of the documents change.
    """

    kind: ChangeKind
    old: Span
    new: Span
    old_text: str
    new_text: str
    message: str
    fingerprint: str
    severity: Severity
    old_value: Fact | None = None
    new_value: Fact | None = None
    related: tuple[tuple[str, Span], ...] = ()
    facts: tuple[Fact, ...] = ()

    @property
    def category(self) -> Category:
        """What the change is about."""
        return self.kind.category


class PairKind(StrEnum):
    """What became of a paragraph."""

    KEPT = "kept"
    EDITED = "edited"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    INSERTED = "inserted"
    DELETED = "deleted"


@attrs.frozen
class AlignedPair:
    """Fragments of the old text and the fragments of the new one that they became.

    ``old`` and ``new`` are spans of the fragments as they stand in each text, in order; n
    to m where line breaks differ. One is empty when the passage was inserted or deleted.
    ``similarity`` is the normalised Indel similarity of the two quiet texts in [0, 1]: 1
    where only noise differs, 0 where a side is absent.
    """

    kind: PairKind
    old: tuple[Span, ...]
    new: tuple[Span, ...]
    similarity: float


@attrs.frozen
class Alignment:
    """The paragraph correspondence of two documents, in the order of the new text.

    Deleted paragraphs stand where they were. Iterating yields :class:`AlignedPair`.
    """

    pairs: tuple[AlignedPair, ...]

    def __iter__(self) -> Iterator[AlignedPair]:
        return iter(self.pairs)

    def __len__(self) -> int:
        return len(self.pairs)


class Block(NamedTuple):
    """A passage of equal quiet characters: ``old[i:i + size] == new[j:j + size]``."""

    i: int
    j: int
    size: int


class Edit(NamedTuple):
    """Quiet characters ``old[i:i_end]`` that became ``new[j:j_end]``, in group ``group``."""

    group: int
    i: int
    i_end: int
    j: int
    j_end: int

    def mirror(self) -> Edit:
        """Return the edit with its sides exchanged."""
        return Edit(self.group, self.j, self.j_end, self.i, self.i_end)


@attrs.frozen
class Group:
    """Fragments of two quiet texts that belong together.

    ``old`` and ``new`` are ranges of quiet characters, one of them empty for a passage that
    only one side has. ``blocks`` rise, lie inside, and are equal to the letter. ``breaks``
    are the places (old, new) where only one side begins a new paragraph.
    """

    kind: PairKind
    old: Span
    new: Span
    blocks: tuple[Block, ...] = ()
    breaks: tuple[tuple[int, int], ...] = ()

    def mirror(self) -> Group:
        """Return the group with its sides exchanged."""
        return Group(
            _MIRRORED.get(self.kind, self.kind),
            self.new,
            self.old,
            tuple(Block(j, i, size) for i, j, size in self.blocks),
            tuple((j, i) for i, j in self.breaks),
        )


_MIRRORED = {
    PairKind.SPLIT: PairKind.MERGED,
    PairKind.MERGED: PairKind.SPLIT,
    PairKind.INSERTED: PairKind.DELETED,
    PairKind.DELETED: PairKind.INSERTED,
}


@attrs.frozen(eq=False)
class Correspondence:
    """The groups of two quiet texts, and what each gap means in the light of the other side.

    ``old_gaps`` and ``new_gaps`` are the gaps of the quiet texts with every break resolved
    that is no paragraph border: to nothing or to a space, as the other side has it.
    """

    groups: tuple[Group, ...]
    old_gaps: bytes
    new_gaps: bytes

    def mirror(self) -> Correspondence:
        """Return the correspondence with its sides exchanged."""
        return Correspondence(
            tuple(group.mirror() for group in self.groups), self.new_gaps, self.old_gaps
        )


@attrs.frozen
class CandidatePair:
    """Two documents, by position in the input, whose fingerprints met in a bucket."""

    a: int
    b: int


@attrs.frozen
class Evidence:
    """Why a pair got its relation.

    ``weighted_containment_a`` is the share of a's shingles that b has, each weighted by its
    rarity in the corpus, in [0, 1]; likewise for b. ``shared`` pairs the spans of
    paragraphs that are equal but for noise.
    """

    reason: str
    weighted_containment_a: float
    weighted_containment_b: float
    shared: tuple[tuple[Span, Span], ...] = ()


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


def _fraction(_: object, attribute: attrs.Attribute[float], value: float) -> None:
    if not 0 <= value <= 1:
        raise ValueError(f"{attribute.name} must lie in [0, 1], but is {value}")


def _positive(_: object, attribute: attrs.Attribute[int], value: int) -> None:
    if value < 1:
        raise ValueError(f"{attribute.name} must be 1 or more, but is {value}")


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
        versions; in a corpus, rare passages weigh more than common ones.
    """

    shingle_size: int = attrs.field(default=5, validator=_positive)
    num_perm: int = attrs.field(default=128, validator=_positive)
    threshold: float = attrs.field(default=0.6, validator=_fraction)


@attrs.frozen
class Comparison:
    """What :func:`docdiff.compare` found between two documents.

    Parameters
    ----------
    old, new
        The documents compared.
    relation
        How the old document relates to the new one.
    jaccard, containment_of_old, containment_of_new
        Exact measures over the shingle sets of the quiet texts, in [0, 1].
    alignment
        Which paragraphs became which.
    changes
        Every difference that is not noise, in the order of the texts.
    noise
        How often each kind of noise was met and passed over.
    replaced
        The raw spans of old and new text that differ to the letter, noise included.
    """

    old: Document
    new: Document
    relation: Relation
    jaccard: float
    containment_of_old: float
    containment_of_new: float
    alignment: Alignment
    changes: tuple[Change, ...]
    noise: Mapping[str, int]
    settings: Settings
    replaced: tuple[tuple[Span, Span], ...] = attrs.field(repr=False)

    @property
    def summary(self) -> Mapping[str, int]:
        """How many changes each category has; categories without a change are left out."""
        counts = Counter(change.category.value for change in self.changes)
        return MappingProxyType({c.value: counts[c.value] for c in Category if counts[c.value]})

    def patch(self) -> Patch:
        """Return the patch that turns the old text into the new one, to the letter."""
        return make_patch(
            self.old.text,
            self.new.text,
            [(old.start, old.end, new.start, new.end) for old, new in self.replaced],
        )


@attrs.frozen
class VersionSearch:
    """What :func:`docdiff.find_versions` found among ``documents``.

    ``matches`` are the related pairs, sorted by position in the input; ``families`` are
    sorted by their first member.
    """

    documents: tuple[Document, ...]
    matches: tuple[Match, ...]
    families: tuple[Family, ...]
    settings: Settings


def freeze_counts(counts: Mapping[str, int]) -> Mapping[str, int]:
    """Return a read-only copy of ``counts`` in the order of its keys."""
    return MappingProxyType(dict(sorted(counts.items())))
