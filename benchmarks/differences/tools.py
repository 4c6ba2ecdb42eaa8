"""The tools that name differences, and how each is run and read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import attrs

from benchmarks.differences.cases import Pair
from benchmarks.differences.peers.common import Mark, read_words
from benchmarks.environments import ENVIRONMENTS, Environment
from benchmarks.processes import Run, run_measured

FLOOR, DOCDIFF = "tokens only (the floor)", "docdiff"
_PEERS = Path(__file__).parent / "peers"


@attrs.frozen
class Tool:
    """A tool with the adapter that runs it."""

    name: str  # as the command line and the adapter's file have it
    title: str
    settings: str
    environment: Environment
    longest: int = 0  # characters of a text that it is given; any, where 0

    def choose(self, pairs: Sequence[Pair]) -> tuple[Pair, ...]:
        """Return the pairs that it is given."""
        return tuple(
            pair
            for pair in pairs
            if not self.longest or max(len(pair.case.old), len(pair.case.new)) <= self.longest
        )

    def command(self, pairs: Path, answer: Path) -> list[str]:
        """Return the command that answers a file of pairs."""
        match self.name:
            case "jsdiff":
                modules = self.environment.home / "node_modules"
                node = ["env", f"NODE_PATH={modules}", "node", str(_PEERS / "jsdiff.cjs")]
                return [*node, str(pairs), str(answer)]
            case "wikidiff2":
                return ["php", str(_PEERS / "wikidiff2.php"), str(pairs), str(answer)]
            case _:
                module = f"benchmarks.differences.peers.{self.name}"
                return [self.environment.python, "-m", module, str(pairs), str(answer)]


@attrs.frozen
class Answer:
    """What a tool marks in each pair, and how long its own calls took.

    It has no marks where what the tool prints is not the two texts.
    """

    version: str
    seconds: tuple[float, ...]
    marks: tuple[tuple[Mark, ...] | None, ...]


def _tool(name: str, title: str, settings: str, environment: str = "") -> Tool:
    return Tool(name, title, settings, ENVIRONMENTS[environment or name])


_COLLATED = 700
_TOKENS = "numbers, words of letters, single ideographs"
TOOLS = (
    _tool("tokens", FLOOR, f"both texts cut into {_TOKENS}; nothing compared", "own"),
    _tool("docdiff", DOCDIFF, "compare, defaults", "own"),
    _tool("difflib", "difflib", f"SequenceMatcher over {_TOKENS}", "own"),
    _tool("cydifflib", "cydifflib", "the same in C++"),
    _tool("rapidfuzz", "RapidFuzz", "Indel.opcodes over the same", "own"),
    _tool("diff_match_patch", "diff-match-patch", "characters, semantic cleanup", "own"),
    _tool("fast_diff_match_patch", "fast-diff-match-patch", "the same in C++"),
    _tool("redlines", "redlines", "defaults: words that white space parts"),
    _tool("git", "git word-diff", f"porcelain, {_TOKENS}; each pair a process"),
    _tool("jsdiff", "jsdiff", "diffWords with Intl.Segmenter"),
    _tool("wikidiff2", "wikidiff2", "wikidiff2_inline_json_diff"),
    Tool(
        "collatex",
        "CollateX",
        f"collate of {_TOKENS}, without segmentation; texts of up to {_COLLATED} characters, "
        "since its time grows with the square",
        ENVIRONMENTS["collatex"],
        _COLLATED,
    ),
)
PEERS = tuple(tool.name for tool in TOOLS[2:])


def run_tool(tool: Tool, pairs: Path, folder: Path, limit: float) -> Run:
    """Run a tool on a file of pairs; its answer is in the folder, under its name."""
    command = tool.command(pairs, folder / f"{tool.name}.jsonl")
    return run_measured(command, folder / f"{tool.name}.log", limit=limit)


def write_pairs(pairs: Sequence[Pair], path: Path) -> None:
    """Write what adapters read."""
    with path.open("w", encoding="utf-8") as file:
        for pair in pairs:
            said = {"language": pair.language, "old": pair.case.old, "new": pair.case.new}
            file.write(json.dumps(said, ensure_ascii=False) + "\n")


def read_answer(tool: Tool, folder: Path, pairs: Sequence[Pair]) -> Answer:
    """Read what an adapter wrote; pieces are placed in the texts here."""
    lines = (folder / f"{tool.name}.jsonl").read_text("utf-8").splitlines()
    head, *found = map(json.loads, lines)
    return Answer(
        head["version"],
        tuple(one["seconds"] for one in found),
        tuple(_read_marks(one, pair) for one, pair in zip(found, pairs, strict=True)),
    )


def _read_marks(said: dict[str, Any], pair: Pair) -> tuple[Mark, ...] | None:
    """Return the marks of one pair, or nothing where pieces do not make up the texts."""
    if "marks" in said:
        return tuple((a, b, c, d) for a, b, c, d in said["marks"])
    if not said["pieces"]:  # texts that it calls equal
        return ()
    try:
        return tuple(read_words(said["pieces"], pair.case.old, pair.case.new))
    except ValueError:
        return None


def tell_absent(tools: Sequence[Tool]) -> dict[str, str]:
    """Return why some tools cannot run, by title."""
    return {tool.title: why for tool in tools for why in [tool.environment.absence()] if why}


def choose_tools(names: Sequence[str] | None) -> tuple[Tool, ...]:
    """Return the floor, docdiff and the peers of these names; all, where none are given."""
    chosen = PEERS if names is None else names
    return tuple(tool for tool in TOOLS if tool.name in (*chosen, "tokens", "docdiff"))
