"""Pairs of sentences with the marks people put on them, read from files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from docdiff import Span

Ranges = tuple[tuple[Span, Span], ...]

_SEPARATOR = "|||"
_WORD = re.compile(r"\S+")


@attrs.frozen
class Pair:
    """Two sentences of words parted by spaces, and what people marked between them.

    ``marks`` are rising ranges of words of the old and the new sentence. What differs
    outside them a person saw and passed over.
    """

    old: str
    new: str
    marks: Ranges


def read_pairs(path: Path) -> list[Pair]:
    """Return the pairs of a file: M2, or JSON of sentence pairs with token indices.

    Raises
    ------
    ValueError
        If a line or an entry is not of the format, saying which.
    """
    text = path.read_text(encoding="utf-8")
    make = _read_json if path.suffix == ".json" else _read_m2
    try:
        return [pair for pair in make(text) if pair.marks]
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise ValueError(f"{path}: not as expected: {error}") from error


def word_spans(text: str) -> list[Span]:
    """Return the words of a text, which white space parts."""
    return [Span(*match.span()) for match in _WORD.finditer(text)]


def join_touching(marks: Iterable[tuple[Span, Span]]) -> Ranges:
    """Sort ranges and join those that touch on both sides: what is one stretch is one mark."""
    joined: list[tuple[Span, Span]] = []
    for old, new in sorted(marks):
        last = joined[-1] if joined else None
        if last and old.start <= last[0].end and new.start <= last[1].end:
            joined[-1] = (
                Span(last[0].start, max(last[0].end, old.end)),
                Span(last[1].start, max(last[1].end, new.end)),
            )
        else:
            joined.append((old, new))
    return tuple(joined)


def _read_m2(text: str) -> Iterator[Pair]:
    """Yield the pairs of an M2 file, by the first annotator of each sentence."""
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = block.split("\n")
        if not lines[0].startswith("S "):
            raise ValueError(f"expected a line 'S sentence', but got {lines[0][:60]!r}")
        words = lines[0][2:].split()
        edits = []
        for line in lines[1:]:
            parts = line.removeprefix("A ").split(_SEPARATOR)
            start, end = map(int, parts[0].split())
            if start >= 0 and parts[-1].strip() == "0":
                edits.append((start, end, parts[2].replace("-NONE-", "").split()))
        yield _apply(words, sorted(edits, key=lambda edit: edit[:2]))


def _apply(words: list[str], edits: list[tuple[int, int, list[str]]]) -> Pair:
    """Return the pair of a sentence and what its edits make of it."""
    new: list[str] = []
    place, marks = 0, []
    for start, end, replacement in edits:
        if not place <= start <= end <= len(words):
            raise ValueError(f"edit {start} {end} does not fit {' '.join(words)[:60]!r}")
        new += words[place:start]
        if words[start:end] != replacement:
            marks.append((Span(start, end), Span(len(new), len(new) + len(replacement))))
        new += replacement
        place = end
    new += words[place:]
    return Pair(" ".join(words), " ".join(new), join_touching(marks))


def _read_json(text: str) -> Iterator[Pair]:
    """Yield the pairs of a JSON file laid out as arXivEdits is, by the first annotation."""
    for entry in json.loads(text).values():
        old, new = (" ".join(entry[name].split()) for name in ("sentence-1", "sentence-2"))
        yield Pair(old, new, join_touching(_place(entry["edits-combination-0"].values())))


def _place(edits: Iterable[dict[str, list[int] | None]]) -> Iterator[tuple[Span, Span]]:
    """Yield the word ranges of edits; what one side lacks stands where the rest leaves it."""
    sides = [(e["sentence-1-token-indices"], e["sentence-2-token-indices"]) for e in edits]
    inserted = sorted(Span(*new) for old, new in sides if new and not old)
    others = sorted(
        ((Span(*old), Span(*new) if new else None) for old, new in sides if old),
        key=lambda edit: edit[0],
    )
    gain = 0  # how many words more the new sentence has had so far
    while inserted or others:
        if inserted and (not others or inserted[0].start - gain <= others[0][0].start):
            new = inserted.pop(0)
            old = Span(new.start - gain, new.start - gain)
        else:
            old, found = others.pop(0)
            new = found or Span(old.start + gain, old.start + gain)
        gain = new.end - old.end
        yield old, new
