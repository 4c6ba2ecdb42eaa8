"""Edits to pieces: each difference once, in its class, before words are put to it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from docdiff.model import ChangeKind, Edit, Fact, FactKind
from docdiff.patterns import Pattern
from docdiff.pinyin import is_pinyin
from docdiff.report.damage import is_damage
from docdiff.report.remains import judge_remains
from docdiff.report.values import WORDS, Piece, Range, Readings
from docdiff.report.words import (
    bare_slice,
    fold_clause,
    is_consumed,
    is_range_joint,
    join_words,
    name_wholly,
    text_piece,
)
from docdiff.text import QuietText, fold, is_cjk

_FIGURES = (FactKind.FIGURE, FactKind.REFERENCE)
_MOST_CELLS = 10_000
_MOST_DIGITS = 15
_MASKS = frozenset("*x×○〇◯")
_SPELT = {"±": "+/-", "≥": ">=", "≤": "<=", "≠": "!=", "×": "x"}
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_OPEN_DAY = Pattern("([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_YEAR = Pattern("(?:1[5-9]|20)[0-9]{2}")
_SIGNS = frozenset(map(chr, _LOWERED)) | frozenset(_SPELT)
_RAISED = Pattern("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+")


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
    whole = _judge_whole(readings, sides)
    if whole and whole.kind is ChangeKind.PUNCTUATION and _is_written(readings, sides):
        kind = ChangeKind.TEXT_INSERTED if readings.new else ChangeKind.TEXT_DELETED
        return [Piece(kind, old, new)]
    whole = whole or (None if _are_same(readings) else judge_remains(readings, sides))
    if whole:
        return [whole]
    pieces: list[Piece] = []
    places: set[tuple[Range, Range]] = set()
    used: tuple[list[Range], list[Range]] = ([], [])
    for pair in _pair_facts(readings.old_facts, readings.new_facts):
        if pair[0] and pair[1] and _is_same_number(pair[0], pair[1]):
            # The number is the same, and the word beside it is text like any other.
            continue
        if not all(pair) and _is_outside(pair, edit):
            # 5 of 5-10 Prozent has its unit here, and another edit beside it.
            continue
        for fact, ranges, side in zip(pair, used, sides, strict=True):
            ranges.extend(_ranges(fact, side.chars) if fact else ())
        piece = _judge(*pair, edit)
        # The figures of a range share one unit, which changes once.
        if piece and (piece.old, piece.new) not in places:
            places.add((piece.old, piece.new))
            pieces.append(piece)
    rest = text_piece((old, new), used, sides, gaps)
    if rest and not (is_consumed(rest, pieces, sides) or is_range_joint(rest, sides)):
        kept = fold_clause(pieces, rest, sides, gaps)
        if len(kept) < len(pieces):
            # The words left out are part of the clause again.
            gone = {
                span for piece in pieces if piece not in kept for span in (piece.old, piece.new)
            }
            free = ([r for r in used[0] if r not in gone], [r for r in used[1] if r not in gone])
            rest = text_piece((old, new), free, sides, gaps) or rest
        pieces = join_words(kept, rest)
    pieces = pieces or [_same_facts(old, new, sides)]
    pieces = [
        name_wholly(piece, sides, gaps) if piece.kind is ChangeKind.TEXT_REPLACED else piece
        for piece in pieces
    ]
    return sorted(pieces, key=lambda piece: (piece.new, piece.old))


def _is_outside(pair: tuple[Fact | None, Fact | None], edit: Edit) -> bool:
    """Say whether a lone fact has its number outside of an edit, which took its unit alone."""
    for fact, start, end in ((pair[0], edit.i, edit.i_end), (pair[1], edit.j, edit.j_end)):
        if fact and start < end:
            return fact.span.end <= start or fact.span.start >= end
    return False


def _same_facts(old: Range, new: Range, sides: tuple[QuietText, QuietText]) -> Piece:
    """Return how the same facts differ: they are written otherwise, or say a word twice."""
    if old[0] == old[1] and _is_doubled(sides[1].chars, *new):
        return Piece(ChangeKind.TEXT_INSERTED, old, new)
    if new[0] == new[1] and _is_doubled(sides[0].chars, *old):
        return Piece(ChangeKind.TEXT_DELETED, old, new)
    return Piece(ChangeKind.NOTATION, old, new)


def _is_doubled(chars: str, start: int, end: int) -> bool:
    """Say whether the word in a range stands once more before or behind it: EUR EUR 310."""
    size, word = end - start, chars[start:end]
    beside = (chars[max(0, start - size) : start], chars[end : end + size])
    return word in beside and any(map(str.isalnum, word))


def _ranges(fact: Fact, chars: str) -> list[Range]:
    """Return where a fact stands, with the hyphen that joins it: 30-day, nicht-öffentlich."""
    spans = (fact.span, fact.unit_span, fact.prefix_span)
    ranges = [(span.start, span.end) for span in spans if span]
    end = fact.span.end
    joins = fact.kind is FactKind.NEGATION or (
        fact.unit_span is not None and fact.unit_span.start == end + 1
    )
    if joins and chars[end : end + 1] == "-":
        ranges.append((end, end + 1))
    return ranges


def _is_written(readings: Readings, sides: tuple[QuietText, QuietText]) -> bool:
    """Say whether a mark came or went between words of letters, whose writer set it there.

    People who mark revisions mark such commas. Among ideographs marks come and go with
    scanning and conversion, and a mark in place of another one says the same anywhere.
    """
    edit = readings.edit
    if readings.old and readings.new:
        return False
    around = sides[0].chars[max(0, edit.i - 1) : edit.i_end + 1]
    return not any(map(is_cjk, around + sides[1].chars[max(0, edit.j - 1) : edit.j_end + 1]))


def _are_same(readings: Readings) -> bool:
    """Say whether both sides state the same facts, however each is written."""
    old, new = readings.old_facts, readings.new_facts
    return [fact.key for fact in old] == [fact.key for fact in new] and not any(
        fact.suspect or fact.masked for fact in (*old, *new)
    )


def _judge_whole(readings: Readings, sides: tuple[QuietText, QuietText]) -> Piece | None:
    """Return what an edit is as a whole, if it is noise or damage."""
    edit = readings.edit
    old, new = (edit.i, edit.i_end), (edit.j, edit.j_end)
    if not (readings.old_facts or readings.new_facts) and (
        bare_slice(sides[0], *old) == bare_slice(sides[1], *new)
    ):
        return Piece(ChangeKind.PUNCTUATION, old, new)
    noise = _name_noise(readings.old, readings.new)
    if noise:
        return Piece(noise, old, new)
    if not readings.old or not readings.new:
        return None
    if is_damage(readings.new, readings.old):
        return Piece(ChangeKind.ENCODING_DAMAGE, old, new)
    if is_damage(readings.old, readings.new):
        return Piece(ChangeKind.ENCODING_REPAIRED, old, new)
    return None


def _name_noise(old: str, new: str) -> ChangeKind | None:
    """Return the noise that two readings differ by as a whole, or nothing."""
    if not old or not new:
        return ChangeKind.ANNOTATION if is_pinyin(old + new) else None
    old, new = (unicodedata.normalize("NFC", text) for text in (old, new))
    if old == new:
        return ChangeKind.NOTATION
    if ("期" in old + new or "拜" in old + new) and _name_week(old) == _name_week(new):
        return ChangeKind.NOTATION
    if not _SIGNS.isdisjoint(old + new) and _spell_signs(old) == _spell_signs(new):
        return ChangeKind.NOTATION
    return ChangeKind.CASE if old.casefold() == new.casefold() else None


def _name_week(text: str) -> str:
    """Write the week as 周, however it is said: 星期一, 禮拜一."""
    return fold(text).replace("星期", "周").replace("礼拜", "周")


def _spell_signs(text: str) -> str:
    """Write signs of mathematics as keyboards without them do: ± as +/-, ⁻⁸ as ^-8."""
    for sign, spelt in _SPELT.items():
        text = text.replace(sign, spelt)
    return _RAISED.sub(lambda match: f"^{match[0].translate(_LOWERED)}", text)


def _pair_facts(
    old: Sequence[Fact], new: Sequence[Fact]
) -> Iterator[tuple[Fact | None, Fact | None]]:
    """Pair the facts of two readings in order, those of equal value first.

    The cheapest pairing by dynamic programming (Needleman and Wunsch, 1970): nothing for
    equal values, little for one kind and unit, more for one kind, most for a lone fact.
    """
    if new and [fact.text for fact in new] < [fact.text for fact in old]:
        # One order for both directions, so that ties mirror.
        yield from ((b, a) for a, b in _pair_facts(new, old))
        return
    if not 0 < len(old) * len(new) <= _MOST_CELLS:
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
        if _are_years(a, b):
            return 0.5
        return 0.25 if _is_same_number(a, b) or _hides_duration(a, b) else 3.0
    if a.value == b.value and a.base_unit == b.base_unit and not a.suspect:
        return 0.0
    if a.kind is FactKind.REFERENCE and a.base_unit == b.base_unit:
        return 0.5 + _farness(a, b)
    if a.kind is FactKind.DATE and _may_be_one_day(a, b):
        return 0.0
    return 0.5 if a.unit == b.unit else 1.0


def _farness(a: Fact, b: Fact) -> float:
    """Return how far apart two references are, 0 to 0.025: of 7 and 13, 7 took 6's place.

    It decides between pairings that are as cheap without it.
    """
    if not (a.number and b.number and max(len(a.number), len(b.number)) <= _MOST_DIGITS):
        return 0.0
    if not (a.number.isdecimal() and b.number.isdecimal()):
        return 0.0
    low, high = sorted((int(a.number), int(b.number)))
    return (high - low) / (40 * high) if high else 0.0


def _may_be_one_day(a: Fact, b: Fact) -> bool:
    """Say whether 03/04/2024, which is a day in March or in April, may be the other date."""
    if FactKind.DATE is not a.kind or a.kind is not b.kind or not (a.value and b.value):
        return False
    if ("/" in a.value) is ("/" in b.value):
        return False
    first, second = (a.value, b.value) if "/" in a.value else (b.value, a.value)
    match = _OPEN_DAY.fullmatch(first)
    if match is None:
        return False
    one, other, year = (part.zfill(2) for part in match.groups())
    return second in (f"{year}-{one}-{other}", f"{year}-{other}-{one}")


def _is_same_number(a: Fact, b: Fact) -> bool:
    """Say whether one is a reference and the other its bare number: Artikel 21 and 21."""
    return {a.kind, b.kind} == set(_FIGURES) and a.value is not None and a.value == b.value


def _are_years(a: Fact, b: Fact) -> bool:
    """Say whether one is a year and the other may be one: in 2010, the 2020 census."""
    if {a.kind, b.kind} != {FactKind.FIGURE, FactKind.DATE}:
        return False
    year, number = (a, b) if a.kind is FactKind.DATE else (b, a)
    return (
        not (number.unit or number.suspect or year.suspect)
        and _YEAR.fullmatch(year.text) is not None
        and _YEAR.fullmatch(number.text) is not None
    )


def _hides_duration(a: Fact, b: Fact) -> bool:
    """Say whether one is wholly masked and ends like the other's unit: ``**年`` and 十年.

    A mask without a digit may hide a year or a number of years; the other side tells.
    """
    if {a.kind, b.kind} != {FactKind.FIGURE, FactKind.DATE} or a.masked is b.masked:
        return False
    hidden, plain = (a, b) if a.masked else (b, a)
    return (
        plain.kind is FactKind.FIGURE
        and bool(plain.unit)
        and not any(map(str.isdecimal, hidden.text))
        and fold(hidden.text).endswith(fold(plain.unit))
    )


def _judge(a: Fact | None, b: Fact | None, edit: Edit) -> Piece | None:
    """Return what became of a fact, None where it is the same to the letter."""
    if a and b:
        kind = _judge_pair(a, b)
        if kind is None:
            return None
        old, new = (a.span.start, a.span.end), (b.span.start, b.span.end)
        if kind is ChangeKind.UNIT_CHANGED:
            before = (a.prefix_span or b.prefix_span) and _behind(a) == _behind(b)
            old, new = _unit_place(a, before=bool(before)), _unit_place(b, before=bool(before))
        return Piece(kind, old, new, a, b)
    fact = a or b
    if fact is None:
        return None
    span = (fact.span.start, fact.span.end)
    if fact.kind in WORDS:
        kind = WORDS[fact.kind]
    elif fact.kind in _FIGURES:
        kind = ChangeKind.FIGURE_LOST if a else ChangeKind.FIGURE_ADDED
    else:
        kind = ChangeKind.DATE_LOST if a else ChangeKind.DATE_ADDED
    if a:
        return Piece(kind, span, (edit.j, edit.j), old_fact=a)
    return Piece(kind, (edit.i, edit.i), span, new_fact=b)


def _behind(fact: Fact) -> str:
    """Return the part of a unit that stands behind the number."""
    if fact.unit_span is None or fact.unit_span == fact.prefix_span:
        return ""
    return fact.unit[fact.unit_span.start - fact.unit_span.end :]


def _unit_place(fact: Fact, *, before: bool) -> Range:
    """Return where the unit of a figure stands, or would stand, before or behind its number."""
    span = fact.prefix_span if before else fact.unit_span
    if span:
        return span.start, span.end
    return (fact.span.start, fact.span.start) if before else (fact.span.end, fact.span.end)


def _judge_pair(a: Fact, b: Fact) -> ChangeKind | None:
    """Return the kind of change between two paired facts, None where they are the same."""
    if a.kind in WORDS:
        return None if a.value == b.value else WORDS[a.kind]
    dated = _are_years(a, b) or not (a.kind in _FIGURES or b.kind in _FIGURES)
    stem = "date" if dated else "figure"
    if a.suspect or b.suspect:
        return None if a.text == b.text else ChangeKind(f"{stem}-suspect")
    if a.masked is not b.masked and (a.kind is not b.kind or is_compatible(a, b)):
        return ChangeKind(f"{stem}-masked" if b.masked else f"{stem}-unmasked")
    if a.key == b.key or _may_be_one_day(a, b):
        return None if (a.text, a.unit) == (b.text, b.unit) else ChangeKind.NOTATION
    if a.kind is b.kind and a.number and a.number == b.number and a.unit != b.unit:
        return ChangeKind.UNIT_CHANGED
    return ChangeKind(f"{stem}-changed")


def is_compatible(a: Fact, b: Fact) -> bool:
    """Say whether a mask may hide the other value: as long, and equal where it shows digits."""
    if a.value is None or b.value is None:
        return True
    hidden = a if a.masked else b
    if not any(char.isdecimal() for char in hidden.text):
        # Nobody knows how many digits two asterisks hide.
        return a.base_unit == b.base_unit
    return _may_be_one(a.value, b.value) or (
        a.base_unit == b.base_unit and _may_be_one(*(_digits(fact) for fact in (a, b)))
    )


def _may_be_one(a: str, b: str) -> bool:
    """Say whether two readings are equal wherever neither hides a digit."""
    return len(a) == len(b) and all(x == y or "x" in (x, y) for x, y in zip(a, b, strict=True))


def _digits(fact: Fact) -> str:
    """Return the digits of a fact as written: a value has lost the zeros at its end."""
    return "".join("x" if char in _MASKS else char for char in fold(fact.text) if char not in ",'")
