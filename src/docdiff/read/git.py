"""What git knows: the files that changed between two states, and any version of a file.

One process each for what is asked; nothing goes through a shell, names are bytes until they
are paths, and no filter, hook or diff driver that a repository names is run.
"""

from __future__ import annotations

import os
import stat
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Final, Self

import attrs

from docdiff.errors import DocdiffError, ReadError

__all__ = ["Blobs", "ChangedFile", "Repository", "find_changed_files", "open_repository"]

# The environment may point git elsewhere: a hook has GIT_DIR and GIT_INDEX_FILE of the
# repository it runs for. These say how git is set up, or where objects in quarantine are.
_KEPT: Final = (
    "GIT_CONFIG",
    "GIT_EXEC_PATH",
    "GIT_CEILING_DIRECTORIES",
    "GIT_DISCOVERY_ACROSS_FILESYSTEM",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_QUARANTINE_PATH",
)
_HEAD: Final = 8192  # bytes in which a binary file shows itself, as to git
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")  # marks of UTF-16 and UTF-32
_REGULAR: Final = ("100644", "100755")


@attrs.frozen
class Repository:
    """A working tree, or a bare repository where ``root`` is None."""

    root: str | None
    prefix: str
    is_shallow: bool

    def resolve(self, revision: str) -> str:
        """Return the commit that a revision names.

        Before its first commit a repository has no ``HEAD``; the empty tree stands for it.

        Raises
        ------
        ReadError
            If there is no such commit here, with how to get it into a shallow clone.
        """
        if not revision or revision.startswith("-") or "\0" in revision:
            raise ReadError(f"{revision!r} is no git revision; name a commit, branch or tag")
        name = f"{revision}^{{commit}}"
        found = _run("rev-parse", "--verify", "--quiet", "--end-of-options", name)
        if not found.returncode:
            return found.stdout.decode().strip()
        if revision == "HEAD" and not _run("symbolic-ref", "--quiet", "HEAD").returncode:
            return _run("hash-object", "-t", "tree", "--stdin").stdout.decode().strip()
        if self.is_shallow:
            raise ReadError(
                f"{revision} is not in this shallow clone; fetch it first: "
                f"git fetch --unshallow (in CI, check out with fetch-depth: 0)"
            )
        raise ReadError(
            f"git knows no revision {revision}; check the name, or fetch it: git fetch origin"
        )

    def holds(self, revision: str, path: str) -> bool:
        """Say whether a revision has a file or folder of this path, as git names it."""
        return not path or not _run("cat-file", "-e", f"{revision}:{path}").returncode

    def list_untracked(self) -> list[str]:
        """Return the files of the working tree that git neither tracks nor ignores."""
        listed = _checked(
            "ls-files", "-z", "--others", "--exclude-standard", "--full-name", "--", ":/"
        )
        return [os.fsdecode(path) for path in listed.split(b"\0") if path]

    def path_of(self, path: str) -> str:
        """Return where a file of the repository stands in the file system."""
        return os.path.join(self.root or "", path)  # noqa: PTH118

    def read(self, path: str) -> bytes:
        """Return the bytes of a file of the working tree; of a binary one no more than shows it.

        Raises
        ------
        DocdiffError
            If they cannot be had: that the check failed is not that the text is none.
        """
        try:
            with open(self.path_of(path), "rb") as file:  # noqa: PTH123
                head = file.read(_HEAD)
                if b"\0" in head and not head.startswith(_WIDE):
                    return head
                return head + file.read()
        except OSError as error:
            raise DocdiffError(f"{path} cannot be read: {error.strerror}; check it") from None

    def relate(self, path: str) -> str:
        """Return a path of the command line as git names it, ``""`` for the whole tree.

        Raises
        ------
        ReadError
            If it lies outside the repository.
        """
        if self.root is None:
            return os.path.normpath(path) if path != "." else ""
        # The last part may be a link that is tracked as such.
        folder, name = os.path.split(os.path.abspath(path))  # noqa: PTH100
        whole = os.path.join(os.path.realpath(folder), name)  # noqa: PTH118
        inside = os.path.relpath(whole, os.path.realpath(self.root))
        if inside == ".." or inside.startswith(f"..{os.sep}"):
            raise ReadError(f"{path} is outside the repository {self.root}; name a path in it")
        return "" if inside == "." else inside.replace(os.sep, "/")


@attrs.frozen
class ChangedFile:
    """A file that differs between two states; the path is None where a side has no text.

    ``old_blob`` and ``new_blob`` name contents in git's store; a new side without a blob is
    that of the working tree. Links and submodules are no text.
    """

    old: str | None
    new: str | None
    old_blob: str | None = None
    new_blob: str | None = None


def open_repository() -> Repository:
    """Return the repository of the folder one is in.

    Raises
    ------
    ReadError
        If there is none, or no git.
    """
    bare = _run("rev-parse", "--is-bare-repository", "--is-shallow-repository", "--show-prefix")
    if bare.returncode:
        reason = _reason(bare.stderr)
        if "dubious ownership" in reason:
            raise ReadError(f"git: {reason}; run git config --global --add safe.directory '*'")
        raise ReadError(f"git finds no repository here: {reason}; go into one")
    is_bare, is_shallow, prefix = bare.stdout.split(b"\n")[:3]
    root = None
    if is_bare != b"true":
        root = os.fsdecode(_checked("rev-parse", "--show-toplevel").removesuffix(b"\n"))
    return Repository(root, os.fsdecode(prefix), is_shallow == b"true")


def find_changed_files(repository: Repository, base: str, head: str | None) -> list[ChangedFile]:
    """Return the files that differ between a commit and another, or the working tree.

    Parameters
    ----------
    repository
        Where.
    base, head
        Commits; None is the working tree with its untracked files.

    Returns
    -------
    list of ChangedFile
        By path. Renames are those that git detects.
    """
    raw = _checked(
        # Settings of the user must not decide what a gate finds, and a check writes nothing: git
        # would note in its index which files were touched and are the same.
        *("-c", "diff.renameLimit=2000", "-c", "diff.autoRefreshIndex=false"),
        *("diff", "--raw", "-z", "--no-abbrev", "-M", f"-O{os.devnull}", "--no-relative"),
        *("--no-ext-diff", "--no-textconv", "--ignore-submodules=all"),
        *(base, *([head] if head else []), "--"),
    )
    found: dict[tuple[str | None, str | None], ChangedFile] = {}
    for file in _parse(raw, has_head=head is not None):
        found.setdefault((file.old, file.new), file)
    if head is None and repository.root is not None:
        for path in repository.list_untracked():
            if _is_file(repository.path_of(path)):
                found.setdefault((None, path), ChangedFile(None, path))
    return sorted(found.values(), key=lambda file: (file.new or file.old or "", file.old or ""))


def _parse(raw: bytes, *, has_head: bool) -> Iterator[ChangedFile]:
    """Yield the files of ``git diff --raw -z``."""
    fields = iter(raw.split(b"\0"))
    for head in fields:
        if not head:
            continue
        old_mode, new_mode, old_blob, new_blob, status = head.decode().removeprefix(":").split(" ")
        first = os.fsdecode(next(fields))
        second = os.fsdecode(next(fields)) if status[0] in "RC" else first
        old = first if old_mode in _REGULAR else None
        new = second if new_mode in _REGULAR or status[0] == "U" else None
        if old is None and new is None:
            continue
        yield ChangedFile(
            old,
            new,
            old_blob if old else None,
            # Git tells a hash of the working tree as well, where it looked for renames.
            new_blob if new and has_head else None,
        )


def _is_file(path: str) -> bool:
    """Say whether a path is a file of its own, no link, pipe or device."""
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except (OSError, ValueError):
        return False


class Blobs:
    """Contents from git's store, read by one process however many they are."""

    def __enter__(self) -> Self:
        self._process: subprocess.Popen[bytes] | None = None
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process is None:
            return
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                with suppress(OSError):
                    stream.close()
        self._process.wait()

    def read(self, name: str) -> bytes:
        """Return a content by its hash.

        Raises
        ------
        DocdiffError
            If git does not have it.
        """
        if self._process is None:
            with _explained():
                self._process = subprocess.Popen(
                    ["git", "cat-file", "--batch"],  # noqa: S607
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env=_environment(),
                )
        asked, told = self._process.stdin, self._process.stdout
        if asked is not None and told is not None:
            with _explained():  # a pipe that breaks must not end the check as if it were done
                asked.write(name.encode() + b"\n")
                asked.flush()
            fields = told.readline().split()
            if len(fields) == 3:  # noqa: PLR2004 (hash, kind and size; else it is missing)
                size = int(fields[2])
                content = told.read(size + 1)
                if len(content) == size + 1:
                    return content[:-1]
        raise DocdiffError(f"git has no content {name}; complete the repository: git fetch origin")


def read_revision(name: str) -> bytes:
    """Return a file of a git revision, ``REV:PATH``, as it was committed."""
    if name.startswith("-"):  # git would take it for an option
        raise ReadError(f"{name} does not exist, and no git revision starts with '-'; check it")
    # Not `git show`: that runs the filters which the repository's own settings name.
    try:
        done = _run("cat-file", "blob", name)
    except ReadError as error:
        raise ReadError(f"{name} does not exist, and {error}") from None
    if done.returncode:
        raise ReadError(
            f"{name} does not exist, and git has no such file: {_reason(done.stderr)}; "
            f"check the path and the revision"
        )
    if not done.stdout:
        raise ReadError(f"{name} is empty; name a version that holds text")
    return done.stdout


def _run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run git and return what it says."""
    with _explained():
        return subprocess.run(  # noqa: S603
            ["git", *arguments],  # noqa: S607
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            env=_environment(),
        )


def _checked(*arguments: str) -> bytes:
    """Run git and return its output; raise ReadError with what is wrong."""
    done = _run(*arguments)
    if done.returncode:
        raise ReadError(f"git cannot say what changed: {_reason(done.stderr)}; mend it first")
    return done.stdout


@contextmanager
def _explained() -> Iterator[None]:
    """Say that git cannot be run."""
    try:
        yield
    except OSError as error:
        raise ReadError(f"git cannot be run: {error.strerror}; install git") from None


def _reason(stderr: bytes) -> str:
    """Return the first thing git complains about."""
    lines = stderr.decode("utf-8", "replace").strip().splitlines() or ["it does not say why"]
    return lines[0].removeprefix("fatal: ")


def _environment() -> dict[str, str]:
    """Return the environment in which git says the same everywhere."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name.startswith(_KEPT)
    }
    return {**kept, "LC_ALL": "C", "LANGUAGE": ""}
