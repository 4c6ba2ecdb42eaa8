"""Changes and the facts they are about."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import attrs

from docdiff.model.documents import Span


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
    NOISE = "noise"


class ChangeKind(StrEnum):
    """Every kind of change, by the name that reports show; kinds of noise come last.

    Noise is counted, and is a change only where ``Settings.promote`` names its kind.
    """

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
    FACT_INCONSISTENT = "fact-inconsistent"
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
    DOCUMENT_ADDED = "document-added"
    DOCUMENT_DELETED = "document-deleted"
    LINE_WRAP = "line-wrap"
    WHITESPACE = "whitespace"
    WIDTH = "width"
    CASE = "case"
    SCRIPT = "script"
    ANNOTATION = "annotation"
    MARKUP = "markup"
    PUNCTUATION = "punctuation"
    NOTATION = "notation"

    @property
    def category(self) -> Category:
        """What a change of this kind is about."""
        return _CATEGORIES[self]

    @property
    def severity(self) -> Severity:
        """How much a change of this kind matters unless a rule says otherwise."""
        if self in _NOTES or self.category is Category.NOISE:
            return Severity.NOTE
        if self.category in (Category.FACT, Category.DOCUMENT) and self not in _FACT_WARNINGS:
            return Severity.ERROR
        return Severity.WARNING


_CATEGORY_BY_STEM = {
    "fact": Category.FACT,
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
_CATEGORIES = {
    kind: _CATEGORY_BY_STEM.get(kind.partition("-")[0], Category.NOISE) for kind in ChangeKind
}
_NOTES = frozenset(
    {
        ChangeKind.PARAGRAPH_MOVED,
        ChangeKind.PARAGRAPH_SPLIT,
        ChangeKind.PARAGRAPH_MERGED,
        ChangeKind.DOCUMENT_ADDED,
    }
)
_FACT_WARNINGS = frozenset(
    {
        ChangeKind.FIGURE_ADDED,
        ChangeKind.FIGURE_UNMASKED,
        ChangeKind.DATE_ADDED,
        ChangeKind.DATE_UNMASKED,
        ChangeKind.FACT_INCONSISTENT,
    }
)


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
        digits (``"20xx"``), a fraction in lowest terms, the number of a reference, or one
        word for all forms of a negation or modality. None where no value can be told: a
        garbled figure or date. Hidden digits of a figure are ``x`` too.
    number
        A figure's own digits as a plain decimal string (``"4.5"``), and the number of a
        reference that has no more than one: ``"21"`` of Artikel 21, but not of § 21 Abs. 2.
        Else None.
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
    base_unit: str = ""
    prefix_span: Span | None = None

    def map_spans(self, place: Callable[[Span], Span]) -> Fact:
        """Return the fact with each of its spans at the place that a function gives."""
        return Fact(
            self.kind,
            place(self.span),
            self.text,
            self.value,
            self.number,
            self.unit,
            place(self.unit_span) if self.unit_span else None,
            self.masked,
            self.suspect,
            self.base_unit,
            place(self.prefix_span) if self.prefix_span else None,
        )

    @property
    def key(self) -> FactKey:
        """What makes two facts the same, however they are written."""
        return self.kind, self.value, self.base_unit


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
