"""The parts of a date or time as they are written: a year, a month, an hour."""

from __future__ import annotations

import re

from docdiff.facts.numerals import GarbledError, evaluate
from docdiff.facts.tables import MASKS

_YEAR_DIGITS = 4
REPUBLIC = 1911  # the year before its first
UNNAMED = "某"  # 2021年某月某日
PART = f"(?:[0-9AGHQ-Z{MASKS}]{{1,3}}|×{{4,8}}|{UNNAMED})"


def part_of(match: re.Match[str], name: str) -> str:
    """Return two digits for a named part of a match, or "" where it is absent."""
    return two_digits(read_part(match[name] or ""))


def two_digits(digits: str) -> str:
    """Return a number with its zero in front, and "" as it is."""
    return digits.zfill(2) if digits else ""


def masked(digits: str) -> str:
    """Return digits with ``x`` for each sign that hides one."""
    return "".join("x" if char in MASKS else char for char in digits)


def read_part(part: str) -> str:
    """Return the digits of a month, day, hour or minute; "xx" where they are hidden."""
    if not part.strip(MASKS + UNNAMED):
        return "xx" if part else ""
    if part[0].isdecimal() or part[0] in MASKS:
        return masked(part)
    if not (part.isalpha() and part.isupper()):
        return "?"
    try:
        return evaluate(part, loose=True) or "?"
    except GarbledError:
        return "?"


def read_year(written: str) -> str:
    """Return the four digits of a year, however long the signs are that hide them."""
    if not written.strip(MASKS):
        return "xxxx" if written else ""
    if written.endswith("×"):
        written = written.rstrip("×").ljust(_YEAR_DIGITS, "×")
    return "".join(
        evaluate(char) or "" if char.isupper() else "x" if char in MASKS else char
        for char in written
    )
