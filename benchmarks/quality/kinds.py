"""Every kind of edit that the benchmark makes, by the name of its row."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from benchmarks.quality import (
    dates,
    denials,
    figures,
    noise,
    notations,
    structure,
    units,
    words,
)
from benchmarks.quality.points import PointMaker
from benchmarks.quality.truth import Case, PointEdit, add_noise, make_case

Maker = Callable[[str, str, Random], Case | None]

POINTS: dict[str, PointMaker] = {
    "figure lost": figures.figure_lost,
    "figure changed": figures.figure_changed,
    "figure masked": figures.figure_masked,
    "figure garbled": figures.figure_garbled,
    "date changed": dates.date_changed,
    "date masked": dates.date_masked,
    "date lost": dates.date_lost,
    "unit changed": units.unit_changed,
    "reference changed": figures.reference_changed,
    "negation inserted": denials.negation_inserted,
    "negation deleted": denials.negation_deleted,
    "modality changed": denials.modality_changed,
    "word replaced": words.word_replaced,
    "word deleted": words.word_deleted,
    "mark deleted": words.mark_deleted,
    "sentence deleted": words.sentence_deleted,
    "encoding damage": words.damage,
}
_MIRRORS = {
    "figure added": "figure lost",
    "figure unmasked": "figure masked",
    "date added": "date lost",
    "date unmasked": "date masked",
    "sentence inserted": "sentence deleted",
    "word inserted": "word deleted",
}
# Kinds that may stand beside one another in one text.
_COMBINED = (
    "figure lost",
    "figure changed",
    "figure masked",
    "date changed",
    "unit changed",
    "modality changed",
    "negation deleted",
    "word replaced",
    "word deleted",
)
_APART = 16


def one(maker: PointMaker) -> Maker:
    """Return the maker of texts with one edit."""

    def make(text: str, language: str, random: Random) -> Case | None:
        edit = maker(text, language, random)
        return make_case(text, [edit]) if edit else None

    return make


def mirrored(maker: Maker) -> Maker:
    """Return the maker of the same cases with their sides exchanged."""

    def make(text: str, language: str, random: Random) -> Case | None:
        case = maker(text, language, random)
        return case.mirror() if case else None

    return make


def several(count: int) -> Maker:
    """Return the maker of texts with as many edits, some characters apart."""

    def make(text: str, language: str, random: Random) -> Case | None:
        edits: list[PointEdit] = []
        for _ in range(6 * count):
            edit = POINTS[random.choice(_COMBINED)](text, language, random)
            if edit and all(_is_apart(edit, other) for other in edits):
                edits.append(edit)
            if len(edits) == count:
                return make_case(text, edits)
        return None

    return make


def _is_apart(a: PointEdit, b: PointEdit) -> bool:
    return a.hull[1] + _APART <= b.hull[0] or b.hull[1] + _APART <= a.hull[0]


def only_noise(name: str) -> Maker:
    """Return the maker of texts that say the same."""
    rule, counted, may_count = noise.NOISES[name]

    def make(text: str, language: str, random: Random) -> Case | None:
        case = add_noise(Case(text, text), rule(text, language, random), counted, *may_count)
        return case if case.noise else None

    return make


def with_noise(name: str) -> Maker:
    """Return the maker of texts with one edit amid noise."""
    rule, counted, may_count = noise.NOISES[name]

    def make(text: str, language: str, random: Random) -> Case | None:
        edit = POINTS[random.choice(_COMBINED)](text, language, random)
        if edit is None:
            return None
        case = make_case(text, [edit])
        case = add_noise(case, rule(case.new, language, random), counted, *may_count)
        return case if case.noise else None

    return make


def _notation(text: str, language: str, random: Random) -> Case | None:
    done = notations.notation(text, language, random)
    return add_noise(Case(text, text), done, "notation", "width") if done else None


MAKERS: dict[str, Maker] = {
    **{name: one(maker) for name, maker in POINTS.items()},
    **{name: mirrored(one(POINTS[other])) for name, other in _MIRRORS.items()},
    "two edits": several(2),
    "five edits": several(5),
    "paragraph deleted": structure.paragraph_deleted,
    "paragraph inserted": mirrored(structure.paragraph_deleted),
    "line deleted": structure.line_deleted,
    "paragraph moved": structure.paragraph_moved,
    "moved, figure changed": structure.moved_and_edited(figures.figure_changed),
    "moved, word replaced": structure.moved_and_edited(words.word_replaced),
    "paragraph split": structure.paragraph_split,
    "paragraph merged": structure.paragraph_merged,
    "repeat added": structure.repeat_added,
    "repeat removed": mirrored(structure.repeat_added),
    **{
        f"edit, {name}": with_noise(name)
        for name in ("re-wrapped", "white space", "width", "case", "script", "annotation")
    },
    "notation (noise)": _notation,
    **{f"{name} (noise)": only_noise(name) for name in noise.NOISES},
}
