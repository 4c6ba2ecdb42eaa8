"""Bytes to text: which encoding a file is in, told from its bytes, or why nothing was guessed."""

from __future__ import annotations

import re

from docdiff.errors import ReadError

__all__ = ["decode"]

# UTF-32's mark starts with UTF-16's, so it is tried first.
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_BINARY = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive, as .docx, .xlsx and .epub files are"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip file"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!\x1a", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
# Every control character that text does not use: tab, line ends, form feed, backspace (old
# manual pages) and escape (terminal logs) may stand.
_CONTROL = re.compile(r"[\x00-\x07\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROLS_IN_TEXT = 0.05  # at most this share; random bytes have twice as many
_CONTROLS_ANYWAY = 4  # which a short text may have


def decode(raw: bytes, name: str) -> tuple[str, str]:
    """Return the text of a file's bytes, and the codec that gave it.

    Tried in turn: the codec of a byte-order mark, strict UTF-8, GB18030, and what
    charset-normalizer thinks best. GB18030 gives characters for almost any bytes, so
    it is believed only when those make a plausible text. Line ends stay as they are.

    Parameters
    ----------
    raw
        The whole file.
    name
        What to call the file in an error.

    Returns
    -------
    tuple of str
        ``text`` and ``encoding``, such that ``raw.decode(encoding) == text``.

    Raises
    ------
    ReadError
        If the bytes are no text, or no encoding makes a text of them.

    Examples
    --------
    >>> decode("經濟".encode("gb18030"), "a.txt")
    ('經濟', 'gb18030')
    >>> decode("Größe".encode("latin-1"), "b.txt")
    ('Größe', 'cp1252')
    """
    mark = next((codec for start, codec in _MARKS if raw.startswith(start)), None)
    if mark is None:
        _refuse_binary(raw, name)
    try:
        text, encoding = raw.decode(mark or "utf-8"), mark or "utf-8"
    except UnicodeDecodeError as error:
        from docdiff.read.legacy import decode_legacy, is_damaged_utf8  # noqa: PLC0415 (rare)

        if mark is not None or is_damaged_utf8(raw):
            raise ReadError(
                f"{name} is {mark or 'utf-8'} but for the byte at offset {error.start}: "
                f"{error.reason}; mend it, or save it anew as UTF-8"
            ) from None
        text, encoding = decode_legacy(raw, name)
    if len(_CONTROL.findall(text)) > max(_CONTROLS_ANYWAY, _CONTROLS_IN_TEXT * len(text)):
        raise ReadError(f"{name} is mostly control characters and no text; name a text file")
    return text, encoding


def _refuse_binary(raw: bytes, name: str) -> None:
    """Raise when the first bytes, or a NUL, say that this is no text."""
    for start, what in _BINARY:
        if raw.startswith(start):
            raise ReadError(f"{name} is {what}; extract its text to a file and name that")
    position = raw.find(b"\0")
    if position >= 0:
        raise ReadError(
            f"{name} is binary: it has a NUL byte at offset {position}; name a text file, "
            f"or save UTF-16 with a byte-order mark"
        )
