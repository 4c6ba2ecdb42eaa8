"""An exact patch: what to replace where, checked against the text before it is applied."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b

import attrs

from docdiff.errors import PatchError

# Characters of unchanged text that diff-match-patch puts around each hunk (Patch_Margin).
_MARGIN = 4
_SIGNS = frozenset(" +-")
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

    ``str(patch)`` is diff-match-patch's text format, and ``parse`` reads it; ``apply`` needs
    no search and no tolerance, because it refuses a text that the patch does not fit.

    Parameters
    ----------
    hunks
        What is replaced, rising.
    old_digest, new_digest
        :func:`digest` of both texts, None where the patch was read from its text format.
    """

    hunks: tuple[Hunk, ...]
    old_digest: str | None = None
    new_digest: str | None = None

    @classmethod
    def parse(cls, text: str) -> Patch:
        r"""Read a patch in diff-match-patch's text format.

        The format has no digests, so ``apply`` then refuses a text only where the passages
        replaced, or up to four characters around each of them, are others.

        Parameters
        ----------
        text
            What ``str(patch)`` gave. Offsets count code points.

        Raises
        ------
        PatchError
            If it is no patch in this format.

        Examples
        --------
        >>> Patch.parse("@@ -1,6 +1,4 @@\n-4.5\n+5\n  km\n").apply("4.5 km")
        '5 km'
        """
        return cls(tuple(_parse_hunks(text)))

    def apply(self, text: str) -> str:
        """Return the new text.

        Parameters
        ----------
        text
            The old text, to the letter.

        Raises
        ------
        PatchError
            If ``text`` is not the text the patch was made from, as far as the patch tells.
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
        if self.old_digest is not None and digest(text) != self.old_digest:
            raise PatchError(
                "the patch was made from another text; apply it to the exact old version"
            )
        parts: list[str] = []
        position = 0
        for number, hunk in enumerate(self.hunks, start=1):
            end = hunk.start + len(hunk.old)
            first = hunk.start - len(hunk.before)
            quoted = f"{hunk.before}{hunk.old}{hunk.after}"
            if hunk.start < position or first < 0 or text[first : end + len(hunk.after)] != quoted:
                raise PatchError(
                    f"hunk {number} of the patch does not fit the text at character "
                    f"{hunk.start + 1}; apply it to the exact old version"
                )
            parts += (text[position : hunk.start], hunk.new)
            position = end
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
    from urllib.parse import quote  # noqa: PLC0415 (3 ms that a comparison need not wait for)

    start = hunk.start - len(hunk.before)
    margin = len(hunk.before) + len(hunk.after)
    old_range = _format_range(start, len(hunk.old) + margin)
    new_range = _format_range(start + shift, len(hunk.new) + margin)
    body = ((" ", hunk.before), ("-", hunk.old), ("+", hunk.new), (" ", hunk.after))
    return [
        f"@@ -{old_range} +{new_range} @@",
        *(f"{sign}{quote(text, safe=_PLAIN)}" for sign, text in body if text),
    ]


_HEADER = re.compile(r"@@ -(\d{1,18})(?:,(\d{1,18}))? \+(\d{1,18})(?:,(\d{1,18}))? @@")


def _parse_hunks(text: str) -> Iterator[Hunk]:
    """Yield the hunks of a patch in text form."""
    lines = text.split("\n")
    place = 0
    while place < len(lines):
        if not lines[place].strip():
            place += 1
            continue
        header = _HEADER.fullmatch(lines[place].rstrip("\r"))
        if header is None:
            raise PatchError(
                f"line {place + 1} is no hunk of a patch such as '@@ -1,4 +1,5 @@'; give a "
                "patch in diff-match-patch's text format, as docdiff diff --format patch writes it"
            )
        first = place + 1
        place = first
        while place < len(lines) and lines[place][:1] in _SIGNS:
            place += 1
        yield _parse_hunk(header, lines[first:place], first)


def _parse_hunk(header: re.Match[str], body: Sequence[str], line: int) -> Hunk:
    """Return one hunk; what is equal inside it counts as replaced."""
    from urllib.parse import unquote  # noqa: PLC0415

    parts: list[tuple[str, str]] = []
    for number, written in enumerate(body, start=line + 1):
        try:
            parts.append((written[0], unquote(written[1:].rstrip("\r"), errors="strict")))
        except UnicodeDecodeError:
            raise PatchError(f"line {number} of the patch is damaged: bad escapes") from None
    equal = [sign == " " for sign, _ in parts]
    first = equal.index(False) if False in equal else len(parts)
    last = len(parts) - equal[::-1].index(False) if False in equal else len(parts)
    before = "".join(text for _, text in parts[:first])
    after = "".join(text for _, text in parts[last:])
    old = "".join(text for sign, text in parts[first:last] if sign != "+")
    new = "".join(text for sign, text in parts[first:last] if sign != "-")
    size = int(header[2]) if header[2] is not None else 1
    start = int(header[1]) - (size != 0)
    new_size = int(header[4]) if header[4] is not None else 1
    margin = len(before) + len(after)
    if start < 0 or (len(old) + margin, len(new) + margin) != (size, new_size):
        raise PatchError(
            f"line {line} of the patch is damaged: the hunk below it has {len(old) + margin} and "
            f"{len(new) + margin} characters, not {size} and {new_size}"
        )
    return Hunk(start + len(before), old, new, before, after)


def _format_range(start: int, length: int) -> str:
    """Write a range as unified diffs do: 1-based, the length left out when it is one."""
    if length == 0:
        return f"{start},0"
    return f"{start + 1}" if length == 1 else f"{start + 1},{length}"
