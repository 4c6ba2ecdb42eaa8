"""Text from documents and file names is hostile: what would act on a terminal is shown instead."""

from __future__ import annotations

import re

__all__ = ["visible"]

# Control characters of both sets, line and paragraph separators, zero-width and direction
# marks, the byte-order mark, unpaired surrogates, private tags.
_HOSTILE = (
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_SYMBOLS = {"\n": "⏎", "\r": "␍", "\t": "⇥"}


def visible(text: str) -> str:
    r"""Return ``text`` on one line, with nothing in it that acts instead of being seen.

    A line feed shows as ⏎, a carriage return as ␍ (both together as ⏎), a tab as ⇥, and
    every other control, invisible or unpaired character as its escape.

    Examples
    --------
    >>> visible("a\r\nb\x1b[31m\u202e")
    'a⏎b\\x1b[31m\\u202e'
    """
    return re.sub(_HOSTILE, _show, text.replace("\r\n", "\n"))


def _show(match: re.Match[str]) -> str:
    char = match[0]
    return _SYMBOLS.get(char) or char.encode("unicode_escape").decode()
