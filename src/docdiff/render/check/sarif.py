"""A check as SARIF 2.1.0, for code scanning."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote as quote_url

from docdiff.checked import Check, FileStatus
from docdiff.model import ChangeKind
from docdiff.render.check.findings import Finding, Spot, find_all
from docdiff.render.json_ import dump

__all__ = ["render"]

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def render(check: Check, *, version: str) -> str:
    """Return one run with a result for each change; the other side is a related location."""
    kinds = sorted({change.kind for _, change in check.changes})
    index = {kind: number for number, kind in enumerate(kinds)}
    return dump(
        {
            "$schema": _SCHEMA,
            "version": "2.1.0",
            "runs": [
                {
                    "tool": {
                        "driver": {
                            "name": "docdiff",
                            "version": version,
                            "semanticVersion": version,
                            "rules": [_rule(kind) for kind in kinds],
                        }
                    },
                    "columnKind": "unicodeCodePoints",
                    "results": [
                        _result(finding, index[finding.change.kind]) for finding in find_all(check)
                    ],
                }
            ],
        }
    )


def _rule(kind: ChangeKind) -> dict[str, Any]:
    words = kind.value.replace("-", " ")
    return {
        "id": kind.value,
        "shortDescription": {"text": f"{words[0].upper()}{words[1:]}."},
        "defaultConfiguration": {"level": kind.severity.value},
        "properties": {"category": kind.category.value},
    }


def _result(finding: Finding, rule: int) -> dict[str, Any]:
    change = finding.change
    side = "later" if finding.file.status is FileStatus.DELETED else "earlier"
    return {
        "ruleId": change.kind.value,
        "ruleIndex": rule,
        "level": change.severity.value,
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": _location(finding.here)}],
        "relatedLocations": [
            {
                "id": 0,
                "physicalLocation": _location(finding.there),
                "message": {"text": f"the {side} text"},
            }
        ],
        "partialFingerprints": {"docdiff/v1": finding.identity},
    }


def _location(spot: Spot) -> dict[str, Any]:
    return {
        "artifactLocation": {"uri": to_uri(spot.path), "uriBaseId": "%SRCROOT%"},
        "region": {
            "startLine": spot.line,
            "startColumn": spot.column,
            "endLine": spot.end_line,
            "endColumn": spot.end_column,
        },
    }


def to_uri(path: str) -> str:
    """Return a path as a relative reference: its bytes, escaped.

    Examples
    --------
    >>> to_uri("a b/ü:1.md")
    'a%20b/%C3%BC%3A1.md'
    """
    return quote_url(path.encode("utf-8", "surrogateescape"), safe="/")
