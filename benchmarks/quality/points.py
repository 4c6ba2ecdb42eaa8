"""What edits of one place have in common: how a site is drawn, and how it is edited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from benchmarks.quality.sites import Site
from benchmarks.quality.truth import Place, PointEdit, Replacement

PointMaker = Callable[[str, str, Random], PointEdit | None]


def choose(sites: Sequence[Site], random: Random) -> Site | None:
    """Return a site of a form drawn first, so that rare forms are drawn as often."""
    forms = sorted({site.form for site in sites})
    form = random.choice(forms) if forms else ""
    same = [site for site in sites if site.form == form]
    return random.choice(same) if same else None


def replace(site: Site, new: str, kinds: str, text: str) -> PointEdit:
    """Return the edit that writes ``new`` at a site, whose fact has to be quoted whole."""
    place = (site.start, site.end)
    return PointEdit(
        Replacement(*place, new),
        frozenset(kinds.split()),
        place,
        place,
        (0, len(new)),
        site.read(text),
    )


def drop(site: Site, kinds: str, text: str) -> PointEdit:
    """Return the edit that takes a site out, with the space behind it as a writer would."""
    place = (site.start, site.end)
    if text[site.end : site.end + 1] == " " and text[site.start - 1 : site.start] in (" ", "\n"):
        place = (site.start, site.end + 1)
    return PointEdit(
        Replacement(*place, ""),
        frozenset(kinds.split()),
        (site.start, site.end),
        place,
        (0, 0),
        site.read(text),
    )


def trim(text: str, place: Place) -> Place:
    """Return a place without the white space at its ends."""
    start, end = place
    said = text[start:end]
    return start + len(said) - len(said.lstrip()), start + len(said.rstrip())
