"""The tools compared: each names the stretches of two texts that it calls different."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from rapidfuzz.distance import Indel

import docdiff
from benchmarks.revisions.marks import Ranges, word_spans
from docdiff import Span

Tool = Callable[[str, str], Ranges]

_TOKEN = re.compile(r"\w+|[^\w\s]")


def docdiff_changes(old: str, new: str) -> Ranges:
    """Return what docdiff reports: the spans of its changes."""
    found = docdiff.compare(docdiff.Document("old", old), docdiff.Document("new", new))
    return tuple((change.old, change.new) for change in found.changes)


def docdiff_marks(old: str, new: str) -> Ranges:
    """Return what docdiff reports when punctuation counts as a change."""
    settings = docdiff.Settings(promote=("punctuation",))
    found = docdiff.compare(
        docdiff.Document("old", old), docdiff.Document("new", new), settings=settings
    )
    return tuple((change.old, change.new) for change in found.changes)


def _difflib(spans: Callable[[str], list[Span]]) -> Tool:
    """Return difflib over the tokens that ``spans`` finds."""

    def diff(old: str, new: str) -> Ranges:
        a, b = spans(old), spans(new)
        matcher = SequenceMatcher(None, _texts(old, a), _texts(new, b), autojunk=False)
        return _unequal(matcher.get_opcodes(), a, b)

    return diff


def _token_spans(text: str) -> list[Span]:
    return [Span(*match.span()) for match in _TOKEN.finditer(text)]


def rapidfuzz_words(old: str, new: str) -> Ranges:
    """Return the fewest words: RapidFuzz's Indel over the words."""
    a, b = word_spans(old), word_spans(new)
    ops = Indel.opcodes(_texts(old, a), _texts(new, b))
    return _unequal([(o.tag, o.src_start, o.src_end, o.dest_start, o.dest_end) for o in ops], a, b)


def diff_match_patch(old: str, new: str) -> Ranges:
    """Return what diff-match-patch finds in characters, with its semantic cleanup."""
    from diff_match_patch import diff_match_patch as make  # noqa: PLC0415 (optional)

    engine = make()
    found = engine.diff_main(old, new, checklines=False)
    engine.diff_cleanupSemantic(found)
    ranges: list[tuple[Span, Span]] = []
    i = j = 0
    for kind, text in found:
        i_end, j_end = i + len(text) * (kind <= 0), j + len(text) * (kind >= 0)
        if kind:
            ranges.append((Span(i, i_end), Span(j, j_end)))
        i, j = i_end, j_end
    return tuple(ranges)


def _texts(text: str, spans: Sequence[Span]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


def _unequal(
    opcodes: Sequence[tuple[str, int, int, int, int]], a: Sequence[Span], b: Sequence[Span]
) -> Ranges:
    """Return the unequal stretches of opcodes over tokens as spans of the texts."""
    return tuple(
        (_cover(a, i, i_end), _cover(b, j, j_end))
        for tag, i, i_end, j, j_end in opcodes
        if tag != "equal"
    )


def _cover(spans: Sequence[Span], start: int, end: int) -> Span:
    """Return the text that tokens cover; none, the place before the next."""
    if start < end:
        return Span(spans[start].start, spans[end - 1].end)
    place = spans[start].start if start < len(spans) else spans[-1].end if spans else 0
    return Span(place, place)


TOOLS: dict[str, Tool] = {
    "docdiff": docdiff_changes,
    "docdiff, punctuation too": docdiff_marks,
    "difflib, words": _difflib(word_spans),
    "difflib, words and marks": _difflib(_token_spans),
    "RapidFuzz Indel, words": rapidfuzz_words,
    "diff-match-patch, semantic": diff_match_patch,
}
