"""What the choices of the version search rest on: its threshold, and how families are made."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import docdiff
from benchmarks.measures import Measure, Table
from benchmarks.versions.scoring import Score, join_pairs, score_families
from docdiff import Match, Relation, VersionSearch

THRESHOLDS: Final = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6)

Groups = Sequence[Sequence[str]]


def read_truth(folder: Path) -> Groups:
    """Return the groups of a set, by the ids that ``docdiff`` gives its documents."""
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    return [
        [version["file"].removeprefix("docs/") for version in group["versions"]]
        for group in truth["groups"]
    ]


def make_tables(folders: Sequence[Path]) -> tuple[Table, Table]:
    """Return F1 by threshold, with the threshold of the other sets, and by linkage."""
    searches = [docdiff.find_versions(docdiff.read_documents(f / "docs")) for f in folders]
    truths = [read_truth(folder) for folder in folders]
    scores = [
        [score(search.rethreshold(threshold), truth).f1 for threshold in THRESHOLDS]
        for search, truth in zip(searches, truths, strict=True)
    ]
    rows: dict[str, dict[str, Measure]] = {}
    for place, folder in enumerate(folders):
        others = [row for other, row in enumerate(scores) if other != place] or [scores[place]]
        best = max(range(len(THRESHOLDS)), key=lambda k: sum(row[k] for row in others))
        rows[folder.name] = {
            **{str(t): _f1(f1) for t, f1 in zip(THRESHOLDS, scores[place], strict=True)},
            "best for the others": Measure(THRESHOLDS[best], places=2),
            "F1 with it": _f1(scores[place][best]),
        }
    linked = {
        folder.name: {
            name: _f1(score_families(truth, link(search)).f1) for name, link in LINKAGES.items()
        }
        for folder, search, truth in zip(folders, searches, truths, strict=True)
    }
    default = docdiff.Settings().threshold
    note = f"The default is {default}. What is best for the other sets is taken as a check."
    return (
        Table("thresholds", "F1 by threshold", note, rows),
        Table("linkages", "F1 by how families are made of the same matches", "", linked),
    )


def _f1(value: float) -> Measure:
    return Measure(value, places=4)


def score(search: VersionSearch, truth: Groups) -> Score:
    """Score the families of a search."""
    return score_families(truth, [family.members for family in search.families])


def _kin(search: VersionSearch) -> list[Match]:
    """Return the matches that say two documents are one work, the most alike first."""
    kin = [m for m in search.matches if m.relation in (Relation.IDENTICAL, Relation.VERSION)]
    return sorted(kin, key=lambda match: (-_likeness(match), match.a, match.b))


def _likeness(match: Match) -> float:
    evidence = match.evidence
    return max(evidence.weighted_containment_a, evidence.weighted_containment_b)


def link_all(search: VersionSearch) -> Groups:
    """Return connected components: whatever is chained together is one family."""
    return join_pairs((match.a, match.b) for match in _kin(search))


def link_to_largest(search: VersionSearch) -> Groups:
    """Return stars: each document joins the largest one that it is a version of."""
    size = {document.id: len(document.text) for document in search.documents}
    known: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for match in _kin(search):
        known[match.a].append((_likeness(match), match.b))
        known[match.b].append((_likeness(match), match.a))
    families: dict[str, list[str]] = {}
    for id_ in sorted(known, key=lambda id_: (-size[id_], id_)):
        homes = [(value, other) for value, other in known[id_] if other in families]
        families.setdefault(max(homes)[1] if homes else id_, []).append(id_)
    return list(families.values())


def link_on_average(search: VersionSearch) -> Groups:
    """Return families whose members are versions of one another in at least half of all pairs."""
    kin = _kin(search)
    pairs = {(match.a, match.b) for match in kin}
    home: dict[str, list[str]] = {}
    for match in kin:
        a, b = (home.setdefault(id_, [id_]) for id_ in (match.a, match.b))
        if a is not b:
            told = sum((x, y) in pairs or (y, x) in pairs for x in a for y in b)
            if 2 * told >= len(a) * len(b):
                a += b
                home.update(dict.fromkeys(b, a))
    return list({id(family): family for family in home.values()}.values())


LINKAGES: Final[dict[str, Callable[[VersionSearch], Groups]]] = {
    "nearest first, siblings apart (docdiff)": lambda s: [family.members for family in s.families],
    "connected components": link_all,
    "to the largest version": link_to_largest,
    "half of all pairs": link_on_average,
}
