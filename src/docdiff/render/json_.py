"""Results as JSON: names and shapes are public, so whatever stands here stays."""

from __future__ import annotations

import json
import re
from typing import Any

import attrs

from docdiff.model import Change, Comparison, Document, Fact, Match, Settings, Span, VersionSearch
from docdiff.render.places import Places

__all__ = [
    "describe_comparison",
    "dump",
    "escape_unsafe",
    "render_comparison",
    "render_inspection",
    "render_search",
]

# An unpaired surrogate has no UTF-8, C1 controls act on terminals, and a CI system obeys
# ##[error] wherever it stands in its log: all have an escape.
_UNSAFE = re.compile(
    "[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]|#(?=#\\w*\\[)"
)


def render_comparison(comparison: Comparison, *, version: str) -> str:
    """Return a comparison in the shape ``docdiff.diff/1``.

    Parameters
    ----------
    comparison
        What to render.
    version
        The version of docdiff that made it.

    Examples
    --------
    >>> import docdiff
    >>> result = docdiff.compare(docdiff.Document("a", "4 km"), docdiff.Document("b", "5 km"))
    >>> json.loads(render_comparison(result, version="1.0"))["summary"]
    {'fact': 1}
    """
    return dump(describe_comparison(comparison, version=version))


def describe_comparison(comparison: Comparison, *, version: str) -> dict[str, Any]:
    """Return what ``docdiff.diff/1`` says of a comparison, as values of JSON."""
    places = {"old": Places(comparison.old), "new": Places(comparison.new)}
    return {
        "schema": "docdiff.diff/1",
        "version": version,
        "settings": _settings(comparison.settings),
        "old": _document(comparison.old),
        "new": _document(comparison.new),
        "relation": comparison.relation.value,
        "jaccard": comparison.jaccard,
        "containment_of_old": comparison.containment_of_old,
        "containment_of_new": comparison.containment_of_new,
        "alignment": [
            {
                "kind": pair.kind.value,
                "similarity": pair.similarity,
                "old": [_span(span) for span in pair.old],
                "new": [_span(span) for span in pair.new],
            }
            for pair in comparison.alignment
        ],
        "changes": [describe_change(change, comparison, places) for change in comparison.changes],
        "noise": dict(comparison.noise),
        "summary": dict(comparison.summary),
    }


def render_inspection(found: Comparison, *, version: str) -> str:
    """Return what ``inspect`` found in the shape ``docdiff.inspect/1``.

    Parameters
    ----------
    found
        What to render.
    version
        The version of docdiff that made it.
    """
    places = {"old": Places(found.old), "new": Places(found.new)}
    return dump(
        {
            "schema": "docdiff.inspect/1",
            "version": version,
            "settings": _settings(found.settings),
            "document": _document(found.old),
            "changes": [describe_change(change, found, places) for change in found.changes],
            "summary": dict(found.summary),
        }
    )


def render_search(search: VersionSearch, *, version: str) -> str:
    """Return a search in the shape ``docdiff.find/1``.

    Parameters
    ----------
    search
        What to render.
    version
        The version of docdiff that made it.
    """
    return dump(
        {
            "schema": "docdiff.find/1",
            "version": version,
            "settings": _settings(search.settings),
            "documents": [
                {**_document(document), "digest": digest}
                for document, digest in zip(search.documents, search.digests, strict=True)
            ],
            "matches": [_match(match) for match in search.matches],
            "families": [
                {"members": list(family.members), "representative": family.representative}
                for family in search.families
            ],
        }
    )


def dump(value: dict[str, Any]) -> str:
    """Write JSON unescaped, but for what UTF-8, a terminal or a CI log cannot take."""
    return escape_unsafe(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def escape_unsafe(text: str) -> str:
    """Return JSON with escapes for what UTF-8 or a terminal cannot take."""
    if text.isascii() and "#" not in text and "\x7f" not in text:
        return text
    return _UNSAFE.sub(lambda char: f"\\u{ord(char[0]):04x}", text)


def _settings(settings: Settings) -> dict[str, Any]:
    return {field.name: getattr(settings, field.name) for field in attrs.fields(Settings)}


def _document(document: Document) -> dict[str, Any]:
    origin = document.origin
    return {
        "id": document.id,
        "path": origin.path if origin else None,
        "line": origin.line if origin else 1,
        "chars": len(document.text),
    }


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def describe_change(
    change: Change, comparison: Comparison, places: dict[str, Places]
) -> dict[str, Any]:
    """Return what JSON says of one change."""
    return {
        "kind": change.kind.value,
        "category": change.category.value,
        "severity": change.severity.value,
        "message": change.message,
        "fingerprint": change.fingerprint,
        "old": _side(change.old, change.old_text, comparison.old, places["old"]),
        "new": _side(change.new, change.new_text, comparison.new, places["new"]),
        "old_value": _value(change.old_value) if change.old_value else None,
        "new_value": _value(change.new_value) if change.new_value else None,
        "related": [
            {"side": side, **_span(span), **_place(places[side], span.start)}
            for side, span in change.related
        ],
        "facts": [
            {"kind": fact.kind.value, **_span(fact.span), **_value(fact)} for fact in change.facts
        ],
    }


def _side(span: Span, text: str, document: Document, places: Places) -> dict[str, Any]:
    """Return one side of a change; its end is the place behind its last character."""
    end = _place(places, span.end)
    return {
        "path": document.origin.path if document.origin else None,
        **_span(span),
        **_place(places, span.start),
        "end_line": end["line"],
        "end_column": end["column"],
        "text": text,
    }


def _place(places: Places, offset: int) -> dict[str, int]:
    line, column = places.find(offset)
    return {"line": line, "column": column}


def _value(fact: Fact) -> dict[str, str | None]:
    return {
        "text": fact.text,
        "number": fact.number,
        "unit": fact.unit,
        "canonical": fact.value,
    }


def _match(match: Match) -> dict[str, Any]:
    evidence = match.evidence
    return {
        "a": match.a,
        "b": match.b,
        "relation": match.relation.value,
        "jaccard": match.jaccard,
        "containment_of_a": match.containment_of_a,
        "containment_of_b": match.containment_of_b,
        "evidence": {
            "reason": evidence.reason,
            "weighted_containment_a": evidence.weighted_containment_a,
            "weighted_containment_b": evidence.weighted_containment_b,
            "shared": [{"a": _span(a), "b": _span(b)} for a, b in evidence.shared],
            "substitutions": [
                {"a": each.a, "b": each.b, "count": each.count} for each in evidence.substitutions
            ],
        },
    }
