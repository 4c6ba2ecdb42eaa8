"""A check as workflow commands, which GitHub shows as annotations at the lines."""

from __future__ import annotations

from docdiff.checked import Check
from docdiff.model import Severity
from docdiff.render.check.findings import Finding, count, find_all
from docdiff.render.visible import visible

__all__ = ["render"]

# GitHub shows no more of each kind for one step.
_MOST = 10


def render(check: Check, *, version: str) -> str:  # noqa: ARG001 (every format's signature)
    """Return the annotations: errors, then warnings, ten of each; the rest are counted.

    Nothing is said where nothing counts.

    References
    ----------
    Escapes are those of ``@actions/core``, packages/core/src/command.ts.
    """
    shown: dict[Severity, list[Finding]] = {Severity.ERROR: [], Severity.WARNING: []}
    left = 0
    for finding in find_all(check):
        place = shown.get(finding.change.severity)
        if place is None or len(place) >= _MOST:
            left += 1
        else:
            place.append(finding)
    lines = [_annotate(finding) for findings in shown.values() for finding in findings]
    if left:
        rest = f"{count(left, 'more change')}; the summary of the job has all"
        lines.append(f"::notice title=docdiff::{rest}")
    return "".join(f"{line}\n" for line in lines)


def _annotate(finding: Finding) -> str:
    """Return one command."""
    here, change = finding.here, finding.change
    properties = {
        "file": here.path,
        "line": str(here.line),
        "endLine": str(here.end_line),
        "title": f"docdiff: {change.kind.value}",
    }
    # Columns are shown only where a passage stays on its line.
    if here.line == here.end_line:
        properties["col"] = str(here.column)
        properties["endColumn"] = str(max(here.end_column, here.column))
    written = ",".join(f"{name}={_escape_property(value)}" for name, value in properties.items())
    return f"::{change.severity.value} {written}::{_escape(finding.message)}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    # What is no character, and what acts on a terminal, cannot be in a log; a line end can.
    kept = "".join(c if c in "\r\n" else visible(c) for c in text)
    return _escape(kept).replace(":", "%3A").replace(",", "%2C")
