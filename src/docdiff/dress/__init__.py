"""Dress: marks by which one copy of a text differs from another and that say nothing.

A sort of marks is left out where one text has it and the other has it less than half as
often. What both use is compared as it stands: there, each mark is its writer's.
"""

from __future__ import annotations

from collections.abc import Mapping

from docdiff.dress.values import Dress, Sides, Texts

__all__ = ["Dress", "decode_entities", "find_dress"]

# What the marks of each sort have. Single signs are found many times faster than one of a set,
# and few texts have any, so that the rules are loaded where they are needed.
_SIGNS = {
    "emphasis": tuple("*_`"),
    "links": ("](", "<http", "<mailto:", "@"),
    "notes": ("[",),
    "tags": ("<", "&lt;"),
    "bars": tuple("|｜│┃║"),
    "separators": tuple(",;"),
    "pages": ("Page ", "page ", "PAGE ", "Seite ", "SEITE ", "页", "頁"),
}
_HEADS = frozenset("-*+>#`=~─━–—•·●○■□◆◇◦▪▫‣➢►▶★☆※")
_DASHES = frozenset("-–—")
_FIRST_EMOJI = "\U0001f300"


def decode_entities(text: str) -> tuple[str, Mapping[int, int]]:
    r"""Return a text of the same length with its entities read, and where and how long they are.

    Examples
    --------
    >>> read, sizes = decode_entities("a&#8220;b")
    >>> read.replace("\u200b", "_"), sizes
    ('a“______b', {1: 7})
    """
    if "&" not in text:
        return text, {}
    from docdiff.dress.entities import decode  # noqa: PLC0415 (few texts have any)

    return decode(text)


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
    sorts = [
        sort
        for sort, signs in _SIGNS.items()
        if any(sign in text for sign in signs for text in texts)
    ]
    heads = {line.lstrip()[:1] for side in lines for line in side}
    if not heads.isdisjoint(_DASHES):
        sorts.append("pages")
    if not heads.isdisjoint(_HEADS) or max(heads) >= _FIRST_EMOJI:
        sorts.append("lines")
    if not sorts:
        return [], []
    from docdiff.dress.sorts import find  # noqa: PLC0415

    return find(frozenset(sorts), texts)
