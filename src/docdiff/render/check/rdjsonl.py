"""A check as reviewdog's diagnostics, one JSON object a line."""

from __future__ import annotations

import json
from typing import Any

from docdiff.checked import Check
from docdiff.model import Severity
from docdiff.render.check.findings import Finding, Spot, find_all, show_path
from docdiff.render.json_ import escape_unsafe

__all__ = ["render"]

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTE: "INFO"}


def render(check: Check, *, version: str) -> str:  # noqa: ARG001 (every format's signature)
    """Return a line for each change; columns count bytes of UTF-8, as reviewdog has it."""
    return "".join(
        escape_unsafe(json.dumps(_diagnostic(finding), ensure_ascii=False)) + "\n"
        for finding in find_all(check)
    )


def _diagnostic(finding: Finding) -> dict[str, Any]:
    return {
        "message": finding.message,
        "location": _location(finding.here),
        "severity": _SEVERITIES[finding.change.severity],
        "source": {"name": "docdiff"},
        "code": {"value": finding.change.kind.value},
        "related_locations": [{"message": "the other side", "location": _location(finding.there)}],
    }


def _location(spot: Spot) -> dict[str, Any]:
    start, end = spot.span.start, spot.span.end
    return {
        "path": show_path(spot.path),
        "range": {
            "start": {"line": spot.line, "column": _byte_column(spot, start, spot.column)},
            "end": {"line": spot.end_line, "column": _byte_column(spot, end, spot.end_column)},
        },
    }


def _byte_column(spot: Spot, offset: int, column: int) -> int:
    """Return a column that counts bytes instead of code points."""
    before = spot.document.text[offset - column + 1 : offset]
    return len(before.encode("utf-8", "surrogatepass")) + 1
