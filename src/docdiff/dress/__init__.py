"""Dress: marks by which one copy of a text differs from another and that say nothing.

A sort of marks is left out where one text has it and the other has it less than half as
often. What both use is compared as it stands: there, each mark is its writer's.
"""

from __future__ import annotations

import re

from docdiff.dress.entities import decode_entities
from docdiff.dress.inline import find_emphasis, find_links, find_notes, find_tags
from docdiff.dress.lines import find_line_marks, find_pages
from docdiff.dress.tables import find_bars, find_separators
from docdiff.dress.values import Dress, Sides, Texts

__all__ = ["Dress", "decode_entities", "find_dress"]

# Single signs are found many times faster than one of a set.
_FINDERS = (
    ("*_`", find_emphasis),
    (("](",), find_links),
    ("[", find_notes),
    ("<", find_tags),
    ("|｜│┃", find_bars),
    (",;", find_separators),
)
_HEADS = re.compile("[-*+>#`–—=~─━•·●○■□◆◇◦▪▫‣➢►▶★☆※\U0001f300-\U0001faff]")
_PAGES = re.compile(
    r"\n[ \t\f]*+(?:page|seite|第 ?[0-9]+ ?[页頁]|- [0-9]|[–—] ?[0-9])", re.IGNORECASE
)


def find_dress(texts: Texts, lines: tuple[list[str], list[str]]) -> Sides:
    """Return what each of two texts has that is only dress against the other, rising.

    Parameters
    ----------
    texts
        Both texts with their entities read.
    lines
        The same, cut at line feeds.

    Examples
    --------
    >>> find_dress(("- one", "• one"), (["- one"], ["• one"]))
    ([(0, 2, '')], [(0, 2, '')])
    """
    finders = [
        find for signs, find in _FINDERS if any(sign in text for sign in signs for text in texts)
    ]
    # One set of first characters is made sooner than any pattern reads a text.
    if any(_HEADS.search("".join({line.lstrip()[:1] for line in side})) for side in lines):
        finders += (find_line_marks, find_pages)
    elif any(map(_PAGES.search, texts)):
        finders.append(find_pages)
    found: Sides = ([], [])
    for find in finders:
        for dress, marks in zip(found, find(texts), strict=True):
            dress.extend(marks)
    return _apart(found[0]), _apart(found[1])


def _apart(marks: list[Dress]) -> list[Dress]:
    """Return the marks in order, without those inside or across the end of one before."""
    apart: list[Dress] = []
    for mark in sorted(marks):
        if not apart or mark[0] >= apart[-1][1]:
            apart.append(mark)
    return apart
