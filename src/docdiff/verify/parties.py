"""Whose a text is: the party it names for itself, the hosts it is reached at, where it holds.

Terms, policies and contracts have titles that only say of what kind they are. What tells the
terms of one firm from those of another, made from one template, is how the text names the
firm: it defines "we", it says who is responsible, it gives an address, it says a name again
and again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Final

import attrs

from docdiff.text import fold, is_cjk
from docdiff.verify.titles import NOT_A_NAME
from docdiff.verify.vocabulary import (
    ARTICLES,
    COUNTRIES,
    FORMS,
    LENDING_HOSTS,
    OFFERED,
    PLACES,
    PLAIN_ZH,
    ROLES,
    SELF,
    SUFFIXES,
)

__all__ = ["Party", "find_party", "tell_parties_apart"]

# Characters of a text in which it says whose it is, and in which a name shows how often it comes.
_LOOKED_AT: Final = 8_000
_LOOKED_AT_OF_IDEOGRAPHS: Final = 3_000
# Characters by which a text is judged to be in letters: one or two bytes each, not three.
_JUDGED: Final = 120
_LETTERED: Final = 1.5
# Characters of a head, which says for whom the text is.
_HEAD: Final = 1_500
# Characters on either side of a definition in which the name and its address stand.
_BEFORE: Final = 160
_AFTER: Final = 200
_LONGEST_NAME: Final = 60
# A name that runs through a text of letters comes so often and covers so much of the letters:
# one of nine letters comes once in 360.
_OFTEN: Final = 4
_COVERED: Final = 0.025
# The label of a text's host is known to be a name, and need not come so often.
_OFTEN_AS_HOST: Final = 3
_SHORTEST_NAME: Final = 4
# Part of its places in which a name may have an article before it.
_WITH_ARTICLE: Final = 0.5
_LONGEST_ARTICLE: Final = 12

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.IGNORECASE)
_LINK = re.compile(r"\]\([^()\s]*\)|(?:https?://|www\.|@)\S+")
_MARKUP = re.compile(r"\]\([^()\s]*\)|[*\[\]\\`#>_]")
_WORD = re.compile(r"[^\W\d_]+")
_LINE_END = re.compile(r"(?<!\n)\n(?!\n)")

_LETTER: Final = frozenset("abcdefghijklmnopqrstuvwxyzäöüß")
# What defines a name: X ("we"), X (以下简称“我们”).
_BRACKET = re.compile(r"[(（][^()（）]{1,160}[)）]")
_MARKED = re.compile(r"[\"“”„'‘’「『*]+\s?(?P<word>[^\"“”„'‘’「」『』*]{1,40}?)[.,，]?\s?[\"“”'‘’」』*]+")

_ARTICLE = re.compile(r"(?:the|der|die|das) ")

_NAME_WORD: Final = r"[^\W_a-zäöüß][\w.&’'+-]*"
_JOINED: Final = r"(?:of|and|&|for|für|und)"
_NAME = re.compile(rf"{_NAME_WORD},?(?:[ \t]+(?:{_JOINED} )?{_NAME_WORD},?)*")
_LEGAL: Final = (
    r"(?:Inc|LLC|Ltd|Limited|GmbH|mbH|AG|SE|KG|UG|LLP|PLC|Corp|Corporation|Company|Pty|B\.V|e\. ?V)\b"
)
_LEGAL_NAME = re.compile(rf"(?:{_NAME_WORD},?\s(?:{_JOINED}\s)?){{1,5}}?{_LEGAL}")
_CHINESE_NAME = re.compile(
    r"(?<![由是系与和及指为向])[\u4e00-\u9fff()（）]{2,30}?(?:公司|集团|中心|工作室|事务所|合作社|商行|[厂店社])"
)
# Company (…) refers to X, Verantwortliche Stelle … ist: X, Vermieter: X, 甲方（出租方）：X.
_LABEL_END = re.compile(
    r"[\"“”*’'\s]{0,4}(?:[(（][^()（）]{0,160}[)）]\s?)?"
    r"(?:(?P<colon>[:：])|(?:refers to|means|bezeichnet|bedeutet|是指|系指|指的是|指)\s"
    r"|(?:im sinne|i\. ?s\.|für|nach|gem\.|gemäß|within the|for|under|in the)[^:\n]{1,140}(?:\bist|\bis)?:"
    r"|[^:.\n]{0,40}\b(?:ist|is):)[*\s]*",
)
# For whom a text is, said at the beginning of a line: (If you live outside the EU).
_SCOPE = re.compile(
    r"^[^\w\[\n]*(?:(?:this|these|the following) \w+ (?:applies|apply) )?"
    r"(?:(?:if|where) you (?:live|reside|are (?:an? )?(?:user|resident|living)[^.\n]{0,40}?)"
    r"|(?:to |for )?(?:users|residents|customers)(?: who (?:live|reside))?"
    r"|(?:gilt )?für (?:nutzer|kunden)(?: mit (?:wohn)?sitz)?)"
    r"\s+(?P<side>in|outside(?: of)?|außerhalb(?: von)?)\s(?P<places>[^.:)*\n]{2,160})",
    re.IGNORECASE | re.MULTILINE,
)
_INCLUDED = re.compile(r"\b(?:including|einschließlich)\b.*", re.IGNORECASE)


@attrs.frozen
class Party:
    """What a text says of whose it is.

    ``names`` are the names it gives, each with the part that its bearer plays, "" for the
    text's own party; ``legal_names`` and ``countries`` are those of its own party, folded.
    ``hosts`` are the labels of the hosts in it, and ``own_hosts`` those that are its party's;
    ``throughout`` are names that run through it. ``scope`` says whether it is for people
    inside or outside some places.
    """

    names: tuple[tuple[str, str], ...] = ()
    legal_names: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()
    own_hosts: frozenset[str] = frozenset()
    throughout: tuple[str, ...] = ()
    scope: tuple[bool, frozenset[str]] | None = None


def find_party(text: str) -> Party:
    """Find what a text says of whose it is.

    Parameters
    ----------
    text
        A text as it stands. Its hosts are looked for in all of it, names in its first 8,000
        characters.

    Examples
    --------
    >>> party = find_party('Welcome to Acme. These terms are of Acme Inc. ("we", "us").')
    >>> party.names, sorted(party.legal_names)
    ((('', 'Acme Inc.'),), ['acmeinc'])
    """
    is_lettered = len(text[:_JUDGED].encode("utf-8", "surrogatepass")) < _LETTERED * _JUDGED
    start = text[: _LOOKED_AT if is_lettered else _LOOKED_AT_OF_IDEOGRAPHS]
    links = Counter[str]()
    mails = Counter[str]()
    for host, is_mail in _find_hosts(text):
        (mails if is_mail else links)[host] += 1
    most = max(links.values(), default=0)
    own = frozenset(mails) - LENDING_HOSTS or (
        frozenset(host for host, count in links.items() if count == most) - LENDING_HOSTS
    )
    defined = tuple(_find_names(start, _ROLES_OF_LETTERS if is_lettered else _ROLES_OF_IDEOGRAPHS))
    themselves = [(name, place) for role, name, place in defined if not role]
    return Party(
        tuple(sorted({(role, name) for role, name, _ in defined})),
        frozenset(_squeeze(name) for name, _ in themselves if _LEGAL_NAME.search(name)),
        frozenset(_find_countries(start, [place for _, place in themselves])),
        frozenset(links) | frozenset(mails),
        own,
        tuple(_find_throughout(start, own)) if is_lettered or own else (),
        _find_scope(start[:_HEAD]) if is_lettered else None,
    )


def tell_parties_apart(a: Party, b: Party, read: Callable[[], tuple[str, str]]) -> str:
    """Say what shows that two texts are of different parties, or nothing.

    Parameters
    ----------
    a, b
        What the texts say of whose they are.
    read
        Gives both quiet texts; called only where the parties may differ.

    Examples
    --------
    >>> a, b = (find_party(f'You and {name} Inc. ("we") agree.') for name in ("Acme", "Bolt"))
    >>> tell_parties_apart(a, b, lambda: ("youandacmeinc", "youandboltinc"))
    'one is of Acme Inc., the other of Bolt Inc.'
    """
    if _have_other_scopes(a, b):
        return "they are for people in different places"
    if (
        _are_apart(a.legal_names, b.legal_names)
        and _are_apart(a.countries, b.countries)
    ):
        return "they are of firms in different countries"
    names = _find_other_names(a, b, read)
    if names:
        return f"one is of {names[0]}, the other of {names[1]}"
    words = _find_other_words(a, b, read) if a.throughout and b.throughout else None
    if words:
        return f"one has {words[0]} throughout where the other has {words[1]}"
    return ""


def _are_apart(a: frozenset[str], b: frozenset[str]) -> bool:
    """Say whether both texts have some, and none is the same."""
    return bool(a and b) and a.isdisjoint(b)


def _have_other_scopes(a: Party, b: Party) -> bool:
    """Say whether one text is for people inside the places that the other is not for."""
    if not a.scope or not b.scope:
        return False
    (a_inside, a_places), (b_inside, b_places) = a.scope, b.scope
    if a_inside and b_inside:
        return a_places.isdisjoint(b_places)
    return a_inside is not b_inside and not a_places.isdisjoint(b_places)


def _find_other_names(
    a: Party, b: Party, read: Callable[[], tuple[str, str]]
) -> tuple[str, str] | None:
    """Return names of two who play one part, if nothing says that they are the same.

    They share no word, and neither is named in the other text. Firms that were renamed
    still have their host.
    """
    names_a, names_b = dict(a.names), dict(b.names)
    for role in sorted(names_a.keys() & names_b.keys()):
        own, other = ([name for part, name in party.names if part == role] for party in (a, b))
        if not frozenset().union(*map(_own_words, own)).isdisjoint(
            frozenset().union(*map(_own_words, other))
        ):
            continue
        if not role and not (a.own_hosts.isdisjoint(b.hosts) and b.own_hosts.isdisjoint(a.hosts)):
            continue
        chars_a, chars_b = read()
        if any(_core(name) in chars_b for name in own) or any(
            _core(name) in chars_a for name in other
        ):
            continue
        return own[0], other[0]
    return None


def _find_other_words(
    a: Party, b: Party, read: Callable[[], tuple[str, str]]
) -> tuple[str, str] | None:
    """Return a name that runs through each text and has no trace in the other."""
    chars_a, chars_b = read()
    of_a = next((name for name in a.throughout if fold(name) not in chars_b), None)
    of_b = next((name for name in b.throughout if fold(name) not in chars_a), None)
    return (of_a, of_b) if of_a and of_b else None


# Hosts


def _find_hosts(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the label of each host that a text links to, and whether it is one of mail."""
    for mark, skipped in (("://", 3), ("www.", 0), ("@", 1)):
        place = text.find(mark)
        while place >= 0:
            found = _HOST.match(text, place + skipped)
            if found and (mark != "www." or text[place - 1 : place] != "/"):
                yield _label_of(found[0]), mark == "@"
            place = text.find(mark, place + len(mark))


def _label_of(host: str) -> str:
    """Return the part of a host that is its owner's name."""
    parts = host.lower().split(".")
    if len(parts) > 2 and parts[-2] in SUFFIXES:  # noqa: PLR2004 (example.co.uk)
        parts.pop()
    return parts[-2]


# Names that a text defines


def _find_names(text: str, roles: Mapping[str, str]) -> Iterator[tuple[str, str, int]]:
    """Yield the names that a text gives, the part of each, and where it stands."""
    given = [*_find_defined(text), *_find_labelled(text, roles)]
    for role, name, place in given or _find_offered(text[:_HEAD]):
        if _own_words(name):
            yield role, name, place


def _find_defined(text: str) -> Iterator[tuple[str, str, int]]:
    """Yield names before brackets, and in them, that say whose names they are: X ("we")."""
    for mark in "(（":
        place = text.find(mark)
        while place >= 0:
            bracket = _BRACKET.match(text, place)
            marked = [m["word"].strip(" .,") for m in _MARKED.finditer(bracket[0])] if bracket else []
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
            is_label = label and not (label["colon"] and _WORD.search(before))
            if is_label and before[-1:] not in _LETTER:
                start = label.end()
                yield part, _name_after(text[start : start + _AFTER], "\n" in label[0]), start
            place = lower.find(role, end)


def _find_offered(text: str) -> Iterator[tuple[str, str, int]]:
    """Yield the names of firms that offer something, such as this text."""
    for words in OFFERED:
        place = text.find(words)
        while place >= 0:
            end = place + len(words)
            name = _LEGAL_NAME.match(text, end)
            if name:
                yield "", name[0], end
            place = text.find(words, end)


def _role_of(words: str) -> str | None:
    """Return the part that marked words name, or None."""
    word = _ARTICLE.sub("", fold(words))
    return "" if word in SELF else ROLES.get(word)


def _name_before(text: str) -> str:
    """Return the name with which some text ends, or the last name of a firm in it."""
    plain = _LINE_END.sub(" ", _MARKUP.sub(" ", text))
    chinese = list(_CHINESE_NAME.finditer(plain))
    if chinese and is_cjk(plain.rstrip()[-1:]):
        return chinese[-1][0]
    plain = re.split(r"[.!?]\s+(?=[A-ZÄÖÜ])|\n", plain.rstrip())[-1]
    names = list(_NAME.finditer(plain))
    if names and names[-1].end() == len(plain):
        return names[-1][0].strip(" ,")
    legal = list(_LEGAL_NAME.finditer(plain))
    return legal[-1][0] if legal else ""


def _name_after(text: str, is_line: bool) -> str:  # noqa: FBT001
    """Return the name with which some text begins, which may be a line of its own."""
    plain = _MARKUP.sub(" ", text).lstrip()
    chinese = _CHINESE_NAME.match(plain)
    if chinese:
        return chinese[0]
    name = _NAME.match(plain)
    if not name:
        return ""
    found = re.split(r"[,;(\n]", plain)[0] if is_line else name[0]
    return found[:_LONGEST_NAME].strip(" ,.")


def _own_words(name: str) -> frozenset[str]:
    """Return the words of a name that are its own, of a Chinese one every two ideographs."""
    folded = fold(name)
    if any(map(is_cjk, folded)):
        own = NOT_A_NAME.sub("", PLAIN_ZH.sub("", folded)) or NOT_A_NAME.sub("", folded)
        return frozenset(own[k : k + 2] for k in range(max(len(own) - 1, 1)) if own)
    return frozenset(word for word in _WORD.findall(folded) if len(word) > 1) - FORMS - SELF


def _core(name: str) -> str:
    """Return what of a name another text would have if it named the same."""
    folded = fold(name)
    if any(map(is_cjk, folded)):
        return NOT_A_NAME.sub("", PLAIN_ZH.sub("", folded)) or NOT_A_NAME.sub("", folded)
    own = _own_words(name)
    return "".join(word for word in _WORD.findall(folded) if word in own)


def _squeeze(name: str) -> str:
    """Return a name without white space and punctuation."""
    return NOT_A_NAME.sub("", fold(name))


def _find_countries(text: str, places: list[int]) -> Iterator[str]:
    """Yield the countries that stand behind some places."""
    for place in places:
        address = text[place : place + _AFTER]
        yield from (code for code, word in _COUNTRIES.items() if word.search(address))


_ROLES_OF_LETTERS: Final = {role: part for role, part in ROLES.items() if not is_cjk(role[0])}
_ROLES_OF_IDEOGRAPHS: Final = {role: part for role, part in ROLES.items() if is_cjk(role[0])}
_COUNTRIES: Final = {code: re.compile(words) for code, words in COUNTRIES.items()}
_PLACES: Final = {code: re.compile(words, re.IGNORECASE) for code, words in PLACES.items()}


def _find_scope(head: str) -> tuple[bool, frozenset[str]] | None:
    """Return for people inside or outside which places a text is, or None."""
    found = _SCOPE.search(head)
    if not found:
        return None
    words = _INCLUDED.sub("", found["places"])
    places = frozenset(code for code, word in _PLACES.items() if word.search(words))
    return (fold(found["side"]) == "in", places) if places else None


# Names that run through a text


def _find_throughout(text: str, hosts: frozenset[str]) -> Iterator[str]:
    """Yield the names that run through a text of letters: its own, and others by their capitals."""
    plain = _LINK.sub(" ", text)
    words = _WORD.findall(plain)
    spoken = "".join(words).lower() if hosts else ""
    for host in sorted(hosts):
        if len(host) >= _SHORTEST_NAME and spoken.count(host) >= _OFTEN_AS_HOST:
            yield host
    least = _COVERED * sum(map(len, words))
    counts = Counter(words)
    for word, count in counts.items():
        if (
            count >= _OFTEN
            and len(word) >= _SHORTEST_NAME
            and count * len(word) >= least
            and word[0].isupper()
            and word.lower() not in counts
            and not is_cjk(word[0])
            and _is_name(word, count, plain)
        ):
            yield word


def _is_name(word: str, count: int, text: str) -> bool:
    """Say whether a word stands for the better part without an article."""
    with_article = 0
    place = text.find(word)
    while place >= 0:
        before = text[max(place - _LONGEST_ARTICLE, 0) : place].split()
        with_article += bool(before) and before[-1].lower() in ARTICLES
        place = text.find(word, place + len(word))
    return with_article < _WITH_ARTICLE * count
