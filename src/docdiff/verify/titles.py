"""Which line of a text is its title, and what of it names the subject."""

from __future__ import annotations

from functools import lru_cache
from itertools import takewhile
from typing import Final

import attrs

from docdiff.patterns import Pattern
from docdiff.text import fold
from docdiff.verify.vocabulary import KINDS, KINDS_ZH

__all__ = [
    "BLANKS",
    "NOT_A_NAME",
    "NUMERAL",
    "NUMERALS",
    "Title",
    "find_title",
    "is_field",
    "is_heading",
    "is_kind",
    "label_end",
]

BLANKS: Final = " \t\r\ufeff\u3000\xa0"
NUMERAL: Final = r"[0-9〇零一二三四五六七八九十百]+"
NUMERALS: Final = frozenset("0123456789〇零一二三四五六七八九十百ivx")
NOT_A_NAME: Final = Pattern(r"[\W_]+")

# Lines in which a title is looked for; letterheads are shorter.
_HEAD_LINES: Final = 25
# Lines whose reading is kept: versions of a text begin alike.
_LINES_KEPT: Final = 1 << 12
_LONGEST_TITLE: Final = 100
_LONG_LINE: Final = 60
_JUDGED: Final = 240
_NEXT: Final = 120
_FEW_LETTERS: Final = 3
# Blanks before a line that is centred, more than a body is indented by, and lines of a title.
_CENTRED: Final = 4
_SET_IN: Final = "  "
_TITLE_LINES: Final = 4

_LABEL = Pattern(
    rf"(?:第\s*{NUMERAL}\s*[条章编节款篇部]|§+\s*\d+\w*|(?:art(?:icle|ikel)?|section|chapter"
    rf"|abschnitt|kapitel|part|teil)\b\.?\s*[\divxlc]+\b|[(（]?{NUMERAL}[)）、.])[.:：]?\s*"
)
_SENTENCE_ENDS: Final = tuple("。.;；:：,，!！?？、")
# Rules and fields of a letterhead: lines without a letter, "Category: …", 来源：…, two columns,
# the path of a page, images and badges.
_FIELD = Pattern(
    r"\W*$|\[\^|!?\[!|!\[|<(?!(?:h1|title)\b[^>]*>[^<])|\.\. |[:|].*[:|]"
    r"|[\w-]{1,24}(?: [\w-]{1,16}){0,2}:\s|[\u4e00-\u9fff]{1,6}:|.*\S(?:\s{3,}|\t+)\S"
    r"|.*\S [>»›] \S|(?:posted |written )?by\s"
)
# What looks like the label of a field, and may begin the title of a text that is set in.
_TOPIC = Pattern(r"(\S[^:]*): (?=\S)")
# What a page has above its text: links alone on a line, ways about the site, comments.
_ABOVE = Pattern(
    r"(?:[*+-]\s+)?\[[^\[\]]*\]\([^()]*\)$|//\s|=\w+\b(?!.*=)|(?:skip|jump) to \w|zum inhalt\b"
    r"|(?:men[uü]|navigation|home|search|suche|(?:log|sign) ?(?:in|up)|startseite|首页|跳到.*)$"
)
# The name of a draft or file below a title.
_IDENTIFIER = Pattern(r"\S+-\S*\d$")
# Columns and tags, which no prose has, however long the line.
_COLUMNS = Pattern(r".*\S(?:\s{3,}|\t+)\S")
_TAG = Pattern(r"<(?!(?:h1|title)\b[^>]*>[^<])")
# The head of a printed page, as of a manual: the name stands at both ends.
_RUNNING_HEAD = Pattern(r"(?P<name>\S(?:.{0,60}?\S)?)\s{3,}.*\S\s{3,}(?P=name)$")
# Under a line that is a heading, in reStructuredText and Markdown.
_UNDERLINE = Pattern(r"([=~*#^-])\1{2,}$")
_TITLE_FIELD = Pattern(r"(?:dc\.)?[Tt]itle\s*:\s*(?:!!\S+\s*)?['\"]?(?P<title>.*?)['\"]?$")
_HEADING = Pattern(
    r"(?:#{1,6}|={1,5}|=head\d)\s+(?P<title>\S.*?)\s*[#=]*$|<(?:title|h1)\b[^>]*>(?P<tagged>[^<]+)<"
)
_IMAGE = Pattern(r"!\[[^\[\]]*\]\([^()]*\)")
_MARKUP = Pattern(r"<[^<>]*>|\[(?P<words>[^\[\]]*)\]\([^()]*\)")
_URL = Pattern(r"\w+://\S+")
# Headings of a part of a text, which any text may have first.
_PARTS: Final = Pattern(
    r"(?:abstract|(?:tableof)?contents|index|introduction|name|overview|preamble|preface"
    r"|summary|bezeichnung|einleitung|inhalt(?:sverzeichnis|sübersicht)?|präambel|übersicht"
    r"|vorwort|zusammenfassung|目录|目次|总则|前言|引言|序言|概述|摘要)$"
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez)[a-zäöü]{0,6}\.?"
_DATE = (
    rf"\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th|\.)?\s+{_MONTH},?\s+\d{{4}}"
    rf"|{_MONTH}\s+(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s+)?\d{{4}}|{NUMERAL}年{NUMERAL}月(?:{NUMERAL}日)?"
)
_HAS_DATE = Pattern(_DATE)
_NUMBER = (
    r"\b(?:version|ver|v|rev|revision|release|update|draft|edition|fassung|ausgabe)\b[\s.:#-]*"
    r"\d+(?:[.-]\d+)*[a-z]?\b|\bv\d+(?:\.\d+)*\b|\b\d+\.\d+(?:\.\d+)*[a-z]?\b"
)
_HAS_NUMBER = Pattern(_NUMBER)
_DIGITS = Pattern(r"\d+(?:[.-]\d+)*[a-z]?")
# What tells a version of a title from the next and not its subject from another.
_VERSION = Pattern(
    r"[(\[【〔（][^()\[\]（）【】〔〕]*(?:修正|修订|修改|修编|年版|版本|草案|送审稿|征求意见|试行|暂行"
    r"|amend|revis|version|draft|edition|fassung|stand\b|geändert)[^()\[\]（）【】〔〕]*[)\]】〕）]"
    rf"|{_DATE}|\b(?:last\s+)?(?:updated|effective|revised|stand|current as of)\b.*$|{_NUMBER}"
    rf"|第{NUMERAL}(?:次修订|次修正|版|稿)|(?<=\w)-\d\d$"
    r"|\b(?:archived|consolidated|current|earlier|former|historical|old|previous) version of\b"
)
# An abbreviation in brackets, and the article before a name.
_IN_BRACKETS = Pattern(r"[(（][\"'“”„]?([a-zäöü][a-zäöü .&-]{0,24})[\"'“”]?[)）]")
_ARTICLE = Pattern(r"^\W*(?:the|an?|der|die|das)\b")
# Words that a title may gain or lose: small ones, and those that tell of a revision.
_WORD = Pattern(r"\w+")
_SMALL_WORD = Pattern(
    r"(?:the|an?|and|or|of|on|in|to|for|by|from|with|using|its|der|die|das|des|dem|den|und|oder|von|vom"
    r"|zu[mr]?|über|für|im|mit|nach|version|update[ds]?|updating|revised|amended|neue?[rs]?"
    r"|\w*[a-zäöü]v\d+|\d+(?:rev|bis)\d*)$"
)


# A text about one version of something, such as its release notes, has the number for a subject.
_ABOUT_VERSION = Pattern(
    r"release ?notes|release announcement|what'?s new|changes in|(?:upgrad|migrat)\w+ (?:to|from)\b"
    r"|versionshinweise|neuerungen|neu in|(?:发布|发行|更新|升级)(?:说明|日志|公告|指南)"
)


@attrs.frozen
class Title:
    """The title of a text, folded, without white space or punctuation.

    ``line`` is its last line, -1 where there is none, and ``name`` empty where it names no
    subject; ``following`` is the name that the line behind it would be; ``subtitle`` is what
    that line names a version of, and ``number`` the version that the title itself names.
    ``essences`` are the title without its small words, in one or two spellings. One that
    ``is_kind`` only says of what kind the text is, such as Terms of Service.
    """

    line: int = -1
    name: str = ""
    following: str = ""
    subtitle: str = ""
    number: str = ""
    essences: frozenset[str] = frozenset()
    is_kind: bool = False


def find_title(lines: list[str]) -> Title:
    """Find the title in the first lines of a text.

    Examples
    --------
    >>> find_title(["", "# The Acme Licence (AL) v2.1", ""]).name
    'acmelicence'
    """
    first = _find_line(lines)
    if first < 0:
        return Title()
    last = _find_end(lines, first)
    title = " ".join(_words_of(line.strip(BLANKS)) for line in lines[first : last + 1])
    following = next((line for line in lines[last + 1 :] if line.strip(BLANKS)), "")
    if _TITLE_FIELD.match(lines[first]) and following.startswith(" "):
        title += f" {following}"  # as YAML continues a value
    number = _HAS_NUMBER.search(fold(title))
    essences = _essences_of(title)
    return Title(
        last,
        _name_of(title),
        _name_of(following[:_NEXT]),
        _subtitle_of(following.strip(BLANKS)),
        _DIGITS.findall(number[0])[0] if number else "",
        essences,
        any(map(_say_kind, map(str.split, essences))),
    )


def is_field(folded: str) -> bool:
    """Say whether a folded line is a part of a letterhead, an image or a badge."""
    return bool(_FIELD.match(folded))


def is_heading(line: str, following: str) -> bool:
    """Say whether a line is a heading by its markup, or by the line under it."""
    return bool(_HEADING.match(line.strip(BLANKS)) or _UNDERLINE.match(following.strip(BLANKS)))


def label_end(line: str) -> int:
    """Return where a label such as 第一條 or § 1 ends, or 0."""
    label = _LABEL.match(line)
    return label.end() if label else 0


def _find_line(lines: list[str]) -> int:
    """Return the line that is the title, or -1.

    The first line decides that is no part of a letterhead, an image or a badge: it is a
    heading by markup, or looks like a title, or the text has none.
    """
    met = 0
    in_columns = False
    for k, line in enumerate(lines):
        bare = line.strip(BLANKS)
        if not bare:
            in_columns = False
            continue
        met += 1
        if _PARTS.match(NOT_A_NAME.sub("", fold(_words_of(bare)))):
            continue
        if _TITLE_FIELD.match(bare) or _HEADING.match(bare) or _RUNNING_HEAD.match(bare):
            return k
        if met > _HEAD_LINES:
            break
        # The right column of a letterhead may be longer than the left one, or have a gap.
        in_columns = bool(_COLUMNS.match(bare)) or (
            in_columns and (line.startswith(" ") or _is_in_columns(lines[k + 1 : k + 2]))
        )
        if in_columns or _TAG.match(bare) or _is_above(bare):
            continue
        following, next_but_one = (*(more.strip(BLANKS) for more in lines[k + 1 : k + 3]), "", "")[
            :2
        ]
        if _UNDERLINE.match(following):
            return k
        # A title may be wrapped once; prose goes on.
        is_prose = len(bare) > _LONG_LINE and _has_words(following) and _has_words(next_but_one)
        found = False if is_prose else _judge(_as_judged(line, lines[k + 1 : k + 2]))
        if found is not None:
            return k if found else -1
    return -1


@lru_cache(_LINES_KEPT)
def _is_above(line: str) -> bool:
    """Say whether a line is of the page and not of the text; an image may be a link."""
    start = line[:_JUDGED]
    shown = _IMAGE.sub("", start).strip() if "![" in start else start
    return bool(_ABOVE.match(fold(shown)))


def _find_end(lines: list[str], first: int) -> int:
    """Return the last line of a title, which is one line, or a few that are centred."""
    centred = list(takewhile(_is_centred, lines[first : first + _TITLE_LINES]))
    last = first + len(centred) - 1
    is_block = len(centred) > 1 and not "".join(lines[last + 1 : last + 2]).strip(BLANKS)
    judged = (_as_judged(line, centred[k + 1 : k + 2]) for k, line in enumerate(centred))
    if not is_block or not all(map(_judge, judged)):
        return first
    return last - (len(centred) - 1 and bool(_IDENTIFIER.match(centred[-1].strip())))


def _is_centred(line: str) -> bool:
    """Say whether a line has words and stands further in than those of a body."""
    return line.startswith(" " * _CENTRED) and _has_words(line)


def _is_in_columns(lines: list[str]) -> bool:
    """Say whether any of some lines is in two columns."""
    return any(_COLUMNS.match(line.strip(BLANKS)) for line in lines)


def _as_judged(line: str, following: list[str]) -> str:
    """Return a line without the colons that make no field or sentence of one that is set in.

    Fields stand at the margin; a title that is set in may be "Sieve: Body Extension", and go
    on behind the colon.
    """
    bare = line.strip(BLANKS)
    if not line.startswith(_SET_IN):
        return bare
    if _is_centred(line) and any(map(_is_centred, following)):
        bare = bare.rstrip(":")
    return _TOPIC.sub(r"\1 ", bare, count=1)


def _has_words(line: str) -> bool:
    """Say whether a line is neither blank nor a rule."""
    return any(map(str.isalnum, line))


@lru_cache(_LINES_KEPT)
def _judge(line: str) -> bool | None:
    """Say whether a line is a title; None for a part of a letterhead, behind which one may be."""
    folded = fold(_IMAGE.sub("", line[:_JUDGED]).replace("*", "").strip())
    if _FIELD.match(folded) or _HAS_DATE.match(folded) or not _name_of(folded):
        return None
    return not (
        len(line) > _LONGEST_TITLE
        or line.endswith(_SENTENCE_ENDS)
        or _LABEL.match(folded)
        or len(line) < _FEW_LETTERS
    )


@lru_cache(_LINES_KEPT)
def _words_of(line: str) -> str:
    """Return a title as it is read, without the markup of its line."""
    field = _TITLE_FIELD.match(line)
    if field:
        return field["title"]
    running = _RUNNING_HEAD.match(line)
    if running:
        return running["name"]
    heading = _HEADING.match(line)
    shown = heading["title"] or heading["tagged"] if heading else line
    if "[" in shown or "<" in shown:
        shown = _MARKUP.sub(r" \g<words> ", _IMAGE.sub(" ", shown))
    shown = _URL.sub(" ", shown) if "://" in shown else shown
    if "&" not in shown:
        return shown
    from html import unescape  # noqa: PLC0415 (2 ms, and few titles have an entity)

    return unescape(shown)


@lru_cache(_LINES_KEPT)
def _name_of(title: str) -> str:
    """Return what of a title names the subject."""
    bare = _IN_BRACKETS.sub(" ", _without_version(fold(title)))
    return NOT_A_NAME.sub("", _ARTICLE.sub(" ", bare))


def _without_version(folded: str) -> str:
    """Return a title without its version, unless that is what it is about."""
    return folded if _ABOUT_VERSION.search(folded) else _VERSION.sub(" ", folded)


@lru_cache(_LINES_KEPT)
def _essences_of(title: str) -> frozenset[str]:
    """Return a title without small words: as it stands, and with what brackets abbreviate."""
    folded = _without_version(fold(title))
    words: list[str] = []
    end = 0
    for found in _IN_BRACKETS.finditer(folded):
        words += _great_words(folded[end : found.start()])
        end = found.end()
        size = len(found[1])
        if "".join(word[0] for word in words[-size:]) == found[1]:
            words[-size:] = [found[1]]
    words += _great_words(folded[end:])
    full = _great_words(_IN_BRACKETS.sub(" ", folded))
    return frozenset({" ".join(words), " ".join(full)}) - {""}


def _great_words(folded: str) -> list[str]:
    """Return the words that are not small."""
    return [word for word in _WORD.findall(folded) if not _SMALL_WORD.match(word)]


def is_kind(title: str) -> bool:
    """Say whether a folded title only says of what kind a text is."""
    return _say_kind(_great_words(title))


def _say_kind(words: list[str]) -> bool:
    """Say whether the great words of a title only say of what kind a text is."""
    return all(word in KINDS or KINDS_ZH.match(word) for word in words)


def _subtitle_of(line: str) -> str:
    """Return what a line names of which it gives the version, as in "Part Two 3.0", or nothing."""
    folded = fold(line[:_JUDGED])
    number = _HAS_NUMBER.search(folded)
    if not number or _HEADING.match(line) or not _judge(line):
        return ""
    return _name_of(folded[: number.start()])
