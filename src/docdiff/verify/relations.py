"""How two documents relate, by rules that a person can follow."""

from __future__ import annotations

from collections.abc import Callable
from math import log2
from typing import Final

import attrs
from rapidfuzz.distance import Indel

from docdiff.model import Relation, Substitution
from docdiff.verify.kinds import have_one_kind
from docdiff.verify.parties import Party, tell_parties_apart
from docdiff.verify.subjects import (
    Naming,
    Subject,
    compare_subjects,
    have_new_title,
    have_other_aims,
    have_other_names,
    have_other_periods,
)

__all__ = [
    "NEAR_COPY",
    "SHORT",
    "Likeness",
    "compare_names",
    "compare_parties",
    "compare_short",
    "is_short",
    "relate",
]

# Quiet characters below which a change or two destroys most shingles, so that likeness is
# read off the characters themselves.
SHORT: Final = 64
# Normalised Indel similarity of two short versions. Of unrelated clauses of 12 to 63 letters
# one pair in a thousand reaches 0.63 in English, 0.56 in German and 0.48 in Chinese.
_SHORT_VERSION: Final = 0.65
# Share of a text that must stand in the other for it to be contained, less than half as
# long: a law that grows so much has its old articles reworded too.
_CONTAINED: Final = 0.9
_HALF: Final = 0.5
# Two texts that stand in one another by this exact share are measured unweighted: among many
# copies nothing that they have in common is rare.
NEAR_COPY: Final = 0.8
# A version that lost or gained more than this keeps only one side's share; below it a long
# text that quotes a leaflet would be its version.
_LEAST_RATIO: Final = 0.2
# How much of the threshold makes a version of texts of which one says that it replaces the
# other, of texts that are named alike, and of texts whose first sentences have the same form
# and another subject.
_SAME_WORK: Final = 0.5
_SAME_NAME: Final = 0.7
_LIKE_NAME: Final = 1.5
_ONE_NAME: Final = (Naming.SAME_WORK, Naming.SAME_TITLE)
# A line with fewer letters is in too many heads to be taken for a title.
_SHORTEST_LINE: Final = 5
# Shares below this part of the threshold come from the language and its set phrases.
_OVERLAP: Final = 0.5


@attrs.frozen
class Likeness:
    """All that the relation of two documents, a and b, is decided by.

    ``length_a`` and ``length_b`` count quiet characters; the shares are as in ``Match`` and
    ``Evidence``, in [0, 1]; ``known`` is the number of different documents that tell what is
    rare. ``party`` says how the parties of the texts differ, if they do.
    ``similarity`` is the normalised Indel similarity of short texts, else 0.
    """

    length_a: int
    length_b: int
    is_equal: bool
    similarity: float
    jaccard: float
    containment_of_a: float
    containment_of_b: float
    weighted_containment_a: float
    weighted_containment_b: float
    naming: Naming = Naming.UNKNOWN
    has_other_period: bool = False
    has_other_name: bool = False
    has_other_aim: bool = False
    party: str = ""
    substitutions: tuple[Substitution, ...] = ()
    subject: Substitution | None = None
    known: int = 2

    @property
    def shares(self) -> tuple[float, float]:
        """The shares of a and of b that decide: weighted, or of near copies exact."""
        exact = (self.containment_of_a, self.containment_of_b)
        if min(exact) >= NEAR_COPY:
            return exact
        return self.weighted_containment_a, self.weighted_containment_b

    def asked(self, threshold: float) -> float:
        """Return the share asked for: the fewer documents are known, the greater."""
        return min(threshold * (1 + 1 / log2(max(self.known, 2))), 1.0)


def compare_short(chars_a: str, chars_b: str) -> float:
    """Return the similarity of two short texts in [0, 1], or 0 where one is long."""
    return Indel.normalized_similarity(chars_a, chars_b) if is_short(chars_a, chars_b) else 0.0


def is_short(chars_a: str, chars_b: str) -> bool:
    """Say whether both texts are so short that shingles say little of them."""
    return max(len(chars_a), len(chars_b)) < SHORT


def compare_names(
    likeness: Likeness, subjects: tuple[Subject, Subject], read: Callable[[], tuple[str, str]]
) -> Likeness:
    """Add what titles, first sentences, years, bodies and aims say of two texts.

    Parameters
    ----------
    likeness
        What the texts have in common.
    subjects
        What they are about.
    read
        Gives both quiet texts; called only for near copies with two titles.
    """
    naming = compare_subjects(*subjects)
    nearness = min(likeness.containment_of_a, likeness.containment_of_b)
    if (
        naming is Naming.OTHER_TITLE
        and nearness >= NEAR_COPY
        and have_new_title(*subjects, *read())
    ):
        naming = Naming.NEW_TITLE
    elif naming in (Naming.OTHER_TITLE, Naming.LONGER_TITLE) and (
        (max(likeness.shares) >= _HALF and _are_called_alike(*subjects))
        or have_one_kind(subjects[0].heading, subjects[1].heading, read)
    ):
        naming = Naming.SAME_KIND
    return attrs.evolve(
        likeness,
        naming=naming,
        has_other_period=have_other_periods(*subjects),
        has_other_name=have_other_names(*subjects),
        has_other_aim=naming not in _ONE_NAME and have_other_aims(*subjects),
    )


def compare_parties(
    likeness: Likeness,
    subjects: tuple[Subject, Subject],
    find: Callable[[], tuple[Party, Party]],
    read: Callable[[], tuple[str, str]],
) -> Likeness:
    """Add what two texts say of whose they are, and of whom they are for.

    Parameters
    ----------
    likeness
        What the texts have in common, and what their titles say.
    subjects
        What they are about.
    find
        Gives the parties of both; called only for texts that may have any.
    read
        Gives both quiet texts; called only where the parties may differ.
    """
    a, b = subjects
    # An ideographic title is whole: two texts that share one have one author.
    if likeness.naming in _ONE_NAME and not (a.is_lettered and b.is_lettered):
        return likeness
    if not a.has_parties or not b.has_parties:
        return likeness
    nearness = min(likeness.containment_of_a, likeness.containment_of_b)
    is_form = (a.heading.is_kind or b.heading.is_kind) and nearness >= NEAR_COPY
    sign = tell_parties_apart(*find(), read, from_one_form=is_form)
    return attrs.evolve(likeness, party=sign) if sign else likeness


def relate(likeness: Likeness, threshold: float) -> tuple[Relation, str]:
    """Decide how two documents relate, and say why.

    The larger share is what the text has in common that changed less. It is asked for
    ``threshold · (1 + 1 / log2(known))``: twice the threshold where two documents are all
    there is, a tenth more among a thousand, since the fewer documents there are the less is
    known of what is rare. Then the first rule that holds:

    1. equal quiet texts are identical; an empty text is contained in any other;
    2. of two texts under 64 characters, an Indel similarity of 0.65 makes versions;
    3. a text less than half as long, of which 0.9 stands in the other, is contained, unless
       they have one title or are one work, or the other also stands in it;
    4. where the larger share is as asked for, another period, another title, another party or
       place, or another name throughout makes siblings; so does another aim, where no title is
       the same and half of a text stands in the other;
    5. versions have the share asked for: half of it where they are one work by their
       letterheads, 0.7 of it where title or first sentence are the same, 1.5 times as much
       where the first sentence has the same form and another subject; the smaller share
       too, or the shorter text has a fifth of the longer, or they are one work;
    6. from half of what is asked for they overlap; else they are unrelated.

    Parameters
    ----------
    likeness
        What they have in common.
    threshold
        In [0, 1].

    Returns
    -------
    tuple of Relation and str
        The relation seen from a, and the reason in words.

    Examples
    --------
    >>> relate(Likeness(20, 17, False, 0.9, 0.5, 0.6, 0.8, 0.6, 0.8), 0.25)[0].value
    'version'
    """
    if likeness.is_equal:
        return Relation.IDENTICAL, "equal but for noise"
    if not likeness.length_a or not likeness.length_b:
        relation = Relation.CONTAINS if likeness.length_a else Relation.CONTAINED
        return relation, f"{'b' if likeness.length_a else 'a'} is empty"
    if likeness.similarity >= _SHORT_VERSION:
        return (
            Relation.VERSION,
            f"short texts, {likeness.similarity:.0%} of their characters agree",
        )
    asked = likeness.asked(threshold)
    return _find_contained(likeness, asked) or _find_kin(likeness, asked)


def _are_called_alike(a: Subject, b: Subject) -> bool:
    """Say whether what was taken for a title hides that two texts are called the same.

    The title of one stands alone in the head of the other, below the name of the site or its
    menu; or both call themselves by one name. Ideographic titles are not looked for.
    """
    return (a.title != b.title and a.is_lettered and b.is_lettered) and (
        _has_title_of(a, b) or _has_title_of(b, a) or not a.self_titles.isdisjoint(b.self_titles)
    )


def _has_title_of(a: Subject, b: Subject) -> bool:
    """Say whether the title of ``b`` stands alone in the head of ``a``.

    What only says of what kind a text is stands in the menus of many pages, and must be a
    heading.
    """
    title = b.title or ""
    if len(title) < _SHORTEST_LINE or title not in a.lines:
        return False
    return a.lines[title] or not b.heading.is_kind


def _find_contained(likeness: Likeness, asked: float) -> tuple[Relation, str] | None:
    """Apply rule 3."""
    shares = likeness.shares
    a_is_shorter = likeness.length_a < likeness.length_b
    of_shorter = shares[0] if a_is_shorter else shares[1]
    if (
        of_shorter < _CONTAINED
        or _ratio(likeness) >= _HALF
        or min(shares) >= asked
        or likeness.naming in _ONE_NAME
    ):
        return None
    relation = Relation.CONTAINED if a_is_shorter else Relation.CONTAINS
    return relation, f"{of_shorter:.0%} of the shorter text stand in the longer"


def _find_kin(likeness: Likeness, asked: float) -> tuple[Relation, str]:
    """Apply rules 4 to 6."""
    larger, smaller = max(likeness.shares), min(likeness.shares)
    common = f"{larger:.0%} of one text stand in the other"
    sign = _find_sibling_sign(likeness)
    if sign and larger >= asked:
        return Relation.SIBLING, f"{common}, but {sign}"
    needed, why = asked, ""
    if likeness.naming is Naming.SAME_WORK:
        needed, why = _SAME_WORK * asked, " and they say that they are one work"
    elif likeness.naming in (Naming.SAME_TITLE, Naming.SAME_OPENING):
        needed, why = _SAME_NAME * asked, f" and they have the {likeness.naming.value}"
    elif likeness.naming is Naming.LIKE_OPENING:
        needed = min(_LIKE_NAME * asked, 1.0)
    is_much = smaller >= needed or _ratio(likeness) >= _LEAST_RATIO
    enough = larger >= needed and (is_much or likeness.naming is Naming.SAME_WORK)
    if enough and not sign:
        return Relation.VERSION, f"{common}{why}, {needed:.0%} make a version"
    if larger >= _OVERLAP * asked:
        return Relation.OVERLAP, f"{common}, {needed:.0%} make a version"
    return (
        Relation.UNRELATED,
        f"at most {common}, {_OVERLAP * asked:.0%} make an overlap",
    )


def _find_sibling_sign(likeness: Likeness) -> str:
    """Say what shows that two texts are about different subjects, or nothing."""
    if likeness.has_other_period:
        return "they are for different years"
    if likeness.naming is Naming.OTHER_TITLE or (
        # Near copies were given a longer title; a by-law that names its law is no copy of it.
        likeness.naming is Naming.LONGER_TITLE
        and min(likeness.containment_of_a, likeness.containment_of_b) < NEAR_COPY
    ):
        return "their titles name different subjects"
    # A text that is written anew is given another aim as well.
    if (
        likeness.has_other_aim
        and likeness.naming not in _ONE_NAME
        and max(likeness.shares) >= _HALF
    ):
        return "they say that they are made for different things"
    if likeness.has_other_name:
        return "each is the charter of another body"
    if likeness.subject and not likeness.party:
        return f"one has {likeness.subject.a} throughout where the other has {likeness.subject.b}"
    return likeness.party


def _ratio(likeness: Likeness) -> float:
    """Return the length of the shorter text as a share of the longer one's."""
    lengths = likeness.length_a, likeness.length_b
    return min(lengths) / max(lengths)
