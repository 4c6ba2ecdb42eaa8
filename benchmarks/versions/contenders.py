"""What is measured: docdiff, the floor below it, and its peers, each one command."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import attrs

from benchmarks.environments import ENVIRONMENTS, Environment
from benchmarks.processes import Run, run_measured
from benchmarks.versions.scoring import join_pairs
from benchmarks.versions.synthetic import write_synthetic

DOCDIFF_COMMAND = str(Path(sys.executable).parent / "docdiff")
_FEW = 200  # documents of the run before the measured ones
FLOOR, DOCDIFF, WITH_FACTS = "floor", "docdiff", "docdiff-facts"
FLOOR_TITLE = "read and parse (the floor)"
_PARSE = "import json, sys\nfor line in open(sys.argv[1], 'rb'): json.loads(line)"


@attrs.frozen
class Answer:
    """What a contender says of a corpus."""

    kept: int | None  # records; None where it has no answer
    families: list[list[str]] | None  # None where it does not say what belongs together
    flagged: frozenset[str] | None = None  # records that it says have another version


@attrs.frozen
class Contender:
    """A command to be measured, and how to read what it says."""

    name: str
    title: str
    settings: str
    command: Callable[[Path, Path], list[str]]  # of the corpus and an empty folder
    answer: Callable[[Path, int], Answer]  # of that folder and the count of records
    environment: Environment = ENVIRONMENTS["own"]


def _peer(name: str, title: str, settings: str, environment_name: str = "") -> Contender:
    """Return the contender that an adapter of ``peers`` makes of a tool."""
    environment = ENVIRONMENTS[environment_name or name]

    def command(corpus: Path, work: Path) -> list[str]:
        module = f"benchmarks.versions.peers.{name}"
        (work / "own").mkdir()
        return [
            *(environment.python, "-m", module, str(corpus)),
            *(str(work / "answer.json"), str(work / "own")),
        ]

    return Contender(name, title, settings, command, read_peer, environment)


def _docdiff(name: str, title: str, settings: str, *options: str) -> Contender:
    """Return the contender that ``docdiff dedup`` is under some options."""

    def command(corpus: Path, work: Path) -> list[str]:
        return [
            *(DOCDIFF_COMMAND, "dedup", str(corpus), "--output", str(work / "kept.jsonl")),
            *("--removed", str(work / "removed.jsonl"), *options, "--quiet"),
        ]

    return Contender(name, title, settings, command, read_removed)


def read_peer(work: Path, records: int) -> Answer:
    """Read what an adapter wrote."""
    said = json.loads((work / "answer.json").read_text("utf-8"))
    if "kept" in said:
        return Answer(len(said["kept"]), None)
    if "flagged" in said:
        return Answer(None, None, frozenset(said["flagged"]))
    return _answer([family["members"] for family in said["families"]], records)


def _answer(families: list[list[str]], records: int) -> Answer:
    """Return the answer of a contender that keeps one record of each family."""
    flagged = frozenset(name for family in families for name in family)
    return Answer(records - len(flagged) + len(families), families, flagged)


def read_removed(work: Path, records: int) -> Answer:
    """Read the families out of the file of removed records: each names the one it matched."""
    with (work / "removed.jsonl").open("rb") as file:
        next(file)  # the header
        removed = [json.loads(line) for line in file]
    pairs = [(str(record["id"]), str(record["matched"])) for record in removed]
    return _answer(join_pairs(pairs), records)


CONTENDERS = (
    Contender(
        FLOOR,
        FLOOR_TITLE,
        "json.loads of every line, nothing else",
        lambda corpus, _: [sys.executable, "-c", _PARSE, str(corpus)],
        lambda _work, _records: Answer(None, None),
    ),
    _docdiff(
        DOCDIFF, "docdiff", "docdiff dedup --facts ignore, other defaults", "--facts", "ignore"
    ),
    _docdiff(
        WITH_FACTS, "docdiff, with facts", "docdiff dedup, defaults: other figures, other records"
    ),
    _peer("rensa", "rensa", "R-MinHash over the full set, 5 characters, 128, 16 bands of 8"),
    _peer("rensa_rho", "rensa (sampling)", "its rho sketch over a sample of the tokens", "rensa"),
    _peer("text_dedup", "text-dedup", "its own tokens (clauses) by five, 128, 0.7, xxh3"),
    _peer(
        "text_dedup_characters",
        "text-dedup (characters)",
        "the same with each letter a token of its own",
        "text_dedup",
    ),
    _peer("datasketch", "datasketch", "xxh32, in bulk, 5 characters, 128, 0.7; one thread"),
    _peer(
        "datatrove", "datatrove", "as FineWeb-2: words of jieba by five, 14 buckets of 8, 64 bit"
    ),
    _peer("data_juicer", "data-juicer", "for Chinese: tokenization character, by five, 256, 0.7"),
    _peer("data_juicer_128", "data-juicer (128)", "the same with 128 permutations", "data_juicer"),
    _peer("semhash", "semhash", "embeddings of potion-base-8M, cosine 0.9"),
)
PEERS = tuple(contender.name for contender in CONTENDERS if contender.environment.packages)


def run_once(contender: Contender, corpus: Path, folder: Path, limit: float) -> Run:
    """Run a contender on a corpus; what it writes is in the folder of its name afterwards."""
    work = folder / contender.name
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    command = contender.command(corpus, work)
    log = folder / f"{contender.name}.log"
    return run_measured(command, log, limit=limit)


def prepare(contender: Contender, folder: Path, limit: float) -> str:
    """Make a contender ready and return why it cannot run, or nothing.

    It runs on a few documents, so that what it compiles or builds once for all runs is there.
    """
    failure = contender.environment.absence()
    if failure:
        return failure
    corpus = folder / "few.jsonl"
    write_synthetic(corpus, documents=_FEW, seed=0)
    return run_once(contender, corpus, folder, limit).failure


def choose_contenders(names: Sequence[str] | None) -> tuple[Contender, ...]:
    """Return the floor, docdiff and the peers of these names; all, where none are given."""
    chosen = PEERS if names is None else names
    return tuple(one for one in CONTENDERS if one.name in (*chosen, FLOOR, DOCDIFF, WITH_FACTS))
