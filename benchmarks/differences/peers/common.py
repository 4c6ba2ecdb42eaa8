"""What the adapters share; it needs nothing but the standard library."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import starmap
from pathlib import Path
from time import perf_counter
from typing import Any

Mark = tuple[int, int, int, int]
Place = tuple[int, int]

# A number, a word of letters, or one ideograph or sign: what a user would write for texts in
# Chinese, English and German. White space is no token, so a peer that is given these need not
# mind where lines are wrapped.
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_\u2e80-\u9fff]+|\S")


def cut_tokens(text: str) -> tuple[list[str], list[Place]]:
    """Return the tokens of a text and their places."""
    matches = list(_TOKEN.finditer(text))
    return [match[0] for match in matches], [match.span() for match in matches]


def read_opcodes(
    opcodes: Iterable[tuple[str, int, int, int, int]], old: Sequence[Place], new: Sequence[Place]
) -> list[Mark]:
    """Return the unequal stretches of opcodes over tokens as places of the texts."""
    return [
        (*_cover(old, a, b), *_cover(new, c, d)) for tag, a, b, c, d in opcodes if tag != "equal"
    ]


def _cover(places: Sequence[Place], start: int, end: int) -> Place:
    """Return the text that tokens cover; none, the place before the next."""
    if start < end:
        return places[start][0], places[end - 1][1]
    place = places[start][0] if start < len(places) else places[-1][1] if places else 0
    return place, place


def read_pieces(pieces: Iterable[tuple[str, int]]) -> list[Mark]:
    """Return the marks of pieces ``=``, ``-`` and ``+`` with their lengths, one after another.

    Examples
    --------
    >>> read_pieces([("=", 3), ("-", 2), ("+", 1), ("=", 9)])
    [(3, 5, 3, 3), (5, 5, 3, 4)]
    """
    marks: list[Mark] = []
    i = j = 0
    for kind, length in pieces:
        i_end, j_end = i + length * (kind != "+"), j + length * (kind != "-")
        if kind != "=":
            marks.append((i, i_end, j, j_end))
        i, j = i_end, j_end
    return marks


def read_words(pieces: Iterable[tuple[str, str]], old: str, new: str) -> list[Mark]:
    r"""Return the marks of pieces of a tool that does not keep white space as it was.

    Only the other characters are counted, and found again in the texts.

    Examples
    --------
    >>> read_words([("=", "a b"), ("-", "c d"), ("+", "e")], "a  b c\nd", "a b e")
    [(5, 8, 4, 4), (8, 8, 4, 5)]
    """
    lengths = [(kind, len("".join(text.split()))) for kind, text in pieces]
    places = [
        [(k, k + 1) for k, letter in enumerate(text) if not letter.isspace()] for text in (old, new)
    ]
    marks = [mark for mark in read_pieces(lengths) if mark[1] > mark[0] or mark[3] > mark[2]]
    if sum(n for kind, n in lengths if kind != "+") != len(places[0]):
        raise ValueError("the pieces are not those of the old text")
    if sum(n for kind, n in lengths if kind != "-") != len(places[1]):
        raise ValueError("the pieces are not those of the new text")
    return list(
        starmap(lambda a, b, c, d: (*_cover(places[0], a, b), *_cover(places[1], c, d)), marks)
    )


def run_adapter(
    version: str,
    diff: Callable[[str, str], Any],
    read: Callable[[Any, str, str], Iterable[Mark]],
) -> None:
    """Answer the pairs of the command line.

    ``diff`` is timed; ``read`` makes marks of what it returns and is not.
    """
    pairs, answer = map(Path, sys.argv[1:])
    lines = [json.dumps({"version": version})]
    with pairs.open(encoding="utf-8") as file:
        for number, line in enumerate(file):
            pair = json.loads(line)
            if not number:
                diff(pair["old"], pair["new"])  # loads and compiles
            start = perf_counter()
            found = diff(pair["old"], pair["new"])
            seconds = perf_counter() - start
            marks = list(read(found, pair["old"], pair["new"]))
            lines.append(json.dumps({"seconds": seconds, "marks": marks}))
    answer.write_text("\n".join(lines) + "\n", "utf-8")
