"""A file that holds several documents under labels 第一篇, 第二篇 …: where each one stands."""

from __future__ import annotations

import re

__all__ = ["Part", "locate", "split_compound"]

Part = tuple[int, int, int]
"""Number, start and end of one document in a file; number 0 is the text before the first label."""

_FEWEST, _MOST = 2, 999  # labels of a compound file
_DIGITS = "〇一二三四五六七八九"
# A label with its colon, or with the white space or line end that stands for one. Line ends
# are those of any system, also a lone carriage return.
_LABEL = re.compile(
    r"(?:^|(?<=\r))[^\S\r\n]*第(?P<numeral>[〇零一二三四五六七八九十百]+)篇"
    r"(?:[^\S\r\n]*[:：]|[^\S\r\n]+|\r\n|[\r\n]|\Z)",
    re.MULTILINE,
)


def split_compound(text: str) -> tuple[Part, ...]:
    r"""Return the documents that a file's text holds, or none when it is one document.

    A file is compound when its labels, taken together, are 第一篇, 第二篇 … in this order
    without a gap, two at least. Each stands at the start of a line and is followed by a colon
    (full or half width), white space or the end of the line. A document runs from behind
    its label to the next label, with its last line end: the documents and their labels are
    the whole file. Text before the first label is document 0, unless it is blank.

    Examples
    --------
    >>> split_compound("第一篇:甲\n第二篇:乙")
    ((1, 4, 6), (2, 10, 11))
    >>> split_compound("第一篇:甲\n第三篇:乙")
    ()
    """
    if "第一篇" not in text:
        return ()
    labels = list(_LABEL.finditer(text))
    numerals = [label["numeral"].replace("零", "〇") for label in labels]
    if not _FEWEST <= len(labels) <= _MOST or numerals != [
        _numeral(n) for n in range(1, len(labels) + 1)
    ]:
        return ()
    ends = [*(label.start() for label in labels[1:]), len(text)]
    parts = [
        (number, label.end(), end)
        for number, (label, end) in enumerate(zip(labels, ends, strict=True), start=1)
    ]
    preamble = labels[0].start()
    return ((0, 0, preamble), *parts) if text[:preamble].strip() else tuple(parts)


def locate(text: str, offset: int) -> tuple[int, int]:
    r"""Return the 1-based line and column of an offset; \n, \r\n and \r end lines.

    Examples
    --------
    >>> locate("a\r\nbc", 4)
    (2, 2)
    """
    before = text[:offset]
    line = before.count("\n") + before.count("\r") - before.count("\r\n")
    if before.endswith("\r") and text[offset : offset + 1] == "\n":
        line -= 1
        before = before[:-1]
    return line + 1, len(text[:offset]) - max(before.rfind("\n"), before.rfind("\r"))


def _numeral(number: int) -> str:
    """Write 1 to 999 in Chinese: 九, 十, 二十一, 一百〇一."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += f"{_DIGITS[tens] if tens > 1 or hundreds else ''}十"
    elif hundreds and ones:
        text += "〇"
    return text + (_DIGITS[ones] if ones else "")
