"""A text as quiet lines, which a line diff compares without being misled by noise."""

from __future__ import annotations

from docdiff.normalize import make_quiet
from docdiff.split import mark_folds
from docdiff.text import Gap, is_cjk

__all__ = ["write_quiet"]

_ENDS = frozenset("。!?")
_ENDS_BEFORE_SPACE = frozenset(".;")


def write_quiet(text: str) -> str:
    r"""Return a text without its noise, a sentence a line.

    Width, case and script are folded; pinyin and spaces beside ideographs go. Where blank
    lines part the paragraphs, other breaks are wraps; else each break parts two.

    Examples
    --------
    >>> print(write_quiet("The Plant\nwas opened. It\ncost 4 km.\n\nＥnd.\n\nYes."), end="")
    the plant was opened.
    it cost 4 km.
    <BLANKLINE>
    end.
    <BLANKLINE>
    yes.
    """
    quiet = mark_folds(make_quiet(text))
    chars, gaps = quiet.chars, quiet.gaps
    has_blanks = Gap.BLANK in gaps[1:-1]
    pieces: list[str] = []
    for place, char in enumerate(chars):
        gap = gaps[place]
        before = chars[place - 1] if place else ""
        if not place:
            pass
        elif gap == Gap.BLANK and has_blanks:
            pieces.append("\n\n")
        elif (
            (gap >= Gap.BREAK and not has_blanks)
            or before in _ENDS
            or (gap and before in _ENDS_BEFORE_SPACE)
        ):
            pieces.append("\n")
        elif gap and not (is_cjk(before) or is_cjk(char)):
            pieces.append(" ")
        pieces.append(char)
    return "".join(pieces) + "\n" if chars else ""
