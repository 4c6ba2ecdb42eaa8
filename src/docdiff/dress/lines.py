"""Marks that begin lines, ruled lines, and the numbers of pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from docdiff.dress.values import Dress, Sides, Texts, differ
from docdiff.patterns import Pattern

_BULLETS = "•·●○■□◆◇◦▪▫‣➢►▶★☆※\U0001f300-\U0001faff"
_MARKS = Pattern(
    r"^[ \t\u3000]*+(?P<quote>>(?:[ \t]?>)*+(?=[ \t\r\n]|\Z)[ \t]*+)?+"
    rf"(?P<bullet>(?:[-*+–—](?=[ \t])|[{_BULLETS}])[ \t\u3000\ufe0f]*+(?=[^\s]))?+"
    r"(?P<heading>\#{1,6}[ \t]++)?+(?P<number>[0-9](?!.{8}))?+",
    re.MULTILINE,
)
# A rule under a heading; a lone one parts two sections.
_RULE = Pattern(r"(?<=[^\s])[ \t]*+\r?\n[ \t]*+([-=~─━]{3,}+)(?=[ \t]*+\r?(?:\n|\Z))")
_FENCE = Pattern(r"^[ \t]*+(?:```|~~~)[\w+#.-]*+(?=[ \t]*+\r?$)", re.MULTILINE)
_PAGE = Pattern(
    r"(?:\A|(?:\r?\n[ \t\f]*+)++)(?:(?:page|seite) [0-9]{1,4}(?: ?(?:of|von|/) ?[0-9]{1,4})?+"
    r"|第 ?[0-9]{1,4} ?[页頁](?:[ ,，/]*+共 ?[0-9]{1,4} ?[页頁])?+"
    r"|- [0-9]{1,4} -|[–—] ?[0-9]{1,4} ?[–—])"
    r"[ \t\f\r]*+(?:(?=\n)|\Z)(?:\n[ \t\f\r]*+(?=\n))*+",
    re.IGNORECASE,
)


_WHITE = Pattern(r"\s+")
# Marks that are asked for one by one; how much of what follows one tells it.
_MOST_ASKED = 256
_NEAR = 16
_SEAM = 8


def find_line_marks(texts: Texts) -> Sides:
    """Return the marks of quotes, items and headings, and ruled lines, that one text has."""
    sides = [[*_line_marks(text)] for text in texts]
    counts: list[Counter[str]] = []
    numbers: Counter[str] = Counter()
    for side in sides:
        count: Counter[str] = Counter()
        for sign, weight, is_number, _ in side:
            count[sign] += weight
            # A dash or > before no more than figures is a sign of theirs.
            numbers[sign] += weight if is_number else -weight
        counts.append(count)
    chosen = {
        sign
        for sign in {*counts[0], *counts[1]}
        if differ(counts[0][sign], counts[1][sign]) and numbers[sign] <= 0
    }
    if not chosen:
        return [], []
    marks = [[dress for sign, _, _, dress in side if sign in chosen] for side in sides]
    quiet = [_quiet(text, dress) for text, dress in zip(texts, marks, strict=True)]
    old, new = (
        [
            mark
            for at, mark in enumerate(marks[number])
            if at >= _MOST_ASKED or _is_new(mark, texts[number], quiet[1 - number])
        ]
        for number in (0, 1)
    )
    return old, new


def _quiet(text: str, marks: list[Dress]) -> str:
    """Return a text without its white space and some marks."""
    ends = [0, *(end for _, end, _ in marks)]
    starts = [*(start for start, _, _ in marks), len(text)]
    return _WHITE.sub("", "".join(map(text.__getitem__, map(slice, ends, starts))))


def _is_new(mark: Dress, text: str, other: str) -> bool:
    """Say whether another text has a mark nowhere before the same words, as a wrap leaves it."""
    start, end, _ = mark
    return _WHITE.sub("", text[start : end + _NEAR])[:_SEAM] not in other


def _line_marks(text: str) -> Iterator[tuple[str, int, bool, Dress]]:
    """Yield each mark: its sort, how often it counts, whether a figure follows, its place."""
    for match in _MARKS.compiled.finditer(text):
        is_number = match["number"] is not None
        for name in ("quote", "bullet", "heading"):
            mark = match[name]
            if mark:
                sign = ">" if name == "quote" else mark[0]
                weight = mark.count(">") if name == "quote" else 1
                yield sign, weight, is_number, _widen(text, match, name)
    for match in _RULE.compiled.finditer(text):
        yield "rule", 1, False, (*match.span(1), "")
    for match in _FENCE.compiled.finditer(text):
        yield "fence", 1, False, (*match.span(), "")


def _widen(text: str, match: re.Match[str], name: str) -> Dress:
    """Return the place of a mark; one with nothing behind it makes a blank line."""
    start, end = match.span(name)
    behind = 2 if text.startswith("\r\n", end) else 1
    if match.end() > end or text[end + behind - 1 : end + behind] != "\n":
        return start, end, ""
    return start, end + behind, "\n\n"


def find_pages(texts: Texts) -> Sides:
    """Return the lines that are no more than the number of a page, in either text.

    A sentence may run on over the foot of a page, so blank lines around go with it.
    """
    old, new = (
        [(*match.span(), "\n") for match in _PAGE.compiled.finditer(text)] for text in texts
    )
    return old, new
