"""How much is measured: quickly, for a newcomer's ten minutes, or in full."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs

from benchmarks.measures import Table

SEED = 1


@attrs.frozen
class Plan:
    """Sizes and rounds of a run, and where it works."""

    quick: bool
    peers: tuple[str, ...] | None  # None: all
    data: Path | None
    work: Path  # an empty folder
    rounds: int
    cases: int  # of each kind and language
    pairs: int  # the same, for tools that mark differences
    documents: int  # of the corpus that is thinned
    sizes: tuple[int, ...]  # numbers of documents
    lengths: tuple[int, ...]  # characters of one document
    slow: float  # seconds from which on one round is enough
    limit: float  # seconds from which on a tool is not asked for more

    def settings(self) -> dict[str, Any]:
        """Return what two runs must have in common to be compared."""
        return {"quick": self.quick, "data": self.data is not None, "seed": SEED}


def make_plan(*, quick: bool, peers: tuple[str, ...] | None, data: Path | None, work: Path) -> Plan:
    """Return the plan of a quick or a full run."""
    if quick:
        return Plan(
            *(True, peers, data, work),
            rounds=5,
            cases=6,
            pairs=2,
            documents=6_000,
            sizes=(1_000, 4_000, 16_000),
            lengths=(10_000, 30_000, 100_000),
            slow=8.0,
            limit=10.0,
        )
    return Plan(
        *(False, peers, data, work),
        rounds=7,
        cases=20,
        pairs=6,
        documents=100_000,
        sizes=(10_000, 100_000, 1_000_000),
        lengths=(10_000, 100_000, 1_000_000, 10_000_000),
        slow=40.0,
        limit=25.0,
    )


@attrs.frozen
class Outcome:
    """What a suite measured, the versions it met, and what could not run."""

    tables: tuple[Table, ...]
    versions: dict[str, str] = attrs.field(factory=dict)
    absent: dict[str, str] = attrs.field(factory=dict)
