"""Words that deny, allow or demand only against what stands in their place in another text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from docdiff.facts.tables import load_tables
from docdiff.model import FactKind
from docdiff.text import fold

# A prefix makes short words out of others too: der and under, less and unless.
_SHORTEST_DENIED = 4


class Contrast(NamedTuple):
    """A word of one text and the value it has against the other text's word.

    ``length`` is how much of the word says so: of ``unpaid`` it is the prefix.
    """

    kind: FactKind
    value: str
    length: int


def find_contrast(old: str, new: str) -> tuple[Contrast | None, Contrast | None]:
    """Return what two words say that stand in one place; nothing where they do not contrast.

    Parameters
    ----------
    old, new
        One word each as written, ``""`` where a word came or went alone.

    Examples
    --------
    >>> [one and one.value for one in find_contrast("required", "permitted")]
    ['must', 'may']
    >>> find_contrast("refundable", "non-refundable")[1].length
    4
    >>> find_contrast("required", "necessary")
    (None, None)
    """
    duties = load_tables().duties
    values = duties.get(fold(old)), duties.get(fold(new))
    if values[0] and values[1] and values[0] != values[1]:
        return (
            Contrast(FactKind.MODALITY, values[0], len(old)),
            Contrast(FactKind.MODALITY, values[1], len(new)),
        )
    if found := _denied(old, new):
        return None, found
    return _denied(new, old), None


def spell_out(word: str) -> list[str]:
    """Return the words of a contraction that hides its verb; none for other words.

    >>> spell_out("won't")
    ['will', 'not']
    """
    return load_tables().contractions.get(fold(word), "").split()


def begins_clause(words: Sequence[str], *, comma: bool) -> bool:
    """Say whether words begin a clause of its own, as a comma before them may prove."""
    tables = load_tables()
    first = fold(words[0]) if words else ""
    if fold(" ".join(words[:3])) in tables.conjunctions:
        return True
    return first in tables.conjunctions or (comma and first in tables.relatives)


def _denied(said: str, denial: str) -> Contrast | None:
    """Return the denial that a word is of another, or of nothing where it stands alone."""
    tables = load_tables()
    said, folded = fold(said), fold(denial)
    denied = tables.opposites.get(folded, ())
    if denied:
        fits = not said or said in denied
        return Contrast(FactKind.NEGATION, folded, len(denial)) if fits else None
    length = len(folded) - len(said)
    prefix = folded[:length]
    if len(said) < _SHORTEST_DENIED or not length or prefix + said != folded:
        return None
    # Unkosten and Unmengen are no denials, as nouns often are not.
    noun = prefix == "un" and denial[0].isupper()
    if noun or prefix not in tables.denying_prefixes:
        return None
    return Contrast(FactKind.NEGATION, "not", length)
