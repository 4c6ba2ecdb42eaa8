"""What a text is about, as far as its first lines and its dates say so.

Two texts from one template are alike to the letter but for their subject: the city, the
year, the product. What names the subject is a title; where a text has none, its first
sentence; and the period that a budget or report is for.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cached_property
from typing import Final

import attrs
from rapidfuzz.distance import Indel, Postfix, Prefix

from docdiff.patterns import Pattern
from docdiff.text import fold, is_cjk
from docdiff.verify.designations import Designation, are_one_work, find_designation
from docdiff.verify.headlines import find_lone_lines, find_self_titles
from docdiff.verify.parties import is_lettered
from docdiff.verify.titles import (
    BLANKS,
    NOT_A_NAME,
    NUMERAL,
    NUMERALS,
    Title,
    find_title,
    is_field,
    label_end,
)
from docdiff.verify.vocabulary import PARTY_WORDS, PARTY_WORDS_ZH

__all__ = [
    "Naming",
    "Subject",
    "compare_subjects",
    "find_subject",
    "have_new_title",
    "have_other_aims",
    "have_other_names",
    "have_other_periods",
]

# Characters in which a title is looked for, and lines.
_HEAD_LINES: Final = 75
_HEAD: Final = 3_000
# Ends of a text that may name its period: it stands in the first articles or the last.
_ENDS: Final = 2_000
_OPENING: Final = 120
_SHORTEST_OPENING: Final = 10
# Periods above which a text speaks of years and is not of one.
_FEW_PERIODS: Final = 2
_MANY_PERIODS: Final = 8
# Characters on either side of a word such as 年度 in which the year or name stands.
_WINDOW: Final = 24
# A title of this length may have lost or gained two characters, such as 的 or "the".
_LONG_TITLE: Final = 12
_FEW_LETTERS: Final = 3
# Of numerals, those that are no letters.
_FIGURES: Final = NUMERALS.difference("ivx")
# A text of fewer characters is a line or two, and its first one no title.
_SHORTEST_TEXT: Final = 200

_BLANK = Pattern(r"\n\s*\n")
_PERIOD = Pattern(
    rf"(?<![第前上下次每0-9〇零一二三四五六七八九十百])(?P<zh>{NUMERAL})(?:会计|财政|预算|学)?年度|(?P<term>{NUMERAL})学年"
    r"|(?:fiscal|financial|budget|tax|school|academic) years? (?P<en>\d{4}(?:[/–-]\d{2,4})?)"
    r"|(?:haushalts|geschäfts|rechnungs|schul|wirtschafts)jahre?s? (?P<de>\d{4}(?:[/–-]\d{2,4})?)"
    # A term of one year; longer ones are extended by amendments.
    rf"|自(?:中华民国|民国|公元)?(?P<term_start>{NUMERAL}年{NUMERAL}月{NUMERAL}日)起,?至同年"
)
# What a body calls itself in its own charter: 交通部花蓮港務局（以下簡稱本局）.
_SELF_NAME = Pattern(
    r"(?P<name>[^,。;:、()\s]{2,24})\s?[(]以下简?称(?:为)?[「“\"]?(?P<self>本\w{1,6})[」”\"]?[)]"
)
_BELOW: Final = "以下"
_SELF_WORDS: Final = tuple(
    f"{_BELOW}{words}本" for words in ("简称", "簡稱", "称", "稱", "簡稱「", "简称“")
)
# Characters of such a name that are compared: what stands before may be a verb.
_NAME_END: Final = 5
# What a name begins with, such as the ministry, for what follows to be a part of it.
_NAME_START: Final = 2
# What a text is made for: 為興建高速公路，…特制定本條例. The first aim counts; others come and go.
_AIM = Pattern(
    rf"^[^\S\n]*(?:第{NUMERAL}条[^\S\n]*)?[^,。;:\s]{{0,8}}?(?<![行认因作成称视分定])为了?"
    r"(?P<aim>[^,。;:\s]{4,60}),?[^。;\n]{0,200}?[制订]定本",
    re.MULTILINE,
)
_AIM_END: Final = 600
# What ends it in every script; to fold and search a text takes a hundred times as long.
_MADE: Final = "定本"
# Normalised Indel similarity below which two aims have no more in common than any two.
_OTHER_AIM: Final = 0.5
# One of these stands in every text that names its period; to look for them takes a
# hundredth of the time.
_PERIOD_WORDS: Final = ("年度", "学年", "學年", "起至", "起,至", "起，至", "year", "Year", "jahr")


class Naming(StrEnum):
    """What the titles of two texts, or else their first sentences, say."""

    SAME_WORK = "same work"  # by the number or name that they give to it
    SAME_TITLE = "same title"
    SAME_KIND = "same kind"  # by a title such as Terms of Service, or one found further down
    OTHER_TITLE = "other title"
    LONGER_TITLE = "longer title"  # which begins or ends with the other
    NEW_TITLE = "new title"  # of one text, as far as the words of the titles tell
    SAME_OPENING = "same opening"
    LIKE_OPENING = "like opening"  # the same form, about something else
    UNKNOWN = "unknown"


@attrs.frozen
class Subject:
    """What names the subject of one text, folded, without white space or punctuation.

    ``heading`` is where the title stands and what it says beside the name. The rest is
    looked for when it is asked for.
    """

    heading: Title
    _head: str = attrs.field(repr=False, eq=False)
    _ends: str = attrs.field(repr=False, eq=False)

    @property
    def title(self) -> str | None:
        """The name that the title gives, None where the text has no title."""
        return self.heading.name or None

    @cached_property
    def designation(self) -> Designation:
        """The number or name by which the text is known, beside its title."""
        return find_designation(self._head)

    @cached_property
    def periods(self) -> frozenset[str]:
        """The years or terms that the text is for, empty where it names none or many."""
        return _find_periods(self._ends)

    @cached_property
    def self_name(self) -> tuple[str, str]:
        """The name of a body whose charter this is, and what it calls itself, or nothing."""
        return _find_self_name(self._head[:_ENDS])

    @cached_property
    def aim(self) -> str:
        """What the text says that it is made for, or nothing."""
        head = self._head[:_AIM_END]
        found = _AIM.search(fold(head)) if _MADE in head else None
        return found["aim"] if found else ""

    @cached_property
    def lines(self) -> dict[str, bool]:
        """The lines that stand alone in the head, and whether each is a heading by its markup."""
        return find_lone_lines(self._head)

    @cached_property
    def self_titles(self) -> frozenset[str]:
        """What the text calls itself with its name: these Acme Terms of Use."""
        return find_self_titles(self._head)

    @cached_property
    def is_lettered(self) -> bool:
        """Whether the text is written in letters, as far as its beginning tells."""
        return is_lettered(self._head)

    @cached_property
    def has_parties(self) -> bool:
        """Whether the text speaks to someone, or of the parties to it, as no law does."""
        words = PARTY_WORDS if self.is_lettered else PARTY_WORDS_ZH
        return any(word in self._head for word in words)

    @cached_property
    def opening(self) -> str:
        """How the text proper begins, up to 120 characters of its first paragraph."""
        lines = self._head.split("\n", _HEAD_LINES)
        return _find_opening(lines, self.heading.line)


def find_subject(text: str) -> Subject:
    r"""Find what names the subject of a text.

    Parameters
    ----------
    text
        A text as it stands; Markdown, HTML and letterheads are seen through.

    Examples
    --------
    >>> find_subject("济南市预算条例（2019年修正）\n\n第一条 为2019年度预算…" + "。" * 200).title
    '济南市预算条例'
    >>> find_subject("Acme\n\nThis is the budget of fiscal year 2019." + "." * 200).periods
    frozenset({'2019'})
    """
    if len(text) < _SHORTEST_TEXT:
        return Subject(Title(), "", "")
    head = text[:_HEAD]
    ends = text if len(text) <= 2 * _ENDS else f"{text[:_ENDS]}\n{text[-_ENDS:]}"
    lines = head.split("\n", _HEAD_LINES)
    return Subject(find_title(lines), head, ends)


def compare_subjects(a: Subject, b: Subject) -> Naming:
    r"""Say whether two texts are named alike.

    Versions, dates and notes of amendment in titles tell nothing apart. Titles that differ
    by a character or two are one, unless by a numeral.

    Examples
    --------
    >>> old, new = (find_subject(f"Acme Licence v{n}.0\n" + "You may." * 30) for n in (1, 2))
    >>> compare_subjects(old, new).value
    'same title'
    """
    if are_one_work(a.designation, b.designation):
        return Naming.SAME_WORK
    if a.title and b.title:
        one, other = a.heading, b.heading
        if _is_one_title(a, b):
            if one.subtitle and other.subtitle and one.subtitle != other.subtitle:
                return Naming.OTHER_TITLE
            return Naming.SAME_KIND if one.is_kind and other.is_kind else Naming.SAME_TITLE
        short, long = sorted((a.title, b.title), key=len)
        longer = long.startswith(short) or long.endswith(short)
        # A name with a word more is another work where both are of one version.
        longer = longer and not (one.number and one.number == other.number)
        return Naming.LONGER_TITLE if longer else Naming.OTHER_TITLE
    alike = Indel.normalized_similarity(a.opening, b.opening) if a.opening and b.opening else 0.0
    if alike >= _SAME_OPENING:
        return Naming.SAME_OPENING
    return Naming.LIKE_OPENING if _LIKE_OPENING <= alike < _NEAR_OPENING else Naming.UNKNOWN


def have_new_title(a: Subject, b: Subject, chars_a: str, chars_b: str) -> bool:
    r"""Say whether the words in which two titles differ tell nothing apart in the texts.

    A template is filled in its body as in its title; where one work was given another
    title, either text has the words of both titles as often as the other, but for the title,
    and the titles are the same for the better part.
    Where both titles only say of what kind the text is, it is one text under two headings.
    What has a version number in its title is named with care, and is what it is called.

    Parameters
    ----------
    a, b
        What the texts are about, by titles that differ.
    chars_a, chars_b
        Their quiet texts.

    Examples
    --------
    >>> one, other = (f"{name} in the Yard\n" + "Dogs bark." * 20 for name in ("Dogs", "Pets"))
    >>> have_new_title(find_subject(one), find_subject(other), one.lower(), other.lower())
    True
    """
    if a.heading.number or b.heading.number:
        return False
    if a.heading.is_kind and b.heading.is_kind:
        return True
    name_a, name_b = a.title or "", b.title or ""
    start = Prefix.similarity(name_a, name_b)
    end = Postfix.similarity(name_a[start:], name_b[start:])
    parts = [name[start : len(name) - end] for name in (name_a, name_b)]
    if any(_FIGURES.intersection(part) or len(part) < _FEW_LETTERS for part in parts):
        return False
    if start + end < max(map(len, parts)):
        return False
    bodies = [NOT_A_NAME.sub("", chars) for chars in (chars_a, chars_b)]
    return all(
        own.count(part) - other.count(part) <= 1
        for part, own, other in zip(parts, bodies, reversed(bodies), strict=True)
    )


def have_other_periods(a: Subject, b: Subject) -> bool:
    """Say whether both texts name the years they are for, and none is the same."""
    return bool(a.periods and b.periods) and a.periods.isdisjoint(b.periods)


def have_other_aims(a: Subject, b: Subject) -> bool:
    """Say whether both texts say what they are made for, and it is another thing."""
    return bool(a.aim and b.aim) and Indel.normalized_similarity(a.aim, b.aim) < _OTHER_AIM


def have_other_names(a: Subject, b: Subject) -> bool:
    """Say whether both texts are charters of bodies, and of different ones.

    Their names end otherwise, or begin and end alike with another word between: the same
    works of two harbours. A word more or less is the same body, renamed.
    """
    (name_a, self_a), (name_b, self_b) = a.self_name, b.self_name
    if not name_a or not name_b:
        return False
    if self_a != self_b or name_a[-_NAME_END:] != name_b[-_NAME_END:]:
        return True
    start, end = Prefix.similarity(name_a, name_b), Postfix.similarity(name_a, name_b)
    return start >= _NAME_START and start + end < min(len(name_a), len(name_b))


# Normalised Indel similarities of openings. Above the first nearly all pairs that share much
# are versions; from the second on a name was replaced or a word amended, which may mean either;
# below the third they have nothing in common, as when a law was written anew.
_SAME_OPENING: Final = 0.9
_NEAR_OPENING: Final = 0.8
_LIKE_OPENING: Final = 0.4


def _find_opening(lines: list[str], title: int) -> str:
    """Return how the text behind its title begins."""
    for k in range(title + 1, len(lines)):
        line = fold(lines[k][: 2 * _OPENING].strip(BLANKS))
        if not line or is_field(line):
            continue
        rest = "\n".join([line[label_end(line) :], *lines[k + 1 : k + 4]])
        first = _BLANK.split(rest[: 2 * _OPENING], maxsplit=1)[0]
        opening = NOT_A_NAME.sub("", fold(first))[:_OPENING]
        if len(opening) >= _SHORTEST_OPENING:
            return opening
    return ""


def _find_periods(ends: str) -> frozenset[str]:
    """Return the years and terms that a text is for, or none where it names many."""
    found: set[str] = set()
    for word in _PERIOD_WORDS:
        place = ends.find(word)
        while place >= 0 and len(found) <= _MANY_PERIODS:
            window = fold(ends[max(place - _WINDOW, 0) : place + _WINDOW])
            found |= {next(filter(None, m.groups())) for m in _PERIOD.finditer(window)}
            place = ends.find(word, place + _WINDOW)
    # 一會計年度 is how long something lasts.
    periods = frozenset(period for period in found if len(period) > 1)
    return periods if len(periods) <= _FEW_PERIODS else frozenset()


def _find_self_name(text: str) -> tuple[str, str]:
    """Return the name that the text gives its own body and what it calls itself, or nothing."""
    place = text.find(_BELOW)
    while place >= 0 and not text.startswith(_SELF_WORDS, place):
        place = text.find(_BELOW, place + 1)
    if place < 0:
        return "", ""
    found = _SELF_NAME.search(fold(text[max(place - _WINDOW, 0) : place + _WINDOW]))
    return (found["name"], found["self"]) if found else ("", "")


def _is_one_title(a: Subject, b: Subject) -> bool:
    """Say whether two titles are the same but for a small word, or for where a line ends."""
    first, second = sorted((a.title or "", b.title or ""), key=len)
    if first == second:
        return True
    following = (a if first == a.title else b).heading.following
    if second.startswith(first) and f"{first}{following}".startswith(second):
        return True
    if not a.heading.essences.isdisjoint(b.heading.essences):
        return True
    if (
        len(first) < _LONG_TITLE
        or len(second) - len(first) >= _FEW_LETTERS
        or _has_other_letter(a.heading, b.heading)
    ):
        return False
    rest = iter(second)
    lost = [char for wanted in first for char in _until(rest, wanted)]
    return not NUMERALS.intersection([*lost, *rest]) and _is_subsequence(first, second)


def _has_other_letter(a: Title, b: Title) -> bool:
    """Say whether a lone letter, as in Annex B, stands in one title and not in the other."""
    a_words, b_words = (
        {word for essence in title.essences for word in essence.split()} for title in (a, b)
    )
    return any(len(word) == 1 and not is_cjk(word) for word in a_words ^ b_words)


def _until(rest: object, wanted: str) -> list[str]:
    """Return what an iterator passes over before it gives ``wanted``."""
    passed = []
    for char in rest:  # type: ignore[attr-defined]
        if char == wanted:
            break
        passed.append(char)
    return passed


def _is_subsequence(short: str, long: str) -> bool:
    """Say whether all characters of ``short`` stand in ``long``, in order."""
    rest = iter(long)
    return all(char in rest for char in short)
