"""Matches to families: every member is a version of the family's representative."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from docdiff.model import Family, Match, Relation

__all__ = ["group_versions"]


def group_versions(matches: Iterable[Match], sizes: Mapping[str, int]) -> tuple[Family, ...]:
    """Group documents into families around the most complete version of each work.

    From the largest document down, each one joins the family whose representative it is
    most like, if it is a version of any, and else represents a family of its own. Nothing
    is passed on from member to member, so a row of documents each a little like the next
    does not become one family, as connected components make it. Only the relations
    ``identical`` and ``version`` count; identical documents always stay together.

    Parameters
    ----------
    matches
        Verified pairs in any order. Likeness is the larger of the two weighted
        containments.
    sizes
        For each document id that stands in ``matches``, how much its text holds, such as
        its number of quiet characters.

    Returns
    -------
    tuple of Family
        Families of two or more, sorted by their first member; members are sorted. The
        representative is the largest member, of equals the first by id. The same matches
        give the same families in whatever order. Time is O(m · log m) for m matches.

    Raises
    ------
    KeyError
        If a document has no size.

    Examples
    --------
    >>> from docdiff.model import Evidence, Match
    >>> evidence = Evidence("", 0.9, 0.9)
    >>> matches = [Match(a, b, Relation.VERSION, 0.8, 0.9, 0.9, evidence) for a, b in ("ab", "bc")]
    >>> [family.members for family in group_versions(matches, {"a": 9, "b": 8, "c": 7})]
    [('a', 'b')]
    """
    kin = [m for m in matches if m.relation in (Relation.IDENTICAL, Relation.VERSION)]
    copies = _group_copies(kin, sizes)
    first_of = {id_: first for first, group in copies.items() for id_ in group}
    likeness: dict[str, dict[str, float]] = {first: {} for first in copies}
    for match in kin:
        a, b = first_of[match.a], first_of[match.b]
        value = max(match.evidence.weighted_containment_a, match.evidence.weighted_containment_b)
        likeness[a][b] = max(value, likeness[a].get(b, 0.0))
        likeness[b][a] = likeness[a][b]
    families: dict[str, list[str]] = {}
    order = _by_size(copies, sizes)
    rank = {first: place for place, first in enumerate(order)}
    for first in order:
        known = ((value, -rank[f], f) for f, value in likeness[first].items() if f in families)
        home = max(known, default=(0.0, 0, first))[2]
        families.setdefault(home, []).extend(copies[first])
    return tuple(
        sorted(
            (
                Family(tuple(sorted(members)), representative)
                for representative, members in families.items()
                if len(members) > 1
            ),
            key=lambda family: family.members,
        )
    )


def _group_copies(matches: Iterable[Match], sizes: Mapping[str, int]) -> dict[str, list[str]]:
    """Return the sets of identical documents, each by the one that stands for it."""
    group_of: dict[str, list[str]] = {}
    for match in matches:
        a = group_of.setdefault(match.a, [match.a])
        b = group_of.setdefault(match.b, [match.b])
        if match.relation is Relation.IDENTICAL and a is not b:
            large, small = (a, b) if len(a) >= len(b) else (b, a)
            large += small
            group_of.update(dict.fromkeys(small, large))
    groups = {id(group): group for group in group_of.values()}
    return {group[0]: group for group in (_by_size(g, sizes) for g in groups.values())}


def _by_size(ids: Iterable[str], sizes: Mapping[str, int]) -> list[str]:
    """Return ids from the largest document to the smallest, equals by id."""
    return sorted(ids, key=lambda id_: (-sizes[id_], id_))
