"""Exact decimals as strings: no float, no precision, time linear in the digits."""

from __future__ import annotations


def plain(digits: str) -> str:
    """Return a decimal without superfluous zeros.

    >>> [plain(text) for text in ("007", "1.50", ".5", "-0.0", "10")]
    ['7', '1.5', '0.5', '0', '10']
    """
    if digits.isdecimal() and digits[0] != "0":
        return digits
    sign = "-" if digits.startswith("-") else ""
    whole, _, fraction = digits.lstrip("+-").partition(".")
    whole, fraction = whole.lstrip("0") or "0", fraction.rstrip("0")
    number = f"{whole}.{fraction}" if fraction else whole
    return number if number == "0" else sign + number


def shift(digits: str, exponent: int) -> str:
    """Multiply a decimal by a power of ten; hidden digits ``x`` move with the others.

    >>> shift("4.5", 8), shift("2xx", 4), shift("-0.5", 1), shift("-5", -2)
    ('450000000', '2xx0000', '-5', '-0.05')
    """
    if not exponent:
        return plain(digits)
    sign = "-" if digits.startswith("-") else ""
    whole, _, fraction = digits.removeprefix("-").partition(".")
    if exponent < 0:
        whole = whole.rjust(1 - exponent, "0")
        return plain(f"{sign}{whole[:exponent]}.{whole[exponent:]}{fraction}")
    fraction = fraction.ljust(exponent, "0")
    return plain(f"{sign}{whole}{fraction[:exponent]}.{fraction[exponent:]}")
