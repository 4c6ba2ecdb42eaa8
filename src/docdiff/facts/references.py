"""References: articles, sections, documents and editions named by a number."""

from __future__ import annotations

from typing import NamedTuple

import attrs

from docdiff.facts.dates import date_at
from docdiff.facts.numerals import GarbledError, evaluate
from docdiff.facts.tables import MASKS, NUMERALS, load_tables
from docdiff.facts.units import unit_behind
from docdiff.facts.view import View
from docdiff.model import Fact, FactKind, Span
from docdiff.patterns import Pattern

_DOTTED = Pattern(r"[0-9]++(?:\.[0-9]++){2,}+")
_GROUPED = Pattern(r"[0-9]{1,3}(?:\.[0-9]{3})++(?![0-9])")
_NUMBER = Pattern(
    r"[0-9]{1,9}(?:\.[0-9]{1,4}){0,4}+[a-z]?(?:/[0-9]{1,4})?(?:\([0-9a-z]{1,4}\)){0,4}+"
    r"(?![^\W_]|[,:/][0-9])"
)
_ORDINAL = Pattern(f"第 ?(?P<n>[0-9]{{1,9}}|[{MASKS}]{{1,4}}|[{NUMERALS}]{{1,12}}) ?")
_BRANCH = Pattern(f" ?之(?P<n>[0-9]{{1,3}}|[{NUMERALS}]{{1,4}})(?![0-9{NUMERALS}分定部种])")
_PLAIN = Pattern(f"[0-9]{{1,9}} ?|[{NUMERALS}]{{1,12}}")
_JOINER = Pattern(lambda: f"(?:, ?|-|–| (?:{'|'.join(load_tables().joiners)}) )(?=[0-9])")


# What stands behind the number of a paragraph in German law: § 5 II 1 is Abs. 2 Satz 1.
_ROMAN = Pattern(r" (?P<n>[IVX]{1,6})(?: (?P<s>[1-9])(?![^\W_]|[.,:/]?[0-9]))?(?![^\W_])")
_ROMAN_DIGITS = ("I", "V", "X")
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_ROMANS = tuple(ten + one for ten in ("", "X") for one in _ONES)
_LETTER = Pattern("([a-z])\\1{0,2}(?![^\\W_])")
_LETTERED = "Buchstabe"
_PROVISIONS = frozenset({"§", "article", "Absatz", "Nummer", "Buchstabe"})

_ARTICLE = "条"  # only articles have branches: 第一項之一定比例 is none


class _Step(NamedTuple):
    """One word of a reference with its number: Abs. 2."""

    unit: Span
    name: str
    number: Span


def ordinal_at(view: View, start: int) -> Fact | None:
    """Return the reference that begins with 第 at ``start``: 第五條, 第12條之1, 第一屆."""
    match = _ORDINAL.match(view.folded, start)
    if match is None:
        return None
    number = _read(match["n"])
    unit = view.tables.ordinals.longest_at(view.folded, match.end())
    if number is None or unit is None:
        return None
    end = match.end() + len(unit)
    unit_span = Span(match.end(), end)
    branch = _BRANCH.match(view.folded, end) if unit == _ARTICLE else None
    if branch and (suffix := _read(branch["n"])):
        number, end = f"{number}-{suffix}", branch.end()
    return _make(view, Span(start, end), number, unit_span, view.tables.ordinals.forms[unit])


def numbered_at(view: View, start: int) -> Fact | None:
    """Return the document named by the number at ``start``: 5號文件."""
    match = _PLAIN.match(view.folded, start) if "号" in view.folded[start : start + 14] else None
    if match is None:
        return None
    numbered = view.tables.numbered
    unit, number = numbered.longest_at(view.folded, match.end()), _read(match[0].rstrip())
    if unit is None or number is None:
        return None
    unit_span = Span(match.end(), match.end() + len(unit))
    return _make(view, Span(start, unit_span.end), number, unit_span, numbered.forms[unit])


def dotted_at(view: View, start: int) -> Fact | None:
    """Return the section or version number at ``start``: 3.2.1, but no 1.200.300."""
    match = _DOTTED.match(view.folded, start)
    if match is None or _GROUPED.compiled.fullmatch(match[0]):
        return None
    return _make(view, Span(*match.span()), match[0], None, "")


def word_references_at(view: View, start: int) -> list[Fact]:
    """Return the references that begin with a word or sign at ``start``.

    § 12 Abs. 2 is one; §§ 5 und 6 are two, the second without a word of its own.
    """
    first = last = _step(view, start)
    if first is None or last is None:
        return []
    value, words = view.folded[first.number.start : first.number.end], [_quote(view, first.unit)]
    if roman := _roman(view, first):
        value += roman[0]
        last = _Step(first.unit, first.name, Span(first.number.start, roman[1]))
    while step := _step(view, last.number.end + 1) if view.char(last.number.end) == " " else None:
        name = _sentence(view, last, step) or step.name
        last = step._replace(name=name)
        value += f" {name} {view.folded[step.number.start : step.number.end]}"
        words.append(_quote(view, step.unit))
    fact = _make(view, Span(start, last.number.end), value, first.unit, first.name)
    return [attrs.evolve(fact, unit=" ".join(words)), *_further(view, last)]


def _roman(view: View, step: _Step) -> tuple[str, int] | None:
    """Return the paragraph and sentence behind the number of § 5 II 1, and where they end."""
    end = step.number.end
    # Art. 1 V is the first article of a Verordnung as well.
    may_be = step.name == "§" and view.text[end + 1 : end + 2] in _ROMAN_DIGITS
    match = _ROMAN.match(view.text, end) if may_be else None
    if match is None or match["n"] not in _ROMANS:
        return None
    paragraph = f" Absatz {_ROMANS.index(match['n'])}"
    if match["s"] and unit_behind(view, match.end()).start == match.end():
        return f"{paragraph} Satz {match['s']}", match.end()
    return paragraph, match.end("n")


def _sentence(view: View, before: _Step, step: _Step) -> str | None:
    """Return the other name of a word inside a provision: behind Abs. 2, S. is no page."""
    word = view.folded[step.unit.start : step.unit.end]
    return view.tables.inside_provision.get(word) if before.name in _PROVISIONS else None


def _further(view: View, last: _Step) -> list[Fact]:
    """Return the further numbers of a reference: 6 and 7 in §§ 5, 6 und 7."""
    facts: list[Fact] = []
    end = last.number.end
    while match := _JOINER.match(view.folded, end):
        number = _NUMBER.match(view.folded, match.end())
        if number is None or date_at(view, match.end()):
            break
        unit = unit_behind(view, number.end())
        if unit.start < unit.end:
            break
        fact = _make(view, Span(*number.span()), number[0], None, last.name)
        facts.append(attrs.evolve(fact, unit=_quote(view, last.unit)))
        end = number.end()
    return facts


def _step(view: View, start: int) -> _Step | None:
    """Return the word at ``start`` with the number behind it."""
    references = view.tables.references
    for length in references.lengths.get(view.char(start), ()):
        word = view.folded[start : start + length]
        end = start + length
        if word not in references.forms or not view.ends_word(end):
            continue
        if not word.endswith(".") and view.char(end) == ".":
            end += 1
        name, place = references.forms[word], view.skip_space(end)
        match = _NUMBER.match(view.folded, place)
        if match is None and name == _LETTERED:
            match = _LETTER.match(view.folded, place)
        if match and (end < match.start() or not view.is_letter(end - 1)):
            return _Step(Span(start, end), name, Span(*match.span()))
    return None


def _read(number: str) -> str | None:
    """Return the digits of an ordinal number; hidden ones as ``x``."""
    if number.isdecimal():
        return number.lstrip("0") or "0"
    if not number.strip(MASKS):
        return "x" * len(number)
    try:
        return evaluate(number, loose=True)
    except GarbledError:
        return None


def _quote(view: View, span: Span) -> str:
    return view.text[span.start : span.end]


def _make(view: View, span: Span, value: str, unit_span: Span | None, base: str) -> Fact:
    """Return the reference fact of a passage."""
    return Fact(
        FactKind.REFERENCE,
        span,
        _quote(view, span),
        value,
        value if value.isdecimal() else None,
        unit=_quote(view, unit_span) if unit_span else "",
        unit_span=unit_span,
        masked=not value.strip("x"),
        base_unit=base,
    )
