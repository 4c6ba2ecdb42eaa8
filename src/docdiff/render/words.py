"""The sentences of a report, and the quotes in it: the same in a pipe and in a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from docdiff.model import Change, ChangeKind, Comparison, Fact, Relation, Severity, Span
from docdiff.render.places import Places
from docdiff.render.visible import visible

__all__ = [
    "details",
    "headline",
    "is_replaced",
    "percent",
    "quote",
    "say_consistent",
    "say_noise",
    "say_nothing",
    "say_replaced",
    "summarize",
]

_CONTEXT = 30  # code points on each side of a quote
_BRACKET = 8  # a bracket this long, as pinyin after a character, is quoted whole
_HEAD, _TAIL = 80, 20  # what is quoted of a passage that is longer than both

_RELATIONS = {
    Relation.IDENTICAL: "the same text",
    Relation.VERSION: "versions of one another, {jaccard} of the text in common",
    Relation.SIBLING: "siblings from one template, {jaccard} of the text in common",
    Relation.CONTAINS: "the old text contains the new one: {new} of that stands in it",
    Relation.CONTAINED: "the new text contains the old one: {old} of that stands in it",
    Relation.OVERLAP: "they overlap: {old} of the old text and {new} of the new one in common",
    Relation.UNRELATED: "unrelated, {jaccard} of the text in common",
}


def percent(share: float) -> str:
    """Return a share in words; 100 % is said of the whole alone, 0 % of nothing alone.

    Examples
    --------
    >>> [percent(share) for share in (1.0, 0.9999, 0.5, 0.001, 0.0)]
    ['100 %', '99 %', '50 %', 'less than 1 %', '0 %']
    """
    if 0 < share < 0.01:  # noqa: PLR2004 (one per cent)
        return "less than 1 %"
    return f"{int(share * 100)} %"


def headline(comparison: Comparison) -> str:
    """Say how the two documents relate; a text too short to measure has no share."""
    sentence = _RELATIONS[comparison.relation]
    if not comparison.jaccard:
        sentence = sentence.partition(", {jaccard}")[0]
    return sentence.format(
        jaccard=percent(comparison.jaccard),
        old=percent(comparison.containment_of_old),
        new=percent(comparison.containment_of_new),
    )


def is_replaced(comparison: Comparison) -> bool:
    """Say whether the one thing to tell is that the documents have nothing in common."""
    return [change.kind for change in comparison.changes] == [ChangeKind.DOCUMENT_REPLACED]


def say_replaced(comparison: Comparison) -> str:
    """Say on one line that the documents are unrelated."""
    (change,) = comparison.changes
    names = f"{visible(comparison.old.id)} → {visible(comparison.new.id)}"
    return f"{change.severity.value}  {change.kind.value}  {names}: {visible(change.message)}"


def say_nothing(comparison: Comparison) -> str:
    """Say on one line that nothing differs but noise."""
    line = f"no difference: {visible(comparison.old.id)} → {visible(comparison.new.id)}"
    return f"{line}; {say_noise(comparison.noise)}" if comparison.noise else line


def say_consistent(found: Comparison) -> str:
    """Say on one line that a document has nothing twice and agrees with itself."""
    return f"nothing repeated, no fact that disagrees: {visible(found.old.id)}"


def say_noise(noise: Mapping[str, int]) -> str:
    """Say what was passed over, the most frequent first."""
    counts = sorted(noise.items(), key=lambda item: (-item[1], item[0]))
    return f"noise passed over: {', '.join(f'{kind} {n}' for kind, n in counts) or 'none'}"


def summarize(comparison: Comparison) -> str:
    """Count the changes by category and by severity."""
    severities = Counter(change.severity for change in comparison.changes)
    return "; ".join(
        (
            _count(len(comparison.changes), "change"),
            ", ".join(f"{kind} {n}" for kind, n in comparison.summary.items()),
            ", ".join(_count(severities[s], s.value) for s in reversed(Severity) if severities[s]),
        )
    )


def details(change: Change, comparison: Comparison, places: Mapping[str, Places]) -> list[str]:
    """Return the further lines of a change: the facts in it, and the places it points to."""
    lines = []
    if change.facts:
        text = comparison.old.text if len(change.old) else comparison.new.text
        facts = (_written(fact, text) for fact in change.facts)
        lines.append(f"facts in it: {_shorten_list(facts)}")
    for side in ("old", "new"):
        spots = (places[side].label(span.start) for s, span in change.related if s == side)
        if text := _shorten_list(spots):
            lines.append(f"see also, {side}: {text}")
    return lines


def quote(text: str, span: Span) -> tuple[str, str, str]:
    """Return a passage with what stands before and behind it, fit to be shown.

    Examples
    --------
    >>> quote("Total: 4.5 million", Span(7, 10))
    ('Total: ', '4.5', ' million')
    """
    start, end = max(0, span.start - _CONTEXT), min(len(text), span.end + _CONTEXT)
    if (opening := text.rfind("(", max(0, start - _BRACKET), start)) > text.rfind(")", 0, start):
        start = max(0, opening - 1)
    if text.rfind("(", span.end, end) > text.rfind(")", span.end, end):
        end = text.find(")", end, end + _BRACKET) + 1 or end
    passage = text[span.start : span.end]
    if len(passage) > _HEAD + _TAIL:
        passage = f"{passage[:_HEAD]} … {passage[-_TAIL:]}"
    before = ("…" if start else "") + text[start : span.start]
    after = text[span.end : end] + ("…" if end < len(text) else "")
    return visible(before), visible(passage), visible(after)


def _written(fact: Fact, text: str) -> str:
    """Return a fact as it stands in its text, with its unit on either side."""
    spans = [span for span in (fact.span, fact.unit_span, fact.prefix_span) if span]
    return text[min(spans).start : max(span.end for span in spans)]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _shorten_list(items: Iterable[str], limit: int = 12) -> str:
    """Join items, the first ``limit`` of them by name."""
    names = [visible(item) for item in items]
    more = f" and {len(names) - limit} more" if len(names) > limit else ""
    return ", ".join(names[:limit]) + more
