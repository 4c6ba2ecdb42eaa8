"""Time docdiff, the floor and the peers on one corpus, in turns, and score what they found.

Each run is a whole process, reading included.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import attrs

from benchmarks.measures import Measure, Table, count, share
from benchmarks.processes import Run
from benchmarks.turns import Rounds, memory, ratios, seconds, take_turns, timed
from benchmarks.versions.contenders import (
    DOCDIFF,
    FLOOR,
    FLOOR_TITLE,
    Answer,
    Contender,
    prepare,
    run_once,
)
from benchmarks.versions.scoring import score_families


@attrs.frozen
class Corpus:
    """A JSON Lines file, the groups of ids that are one work, and what it is."""

    path: Path
    records: int
    groups: Sequence[Sequence[str]]
    title: str


@attrs.frozen
class Plan:
    """How often everything runs, and for how long it may."""

    rounds: int
    slow: float  # seconds from which on one round is enough
    limit: float  # seconds after which a run is ended


def write_corpus(path: Path, texts: dict[str, str], groups: list[list[str]], title: str) -> Corpus:
    """Write texts as a corpus that contenders can read."""
    with path.open("w", encoding="utf-8") as file:
        for id_, text in texts.items():
            file.write(json.dumps({"id": id_, "text": text}, ensure_ascii=False) + "\n")
    return Corpus(path, len(texts), groups, title)


def ask(contender: Contender, corpus: Corpus, folder: Path, limit: float) -> tuple[Run, Answer]:
    """Run a contender once and read its answer, an empty one where it failed."""
    run = run_once(contender, corpus.path, folder, limit)
    work = folder / contender.name
    answer = Answer(None, None) if run.failure else contender.answer(work, corpus.records)
    shutil.rmtree(work)
    return run, answer


def measure(
    corpus: Corpus, contenders: Sequence[Contender], plan: Plan, folder: Path
) -> tuple[Table, dict[str, str]]:
    """Return the table of a corpus, and why some of the contenders are not in it."""
    absent = {one.title: prepare(one, folder, plan.limit) for one in contenders}
    answers: dict[str, Answer] = {}

    def run(contender: Contender) -> Run:
        found, answer = ask(contender, corpus, folder, plan.limit)
        answers[contender.name] = answer
        return found

    ready = {one.name: one for one in contenders if not absent[one.title]}
    jobs = {name: partial(run, one) for name, one in ready.items()}
    turns = take_turns(jobs, plan.rounds, slow=plan.slow)
    rows = {
        one.title: {
            **_time(turns.runs[name], turns.runs[FLOOR], turns.runs[DOCDIFF]),
            **score(corpus.groups, answers[name]),
        }
        for name, one in ready.items()
        if turns.runs[name]
    }
    absent |= {ready[name].title: why for name, why in turns.failures.items()}
    notes = [f"{one.title}: {one.settings}" for one in ready.values()]
    table = Table(
        "dedup",
        "Thinning a corpus, whole processes",
        f"{corpus.title}. Reading included, two threads for all that can use them; medians of "
        f"{plan.rounds} rounds in turns with the fastest and slowest, of what takes over "
        f'{plan.slow:.0f} s one. × is how many times as long, within a round. "Flagged" is the '
        "share of the records with another version that a tool says have one. docdiff compares "
        "each pair exactly and looks at titles and rare words, the peers find near copies.\n\n"
        f"{'; '.join(notes)}.",
        rows,
        rows_are="tools",
        floor=FLOOR_TITLE,
        plot="bars",
        column="time",
    )
    return table, {title: why for title, why in absent.items() if why}


def _time(runs: Rounds, floor: Rounds, own: Rounds) -> dict[str, Measure]:
    row = {
        "time": seconds([run.seconds for run in runs.values()]),
        "× floor": timed(ratios(runs, floor), places=1),
        "× docdiff": attrs.evolve(timed(ratios(runs, own)), better=""),
    }
    peak = memory(runs)
    return {**row, "peak": peak} if peak else row


def score(groups: Sequence[Sequence[str]], answer: Answer) -> dict[str, Measure]:
    """Return how right an answer is, as far as the contender says."""
    row: dict[str, Measure] = {}
    if answer.families is not None:
        pairs = score_families(groups, answer.families)
        row = {
            "precision": share(pairs.hit, pairs.found, places=4),
            "recall": share(pairs.hit, pairs.expected, places=4),
            "F1": Measure(pairs.f1, better="higher", places=4),
        }
    if answer.flagged is not None:
        wanted = {name for group in groups if len(group) > 1 for name in group}
        row["flagged"] = share(len(wanted & answer.flagged), len(wanted), places=4)
    if answer.kept is not None:
        row["kept"] = count(answer.kept)
    return row


def group_ids(path: Path) -> list[list[str]]:
    """Return the groups of a synthetic corpus, whose ids name their work."""
    groups: dict[str, list[str]] = {}
    with path.open(encoding="utf-8") as file:
        for line in file:
            name = json.loads(line)["id"]
            groups.setdefault(name.partition("-")[0], []).append(name)
    return list(groups.values())
