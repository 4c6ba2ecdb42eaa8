"""What a name on the command line means: a file, a document in it, a version in git, stdin."""

from __future__ import annotations

import os
import re
import sys

import attrs

from docdiff.errors import ReadError
from docdiff.model import Document, Origin
from docdiff.read import make_documents, read_bytes
from docdiff.read.decode import decode

__all__ = ["load_documents"]

_NUMBERED = re.compile(r"(?P<path>.+)#(?P<number>\d{1,9})", re.DOTALL | re.ASCII)


def load_documents(*names: str) -> list[Document]:
    """Return the documents that ``names`` mean; the id of each is its name.

    An existing path wins, whatever characters it has. Else ``PATH#N`` is the N-th document
    of a file that holds several, ``REV:PATH`` comes from git, and ``-`` is stdin; ``#N`` may
    follow these as well. What several names stand in is read once.

    Raises
    ------
    ReadError
        If there is no such document.
    """
    whole: dict[str, Document] = {}
    documents = []
    for name in names:
        numbered = None if os.path.lexists(name) else _NUMBERED.fullmatch(name)
        path = numbered["path"] if numbered else name
        if path not in whole:
            text, encoding = decode(_read(path), path)
            whole[path] = Document(path, text, Origin(path, encoding=encoding))
        document = whole[path]
        documents.append(_choose(document, int(numbered["number"])) if numbered else document)
    return documents


def _choose(whole: Document, number: int) -> Document:
    """Return one of the documents that stand in a file; a file's only document is its first."""
    path, encoding = whole.id, whole.origin.encoding if whole.origin else ""
    documents = make_documents(path, path, whole.text, encoding)
    first = int(documents[0].id != f"{path}#0")
    if not first <= number < first + len(documents):
        raise ReadError(_explain_number(path, number, (first, first + len(documents) - 1)))
    return attrs.evolve(documents[number - first], id=f"{path}#{number}")


def _explain_number(path: str, number: int, known: tuple[int, int]) -> str:
    """Say which numbers there are."""
    if known == (1, 1):
        return f"{path} holds one document, so there is no #{number}; name it without a number"
    return f"{path} has no document #{number}; choose from #{known[0]} to #{known[1]}"


def _read(path: str) -> bytes:
    """Return the bytes of a file, of stdin, or of a version in git."""
    if not os.path.lexists(path):
        if path == "-":
            return _read_stdin()
        if ":" in path:
            from docdiff.read.git import read_revision  # noqa: PLC0415 (rarely needed, and slow)

            return read_revision(path)
        before = path.rpartition("#")[0]
        if before and os.path.lexists(before):
            raise ReadError(f"{path} does not exist; a number follows the #, such as {before}#1")
    return read_bytes(path)


def _read_stdin() -> bytes:
    """Return what is piped in."""
    raw = sys.stdin.buffer.read() if sys.stdin is not None else b""
    if not raw:
        raise ReadError("stdin is empty; pipe a text into it")
    return raw
