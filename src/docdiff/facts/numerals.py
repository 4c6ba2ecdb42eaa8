"""Numbers as people write them: with separators, in Chinese, in sections of both."""

from __future__ import annotations

import re
from functools import lru_cache

import attrs

from docdiff.facts.decimals import plain, shift
from docdiff.facts.tables import Tables, load_tables
from docdiff.facts.view import View

# Quantifiers are possessive or bounded, and a group of three ends where no digit follows,
# so that a run of digits and separators is read once.
_NUMBER = re.compile(
    r"(?:(?P<head>[0-9]{1,3})(?P<sep>[,.'’\u2009 ])[0-9]{3}(?![0-9])"
    r"(?:(?P=sep)[0-9]{3}(?![0-9]))*+(?P<tail>[.,][0-9]++)?)"
    r"|(?P<whole>[0-9]++)(?P<part>[.,][0-9]++)?"
)
DOTTED = re.compile(r"[0-9]++(?:\.[0-9]++){2,}+")

# The longest numeral that keeps to the rules of sections has fewer characters.
_LONGEST = 64


@attrs.frozen
class Number:
    """A number read up to ``end``; ``digits`` is None where it is garbled."""

    end: int
    digits: str | None


def read_arabic(view: View, start: int) -> Number:
    """Read the number whose first digit stands at ``start``.

    A comma or point before exactly three digits, once, is what the language makes of it:
    German 1.200 is 1200 and 1,200 is 1.2; elsewhere 1,200 is 1200 and 1.200 is 1.2. Other
    decimal commas count in German, and where no language shows.
    """
    match = _NUMBER.match(view.folded, start)
    if match is None:
        raise ValueError(f"no digit stands at {start}")
    head, sep, tail = match["head"], match["sep"], match["tail"]
    if head is None:
        return _read_plain(view, match)
    end = match.end("tail") if tail and tail[0] != sep and sep not in "'" else match.end()
    if tail and (tail[0] == sep):
        end, tail = match.start("tail"), None
    groups = view.folded[start : match.start("tail") if match["tail"] else match.end()]
    if not tail and groups.count(sep) == 1 and sep in ",.":
        german = view.language(start) == "de"
        if head.startswith("0") or german == (sep == ","):
            return Number(end, groups.replace(sep, "."))
    elif head.startswith("0"):
        return Number(start + len(head), head)
    whole = groups.replace(sep, "")
    return Number(end, f"{whole}.{tail[1:]}" if tail else whole)


def _read_plain(view: View, match: re.Match[str]) -> Number:
    """Read digits with or without a fraction."""
    whole, part = match["whole"], match["part"]
    if part and part[0] == "," and view.language(match.start()) not in ("de", ""):
        part = None
    if part is None:
        return Number(match.end("whole"), whole)
    return Number(match.end(), f"{whole}.{part[1:]}")


def read_compound(view: View, start: int, first: Number) -> Number | None:
    """Read on where digits follow a magnitude: 3萬5千, 1億2000萬, or the garbled 262萬1.

    Returns None where ``first`` is no such compound. Each part must fit below the power of
    the one before, and last digits without a power must fill the place: 3萬5000, not 3萬5.
    """
    if first.digits is None:
        return None
    match = _patterns().compound.match(view.folded, first.end)
    if match is None:
        return None
    powers = view.tables.powers
    pieces = _patterns().piece.findall(match[0])
    last = _patterns().last.search(match[0])
    exponents = [sum(powers[char] for char in piece[0]) for piece in pieces]
    parts = [first.digits, *(piece[1] for piece in pieces)]
    trailing = last[0] if last else ""
    exponents.append(sum(powers[char] for char in trailing))
    digits = _join_parts(parts, exponents, filled=not trailing)
    return Number(match.end() - len(trailing) if digits is None else match.end(), digits)


def _join_parts(parts: list[str], exponents: list[int], *, filled: bool) -> str | None:
    """Return the sum of parts, each times its power of ten, or None if they overlap."""
    if "." in parts[0]:
        return None
    joined = [parts[0]]
    for before, exponent, part in zip(exponents, exponents[1:], parts[1:], strict=False):
        room = before - exponent
        if room < 1 or len(part) > room:
            return None
        joined.append(part.zfill(room))
    if filled and len(parts[-1]) != exponents[-2]:
        return None
    return shift("".join(joined), exponents[-1])


def read_chinese(view: View, start: int) -> Number | None:
    """Read the Chinese numeral at ``start``; None where there is no definite number."""
    match = _patterns().numeral.match(view.folded, start)
    if match is None:
        return None
    run = match[0]
    digits = evaluate(run)
    if digits is None:
        garbled = len(run) <= _LONGEST and view.tables.powers.keys() & run
        return Number(match.end(), None) if garbled else None
    point = _patterns().fraction.match(view.folded, match.end())
    if point and digits.isdecimal():
        tail = evaluate(point[1], positional=True)
        if tail is not None:
            return Number(point.end(), f"{digits}.{tail}")
    return Number(match.end(), digits)


def numeral_end(view: View, start: int) -> int:
    """Return where the run of Chinese numeral characters at ``start`` ends."""
    match = _patterns().numeral.match(view.folded, start)
    return match.end() if match else start


def evaluate(run: str, *, positional: bool = False, loose: bool = False) -> str | None:
    """Return the digits of a folded Chinese numeral, or None where it is no definite number.

    Digits without powers stand for themselves (二〇〇九), but two of them are an approximation
    (三五個). With ``loose`` a last digit may miss its 零 (一百二 is 102, as in old statutes).

    >>> from docdiff.text import fold
    >>> [evaluate(fold(run)) for run in ("一千二百", "四億五千萬", "二〇〇九", "三五", "一百二")]
    ['1200', '450000000', '2009', None, None]
    """
    tables = load_tables()
    if not any(char in tables.powers or len(tables.digits[char]) > 1 for char in run):
        digits = "".join(map(tables.digits.__getitem__, run))
        definite = positional or len(run) != 2 or "0" in digits  # noqa: PLR2004
        return digits if definite else None
    if positional or len(run) > _LONGEST:
        return None
    number = _sum_sections(run, tables, loose=loose)
    return None if number is None else str(number)


def _sum_sections(run: str, tables: Tables, *, loose: bool) -> int | None:
    """Add up the sections of a numeral, or return None where they contradict one another."""
    sums: list[int] = []
    section, room, digit, zero = 0, 4, 0, False
    for char in run:
        power = tables.powers.get(char)
        if power is None:
            value = int(tables.digits[char])
            if digit or (value >= 10 and room < 2):  # noqa: PLR2004
                return None
            if value >= 10:  # noqa: PLR2004
                section, room = section + value, 1
            else:
                digit, zero = value, zero or value == 0
        elif power < 4:  # noqa: PLR2004
            if power >= room or (not digit and power != 1):
                return None
            section, room, digit, zero = section + (digit or 1) * 10**power, power, 0, False
        else:
            inner = section + digit
            while sums and sums[-1] < 10**power:
                inner += sums.pop()
            if not inner:
                return None
            sums.append(inner * 10**power)
            section, room, digit, zero = 0, 4, 0, False
    placed = loose or zero or room == 1 or not (section or sums)
    return sum(sums) + section + digit if placed or not digit else None


@attrs.frozen(eq=False)
class _Patterns:
    numeral: re.Pattern[str]
    fraction: re.Pattern[str]
    compound: re.Pattern[str]
    piece: re.Pattern[str]
    last: re.Pattern[str]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    """Compile the patterns that need the tables."""
    tables = load_tables()
    digits, powers = "".join(tables.digits), "".join(tables.powers)
    figures = digits.replace("o", "").replace("○", "")
    return _Patterns(
        numeral=re.compile(f"[{figures}{powers}][{digits}{powers}]*+"),
        fraction=re.compile(f"点([{figures}]++)"),
        compound=re.compile(f"(?:[{powers}]{{1,3}}[0-9]++(?![.,:/-][0-9]))++(?:[{powers}]{{1,3}})?"),
        piece=re.compile(f"([{powers}]+)([0-9]+)"),
        last=re.compile(f"[{powers}]+$"),
    )


def value_of(digits: str, exponent: int) -> str:
    """Return the canonical value of a number times a power of ten."""
    return shift(plain(digits), exponent)
