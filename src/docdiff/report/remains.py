"""A fact against what is left of it on the other side: hidden, garbled or cut."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

import attrs

from docdiff.decimals import shift
from docdiff.model import ChangeKind, Fact, FactKind, Span
from docdiff.patterns import Pattern
from docdiff.report.values import Piece, Range, Readings
from docdiff.text import QuietText

__all__ = ["judge_remains"]

_KINDS = (FactKind.FIGURE, FactKind.DATE, FactKind.REFERENCE)
_SIGNS = frozenset("*x×○●□■〇◯_某")
_NUMERALS = frozenset("零〇一二三四五六七八九十百千万亿兆两廿卅")
_MOST_SIGNS = 8  # that hide one number, however long it is
# What contracts and redactors put in place of a number, however long it is.
_BLANK = Pattern(
    r"[●•█▇■]{1,40}|[_*]{2,40}|\[ ?(?:[●•█▇■_*x]{1,40}|redacted|omitted|geschwärzt)? ?\]"
)
_LONGEST = 64  # of a reading: no date is as long
# What stands for a digit or point where letters are folded: 45,2l0 for 45,210, 12。5 for 12.5.
_LOOK_ALIKES = frozenset({("0", "o"), ("0", "l"), ("0", "i"), (".", "。")})
_UNMARKED = str.maketrans("", "", ",.。、")
_FEW = 3  # 1、23 are two numbers
_DECIMAL = Pattern(r"[0-9]+\.[0-9]+")  # hidden as one: 某亩 for 3.5亩
_MIRRORED = {"masked": "unmasked", "lost": "added"}


def judge_remains(readings: Readings, sides: tuple[QuietText, QuietText]) -> Piece | None:
    """Return what became of an edit's one fact, where the other side shows no whole fact.

    What stands there need not look like a fact by itself: ``**`` is emphasis, ``x`` a letter,
    and the end of 12 May 2003 05::45 two figures. That it stands where the fact stood tells.

    Parameters
    ----------
    readings
        The edit and what stands there on both sides; fact spans count quiet characters.
    sides
        Both quiet texts.

    Returns
    -------
    Piece or None
        ``masked`` where signs stand for digits, ``suspect`` where other digits stand in the
        same places, ``changed`` where some characters are gone, ``lost`` where no digit is
        left; None where the edit is none of these.
    """
    edit = readings.edit
    ranges = ((edit.i, edit.i_end), (edit.j, edit.j_end))
    facts = (readings.old_facts, readings.new_facts)
    for own in (0, 1):
        if len(facts[own]) != 1 or not _is_all(facts[own][0], ranges[own]):
            continue
        place = ranges[1 - own]
        written = (readings.old, readings.new)[1 - own]
        left = _Left(sides[own].chars, sides[1 - own].chars, Span(*place), written)
        found = _compare(facts[own][0], left)
        others = facts[1 - own]
        whole = len(others) == 1 and others[0].span == left.span
        if len(others) == 1 and _is_same_number(facts[own][0], others[0]):
            continue
        if facts[own][0].value == left.chars and not whole:
            return Piece(ChangeKind.NOTATION, *ranges)  # 400 820 8820
        # In 2010 is a year, in 3010 a number: they stand in one place.
        if found is None or (whole and not (found[0] == "suspect" and _one_is_date(facts))):
            continue
        verb, remains = found
        if whole or (verb == "changed" and len(others) == 1):
            verb, remains = "changed", others[0]
        elif verb == "suspect" and remains and left.chars.isdecimal():
            # Digits in groups: 6222 0213 0400 1234 567.
            verb, remains = "changed", left.as_fact(facts[own][0], left.chars, left.chars)
        return _make_piece(verb, ranges, (facts[own][0], remains), own=own)
    return None


def _is_all(fact: Fact, place: Range) -> bool:
    """Say whether a whole fact with digits to show is all that stands at a place."""
    plain = fact.kind in _KINDS and not (fact.masked or fact.suspect)
    return plain and (fact.span.start, fact.span.end) == place


def _is_same_number(a: Fact, b: Fact) -> bool:
    """Say whether one is a reference and the other its bare number: 第一季度 and 一季度."""
    return a.value == b.value and {a.kind, b.kind} == {FactKind.FIGURE, FactKind.REFERENCE}


def _one_is_date(facts: tuple[Sequence[Fact], Sequence[Fact]]) -> bool:
    """Say whether one of two facts is a date and the other a figure."""
    return {facts[0][0].kind, facts[1][0].kind} == {FactKind.FIGURE, FactKind.DATE}


class _Left(NamedTuple):
    """Where a fact's remains stand: both quiet texts, the place in the other, as written."""

    own: str
    other: str
    span: Span
    written: str

    @property
    def chars(self) -> str:
        """The quiet characters of the place."""
        return self.other[self.span.start : self.span.end]

    def as_fact(self, fact: Fact, value: str | None, number: str | None = None) -> Fact:
        """Return the remains as a fact, with the fact's unit where that stands there too."""
        unit = None
        if fact.unit_span and fact.unit_span != fact.prefix_span:
            by = self.span.end - fact.span.end
            unit = Span(fact.unit_span.start + by, fact.unit_span.end + by)
            there = self.other[unit.start : unit.end]
            if fact.prefix_span or self.own[fact.unit_span.start : fact.unit_span.end] != there:
                unit = None
        return Fact(
            fact.kind,
            self.span,
            self.written,
            value,
            number,
            fact.unit if unit else "",
            unit,
            base_unit=fact.base_unit if unit else "",
        )


def _compare(fact: Fact, left: _Left) -> tuple[str, Fact | None] | None:
    """Return what became of a fact, and what is left of it as a fact, or None."""
    shown = left.own[fact.span.start : fact.span.end]
    chars = left.chars
    if not chars or max(len(shown), len(chars)) > _LONGEST:
        return None
    if _BLANK.fullmatch(chars) and not _match_masked(shown, chars):
        return "masked", attrs.evolve(left.as_fact(fact, None), masked=True)
    if not _SIGNS.isdisjoint(chars) and (runs := _match_masked(shown, chars)):
        value, number = _hide(fact, runs, chars)
        return "masked", attrs.evolve(left.as_fact(fact, value, number), masked=True)
    if _is_garbled(shown, chars, left.written) or _is_parted(shown, chars):
        return "suspect", attrs.evolve(left.as_fact(fact, None), suspect=True)
    if not _is_subsequence(chars, shown):
        return None
    return ("changed" if any(map(_is_digit, chars)) else "lost"), None


def _make_piece(
    verb: str, ranges: tuple[Range, Range], facts: tuple[Fact, Fact | None], *, own: int
) -> Piece:
    """Return the piece of a fact and its remains; ``own`` is the side of the fact."""
    stem = "date" if any(fact and fact.kind is FactKind.DATE for fact in facts) else "figure"
    kind = ChangeKind(f"{stem}-{_MIRRORED.get(verb, verb) if own else verb}")
    places = list(ranges)
    if verb == "lost":
        places[1 - own] = (ranges[1 - own][0], ranges[1 - own][0])
    old, new = facts if own == 0 else facts[::-1]
    return Piece(kind, places[0], places[1], old, new)


def _match_masked(shown: str, hidden: str) -> list[tuple[str, str]]:
    """Return each run of digits with what hides it or stands for it; [] where they do not fit.

    A run may be hidden in part, sign for digit, or as a whole by any few signs: nobody knows
    how many digits two asterisks hide.
    """
    runs: list[tuple[str, str]] = []
    at = 0
    if _DECIMAL.fullmatch(shown) and _may_hide(shown, hidden):
        return [(shown, hidden)]
    for digits, group in groupby(shown, key=_is_digit):
        run = "".join(group)
        if not digits:
            if not hidden.startswith(run, at):
                return []
            at += len(run)
            continue
        end = at
        while end < len(hidden) and (hidden[end] in _SIGNS or _is_digit(hidden[end])):
            end += 1
        if not _may_hide(run, hidden[at:end]):
            return []
        runs.append((run, hidden[at:end]))
        at = end
    return runs if at == len(hidden) and any(a != b for a, b in runs) else []


def _may_hide(shown: str, hidden: str) -> bool:
    """Say whether a reading may be a number some of whose digits, or all, are hidden."""
    if len(shown) == len(hidden):
        return all(b in _SIGNS or a == b for a, b in zip(shown, hidden, strict=True))
    return 0 < len(hidden) <= _MOST_SIGNS and hidden != "x" and _SIGNS.issuperset(hidden)


def _hide(fact: Fact, runs: list[tuple[str, str]], chars: str) -> tuple[str | None, str | None]:
    """Return the value and the number of a fact some of whose digits are hidden."""
    if fact.kind is FactKind.DATE:
        return _hide_parts(fact.value or "", runs), None
    if len(runs) > 1 and not set(chars) <= _SIGNS | set("0123456789.,'"):
        return None, None
    number = "".join("x" if char in _SIGNS else char for char in chars if char not in ",'")
    if number.count(".") > 1 or not set(number) <= set("0123456789.x"):
        return None, None
    return shift(number, _exponent(fact)), number


def _hide_parts(value: str, runs: list[tuple[str, str]]) -> str | None:
    """Return the value of a date with its hidden parts as x, None where it cannot be told."""
    for shown, hidden in runs:
        part = shown.zfill(2)
        if value.count(part) != 1:
            return None
        signs = "x" * len(part)
        if len(shown) == len(hidden):
            signs = "".join("x" if char in _SIGNS else char for char in hidden).zfill(2)
        value = value.replace(part, signs if shown != hidden else part)
    return value


def _exponent(fact: Fact) -> int:
    """Return the power of ten that the unit of a figure stands for."""
    whole = [(digits or "").lstrip("-").partition(".")[0] for digits in (fact.value, fact.number)]
    return max(len(whole[0]) - len(whole[1]), 0) if fact.unit else 0


def _is_digit(char: str) -> bool:
    return char.isdecimal() or char in _NUMERALS


def _is_garbled(shown: str, chars: str, written: str) -> bool:
    """Say whether digits stand where a fact has digits, or what is taken for them."""
    if len(shown) != len(chars):
        return False
    alike = _LOOK_ALIKES if " " not in written else ()  # 5 l are litres
    return all(
        _shape(a) == _shape(b) or (_shape(a), b) in alike for a, b in zip(shown, chars, strict=True)
    ) and any(map(_is_digit, chars))


def _is_parted(shown: str, chars: str) -> bool:
    """Say whether the same digits have their marks elsewhere: 123,45 and 12.34.56."""
    digits = shown.translate(_UNMARKED)
    return len(digits) > _FEW and digits.isdecimal() and digits == chars.translate(_UNMARKED)


def _shape(char: str) -> str:
    """Return one sign for all digits, and one for all numerals."""
    return "0" if char.isdecimal() else "一" if char in _NUMERALS else char


def _is_subsequence(short: str, long: str) -> bool:
    """Say whether a text is left when characters are taken out of another one."""
    rest = iter(long)  # each search goes on where the last one ended
    return len(short) < len(long) and all(char in rest for char in short)
