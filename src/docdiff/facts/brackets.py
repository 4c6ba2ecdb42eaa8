"""Numbers said twice, in words and in digits: 伍拾萬元整(￥550,000), thirty (45) days."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from docdiff.facts.scan import find_facts
from docdiff.model import Fact, FactKind, Span
from docdiff.patterns import Pattern
from docdiff.text import fold

# What is read around a bracket that begins with a number: sums in words are long.
_BEFORE, _BEHIND = 80, 60
_FORMAL = "壹贰貳叁參参肆伍陆陸柒捌玖拾佰仟"
_BRACKET = Pattern(
    r"[(（](?=[^()（）\n]{0,8}[0-9０-９])|(?<=[0-9])(?: ?)[(（](?=[^\W\d_]{3})"
    rf"|[(（](?=[^()（）\n]{{0,8}}[{_FORMAL}])|[大小][写寫]"
)
_TWICE = Pattern(r"([^(（]*[^(（\s])\s*[(（]([^)）]*)[)）]")
_OPENED = Pattern(r" ?\( ?(?:(?:小写|大写|即|合计|计) ?:?)? ?")
# What says that a number is the one before it again, in brackets or not.
_LABELLED = Pattern(r"[ ,、;(]*(?:金额)?(?:大写|小写)(?:金额)?[ :)]*")
_CLOSED = Pattern(r" ?\)")


def find_bracket_conflicts(text: str) -> Iterator[tuple[Span, Span]]:
    """Yield where a number in words and the same in digits are two values.

    Contracts write sums and terms twice so that nobody can alter one of them unseen. Both
    must be of one unit, or the brackets stand between number and unit; the second must fill
    its brackets, so that 三人(2男1女) says nothing twice, or be labelled 大寫 or 小寫. Words
    behind digits are labelled, or written as on cheques.

    Parameters
    ----------
    text
        Characters as :func:`docdiff.facts.find_facts` gets them.

    Yields
    ------
    pair of Span
        The first number and the one behind it, in code points of ``text``, rising.

    Examples
    --------
    >>> text = "in thirty (45) days"
    >>> [(text[a.start : a.end], text[b.start : b.end]) for a, b in find_bracket_conflicts(text)]
    [('thirty', '45')]
    """
    last = -1
    for match in _BRACKET.finditer(text):
        begin = max(text.rfind("\n", 0, match.start()) + 1, match.start() - _BEFORE)
        window = text[begin : match.start() + _BEHIND].partition("\n")[0]
        facts = find_facts(window, context=text[:_BEFORE])
        bracket = match.end() - 1 - begin
        yield from (
            (_shifted(number, begin), _shifted(again, begin))
            for fact in facts
            if fact.suspect and fact.span.start < bracket < fact.span.end
            for number, again in _parts(fact)
        )
        for first, second in pairwise(facts):
            if second.span.start > match.start() - begin and _disagree(first, second, window):
                if begin + second.span.start > last:
                    yield _shifted(first.span, begin), _shifted(second.span, begin)
                last = begin + second.span.start
                break


def _parts(fact: Fact) -> Iterator[tuple[Span, Span]]:
    """Yield the number and the brackets' content of a figure that is said twice."""
    if twice := _TWICE.fullmatch(fact.text):
        start = fact.span.start
        yield _shifted(Span(*twice.span(1)), start), _shifted(Span(*twice.span(2)), start)


def _disagree(first: Fact, second: Fact, window: str) -> bool:
    """Say whether a fact repeats the one before it in the other notation, as another value."""
    if {first.kind, second.kind} != {FactKind.FIGURE} or None in (first.value, second.value):
        return False
    if first.value == second.value or first.masked or second.masked:
        return False
    if _has_digits(first) is _has_digits(second):
        return False
    behind = first.span.end
    if first.unit_span and first.unit_span.start in (behind, behind + 1):  # a space may part them
        behind = first.unit_span.end
    ahead = (second.prefix_span or second.span).start
    closing = max(second.span.end, second.unit_span.end if second.unit_span else 0)
    folded = fold(window)
    labelled = _LABELLED.fullmatch(folded, behind, ahead) is not None
    bracketed = _OPENED.fullmatch(folded, behind, ahead) and _CLOSED.match(folded, closing)
    formal = not _has_digits(second) and not set(second.text).isdisjoint(_FORMAL)
    if not labelled and not (bracketed and (formal or _has_digits(second))):
        return False
    if second.unit or second.base_unit:
        return first.base_unit == second.base_unit
    return labelled or behind == first.span.end


def _has_digits(fact: Fact) -> bool:
    return any(map(str.isdecimal, fact.text))


def _shifted(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
