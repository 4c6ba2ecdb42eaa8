"""What a name on the command line means: a file, a document in it, a version in git, stdin."""

from __future__ import annotations

import os
import re
import sys
from functools import cache

from docdiff.errors import ReadError
from docdiff.model import Document, Origin
from docdiff.read import make_documents, read_bytes
from docdiff.read.decode import decode

__all__ = ["load_document"]

_NUMBERED = re.compile(r"(?P<path>.+)#(?P<number>\d{1,9})", re.DOTALL | re.ASCII)


def load_document(name: str) -> Document:
    """Return the document that ``name`` means; its id is the name.

    An existing path wins, whatever characters it has. Else ``PATH#N`` is the N-th document
    of a file that holds several, ``REV:PATH`` comes from git, and ``-`` is stdin; ``#N`` may
    follow these as well.

    Raises
    ------
    ReadError
        If there is no such document.
    """
    numbered = None if os.path.lexists(name) else _NUMBERED.fullmatch(name)
    path = numbered["path"] if numbered else name
    text, encoding = decode(_read(path), path)
    if numbered is None:
        return Document(name, text, Origin(path, encoding=encoding))
    documents = make_documents(path, path, text, encoding)
    by_number = {_number_of(document): document for document in documents}
    chosen = by_number.get(int(numbered["number"]))
    if chosen is None:
        raise ReadError(_explain_number(path, int(numbered["number"]), sorted(by_number)))
    return Document(name, chosen.text, chosen.origin)


def _number_of(document: Document) -> int:
    """Return the number that a document's id ends in; a file's only document is its first."""
    numbered = _NUMBERED.fullmatch(document.id)
    whole = document.origin is not None and document.id == document.origin.path
    return 1 if whole or numbered is None else int(numbered["number"])


def _explain_number(path: str, number: int, known: list[int]) -> str:
    if known == [1]:
        return f"{path} holds one document, so there is no #{number}; name it without a number"
    return (
        f"{path} holds {len(known)} documents, so there is no #{number}; "
        f"choose from #{known[0]} to #{known[-1]}"
    )


def _read(path: str) -> bytes:
    """Return the bytes of a file, of stdin, or of a version in git."""
    if not os.path.lexists(path):
        if path == "-":
            return _read_stdin()
        if ":" in path:
            return _read_git(path)
    return read_bytes(path)


@cache
def _read_stdin() -> bytes:
    """Read stdin once, so that both sides may be documents in it."""
    raw = sys.stdin.buffer.read() if sys.stdin is not None else b""
    if not raw:
        raise ReadError("stdin is empty; pipe a text into it")
    return raw


def _read_git(name: str) -> bytes:
    """Return a file of a git revision, as it was committed."""
    import subprocess  # noqa: PLC0415 (rarely needed, and slow)

    if name.startswith("-"):  # git would take it for an option
        raise ReadError(f"{name} does not exist, and no git revision starts with '-'; check it")
    try:
        # Not `git show`: that runs the filters which the repository's own settings name.
        done = subprocess.run(  # noqa: S603
            ["git", "cat-file", "blob", name],  # noqa: S607
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise ReadError(f"{name} does not exist, and git cannot be run: {error.strerror}") from None
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
        raise ReadError(
            f"{name} does not exist, and git has no such file: {reason}; "
            f"check the path and the revision"
        )
    if not done.stdout:
        raise ReadError(f"{name} is empty; name a version that holds text")
    return done.stdout
