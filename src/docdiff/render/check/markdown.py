"""A check as Markdown, for the summary of a job or a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docdiff.checked import Check
from docdiff.model import Severity
from docdiff.render.check.findings import Finding, find_all, inert, is_whole, summarize
from docdiff.render.words import quote

__all__ = ["render"]

# A summary of GitHub holds a megabyte, and nobody reads as much.
_MOST = 200
_SIGNS = {Severity.ERROR: "🔴", Severity.WARNING: "🟡", Severity.NOTE: "🔵"}
# As an entity none of these is markup, a link, an image or HTML, also inside a table.
_MARKUP = re.compile(r"[^\w\s]|_", re.ASCII)


def render(check: Check, *, version: str) -> str:
    """Return a check as a table of its changes, the most severe first.

    Text from documents and names of files stand in ``<code>``, where nobody is notified, with
    every sign of ASCII as an entity, so that it can neither link, load nor format anything.
    """
    verdict = "fails" if check.fails else "passes"
    lines = [f"### docdiff: the check {verdict}", "", f"{escape(summarize(check))}."]
    findings = list(find_all(check))
    if findings:
        lines += ["", "| | change | place | was | is |", "|---|---|---|---|---|"]
        lines += [_row(finding) for finding in findings[:_MOST]]
    if len(findings) > _MOST:
        lines += ["", f"{len(findings) - _MOST} more are not shown."]
    lines += _remarks(check)
    return "\n".join([*lines, "", f"<sub>docdiff {escape(version)}</sub>"]) + "\n"


def _row(finding: Finding) -> str:
    """Return a line of the table."""
    change, found = finding.change, finding.file.comparison
    place = f"{finding.here.path}:{finding.here.line}"
    cells = [
        _SIGNS[change.severity],
        f"**{escape(change.kind.value)}**<br>{code(finding.message)}<br>{code(change.fingerprint)}",
        code(place),
    ]
    for text, span in ((found.old.text, change.old), (found.new.text, change.new)):
        if is_whole(change):
            cells.append("")
        else:
            before, passage, after = quote(text, span)
            mark = f"<b>{escape(inert(passage) or '∅')}</b>"
            cells.append(f"<code>{escape(inert(before))}{mark}{escape(inert(after))}</code>")
    return f"| {' | '.join(cells)} |"


def _remarks(check: Check) -> Iterator[str]:
    """Yield what there is to say beside the changes."""
    for heading, items in (
        ("Acceptances that match no change", [f"{a.path} {a.fingerprint}" for a in check.unused]),
        ("Not compared", [each.reason for each in check.passed_over]),
    ):
        if items:
            yield ""
            yield f"{heading}:"
            yield ""
            yield from (f"- {code(item)}" for item in items[:_MOST])


def code(text: str) -> str:
    """Return text as code that says nothing but itself."""
    return f"<code>{escape(inert(text))}</code>"


def escape(text: str) -> str:
    """Return text with every sign of ASCII as an entity.

    Examples
    --------
    >>> escape("a|b <c>")
    'a&#124;b &#60;c&#62;'
    """
    return _MARKUP.sub(lambda sign: f"&#{ord(sign[0])};" if sign[0].isascii() else sign[0], text)
