"""What a text calls itself in its letterhead, beside its title: a number, the name of a draft."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from docdiff.patterns import Pattern

__all__ = ["Designation", "Works", "are_one_work", "find_designation", "find_works"]

# Characters of a letterhead.
_LETTERHEAD: Final = 1_500

# Request for Comments: 2263, PEP: 345, RFC # 822.
_NUMBER = Pattern(
    r"^[ \t]*(?:Request for Comments|RFC|PEP|XEP)[ \t]*[:#][ \t]*(?P<number>\d+)", re.MULTILINE
)
# Obsoletes: 2263, Replaces: RFC 762; one that replaces several is made of parts of each.
_REPLACED = Pattern(
    r"^[ \t]*(?:Obsoletes|Replaces|Supersedes)[ \t]*:?[ \t]*(?:(?:RFC|PEP|XEP)s?[ \t#-]*)?"
    r"(?P<number>\d+)(?![\d,]|[ \t]*(?:,|and\b))",
    re.MULTILINE,
)
# The name of a draft, in a line or column of its own; in a sentence it is another's.
_DRAFT = Pattern(
    r"(?:^[ \t]*|[ \t]{2})<?(?P<name>draft(?:-[a-z0-9]+){2,})-\d\d(?:\.txt)?>?(?=[ \t]?$|[ \t]{2})",
    re.MULTILINE,
)


@attrs.frozen
class Designation:
    """By what a text is known.

    ``number`` is its own in a series, ``replaced`` that of the one text that it says it
    replaces, and ``draft`` the name under which it is drafted, without the draft's number;
    each is empty where the text does not say.
    """

    number: str = ""
    replaced: str = ""
    draft: str = ""


def find_designation(head: str) -> Designation:
    r"""Find by what a text is known.

    Examples
    --------
    >>> find_designation("Request for Comments: 2573\nObsoletes: 2263")
    Designation(number='2573', replaced='2263', draft='')
    >>> find_designation("  Sieve Extension\n  draft-ietf-sieve-body-07").draft
    'draft-ietf-sieve-body'
    """
    start = head[:_LETTERHEAD]
    number, replaced, draft = (found.search(start) for found in (_NUMBER, _REPLACED, _DRAFT))
    return Designation(
        number["number"] if number else "",
        replaced["number"] if replaced else "",
        draft["name"] if draft else "",
    )


@attrs.frozen
class Works:
    """What some texts tell of works that were given another number or title.

    ``replaced`` gives, for the number of a text, that of the one that it replaces, and
    ``titles`` the titles that the drafts of one name had.
    """

    replaced: Mapping[str, str] = attrs.field(factory=dict)
    titles: Mapping[str, frozenset[str]] = attrs.field(factory=dict)


_NOTHING: Final = Works()


def find_works(known: Iterable[tuple[Designation, str | None]]) -> Works:
    """Find what texts tell of works, each by its designation and its title.

    Examples
    --------
    >>> find_works([(Designation("2573", "2273"), "snmpapplications")]).replaced
    {'2573': '2273'}
    """
    replaced: dict[str, str] = {}
    titles: dict[str, frozenset[str]] = {}
    for designation, title in known:
        if designation.number and designation.replaced:
            replaced[designation.number] = designation.replaced
        if designation.draft and title:
            titles[designation.draft] = titles.get(designation.draft, frozenset()) | {title}
    return Works(replaced, titles)


def are_one_work(
    a: Designation,
    b: Designation,
    titles: tuple[str | None, str | None] = (None, None),
    works: Works = _NOTHING,
) -> bool:
    """Say whether one text replaces the other, or both are drafts of one name.

    Parameters
    ----------
    a, b
        By what the texts are known.
    titles
        Their titles: a text with a title that a draft of another's name had is of its work.
    works
        What other texts tell: what replaces a text replaces also what that one replaced. Two
        that replace the same one may each be a part of it.

    Examples
    --------
    >>> works = Works({"2273": "2263"})
    >>> are_one_work(Designation("2573", "2273"), Designation("2263"), works=works)
    True
    """
    return (
        bool(a.draft and a.draft == b.draft)
        or titles[1] in works.titles.get(a.draft, ())
        or titles[0] in works.titles.get(b.draft, ())
        or _replaces(a, b.number, works.replaced)
        or _replaces(b, a.number, works.replaced)
    )


def _replaces(new: Designation, old: str, replaced: Mapping[str, str]) -> bool:
    """Say whether a text replaces the one of a number, itself or through others."""
    met = {new.number}
    number = new.replaced
    while number and number != old and number not in met:
        met.add(number)
        number = replaced.get(number, "")
    return bool(number) and number == old
