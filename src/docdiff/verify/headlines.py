"""What else in the head of a text may be its title, where its first line is none."""

from __future__ import annotations

from typing import Final

from docdiff.patterns import Pattern
from docdiff.text import fold
from docdiff.verify.titles import NOT_A_NAME, is_heading, is_kind

__all__ = ["find_lone_lines", "find_self_titles"]

# Characters of a head in which a line of its own may be the title, and those of such a line.
_LETTERHEAD: Final = 600
_LONGEST_LINE: Final = 100

# A line that is blank or listed, or a title that goes on behind it.
_NO_TITLE = Pattern(
    r"^\s*(?:[*+-]\s|\[|$)|\b(?:the|of|to|on|for|and|de[rsmn]|die|das|zu[mr]?|über|vo[nm]|und|für)\W*$"
)
_SELF_TITLE = Pattern(
    r"\b(?:[Tt]his|[Tt]hese)\s+(?P<name>(?:[A-Z][\w.&-]*\s){1,6}?"
    r"(?:Terms|Conditions|Policy|Notice|Agreement|Guidelines|Statement)(?:\s(?:of|and)\s[A-Z]\w+)*)"
)


def find_lone_lines(head: str) -> dict[str, bool]:
    r"""Return the lines that may be titles, and whether they are headings by their markup.

    Examples
    --------
    >>> find_lone_lines("All products\n\nAcme Terms\n==========\nYou may")
    {'allproducts': False, 'acmeterms': True}
    """
    lines = head[:_LETTERHEAD].split("\n")
    found: dict[str, bool] = {}
    for k, line in enumerate(lines):
        if len(line) > _LONGEST_LINE or _NO_TITLE.search(line):
            continue
        following = next(filter(str.strip, lines[k + 1 :]), "")
        by_markup = is_heading(line, following)
        before, after = "".join(lines[k - 1 : k]), "".join(lines[k + 1 : k + 2])
        if by_markup or not (before.strip() or after.strip()):
            name = NOT_A_NAME.sub("", fold(line))
            found[name] = found.get(name, False) or by_markup
    return found


def find_self_titles(head: str) -> frozenset[str]:
    """Return what a text calls itself with its name, beside "this policy" and "these terms".

    Examples
    --------
    >>> find_self_titles("Please read these Acme Terms of Use. These Terms apply.")
    frozenset({'acmetermsofuse'})
    """
    if "this " not in head and "hese " not in head:
        return frozenset()
    names = (fold(found["name"]) for found in _SELF_TITLE.finditer(head))
    return frozenset(NOT_A_NAME.sub("", name) for name in names if not is_kind(name))
