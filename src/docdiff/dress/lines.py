"""Marks that begin lines, ruled lines, and the numbers of pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from docdiff.dress.values import Dress, Sides, Texts, differ, have_gone
from docdiff.patterns import Pattern
from docdiff.text import fold

_BULLETS = "•·●○■□◆◇◦▪▫‣➢►▶★☆※\U0001f300-\U0001faff"
_BULLET_SIGNS = frozenset("-*+–—•·●○■□◆◇◦▪▫‣➢►▶★☆※")
_MARKS = Pattern(
    r"^[ \t\u3000]*+(?P<quote>>(?:[ \t]?>)*+(?=[ \t\r\n]|\Z)[ \t]*+)?+"
    rf"(?P<bullet>(?:[-*+–—](?=[ \t])|[{_BULLETS}])[ \t\u3000\ufe0f]*+(?=[^\s]))?+"
    r"(?P<heading>\#{1,6}[ \t]++)?+"
    r"(?P<number>(?=[0-9](?P<words>.{8})?)[0-9][0-9.,]*+"
    r"(?P<negative>[ \t]?(?:[%‰°℃€$£¥￥元億亿万萬]|(?:EUR|USD|CHF|GBP)\b))?+)?+",
    re.MULTILINE,
)
# Before a figure they are greater than, plus and minus.
_RELATIONS = frozenset(">+–—")
# A rule under a heading; a lone one parts two sections.
_RULE = Pattern(r"(?<=[^\s])[ \t]*+\r?\n[ \t]*+([-=~─━]{3,}+)(?=[ \t]*+\r?(?:\n|\Z))")
_FENCE = Pattern(r"^[ \t]*+(?:```|~~~)[\w+#.-]*+(?=[ \t]*+\r?$)", re.MULTILINE)
_PAGE = Pattern(
    r"^[ \t\f]*+(?:(?:page|seite) [0-9]{1,4}(?: ?(?:of|von|/) ?[0-9]{1,4})?+"
    r"|第 ?[0-9]{1,4} ?[页頁](?:[ ,，/]*+共 ?[0-9]{1,4} ?[页頁])?+"
    r"|- [0-9]{1,4} -|[–—] ?[0-9]{1,4} ?[–—])[ \t\f\r]*+$",
    re.MULTILINE | re.IGNORECASE,
)
_SIGNS_OF = {"rule": "-=~─━", "fence": "`~"}
_SENTENCE_ENDS = frozenset(".。!?！？;；:：")
_WHITE = Pattern(r"\s+")
_EMPHASIS = Pattern("[*_`]+")
# Marks that are asked for one by one; how much of what follows one tells it.
_MOST_ASKED = 256
_NEAR = 24
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
            # What stands before figures may be a sign of theirs.
            numbers[sign] += weight if is_number else -weight
        counts.append(count)
    chosen = {
        sign
        for sign in {*counts[0], *counts[1]}
        if differ(counts[0][sign], counts[1][sign])
        and numbers[sign] <= 0
        and have_gone(_SIGNS_OF.get(sign, sign), (counts[0][sign], counts[1][sign]), texts)
    }
    if not chosen:
        return [], []
    quotes = [[dress for sign, _, _, dress in side if sign == ">"] for side in sides]
    quiet = [_quiet(text, dress) for text, dress in zip(texts, quotes, strict=True)]
    bare = [_EMPHASIS.sub("", text) for text in quiet]
    for sign in [*chosen]:
        marks = [
            (number, mark)
            for number in (0, 1)
            for other, _, _, mark in sides[number]
            if other == sign
        ][:_MOST_ASKED]
        known = sum(_is_known(mark, texts[at], bare[1 - at]) for at, mark in marks)
        if 2 * known < len(marks):
            chosen.remove(sign)
    if not chosen.isdisjoint(_BULLET_SIGNS):
        # Of two bullets of one list one may be another one.
        chosen |= {sign for sign in _BULLET_SIGNS if numbers[sign] < 0}
    old, new = (
        [
            mark
            for at, (sign, _, _, mark) in enumerate(sides[number])
            if sign in chosen
            and (at >= _MOST_ASKED or _is_new(mark, texts[number], quiet[1 - number]))
        ]
        for number in (0, 1)
    )
    return old, new


def _is_known(mark: Dress, text: str, other: str) -> bool:
    """Say whether another text has what stands beside a mark: else both came or went."""
    start, end, _ = mark
    behind = _bare(text[end : end + _NEAR].split("\n", 1)[0])[:_SEAM]
    if behind:
        return behind in other
    before = _bare(text[max(0, start - _NEAR) : start])[-_SEAM:]
    return before in other or _bare(text[end : end + _NEAR])[:_SEAM] in other


def _bare(passage: str) -> str:
    """Return a passage folded, without white space and marks of emphasis."""
    return fold(_EMPHASIS.sub("", _WHITE.sub("", passage)))


def _quiet(text: str, marks: list[Dress]) -> str:
    """Return a text folded, without its white space and the marks of quotes."""
    ends = [0, *(end for _, end, _ in marks)]
    starts = [*(start for start, _, _ in marks), len(text)]
    return fold(_WHITE.sub("", "".join(map(text.__getitem__, map(slice, ends, starts)))))


def _is_new(mark: Dress, text: str, other: str) -> bool:
    """Say whether another text has a mark nowhere before the same words, as a wrap leaves it."""
    start, end, _ = mark
    words = text[start : end + _NEAR].split("\n", 1)[0]
    return fold(_WHITE.sub("", words))[:_SEAM] not in other


def _line_marks(text: str) -> Iterator[tuple[str, int, bool, Dress]]:
    """Yield each mark: its sort, how often it counts, whether a figure follows, its place."""
    for match in _MARKS.finditer(text):
        for name in ("quote", "bullet", "heading"):
            mark = match[name]
            if not mark or (mark.count("#") == 1 and not _stands_alone(text, *match.span())):
                continue
            sign = ">" if name == "quote" else mark[0]
            weight = mark.count(">") if name == "quote" else 1
            # A dash before 5 °C or 3.1 % may be its minus; before 3 eggs or a date it is none.
            is_number = match["number"] is not None and (
                sign in _RELATIONS or match["negative"] is not None or not match["words"]
            )
            yield sign, weight, is_number, _widen(text, match, name)
    for match in _RULE.finditer(text):
        yield "rule", 1, False, (*match.span(1), "")
    for match in _FENCE.finditer(text):
        yield "fence", 1, False, (*match.span(), "")


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Say whether blank lines are around a line, as around a heading: # x = 1 is a comment."""
    last = text.find("\n", end)
    before = text[max(0, start - 4) : start].replace("\r", "")
    behind = text[last : last + 4].replace("\r", "") if last >= 0 else ""
    return (start == 0 or before.endswith("\n\n")) and (
        not behind.strip("\n") or behind.startswith("\n\n")
    )


def _widen(text: str, match: re.Match[str], name: str) -> Dress:
    """Return the place of a mark; one with nothing behind it makes a blank line."""
    start, end = match.span(name)
    behind = 2 if text.startswith("\r\n", end) else 1
    if match.end() > end or text[end + behind - 1 : end + behind] != "\n":
        return start, end, ""
    return start, end + behind, "\n\n"


def find_pages(texts: Texts) -> Sides:
    """Return the lines that are no more than the number of a page, in either text.

    A sentence may run on over the foot of a page.
    """
    old, new = ([_foot(text, *match.span()) for match in _PAGE.finditer(text)] for text in texts)
    return old, new


def _foot(text: str, start: int, end: int) -> Dress:
    """Return a page number with the white space around, and what it parts.

    It parts paragraphs only where a sentence ends before it and a blank line is beside it.
    """
    first, last = start, end
    while first and text[first - 1].isspace():
        first -= 1
    while last < len(text) and text[last].isspace():
        last += 1
    is_blank = max(text.count("\n", first, start), text.count("\n", end, last)) > 1
    ends = text[first - 1 : first] in _SENTENCE_ENDS
    return first, last, "\n\n" if is_blank and ends else "\n"
