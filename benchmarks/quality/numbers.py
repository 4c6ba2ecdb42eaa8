"""Numbers as each language writes them, and other numbers that look like them."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

_DIGITS = "零一二三四五六七八九"
_WORDS = {
    "en": "2 two 3 three 4 four 5 five 6 six 7 seven 8 eight 9 nine 10 ten 11 eleven 12 twelve "
    "13 thirteen 14 fourteen 15 fifteen 20 twenty 30 thirty 40 forty 50 fifty 60 sixty 90 ninety",
    "de": "2 zwei 3 drei 4 vier 5 fünf 6 sechs 7 sieben 8 acht 9 neun 10 zehn 12 zwölf "
    "15 fünfzehn 20 zwanzig 30 dreißig",
}
# Number words and their digits, for each language that has spaces.
SPELT = {
    language: dict(zip(words.split()[1::2], words.split()[::2], strict=True))
    for language, words in _WORDS.items()
}


def chinese(number: int) -> str:
    """Write 1 to 9999 in Chinese.

    Examples
    --------
    >>> [chinese(n) for n in (3, 10, 14, 30, 105, 2046)]
    ['三', '十', '十四', '三十', '一百零五', '二千零四十六']
    """
    text, zero = "", False
    for power, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            text += ("零" if zero else "") + _DIGITS[digit] + sign
            zero = False
        else:
            zero = bool(text)
    return text.removeprefix("一") if text.startswith("一十") else text


def chinese_year(year: int, zero: str = "〇") -> str:
    """Write a year digit by digit: 二〇〇九."""
    return "".join(_DIGITS[int(digit)] for digit in str(year)).replace("零", zero)


def other_digits(written: str, random: Random) -> str:
    """Return another number written alike: a digit changed, two exchanged, one more or less.

    Separators stay where a number may have them; the value always differs.
    """
    places = [k for k, char in enumerate(written) if char.isdecimal()]
    plain = len(places) == len(written)
    while True:
        chars = list(written)
        match random.choice(["digit", "digit", "exchange", "longer" if plain else "digit"]):
            case "digit":
                place = random.choice(places)
                chars[place] = str(random.randint(place == places[0], 9))
            case "exchange" if len(places) > 1:
                k = random.randrange(len(places) - 1)
                a, b = places[k], places[k + 1]
                chars[a], chars[b] = chars[b], chars[a]
            case "longer":
                chars.append(str(random.randint(0, 9)))
        new = "".join(chars)
        if new != written and new[0] != "0":
            return new


_TWO = str.maketrans("兩两", "二二")


def other_chinese(written: str, random: Random) -> str:
    """Return another Chinese numeral, of two to ninety-nine or of hundreds."""
    while True:
        number = random.choice([random.randint(2, 9), random.randint(10, 99)])
        if any(sign in written for sign in "百千萬万"):
            number = random.randint(2, 99) * 100 + random.choice([0, 0, 5, 60])
        new = chinese(number)
        if set(new) != set(written.translate(_TWO)):
            return new


def other_word(written: str, words: Iterable[str], random: Random) -> str:
    """Return another number word, capitalised alike."""
    new = random.choice([word for word in words if word != written.lower()])
    return new.capitalize() if written[0].isupper() else new
