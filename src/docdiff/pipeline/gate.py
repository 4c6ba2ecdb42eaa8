"""Two states of a repository to the texts that changed, each with its earlier version."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from typing import Final

import attrs

from docdiff.errors import ReadError
from docdiff.model import (
    Acceptance,
    Alignment,
    Change,
    ChangeKind,
    Check,
    CheckedFile,
    Comparison,
    Document,
    FileStatus,
    Origin,
    PassedOver,
    Progress,
    Relation,
    Settings,
    Severity,
    Span,
    ignore_progress,
)
from docdiff.pipeline.comparison import compare
from docdiff.pipeline.passages import share_passages
from docdiff.read import read_bytes
from docdiff.read.decode import decode
from docdiff.read.git import Blobs, ChangedFile, Repository, find_changed_files

__all__ = ["Rules", "check_repository"]

_LFS: Final = b"version https://git-lfs.github.com/spec/"
_KIN: Final = (Relation.IDENTICAL, Relation.VERSION, Relation.CONTAINS, Relation.CONTAINED)
_WHOLE: Final = (
    ChangeKind.DOCUMENT_ADDED,
    ChangeKind.DOCUMENT_DELETED,
    ChangeKind.DOCUMENT_REPLACED,
)


@attrs.frozen
class Rules:
    """What counts in one file.

    Parameters
    ----------
    severities
        The severity of kinds that have another one than usual; None for those that are
        not told.
    fails_on
        The least severity that fails the check; None where nothing does.
    settings
        What the comparison depends on.
    """

    severities: dict[str, Severity | None] = attrs.field(factory=dict)
    fails_on: Severity | None = Severity.WARNING
    settings: Settings = attrs.field(factory=Settings)


@attrs.frozen
class _Pair:
    """A changed file with its texts; a side without one is None."""

    status: FileStatus
    old: Document | None
    new: Document | None
    problem: str = ""


def check_repository(  # noqa: PLR0913 (keyword-only)
    repository: Repository,
    *,
    base: str,
    head: str | None,
    wants: Callable[[str], bool],
    rules_for: Callable[[str], Rules],
    acceptances: Sequence[Acceptance] = (),
    on_progress: Callable[[Progress], None] = ignore_progress,
) -> Check:
    """Compare every text that changed between two states with its earlier version.

    Files are paired by path, then as git detects renames, then by their fingerprints where
    some are gone and others new. What was deleted in one file and stands in another was
    moved there. Files that did not change are not read.

    Parameters
    ----------
    repository
        Where.
    base, head
        Revisions; ``head`` None is the working tree.
    wants
        Whether a path is to be checked; a pair is where one of its paths is.
    rules_for
        What counts in the file of a path.
    acceptances
        The changes that somebody accepted.
    on_progress
        Called now and then with what is done and what there is to do.

    Raises
    ------
    ReadError
        If a revision is unknown, or git cannot tell what changed.
    """
    commits = repository.resolve(base), repository.resolve(head) if head is not None else None
    changed = [
        file
        for file in find_changed_files(repository, *commits)
        if any(path is not None and wants(path) for path in (file.old, file.new))
    ]
    pairs: list[_Pair] = []
    passed_over: list[PassedOver] = []
    compared: list[tuple[FileStatus, Comparison]] = []
    with Blobs() as blobs:
        for done, file in enumerate(changed):
            on_progress(Progress("read", done, len(changed)))
            try:
                pairs += _read_pair(file, repository, blobs)
            except ReadError as error:
                passed_over.append(PassedOver(file.new or file.old or "", str(error)))
    pairs = _pair_by_fingerprint(pairs)
    for done, pair in enumerate(pairs):
        on_progress(Progress("compare", done, len(pairs)))
        path = pair.new.id if pair.new else pair.old.id if pair.old else ""
        compared.append((pair.status, _compare(pair, rules_for(path).settings)))
    # A text that is still there but cannot be read is lost, wherever some of it may stand.
    unread = [each for each, pair in zip(compared, pairs, strict=True) if pair.problem]
    read = [each for each, pair in zip(compared, pairs, strict=True) if not pair.problem]
    compared = [*share_passages(read), *unread]
    accepted = frozenset((each.path, each.fingerprint) for each in acceptances)
    files = [_judge(*each, rules_for, accepted) for each in compared]
    used = {(file.path, change.fingerprint) for file in files for change in file.accepted}
    return Check(
        base=base,
        head=head,
        files=tuple(sorted(files, key=lambda f: (f.path, f.comparison.old.id))),
        passed_over=tuple(passed_over),
        unused=tuple(
            each
            for each in acceptances
            if wants(each.path) and (each.path, each.fingerprint) not in used
        ),
    )


def _read_pair(file: ChangedFile, repository: Repository, blobs: Blobs) -> Iterator[_Pair]:
    """Yield a changed file with its texts; nothing where neither side says anything."""
    old = new = None
    unreadable = lost = ""
    try:
        old = _read_old(file, blobs)
    except ReadError as error:
        unreadable = str(error)
    try:
        new = _read_new(file, repository, blobs)
    except ReadError as error:
        # A text cannot be taken out of the gate by breaking one of its bytes.
        lost = str(error)
    if old is not None and new is not None:
        same_place = file.old == file.new
        yield _Pair(FileStatus.MODIFIED if same_place else FileStatus.RENAMED, old, new)
    elif old is not None:
        yield _Pair(FileStatus.DELETED, old, None, lost)
    elif new is not None:
        yield _Pair(FileStatus.ADDED, None, new)
    elif lost or unreadable:
        raise ReadError(lost or unreadable)


def _read_old(file: ChangedFile, blobs: Blobs) -> Document | None:
    """Return the earlier text of a file."""
    if file.old is None or file.old_blob is None:
        return None
    return _make_document(file.old, blobs.read(file.old_blob))


def _read_new(file: ChangedFile, repository: Repository, blobs: Blobs) -> Document | None:
    """Return the later text of a file, from git or from the working tree."""
    if file.new is None:
        return None
    if file.new_blob:
        return _make_document(file.new, blobs.read(file.new_blob))
    path = repository.path_of(file.new)
    try:
        if not os.path.getsize(path):  # noqa: PTH202
            return None
    except OSError as error:
        raise ReadError(f"{file.new} cannot be read: {error.strerror}") from None
    return _make_document(file.new, read_bytes(path))


def _make_document(path: str, raw: bytes | None) -> Document | None:
    """Return the text of a file; an empty one says nothing."""
    if raw is None:
        raise ReadError(f"{path} is not in git's store; fetch it: git fetch origin")
    if not raw.strip():
        return None
    if raw.startswith(_LFS):
        raise ReadError(f"{path} is a Git LFS pointer; its text is elsewhere")
    text, encoding = decode(raw, path)
    return Document(path, text, Origin(path, encoding=encoding))


def _pair_by_fingerprint(pairs: Sequence[_Pair]) -> list[_Pair]:
    """Pair what is gone with what is new where they are versions of one another.

    The nearest first; the arrays of a search are loaded only where there are both.
    """
    gone = [pair for pair in pairs if pair.old and not pair.new and not pair.problem]
    come = [pair for pair in pairs if pair.new and not pair.old]
    if not gone or not come:
        return list(pairs)
    from docdiff.pipeline.versions import find_versions  # noqa: PLC0415 (as it says above)

    texts = {f"old:{pair.old.id}": pair for pair in gone if pair.old}
    texts |= {f"new:{pair.new.id}": pair for pair in come if pair.new}
    search = find_versions(
        Document(id_, text.text)
        for id_, pair in texts.items()
        if (text := pair.old or pair.new) is not None
    )
    joined: dict[int, _Pair] = {}
    taken: set[int] = set()
    for match in sorted(search.matches, key=lambda match: (-match.jaccard, match.a, match.b)):
        first, second = texts[match.a], texts[match.b]
        if match.relation not in _KIN or (first.old is None) == (second.old is None):
            continue
        if id(first) in taken or id(second) in taken:
            continue
        taken |= {id(first), id(second)}
        old, new = first.old or second.old, first.new or second.new
        joined[id(second if first.old else first)] = _Pair(FileStatus.REWRITTEN, old, new)
    return [joined.get(id(p), p) for p in pairs if id(p) not in taken or id(p) in joined]


def _compare(pair: _Pair, settings: Settings) -> Comparison:
    """Compare a pair; what has no other side is one change."""
    if pair.old is not None and pair.new is not None:
        found = compare(pair.old, pair.new, settings=settings)
        return attrs.evolve(found, changes=tuple(_mark_whole(change) for change in found.changes))
    kind = ChangeKind.DOCUMENT_ADDED if pair.new else ChangeKind.DOCUMENT_DELETED
    given = pair.new or pair.old or Document("", "")
    absent = Document(given.id, "", Origin(given.id))
    old, new = (absent, given) if pair.new else (given, absent)
    name = "document added" if pair.new else "document deleted"
    message = f"{name}: {given.id}"
    if pair.problem:
        message = f"document lost: its new version cannot be read: {pair.problem}"
    spans = Span(0, len(old.text)), Span(0, len(new.text))
    change = Change(
        kind=kind,
        old=spans[0],
        new=spans[1],
        old_text=old.text,
        new_text=new.text,
        message=message,
        fingerprint="",
        severity=kind.severity,
    )
    return Comparison(
        old=old,
        new=new,
        relation=Relation.UNRELATED,
        jaccard=0.0,
        containment_of_old=0.0,
        containment_of_new=0.0,
        alignment=Alignment(()),
        changes=(_mark_whole(change),),
        noise={},
        settings=settings,
        replaced=(spans,),
    )


def _mark_whole(change: Change) -> Change:
    """Give a change of a whole document a fingerprint of its texts.

    Else who accepts that one text takes the place of another accepts every other one too.
    """
    if change.kind not in _WHOLE:
        return change
    text = f"{change.kind}\0{change.old_text}\0{change.new_text}"
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return attrs.evolve(change, fingerprint=digest)


def _judge(
    status: FileStatus,
    comparison: Comparison,
    rules_for: Callable[[str], Rules],
    acceptances: frozenset[tuple[str, str]],
) -> CheckedFile:
    """Return what of a comparison counts, by the rules and the acceptances."""
    path = (comparison.old if status is FileStatus.DELETED else comparison.new).id
    rules = rules_for(path)
    counted, accepted = [], []
    for change in comparison.changes:
        severity = rules.severities.get(change.kind.value, change.severity)
        if severity is None:
            continue
        if (path, change.fingerprint) in acceptances:
            accepted.append(change)
        else:
            counted.append(attrs.evolve(change, severity=severity))
    judged = attrs.evolve(comparison, changes=tuple(counted))
    return CheckedFile(status, judged, tuple(accepted), rules.fails_on)
