"""What a check of a repository finds: the pairs of documents, and what of them counts."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum

import attrs

from docdiff.model import Change, Comparison, Severity


class FileStatus(StrEnum):
    """What became of a file between two states of a repository."""

    MODIFIED = "modified"
    RENAMED = "renamed"
    REWRITTEN = "renamed and rewritten"
    SHARED = "passages moved"
    ADDED = "added"
    DELETED = "deleted"


@attrs.frozen
class CheckedFile:
    """One text and its earlier version.

    ``comparison.changes`` are those that count, with the severity that the rules give them;
    ``accepted`` are those that somebody accepted. ``fails_on`` is the least severity that
    fails the check, None where nothing does.
    """

    status: FileStatus
    comparison: Comparison
    accepted: tuple[Change, ...] = ()
    fails_on: Severity | None = Severity.WARNING

    @property
    def path(self) -> str:
        """The path in the later state, or in the earlier one where the file is gone."""
        side = self.comparison.old if self.status is FileStatus.DELETED else self.comparison.new
        return side.id

    @property
    def fails(self) -> bool:
        """Whether a change is at least as severe as what fails."""
        limit = self.fails_on
        return limit is not None and any(
            change.severity.rank >= limit.rank for change in self.comparison.changes
        )


@attrs.frozen
class Acceptance:
    """A change that somebody accepts: the file it is in, its fingerprint, and why."""

    path: str
    fingerprint: str
    reason: str
    kind: str = ""


@attrs.frozen
class PassedOver:
    """A file that changed and was not compared, with the reason."""

    path: str
    reason: str


@attrs.frozen
class Check:
    """What changed between two states of a repository.

    ``base`` and ``head`` are as named; ``head`` is None for the working tree. ``unused`` are
    acceptances that match no change.
    """

    base: str
    head: str | None
    files: tuple[CheckedFile, ...]
    passed_over: tuple[PassedOver, ...] = ()
    unused: tuple[Acceptance, ...] = ()

    @property
    def fails(self) -> bool:
        """Whether a file fails."""
        return any(file.fails for file in self.files)

    @property
    def changes(self) -> tuple[tuple[CheckedFile, Change], ...]:
        """Every change that counts with its file, the most severe first, then as they stand."""
        both = ((file, change) for file in self.files for change in file.comparison.changes)
        return tuple(sorted(both, key=lambda pair: -pair[1].severity.rank))

    @property
    def severities(self) -> Counter[Severity]:
        """How many changes have each severity."""
        return Counter(change.severity for _, change in self.changes)
