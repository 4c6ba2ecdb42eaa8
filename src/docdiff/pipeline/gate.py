"""Two states of a repository to the texts that changed, each with its earlier version."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from typing import Final

import attrs

from docdiff.checked import Acceptance, Check, CheckedFile, FileStatus, PassedOver
from docdiff.errors import ReadError
from docdiff.model import (
    Alignment,
    Change,
    ChangeKind,
    Comparison,
    Document,
    Origin,
    Relation,
    Settings,
    Severity,
    Span,
)
from docdiff.pipeline.comparison import compare
from docdiff.pipeline.passages import Compared, share_passages
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

    @property
    def is_joined(self) -> bool:
        """Whether it has both sides."""
        return self.old is not None and self.new is not None

    @property
    def path(self) -> str:
        """The path of the later text, or of the one there is."""
        document = self.new or self.old
        return document.id if document else ""


def check_repository(  # noqa: PLR0913 (keyword-only)
    repository: Repository,
    *,
    base: str,
    head: str | None,
    wants: Callable[[str], bool],
    rules_for: Callable[[str], Rules],
    acceptances: Sequence[Acceptance] = (),
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
    with Blobs() as blobs:
        for file in changed:
            try:
                pairs += _read_pair(file, repository, blobs)
            except ReadError as error:
                passed_over.append(PassedOver(file.new or file.old or "", str(error)))
    # A text that is still there but cannot be read is lost, wherever some of it may stand.
    unread = [_tell_alone(pair, rules_for) for pair in pairs if pair.problem]
    found = share_passages(_compare_all([p for p in pairs if not p.problem], rules_for))
    accepted = frozenset((each.path, each.fingerprint) for each in acceptances)
    files = [_judge(*each, rules_for, accepted) for each in (*found, *unread)]
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
    # What cannot be had is an error of the check; only what is had and is no text is not.
    raw = _read_old(file, blobs), _read_new(file, repository, blobs)
    if raw[0] == raw[1] and file.old == file.new:
        return  # the file was touched, and is the same
    old = new = None
    unreadable = lost = ""
    try:
        old = _make_document(file.old, raw[0])
    except ReadError as error:
        unreadable = str(error)
    try:
        new = _make_document(file.new, raw[1])
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


def _read_old(file: ChangedFile, blobs: Blobs) -> bytes:
    """Return the earlier bytes of a file, none where there was none."""
    return blobs.read(file.old_blob) if file.old_blob else b""


def _read_new(file: ChangedFile, repository: Repository, blobs: Blobs) -> bytes:
    """Return the later bytes of a file, from git or from the working tree."""
    if file.new is None:
        return b""
    if file.new_blob:
        return blobs.read(file.new_blob)
    return repository.read(file.new)


def _make_document(path: str | None, raw: bytes) -> Document | None:
    """Return the text of a file; an empty one says nothing."""
    if path is None or not raw.strip():
        return None
    if raw.startswith(_LFS):
        raise ReadError(f"{path} is a Git LFS pointer; its text is elsewhere")
    text, encoding = decode(raw, path)
    return Document(path, text, Origin(path, encoding=encoding))


def _compare_all(pairs: Sequence[_Pair], rules_for: Callable[[str], Rules]) -> list[Compared]:
    """Compare each pair, in the order they are in.

    Where another text has taken a file's place, its old text may stand in a new file and its
    new one may come from one that is gone: both are looked at like files that are gone and new.
    """
    told: dict[int, Comparison] = {}
    loose: list[tuple[int, _Pair]] = []
    for number, pair in enumerate(pairs):
        if pair.old is None or pair.new is None:
            loose.append((number, pair))
            continue
        told[number] = compare(pair.old, pair.new, settings=rules_for(pair.new.id).settings)
        if told[number].relation not in _KIN:
            loose.append((number, _Pair(FileStatus.DELETED, pair.old, None)))
            loose.append((number, _Pair(FileStatus.ADDED, None, pair.new)))
    joined = _pair_by_fingerprint([pair for _, pair in loose])
    found: list[Compared] = []
    for number, pair in enumerate(pairs):
        halves = [joined[place] for place, (owner, _) in enumerate(loose) if owner == number]
        if not halves or all(half is not None and not half.is_joined for half in halves):
            whole = told.get(number)
            found.append((pair.status, whole) if whole else _tell_alone(pair, rules_for))
            continue
        found += [_tell(half, rules_for) for half in halves if half is not None]
    return [
        (status, attrs.evolve(each, changes=tuple(map(_mark_whole, each.changes))))
        for status, each in found
    ]


def _tell(pair: _Pair, rules_for: Callable[[str], Rules]) -> Compared:
    """Compare a pair, or say of what has no other side that it came or is gone."""
    if pair.old is None or pair.new is None:
        return _tell_alone(pair, rules_for)
    return pair.status, compare(pair.old, pair.new, settings=rules_for(pair.new.id).settings)


def _pair_by_fingerprint(pairs: Sequence[_Pair]) -> list[_Pair | None]:
    """Pair what is gone with what is new where they are versions of one another.

    The nearest first; a pair takes the place of its new side, and its old side's is None. The
    arrays of a search are loaded only where there are both.
    """
    results: list[_Pair | None] = list(pairs)
    gone = {pair.path for pair in pairs if pair.old}
    come = {pair.path for pair in pairs if pair.new}
    if not gone or not come or (gone == come and len(gone) == 1):
        return results
    from docdiff.pipeline.versions import find_versions  # noqa: PLC0415 (as it says above)

    search = find_versions(
        Document(str(place), text.text)
        for place, pair in enumerate(pairs)
        if (text := pair.old or pair.new) is not None
    )
    for match in sorted(search.matches, key=lambda match: (-match.jaccard, match.a, match.b)):
        places = int(match.a), int(match.b)
        first, second = (results[place] for place in places)
        if match.relation not in _KIN or first is None or second is None:
            continue
        if first.is_joined or second.is_joined or (first.old is None) == (second.old is None):
            continue
        if first.path == second.path:  # these were compared, and are no versions
            continue
        if first.old is None:
            first, second, places = second, first, places[::-1]
        results[places[0]] = None
        results[places[1]] = _Pair(FileStatus.REWRITTEN, first.old, second.new)
    return results


def _tell_alone(pair: _Pair, rules_for: Callable[[str], Rules]) -> Compared:
    """Say of a text without another side that it came, or is gone."""
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
    comparison = Comparison(
        old=old,
        new=new,
        relation=Relation.UNRELATED,
        jaccard=0.0,
        containment_of_old=0.0,
        containment_of_new=0.0,
        alignment=Alignment(()),
        changes=(_mark_whole(change),),
        noise={},
        settings=rules_for(given.id).settings,
        replaced=(spans,),
    )
    return pair.status, comparison


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
