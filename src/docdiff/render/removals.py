"""The removed file of ``docdiff dedup``: one line of JSON for each record that went."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from docdiff.model import Fact
from docdiff.render.json_ import escape_unsafe

__all__ = ["render_facts", "render_line"]

_encode = json.JSONEncoder(ensure_ascii=False).encode


def render_line(value: Mapping[str, Any]) -> bytes:
    r"""Return a value as one line of JSON in UTF-8, unescaped but for what could do harm.

    Examples
    --------
    >>> render_line({"id": "甲\u202e"})
    b'{"id": "\xe7\x94\xb2\\u202e"}\n'
    """
    return f"{escape_unsafe(_encode(value))}\n".encode()


def render_facts(facts: Sequence[Fact] | None) -> list[dict[str, str | None]] | None:
    """Return facts by kind, words and exact value."""
    if facts is None:
        return None
    return [
        {"kind": fact.kind.value, "text": fact.text, "unit": fact.unit, "canonical": fact.value}
        for fact in facts
    ]
