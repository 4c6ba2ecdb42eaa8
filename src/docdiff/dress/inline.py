"""Marks inside lines: emphasis and links of Markdown, tags of HTML, numbers of footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docdiff.dress.values import Sides, Texts, differ, have_gone
from docdiff.patterns import Pattern
from docdiff.text import INVISIBLE, fold

# No letter stands outside beside a mark; underlines stand in no word of ideographs either.
_OUTSIDE = {"*": "A-Za-z0-9", "_": r"\w", "`": "A-Za-z0-9"}
_EMPHASIS = {
    mark: Pattern(
        rf"(?<![{outside}\\{mark}])(?P<open>[{mark}]{{1,3}})(?=[^\s{mark}])"
        rf"(?:[^{mark}\n]|\n(?![ \t\r]*+\n)){{1,400}}+"
        rf"(?<!\s)(?P<close>(?P=open))(?![{outside}{mark}])"
    )
    for mark, outside in _OUTSIDE.items()
}
_LINK = Pattern(r"(?<!!)(\[)[^\[\]\n]{1,200}+(\]\()[^()\s]{1,300}+(\))")
_AUTOLINK = Pattern(r"(<)(?:https?://|mailto:|[\w.+-]{1,64}+@)[^<>\s]{1,300}+(>)")
_NOTE = Pattern(r"(?<=[^\s\[(（])\[[0-9]{1,3}\]")
_TAG = Pattern(
    r"<\u200b*+/?(?:(?P<block>p|div|br|li|ul|ol|tr|table|thead|tbody|h[1-6]|hr|blockquote|section|article"
    r"|header|footer|html|head|body|title|nav|main)|(?P<cell>t[dh])"
    r"|b|i|u|em|strong|span|a|small|font|center|code|pre|label|sup|sub)"
    r"(?:\s[^<>]{0,500}+)?+/?>",
    re.IGNORECASE,
)
_MARKED_UP = Pattern(r"<\u200b*+(?:/[a-z]|(?:br|hr|p|li)\b)", re.IGNORECASE)
_LEAST_NOTES = 2
# Passages that are asked for, and quiet characters outside and inside one of its marks.
_MOST_ASKED = 64
_OUTER, _INNER = 3, 2
_NEAR = 16
_UNQUIET = Pattern(rf"[\s*_`#>|{INVISIBLE}]+")


def find_emphasis(texts: Texts) -> Sides:
    """Return the marks around words that the other text has without them, for most of a sort.

    The words must stand there beside the same neighbours: stars may also hide a name.
    """
    found: Sides = ([], [])
    for mark in _OUTSIDE:
        if mark not in texts[0] and mark not in texts[1]:
            continue
        sides = [[*_EMPHASIS[mark].finditer(text)] for text in texts]
        counts = len(sides[0]), len(sides[1])
        if not (differ(*counts) and have_gone(mark, counts, texts)):
            continue
        more = len(sides[1]) > len(sides[0])
        if _is_bare(mark, sides[more], texts[1 - more]):
            for dress, matches in zip(found, sides, strict=True):
                dress.extend(
                    (*match.span(name), "") for match in matches for name in ("open", "close")
                )
    return found


def _is_bare(mark: str, matches: Sequence[re.Match[str]], other: str) -> bool:
    """Say whether another text has most of some passages without the marks around them."""
    # What stays a mark there parts what it stands between.
    quiet = fold(mark.join(_UNQUIET.sub("", part) for part in other.split(mark)))
    asked = matches[:_MOST_ASKED]
    bare = sum(
        _seam(match.string, *match.span("open"), (_OUTER, _INNER)) in quiet
        or _seam(match.string, *match.span("close"), (_INNER, _OUTER)) in quiet
        for match in asked
    )
    return 2 * bare > len(asked)


def _seam(text: str, start: int, end: int, sizes: tuple[int, int]) -> str:
    """Return the quiet characters around a mark, as they would stand without it."""
    before = _UNQUIET.sub("", text[max(0, start - _NEAR) : start])
    return fold(before[-sizes[0] :] + _UNQUIET.sub("", text[end : end + _NEAR])[: sizes[1]])


def find_links(texts: Texts) -> Sides:
    """Return the brackets of links; their targets are text, which only one side has then."""
    found: Sides = ([], [])
    for pattern, whites in ((_LINK, ("", " ", "")), (_AUTOLINK, ("", ""))):
        sides = [[*pattern.finditer(text)] for text in texts]
        counts = len(sides[0]), len(sides[1])
        if differ(*counts) and have_gone("[<", counts, texts):
            for dress, matches in zip(found, sides, strict=True):
                dress.extend(
                    (*match.span(group), white)
                    for match in matches
                    for group, white in enumerate(whites, 1)
                )
    return found


def find_notes(texts: Texts) -> Sides:
    """Return the numbers of footnotes, as in word[3], where the other text has none."""
    old, new = ([(*match.span(), "") for match in _NOTE.finditer(text)] for text in texts)
    counts = len(old), len(new)
    if min(counts) or sum(counts) < _LEAST_NOTES or not have_gone("[", counts, texts):
        return [], []
    return old, new


def find_tags(texts: Texts) -> Sides:
    """Return the tags of HTML that one text has; <title> alone may be a name to fill in."""
    if not any(map(_MARKED_UP.search, texts)):
        return [], []
    old, new = (
        [
            (*match.span(), "\n" if match["block"] else " " if match["cell"] else "")
            for match in _TAG.finditer(text)
        ]
        for text in texts
    )
    counts = len(old), len(new)
    gone = differ(*counts) and have_gone("<", counts, texts)
    return (old, new) if gone else ([], [])
