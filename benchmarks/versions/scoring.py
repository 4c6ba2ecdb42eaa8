"""Pairwise precision, recall and F1 of families, as the data defines them.

The pairs of documents of one group are what is to be found. They are counted, not listed: a
corpus of copies has millions.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from math import comb
from pathlib import Path
from typing import Any

import attrs

Groups = Sequence[Sequence[str]]


@attrs.frozen
class Score:
    """Pairs that are to be found, that were found, and that are both."""

    expected: int
    found: int
    hit: int

    @property
    def precision(self) -> float:
        """The share of found pairs that are right, in [0, 1]."""
        return self.hit / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of right pairs that were found, in [0, 1]."""
        return self.hit / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, in [0, 1]."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score_families(truth: Groups, families: Groups) -> Score:
    """Compare families with the groups of the truth; no document is in two of either."""
    group_of = {name: number for number, group in enumerate(truth) for name in group}
    hit = 0
    for family in families:
        known = Counter(group_of[name] for name in family if name in group_of)
        hit += sum(comb(count, 2) for count in known.values())
    return Score(_count_pairs(truth), _count_pairs(families), hit)


def _count_pairs(groups: Groups) -> int:
    return sum(comb(len(set(group)), 2) for group in groups)


def join_pairs(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Return the connected components of pairs, in the order of their first pair."""
    member_of: dict[str, list[str]] = {}
    for pair in pairs:
        a, b = (member_of.setdefault(name, [name]) for name in pair)
        if a is not b:
            small, large = sorted((a, b), key=len)
            large += small
            member_of.update(dict.fromkeys(small, large))
    unique = {id(family): family for family in member_of.values()}
    return list(unique.values())


@attrs.frozen
class SetScore:
    """What ``docdiff find`` made of one set of texts."""

    pairs: Score
    siblings: int  # pairs that are alike and are different documents
    siblings_joined: int  # of those, pairs inside one family: mistakes
    siblings_told: int  # of those, pairs that are called siblings
    versions_misread: int  # version pairs that are called siblings


def score_set(truth: Mapping[str, Any], found: Mapping[str, Any]) -> SetScore:
    """Score what ``docdiff find --format json`` says of a set, given its ``truth.json``."""
    groups = [[_name(v["file"]) for v in group["versions"]] for group in truth["groups"]]
    families = [[_name(name) for name in family["members"]] for family in found["families"]]
    siblings = {_pair(pair["a"], pair["b"]) for pair in truth.get("siblings", [])}
    relation = {_pair(match["a"], match["b"]): match["relation"] for match in found["matches"]}
    family_of = {name: number for number, family in enumerate(families) for name in family}
    versions = {_pair(*pair) for group in groups for pair in combinations(group, 2)}
    return SetScore(
        pairs=score_families(groups, families),
        siblings=len(siblings),
        siblings_joined=sum(
            a in family_of and family_of[a] == family_of.get(b) for a, b in siblings
        ),
        siblings_told=sum(relation.get(pair) == "sibling" for pair in siblings),
        versions_misread=sum(relation.get(pair) == "sibling" for pair in versions),
    )


def _name(path: str) -> str:
    """Return the id of a document relative to its set's ``docs`` folder."""
    return path.removeprefix("docs/")


def _pair(a: str, b: str) -> tuple[str, str]:
    first, second = sorted((_name(a), _name(b)))
    return first, second


def read_groups(path: Path) -> list[list[str]]:
    """Return the groups of a corpus's truth."""
    groups: list[list[str]] = json.loads(path.read_text("utf-8"))["groups"]
    return groups
