"""What every format of a check says of a change: where it is, and in which words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

import attrs

from docdiff.checked import Check, CheckedFile, FileStatus
from docdiff.model import Change, ChangeKind, Document, Severity, Span
from docdiff.render.places import Places
from docdiff.render.visible import visible

__all__ = ["Finding", "count", "find_all", "inert", "show_path", "summarize", "title"]

# A CI system obeys such a marker wherever it stands in a line of its log: those of GitHub and
# Azure are ##[error] and ##vso[…], that of TeamCity is ##teamcity[…].
# GitHub also obeys :: where it is the first of a line, behind any spaces.
_MARKER = re.compile(r"#(?=#\w*\[)|^(?P<first>\s*):(?=:)")
_WHOLE = (ChangeKind.DOCUMENT_ADDED, ChangeKind.DOCUMENT_DELETED, ChangeKind.DOCUMENT_REPLACED)
_LONGEST = 300  # code points of a message; forges cut or refuse longer ones


@attrs.frozen
class Spot:
    """One side of a change: a path, and where it begins and ends there, 1-based."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    span: Span
    document: Document


@attrs.frozen
class Finding:
    """A change with its places: ``here`` is in the later state where there is one."""

    file: CheckedFile
    change: Change
    message: str
    here: Spot
    there: Spot
    identity: str
    """A key that no other finding of the check has, and that stays when others change."""


def find_all(check: Check) -> Iterator[Finding]:
    """Yield every change that counts, the most severe first."""
    known: dict[int, dict[str, Places]] = {}
    seen: Counter[str] = Counter()
    for file, change in check.changes:
        found = file.comparison
        places = known.setdefault(id(file), {"old": Places(found.old), "new": Places(found.new)})
        old = _spot(found.old, change.old, places["old"])
        new = _spot(found.new, change.new, places["new"])
        sides = (old, new) if file.status is FileStatus.DELETED else (new, old)
        key = f"{old.path}\0{new.path}\0{change.fingerprint}"
        seen[key] += 1
        identity = sha256(f"{key}\0{seen[key]}".encode("utf-8", "surrogatepass")).hexdigest()
        yield Finding(file, change, _message(change), *sides, identity)


def _spot(document: Document, span: Span, places: Places) -> Spot:
    return Spot(
        document.id,
        *places.find(span.start),
        *places.find(span.end),
        span,
        document,
    )


def _message(change: Change) -> str:
    """Return the sentence of a change, on one line, with nothing in it that acts."""
    message = inert(change.message)
    return message if len(message) <= _LONGEST else f"{message[: _LONGEST - 1]}…"


def inert(text: str) -> str:
    r"""Return text on one line that neither a terminal nor a CI system obeys.

    Examples
    --------
    >>> inert("##[error]x\n::error::y"), inert(" ::error::z")
    ('\\x23#[error]x⏎::error::y', ' \\x3a:error::z')
    """
    return _MARKER.sub(
        lambda mark: r"\x23" if mark[0] == "#" else rf"{mark['first']}\x3a", visible(text)
    )


def show_path(path: str) -> str:
    """Return a path as text that is valid UTF-8 and acts nowhere."""
    return inert(path)


def is_whole(change: Change) -> bool:
    """Say whether a change is about a document as a whole."""
    return change.kind in _WHOLE


def title(file: CheckedFile) -> str:
    """Return what a file is called, with its earlier name where that is another."""
    old, new = file.comparison.old.id, file.comparison.new.id
    names = show_path(new) if old == new else f"{show_path(old)} → {show_path(new)}"
    return f"{names} ({file.status.value})"


def count(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def summarize(check: Check) -> str:
    """Count the files, the changes by severity, and what was accepted."""
    severities = check.severities
    told = [file for file in check.files if file.comparison.changes]
    parts = [count(len(check.files), "file") + " compared"]
    total = sum(severities.values())
    if total:
        counts = ", ".join(
            count(severities[s], s.value) for s in reversed(Severity) if severities[s]
        )
        parts.append(f"{count(total, 'change')} in {count(len(told), 'file')}: {counts}")
    else:
        parts.append("no change")
    accepted = sum(len(file.accepted) for file in check.files)
    if accepted:
        parts.append(f"{accepted} accepted")
    return "; ".join(parts)
