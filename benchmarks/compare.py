"""Hold one run's results against an earlier one's: what got slower, what got worse.

A value has got worse when it lies outside the old interval, on the wrong side, and the old value
outside the new one. For what is timed, an interval reaches at least a tenth to either side: two
runs of the same code on a shared machine differ by that much.
"""

from __future__ import annotations

import attrs

from benchmarks.measures import Measure, Results, Table

_SLACK = 0.1


@attrs.frozen
class Finding:
    """A measure of docdiff that is another one than before."""

    where: str
    old: Measure | None
    new: Measure | None

    @property
    def is_worse(self) -> bool:
        """Whether it got worse; what is no longer measured counts as worse."""
        if self.old is None or self.new is None:
            return True
        rise = self.new.value - self.old.value
        return rise < 0 if self.old.better == "higher" else rise > 0

    def __str__(self) -> str:
        if self.old is None or self.new is None:
            return f"gone    {self.where}: was {self.old}"
        word = "worse " if self.is_worse else "better"
        shown = [f"{one} {one.spread}".rstrip() for one in (self.old, self.new)]
        return f"{word}  {self.where}: {shown[0]} → {shown[1]}"


def compare(old: Results, new: Results) -> list[Finding]:
    """Return what differs between two runs beyond their intervals, in the order of the tables.

    Only docdiff's own values are compared, and of these no seconds, which depend on the machine
    and its load: their ratios within a round stand beside them.

    Raises
    ------
    ValueError
        If the runs were made with other settings, so that their values mean other things.
    """
    if dict(old.settings) != dict(new.settings):
        raise ValueError(
            f"the runs have other settings: {dict(old.settings)} and {dict(new.settings)}"
        )
    found: list[Finding] = []
    for table in old.tables:
        now = new.table(table.name)
        if now is not None:
            found += _compare_tables(table, now)
    return found


def _compare_tables(old: Table, new: Table) -> list[Finding]:
    found = []
    for row, column, before in old.cells():
        if not old.is_own(row) or not before.better or before.load:
            continue
        where = f"{old.title}: {row}, {column}"
        after = new.rows.get(row, {}).get(column)
        if after is None:
            found.append(Finding(where, before, None))
        elif before.timed and (before.low is None or after.low is None):
            continue  # of a single round nobody knows the spread
        elif _is_outside(after.value, before) and _is_outside(before.value, after):
            found.append(Finding(where, before, after))
    return found


def _is_outside(value: float, measure: Measure) -> bool:
    """Return whether a value lies outside the interval of a measure."""
    low = measure.value if measure.low is None else measure.low
    high = measure.value if measure.high is None else measure.high
    if measure.timed:
        low, high = low - _SLACK * measure.value, high + _SLACK * measure.value
    return not low <= value <= high
