"""Characters: how they fold, which class they are of, and text whose offsets lead back."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence
from enum import IntEnum
from importlib.resources import files

import attrs

# CJK radicals to ideographs with kana and bopomofo between; compatibility ideographs; the
# supplementary and tertiary planes. Hangul is written in words and is no part of it.
CJK = "\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"

# Characters that show nothing and separate nothing: zero-width and direction marks, soft
# hyphen, byte-order mark, variation selectors.
INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"

LINE_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")

_WIDTH_TAGS = ("<wide>", "<narrow>", "<small>", "<vertical>", "<noBreak>")


class Gap(IntEnum):
    """What stands between two neighbouring quiet characters, from nothing to most."""

    NONE = 0  # nothing, or only invisible characters and annotations
    SPACE = 1
    FOLD = 2  # a line break that the text itself proves to be a hard wrap
    BREAK = 3  # one line break
    BLANK = 4  # a blank line


@attrs.frozen(eq=False)
class QuietText:
    """A text without its noise, and the way back to it.

    Parameters
    ----------
    text
        The text as it stands.
    chars
        Its quiet characters: folded one to one by width, case and script, without white
        space, invisible characters and annotations.
    offsets
        For each quiet character its offset in ``text``; rising; as long as ``chars``.
    gaps
        For each position 0 ... ``len(chars)`` the :class:`Gap` before it, as a byte.
    """

    text: str
    chars: str
    offsets: Sequence[int]
    gaps: bytes

    def __attrs_post_init__(self) -> None:
        if not len(self.chars) == len(self.offsets) == len(self.gaps) - 1:
            raise ValueError(
                f"{len(self.chars)} quiet characters need as many offsets and one gap more, "
                f"but got {len(self.offsets)} and {len(self.gaps)}"
            )

    def raw_start(self, position: int) -> int:
        """Offset in the text of quiet character ``position``, or the text's end."""
        return self.offsets[position] if position < len(self.offsets) else len(self.text)

    def raw_end(self, position: int) -> int:
        """Offset in the text just behind quiet character ``position - 1``, or 0."""
        return self.offsets[position - 1] + 1 if position else 0


class _Folding(dict[int, int]):
    """A table for ``str.translate`` that works out each character when it is first met."""

    def __init__(self) -> None:
        super().__init__()
        self.variants: dict[str, str] = {}

    def __missing__(self, code: int) -> int:
        char = fold_case(fold_width(chr(code)))
        folded = ord(fold_script(char))
        self[code] = folded
        return folded


def fold_width(char: str) -> str:
    """Return the standard-width form of one character, or the character itself.

    Only one-to-one forms fold: ``，`` to ``,`` and ``４`` to ``4``, but ``㎡``, ``⑸``,
    ``①`` and ``²`` stay, since NFKC would change their length or their meaning.
    """
    decomposition = unicodedata.decomposition(char)
    if not decomposition:
        return char
    tag, _, codes = decomposition.rpartition(" ") if "<" in decomposition else ("", "", decomposition)
    if " " in codes or " " in tag or (tag and tag not in _WIDTH_TAGS):
        return char
    return chr(int(codes, 16))


def fold_case(char: str) -> str:
    """Return the lower-case form of one character where it is one character."""
    lower = char.lower()
    return lower if len(lower) == 1 else char


def fold_script(char: str) -> str:
    """Return the character that stands for the class of traditional and simplified variants."""
    if char < "\u3400":
        return char
    if not _FOLDING.variants:
        _FOLDING.variants.update(_load_variants())
    return _FOLDING.variants.get(char, char)


def script_variants(char: str) -> str:
    """Return every character of the same variant class, ``char`` among them."""
    standing = fold_script(char)
    return standing + "".join(
        other for other, first in _FOLDING.variants.items() if first == standing
    )


def fold(text: str) -> str:
    """Fold width, case and script one to one, so that every offset stays what it was.

    Examples
    --------
    >>> fold("ＩＳＯ９０００，經濟") == fold("iso9000,经济")
    True
    """
    return text.translate(_FOLDING)


def is_cjk(char: str) -> bool:
    """Say whether a character is an ideograph, kana or bopomofo."""
    return _IS_CJK(char) is not None


def _load_variants() -> dict[str, str]:
    """Read the variant classes: each member but the first to the first."""
    table = (files("docdiff") / "data" / "variants.txt").read_text(encoding="utf-8")
    return {char: line[0] for line in table.split("\n") for char in line[1:]}


def make_offsets(ranges: Sequence[tuple[int, int]]) -> array[int]:
    """Return the integers of half-open ranges, joined, as one compact array."""
    offsets = array("I")
    for start, end in ranges:
        offsets.extend(range(start, end))
    return offsets


_FOLDING = _Folding()
_IS_CJK = re.compile(f"[{CJK}]").match
