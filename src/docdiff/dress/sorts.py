"""The sorts of dress, and who finds each."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from docdiff.dress.inline import find_emphasis, find_links, find_notes, find_tags
from docdiff.dress.lines import find_line_marks, find_pages
from docdiff.dress.tables import find_bars, find_separators
from docdiff.dress.values import Dress, Sides, Texts

_FINDERS = {
    "emphasis": find_emphasis,
    "links": find_links,
    "notes": find_notes,
    "tags": find_tags,
    "bars": find_bars,
    "separators": find_separators,
    "lines": find_line_marks,
    "pages": find_pages,
}


def find(sorts: AbstractSet[str], texts: Texts) -> Sides:
    """Return the marks of some sorts that are dress in either text, rising."""
    found = [find(texts) for sort, find in _FINDERS.items() if sort in sorts]
    return _apart([mark for old, _ in found for mark in old]), _apart(
        [mark for _, new in found for mark in new]
    )


def _apart(marks: list[Dress]) -> list[Dress]:
    """Return the marks in order, without those that begin inside one before."""
    apart: list[Dress] = []
    for mark in sorted(marks):
        if not apart or mark[0] >= apart[-1][1]:
            apart.append(mark)
    return apart
