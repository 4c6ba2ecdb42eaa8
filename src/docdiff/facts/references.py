"""References: articles, sections, documents and editions named by a number."""

from __future__ import annotations

import re
from functools import lru_cache

import attrs

from docdiff.facts.dates import MASKS
from docdiff.facts.numerals import DOTTED, evaluate
from docdiff.facts.tables import load_tables
from docdiff.facts.view import View
from docdiff.model import Fact, FactKind, Span

_NUMBER = re.compile(r"[0-9]{1,9}[a-z]?(?![^\W_]|[.,:][0-9])")


def ordinal_at(view: View, start: int) -> Fact | None:
    """Return the reference that begins with 第 at ``start``: 第五條, 第12條之1, 第一屆."""
    match = _patterns().ordinal.match(view.folded, start)
    if match is None or view.tables.not_ordinal.longest_at(view.folded, start):
        return None
    number = _read(match["n"])
    unit = view.tables.ordinals.longest_at(view.folded, match.end())
    if number is None or unit is None:
        return None
    unit_span = Span(match.end(), match.end() + len(unit))
    end = unit_span.end
    branch = _patterns().branch.match(view.folded, end)
    if branch and (suffix := _read(branch["n"])):
        number, end = f"{number}-{suffix}", branch.end()
    return _make(view, Span(start, end), number, unit_span, view.tables.ordinals.forms[unit] or unit)


def numbered_at(view: View, start: int) -> Fact | None:
    """Return the document named by the number at ``start``: 5號文件."""
    match = _patterns().numeral.match(view.folded, start)
    if match is None:
        return None
    unit = view.tables.numbered.longest_at(view.folded, match.end())
    number = _read(match[0])
    if unit is None or number is None:
        return None
    unit_span = Span(match.end(), match.end() + len(unit))
    return _make(view, Span(start, unit_span.end), number, unit_span, unit)


def dotted_at(view: View, start: int) -> Fact | None:
    """Return the section or version number at ``start``: 3.2.1, but no 1.200.300."""
    match = DOTTED.match(view.folded, start)
    if match is None:
        return None
    parts = match[0].split(".")
    if len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:]):  # noqa: PLR2004
        return None
    return _make(view, Span(*match.span()), match[0], None, "")


def word_reference_at(view: View, start: int) -> list[Fact]:
    """Return the reference that begins with a word or sign at ``start``: § 12 Abs. 2."""
    step = _step(view, start)
    if step is None:
        return []
    unit_span, match, canonical = step
    numbers, words, end = [match[0]], [view.text[unit_span.start : unit_span.end]], match.end()
    chain = [match[0]]
    while step := _step(view, end + 1) if view.char(end) == " " else None:
        span, match, name = step
        chain += [name, match[0]]
        words.append(view.text[span.start : span.end])
        numbers.append(match[0])
        end = match.end()
    fact = _make(view, Span(start, end), " ".join(chain), unit_span, canonical)
    return [attrs.evolve(fact, unit=" ".join(words))]


def _step(view: View, start: int) -> tuple[Span, re.Match[str], str] | None:
    """Return the unit, number and canonical word of one step of a reference."""
    references = view.tables.references
    for length in references.lengths:
        word = view.folded[start : start + length]
        if word not in references.forms or not view.ends_word(start + len(word)):
            continue
        end = start + len(word)
        if not word.endswith(".") and view.char(end) == ".":
            end += 1
        match = _NUMBER.match(view.folded, view.skip_space(end))
        if match and (end < match.start() or not word.isalpha()):
            return Span(start, end), match, references.forms[word]
    return None


def _read(number: str) -> str | None:
    """Return the digits of an ordinal number; hidden ones as ``x``."""
    if number.isdecimal():
        return number.lstrip("0") or "0"
    if not number.strip(MASKS):
        return "x" * len(number)
    if number[0].isdecimal():
        return None
    return evaluate(number, positional=not set(number) & load_tables().powers.keys(), loose=True) or (
        evaluate(number, loose=True)
    )


def _make(view: View, span: Span, value: str, unit_span: Span | None, base: str) -> Fact:
    """Return the reference fact of a passage."""
    return Fact(
        FactKind.REFERENCE,
        span,
        view.text[span.start : span.end],
        value,
        unit=view.text[unit_span.start : unit_span.end] if unit_span else "",
        unit_span=unit_span,
        masked="x" in value and value.strip("x") == "",
        base_unit=base,
    )


@attrs.frozen(eq=False)
class _Patterns:
    ordinal: re.Pattern[str]
    branch: re.Pattern[str]
    numeral: re.Pattern[str]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    """Compile the patterns that need the tables."""
    tables = load_tables()
    numeral = f"[{''.join(tables.digits)}{''.join(tables.powers)}]"
    number = f"(?P<n>[0-9]{{1,9}}|[{re.escape(MASKS)}]{{1,4}}|{numeral}{{1,12}})"
    return _Patterns(
        ordinal=re.compile(f"第 ?{number} ?"),
        branch=re.compile(f"之{number}(?!分)"),
        numeral=re.compile(f"[0-9]{{1,9}} ?|{numeral}{{1,12}}"),
    )
