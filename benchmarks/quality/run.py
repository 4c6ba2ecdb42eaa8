"""A run: cases of every kind, language by language, judged and counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random

from benchmarks.quality.judge import Verdict, judge
from benchmarks.quality.kinds import MAKERS
from benchmarks.quality.scores import Score
from benchmarks.quality.sentences import enrich
from benchmarks.quality.texts import Texts
from benchmarks.quality.truth import Case

# Texts that are tried for each case that is wanted: few texts have a site of every kind.
_TRIES = 4
_MOST_SENTENCES = 4

Watch = Callable[[str, str, Case, Verdict], None]


def make_cases(
    name: str, language: str, texts: tuple[str, ...], count: int, random: Random
) -> Iterable[Case]:
    """Yield up to ``count`` cases of a kind, each in a text drawn anew."""
    made = 0
    for _ in range(_TRIES * count):
        if made == count:
            return
        text = random.choice(texts)
        text = enrich(text, language, random.randint(0, _MOST_SENTENCES), random)
        case = MAKERS[name](text, language, random)
        if case:
            made += 1
            yield case


def run(
    texts: Texts,
    cases: int,
    seed: int,
    *,
    kinds: Iterable[str] = tuple(MAKERS),
    watch: Watch | None = None,
) -> dict[tuple[str, str], Score]:
    """Return the scores of every kind and language, ``cases`` of each where the texts allow it.

    ``watch`` gets every case that came out wrong.
    """
    scores: dict[tuple[str, str], Score] = {}
    for name in kinds:
        for language in sorted(texts):
            random = Random(f"{seed} {name} {language}")  # noqa: S311 (a seeded benchmark)
            score = Score()
            for case in make_cases(name, language, texts[language], cases, random):
                verdict = judge(case)
                score.add(case, verdict)
                if watch and not verdict.is_right:
                    watch(name, language, case, verdict)
            if score.cases:
                scores[name, language] = score
    return scores
