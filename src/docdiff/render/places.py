"""Offsets of a document to lines and columns of its file."""

from __future__ import annotations

import re
from bisect import bisect_right

from docdiff.model import Document

__all__ = ["Places"]

_LINE_END = re.compile(r"\r\n|[\n\r]")


class Places:
    r"""The 1-based line and column, in the file, of every offset of one document's text.

    Lines end in ``\n``, ``\r\n`` or ``\r``, as editors have it; columns count code points. A
    text without an origin is its own file.

    Examples
    --------
    >>> places = Places(Document("memo", "a\r\nbc"))
    >>> places.find(4), places.label(4)
    ((2, 2), 'memo:2:2')
    """

    def __init__(self, document: Document) -> None:
        origin = document.origin
        self._name = origin.path if origin else document.id
        self._line = origin.line if origin else 1
        self._indent = origin.column if origin else 1
        self._starts = [0, *(end.end() for end in _LINE_END.finditer(document.text))]

    def find(self, offset: int) -> tuple[int, int]:
        """Return the line and column of an offset, 0 to the length of the text."""
        index = bisect_right(self._starts, offset) - 1
        column = offset - self._starts[index] + (1 if index else self._indent)
        return self._line + index, column

    def label(self, offset: int) -> str:
        """Return the place as editors and terminals open it: path, line, column."""
        line, column = self.find(offset)
        return f"{self._name}:{line}:{column}"
