"""Hypothesis strategies: how one text is written otherwise, with the way back for offsets."""

from __future__ import annotations

import re
from functools import cache

import attrs
from hypothesis import strategies as st
from opencc import OpenCC

PINYIN = re.compile(r"(?<=[\u4e00-\u9fff])\([a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]+\)")
FULL_WIDTH = str.maketrans(",;:!?()", "，；：！？（）")


@attrs.frozen(repr=False)
class Written:
    """A text, and for each of its characters the offset it had originally, or None."""

    text: str
    origins: tuple[int | None, ...]

    def __repr__(self) -> str:
        return f"Written({self.text[:60]!r} and {len(self.text)} characters in all)"

    @classmethod
    def of(cls, text: str) -> Written:
        """Return a text as it stands."""
        return cls(text, tuple(range(len(text))))

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original span of a span of this text; an empty one has an empty one."""
        inside = [origin for origin in self.origins[start:end] if origin is not None]
        if inside:
            return inside[0], inside[-1] + 1
        before = [origin for origin in self.origins[:start] if origin is not None]
        place = before[-1] + 1 if before else 0
        return place, place


@cache
def converter() -> OpenCC:
    """Return OpenCC's traditional to simplified converter."""
    return OpenCC("t2s")


def to_simplified(written: Written) -> Written:
    """Convert to simplified characters, phrase by phrase, as OpenCC does."""
    text = converter().convert(written.text)
    assert len(text) == len(written.text), "OpenCC changed the length"
    return Written(text, written.origins)


def strip_pinyin(written: Written) -> Written:
    """Take out pinyin in brackets behind a Chinese character."""
    kept = [True] * len(written.text)
    for match in PINYIN.finditer(written.text):
        kept[match.start() : match.end()] = [False] * len(match[0])
    return Written(
        "".join(char for char, keep in zip(written.text, kept, strict=True) if keep),
        tuple(origin for origin, keep in zip(written.origins, kept, strict=True) if keep),
    )


def widen_punctuation(written: Written) -> Written:
    """Write punctuation full-width."""
    return Written(written.text.translate(FULL_WIDTH), written.origins)


def use_crlf(written: Written) -> Written:
    """End lines with a carriage return and a line feed."""
    pairs = [
        pair
        for char, origin in zip(written.text, written.origins, strict=True)
        for pair in ([("\r", None), (char, origin)] if char == "\n" else [(char, origin)])
    ]
    return Written("".join(c for c, _ in pairs), tuple(o for _, o in pairs))


def rewrap(written: Written, width: int, *, way: str) -> Written:
    """Put a line feed after every ``width`` characters.

    Old line feeds are ``removed`` first, or ``kept`` and counted, or kept and each line
    wrapped by itself (``folded``).
    """
    pairs = list(zip(written.text, written.origins, strict=True))
    if way == "removed":
        pairs = [pair for pair in pairs if pair[0] != "\n"]
    wrapped: list[tuple[str, int | None]] = []
    column = 0
    for index, pair in enumerate(pairs):
        wrapped.append(pair)
        column = 0 if way == "folded" and pair[0] == "\n" else column + 1
        following = pairs[index + 1][0] if index + 1 < len(pairs) else "\n"
        if column == width and not (way == "folded" and following == "\n"):
            wrapped.append(("\n", None))
            column = 0
    return Written("".join(c for c, _ in wrapped), tuple(o for _, o in wrapped))


widths = st.one_of(st.integers(1, 12), st.integers(1, 400))


@st.composite
def rewritings(draw: st.DrawFn, original: Written) -> Written:
    """Draw one way of writing a text with the same content."""
    ways = {
        "wrap": lambda written: rewrap(
            written,
            draw(widths, label="width"),
            way=draw(st.sampled_from(["kept", "removed", "folded"]), label="way"),
        ),
        "simplified": to_simplified,
        "pinyin": strip_pinyin,
        "width": widen_punctuation,
        "crlf": use_crlf,
    }
    # Line ends are converted last, as programs do that move a file to another system.
    order = [*draw(st.permutations(sorted(ways)[1:]), label="order"), "crlf"]
    chosen = draw(st.sets(st.sampled_from(sorted(ways))), label="chosen")
    written = original
    for name in order:
        if name in chosen:
            written = ways[name](written)
    return written


# Pieces that real documents are made of, the awkward ones among them.
_PIECES = (
    "總投資4.5億元,",
    "建成后年產值達10.6億元。",
    "在20xx年政協換屆中",
    "統(tǒng)戰(zhàn)工作",
    "2007-02-02 23:03:51",
    "the buyer shall not pay ",
    "about 1,200 km ",
    "§ 5 Abs. 2 ",
    "第五條 ",
    "不得",
    "ISO9000",
    "ＡＢ１２，",
    "（一）",
    "?;鶎咏M織",
    "\n",
    "\r\n",
    "\n\n",
    " ",
    "\u3000",
    "\u200b",
    "e\u0301",
    "\ud800",
    "\U0001f600",
    "\x00",
    "**鎮",
    "a",
    "一",
    "7",
)
pieces = st.one_of(st.sampled_from(_PIECES), st.text(max_size=3))


@st.composite
def document_pairs(draw: st.DrawFn) -> tuple[str, str]:
    """Draw two texts of which the second is an edited first, or any other."""
    old = draw(st.lists(pieces, max_size=30))
    new = list(old)
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, len(new)))
        match draw(st.sampled_from(["insert", "delete", "replace", "move", "repeat"])):
            case "insert":
                new.insert(place, draw(pieces))
            case "delete":
                del new[place : place + draw(st.integers(1, 3))]
            case "replace":
                new[place : place + 1] = [draw(pieces)]
            case "move":
                taken, new = new[place : place + 4], new[:place] + new[place + 4 :]
                other = draw(st.integers(0, len(new)))
                new[other:other] = taken
            case "repeat":
                new[place:place] = new[: draw(st.integers(1, 5))]
    return "".join(old), "".join(new)
