"""A check as JUnit's XML: a test case for each file, failed where the file fails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from docdiff.checked import Check, CheckedFile
from docdiff.render.check.findings import Finding, find_all, inert, show_path, title

__all__ = ["render"]

# What XML 1.0 cannot hold, in no spelling; visible() leaves only the last two of a plane.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(check: Check, *, version: str) -> str:  # noqa: ARG001 (every format's signature)
    """Return a test suite; a file passes with changes below what fails.

    Times are 0: the same check gives the same bytes.
    """
    findings: dict[int, list[Finding]] = {}
    for finding in find_all(check):
        findings.setdefault(id(finding.file), []).append(finding)
    failures = sum(file.fails for file in check.files)
    counts = f'tests="{len(check.files)}" failures="{failures}" errors="0"'
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="docdiff" {counts} time="0">',
        f'  <testsuite name="docdiff" {counts} skipped="0" time="0">',
    ]
    for file in check.files:
        lines += _case(file, findings.get(id(file), []))
    return "\n".join([*lines, "  </testsuite>", "</testsuites>"]) + "\n"


def _case(file: CheckedFile, findings: list[Finding]) -> Iterator[str]:
    """Yield the lines of one file."""
    name, path = _attribute(title(file)), _attribute(show_path(file.path))
    opening = f'    <testcase name={name} classname={path} time="0"'
    if not findings:
        yield f"{opening}/>"
        return
    yield f"{opening}>"
    told = "\n".join(
        f"{finding.change.severity.value} {finding.change.kind.value} "
        f"{inert(finding.here.path)}:{finding.here.line}:{finding.here.column} {finding.message}"
        for finding in findings
    )
    if file.fails:
        worst = findings[0]
        message, kind = _attribute(worst.message), _attribute(worst.change.kind.value)
        yield f"      <failure message={message} type={kind}>{_text(told)}</failure>"
    else:
        yield f"      <system-out>{_text(told)}</system-out>"
    yield "    </testcase>"


def _attribute(text: str) -> str:
    """Return text as a quoted attribute."""
    return quoteattr(_NO_XML.sub("\ufffd", text))


def _text(text: str) -> str:
    """Return text as content; with > escaped there is no ]]> in it."""
    escaped = _NO_XML.sub("\ufffd", text).replace("&", "&amp;")
    return escaped.replace("<", "&lt;").replace(">", "&gt;")
