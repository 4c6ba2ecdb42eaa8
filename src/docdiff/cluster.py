"""Matches to families: what is most alike is joined first, siblings never."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from docdiff.model import Family, Match, Relation

__all__ = ["group_versions"]


def group_versions(matches: Iterable[Match], rank: Mapping[str, int]) -> tuple[Family, ...]:
    """Group documents into families.

    The matches of the relations ``identical`` and ``version`` are taken from the most alike
    to the least, as Kruskal's algorithm takes edges [1]_; each joins the families of its two
    documents, unless a member of one is a sibling of a member of the other. So the versions
    of a law, each like the next, become one family over decades in which it was rewritten,
    and a template filled for two years does not chain them together.

    Parameters
    ----------
    matches
        Verified pairs in any order. Likeness is the larger of the two weighted
        containments.
    rank
        For each document id that stands in ``matches`` its rank as a representative; the
        least one of a family represents it.

    Returns
    -------
    tuple of Family
        Families of two or more, sorted by their first member; members are sorted. The same
        matches give the same families in whatever order. Time is O(m · log m) for m matches.

    Raises
    ------
    KeyError
        If a document has no rank.

    References
    ----------
    .. [1] Gower, Ross: Minimum spanning trees and single linkage cluster analysis. Applied
       Statistics 18 (1969).

    Examples
    --------
    >>> from docdiff.model import Evidence, Match
    >>> evidence = Evidence("", 0.9, 0.9)
    >>> matches = [Match(a, b, Relation.VERSION, 0.8, 0.9, 0.9, evidence) for a, b in ("ab", "bc")]
    >>> [family.members for family in group_versions(matches, {"a": 0, "b": 1, "c": 2})]
    [('a', 'b', 'c')]
    """
    found = list(matches)
    groups = _Groups()
    for match in found:
        if match.relation is Relation.SIBLING:
            groups.part(match.a, match.b)
    kin = [m for m in found if m.relation in (Relation.IDENTICAL, Relation.VERSION)]
    for match in sorted(kin, key=_by_likeness):
        groups.join(match.a, match.b)
    return tuple(
        sorted(
            (
                Family(tuple(sorted(members)), min(members, key=lambda id_: (rank[id_], id_)))
                for members in groups.members.values()
                if len(members) > 1
            ),
            key=lambda family: family.members,
        )
    )


def _by_likeness(match: Match) -> tuple[bool, float, str, str]:
    """Order matches from the most alike to the least, equals by their ids."""
    evidence = match.evidence
    likeness = max(evidence.weighted_containment_a, evidence.weighted_containment_b)
    first, second = sorted((match.a, match.b))
    return match.relation is not Relation.IDENTICAL, -likeness, first, second


class _Groups:
    """Disjoint sets of ids, some of which must not be joined."""

    def __init__(self) -> None:
        self.members: dict[str, list[str]] = {}
        self._group_of: dict[str, str] = {}
        self._parted: dict[str, set[str]] = {}

    def part(self, a: str, b: str) -> None:
        """Keep the groups of two ids apart."""
        a, b = self._find(a), self._find(b)
        self._parted[a].add(b)
        self._parted[b].add(a)

    def join(self, a: str, b: str) -> None:
        """Join the groups of two ids, unless they are kept apart."""
        large, small = self._find(a), self._find(b)
        if large == small or small in self._parted[large]:
            return
        if len(self.members[large]) < len(self.members[small]):
            large, small = small, large
        for id_ in self.members[small]:
            self._group_of[id_] = large
        self.members[large] += self.members.pop(small)
        for other in self._parted.pop(small):
            self._parted[other].remove(small)
            self._parted[other].add(large)
            self._parted[large].add(other)

    def _find(self, id_: str) -> str:
        """Return the name of an id's group, a new one for a new id."""
        if id_ not in self._group_of:
            self._group_of[id_] = id_
            self.members[id_] = [id_]
            self._parted[id_] = set()
        return self._group_of[id_]
