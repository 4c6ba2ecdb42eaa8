"""A check as plain text, for people who read a log."""

from __future__ import annotations

from collections.abc import Iterator

from docdiff.checked import Check, CheckedFile
from docdiff.render.check.findings import (
    Finding,
    count,
    find_all,
    inert,
    is_whole,
    show_path,
    summarize,
    title,
)
from docdiff.render.places import Places
from docdiff.render.words import details, quote, say_noise

__all__ = ["render"]


def render(check: Check, *, version: str) -> str:  # noqa: ARG001 (every format's signature)
    """Return a check as text: the changes of each file, and the sum.

    Nothing is said where nothing counts. No line begins with a name or a text from the
    repository, since CI systems obey what stands there.
    """
    by_file: dict[int, list[Finding]] = {}
    for finding in find_all(check):
        by_file.setdefault(id(finding.file), []).append(finding)
    blocks = [
        "\n\n".join(_file(file, by_file[id(file)])) for file in check.files if id(file) in by_file
    ]
    if remarks := list(_remarks(check, has_changes=bool(blocks))):
        blocks.append("\n".join(remarks))
    if not blocks:
        return ""
    return "\n\n".join([*blocks, summarize(check)]) + "\n"


def _file(file: CheckedFile, findings: list[Finding]) -> Iterator[str]:
    """Yield the blocks of one file."""
    yield f"in {title(file)}"
    found = file.comparison
    places = {"old": Places(found.old), "new": Places(found.new)}
    for finding in findings:
        change = finding.change
        label = f"{show_path(finding.here.path)}:{finding.here.line}:{finding.here.column}"
        lines = [f"{change.severity.value}  {change.kind.value}  {label}  [{change.fingerprint}]"]
        lines.append(f"  {finding.message}")
        if not is_whole(change):
            old, new = quote(found.old.text, change.old), quote(found.new.text, change.new)
            lines.append(inert("  old  {}[-{}-]{}".format(*old)))
            lines.append(inert("  new  {}{{+{}+}}{}".format(*new)))
            lines += [inert(f"  {line}") for line in details(change, found, places)]
        yield "\n".join(lines)
    if found.noise:
        yield say_noise(found.noise)


def _remarks(check: Check, *, has_changes: bool) -> Iterator[str]:
    """Yield what there is to say beside the changes; images alone are not worth a word."""
    if check.passed_over and has_changes:
        yield f"{count(len(check.passed_over), 'file')} not compared; --format json says why"
    if check.unused:
        yield "acceptances that match no change; take them out of docdiff-accept.toml:"
        for unused in check.unused:
            yield f"  {show_path(unused.path)} {inert(unused.fingerprint)}"
