"""The text under examination, folded one to one, with what its surroundings tell."""

from __future__ import annotations

import re

from docdiff.facts.tables import Tables, load_tables
from docdiff.text import fold, is_cjk

LETTERS = "a-z\u00b5\u00df-\u024f"
_WORD = re.compile(f"[{LETTERS}]+")


class View:
    """A text and its folded form; both have the same offsets.

    ``start`` is where the next fact may begin: what stands before it is taken.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)
        self.tables: Tables = load_tables()
        self.start = 0
        self._languages: dict[int, str] = {}

    def char(self, index: int) -> str:
        """Return the folded character at ``index``, or a line feed beyond either end."""
        return self.folded[index] if 0 <= index < len(self.folded) else "\n"

    def is_letter(self, index: int) -> bool:
        """Say whether an alphabetic letter stands at ``index``; ideographs are none."""
        char = self.char(index)
        return char.isalpha() and char < "\u0590"

    def is_cjk(self, index: int) -> bool:
        """Say whether an ideograph stands at ``index``."""
        return is_cjk(self.char(index))

    def skip_space(self, index: int) -> int:
        """Return ``index``, or the place behind one space that stands there."""
        return index + 1 if self.char(index) in " \u2009\t" else index

    def ends_word(self, end: int) -> bool:
        """Say whether a word that ends at ``end`` is over there."""
        if not self.is_letter(end - 1):
            return True
        return not self.is_letter(end) and not self.char(end).isdecimal()

    def language(self, index: int) -> str:
        """Return "de" or "en" where the paragraph's function words say so, "zh" where it is
        written in ideographs, else the same of the whole text, else "".
        """  # noqa: D205
        begin = self.folded.rfind("\n", 0, index) + 1
        found = self._languages.get(begin)
        if found is None:
            end = self.folded.find("\n", index)
            found = self._detect(begin, len(self.folded) if end < 0 else end)
            if not found and begin >= 0:
                if -1 not in self._languages:
                    self._languages[-1] = self._detect(0, len(self.folded))
                found = self._languages[-1]
            self._languages[begin] = found
        return found

    def _detect(self, begin: int, end: int) -> str:
        passage = self.folded[begin:end]
        words = _WORD.findall(passage)
        german = self.tables.function["de"]
        english = self.tables.function["en"]
        lead = sum((word in german) - (word in english) for word in words)
        if lead:
            return "de" if lead > 0 else "en"
        return "zh" if any(map(is_cjk, passage)) else ""
