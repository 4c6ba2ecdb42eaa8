"""The words of an edit that are no fact: one piece, or none where they say nothing new."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from docdiff.model import ChangeKind
from docdiff.patterns import Pattern
from docdiff.report.values import WORDS, Piece, Range
from docdiff.text import Gap, QuietText, fold, is_cjk, split_tokens

# Marks that carry meaning although Unicode calls them punctuation.
_MEANT = frozenset("%‰&@#*/\\§†‡′″-–—_'’")
# A word that took another one's place is not much longer.
_ALIKE = 3
_LONG = frozenset("—―")
_TWOFOLD = Pattern("-+|'")  # marks that join or belong to a word, or stand between words
_DASHES = frozenset("-–—~")  # one or two of them
_JOINTS = frozenset({"-", "–", "—", "~", "至", "到", "to", "bis"})
_TERM = frozenset({"起至", "起至止", "至止", "起到", "起到止"})  # 1月1日起至3月1日止
_JOINTS |= _TERM
# Tokens from which what only one side has is a clause of its own.
_CLAUSE = 6
_MOST_OF_NAME = 16  # characters of what stands in a name: XR-200
_NAME_MARKS = frozenset("-_")
_MARKS = frozenset(",;:.!?()。、")  # quiet


def bare(text: str) -> str:
    """Return a text without white space and punctuation that has no meaning of its own."""
    return text.translate(_BARE)


def bare_slice(side: QuietText, start: int, end: int) -> str:
    """Return quiet characters bare, without dashes that part and quotes that enclose."""
    chars = side.chars
    kept = []
    place = start
    for mark in _TWOFOLD.finditer(chars, start, end):
        drops = _quotes if mark[0] == "'" else _parts
        kept.append(chars[place : mark.start()])
        place = mark.end() if drops(side, *mark.span()) else mark.start()
    kept.append(chars[place:end])
    return bare("".join(kept))


def _quotes(side: QuietText, start: int, end: int) -> bool:
    """Say whether an apostrophe stands where a quotation mark may: not in a word, not in 6'."""
    chars, gaps = side.chars, side.gaps
    before, behind = chars[start - 1 : start], chars[end : end + 1]
    inside = before.isalnum() and behind.isalnum() and not (gaps[start] or gaps[end])
    return not inside and (not before.isnumeric() or bool(gaps[start]))


def _parts(side: QuietText, start: int, end: int) -> bool:
    """Say whether dashes part what stands before and behind them, as a comma would.

    A long dash does, a hyphen with white space on both sides and two of them between words.
    What stands before a digit may be a sign or join a range, what begins a line a bullet.
    """
    chars, gaps = side.chars, side.gaps
    before, behind = chars[start - 1 : start], chars[end : end + 1]
    if behind.isnumeric() or "-" in (before, behind):
        return False
    if all(side.text[side.offsets[place]] in _LONG for place in range(start, end)):
        return True
    if not before or gaps[start] >= Gap.BREAK:
        return False
    if gaps[start] and gaps[end]:
        return True
    return end - start > 1 and not (gaps[start] or gaps[end]) and before.isalpha()


class _Bare(dict[int, int | None]):
    """A table for ``str.translate`` that drops marks without a meaning of their own."""

    def __missing__(self, code: int) -> int | None:
        char = chr(code)
        is_mark = char.isspace() or (char not in _MEANT and unicodedata.category(char)[0] == "P")
        self[code] = found = None if is_mark else code
        return found


_BARE = _Bare()


def text_piece(
    spans: tuple[Range, Range],
    used: tuple[list[Range], list[Range]],
    sides: tuple[QuietText, QuietText],
    gaps: tuple[bytes, bytes],
) -> Piece | None:
    """Return the words of an edit that are no fact, as one piece; None where none differ."""
    # A mark in the place of words is told with them; beside facts it is none of theirs.
    lone = not any(used)
    before, old = _rest(spans[0], used[0], sides[0], lone=lone)
    after, new = _rest(spans[1], used[1], sides[1], lone=lone)
    if before == after or (_TERM.intersection((before, after)) and {before, after} <= _JOINTS):
        return None
    old, new = _trim_equal((old, new), sides, gaps)
    if old[0] == old[1]:
        return Piece(ChangeKind.TEXT_INSERTED, old, new)
    if new[0] == new[1]:
        return Piece(ChangeKind.TEXT_DELETED, old, new)
    return Piece(ChangeKind.TEXT_REPLACED, old, new)


def _rest(span: Range, used: Sequence[Range], side: QuietText, *, lone: bool) -> tuple[str, Range]:
    """Return the words of a range that are no fact, and where they stand."""
    ranges = _without(span, used)
    text = "".join([bare_slice(side, start, end) for start, end in ranges])
    stands = text or (lone and ranges)
    return text, (ranges[0][0], ranges[-1][1]) if stands else (span[0], span[0])


def _trim_equal(
    spans: tuple[Range, Range],
    sides: tuple[QuietText, QuietText],
    gaps: tuple[bytes, bytes],
) -> tuple[Range, Range]:
    """Take equal tokens off both ends: a fact may begin or end like the words beside it."""
    one, two = (side.chars[slice(*span)] for side, span in zip(sides, spans, strict=True))
    if not (one and two) or (one[0] != two[0] and one[-1] != two[-1]):
        return spans
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


def name_wholly(
    piece: Piece, sides: tuple[QuietText, QuietText], gaps: tuple[bytes, bytes]
) -> Piece:
    """Return replaced text with the rest of a name with digits: IP65 became IP67, not 65.

    Only what is equal on both sides is taken in, and only where the piece is short.
    """
    spans = [piece.old, piece.new]
    texts = [side.chars[slice(*span)] for side, span in zip(sides, spans, strict=True)]
    if not all(map(_is_part, texts)):
        return piece
    before = _count_glued(sides, gaps, (spans[0][0], spans[1][0]), -1)
    behind = _count_glued(sides, gaps, (spans[0][1], spans[1][1]), 1)
    old, new = ((start - before, end + behind) for start, end in spans)
    if not any(map(str.isdecimal, sides[0].chars[slice(*old)])):
        return piece
    return piece._replace(old=old, new=new)


def _is_part(text: str) -> bool:
    """Say whether a text may be a part of a name with digits."""
    return len(text) <= _MOST_OF_NAME and text.isascii() and text.isalnum()


def _count_glued(
    sides: tuple[QuietText, QuietText], gaps: tuple[bytes, bytes], places: Range, step: int
) -> int:
    """Return how many equal characters of a name stand before or behind a place on both sides."""
    whole = count = 0
    shift = min(step, 0)
    while count < _MOST_OF_NAME:
        i, j = (place + step * count for place in places)
        a = sides[0].chars[max(0, i + shift) : i + shift + 1]
        b = sides[1].chars[max(0, j + shift) : j + shift + 1]
        if a != b or gaps[0][i] or gaps[1][j] or not a.isascii():
            break
        if not a.isalnum() and a not in _NAME_MARKS:
            break
        count += 1
        whole = count if a.isalnum() else whole
    return whole


def is_consumed(rest: Piece, pieces: Sequence[Piece], sides: tuple[QuietText, QuietText]) -> bool:
    """Say whether what is left on one side is part of a fact that the other side lost.

    Of 五万元 against 万元 the figure is lost, and no 万 came.
    """
    if rest.kind is ChangeKind.TEXT_INSERTED:
        left = sides[1].chars[slice(*rest.new)]
        lost = [piece.old_fact for piece in pieces if not _length(piece.new)]
    elif rest.kind is ChangeKind.TEXT_DELETED:
        left = sides[0].chars[slice(*rest.old)]
        lost = [piece.new_fact for piece in pieces if not _length(piece.old)]
    else:
        return False
    return any(
        left in fold(f"{fact.text}{fact.unit}") for fact in lost if fact and fact.kind not in WORDS
    )


def is_range_joint(rest: Piece, sides: tuple[QuietText, QuietText]) -> bool:
    """Say whether all that differs is what stands between the ends of a range: 3-5, 3--5, 3至5."""
    for side, span in zip(sides, (rest.old, rest.new), strict=True):
        start, end = _with_dashes(side.chars, span)
        behind, joint = side.chars[end : end + 1], side.chars[start:end]
        joins = joint in _JOINTS or (joint and _DASHES.issuperset(joint))
        if not joins or not start or not behind.isnumeric():
            return False
    return True


def _with_dashes(chars: str, span: Range) -> Range:
    """Return a range with the dashes beside it."""
    start, end = span
    while chars[start - 1 : start] in _DASHES:
        start -= 1
    while chars[end : end + 1] in _DASHES:
        end += 1
    return start, end


def fold_clause(
    pieces: list[Piece],
    rest: Piece,
    sides: tuple[QuietText, QuietText],
    gaps: tuple[bytes, bytes],
) -> list[Piece]:
    """Leave out the negations and modals of a clause that only one side has.

    Nothing was denied or allowed otherwise before; the clause itself is the change.
    """
    if rest.kind is ChangeKind.TEXT_REPLACED:
        return pieces
    number = 1 if rest.kind is ChangeKind.TEXT_INSERTED else 0
    span = rest.new if number else rest.old
    chars = sides[number].chars
    short = len(split_tokens(chars, gaps[number], *span)) < _CLAUSE
    denials = [p.new if number else p.old for p in pieces if p.kind in WORDS.values()]
    whole = min([span, *denials])[0], max(end for _, end in (span, *denials))
    if short and not _is_clause(chars, whole):
        return pieces
    return [
        piece
        for piece in pieces
        if piece.kind not in WORDS.values() or _length((piece.old, piece.new)[1 - number])
    ]


def _is_clause(chars: str, span: Range) -> bool:
    """Say whether marks enclose a range of ideographs, one of them in it: ，不轉增 at the end."""
    start, end = span
    if not any(map(is_cjk, chars[start:end])):
        return False
    if chars[start] in _MARKS:
        return end == len(chars) or chars[end] in _MARKS
    return chars[end - 1] in _MARKS and (not start or chars[start - 1] in _MARKS)


def join_words(pieces: list[Piece], rest: Piece) -> list[Piece]:
    """Join the words that took the place of a lone negation, modal or unit to its piece.

    不得 against 得 is one change of modality, 128 bytes against 128 GB one of the unit,
    although only one side's word is in the tables.
    """
    words = [
        piece
        for piece in pieces
        if piece.kind in (*WORDS.values(), ChangeKind.UNIT_CHANGED)
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
            return [word._replace(old=old, new=new)]
    return [*pieces, rest]


def _length(span: Range) -> int:
    """Return how many quiet characters a range has."""
    return span[1] - span[0]


def _without(span: Range, ranges: Sequence[Range]) -> list[Range]:
    """Return what is left of a range when others are taken out of it."""
    if not ranges:
        return [span] if span[0] < span[1] else []
    left: list[Range] = []
    place = span[0]
    for start, end in sorted(ranges):
        if start > place:
            left.append((place, min(start, span[1])))
        place = max(place, end)
    if place < span[1]:
        left.append((place, span[1]))
    return [(start, end) for start, end in left if start < end]
