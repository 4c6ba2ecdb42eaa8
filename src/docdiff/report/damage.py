"""Encoding damage, proven by replaying it byte for byte.

A program that replaces full-width punctuation (A3xx in GBK) by ASCII without minding where
a character begins also hits two bytes that belong to two characters: in 保基, B1 A3 BB F9,
it finds the semicolon A3 BB. What is left, B1 3B F9, reads as ``?;`` and shifts all that
follows until the next such accident. The replay runs backwards: the damaged text is turned
into the bytes it may have had before, and the other reading must be spelt by them.
"""

from __future__ import annotations

from collections.abc import Sequence

from docdiff.patterns import Pattern
from docdiff.text import script_variants

_HOLES = "?？\ufffd"
_FULL_WIDTH_LEAD = 0xA3
_HIGH_BIT = 0x80
_QUESTION = 0xBF
_ANY = -1
# The second byte of a pair in GBK's user-defined rows, which converters drop.
_DROPPED = -2
_USER_ROWS = frozenset((*range(0xAA, 0xB0), *range(0xF8, 0xFF)))
_FIRST_TRAIL = 0xA1
# Pinyin that was set into a damaged character: behind a letter that is half of one, or with
# its opening bracket swallowed by the character before it.
_ANNOTATION = Pattern(
    r"(?<=[A-Za-z])[(（][^\W\d_]{1,6}[)）]|(?<=[?？])[(（]?[a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]{1,6}[)）]"
)


def is_damage(damaged: str, true: str) -> bool:
    """Say whether ``damaged`` is what the byte accident makes of ``true``.

    Parameters
    ----------
    damaged, true
        Two readings of one passage, as written but for breaks and white space. ``true`` may
        be in either script: the damage is older than a conversion of it.

    Returns
    -------
    bool
        True only if every byte of the damaged reading that is known agrees, and at least
        one such byte belongs to an ideograph.

    Examples
    --------
    >>> is_damage("?;鶎咏M", "保基層組"), is_damage("?;鶎咏M", "保基层组")
    (True, True)
    >>> is_damage("?;鶎咏M", "確基層組")
    False
    """
    if not any(hole in damaged for hole in _HOLES) or not true or true.isascii():
        return False
    known = [_bytes_before(char) for char in _ANNOTATION.sub("", damaged)]
    if any(not alternatives for alternatives in known) or all(
        alternatives[0] == (_ANY,) for alternatives in known
    ):
        return False
    # A state is the next damaged character and the bytes still due from the one before.
    states: set[tuple[int, tuple[int, ...]]] = {(0, ())}
    for char in true:
        spellings = {_encode(variant) for variant in script_variants(char)} - {()}
        states = {
            end for s in states for spelling in spellings for end in _spell(s, spelling, known)
        }
        if not states:
            return False
    return (len(known), ()) in states


def _bytes_before(char: str) -> tuple[tuple[int, ...], ...]:
    """Return what a character of the damaged reading may have been before, as bytes."""
    if char in _HOLES:
        # A hole is any byte, or a full-width question mark that was made an ASCII one.
        return ((_ANY,), (_FULL_WIDTH_LEAD, _QUESTION)) if char == "?" else ((_ANY,),)
    own = _encode(char)
    if not own:
        return ()
    if len(own) == 1 and not char.isalnum():
        return (own, (_FULL_WIDTH_LEAD, own[0] | _HIGH_BIT))
    if own[0] == _FULL_WIDTH_LEAD:
        # The damaged text had its punctuation widened again afterwards.
        return (own, (own[1] & ~_HIGH_BIT,))
    return (own,)


def _spell(
    state: tuple[int, tuple[int, ...]],
    spelling: tuple[int, ...],
    known: Sequence[tuple[tuple[int, ...], ...]],
) -> set[tuple[int, tuple[int, ...]]]:
    """Return the states reached from one by consuming the bytes of one spelling."""
    reached = {state}
    for byte in spelling:
        following = set()
        for place, due in reached:
            if due:
                if due[0] in (byte, _ANY) or (due[0] == _DROPPED and byte >= _FIRST_TRAIL):
                    following.add((place, due[1:]))
                continue
            if place and byte in _USER_ROWS:
                following.add((place, (_DROPPED,)))
            if place < len(known):
                following |= {
                    (place + 1, option[1:]) for option in known[place] if option[0] in (byte, _ANY)
                }
        reached = following
    return reached


def _encode(char: str) -> tuple[int, ...]:
    """Return the GBK bytes of a character, none if it has none."""
    try:
        return tuple(char.encode("gbk"))
    except UnicodeEncodeError:
        return ()
