"""A check as GitLab's code quality report, a subset of Code Climate's."""

from __future__ import annotations

import json

from docdiff.checked import Check
from docdiff.model import Severity
from docdiff.render.check.findings import find_all, show_path
from docdiff.render.json_ import escape_unsafe

__all__ = ["render"]

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render(check: Check, *, version: str) -> str:  # noqa: ARG001 (every format's signature)
    """Return a list with an entry for each change; each has a fingerprint of its own."""
    entries = [
        {
            "description": finding.message,
            "check_name": finding.change.kind.value,
            "fingerprint": finding.identity,
            "severity": _SEVERITIES[finding.change.severity],
            "location": {
                "path": show_path(finding.here.path),
                "lines": {"begin": finding.here.line, "end": finding.here.end_line},
            },
        }
        for finding in find_all(check)
    ]
    return escape_unsafe(json.dumps(entries, ensure_ascii=False, indent=2)) + "\n"
