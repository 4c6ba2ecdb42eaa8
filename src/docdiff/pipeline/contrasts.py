"""Words that deny, allow and demand: what the other text has in their place says whether."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from docdiff.facts import begins_clause, find_contrast, spell_out
from docdiff.model import Correspondence, Edit, Fact, FactKind, Span
from docdiff.text import Gap, QuietText, fold, is_cjk, split_tokens

__all__ = ["weigh_words"]

_KINDS = (FactKind.NEGATION, FactKind.MODALITY)
_CLAUSE_MARKS = frozenset(",;:.!?()-")
_SENTENCE_ENDS = frozenset(".!?;")
# No later than, no more than: they deny less than their first word does.
_BOUND_WORDS = 3
# Words of an edit up to which a word's place in it can be told.
_MOST_WORDS = 12

Range = tuple[int, int]
Facts = tuple[Sequence[Fact], Sequence[Fact]]


class _Reading(NamedTuple):
    """What an edit has on one side, its tokens, and the words that deny, allow or demand."""

    side: QuietText
    gaps: bytes
    span: Span
    tokens: Sequence[Range]
    known: Sequence[Fact]

    def words(self) -> list[Range]:
        """Return the tokens that are words."""
        return [token for token in self.tokens if self.side.chars[token[0]].isalpha()]

    def written(self, place: Range) -> str:
        """Return a range as it is written."""
        return self.side.text[self.side.raw_start(place[0]) : self.side.raw_end(place[1])]


Readings = tuple[_Reading, _Reading]


def weigh_words(
    facts: Facts, edits: Sequence[Edit], sides: tuple[QuietText, QuietText], found: Correspondence
) -> Facts:
    """Add the words that deny or demand only against the other text, drop those that do not.

    "without" denies where "with" stood, "permitted" allows where "required" stood. In a
    clause or sentence that only one side has nothing is denied that was said, nor by "no
    later than" in the place of "within". Only words of letters are weighed.

    Parameters
    ----------
    facts
        The facts of both sides in quiet positions, rising.
    edits
        What differs, down to tokens.
    sides, found
        The quiet texts and their correspondence.

    Returns
    -------
    pair of sequences of Fact
        The facts that count, rising.
    """
    added: tuple[list[Fact], list[Fact]] = ([], [])
    dropped: tuple[set[Span], set[Span]] = (set(), set())
    for edit in edits:
        if is_cjk(sides[0].chars[edit.i : edit.i + 1] or sides[1].chars[edit.j : edit.j + 1]):
            continue
        readings = (
            _read(facts[0], sides[0], found.old_gaps, Span(edit.i, edit.i_end)),
            _read(facts[1], sides[1], found.new_gaps, Span(edit.j, edit.j_end)),
        )
        for number, fact in (
            *_contrasts(readings),
            *_weightless(readings),
            *_spelt_out(readings),
        ):
            if fact in readings[number].known:
                dropped[number].add(fact.span)
            else:
                added[number].append(fact)
    if not any((*added, *dropped)):
        return facts
    place = attrgetter("span")
    old, new = (
        sorted([*(f for f in facts[n] if f.span not in dropped[n]), *added[n]], key=place)
        for n in (0, 1)
    )
    return old, new


def _read(facts: Sequence[Fact], side: QuietText, gaps: bytes, span: Span) -> _Reading:
    """Read one side of an edit."""
    first = bisect_left(facts, span.start, key=lambda fact: fact.span.start)
    last = bisect_left(facts, span.end, first, key=lambda fact: fact.span.start)
    known = [fact for fact in facts[first:last] if fact.kind in _KINDS]
    tokens = split_tokens(side.chars, gaps, span.start, span.end)
    return _Reading(side, gaps, span, tokens, known)


def _contrasts(readings: Readings) -> Iterator[tuple[int, Fact]]:
    """Yield the words that contrast with the one in the same place, with their side.

    One that is known already says the same as the other side's, and is to be dropped.
    """
    for pair in _in_place(readings[0].words(), readings[1].words()):
        old, new = (r.written(w) if w else "" for r, w in zip(readings, pair, strict=True))
        for number, (place, contrast) in enumerate(zip(pair, find_contrast(old, new), strict=True)):
            if place is None or contrast is None:
                continue
            said = [f for f in readings[1 - number].known if f.kind is contrast.kind]
            start, end = place[0], place[0] + contrast.length
            if said and end == place[1] and contrast.kind is FactKind.NEGATION:
                yield 1 - number, said[0]  # "unless" is "if not"
                continue
            # Not refundable is non-refundable.
            value = said[0].value if said and end < place[1] else contrast.value
            # Of nicht-öffentlich the first word is known.
            yield from ((number, f) for f in readings[number].known if start <= f.span.start < end)
            text = readings[number].written((start, end))
            yield number, Fact(contrast.kind, Span(start, end), text, value)


def _in_place(
    old: Sequence[Range], new: Sequence[Range]
) -> Iterator[tuple[Range | None, Range | None]]:
    """Yield the words of two readings that stand in one place, counted from either end."""
    if len(old) + len(new) == 1:
        yield (old[0], None) if old else (None, new[0])
    elif max(len(old), len(new)) <= _MOST_WORDS:
        by = len(new) - len(old)
        for at, word in enumerate(old):
            for place in sorted({at, at + by}):
                if 0 <= place < len(new):
                    yield word, new[place]


def _weightless(readings: Readings) -> Iterator[tuple[int, Fact]]:
    """Yield the words that deny, allow or demand nothing of what was said, with their side."""
    for number in (0, 1):
        own, other = readings[number], readings[1 - number]
        if not own.known or other.known:
            continue
        spans = [] if _sentences(other) else _sentences(own)
        alone = other.span.start == other.span.end
        if alone:
            spans += _clauses(own)
        words = {fold(other.written(word)) for word in other.words()}
        for fact in own.known:
            named = (fact.value or "").split()
            replaced = len(named) >= _BOUND_WORDS and not alone and named[1] not in words
            if replaced or any(span.start <= fact.span.start < span.end for span in spans):
                yield number, fact


def _spelt_out(readings: Readings) -> Iterator[tuple[int, Fact]]:
    """Yield the words that a contraction of the other side is: will not for won't."""
    for number in (0, 1):
        own, other = readings[number], readings[1 - number]
        for fact in own.known:
            full, words = spell_out(fact.text), other.words()
            for first, last in zip(words, words[len(full) - 1 :], strict=False) if full else ():
                place = first[0], last[1]
                written = [fold(other.written(w)) for w in words if place[0] <= w[0] < place[1]]
                if written == full:
                    yield from ((1 - number, f) for f in other.known if f.span.start < place[1])
                    text = other.written(place)
                    yield 1 - number, Fact(fact.kind, Span(*place), text, fact.value)


def _clauses(reading: _Reading) -> list[Span]:
    """Return the clause that a reading begins with, if it begins one."""
    chars, start, end = reading.side.chars, reading.span.start, reading.span.end
    words = [reading.written(word) for word in reading.words()]
    if not begins_clause(words, comma="," in chars[max(0, start - 1) : start + 1]):
        return []
    if {*chars[end - 1 : end + 1]}.isdisjoint(_CLAUSE_MARKS) and not _is_border(reading, end):
        marks = [place for place in range(start + 1, end) if chars[place] in _CLAUSE_MARKS]
        end = marks[-1] if marks else end
    return [Span(start, end)]


def _sentences(reading: _Reading) -> list[Span]:
    """Return the whole sentences that a reading begins with."""
    spans: list[Span] = []
    start = reading.span.start
    if not _is_border(reading, start):
        return spans
    for place, end in reading.tokens:
        if reading.side.chars[place] in _SENTENCE_ENDS and _is_border(reading, end):
            spans.append(Span(start, end))
            start = end
    return spans


def _is_border(reading: _Reading, place: int) -> bool:
    """Say whether a sentence may begin at a place, or the text ends: not behind ``Abs.``."""
    side = reading.side
    if not 0 < place < len(side.chars) or reading.gaps[place] >= Gap.BREAK:
        return True
    after = side.text[side.offsets[place]]
    ended = side.chars[place - 1] in _SENTENCE_ENDS and bool(reading.gaps[place])
    return ended and not (after.islower() or after.isdecimal())
