"""Pinyin in brackets behind an ideograph: what is a reading of it, and no text."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from docdiff.patterns import Pattern

# Letters that pinyin is spelt with; tone marks stand above vowels, n and m, or follow them
# as combining characters.
PINYIN_LETTERS = "a-zA-ZüāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿĀÁǍÀĒÉĚÈŌÓǑÒ\u0300\u0301\u0304\u0308\u030c"
_TONES = frozenset("\u0300\u0301\u0304\u030c")

_SYLLABLE = Pattern(r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?[aeiouv]{1,3}(?:ng|n|r)?|h?m|h?ng?")
_BRACKETS = Pattern(r"[\s(（)）]+")


@lru_cache(maxsize=4096)
def is_pinyin(annotation: str) -> bool:
    r"""Say whether a bracket holds one syllable of pinyin with its tone mark.

    Examples
    --------
    >>> [is_pinyin(text) for text in ("(tǒng)", "（tǒ\nng）", "(a)", "(Dr)", "(次)")]
    [True, True, False, False, False]
    """
    letters = unicodedata.normalize("NFD", _BRACKETS.sub("", annotation).lower())
    tones = sum(letter in _TONES for letter in letters)
    bare = "".join(c for c in letters if c not in _TONES).replace("u\u0308", "v")
    return tones == 1 and _SYLLABLE.fullmatch(bare) is not None


# Syllables without a tone of their own, which pinyin writes without a mark.
_NEUTRAL = {
    **dict.fromkeys("的地得底", "de"),
    **dict.fromkeys("了瞭", "le"),
    **dict.fromkeys("着著", "zhe"),
    **dict.fromkeys("们們", "men"),
    **dict.fromkeys("么麼麽", "me"),
    **dict.fromkeys("吗嗎嘛", "ma"),
    **dict.fromkeys("过過", "guo"),
    **dict.fromkeys("头頭", "tou"),
    "子": "zi",
    "呢": "ne",
    "吧": "ba",
    "啊": "a",
    "呀": "ya",
}


def is_neutral_pinyin(char: str, annotation: str) -> bool:
    """Say whether a bracket holds the toneless reading of the character before it.

    Examples
    --------
    >>> is_neutral_pinyin("的", "(de)"), is_neutral_pinyin("目", "(de)")
    (True, False)
    """
    return char in _NEUTRAL and _BRACKETS.sub("", annotation).lower() == _NEUTRAL[char]
