"""What is measured: docdiff, the floor below it, and its peers, each one command.

A peer's environment is made when it is first asked for, below ``benchmarks/.peers``, with the
versions written here.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import attrs

import docdiff
from benchmarks.versions.processes import Run, run_measured
from benchmarks.versions.scoring import join_pairs
from benchmarks.versions.synthetic import write_synthetic

ENVIRONMENTS = Path("benchmarks") / ".peers"
DOCDIFF_COMMAND = str(Path(sys.executable).parent / "docdiff")
_FEW = 200  # documents of the run before the measured ones
FLOOR, DOCDIFF, WITH_FACTS = "floor", "docdiff", "docdiff-facts"
_PARSE = "import json, sys\nfor line in open(sys.argv[1], 'rb'): json.loads(line)"

REQUIREMENTS = {
    "rensa": ["rensa==0.5.0"],
    "datasketch": ["datasketch==2.0.0", "xxhash==4.1.0", "numpy==2.4.6", "scipy==1.17.1"],
    "text_dedup": ["text-dedup==0.4.0", "datasets==5.2.0", "numpy==2.4.6", "xxhash==4.1.0"],
    "datatrove": [
        *("datatrove[processing]==0.10.1", "orjson==3.13.0", "numpy==2.4.6"),
        *("spacy==3.8.18", "jieba==0.42.1"),
    ],
    # Beside the first, what it imports but does not require.
    "data_juicer": [
        *("py-data-juicer==1.6.1", "datasets==5.2.0", "numpy==2.4.6", "scipy==1.17.1"),
        *("aiohttp==3.14.5", "ray==2.60.0"),
    ],
}


@attrs.frozen
class Answer:
    """What a contender says of a corpus."""

    kept: int | None  # records; None where it has no answer
    families: list[list[str]] | None  # None where it does not say what belongs together


@attrs.frozen
class Contender:
    """A command to be measured, and how to read what it says."""

    name: str
    title: str
    settings: str
    command: Callable[[Path, Path], list[str]]  # of the corpus and an empty folder
    answer: Callable[[Path, int], Answer]  # of that folder and the count of records
    environment: str = ""  # of REQUIREMENTS
    codes: Sequence[int] = (0,)  # exit codes that mean success


def _peer(name: str, title: str, settings: str, environment_name: str = "") -> Contender:
    """Return the contender that an adapter of ``peers`` makes of a tool."""
    home = environment_name or name

    def command(corpus: Path, work: Path) -> list[str]:
        python = ENVIRONMENTS / home / "bin" / "python"
        module = f"benchmarks.versions.peers.{name}"
        (work / "own").mkdir()
        return [
            *(str(python), "-m", module, str(corpus)),
            *(str(work / "answer.json"), str(work / "own")),
        ]

    return Contender(name, title, settings, command, read_peer, environment=home)


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
    families = [family["members"] for family in said["families"]]
    return Answer(records - sum(len(family) - 1 for family in families), families)


def read_removed(work: Path, records: int) -> Answer:
    """Read the families out of the file of removed records: each names the one it matched."""
    with (work / "removed.jsonl").open("rb") as file:
        next(file)  # the header
        removed = [json.loads(line) for line in file]
    pairs = [(str(record["id"]), str(record["matched"])) for record in removed]
    return Answer(records - len(removed), join_pairs(pairs))


CONTENDERS = (
    Contender(
        FLOOR,
        "read and parse",
        "json.loads of every line, nothing else",
        lambda corpus, _: [sys.executable, "-c", _PARSE, str(corpus)],
        lambda _work, _records: Answer(None, None),
    ),
    _docdiff(
        DOCDIFF, "docdiff", "docdiff dedup --facts ignore, other defaults", "--facts", "ignore"
    ),
    _docdiff(
        WITH_FACTS, "docdiff (with facts)", "docdiff dedup, defaults: other figures, other records"
    ),
    _peer("rensa", "rensa", "R-MinHash over the full set, 5 characters, 128, 16 bands of 8"),
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
)
PEERS = tuple(contender.name for contender in CONTENDERS if contender.environment)


def run_once(contender: Contender, corpus: Path, folder: Path, limit: float) -> Run:
    """Run a contender on a corpus; what it writes is in the folder of its name afterwards."""
    work = folder / contender.name
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    command = contender.command(corpus, work)
    log = folder / f"{contender.name}.log"
    return run_measured(command, log, limit=limit, codes=contender.codes)


def prepare(contender: Contender, folder: Path, limit: float) -> str:
    """Make a contender ready and return why it cannot run, or nothing.

    It runs on a few documents, so that what it compiles or builds once for all runs is there.
    """
    failure = install(contender)
    if failure:
        return failure
    corpus = folder / "few.jsonl"
    write_synthetic(corpus, documents=_FEW, seed=0)
    return run_once(contender, corpus, folder, limit).failure


def install(contender: Contender) -> str:
    """See that a contender is there and return why it is not, or nothing."""
    if contender.name in (DOCDIFF, WITH_FACTS):
        asked = subprocess.run(
            [DOCDIFF_COMMAND, "dedup", "--help"], check=False, capture_output=True
        )
        return "" if asked.returncode == 0 else "not yet there: docdiff has no command dedup"
    return make_environment(contender.environment) if contender.environment else ""


def make_environment(name: str) -> str:
    """Make a peer's environment unless it is complete; return why it failed, or nothing."""
    home = ENVIRONMENTS / name
    mark = home / "installed.txt"
    wanted = "\n".join(REQUIREMENTS[name])
    if mark.exists() and mark.read_text("utf-8") == wanted:
        return ""
    print(f"making the environment of {name} …", file=sys.stderr, flush=True)
    install = [*("-m", "pip", "install", "--quiet", "--disable-pip-version-check")]
    for command in (
        [sys.executable, "-m", "venv", str(home)],
        [str(home / "bin" / "python"), *install, *REQUIREMENTS[name]],
    ):
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        if done.returncode:
            lines = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
            return f"cannot be installed: {' '.join(lines) or 'no reason given'}"
    mark.write_text(wanted, "utf-8")
    return ""


def list_versions(names: Sequence[str]) -> dict[str, str]:
    """Return the version of docdiff and of each peer among ``names``."""
    homes = [c.environment for c in CONTENDERS if c.name in names and c.environment]
    pinned = {home: REQUIREMENTS[home][0].partition("==")[2] for home in homes}
    return {"docdiff": docdiff.__version__, **pinned}
