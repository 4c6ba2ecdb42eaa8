"""The text under examination, folded one to one, with what its surroundings tell."""

from __future__ import annotations

from functools import cached_property

from docdiff.facts.tables import load_tables
from docdiff.patterns import Pattern
from docdiff.text import is_cjk

# What the words of the tables are spelt with, once folded: ASCII capitals are Chinese
# numerals then. Sets within Latin-1 compile several times faster than larger ones.
LETTERS = "a-z\u00b5\u00df-\u00ff"
_WORD = Pattern(f"[{LETTERS}]+")
_DIGITS = Pattern("[0-9]*+")
# A text of so few words that none tells its language: a table.
_GERMAN = Pattern("[\u00df\u00e4\u00f6\u00fc]|(?<![a-z])(?:mio|mrd|tsd|teur|euro)(?![a-z])")
# Lets every rule look a few characters ahead, and behind by a negative index.
_PADDING = "\n" * 40
_MOST_EMPHASIS = 400  # characters between the stars that enclose a passage
_FAR = 9  # more than ever stands between the ends of a range
_LAST_LETTER = "\u058f"


class View:
    """A text and its folded form; both have the same offsets.

    ``start`` is where the next fact may begin: what stands before it is taken. ``stars``
    is the end of the last mask: its stars open no bold type. ``timed`` is where the last time
    of day ended, and the half of the day that the end of a range shares with it; ``dated`` is
    where the last date with a day ended, its month and its year. ``days`` is where a day
    ended whose month's name stands before it, with that month and day.
    """

    def __init__(self, text: str, context: str = "", language: str | None = None) -> None:
        self.tables = load_tables()
        self.text = text
        self.context = context
        self.folded = self.tables.fold(text) + _PADDING
        self.start = 0
        self.stars = 0
        self.timed = (-_FAR, "")
        self.dated = (-_FAR, "", "")
        self.days = (-_FAR, "", 0)
        self._digits = (-1, -1)
        self._paragraph = range(0)
        self._found = ""
        self._overall = language

    @cached_property
    def is_republican(self) -> bool:
        """Whether the text, or the longer one that it is from, names the Republic of China."""
        return "民國" in (self.context or self.text)

    def char(self, index: int) -> str:
        """Return the folded character at ``index``, or a line feed just beyond either end."""
        return self.folded[index]

    def is_letter(self, index: int) -> bool:
        """Say whether an alphabetic letter stands at ``index``; ideographs are none."""
        char = self.folded[index]
        return char.isalpha() and char <= _LAST_LETTER and not "A" <= char <= "Z"

    def is_digit(self, index: int) -> bool:
        """Say whether an ASCII digit stands at ``index``: others are never read as numbers."""
        return "0" <= self.folded[index] <= "9"

    def is_cjk(self, index: int) -> bool:
        """Say whether an ideograph stands at ``index``."""
        return 0 <= index < len(self.text) and is_cjk(self.text[index])

    def digits_end(self, start: int) -> int:
        """Return where the run of ASCII digits that begins at ``start`` ends."""
        # Every rule asks about the same digits in turn.
        if start != self._digits[0]:
            match = _DIGITS.match(self.folded, start)
            self._digits = (start, match.end() if match else start)
        return self._digits[1]

    def is_emphasis(self, start: int, end: int) -> bool:
        """Say whether the stars before ``end`` close Markdown's emphasis: **Table 12**.

        As many stars that stand before a word and not behind one must have opened it, not
        too far before ``start`` in the paragraph.
        """
        folded, low = self.folded, end
        while low > start and folded[low - 1] == "*":
            low -= 1
        if low == end:
            return False
        stars = folded[low:end]
        last = folded.rfind("*", max(self.stars, start - _MOST_EMPHASIS), start) + 1
        if not last or "\n" in folded[last:start] or folded[last].isspace():
            return False
        first = last - len(stars)
        return folded[max(first, 0) : last] == stars and not folded[first - 1].isalnum()

    def skip_space(self, index: int) -> int:
        """Return ``index``, or the place behind one space that stands there."""
        return index + 1 if self.char(index) in " \u2009\t" else index

    def ends_word(self, end: int) -> bool:
        """Say whether a word that ends at ``end`` is over there."""
        if not self.is_letter(end - 1):
            return True
        return not self.is_letter(end) and not self.is_digit(end)

    def language(self, index: int) -> str:
        """Return the language of the paragraph at ``index``, or else the one given or around it.

        It is "de" or "en" where the function words say so, else "zh" where ideographs
        stand, else "". Asked in rising order of ``index`` it reads each paragraph once.
        """
        if index not in self._paragraph:
            begin = self.folded.rfind("\n", 0, index) + 1
            end = self.folded.find("\n", index)
            self._paragraph = range(begin, (end if end >= 0 else len(self.folded)) + 1)
            self._found = self._detect(self.folded[begin : self._paragraph.stop])
            if not self._found:
                if self._overall is None:
                    around = self.tables.fold(self.context) if self.context else self.folded
                    german = _GERMAN.search(around)
                    self._overall = self._detect(around) or ("de" if german else "")
                self._found = self._overall
        return self._found

    def _detect(self, passage: str) -> str:
        german, english = self.tables.function["de"], self.tables.function["en"]
        lead = sum((word in german) - (word in english) for word in _WORD.compiled.findall(passage))
        if lead:
            return "de" if lead > 0 else "en"
        return "zh" if any(map(is_cjk, passage)) else ""


def find_language(text: str) -> str:
    """Return the language of a text as its function words tell: de, en, zh or none.

    Examples
    --------
    >>> find_language("Die Kosten sind nicht bekannt.")
    'de'
    """
    return View("", text).language(0)
