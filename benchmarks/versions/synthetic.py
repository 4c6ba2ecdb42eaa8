"""Make corpora of any number of documents that the benchmark writes itself, for growth curves.

A document has about 2 KB of UTF-8. It is put together from two-character words drawn by Zipf's
law from the characters of the benchmark's own Chinese text, with figures, punctuation, line
breaks and now and then a whole sentence that other documents hold too. Unrelated documents so
share hardly a shingle of five characters. A known share of the records are edited copies of one
of the documents before.

Everything is drawn from the number of the document, so a corpus is written in constant memory,
and a small one is the beginning of a large one. An id is the work's number, a dash and the
record's: the truth needs no file.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from benchmarks.quality.texts import CHINESE
from benchmarks.versions.corpus import write_record
from benchmarks.versions.edits import STRENGTHS, edit_text, seeded, split_sentences

COPIES = 0.3  # the share of records that are an edited copy
_WINDOW = 50_000  # a copy's original is one of this many works before it
_WORDS, _PIECES = 4000, 60_000
_LENGTHS = (105, 170)  # pieces of a document
_SHINGLE = 5


@cache
def _sentences() -> tuple[str, ...]:
    """Return the sentences that documents may share."""
    return tuple(part for line in CHINESE.split("\n") for part in split_sentences(line))


@cache
def _pieces() -> tuple[str, ...]:
    """Return what documents are made of: two words, some with a figure or a mark after them."""
    random = seeded("pieces")
    characters = sorted(set(re.findall(r"[\u4e00-\u9fff]", CHINESE)))
    words = ["".join(random.choices(characters, k=2)) for _ in range(_WORDS)]
    weights = [1 / rank for rank in range(10, _WORDS + 10)]  # of Zipf's law, its head cut off
    pairs = zip(*[iter(random.choices(words, weights, k=2 * _PIECES))] * 2, strict=True)
    endings = random.choices(["", ",", "。", "。\n", "#"], [66, 20, 6, 4, 4], k=_PIECES)
    figures = (f"{random.randint(1, 9999) / 10}萬元," for _ in itertools.count())
    return tuple(
        first + second + (next(figures) if end == "#" else end)
        for (first, second), end in zip(pairs, endings, strict=True)
    )


def make_original(work: int, seed: int) -> str:
    """Return the text of a work's first version."""
    random = seeded(seed, "original", work)
    parts = random.choices(_pieces(), k=random.randint(*_LENGTHS))
    if random.random() < 0.5:  # noqa: PLR2004 (every other one)
        parts.insert(random.randrange(len(parts)), random.choice(_sentences()))
    return "關於" + "".join(random.choices(_pieces(), k=2)).strip() + "的報告\n" + "".join(parts)


def make_records(documents: int, seed: int) -> Iterator[tuple[str, str]]:
    """Yield the id and the text of each document."""
    random = seeded(seed, "records")
    works = 0
    kinds = ("light", "medium")
    for number in range(documents):
        if works and random.random() < COPIES:
            work = random.randrange(max(0, works - _WINDOW), works)
            drawn = seeded(seed, "copy", number)
            strength = STRENGTHS[drawn.choice(kinds)]
            text = edit_text(make_original(work, seed), strength, drawn, _sentences())
        else:
            work, works = works, works + 1
            text = make_original(work, seed)
        yield f"w{work}-{number}", text


def write_synthetic(output: Path, *, documents: int, seed: int) -> int:
    """Write a corpus of ``documents`` records and return how many works it holds."""
    works = 0
    with output.open("wb") as file:
        for name, text in make_records(documents, seed):
            works = max(works, 1 + int(name[1:].partition("-")[0]))
            write_record(file, name, text)
    return works


def find_largest_jaccard(texts: Iterable[str]) -> float:
    """Return the largest Jaccard similarity of two of some texts, over 5-character shingles."""
    shingles = [{text[i : i + _SHINGLE] for i in range(len(text) - _SHINGLE + 1)} for text in texts]
    return max(
        (len(a & b) / len(a | b) for a, b in itertools.combinations(shingles, 2)), default=0.0
    )
