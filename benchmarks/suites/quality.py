"""How right docdiff is, edit by edit and beside its peers."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from benchmarks.differences.cases import Pair, make_pairs
from benchmarks.differences.scoring import judge, tell, tell_noise
from benchmarks.differences.tools import (
    FLOOR,
    Tool,
    choose_tools,
    read_answer,
    run_tool,
    tell_absent,
    write_pairs,
)
from benchmarks.measures import Measure, Table, count, share
from benchmarks.quality.kinds import MAKERS
from benchmarks.quality.run import run
from benchmarks.quality.scores import FLOOR as LEAST
from benchmarks.quality.scores import Score, totals
from benchmarks.quality.texts import OWN, Texts, read_texts
from benchmarks.quality.truth import Case
from benchmarks.revisions.__main__ import OWN as MARKED
from benchmarks.revisions.__main__ import Scores
from benchmarks.revisions.__main__ import judge as judge_marks
from benchmarks.revisions.__main__ import run as run_marks
from benchmarks.revisions.marks import read_pairs
from benchmarks.revisions.tools import TOOLS as TOOLS_HERE
from benchmarks.suites.plan import SEED, Outcome, Plan
from benchmarks.versions import choices
from benchmarks.versions.contenders import DOCDIFF, WITH_FACTS, choose_contenders
from benchmarks.versions.contenders import FLOOR as NOTHING
from benchmarks.versions.corpus import find_sets
from benchmarks.versions.quality import make_tables
from docdiff import Span

_TEXTS = 100  # of each set of --data
_NOISE = " (noise)"


def measure(plan: Plan) -> Outcome:
    """Return all tables of the suite."""
    tables = [score_edits(OWN, plan, "edits", "Known edits of the benchmark's own texts", LEAST)]
    if plan.data:
        random = Random(SEED)  # noqa: S311 (a seeded benchmark)
        real = read_texts(plan.data, _TEXTS, random)
        tables.append(score_edits(real, plan, "edits-data", "Known edits of real texts", None))
    tools = [tool for tool in choose_tools(plan.peers) if not tool.environment.absence()]
    marked, versions, absent = _tools(tools, plan)
    tables += [*marked, _revisions(tools, plan)]
    searchers = [
        one
        for one in choose_contenders(plan.peers)
        if one.name not in (NOTHING, DOCDIFF, WITH_FACTS)
    ]
    folders = find_sets(plan.data) if plan.data else []
    tables += make_tables(folders, searchers, plan.work)
    if folders:
        tables += choices.make_tables(folders)
    absent |= {one.title: why for one in searchers for why in [one.environment.absence()] if why}
    return Outcome(tuple(tables), versions, absent | tell_absent(choose_tools(plan.peers)))


def score_edits(texts: Texts, plan: Plan, name: str, title: str, floor: float | None) -> Table:
    """Return what docdiff says of known edits, kind by kind."""
    scores = run(texts, plan.cases, SEED)
    by_kind = totals(scores)
    edits, noise = Score(), Score()
    for kind, score in by_kind.items():
        if kind.endswith(_NOISE):
            noise += score
        else:
            edits += score
    rows = {"all edits": _row(edits, None), "all noise": _noise_row(noise, None)}
    for kind, score in by_kind.items():
        rows[kind] = (_noise_row if kind.endswith(_NOISE) else _row)(score, floor)
    below = [
        kind for kind, score in by_kind.items() if score.recall < LEAST or score.precision < LEAST
    ]
    languages = ", ".join(sorted({language for _, language in scores}))
    note = (
        f"{len(MAKERS)} kinds, up to {plan.cases} cases of each in each of {languages}. An edit is "
        "found if a change of its kind stands at its place on both sides and quotes what was "
        "edited; precision is the share of reported changes that are one. Noise is right if no "
        f"change is reported and it is counted under its name. Below {LEAST}: "
        f"{', '.join(below) or 'none'}."
    )
    return Table(name, title, note, rows, plot="shares", column="recall")


def _row(score: Score, floor: float | None) -> dict[str, Measure]:
    hit = score.changes - score.made_up
    return {
        "cases": count(score.cases),
        "edits": count(score.edits),
        "found": count(score.found),
        "recall": share(score.found, score.edits, floor=floor),
        "changes": count(score.changes),
        "made up": count(score.made_up),
        "precision": share(hit, score.changes, floor=floor),
    }


def _noise_row(score: Score, floor: float | None) -> dict[str, Measure]:
    return {
        "cases": count(score.cases),
        "edits": count(score.edits),
        "found": count(score.found),
        "recall": share(score.found, score.edits, floor=floor),
        "changes": Measure(score.changes, better="lower", floor=None if floor is None else 0),
    }


def _tools(tools: list[Tool], plan: Plan) -> tuple[list[Table], dict[str, str], dict[str, str]]:
    """Return what tools mark of known edits, their versions, and which did not end."""
    pairs = make_pairs(OWN, plan.pairs, SEED)
    rows: dict[str, dict[str, Measure]] = {}
    noise: dict[str, dict[str, Measure]] = {}
    versions, failed = {}, {}
    for tool in tools:
        if tool.title == FLOOR:
            continue
        some = tool.choose(pairs)
        write_pairs(some, plan.work / "pairs")
        done = run_tool(tool, plan.work / "pairs", plan.work, 30 * plan.limit)
        if done.failure:
            failed[tool.title] = done.failure
            continue
        answer = read_answer(tool, plan.work, some)
        versions[tool.title] = answer.version
        told = [(pair, m) for pair, m in zip(some, answer.marks, strict=True) if m is not None]
        read = [pair for pair, _ in told]
        verdicts = [judge(pair, marks) for pair, marks in told]
        rows[tool.title] = {"pairs": count(len(told)), **tell(read, verdicts)}
        noise[tool.title] = tell_noise(read, verdicts)
    settings = "; ".join(f"{tool.title}: {tool.settings}" for tool in tools if tool.title in rows)
    note = (
        f"Of {len(pairs)} pairs of Chinese, English and German texts with known edits. Found: "
        "something is marked at the place of the edit. In vain: the share of the marked characters "
        "that belong to no edit. Noise unmarked: the share of texts that say the same, wrapped, "
        "spaced or written otherwise, in which nothing is marked; marks on noise: the mean of "
        "such a pair. What is noise is docdiff's own notion: to a reader who minds letter case or "
        "script these are edits. That a tool marks a place is all that is asked here; which figure "
        f"was lost, docdiff alone says. {settings}."
    )
    return (
        [
            Table(
                *("tools", "Known edits beside tools that mark differences", note, rows),
                rows_are="tools",
                plot="shares",
                column="noise unmarked",
            ),
            Table(
                *("noise", "Texts that say the same: how often nothing is marked", "", noise),
                rows_are="tools",
            ),
        ],
        versions,
        failed,
    )


def _revisions(tools: list[Tool], plan: Plan) -> Table:
    """Return how far tools agree with the marks of people."""
    pairs = read_pairs(MARKED)
    scores: Mapping[str, Scores] = run_marks(pairs, TOOLS_HERE)
    found = dict(scores)
    cases = [Pair("", "", "en", Case(pair.old, pair.new)) for pair in pairs]
    write_pairs(cases, plan.work / "pairs")
    for tool in tools:
        if any(title.startswith(tool.title) for title in found) or tool.title == FLOOR:
            continue
        if run_tool(tool, plan.work / "pairs", plan.work, 30 * plan.limit).failure:
            continue
        answer = read_answer(tool, plan.work, cases)
        mine = Scores()
        for pair, marks in zip(pairs, answer.marks, strict=True):
            ranges = tuple((Span(a, b), Span(c, d)) for a, b, c, d in marks or ())
            judge_marks(pair, ranges, mine)
        found[tool.title] = mine
    rows = {
        title: {
            name: Measure(getattr(score, name).f1, better="higher", places=3)
            for name in ("words", "characters", "edits")
        }
        for title, score in found.items()
    }
    note = (
        f"F1 over what people marked in {len(pairs)} revised English sentences: words, their "
        "characters, whole edits. More, of other files, is in [revisions](revisions/README.md)."
    )
    return Table("revisions", "Edits as people mark them", note, rows, rows_are="tools")
