"""Edits to pieces: each difference once, in its class, before words are put to it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

import attrs

from docdiff.model import ChangeKind, Edit, Fact, FactKind
from docdiff.report.damage import is_damage
from docdiff.text import QuietText, is_pinyin, split_tokens

Range = tuple[int, int]

# Marks that carry meaning although Unicode calls them punctuation.
_MEANT = frozenset("%‰&@#*/\\§†‡′″-–—_'’")
_FIGURES = (FactKind.FIGURE, FactKind.REFERENCE)
_WORDS = {
    FactKind.NEGATION: ChangeKind.NEGATION_CHANGED,
    FactKind.MODALITY: ChangeKind.MODALITY_CHANGED,
}
_MOST_CELLS = 10_000
# A word that took another one's place is not much longer.
_ALIKE = 3


@attrs.frozen
class Piece:
    """One difference: ranges of quiet characters on both sides, and the facts it is about.

    ``kind`` is None for noise, which ``noise`` then names.
    """

    kind: ChangeKind | None
    old: Range
    new: Range
    old_fact: Fact | None = None
    new_fact: Fact | None = None
    noise: str = ""
    begins_line: bool = False
    related: tuple[Sequence[Range], Sequence[Range]] = ((), ())
    facts: tuple[Sequence[Fact], Sequence[Fact]] = ((), ())


@attrs.frozen
class Readings:
    """The two readings of one edit: its characters as written, and the facts it touches."""

    edit: Edit
    old: str
    new: str
    old_facts: Sequence[Fact]
    new_facts: Sequence[Fact]


def cut_pieces(
    readings: Readings, sides: tuple[QuietText, QuietText], gaps: tuple[bytes, bytes]
) -> list[Piece]:
    """Return what an edit amounts to, in order.

    Damage is tried first, since a damaged passage is full of false facts; then each fact is
    a piece of its own, and the words that are left make one more.

    Parameters
    ----------
    readings
        The edit and what stands there on both sides; fact spans count quiet characters.
    sides
        Both quiet texts.
    gaps
        Their gaps with every wrap resolved.
    """
    edit = readings.edit
    old, new = (edit.i, edit.i_end), (edit.j, edit.j_end)
    whole = _judge_whole(readings, old, new)
    if whole:
        return [whole]
    pieces: list[Piece] = []
    used: tuple[list[Range], list[Range]] = ([], [])
    for pair in _pair_facts(readings.old_facts, readings.new_facts):
        if pair[0] and pair[1] and pair[0].kind is not pair[1].kind:
            # The number is the same, and the word beside it is text like any other.
            continue
        for fact, ranges in zip(pair, used, strict=True):
            spans = (fact.span, fact.unit_span, fact.prefix_span) if fact else ()
            ranges += [(span.start, span.end) for span in spans if span]
        piece = _judge(*pair, edit)
        if piece:
            pieces.append(piece)
    rest = _text_piece((old, new), used, sides, gaps)
    if rest:
        pieces = _join_words(pieces, rest)
    return sorted(pieces, key=lambda piece: (piece.new, piece.old))


def _judge_whole(readings: Readings, old: Range, new: Range) -> Piece | None:
    """Return what an edit is as a whole, if it is noise or damage."""
    facts = bool(readings.old_facts or readings.new_facts)
    noise = _name_noise(readings.old, readings.new, facts=facts)
    if noise:
        return Piece(None, old, new, noise=noise)
    if not readings.old or not readings.new:
        return None
    if is_damage(readings.new, readings.old):
        return Piece(ChangeKind.ENCODING_DAMAGE, old, new)
    if is_damage(readings.old, readings.new):
        return Piece(ChangeKind.ENCODING_REPAIRED, old, new)
    return None


def _name_noise(old: str, new: str, *, facts: bool) -> str:
    """Return the noise that two readings differ by as a whole, or nothing."""
    if not facts and _bare(old) == _bare(new):
        return "punctuation"
    if not old or not new:
        return "annotation" if is_pinyin(old + new) else ""
    old, new = (unicodedata.normalize("NFC", text) for text in (old, new))
    if old == new:
        return "notation"
    return "case" if old.casefold() == new.casefold() else ""


def _bare(text: str) -> str:
    """Return a text without white space and punctuation that has no meaning of its own."""
    return "".join(char for char in text if not _is_mark(char))


def is_punctuation(text: str) -> bool:
    """Say whether a text, possibly empty, holds punctuation alone, of no meaning of its own."""
    return all(_is_mark(char) for char in text)


@lru_cache(maxsize=4096)
def _is_mark(char: str) -> bool:
    """Say whether a character is a punctuation mark without a meaning of its own."""
    return char.isspace() or (char not in _MEANT and unicodedata.category(char)[0] == "P")


def _pair_facts(
    old: Sequence[Fact], new: Sequence[Fact]
) -> Iterator[tuple[Fact | None, Fact | None]]:
    """Pair the facts of two readings in order, those of equal value first.

    The cheapest pairing by dynamic programming (Needleman and Wunsch, 1970): nothing for
    equal values, little for one kind and unit, more for one kind, most for a lone fact.
    """
    if [fact.text for fact in new] < [fact.text for fact in old]:
        # One order for both directions, so that ties mirror.
        yield from ((b, a) for a, b in _pair_facts(new, old))
        return
    if len(old) * len(new) > _MOST_CELLS:
        yield from ((fact, None) for fact in old)
        yield from ((None, fact) for fact in new)
        return
    width = len(new) + 1
    cost = [[float(j) for j in range(width)]]
    for i, a in enumerate(old, 1):
        row = [float(i)]
        for j, b in enumerate(new, 1):
            row.append(
                min(cost[i - 1][j - 1] + _distance(a, b), cost[i - 1][j] + 1, row[j - 1] + 1)
            )
        cost.append(row)
    i, j = len(old), len(new)
    pairs: list[tuple[Fact | None, Fact | None]] = []
    while i or j:
        if i and j and cost[i][j] == cost[i - 1][j - 1] + _distance(old[i - 1], new[j - 1]):
            i, j = i - 1, j - 1
            pairs.append((old[i], new[j]))
        elif i and cost[i][j] == cost[i - 1][j] + 1:
            i -= 1
            pairs.append((old[i], None))
        else:
            j -= 1
            pairs.append((None, new[j]))
    yield from reversed(pairs)


def _distance(a: Fact, b: Fact) -> float:
    """Return how unlike two facts are: 0 for one value, 3 where they cannot be paired."""
    if a.kind is not b.kind:
        return 0.25 if _is_same_number(a, b) else 3.0
    if a.value == b.value and a.base_unit == b.base_unit and not a.suspect:
        return 0.0
    return 0.5 if a.unit == b.unit else 1.0


def _is_same_number(a: Fact, b: Fact) -> bool:
    """Say whether one is a reference and the other its bare number: Artikel 21 and 21."""
    return {a.kind, b.kind} == set(_FIGURES) and a.value is not None and a.value == b.value


def _judge(a: Fact | None, b: Fact | None, edit: Edit) -> Piece | None:
    """Return what became of a fact, None where it is the same to the letter."""
    if a and b:
        kind, noise = _judge_pair(a, b)
        if kind is None and not noise:
            return None
        old, new = (a.span.start, a.span.end), (b.span.start, b.span.end)
        if kind is ChangeKind.UNIT_CHANGED:
            old = (a.unit_span.start, a.unit_span.end) if a.unit_span else (old[1], old[1])
            new = (b.unit_span.start, b.unit_span.end) if b.unit_span else (new[1], new[1])
        return Piece(kind, old, new, a, b, noise)
    fact = a or b
    if fact is None:
        return None
    span = (fact.span.start, fact.span.end)
    if fact.kind in _WORDS:
        kind = _WORDS[fact.kind]
    elif fact.kind in _FIGURES:
        kind = ChangeKind.FIGURE_LOST if a else ChangeKind.FIGURE_ADDED
    else:
        kind = ChangeKind.DATE_LOST if a else ChangeKind.DATE_ADDED
    if a:
        return Piece(kind, span, (edit.j, edit.j), old_fact=a)
    return Piece(kind, (edit.i, edit.i), span, new_fact=b)


def _judge_pair(a: Fact, b: Fact) -> tuple[ChangeKind | None, str]:
    """Return the kind of change between two paired facts, or the noise that it is."""
    if a.kind in _WORDS:
        return (None if a.value == b.value else _WORDS[a.kind]), ""
    stem = "figure" if a.kind in _FIGURES else "date"
    if a.suspect or b.suspect:
        return (None if a.text == b.text else ChangeKind(f"{stem}-suspect")), ""
    if a.masked is not b.masked and is_compatible(a, b):
        return ChangeKind(f"{stem}-masked" if b.masked else f"{stem}-unmasked"), ""
    if a.key == b.key:
        return None, "" if (a.text, a.unit) == (b.text, b.unit) else "notation"
    if a.kind is FactKind.FIGURE and a.number == b.number and a.unit != b.unit:
        return ChangeKind.UNIT_CHANGED, ""
    return ChangeKind(f"{stem}-changed"), ""


def is_compatible(a: Fact, b: Fact) -> bool:
    """Say whether a mask may hide the other value: as long, and equal where it shows digits."""
    if a.value is None or b.value is None:
        return True
    hidden = a if a.masked else b
    if not any(char.isdecimal() for char in hidden.text):
        # Nobody knows how many digits two asterisks hide.
        return a.base_unit == b.base_unit
    return len(a.value) == len(b.value) and all(
        x == y or "x" in (x, y) for x, y in zip(a.value, b.value, strict=True)
    )


def _text_piece(
    spans: tuple[Range, Range],
    used: tuple[list[Range], list[Range]],
    sides: tuple[QuietText, QuietText],
    gaps: tuple[bytes, bytes],
) -> Piece | None:
    """Return the words of an edit that are no fact, as one piece; None where none differ."""
    rest = [_without(span, ranges) for span, ranges in zip(spans, used, strict=True)]
    texts = [
        _bare("".join(side.chars[s:e] for s, e in ranges))
        for side, ranges in zip(sides, rest, strict=True)
    ]
    if texts[0] == texts[1]:
        return None
    hull = [
        (ranges[0][0], ranges[-1][1]) if text else (span[0], span[0])
        for ranges, text, span in zip(rest, texts, spans, strict=True)
    ]
    old, new = _trim_equal((hull[0], hull[1]), sides, gaps)
    if old[0] == old[1]:
        return Piece(ChangeKind.TEXT_INSERTED, old, new)
    if new[0] == new[1]:
        return Piece(ChangeKind.TEXT_DELETED, old, new)
    return Piece(ChangeKind.TEXT_REPLACED, old, new)


def _trim_equal(
    spans: tuple[Range, Range],
    sides: tuple[QuietText, QuietText],
    gaps: tuple[bytes, bytes],
) -> tuple[Range, Range]:
    """Take equal tokens off both ends: a fact may begin or end like the words beside it."""
    tokens = [
        split_tokens(side.chars, gap, *span)
        for side, gap, span in zip(sides, gaps, spans, strict=True)
    ]
    old, new = [
        [side.chars[start:end] for start, end in cut]
        for side, cut in zip(sides, tokens, strict=True)
    ]
    most = min(len(old), len(new))
    before = 0
    while before < most and old[before] == new[before]:
        before += 1
    after = 0
    while after < most - before and old[-after - 1] == new[-after - 1]:
        after += 1
    trimmed = []
    for cut, span in zip(tokens, spans, strict=True):
        inner = cut[before : len(cut) - after]
        place = cut[before][0] if before < len(cut) else span[1]
        trimmed.append((inner[0][0], inner[-1][1]) if inner else (place, place))
    return trimmed[0], trimmed[1]


def _join_words(pieces: list[Piece], rest: Piece) -> list[Piece]:
    """Join the words that took the place of a lone negation, modal or unit to its piece.

    不得 against 得 is one change of modality, 128 bytes against 128 GB one of the unit,
    although only one side's word is in the tables.
    """
    words = [
        piece
        for piece in pieces
        if piece.kind in (*_WORDS.values(), ChangeKind.UNIT_CHANGED)
        and _length(piece.old) * _length(piece.new) == 0
    ]
    if len(words) == len(pieces) == 1:
        (word,) = words
        length = max(_length(word.old), _length(word.new))
        opposite = (
            rest.kind is ChangeKind.TEXT_INSERTED
            if _length(word.old)
            else rest.kind is ChangeKind.TEXT_DELETED
        )
        if opposite and max(_length(rest.old), _length(rest.new)) <= _ALIKE * length:
            old = word.old if _length(word.old) else rest.old
            new = word.new if _length(word.new) else rest.new
            return [attrs.evolve(word, old=old, new=new)]
    return [*pieces, rest]


def _length(span: Range) -> int:
    """Return how many quiet characters a range has."""
    return span[1] - span[0]


def _without(span: Range, ranges: Sequence[Range]) -> list[Range]:
    """Return what is left of a range when others are taken out of it."""
    left: list[Range] = []
    place = span[0]
    for start, end in sorted(ranges):
        if start > place:
            left.append((place, min(start, span[1])))
        place = max(place, end)
    if place < span[1]:
        left.append((place, span[1]))
    return [(start, end) for start, end in left if start < end]
