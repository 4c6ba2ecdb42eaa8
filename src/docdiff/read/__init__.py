"""Files to documents: which files are meant, what they say, and the documents they hold."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Callable, Iterator

from docdiff.errors import ReadError
from docdiff.model import Document, Origin
from docdiff.read.compound import locate, split_compound
from docdiff.read.decode import decode

__all__ = ["explain", "make_documents", "read_bytes", "read_documents", "read_file"]


def read_documents(
    *paths: str | os.PathLike[str], on_skip: Callable[[ReadError], None] | None = None
) -> tuple[Document, ...]:
    """Read the documents of files and folders.

    A file whose labels 第一篇, 第二篇 … stand at line starts in this order, without a gap,
    holds several documents. A label with its colon belongs to the origin and not to the
    text; text before the first label is a document of its own, number 0. Markdown and HTML
    are read as they stand, with their markup.

    A folder is read with its subfolders, by path. Hidden files, symbolic
    links and whatever is no file are passed over; name them to read them.

    Parameters
    ----------
    *paths
        Files and folders. A file met twice is read once.
    on_skip
        Called with the error for each file that cannot be read, or is empty, and then
        reading goes on. By default the first such error is raised. A path that does not
        exist is always an error.

    Returns
    -------
    tuple of Document
        In the order of the paths. An ``id`` is the path relative to the one folder given,
        or to the common parent of the paths, with forward slashes; ``#1``, ``#2`` … is
        added where a file holds several documents. ``origin`` has the path as given, the
        place of the text in the file and the encoding found: the codec of a byte-order
        mark, UTF-8, GB18030, or the one that charset-normalizer thinks best.

    Raises
    ------
    ReadError
        If a path does not exist, or a file is empty, binary, unreadable or undecodable; or
        if a file is called as a document in another one, ``reports.txt#1``.

    Examples
    --------
    >>> documents = read_documents("seeds/reports.txt")
    >>> [document.id for document in documents[:2]]
    ['reports.txt#1', 'reports.txt#2']
    >>> documents[1].origin
    Origin(path='seeds/reports.txt', start=9154, line=21, column=5, encoding='utf-8')
    """
    names = [os.fspath(path) for path in paths]
    base = _common_parent(names)
    documents: list[Document] = []
    met: set[str] = set()
    for path in _walk_all(names, on_skip):
        real = os.path.realpath(path)
        if real in met:
            continue
        met.add(real)
        id_ = os.path.relpath(path, base).replace(os.sep, "/")
        try:
            text, encoding = read_file(path)
        except ReadError as error:
            if on_skip is None:
                raise
            on_skip(error)
        else:
            documents += make_documents(id_, path, text, encoding)
    twins = [id_ for id_, count in Counter(d.id for d in documents).items() if count > 1]
    if twins:
        raise ReadError(f"two documents would be called {twins[0]}; rename one of the files")
    return tuple(documents)


def read_file(path: str) -> tuple[str, str]:
    """Return the text of one file and its encoding; raise ReadError when there is none."""
    return decode(read_bytes(path), path)


def read_bytes(path: str) -> bytes:
    """Return the bytes of one file; raise ReadError when it cannot be read or is empty."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 (pathlib would be one more import)
            mode = os.fstat(file.fileno()).st_mode
            if stat.S_ISCHR(mode) or stat.S_ISBLK(mode):
                # /dev/zero never ends. Pipes do, and <(command) is one.
                raise ReadError(f"{path} is a device; name a file")
            raw = file.read()
    except (OSError, ValueError) as error:
        raise explain(path, error) from None
    if not raw.strip(b"\xef\xbb\xbf"):
        raise ReadError(f"{path} is empty; name a file that holds text")
    return raw


def explain(path: str, error: OSError | ValueError) -> ReadError:
    """Return what the system says about a path, with what to do about it."""
    if not path:
        return ReadError("a path is empty; name a file")
    if isinstance(error, FileNotFoundError | NotADirectoryError | ValueError):
        return ReadError(f"{path} does not exist; check the path")
    if isinstance(error, IsADirectoryError):
        return ReadError(f"{path} is a folder; name a file in it")
    if isinstance(error, PermissionError):
        return ReadError(f"{path} may not be read by this user; change its permissions")
    return ReadError(f"{path} cannot be read: {error.strerror}; check the path")


def make_documents(id_: str, path: str, text: str, encoding: str) -> tuple[Document, ...]:
    """Return the documents that the text of the file ``path`` holds, one at least."""
    parts = split_compound(text)
    if not parts:
        return (Document(id_, text, Origin(path, encoding=encoding)),)
    documents = []
    for number, start, end in parts:
        line, column = locate(text, start)
        origin = Origin(path, start, line, column, encoding)
        documents.append(Document(f"{id_}#{number}", text[start:end], origin))
    return tuple(documents)


def _common_parent(paths: list[str]) -> str:
    """Return the folder that ids are relative to."""
    folders = {
        path if os.path.isdir(path) else os.path.dirname(path)  # noqa: PTH112, PTH120
        for path in map(os.path.abspath, paths)
    }
    return os.path.commonpath(folders) if folders else ""


def _walk_all(paths: list[str], on_skip: Callable[[ReadError], None] | None) -> Iterator[str]:
    """Yield the files that paths name, in order, as paths that start as given."""
    for path in paths:
        try:
            mode = os.stat(path).st_mode  # noqa: PTH116
        except (OSError, ValueError) as error:
            raise explain(path, error) from None
        if stat.S_ISDIR(mode):
            yield from _walk(path, on_skip)
        else:
            yield path


def _walk(folder: str, on_skip: Callable[[ReadError], None] | None) -> Iterator[str]:
    """Yield the files of a folder and its subfolders by path; links and hidden ones are not."""

    def skip(error: OSError) -> None:
        reason = explain(str(error.filename), error)
        if on_skip is None:
            raise reason
        on_skip(reason)

    found = []
    for root, folders, files in os.walk(folder, onerror=skip):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            path = os.path.join(root, name)  # noqa: PTH118
            if not name.startswith(".") and stat.S_ISREG(os.lstat(path).st_mode):
                found.append(path)
    yield from sorted(found)
