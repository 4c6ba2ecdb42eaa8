"""Whose a text is: the party it names for itself, the hosts it is reached at, where it holds.

Terms, policies and contracts have titles that only say of what kind they are. What tells the
terms of one firm from those of another, made from one template, is how the text names the
firm: it defines "we", it says who is responsible, it gives an address, it says a name again
and again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

import attrs

from docdiff.patterns import Pattern
from docdiff.text import fold, is_cjk
from docdiff.verify.definitions import core_of, find_names, is_legal_name, own_words
from docdiff.verify.titles import NOT_A_NAME
from docdiff.verify.vocabulary import (
    ARTICLES,
    COUNTRIES,
    LENDING_HOSTS,
    MONTHS,
    PLACES,
    SUFFIXES,
)

__all__ = ["Party", "find_party", "is_lettered", "tell_parties_apart"]

# Characters of a text in which it says whose it is, and in which a name shows how often it comes.
_LOOKED_AT: Final = 8_000
_LOOKED_AT_OF_IDEOGRAPHS: Final = 3_000
# Characters by which a text is judged to be in letters: one or two bytes each, not three.
_JUDGED: Final = 120
_LETTERED: Final = 1.5
# Characters of a head, which says for whom the text is.
_HEAD: Final = 1_500
# Characters behind a name in which its address stands.
_AFTER: Final = 200
# A name that runs through a text of letters comes so often and covers so much of the letters:
# one of nine letters comes once in 360.
_OFTEN: Final = 4
_COVERED: Final = 0.025
# The label of a text's host is known to be a name, and need not come so often.
_OFTEN_AS_HOST: Final = 3
_SHORTEST_NAME: Final = 4
# Characters of the first lines, which say whose a text is.
_FIRST_LINES: Final = 400
# Part of its places in which a name may have an article before it.
_WITH_ARTICLE: Final = 0.5
_LONGEST_ARTICLE: Final = 12

_LONGEST_HOST: Final = 253  # RFC 1035
_HOST = Pattern(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.IGNORECASE)
_LINK = Pattern(r"\]\([^()\s]*\)|(?:https?://|www\.|@)\S+")
_WORD = Pattern(r"[^\W\d_]+")
# For whom a text is, said at the beginning of a line: (If you live outside the EU).
_SCOPE = Pattern(
    r"^[^\w\[\n]*(?:(?:this|these|the following) \w+ (?:applies|apply) )?"
    r"(?:(?:if|where) you (?:live|reside|are (?:an? )?(?:user|resident|living)[^.\n]{0,40}?)"
    r"|(?:to |for )?(?:users|residents|customers)(?: who (?:live|reside))?"
    r"|(?:gilt )?für (?:nutzer|kunden)(?: mit (?:wohn)?sitz)?)"
    r"\s+(?P<side>in|outside(?: of)?|außerhalb(?: von)?)\s(?P<places>[^.:)*\n]{2,160})",
    re.IGNORECASE | re.MULTILINE,
)
_INCLUDED = Pattern(r"\b(?:including|einschließlich)\b.*", re.IGNORECASE)


@attrs.frozen
class Party:
    """What a text says of whose it is.

    ``names`` are the names it gives, each with the part that its bearer plays, "" for the
    text's own party; ``legal_names`` and ``countries`` are those of its own party, folded.
    ``hosts`` are the labels of the hosts in it, and ``own_hosts`` those that are its party's;
    ``throughout`` are names that run through it, and ``introduced`` those that stand in its
    first lines and again further down. ``scope`` says whether it is for people
    inside or outside some places.
    """

    names: tuple[tuple[str, str], ...] = ()
    legal_names: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()
    own_hosts: frozenset[str] = frozenset()
    throughout: tuple[str, ...] = ()
    introduced: tuple[str, ...] = ()
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
    ((('', 'Acme Inc'),), ['acmeinc'])
    """
    has_letters = is_lettered(text)
    start = text[: _LOOKED_AT if has_letters else _LOOKED_AT_OF_IDEOGRAPHS]
    links = Counter[str]()
    mails = Counter[str]()
    for host, is_mail in _find_hosts(text):
        (mails if is_mail else links)[host] += 1
    most = max(links.values(), default=0)
    own = frozenset(mails) - LENDING_HOSTS or (
        frozenset(host for host, count in links.items() if count == most) - LENDING_HOSTS
    )
    defined = tuple(find_names(start, has_letters=has_letters))
    themselves = [(name, place) for role, name, place in defined if not role]
    return Party(
        tuple(sorted({(role, name) for role, name, _ in defined})),
        frozenset(NOT_A_NAME.sub("", fold(name)) for name, _ in themselves if is_legal_name(name)),
        frozenset(_find_countries(start, [place for _, place in themselves])),
        frozenset(links) | frozenset(mails),
        own,
        *_find_repeated(start, own, has_letters=has_letters),
        _find_scope(start[:_HEAD]) if has_letters else None,
    )


def is_lettered(text: str) -> bool:
    """Say whether a text is written in letters, as far as its beginning tells.

    Examples
    --------
    >>> is_lettered("Über uns"), is_lettered("关于我们")
    (True, False)
    """
    start = text[:_JUDGED]
    return len(start.encode("utf-8", "surrogatepass")) < _LETTERED * len(start)


def tell_parties_apart(
    a: Party, b: Party, read: Callable[[], tuple[str, str]], *, from_one_form: bool = False
) -> str:
    """Say what shows that two texts are of different parties, or nothing.

    Parameters
    ----------
    a, b
        What the texts say of whose they are.
    read
        Gives both quiet texts; called only where the parties may differ.
    from_one_form
        Whether the texts are near copies whose titles only say of what kind they are. Those
        of one party then have the same names in their first lines.

    Examples
    --------
    >>> a, b = (find_party(f'You and {name} Inc. ("we") agree.') for name in ("Acme", "Bolt"))
    >>> tell_parties_apart(a, b, lambda: ("youandacmeinc", "youandboltinc"))
    'one is of Acme Inc, the other of Bolt Inc'
    """
    if _have_other_scopes(a, b):
        return "they are for people in different places"
    if _are_apart(a.legal_names, b.legal_names) and _are_apart(a.countries, b.countries):
        return "they are of firms in different countries"
    names = _find_other_names(a, b, read)
    if names:
        return f"one is of {names[0]}, the other of {names[1]}"
    words = _find_other_words(a.throughout, b.throughout, read)
    if words:
        return f"one has {words[0]} throughout where the other has {words[1]}"
    if from_one_form and not _share_hosts(a, b):
        words = _find_other_words(a.introduced, b.introduced, read)
    return f"one is of {words[0]}, the other of {words[1]}" if words else ""


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
        if (
            not frozenset()
            .union(*map(own_words, own))
            .isdisjoint(frozenset().union(*map(own_words, other)))
        ):
            continue
        if not role and _share_hosts(a, b):
            continue
        chars_a, chars_b = read()
        if any(core_of(name) in chars_b for name in own) or any(
            core_of(name) in chars_a for name in other
        ):
            continue
        return own[0], other[0]
    return None


def _share_hosts(a: Party, b: Party) -> bool:
    """Say whether either text has a host that is the other's own."""
    return not (a.own_hosts.isdisjoint(b.hosts) and b.own_hosts.isdisjoint(a.hosts))


def _find_other_words(
    a: tuple[str, ...], b: tuple[str, ...], read: Callable[[], tuple[str, str]]
) -> tuple[str, str] | None:
    """Return a name of each text that has no trace in the other."""
    if not a or not b:
        return None
    chars_a, chars_b = read()
    of_a = next((name for name in a if fold(name) not in chars_b), None)
    of_b = next((name for name in b if fold(name) not in chars_a), None)
    return (of_a, of_b) if of_a and of_b else None


# Hosts


def _find_hosts(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the label of each host that a text links to, and whether it is one of mail."""
    for mark, skipped in (("://", 3), ("www.", 0), ("@", 1)):
        place = text.find(mark)
        while place >= 0:
            # Bounded, since in www.www.www. each place would look to the end.
            start = place + skipped
            found = _HOST.match(text, start, start + _LONGEST_HOST)
            if found and (mark != "www." or text[place - 1 : place] != "/"):
                yield _label_of(found[0]), mark == "@"
            place = text.find(mark, place + len(mark))


def _label_of(host: str) -> str:
    """Return the part of a host that is its owner's name."""
    parts = host.lower().split(".")
    if len(parts) > 2 and parts[-2] in SUFFIXES:  # noqa: PLR2004 (example.co.uk)
        parts.pop()
    return parts[-2]


def _find_countries(text: str, places: list[int]) -> Iterator[str]:
    """Yield the countries that stand behind some places."""
    for place in places:
        address = text[place : place + _AFTER]
        yield from (code for code, words in COUNTRIES.items() if re.search(words, address))


def _find_scope(head: str) -> tuple[bool, frozenset[str]] | None:
    """Return for people inside or outside which places a text is, or None."""
    found = _SCOPE.search(head)
    if not found:
        return None
    words = _INCLUDED.sub("", found["places"])
    places = frozenset(code for code, name in PLACES.items() if re.search(name, words))
    return (fold(found["side"]) == "in", places) if places else None


# Names that run through a text


def _find_repeated(
    text: str, hosts: frozenset[str], *, has_letters: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names that run through a text, and those of its first lines that come again.

    The label of a host is a name where the text has it; others are known by their capitals.
    """
    if not (has_letters or hosts):
        return (), ()
    plain = _LINK.sub(" ", text)
    words = _WORD.findall(plain)
    spoken = "".join(words).lower() if hosts else ""
    said = {host: spoken.count(host) for host in hosts if len(host) >= _SHORTEST_NAME}
    throughout = sorted(host for host, count in said.items() if count >= _OFTEN_AS_HOST)
    introduced = sorted(host for host, count in said.items() if count)
    least = _COVERED * sum(map(len, words))
    counts = Counter(words)
    first = frozenset(_WORD.findall(plain[:_FIRST_LINES]))
    for word, count in counts.items():
        is_throughout = count >= _OFTEN and count * len(word) >= least
        if (
            (is_throughout or (count > 1 and word in first))
            and len(word) >= _SHORTEST_NAME
            and word[0].isupper()
            and word.lower() not in counts
            and word.lower() not in MONTHS
            and not is_cjk(word[0])
            and _is_name(word, count, plain)
        ):
            (throughout if is_throughout else introduced).append(word)
    return tuple(throughout), tuple(introduced)


def _is_name(word: str, count: int, text: str) -> bool:
    """Say whether a word stands for the better part without an article."""
    with_article = 0
    place = text.find(word)
    while place >= 0:
        before = text[max(place - _LONGEST_ARTICLE, 0) : place].split()
        with_article += bool(before) and before[-1].lower() in ARTICLES
        place = text.find(word, place + len(word))
    return with_article < _WITH_ARTICLE * count
