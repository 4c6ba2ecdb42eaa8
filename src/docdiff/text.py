"""Characters: how they fold, which class they are of, and text whose offsets lead back."""

from __future__ import annotations

import os
import re
import unicodedata
from array import array
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from itertools import chain, pairwise, starmap

import attrs
from rapidfuzz.distance import Postfix, Prefix

# Characters that show nothing and separate nothing: zero-width and direction marks, soft
# hyphen, byte-order mark, variation selectors.
INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"

# It begins with one set of characters, as the engine then passes over all others at once.
LINE_BREAK = re.compile(r"[\n\r\x0b\x0c\x85\u2028\u2029](?:(?<=\r)\n)?")

# How many characters are compared at once: passages that differ do so within a few.
_STEP = 512

# The ideographs that have neither width nor case, so that folding asks for neither.
_FIRST_HAN, _LAST_HAN = "\u3400", "\u9fff"

# Fonts of PDF files give back radicals in the place of ideographs. Unicode names the ideograph
# of each Kangxi radical; of the supplement those that are whole ideographs stand here (Unicode,
# EquivalentUnifiedIdeograph).
_FIRST_RADICAL, _LAST_RADICAL = "\u2e80", "\u2fd5"
_RADICALS = dict(
    zip(
        "⺁⺇⺈⺊⺎⺒⺓⺜⺝⺟⺠⺩⺪⺫⺬⺮⺶⺻⺽⻁⻄⻅⻆⻇⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
        "厂几刀卜兀巳幺日月母民王疋目示竹羊聿臼虎西见角角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
)

_MARKS = {
    **dict.fromkeys("‘’ʼ", "'"),
    **dict.fromkeys("‐‑‒–—−", "-"),
    **dict.fromkeys("〜∼", "~"),
    "∶": ":",
}

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
        Its quiet characters, folded one to one: see :func:`docdiff.normalize.make_quiet`.
    offsets
        For each quiet character its offset in ``text``; rising; as long as ``chars``.
    gaps
        For each position 0 ... ``len(chars)`` the :class:`Gap` before it, as a byte.
    read, sizes
        The text with its HTML entities read, as long as it is; offset and length of each.
    """

    text: str
    chars: str
    offsets: Sequence[int]
    gaps: bytes
    read: str = attrs.field(default=attrs.Factory(lambda self: self.text, takes_self=True))
    sizes: Mapping[int, int] = attrs.field(factory=dict)

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
        last = self.offsets[position - 1] if position else -1
        return last + self.sizes.get(last, 1)


class _Folding(dict[int, int]):
    """A table for ``str.translate`` that works out each character when it is first met."""

    def __init__(self) -> None:
        super().__init__()
        self.variants: dict[str, str] = {}

    def __missing__(self, code: int) -> int:
        char = chr(code)
        if not _FIRST_HAN <= char <= _LAST_HAN:
            char = fold_case(fold_width(fold_mark(char)))
        folded = ord(fold_script(char))
        self[code] = folded
        return folded


def fold_width(char: str) -> str:
    """Return the standard-width form of one character, or the character itself.

    ``㎡``, ``⑸``, ``①`` and ``²`` stay: NFKC would change their length or their meaning.
    """
    decomposition = unicodedata.decomposition(char)
    if not decomposition:
        return char
    tag, _, codes = (
        decomposition.rpartition(" ") if "<" in decomposition else ("", "", decomposition)
    )
    if " " in codes or " " in tag or (tag and tag not in _WIDTH_TAGS):
        return char
    return chr(int(codes, 16))


def fold_mark(char: str) -> str:
    """Return the ASCII mark for the many forms of apostrophe, dash and colon, or the character."""
    return _MARKS.get(char, char)


def fold_case(char: str) -> str:
    """Return the lower-case form of one character where it is one character."""
    lower = char.lower()
    return lower if len(lower) == 1 else char


def fold_script(char: str) -> str:
    """Return the character that stands for the class of traditional and simplified variants."""
    if char < _FIRST_HAN:
        if not _FIRST_RADICAL <= char <= _LAST_RADICAL:
            return char
        kangxi = unicodedata.decomposition(char).rpartition(" ")[2]
        char = _RADICALS.get(char) or (chr(int(kangxi, 16)) if kangxi else char)
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
    """Say whether a character is an ideograph, kana or bopomofo.

    Hangul is written in words and is none of them. Comparisons, since a set of that many
    characters takes a regular expression 3.5 ms to compile.
    """
    return (
        "\u2e80" <= char <= "\u9fff"
        or "\uf900" <= char <= "\ufaff"
        or "\U00020000" <= char <= "\U0003ffff"
    )


def read_data(*path: str) -> str:
    """Return the text of one of docdiff's own data files, named from the package on."""
    # importlib.resources and pathlib each take longer to import than such a file to read.
    name = os.path.join(os.path.dirname(__file__), *path)  # noqa: PTH118, PTH120
    with open(name, encoding="utf-8") as file:  # noqa: PTH123
        return file.read()


def _load_variants() -> dict[str, str]:
    """Read the variant classes: each member but the first to the first."""
    lines = read_data("data", "variants.txt").split("\n")
    return {char: line[0] for line in lines for char in line[1:]}


def break_places(
    gaps: bytes | bytearray, lowest: Gap, start: int = 0, end: int | None = None
) -> list[int]:
    """Return the places from ``start`` to ``end`` whose gap is ``lowest`` or more.

    Examples
    --------
    >>> break_places(bytes((0, 3, 1, 4)), Gap.BREAK)
    [1, 3]
    """
    # Single bytes are found many times faster than a range of them.
    marked = gaps[start:end].translate(_AT_LEAST[lowest])
    places, place = [], -1
    while (place := marked.find(1, place + 1)) >= 0:
        places.append(start + place)
    return places


def cut_at_breaks(gaps: bytes, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the filled ranges of quiet characters between breaks.

    Examples
    --------
    >>> cut_at_breaks(bytes((0, 0, 3, 1, 3)))
    [(0, 2), (2, 4)]
    """
    last = len(gaps) - 1 if end is None else end
    cuts = [start, *break_places(gaps, Gap.BREAK, start + 1, last), last]
    return [(low, high) for low, high in pairwise(cuts) if low < high]


def common_prefix(a: str, b: str, start: tuple[int, int], end: tuple[int, int]) -> int:
    """Return how many characters the two ranges begin with in common."""
    (i, j), limit = start, min(end[0] - start[0], end[1] - start[1])
    for low in range(0, limit, _STEP):
        high = min(low + _STEP, limit)
        size = Prefix.similarity(a[i + low : i + high], b[j + low : j + high])
        if size < high - low:
            return low + size
    return max(0, limit)


def common_suffix(a: str, b: str, start: tuple[int, int], end: tuple[int, int]) -> int:
    """Return how many characters the two ranges end with in common."""
    (i, j), limit = end, min(end[0] - start[0], end[1] - start[1])
    for low in range(0, limit, _STEP):
        high = min(low + _STEP, limit)
        size = Postfix.similarity(a[i - high : i - low], b[j - high : j - low])
        if size < high - low:
            return low + size
    return max(0, limit)


def common_ends(a: str, b: str) -> tuple[int, int]:
    """Return how many characters two texts begin, and of the rest end, with in common."""
    sizes = (len(a), len(b))
    before = common_prefix(a, b, (0, 0), sizes)
    return before, common_suffix(a, b, (before, before), sizes)


def make_offsets(ranges: Iterable[tuple[int, int]]) -> array[int]:
    """Return the integers of half-open ranges, joined, as one compact array."""
    return array("I", chain.from_iterable(starmap(range, ranges)))


_FOLDING = _Folding()
_AT_LEAST = {lowest: bytes(gap >= lowest for gap in range(256)) for lowest in (Gap.FOLD, Gap.BREAK)}


class _Classes(dict[int, str]):
    """A table that turns characters into their classes: c, a, 0, m, j, or the character itself.

    They stand for ideographs, letters, digits, combining marks, and what joins words.
    """

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if is_cjk(char):
            found = "c"
        elif "\u0300" <= char <= "\u036f":
            found = "m"
        elif char.isalpha():
            found = "a"
        elif "0" <= char <= "9":
            found = "0"
        elif char in "-'":
            found = "j"
        else:
            found = char if char in ".," else "-"
        self[code] = found
        return found


_CLASSES = _Classes()
# A token: a number with the separators inside it, an alphabetic word with the hyphens and
# apostrophes inside it, or one character; each but the number with the combining marks behind
# it. Quiet text has ASCII digits only.
_TOKEN = re.compile(r"0+(?:[.,]0+)*|(?:am*)+(?:j(?:am*)+)*|[^m]m*|m+")
_LINKED = frozenset(("0.0", "0,0", "aja", "mja"))


def classify(chars: str) -> str:
    """Return the class of each character: c ideograph, a letter, 0 digit, m mark, j joiner.

    Examples
    --------
    >>> classify("億a1,e\u0301%")
    'ca0,am-'
    """
    return chars.translate(_CLASSES)


def split_tokens(chars: str, gaps: bytes, start: int, end: int) -> list[tuple[int, int]]:
    """Return the tokens of quiet text between two places, as ranges.

    White space ends a token even inside a run of letters or digits; a combining mark
    belongs to what it follows. ``well-known`` and ``don't`` are one token each.

    Examples
    --------
    >>> split_tokens("in200712", bytes((0, 0, 1, 0, 0, 0, 1, 0, 0)), 0, 8)
    [(0, 2), (2, 6), (6, 8)]
    """
    tokens = []
    for match in _TOKEN.finditer(classify(chars[start:end])):
        first, last = match.start() + start, match.end() + start
        # White space is rare inside a match, and only there can a joiner fail to join.
        if last - first > 1 and any(gaps[first + 1 : last]):
            for place in range(first + 1, last):
                if not is_inside_token(chars, gaps, place):
                    tokens.append((first, place))
                    first = place
        tokens.append((first, last))
    return tokens


def is_inside_token(chars: str, gaps: bytes, place: int) -> bool:
    """Say whether ``place`` lies inside a token of quiet text."""
    if not 0 < place < len(chars) or gaps[place] or is_cjk(chars[place]):
        return False
    low = max(0, place - 2)
    kinds = classify(chars[low : place + 2])
    before, after = kinds[place - low - 1], kinds[place - low]
    if after == "m" or before + after in ("00", "aa", "ma"):
        return True
    # A separator or joiner is inside a token if what it links stands close on both sides.
    at = place if after in ".,j" else place - 1
    linked = kinds[max(0, at - 1 - low) : at + 2 - low]
    return linked in _LINKED and not gaps[at] and not gaps[at + 1]
