"""Pairs of texts with known edits for tools that only say where texts differ.

They are those of ``benchmarks.quality``, of the kinds in which it is beyond doubt which
characters were edited. What was moved, split or said twice is left out: either copy may be
marked.
"""

from __future__ import annotations

from random import Random
from typing import Final

import attrs

from benchmarks.quality.kinds import POINTS
from benchmarks.quality.run import make_cases
from benchmarks.quality.texts import Texts
from benchmarks.quality.truth import Case

_FACTS: Final = tuple(
    name
    for name in POINTS
    if name.split()[0] in ("figure", "date", "unit", "reference", "negation", "modality")
)
_NOISES: Final = ("re-wrapped", "white space", "width", "case", "script", "annotation")
FACTS, WORDS, PARAGRAPHS, AMID, NOISE = "facts", "words", "paragraphs", "amid noise", "noise"
GROUPS: Final = {
    FACTS: (*_FACTS, "figure added", "date added", "figure unmasked", "date unmasked"),
    WORDS: (
        *("word replaced", "word deleted", "word inserted"),
        *("sentence deleted", "sentence inserted"),
    ),
    PARAGRAPHS: ("paragraph deleted", "paragraph inserted", "line deleted"),
    AMID: tuple(f"edit, {name}" for name in _NOISES),
    NOISE: tuple(f"{name} (noise)" for name in _NOISES),
}


@attrs.frozen
class Pair:
    """A case, and what kind of edit it holds."""

    group: str
    kind: str
    language: str
    case: Case


def make_pairs(texts: Texts, cases: int, seed: int) -> tuple[Pair, ...]:
    """Return up to ``cases`` pairs of each kind and language."""
    return tuple(
        Pair(group, kind, language, case)
        for group, kinds in GROUPS.items()
        for kind in kinds
        for language in sorted(texts)
        for case in make_cases(
            kind,
            language,
            texts[language],
            cases,
            Random(f"{seed} {kind} {language}"),  # noqa: S311 (a seeded benchmark)
        )
    )
