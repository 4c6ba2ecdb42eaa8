"""A check as JSON: names and shapes are public."""

from __future__ import annotations

from typing import Any

import attrs

from docdiff.checked import Check, CheckedFile
from docdiff.render.json_ import describe_change, describe_comparison, dump
from docdiff.render.places import Places

__all__ = ["render"]


def render(check: Check, *, version: str) -> str:
    """Return a check in the shape ``docdiff.check/1``; each file is a ``docdiff.diff/1``."""
    return dump(
        {
            "schema": "docdiff.check/1",
            "version": version,
            "base": check.base,
            "head": check.head,
            "fails": check.fails,
            "files": [_describe(file, version) for file in check.files],
            "passed_over": [attrs.asdict(each) for each in check.passed_over],
            "unused_acceptances": [attrs.asdict(each) for each in check.unused],
            "summary": {
                severity.value: number for severity, number in sorted(check.severities.items())
            },
        }
    )


def _describe(file: CheckedFile, version: str) -> dict[str, Any]:
    found = file.comparison
    places = {"old": Places(found.old), "new": Places(found.new)}
    return {
        "status": file.status.value,
        "fails": file.fails,
        **describe_comparison(found, version=version),
        "accepted": [describe_change(change, found, places) for change in file.accepted],
    }
