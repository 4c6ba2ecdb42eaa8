"""What reading record files gives, record by record."""

from __future__ import annotations

import attrs

__all__ = ["Batch", "Fields", "SkippedRecord", "make_id"]

# Whole numbers beyond this are not exact as floats, so they name nothing for sure.
_MOST_EXACT = 2**53


@attrs.frozen
class Batch:
    """Some records of one file, in its order; the three lists are equally long."""

    ids: list[str]  # the id field as text; where it has none, FILE:LINE or FILE:ROW from 1
    texts: list[str]
    rows: list[int]  # place in the file from 0; in JSONL lines are counted, blank ones too


@attrs.frozen
class SkippedRecord:
    """A record that cannot be read, and why."""

    path: str
    row: int  # line or row of the file, from 1
    reason: str  # what follows "this record": "has no field 'text'"


@attrs.frozen
class Fields:
    """Which fields of a record hold its text and its id."""

    text: str
    id: str

    def __attrs_post_init__(self) -> None:
        if self.text == self.id:
            raise ValueError(f"text and id are both read from field {self.text!r}; name two fields")


def make_id(value: object) -> str | None:
    """Return an id as text, or None where the value names nothing.

    Examples
    --------
    >>> make_id("a"), make_id(7), make_id(7.0), make_id(7.5), make_id(True), make_id(None)
    ('a', '7', '7', None, None, None)
    """
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < _MOST_EXACT:
        return str(int(value))
    return None
