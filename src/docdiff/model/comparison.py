"""What two documents have in common and what became of the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import attrs

from docdiff.model.changes import Category, Change
from docdiff.model.documents import Document, Span
from docdiff.model.settings import Settings
from docdiff.model.versions import Relation

if TYPE_CHECKING:
    from docdiff.patch import Patch


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
    """Paragraphs of the old text and the paragraphs of the new one that they became.

    ``old`` and ``new`` are spans in each text, in order, with wraps undone; 1 to n where a
    paragraph was split, n to 1 where merged. One is empty when the passage was inserted or
    deleted.
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
            tuple([Block(j, i, size) for i, j, size in self.blocks]),
            tuple([(j, i) for i, j in self.breaks]),
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

    Groups are in the order of the new text; what is gone stands where it was.

    ``old_gaps`` and ``new_gaps`` are the gaps of the quiet texts with every break resolved
    that is no paragraph border: to nothing or to a space, as the other side has it.
    """

    groups: tuple[Group, ...]
    old_gaps: bytes
    new_gaps: bytes

    def mirror(self) -> Correspondence:
        """Return the correspondence with its sides exchanged."""
        return Correspondence(
            order_groups(group.mirror() for group in self.groups), self.new_gaps, self.old_gaps
        )


def order_groups(groups: Iterable[Group]) -> tuple[Group, ...]:
    """Return groups in the order of the new text, what is gone before what follows it."""
    return tuple(sorted(groups, key=_order))


def _order(group: Group) -> tuple[int, int, int, int]:
    """Return what orders groups; whole numbers compare many times faster than spans."""
    return group.new.start, group.new.end, group.old.start, group.old.end


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
        from docdiff.patch import make_patch  # noqa: PLC0415 (few are asked for one)

        return make_patch(
            self.old.text,
            self.new.text,
            [(old.start, old.end, new.start, new.end) for old, new in self.replaced],
        )
