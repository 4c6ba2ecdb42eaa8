"""An exact patch: what to replace where, checked against the text before it is applied."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from urllib.parse import quote

import attrs

from docdiff.errors import PatchError

# Characters of unchanged text that diff-match-patch puts around each hunk (Patch_Margin).
_MARGIN = 4
# What JavaScript's encodeURI leaves alone, and the blank, as diff-match-patch does.
_PLAIN = "!~*'();/?:@&=+$,# "


@attrs.frozen
class Hunk:
    """Replace the characters ``old`` at offset ``start`` of the old text by ``new``.

    ``before`` and ``after`` quote the unchanged text around, which no other hunk touches.
    """

    start: int
    old: str
    new: str
    before: str
    after: str


@attrs.frozen
class Patch:
    """The exact way from one text to another.

    ``str(patch)`` is diff-match-patch's text format; ``apply`` needs no search and no
    tolerance, because it refuses any text but the one the patch was made from.
    """

    hunks: tuple[Hunk, ...]
    old_digest: str
    new_digest: str

    def apply(self, text: str) -> str:
        """Return the new text.

        Parameters
        ----------
        text
            The old text, to the letter.

        Raises
        ------
        PatchError
            If ``text`` is not the text the patch was made from.
        TypeError
            If it is no ``str``.

        Examples
        --------
        >>> import docdiff
        >>> old, new = docdiff.Document("a", "4.5 km"), docdiff.Document("b", "5 km")
        >>> docdiff.compare(old, new).patch().apply("4.5 km")
        '5 km'
        """
        if not isinstance(text, str):
            raise TypeError(f"a patch applies to a str, but {type(text).__name__} was given")
        if digest(text) != self.old_digest:
            raise PatchError(
                "the patch was made from another text; apply it to the exact old version"
            )
        parts: list[str] = []
        position = 0
        for hunk in self.hunks:
            parts += (text[position : hunk.start], hunk.new)
            position = hunk.start + len(hunk.old)
        parts.append(text[position:])
        return "".join(parts)

    def __str__(self) -> str:
        """Write the patch in diff-match-patch's text format.

        Offsets count code points, as that library's Python version does.

        Raises
        ------
        PatchError
            If a text holds an unpaired surrogate, which the format cannot carry.
        """
        shift = 0
        lines: list[str] = []
        try:
            for hunk in self.hunks:
                lines += _hunk_lines(hunk, shift)
                shift += len(hunk.new) - len(hunk.old)
        except UnicodeEncodeError as error:
            raise PatchError(
                "the text holds an unpaired surrogate, which a patch file cannot carry"
            ) from error
        return "".join(f"{line}\n" for line in lines)


def make_patch(old: str, new: str, replaced: Sequence[tuple[int, int, int, int]]) -> Patch:
    """Make a patch from the raw spans (old start, old end, new start, new end) that differ."""
    hunks = tuple(
        Hunk(
            start=a,
            old=old[a:b],
            new=new[c:d],
            before=old[max(0, a - _MARGIN) : a],
            after=old[b : b + _MARGIN],
        )
        for a, b, c, d in _join_near(replaced)
    )
    return Patch(hunks, digest(old), digest(new))


def _join_near(
    replaced: Sequence[tuple[int, int, int, int]],
) -> list[tuple[int, int, int, int]]:
    """Join spans whose margins would overlap, so that every margin is unchanged text."""
    joined: list[tuple[int, int, int, int]] = []
    for span in replaced:
        if joined and span[0] - joined[-1][1] <= 2 * _MARGIN:
            joined[-1] = (joined[-1][0], span[1], joined[-1][2], span[3])
        else:
            joined.append(span)
    return joined


def digest(text: str) -> str:
    """Return the hexadecimal BLAKE2b digest of a text, unpaired surrogates included."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _hunk_lines(hunk: Hunk, shift: int) -> list[str]:
    """Return the header and the body of one hunk."""
    start = hunk.start - len(hunk.before)
    margin = len(hunk.before) + len(hunk.after)
    old_range = _format_range(start, len(hunk.old) + margin)
    new_range = _format_range(start + shift, len(hunk.new) + margin)
    body = ((" ", hunk.before), ("-", hunk.old), ("+", hunk.new), (" ", hunk.after))
    return [
        f"@@ -{old_range} +{new_range} @@",
        *(f"{sign}{quote(text, safe=_PLAIN)}" for sign, text in body if text),
    ]


def _format_range(start: int, length: int) -> str:
    """Write a range as unified diffs do: 1-based, the length left out when it is one."""
    if length == 0:
        return f"{start},0"
    return f"{start + 1}" if length == 1 else f"{start + 1},{length}"
