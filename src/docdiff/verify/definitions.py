"""The names by which a text says who we, the company, the landlord or 甲方 are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from docdiff.patterns import Pattern
from docdiff.text import fold, is_cjk
from docdiff.verify.titles import NOT_A_NAME
from docdiff.verify.vocabulary import DEFINING, FORMS, LEGAL_FORMS, PLAIN_ZH, ROLES, SELF

__all__ = ["core_of", "find_names", "is_legal_name", "own_words"]

# Characters of a head in which firms are looked for.
_HEAD: Final = 1_500
# Characters on either side of a definition in which the name stands.
_BEFORE: Final = 160
_AFTER: Final = 200
_LONGEST_NAME: Final = 60
# A line of more words is a sentence and no name.
_MOST_WORDS: Final = 7

_MARKUP = Pattern(r"\]\([^()\s]*\)|[*\[\]\\`#>_]")
_WORD = Pattern(r"[^\W\d_]+")
_LINE_END = Pattern(r"(?<!\n)\n(?!\n)")
_LETTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyzäöüß")
# What defines a name: X ("we"), X (以下简称“我们”), X – nachfolgend „Mieter“ genannt.
_DEFINITION = Pattern(r"[(（][^()（）]{1,160}[)）]|[^\W\d_][^\n()]{1,60}")
_MARKED = Pattern(
    r"[\"“”„'‘’「『*]+\s?(?P<word>[^\"“”„'‘’「」『』*]{1,40}?)[.,，]?\s?[\"“”'‘’」』*]+"
)

_ARTICLE = Pattern(r"(?:the|der|die|das) ")

_NAME_WORD: Final = r"[^\W_a-zäöüß][\w.&’'+-]*"
_JOINED: Final = r"(?:of|and|&|for|für|und)"
_NAME = Pattern(rf"{_NAME_WORD},?(?:[ \t]+(?:{_JOINED} )?{_NAME_WORD},?)*")
_FORM: Final = "|".join(sorted(map(re.escape, LEGAL_FORMS), key=len, reverse=True))
_LEGAL_NAME = Pattern(
    rf"{_NAME_WORD},?\s(?:(?:{_JOINED}\s)?{_NAME_WORD},?\s){{0,4}}?(?:{_FORM})(?!\w)"
    rf"(?:,?\s(?:{_FORM})(?!\w))*"
    r"|[\u4e00-\u9fff()（）]{2,24}?有限(?:责任)?公司"
)
_CHINESE_NAME = Pattern(
    r"[\u4e00-\u9fff()（）]{2,30}?(?:公司|集团|中心|工作室|事务所|合作社|商行|[厂店社])"
)
# A comma behind a name, unless the form of a firm follows.
_NAME_END = Pattern(rf",(?!\s(?:{_FORM})(?!\w))")
_YOU_AND = Pattern(r"^(?:(?:you|we|by|between|with|this|the|and|at)\b[ ,]*)+", re.IGNORECASE)
_BEFORE_CHINESE = Pattern(r"[由是与系]|以及|您|我们")
# Company (…) refers to X, Verantwortliche Stelle … ist: X, Vermieter: X, 甲方（出租方）：X.
_LABEL_END = Pattern(
    r"[\"“”*’'\s]{0,4}(?:[(（][^()（）]{0,160}[)）]\s?)?"
    r"(?:(?P<colon>[:：]|[ \t#=]*\n\s*)"
    r"|(?:refers to|means|bezeichnet|bedeutet|是指|系指|指的是|指)\s"
    r"|(?:im sinne|i\. ?s\.|für|nach|gem\.|gemäß|within the|for|under|in the)[^:\n]{1,140}:"
    r"|[^:.\n]{0,40}\b(?:ist|is):)[*\s]*"
)

_NO_NAMES: Final = FORMS | SELF | ROLES.keys()
_ROLES_OF_LETTERS: Final = {role: part for role, part in ROLES.items() if not is_cjk(role[0])}
_ROLES_OF_IDEOGRAPHS: Final = {role: part for role, part in ROLES.items() if is_cjk(role[0])}


def find_names(text: str, *, has_letters: bool) -> Iterator[tuple[str, str, int]]:
    """Yield the names that a text gives: the part of each, the name, and where it stands.

    The part of the text's own party is "". Where a text defines no name, the firms in its
    head may be that party.

    Examples
    --------
    >>> list(find_names("Vermieter: Erika Muster, Bonn", has_letters=True))
    [('lessor', 'Erika Muster', 11)]
    """
    roles = _ROLES_OF_LETTERS if has_letters else _ROLES_OF_IDEOGRAPHS
    given = [*_find_defined(text), *_find_labelled(text, roles)]
    for role, name, place in given or _find_firms(text[:_HEAD]):
        if own_words(name):
            yield role, name, place


def _find_defined(text: str) -> Iterator[tuple[str, str, int]]:
    """Yield names of which brackets, or words such as nachfolgend, say whose they are."""
    for mark in DEFINING:
        place = text.find(mark)
        while place >= 0:
            words = _DEFINITION.match(text, place)
            marked = [m["word"].strip(" .,") for m in _MARKED.finditer(words[0])] if words else []
            roles = [role for role in map(_role_of, marked) if role is not None]
            if roles:
                yield roles[0], _name_before(text[max(place - _BEFORE, 0) : place]), place
                if not roles[0]:
                    yield from (("", word, place) for word in marked if _NAME.match(word))
            place = text.find(mark, place + 1)


def _find_labelled(text: str, roles: Mapping[str, str]) -> Iterator[tuple[str, str, int]]:
    """Yield the names that stand behind the part that their bearer plays: Vermieter: X."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = fold(text)
    for role, part in roles.items():
        place = lower.find(role)
        while place >= 0:
            end = place + len(role)
            label = _LABEL_END.match(lower, end)
            before = lower[lower.rfind("\n", 0, place) + 1 : place]
            # "they pay the seller: in cash" is no label.
            if (
                label
                and before[-1:] not in _LETTERS
                and not (label["colon"] and _WORD.search(before))
            ):
                start = label.end()
                yield part, _name_after(text[start:], is_line="\n" in label[0]), start
            place = lower.find(role, end)


def _find_firms(head: str) -> Iterator[tuple[str, str, int]]:
    """Yield the names of the firms in a head."""
    if any(form in head for form in LEGAL_FORMS):
        yield from (("", _trim(name[0]), name.end()) for name in _LEGAL_NAME.finditer(head))


def _role_of(words: str) -> str | None:
    """Return the part that marked words name, or None."""
    word = _ARTICLE.sub("", fold(words))
    return "" if word in SELF else ROLES.get(word)


def _name_before(text: str) -> str:
    """Return the name with which some text ends, or the last name of a firm in it."""
    plain = _LINE_END.sub(" ", _MARKUP.sub(" ", text))
    chinese = list(_CHINESE_NAME.finditer(plain))
    if chinese and is_cjk(plain.rstrip()[-1:]):
        return _trim(chinese[-1][0])
    plain = re.split(r"(?<=[a-zäöüß]{2})[.!?]\s+(?=[A-ZÄÖÜ])|\n", plain.rstrip(" –—-(\n"))[-1]
    # What another bracket defines is another's name.
    behind = plain.rpartition(")")[2]
    plain = behind if own_words(behind) else plain
    legal = list(_LEGAL_NAME.finditer(plain))
    if legal:
        return _trim(legal[-1][0])
    names = list(_NAME.finditer(plain))
    return _trim(names[-1][0]) if names and names[-1].end() == len(plain) else ""


def _trim(name: str) -> str:
    """Return a name without the words before it, or the address behind it."""
    own = _BEFORE_CHINESE.split(_YOU_AND.sub("", name, count=1))[-1]
    return _NAME_END.split(own)[0][:_LONGEST_NAME].strip(" ,.")


def _name_after(text: str, *, is_line: bool) -> str:
    """Return the name with which some text begins, which may be a line of its own."""
    plain = _MARKUP.sub(" ", text[:_AFTER]).lstrip()
    chinese = _CHINESE_NAME.match(plain)
    if chinese:
        return chinese[0]
    name = _NAME.match(plain)
    if not name:
        return ""
    line = plain.split("\n", 1)[0].strip()
    if not is_line:
        return _trim(name[0])
    return _trim(line.partition(" (")[0]) if len(line.split()) <= _MOST_WORDS else ""


def own_words(name: str) -> frozenset[str]:
    """Return the words of a name that are its own, of a Chinese one every two ideographs.

    Examples
    --------
    >>> [sorted(own_words(name)) for name in ("The Acme Company Ltd", "北京字节跳动科技有限公司")]
    [['acme'], ['字节', '节跳', '跳动']]
    """
    folded = fold(name)
    if any(map(is_cjk, folded)):
        core = "" if folded in SELF else core_of(name)
        return frozenset(core[k : k + 2] for k in range(max(len(core) - 1, 1)) if core)
    return frozenset(word for word in _WORD.findall(folded) if len(word) > 1) - _NO_NAMES


def core_of(name: str) -> str:
    """Return what of a name another text would have if it named the same."""
    folded = fold(name)
    if any(map(is_cjk, folded)):
        return NOT_A_NAME.sub("", PLAIN_ZH.sub("", folded)) or NOT_A_NAME.sub("", folded)
    own = own_words(name)
    return "".join(word for word in _WORD.findall(folded) if word in own)


def is_legal_name(name: str) -> bool:
    """Say whether a name has the form of a legal person: Acme Inc."""
    return bool(_LEGAL_NAME.search(name))
