"""Titles that say of what kind a text is and whose: Acme Privacy Notice, Terms of Service."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from docdiff.patterns import Pattern
from docdiff.verify.titles import Title
from docdiff.verify.vocabulary import FORMERLY, KINDS, PLAIN_KINDS

__all__ = ["have_one_kind"]

# Quiet characters in which a text says whose it is, and those before a name.
_LOOKED_AT: Final = 8_000
_BEFORE: Final = 24
_FORMERLY = Pattern(rf"(?:{FORMERLY})\W{{0,3}}$")


def have_one_kind(a: Title, b: Title, read: Callable[[], tuple[str, str]]) -> bool:
    """Say whether two titles name one kind of text, and may be of one party.

    Words such as policy and notice tell no kind from another. A title may leave out the name
    of the party, if the text has it; or say another, if a text says that it formerly had it.

    Parameters
    ----------
    a, b
        The titles.
    read
        Gives both quiet texts; called only where the titles are of one kind.

    Examples
    --------
    >>> from docdiff.verify.titles import find_title
    >>> a, b = (find_title([line]) for line in ("Acme Privacy Notice", "Privacy Policy"))
    >>> have_one_kind(a, b, lambda: ("", "acme protects your privacy"))
    True
    """
    # Where one title stands for two texts, what tells them apart stands below it.
    if a.name == b.name:
        return False
    for kind_a, name_a in _read_kinds(a):
        for kind_b, name_b in _read_kinds(b):
            if kind_a == kind_b and (name_a == name_b or _are_of_one(name_a, name_b, *read())):
                return True
    return False


def _read_kinds(title: Title) -> Iterator[tuple[frozenset[str], str]]:
    """Yield of what kind a title says that the text is, and whose."""
    for essence in sorted(title.essences):
        words = essence.split()
        kinds = KINDS.intersection(words)
        if kinds:
            yield kinds - PLAIN_KINDS, "".join(word for word in words if word not in KINDS)


def _are_of_one(name_a: str, name_b: str, chars_a: str, chars_b: str) -> bool:
    """Say whether a text has the name that its title leaves out, or had that of the other."""
    if not name_a or not name_b:
        return name_a in chars_b and name_b in chars_a
    return _had_name(chars_a, name_b) or _had_name(chars_b, name_a)


def _had_name(chars: str, name: str) -> bool:
    """Say whether the beginning of a text says that its party formerly had a name."""
    start = chars[:_LOOKED_AT]
    place = start.find(name)
    while place >= 0:
        if _FORMERLY.search(start[max(place - _BEFORE, 0) : place]):
            return True
        place = start.find(name, place + 1)
    return False
