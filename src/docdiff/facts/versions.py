"""Numbers of versions and clauses, whose point parts two numbers: Python 3.10, 1.10 Scope."""

from __future__ import annotations

from docdiff.facts.view import LETTERS, View
from docdiff.patterns import Pattern

_LONGEST = 40  # what is looked at before a number
_HEADING = Pattern(r"[ \t]{0,20}(?:#{1,6}[ \t]+|[-+•][ \t]+)?\*{0,2}")
_COMPARED = Pattern(f"(?:[=<>~]=|(?<![{LETTERS}])v)\\Z")
_COLUMN = Pattern(r"[ \t][-+]?[0-9]")
_WORD = Pattern(f"(?<![^\\s(])[{LETTERS}]+(?= \\Z)")


def is_numbered(view: View, start: int, end: int) -> bool:
    """Say whether a number without a unit counts parts, and measures nothing.

    1.10 is the tenth part then, and not 1.1. Only what stands around the number tells it:
    that it begins a heading or clause, or that a name or the word version is before it.
    """
    low = max(0, start - _LONGEST)
    before = view.folded[low:start]
    line = before.rpartition("\n")[2]
    if (not low or "\n" in before) and _HEADING.compiled.fullmatch(line):
        behind = view.skip_space(end)
        titled = view.is_cjk(behind) or view.text[behind : behind + 1].isupper()
        return "#" in line or (behind > end and titled)
    word = _WORD.search(before)
    if word is None:
        return bool(_COMPARED.search(before))
    if _COLUMN.match(view.folded, end):
        return False
    return word[0] in view.tables.before["versions"] or view.text[low + word.start()].isupper()


def is_counted_part(view: View, start: int, end: int) -> bool:
    """Say whether a decimal is a version's number, so that a counter behind it is a verb or noun.

    Version 2.10 ships, Python 3.10 users; 2.1 counts parts only behind the word version.
    """
    part = view.folded[start:end].partition(".")[2]
    if not part.isdecimal():
        return False
    if part[-1] == "0" and part.strip("0"):
        return is_numbered(view, start, end)
    word = _WORD.search(view.folded[max(0, start - _LONGEST) : start])
    return word is not None and word[0] in view.tables.before["versions"]
