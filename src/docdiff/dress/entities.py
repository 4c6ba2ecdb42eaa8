"""HTML entities to the characters that they stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from unicodedata import category

from docdiff.patterns import Pattern

# It fills up what an entity is longer than its character, and is in no quiet text.
_HIDDEN = "\u200b"
_KEPT = frozenset(("Cc", "Cn", "Co", "Cs", "Zl", "Zp"))
_ENTITY = Pattern(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)


def decode(text: str) -> tuple[str, Mapping[int, int]]:
    """Return a text of the same length with its entities read, and where and how long they are.

    One that stands for more than one character, for none, or for a line end stays.
    """
    sizes: dict[int, int] = {}

    def read(match: re.Match[str]) -> str:
        sign = unescape(match[0])
        if len(sign) != 1 or sign == "\ufffd" or category(sign) in _KEPT:
            return match[0]
        sizes[match.start()] = len(match[0])
        return sign + _HIDDEN * (len(match[0]) - 1)

    return _ENTITY.sub(read, text), sizes
