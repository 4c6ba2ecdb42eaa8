"""Make a corpus of a wanted size from sets of texts whose versions are known.

The corpus is JSON Lines: a record ``{"id", "text"}`` a line. It holds every text once and copies
with seeded edits after that, shuffled. The truth is JSON: ``groups``, lists of ids. The copies of
all versions of one work form a group, and so do those of a text without other versions. The same
arguments give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import BinaryIO

import attrs

from benchmarks.versions.edits import STRENGTHS, edit_text, seeded, split_sentences

MEGABYTE = 1_000_000
_DONORS = 2000  # sentences kept of each set
_DONOR_LENGTHS = range(12, 120)


@attrs.frozen
class Work:
    """A work with its versions, the texts of which are alike to the truth's author."""

    name: str
    texts: tuple[str, ...]
    donors: tuple[str, ...] = attrs.field(repr=False)  # sentences of its set

    @property
    def size(self) -> int:
        """The bytes of its texts in UTF-8."""
        return sum(len(text.encode()) for text in self.texts)


def find_sets(folder: Path) -> list[Path]:
    """Return the folders below ``folder`` that hold a ``truth.json`` and ``docs``.

    Raises
    ------
    SystemExit
        If there are none: a corpus of nothing would give figures of nothing.
    """
    sets = [path.parent for path in sorted(folder.glob("*/truth.json"))]
    sets = [path for path in sets if (path / "docs").is_dir()]
    if not sets:
        raise SystemExit(
            f"{folder} holds no set of texts; --data names a folder of folders, "
            "each with docs/ and truth.json"
        )
    return sets


def read_works(folder: Path) -> list[Work]:
    """Return the works of all sets below ``folder``, in the order of their names."""
    works = []
    for root in find_sets(folder):
        truth = json.loads((root / "truth.json").read_text("utf-8"))
        groups = [[v["file"] for v in group["versions"]] for group in truth["groups"]]
        groups += [[name] for name in truth["singletons"]]
        texts = [tuple((root / name).read_text("utf-8") for name in group) for group in groups]
        donors = _choose_donors(texts, seeded(root.name))
        works += [
            Work(f"{root.name}/{group[0]}", found, donors)
            for group, found in zip(groups, texts, strict=True)
        ]
    return sorted(works, key=lambda work: work.name)


def _choose_donors(groups: Sequence[tuple[str, ...]], random: Random) -> tuple[str, ...]:
    """Return sentences of middle length, from texts drawn at random."""
    donors: list[str] = []
    for group in random.sample(groups, len(groups)):
        lines = random.choice(group).split("\n")
        sentences = [part for line in lines for part in split_sentences(line)]
        fitting = [part for part in sentences if len(part) in _DONOR_LENGTHS]
        donors += random.sample(fitting, min(len(fitting), 10))
        if len(donors) >= _DONORS:
            break
    return tuple(donors) or ("",)


def choose_works(works: Sequence[Work], size: int, random: Random) -> list[Work]:
    """Return all works, or, for a small corpus, so many that they fill half of it."""
    chosen: list[Work] = []
    filled = 0
    for work in random.sample(works, len(works)):
        if chosen and filled + work.size > size / 2:
            continue
        chosen.append(work)
        filled += work.size
    return chosen


def make_records(works: Sequence[Work], size: int, seed: int) -> Iterator[tuple[int, str]]:
    """Yield the number of a work and a text of it until ``size`` bytes have been passed.

    Every text comes as it is first. Copies follow in rounds, one of each text a round, in an
    order drawn anew, so that the works keep their shares and a round may stop anywhere.
    """
    originals = [(number, text) for number, work in enumerate(works) for text in work.texts]
    filled = 0
    for number, text in originals:
        filled += _line_size(text)
        yield number, text
    names, weights = list(STRENGTHS), [strength.weight for strength in STRENGTHS.values()]
    turn = 0
    while filled < size:
        turn += 1
        random = seeded(seed, turn)
        for number, text in random.sample(originals, len(originals)):
            strength = STRENGTHS[random.choices(names, weights)[0]]
            copy = edit_text(text, strength, random, works[number].donors)
            filled += _line_size(copy)
            yield number, copy
            if filled >= size:
                return


def _line_size(text: str) -> int:
    """Return the bytes of a record's line, a little too few: an id takes eight."""
    return len(text.encode()) + 30


def write_record(file: BinaryIO, name: str, text: str) -> None:
    """Write one line of a corpus."""
    file.write(json.dumps({"id": name, "text": text}, ensure_ascii=False).encode() + b"\n")


def write_corpus(data: Path, output: Path, truth: Path, *, megabytes: float, seed: int) -> str:
    """Write a corpus and its truth, and say in a line what it holds.

    Parameters
    ----------
    data
        A folder of sets, each with ``docs`` and ``truth.json``.
    output, truth
        The files to write.
    megabytes
        The least size of the corpus, in millions of bytes. All texts are used from the size on
        that is twice theirs.
    seed
        What the choice, the edits and the order are drawn from.
    """
    size = round(megabytes * MEGABYTE)
    works = choose_works(read_works(data), size, seeded(seed, "works"))
    records = list(make_records(works, size, seed))
    seeded(seed, "order").shuffle(records)
    groups: dict[int, list[str]] = {}
    with output.open("wb") as file:
        for position, (number, text) in enumerate(records):
            name = f"d{position:07}"
            groups.setdefault(number, []).append(name)
            write_record(file, name, text)
    truth.write_text(json.dumps({"groups": list(groups.values())}), "utf-8")
    originals = sum(len(work.texts) for work in works)
    return (
        f"{output.stat().st_size / MEGABYTE:.0f} MB: {len(records)} records of {len(works)} works, "
        f"{originals} texts as they are and {len(records) - originals} copies; seed {seed}"
    )
