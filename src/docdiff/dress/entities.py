"""HTML entities to the characters that they stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping

from docdiff.patterns import Pattern

# It fills up what an entity is longer than its character, and is in no quiet text.
_HIDDEN = "\u200b"
_ENTITY = Pattern(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)


def decode_entities(text: str) -> tuple[str, Mapping[int, int]]:
    r"""Return a text of the same length with its entities read, and where and how long they are.

    Examples
    --------
    >>> read, sizes = decode_entities("a&#8220;b")
    >>> read.replace("\u200b", "_"), sizes
    ('a“______b', {1: 7})
    """
    sizes: dict[int, int] = {}
    if "&" not in text or _ENTITY.search(text) is None:
        return text, sizes
    from html import unescape  # noqa: PLC0415 (its tables are long, and entities are rare)

    def read(match: re.Match[str]) -> str:
        sign = unescape(match[0])
        if len(sign) != 1 or not (sign.isprintable() or sign == "\xa0"):
            return match[0]
        sizes[match.start()] = len(match[0])
        return sign + _HIDDEN * (len(match[0]) - 1)

    return _ENTITY.sub(read, text), sizes
