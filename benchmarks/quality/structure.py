"""Edits of whole paragraphs: gone, moved, split, merged, said again."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from random import Random

import attrs

from benchmarks.quality.points import PointMaker, trim
from benchmarks.quality.sites import family, paragraphs
from benchmarks.quality.truth import Case, Place, Replacement, Rewriting, Wanted, over_space

_SHORTEST = 40
_FEWEST = 4


@attrs.frozen
class _Parts:
    """The paragraphs of a text and the number of one that stands once and says something."""

    text: str
    places: list[Place]
    chosen: int

    def read(self, number: int) -> str:
        """Return one paragraph."""
        return self.text[slice(*self.places[number])]


def _quiet(text: str) -> str:
    return "".join(text.split())


def _choose(text: str, random: Random, shortest: int = _SHORTEST) -> _Parts | None:
    places = paragraphs(text)
    quiet = _quiet(text)
    long = [
        k
        for k, (start, end) in enumerate(places)
        if len(_quiet(text[start:end])) >= shortest and quiet.count(_quiet(text[start:end])) == 1
    ]
    if not long or len(places) < _FEWEST:
        return None
    return _Parts(text, places, random.choice(long))


def _cut(parts: _Parts) -> Replacement:
    """Return what takes the chosen paragraph out with one of its blank lines."""
    number, places = parts.chosen, parts.places
    if number + 1 < len(places):
        return Replacement(places[number][0], places[number + 1][0], "")
    return Replacement(places[number - 1][1], places[number][1], "")


def paragraph_deleted(text: str, language: str, random: Random) -> Case | None:
    """Take one paragraph out."""
    del language
    parts = _choose(text, random)
    if parts is None:
        return None
    cut = _cut(parts)
    done = Rewriting(text, [cut])
    place = parts.places[parts.chosen]
    gone = done.low(cut.start)
    core = trim(text, place)
    wanted = Wanted(
        frozenset({"paragraph-deleted"}),
        core,
        over_space(text, place),
        (gone, gone),
        over_space(done.text, (gone, gone)),
    )
    return Case(text, done.text, (wanted,))


def line_deleted(text: str, language: str, random: Random) -> Case | None:
    """Take one line out of a paragraph of several, an item of a list, without figures."""
    fact = (
        r"[\d§%]|[第一二三四五六七八九十百千兩](?!、)|不|未|應|应|得|"
        r"\b(?:not?|shall|may|must|can|should)\b"
    )
    if language == "de":
        return None  # lines of the German sets are wrapped
    lines = [
        (a + m.start(), a + m.end())
        for a, b in paragraphs(text)
        for m in re.finditer(r"(?<=[。；;.,：:]\n)[^\n]{12,}\n", text[a:b])
        if not re.search(fact, re.sub(r"^[\s　]*(?:[一二三四五六七八九十]+、|\(?\w\))", "", m[0]))
        and _quiet(text).count(_quiet(m[0])) == 1
    ]
    if not lines:
        return None
    place = random.choice(lines)
    done = Rewriting(text, [Replacement(*place, "")])
    inside = text[slice(*place)].strip()
    start = text.index(inside, place[0])
    core = (start, start + len(inside))
    gone = done.low(place[0])
    kinds = frozenset({"paragraph-deleted", "text-deleted"})
    wanted = Wanted(
        kinds, core, over_space(text, place), (gone, gone), over_space(done.text, (gone, gone))
    )
    return Case(text, done.text, (wanted,))


def _moved(parts: _Parts, random: Random) -> tuple[str, Place] | None:
    """Return the text with the chosen paragraph elsewhere, and where it stands then.

    It passes over more than twice its own length, so that nothing else can have moved.
    """
    number = parts.chosen
    rest = [parts.read(k) for k in range(len(parts.places)) if k != number]
    size = len(parts.read(number))
    far = [
        p
        for p in range(len(rest) + 1)
        if sum(map(len, rest[min(p, number) : max(p, number)])) > 2 * size + 20
    ]
    if not far:
        return None
    place = random.choice(far)
    order = [*range(number), *range(number + 1, len(parts.places))]
    order.insert(place, number)
    new = "\n\n".join(parts.read(k) for k in order) + "\n"
    start = sum(len(parts.read(k)) + 2 for k in order[:place])
    return new, (start, start + size)


def _plain(text: str) -> str:
    """Return a text with one blank line between paragraphs."""
    return "\n\n".join(text[a:b] for a, b in paragraphs(text)) + "\n"


def _want_move(old_text: str, old: Place, new_text: str, new: Place) -> Wanted:
    """Return the change that a paragraph at two places has to be reported as."""
    return Wanted(
        frozenset({"paragraph-moved"}),
        trim(old_text, old),
        over_space(old_text, old),
        trim(new_text, new),
        over_space(new_text, new),
    )


def paragraph_moved(text: str, language: str, random: Random) -> Case | None:
    """Move one paragraph over others."""
    del language
    parts = _choose(_plain(text), random)
    moved = _moved(parts, random) if parts else None
    if parts is None or moved is None:
        return None
    old, new = parts.places[parts.chosen], moved[1]
    wanted = _want_move(parts.text, old, moved[0], new)
    return Case(parts.text, moved[0], (wanted,))


def moved_and_edited(inner: PointMaker) -> Callable[[str, str, Random], Case | None]:
    """Return a maker of moves of a paragraph that is edited as well."""

    def make(text: str, language: str, random: Random) -> Case | None:
        parts = _choose(_plain(text), random, 2 * _SHORTEST)
        moved = _moved(parts, random) if parts else None
        if parts is None or moved is None:
            return None
        new_text, new = moved
        old = parts.places[parts.chosen]
        edit = inner(parts.read(parts.chosen), language, random)
        if edit is None:
            return None
        change = edit.replacement
        growth = len(change.text) - (change.end - change.start)
        at = new[0] + change.start
        edited = new_text[:at] + change.text + new_text[new[0] + change.end :]
        core_new = (at + edit.core_new[0], at + edit.core_new[1])
        to = (new[0], new[1] + growth)
        here = Wanted(
            edit.kinds,
            (old[0] + edit.core[0], old[0] + edit.core[1]),
            (old[0] + edit.hull[0], old[0] + edit.hull[1]),
            core_new,
            (
                min(core_new[0], new[0] + edit.hull[0]),
                max(core_new[1], new[0] + edit.hull[1] + growth),
            ),
            edit.value,
        )
        whole = _want_move(parts.text, old, edited, to)
        return Case(parts.text, edited, (whole, here))

    return make


_INNER_END = {
    "zh": re.compile(r"(?<=[^\W\d_]{3}[。])(?=[^\W\d_]{3})"),
    "en": re.compile(r"(?<=[a-z]{3}\.)[ \n](?=[A-Z][a-z]+ )"),
    "de": re.compile(r"(?<=[a-zäöüß]{3}\.)[ \n](?=[A-ZÄÖÜ][a-zäöü]+ )"),
}


def paragraph_split(text: str, language: str, random: Random) -> Case | None:
    """Put a blank line between two sentences of a paragraph."""
    places = [m.span() for m in _INNER_END[family(language)].finditer(text)]
    if not places:
        return None
    place = random.choice(places)
    done = Rewriting(text, [Replacement(*place, "\n\n")])
    new = (place[0], place[0] + 2)
    kind = frozenset({"paragraph-split"})
    wanted = Wanted(kind, (place[0], place[0]), place, (new[0], new[0]), new)
    return Case(text, done.text, (wanted,))


def paragraph_merged(text: str, language: str, random: Random) -> Case | None:
    """Take the blank line between two paragraphs out, both of which are whole sentences."""
    places = paragraphs(text)
    gaps = [
        (a[1], b[0])
        for a, b in pairwise(places)
        if a[1] - a[0] > _SHORTEST
        and b[1] - b[0] > _SHORTEST
        and text[a[1] - 1] in "。."
        and text[b[0]].isalpha()
        and "\n" not in text[a[0] : a[1]] + text[b[0] : b[1]]
    ]
    if not gaps:
        return None
    place = random.choice(gaps)
    gap = "" if family(language) == "zh" else " "
    done = Rewriting(text, [Replacement(*place, gap)])
    new = (place[0], place[0] + len(gap))
    kind = frozenset({"paragraph-merged"})
    wanted = Wanted(kind, (place[0], place[0]), place, (new[0], new[0]), new)
    return Case(text, done.text, (wanted,))


def repeat_added(text: str, language: str, random: Random) -> Case | None:
    """Put one paragraph in a second time: at the end, right behind itself or anywhere."""
    del language
    parts = _choose(text, random)
    if parts is None:
        return None
    places, number = parts.places, parts.chosen
    after = random.choice([len(places) - 1, number, random.randrange(len(places))])
    at = places[after][1]
    said = parts.read(number)
    done = Rewriting(text, [Replacement(at, at, "\n\n" + said)])
    new = (at + 2, at + 2 + len(said))
    core, hull, here = trim(done.text, new), new, (at, at)
    if after in (number, number - 1):
        # Of two copies side by side, either may be the new one.
        core = (new[0], new[0])
        original = places[number]
        hull = (min(new[0], original[0]), max(new[1], done.high(original[1])))
        here = original
    wanted = Wanted(
        frozenset({"repeat-added"}),
        (at, at),
        over_space(text, here),
        core,
        over_space(done.text, hull),
    )
    return Case(text, done.text, (wanted,))
