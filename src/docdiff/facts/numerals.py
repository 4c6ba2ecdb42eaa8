"""Numbers as people write them: with separators, in Chinese, in sections of both."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from docdiff.decimals import shift
from docdiff.facts.tables import DIGITS, MASKS, NUMERALS, POWERS
from docdiff.facts.view import View
from docdiff.patterns import Pattern

# Quantifiers are possessive or bounded, and a group of three ends where no digit follows,
# so that a run of digits and separators is read once.
_NUMBER = Pattern(
    r"(?P<groups>(?P<head>[0-9]{1,3})(?P<sep>[,.'’\u2009 ])[0-9]{3}(?![0-9])"
    r"(?:(?P=sep)[0-9]{3}(?![0-9]))*+)(?P<tail>[.,][0-9]++)?"
    r"|(?P<whole>[0-9]++)(?P<part>[.,][0-9]++)?"
)
# 1 299,- € is a price without cents, and so are 1 299,-- € and Swiss 1299.- CHF.
_NO_CENTS = Pattern(
    r",(?:--|[-–—])(?= ?[€$£]| [A-Za-z]|[ .;)\n])|\.(?:--|[-–—])(?= ?(?:[€$£]|eur|chf|fr))"
)
_POINT_DASH = Pattern(r"\.(?:--|[-–—])(?![0-9a-z])")  # CHF 1'299.-
_BEFORE_NO_CENTS = ("chf", "fr.", "sfr", "eur", "€")
_SEPARATORS = frozenset(",.'’\u2009 ")
# Bounded, so that a run that turns out to be no mask is not read again from every digit.
_MASKED = Pattern(
    rf"(?:(?P<groups>(?P<head>[0-9{MASKS}]{{1,3}})(?P<sep>[,.'’]|[\u2009 ](?=[0-9]))"
    rf"[0-9{MASKS}]{{3}}(?![0-9{MASKS}])(?:(?P=sep)[0-9{MASKS}]{{3}}(?![0-9{MASKS}])){{0,7}}+)"
    rf"(?P<tail>[.,][0-9{MASKS}]{{1,24}}+)?"
    rf"|(?P<whole>[0-9{MASKS}]{{1,24}}+)(?P<part>[.,][0-9{MASKS}]{{1,24}}+)?)(?![0-9{MASKS}])"
)
_NUMERAL = Pattern(f"[{NUMERALS}]++")
_FRACTION = Pattern(f"点([{DIGITS}]++)")
# 1萬7,288.91 has thousands in groups, and a fraction.
_BELOW = r"(?:[0-9]{1,3}(?:,[0-9]{3})++|[0-9]++)"
_PART = rf"[{POWERS}]{{1,3}}{_BELOW}"
_LAST_PART = rf"{_PART}\.[0-9]++(?![.,:/-][0-9]|[{POWERS}])"
_COMPOUND = Pattern(
    rf"(?:{_PART}(?![.,:/-][0-9]))++(?:{_LAST_PART}|[{POWERS}]{{0,3}})|{_LAST_PART}"
)
_PIECE = Pattern(f"([{POWERS}]+)([0-9,]+)")
_LAST_POWERS = Pattern(f"[{POWERS}]*$")
_BARE_DIGITS = Pattern(f"[{DIGITS}]++")

_EXPONENTS = {"A": 1, "B": 2, "C": 3, "D": 4, "E": 8, "F": 12}
_ARABIC = str.maketrans("QRSTUVWXYZ", "0123456789")
_SPELT_TENS = {"G": "SA", "H": "TA"}  # 廿 is 二十, 卅 is 三十

# The longest numeral that keeps to the rules of sections has fewer characters.
_LONGEST = 64
_SECTION = 4  # 萬, 億 and 兆 close a section, which has four places


class Number(NamedTuple):
    """A number read up to ``end``; ``digits`` is None where it is garbled."""

    end: int
    digits: str | None


def exponent_of(powers: str) -> int:
    """Return the power of ten of magnitudes one after the other: 萬億 has twelve."""
    return sum(_EXPONENTS[power] for power in powers)


def read_arabic(view: View, start: int) -> Number:
    """Read the number whose first digit stands at ``start``.

    A comma or point before exactly three digits, once, is what the language makes of it:
    German 1.200 is 1200 and 1,200 is 1.2; elsewhere 1,200 is 1200 and 1.200 is 1.2. Other
    decimal commas count in German, and where no language shows.
    """
    end = view.digits_end(start)
    number = Number(end, view.folded[start:end])
    if view.folded[end] in _SEPARATORS and view.is_digit(end + 1):
        number = _read_separated(view, _NUMBER.match(view.folded, start)) or number
    if view.folded[number.end] not in ",.":
        return number
    match = _NO_CENTS.match(view.folded, number.end) or (
        view.folded[max(0, start - 5) : start].rstrip().endswith(_BEFORE_NO_CENTS)
        and _POINT_DASH.match(view.folded, number.end)
    )
    if match:
        # What stands before the dash for cents is whole, so its separators part thousands.
        return Number(match.end(), "".join(filter(str.isdecimal, view.folded[start : number.end])))
    return number


def read_masked(view: View, start: int) -> Number | None:
    """Read the number with hidden digits at ``start``, as :func:`read_arabic` does.

    Its digits have ``x`` for what is hidden: 42,20* is 4220x. None where nothing is hidden.
    """
    match = _MASKED.match(view.folded, start)
    number = _read_separated(view, match)
    if number is None or number.digits is None:
        return None
    digits = number.digits.replace("*", "x").replace("×", "x")
    return Number(number.end, digits) if "x" in digits else None


def _read_separated(view: View, match: re.Match[str] | None) -> Number | None:
    """Read digits with separators between them as the language has it."""
    if match is None:
        return None
    groups, sep, tail = match["groups"], match["sep"], match["tail"]
    if groups is None:
        return _read_plain(view, match)
    if tail and tail[0] == sep:
        tail = None
    end = match.end("tail") if tail else match.end("groups")
    if sep in ",." and not tail and groups.count(sep) == 1:
        german = view.language(match.start()) == "de"
        if groups.startswith("0") or german == (sep == ","):
            return Number(end, groups.replace(sep, "."))
    elif groups.startswith("0"):
        return Number(match.end("head"), match["head"])
    whole = groups.replace(sep, "")
    return Number(end, f"{whole}.{tail[1:]}" if tail else whole)


def _read_plain(view: View, match: re.Match[str]) -> Number:
    """Read digits with or without a fraction."""
    whole, part = match["whole"], match["part"]
    if part:
        sequence = view.char(match.end()) == part[0] and view.is_digit(match.end() + 1)
        if sequence or (part[0] == "," and view.language(match.start()) not in ("de", "")):
            part = None
    if part is None:
        return Number(match.end("whole"), whole)
    return Number(match.end(), f"{whole}.{part[1:]}")


def read_compound(view: View, first: Number) -> Number | None:
    """Read on where digits follow a magnitude: 3萬5千, 1萬7,288.9, or the garbled 262萬1.

    Returns None where ``first`` is no such compound. Each part must fit below the power of
    the one before, and last digits without a power must fill the place: 3萬5000, not 3萬5.
    """
    match = _COMPOUND.match(view.folded, first.end)
    if match is None or first.digits is None:
        return None
    trailing = _LAST_POWERS.search(match[0])
    powers, end = trailing[0] if trailing else "", match.end()
    while powers and view.tables.units.longest_at(view.folded, end - 1):  # 千 of 千瓦
        powers, end = powers[:-1], end - 1
    pieces = [(powers, part.replace(",", "")) for powers, part in _PIECE.compiled.findall(match[0])]
    exponents = [*(exponent_of(piece[0]) for piece in pieces), exponent_of(powers)]
    over = exponents[-1] - exponents[-1] % _SECTION  # 3千5百萬 is 3千5百 times 萬
    exponents = [exponent + over if exponent < over else exponent for exponent in exponents]
    digits = _join_parts([first.digits, *(piece[1] for piece in pieces)], exponents)
    _, point, fraction = match[0].partition(".")
    if digits:
        digits += point + fraction
    elif point or "," in match[0]:
        return None  # two numbers side by side
    return Number(end - len(powers) if digits is None else end, digits)


def _join_parts(parts: list[str], exponents: list[int]) -> str | None:
    """Return the sum of parts, each times its power of ten, or None if they overlap."""
    if "." in parts[0]:
        return None
    joined = [parts[0]]
    for before, exponent, part in zip(exponents, exponents[1:], parts[1:], strict=False):
        room = before - exponent
        if not len(part) <= room or (not exponent and len(part) < room):
            return None
        joined.append(part.zfill(room))
    return shift("".join(joined), exponents[-1])


def numeral_end(view: View, start: int) -> int:
    """Return where the run of Chinese numeral characters at ``start`` ends."""
    match = _NUMERAL.match(view.folded, start)
    return match.end() if match else start


def read_chinese(view: View, start: int) -> Number | None:
    """Read the Chinese numeral at ``start``; None where there is no definite number."""
    end = numeral_end(view, start)
    run = view.folded[start:end]
    if not run:
        return None
    try:
        digits = evaluate(run)
    except GarbledError:
        return Number(end, None)
    if digits is None:
        return None
    point = _FRACTION.match(view.folded, end)
    if point:
        return Number(point.end(), f"{digits}.{point[1].translate(_ARABIC)}")
    return Number(end, digits)


class GarbledError(Exception):
    """A numeral has a digit behind a magnitude that leaves no place for it."""


@lru_cache(maxsize=1024)  # a law says the same numbers again and again
def evaluate(run: str, *, loose: bool = False) -> str | None:
    """Return the digits of a Chinese numeral, or None where it is no definite number.

    The numeral is folded as :class:`Tables` folds. Digits without powers stand for
    themselves (二〇〇九), but two of them are an approximation (三五個). With ``loose`` they
    are not, and a last digit may miss its 零: 一百二 is 102 in old statutes.

    >>> fold = View("").tables.fold
    >>> [evaluate(fold(run)) for run in ("一千二百", "四億五千萬", "二〇〇九", "三五")]
    ['1200', '450000000', '2009', None]
    """
    if _BARE_DIGITS.compiled.fullmatch(run):
        definite = loose or len(run) != 2 or "Q" in run  # noqa: PLR2004
        return run.translate(_ARABIC) if definite else None
    if len(run) > _LONGEST:
        return None
    for char, spelt in _SPELT_TENS.items():
        run = run.replace(char, spelt)
    number = _sum_sections(run, loose=loose)
    return None if number is None else str(number)


def _sum_sections(run: str, *, loose: bool) -> int | None:
    """Add up the sections of a numeral: None if it is vague, an error if it is garbled."""
    sums: list[int] = []
    section, room, digit, zero = 0, _SECTION, 0, False
    for char in run:
        power = _EXPONENTS.get(char)
        if power is None:
            if digit:
                return None  # 三五百, 七八十
            digit = int(char.translate(_ARABIC))
            zero = zero or not digit
        elif power < _SECTION:
            if not digit and power != 1:
                return None  # 千百
            if power >= room:
                raise GarbledError
            section, room, digit, zero = section + (digit or 1) * 10**power, power, 0, False
        else:
            inner = section + digit
            while sums and sums[-1] < 10**power:
                inner += sums.pop()
            if not inner:
                return None
            sums.append(inner * 10**power)
            section, room, digit, zero = 0, _SECTION, 0, False
    if digit and not (loose or zero or room == 1) and (section or sums):
        raise GarbledError
    return sum(sums) + section + digit
