"""What docdiff says of a case, held against what is known of it."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

import docdiff
from benchmarks.quality.truth import Case, Place, Wanted

# Characters by which a place may be off: white space, and a bracket or mark beside it.
_SLACK = 3
_FORGIVEN = frozenset({"whitespace", "line-wrap"})


@attrs.frozen
class Verdict:
    """What was wanted and not found, what was reported and not wanted, and noise named wrongly."""

    missed: tuple[Wanted, ...]
    made_up: tuple[docdiff.Change, ...]
    noise_missed: frozenset[str]
    noise_made_up: frozenset[str]
    reported: int

    @property
    def is_right(self) -> bool:
        """Whether docdiff said everything there is to say, and nothing else."""
        return not (self.missed or self.made_up or self.noise_missed or self.noise_made_up)


def judge(case: Case) -> Verdict:
    """Compare the two texts of a case and hold the result against its truth."""
    result = docdiff.compare(docdiff.Document("old", case.old), docdiff.Document("new", case.new))
    missed, made_up = match(case.wanted, result.changes)
    counted = frozenset(kind for kind, count in result.noise.items() if count)
    return Verdict(
        tuple(missed),
        tuple(made_up),
        case.noise - counted if not case.wanted else frozenset(),
        counted - case.noise - case.may_count - _FORGIVEN if not case.wanted else frozenset(),
        len(result.changes),
    )


def match(
    wanted: Sequence[Wanted], changes: Sequence[docdiff.Change]
) -> tuple[list[Wanted], list[docdiff.Change]]:
    """Pair what is wanted with what is reported, one to one, and return what is left of both."""
    left = list(changes)
    missed: list[Wanted] = []
    for one in wanted:
        found = next((change for change in left if fits(one, change)), None)
        if found is None:
            missed.append(one)
        else:
            left.remove(found)
    return missed, left


def fits(wanted: Wanted, change: docdiff.Change) -> bool:
    """Say whether a change is of the wanted kind, stands in the right place, and reads right."""
    return (
        change.kind.value in wanted.kinds
        and _stands_there((change.old.start, change.old.end), wanted.old_core, wanted.old_hull)
        and _stands_there((change.new.start, change.new.end), wanted.new_core, wanted.new_hull)
        and _reads(change.old_value, wanted.value)
        and _reads(change.new_value, wanted.value_new)
    )


def _reads(fact: docdiff.Fact | None, value: str) -> bool:
    """Say whether a fact reads as wanted, where anything is wanted of it."""
    return not value or (fact is not None and fact.text == value)


def _stands_there(span: Place, core: Place, hull: Place) -> bool:
    """Say whether a span covers the core and stays in the hull; an empty core needs no cover."""
    inside = hull[0] - _SLACK <= span[0] and span[1] <= hull[1] + _SLACK
    if core[0] == core[1]:
        return inside
    return inside and span[0] <= core[0] and core[1] <= span[1]
