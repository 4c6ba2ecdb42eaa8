"""Counts of a run, with what they are worth: Wilson's 95 % interval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from benchmarks.measures import interval
from benchmarks.quality.judge import Verdict
from benchmarks.quality.truth import Case

FLOOR = 0.99


@attrs.define
class Score:
    """Counts for one kind of edit.

    Of noise nothing is to be found: a noise case counts as an edit that is found if no change
    is reported and the noise is named.
    """

    cases: int = 0
    edits: int = 0
    found: int = 0
    changes: int = 0
    made_up: int = 0
    right: int = 0
    misnamed: int = 0

    def add(self, case: Case, verdict: Verdict) -> None:
        """Count one case."""
        self.cases += 1
        self.right += verdict.is_right
        self.changes += verdict.reported
        self.made_up += len(verdict.made_up)
        self.misnamed += bool(verdict.noise_missed or verdict.noise_made_up)
        if case.wanted:
            self.edits += len(case.wanted)
            self.found += len(case.wanted) - len(verdict.missed)
        else:
            self.edits += 1
            self.found += verdict.is_right

    def __add__(self, other: Score) -> Score:
        mine, theirs = attrs.astuple(self), attrs.astuple(other)
        return Score(*(a + b for a, b in zip(mine, theirs, strict=True)))

    @property
    def recall(self) -> float:
        """The share of edits that were found, in [0, 1]."""
        return self.found / self.edits if self.edits else 1.0

    @property
    def precision(self) -> float:
        """The share of reported changes that are an edit, in [0, 1]."""
        return 1 - self.made_up / self.changes if self.changes else 1.0


Scores = Mapping[tuple[str, str], Score]


def totals(scores: Scores) -> dict[str, Score]:
    """Return the scores of each kind in all languages together."""
    result: dict[str, Score] = {}
    for (name, _), score in scores.items():
        result[name] = result.get(name, Score()) + score
    return result


def failures(scores: Scores) -> list[str]:
    """Return the kinds below the floor, all languages together; noise may give no change."""
    return [
        name
        for name, score in totals(scores).items()
        if not score.edits
        or score.recall < FLOOR
        or (score.changes if name.endswith("(noise)") else score.precision < FLOOR)
    ]


def _share(hits: int, trials: int) -> str:
    """Write a share with its interval."""
    if not trials:
        return f"{'–':>21}"
    low, high = interval(hits, trials)
    return f"{hits / trials:6.3f} [{low:.3f}, {high:.3f}]"


def table(scores: Scores, languages: Sequence[str]) -> str:
    """Return the table of all kinds, and of each language what is below the floor."""
    head = f"{'edit':32}{'edits':>6}  {'recall [95 %]':22}{'changes':>8}  {'precision [95 %]':22}"
    lines = [head + "".join(f"{language:>12}" for language in languages)]
    for name, score in totals(scores).items():
        noise = name.endswith("(noise)")
        precision = "" if noise else _share(score.changes - score.made_up, score.changes)
        line = f"{name:32}{score.edits:6}  {_share(score.found, score.edits):22}"
        line += f"{score.changes:8}  {precision:22}"
        for language in languages:
            one = scores.get((name, language), Score())
            found = f"{one.found}/{one.edits}" + (f" +{one.made_up}" if one.made_up else "")
            line += f"{found if one.edits else '–':>12}"
        lines.append(line.rstrip())
    lines.append("by language: found/edits, +changes that no edit accounts for")
    return "\n".join(lines)


def as_json(scores: Scores, settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return the scores as plain values, with recall and precision and their intervals."""
    rows = [
        {
            "edit": name,
            "language": language,
            **attrs.asdict(score),
            "recall": score.recall,
            "recall_interval": interval(score.found, score.edits),
            "precision": score.precision,
            "precision_interval": interval(score.changes - score.made_up, score.changes),
        }
        for (name, language), score in (
            *scores.items(),
            *(((name, "all"), score) for name, score in totals(scores).items()),
        )
    ]
    return {"settings": dict(settings), "floor": FLOOR, "rows": rows, "missed": failures(scores)}
