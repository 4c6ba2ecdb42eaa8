"""Compare revised sentences and count how far each tool agrees with the marks of people.

Three measures: the words that are marked, on both sides; their characters; and whole
edits, the same words on both sides. What a tool marks of a word marks the word; for
characters it counts as it is. Each is an F1 over all pairs.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import attrs

from benchmarks.revisions.marks import Pair, Ranges, join_touching, read_pairs, word_spans
from benchmarks.revisions.tools import TOOLS, Tool
from docdiff import Span

OWN = Path(__file__).with_name("own.m2")


@attrs.define
class Score:
    """Counts of one measure."""

    both: int = 0
    marked: int = 0
    found: int = 0

    def add(self, marked: set[tuple[int, ...]], found: set[tuple[int, ...]]) -> None:
        """Count one pair."""
        self.both += len(marked & found)
        self.marked += len(marked)
        self.found += len(found)

    @property
    def precision(self) -> float:
        """The share of what was found that people marked, in [0, 1]."""
        return self.both / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what people marked that was found, in [0, 1]."""
        return self.both / self.marked if self.marked else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, in [0, 1]."""
        return 2 * self.both / (self.marked + self.found) if self.marked + self.found else 1.0


@attrs.define
class Scores:
    """The three measures of one tool."""

    words: Score = attrs.Factory(Score)
    characters: Score = attrs.Factory(Score)
    edits: Score = attrs.Factory(Score)


def judge(pair: Pair, found: Ranges, scores: Scores) -> None:
    """Count one pair by all measures."""
    texts = (pair.old, pair.new)
    words = (word_spans(pair.old), word_spans(pair.new))
    marked = [[mark[side] for mark in pair.marks] for side in (0, 1)]
    covered = [[_words_of(words[side], edit[side]) for edit in found] for side in (0, 1)]
    scores.words.add(_members(marked), _members(covered))
    scores.characters.add(
        _letters(texts, [[_text_of(words[s], span) for span in marked[s]] for s in (0, 1)]),
        _letters(texts, [[edit[s] for edit in found] for s in (0, 1)]),
    )
    whole = join_touching(zip(*covered, strict=True))
    scores.edits.add(_edits(pair.marks), _edits(whole))


def _edits(ranges: Ranges) -> set[tuple[int, ...]]:
    return {(a.start, a.end, b.start, b.end) for a, b in ranges}


def _words_of(words: Sequence[Span], span: Span) -> Span:
    """Return which words a span of the text touches; none, the place between words."""
    first = sum(word.end <= span.start for word in words)
    last = sum(word.start < span.end for word in words)
    return Span(first, last) if last > first else Span(first, first)


def _text_of(words: Sequence[Span], span: Span) -> Span:
    """Return the text of a range of words."""
    return Span(words[span.start].start, words[span.end - 1].end) if span.end > span.start else span


def _members(sides: Iterable[Iterable[Span]]) -> set[tuple[int, ...]]:
    return {
        (side, k)
        for side, spans in enumerate(sides)
        for span in spans
        for k in range(span.start, span.end)
    }


def _letters(texts: Sequence[str], sides: Iterable[Iterable[Span]]) -> set[tuple[int, ...]]:
    """Return the characters of spans without the white space."""
    return {(side, k) for side, k in _members(sides) if not texts[side][k].isspace()}


def run(pairs: Sequence[Pair], tools: dict[str, Tool]) -> dict[str, Scores]:
    """Return the scores of each tool over all pairs."""
    scores = {name: Scores() for name in tools}
    for pair in pairs:
        for name, tool in tools.items():
            judge(pair, tool(pair.old, pair.new), scores[name])
    return scores


def print_scores(scores: dict[str, Scores]) -> None:
    """Print precision, recall and F1 of each measure."""
    print(f"{'':28}{'words':>20}{'characters':>20}{'edits':>20}")
    for name, found in scores.items():
        cells = [
            f"{s.precision:8.3f}{s.recall:6.3f}{s.f1:6.3f}"
            for s in (found.words, found.characters, found.edits)
        ]
        print(f"{name:28}{''.join(cells)}")


def main() -> int:
    """Print a table for each file, and for the sentences that come along."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.revisions", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="M2, or JSON as arXivEdits has it")
    options = parser.parse_args()
    for path in options.files or [OWN]:
        try:
            pairs = read_pairs(path)
        except (OSError, ValueError) as error:
            print(error, file=sys.stderr)
            return 2
        print(f"{path.name}: {len(pairs)} pairs, {sum(len(p.marks) for p in pairs)} marks")
        print_scores(run(pairs, TOOLS))
    return 0


if __name__ == "__main__":
    sys.exit(main())
