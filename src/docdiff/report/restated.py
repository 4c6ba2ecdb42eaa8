"""What a text says twice, in words."""

from __future__ import annotations

from hashlib import blake2b

from docdiff.model import Change, ChangeKind, Span
from docdiff.report.messages import say_conflict, say_repeat
from docdiff.report.repeats import is_repeatable
from docdiff.text import QuietText
from docdiff.views import make_view

__all__ = ["is_whole", "report_conflict", "report_repeat"]

# Characters around a conflict that its message quotes.
_CONTEXT = 8


def is_whole(quiet: QuietText, passage: Span) -> bool:
    """Say whether a passage is whole sentences or lines, and long enough for a repeat."""
    return is_repeatable(quiet, quiet.gaps, passage.start, passage.end)


def report_repeat(quiet: QuietText, first: Span, second: Span) -> Change:
    """Return the change that says a passage of a text stands in it again.

    Parameters
    ----------
    quiet
        The text.
    first, second
        Quiet ranges of the passage and of its copy.
    """
    old, new = (
        Span(quiet.raw_start(span.start), quiet.raw_end(span.end)) for span in (first, second)
    )
    view = make_view(quiet, quiet.gaps, second.start, second.end)
    return Change(
        kind=ChangeKind.REPEAT_ADDED,
        old=old,
        new=new,
        old_text=quiet.text[old.start : old.end],
        new_text=quiet.text[new.start : new.end],
        message=say_repeat(view),
        fingerprint=_digest(ChangeKind.REPEAT_ADDED, quiet.chars[second.start : second.end]),
        severity=ChangeKind.REPEAT_ADDED.severity,
    )


def report_conflict(text: str, old: Span, new: Span) -> Change:
    """Return the change that says two places of a text disagree.

    Parameters
    ----------
    text
        The text.
    old, new
        Where the two readings stand.
    """
    readings = tuple(
        text[max(0, span.start - _CONTEXT) : span.end + _CONTEXT] for span in (old, new)
    )
    quotes = (text[old.start : old.end], text[new.start : new.end])
    return Change(
        kind=ChangeKind.FACT_INCONSISTENT,
        old=old,
        new=new,
        old_text=quotes[0],
        new_text=quotes[1],
        message=say_conflict(quotes, readings),
        fingerprint=_digest(ChangeKind.FACT_INCONSISTENT, *quotes, *readings),
        severity=ChangeKind.FACT_INCONSISTENT.severity,
    )


def _digest(kind: ChangeKind, *parts: str) -> str:
    """Return the fingerprint of what is said."""
    text = "\0".join((kind.value, *parts)).encode("utf-8", "surrogatepass")
    return blake2b(text, digest_size=8).hexdigest()
