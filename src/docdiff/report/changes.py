"""Pieces to changes: places in the raw texts, quotes, a message and a fingerprint."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b

import attrs

from docdiff.model import Change, ChangeKind, Correspondence, Fact, Severity, Span
from docdiff.report.messages import say, say_moved
from docdiff.report.noise import Sighting
from docdiff.report.values import Piece, Range
from docdiff.text import Gap, QuietText
from docdiff.views import make_view

# Quiet characters around a change that its fingerprint, and a quote of its place, take in.
_CONTEXT = 8


@attrs.frozen
class Writer:
    """Writes the changes of one comparison."""

    sides: tuple[QuietText, QuietText]
    found: Correspondence

    def write(self, piece: Piece, severity: Severity | None = None) -> Change:
        """Return the change that a piece amounts to; its fingerprint is not yet unique."""
        kind = piece.kind
        old, new = self._spans(piece)
        facts = (piece.old_fact, piece.new_fact)
        views = (self._reading(0, piece.old), self._reading(1, piece.new))
        message = say(kind, *views, facts)
        if kind is ChangeKind.PARAGRAPH_MOVED and not piece.begins_line:
            message = say_moved(views[0], self._around(0, piece.old), self._around(1, piece.new))
        return Change(
            kind=kind,
            old=old,
            new=new,
            old_text=self.sides[0].text[old.start : old.end],
            new_text=self.sides[1].text[new.start : new.end],
            message=message,
            fingerprint=self._fingerprint((piece.old, piece.new), kind),
            severity=severity or kind.severity,
            old_value=self._place(0, piece.old_fact) if piece.old_fact else None,
            new_value=self._place(1, piece.new_fact) if piece.new_fact else None,
            related=(
                *[("old", self._span(0, place)) for place in piece.related[0]],
                *[("new", self._span(1, place)) for place in piece.related[1]],
            ),
            facts=(
                *[self._place(0, fact) for fact in piece.facts[0]],
                *[self._place(1, fact) for fact in piece.facts[1]],
            ),
        )

    def write_noise(self, seen: Sighting) -> Change:
        """Return noise as a change; a gap is the white space and brackets in it."""
        places = ((seen.i, seen.i + seen.size), (seen.j, seen.j + seen.size))
        spans = [
            Span(side.raw_start(start), side.raw_end(end))
            if seen.size
            else Span(side.raw_end(start), side.raw_start(start))
            for side, (start, end) in zip(self.sides, places, strict=True)
        ]
        quotes = [
            side.text[span.start : span.end] for side, span in zip(self.sides, spans, strict=True)
        ]
        margin = 0 if seen.size else _CONTEXT
        old, new = (
            side.text[max(0, span.start - margin) : span.end + margin]
            for side, span in zip(self.sides, spans, strict=True)
        )
        return Change(
            kind=seen.kind,
            old=spans[0],
            new=spans[1],
            old_text=quotes[0],
            new_text=quotes[1],
            message=say(seen.kind, old, new, (None, None)),
            fingerprint=self._fingerprint(places, seen.kind, quotes),
            severity=seen.kind.severity,
        )

    def _place(self, number: int, fact: Fact) -> Fact:
        """Return a fact with its spans in the raw text of side ``number``."""
        return fact.map_spans(lambda span: self._span(number, (span.start, span.end)))

    def _spans(self, piece: Piece) -> tuple[Span, Span]:
        """Return the raw spans of a piece; an absent side stands where the other would begin."""
        spans = []
        for number, (start, end) in enumerate((piece.old, piece.new)):
            if start < end:
                spans.append(self._span(number, (start, end)))
                continue
            side = self.sides[number]
            # What begins a line of its own goes before the line that follows, the rest
            # behind the character before it.
            place = side.raw_start(start) if piece.begins_line else side.raw_end(start)
            spans.append(Span(place, place))
        return spans[0], spans[1]

    def _span(self, number: int, place: Range) -> Span:
        """Return the raw span of a range of quiet characters; an empty one is before the next."""
        side, (start, end) = self.sides[number], place
        if start < end:
            return Span(side.offsets[start], side.offsets[end - 1] + 1)
        start = side.raw_start(start)
        return Span(start, max(start, side.raw_end(end)))

    def _reading(self, number: int, place: Range) -> str:
        """Return how a range reads, or for an empty one what stands around it."""
        start, end = place
        return self._view(number, start, end) if start < end else self._around(number, place)

    def _around(self, number: int, place: Range) -> str:
        """Return what stands before and behind a range."""
        start, end = place
        size = len(self.sides[number].chars)
        before = self._view(number, max(0, start - _CONTEXT), start)
        after = self._view(number, end, min(size, end + _CONTEXT))
        gaps = (self.found.old_gaps, self.found.new_gaps)[number]
        return f"{before} … {after}" if gaps[start] and before and after else f"{before}…{after}"

    def _view(self, number: int, start: int, end: int) -> str:
        """Return quiet characters as written, on one line."""
        gaps = (self.found.old_gaps, self.found.new_gaps)[number]
        return make_view(self.sides[number], gaps, start, end).replace("\n", " ")

    def _fingerprint(
        self, places: tuple[Range, Range], kind: ChangeKind, written: Sequence[str] = ()
    ) -> str:
        """Return a digest of a change and of its nearest surroundings, and of no more.

        Noise is quiet on both sides, and is told by what is ``written``.
        """
        parts = [kind.value, *written]
        for side, (start, end) in zip(self.sides, places, strict=True):
            parts.append(side.chars[start:end])
            parts.append(side.chars[max(0, start - _CONTEXT) : start])
            parts.append(side.chars[end : end + _CONTEXT])
        text = "\0".join(parts).encode("utf-8", "surrogatepass")
        return blake2b(text, digest_size=8).hexdigest()


def number_fingerprints(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Tell changes apart that are alike with their surroundings, by counting them."""
    seen: Counter[str] = Counter()
    numbered = []
    for change in changes:
        seen[change.fingerprint] += 1
        count = seen[change.fingerprint]
        numbered.append(
            change
            if count == 1
            else attrs.evolve(change, fingerprint=f"{change.fingerprint}-{count}")
        )
    return tuple(numbered)


def begins_line(side: QuietText, place: int) -> bool:
    """Say whether a quiet character is the first of its line."""
    return side.gaps[place] >= Gap.BREAK or place == 0
