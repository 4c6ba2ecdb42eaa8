"""Laws for where a comparison puts things: in order, in the text, on the line."""

from __future__ import annotations

import json
import re

from hypothesis import given
from hypothesis import strategies as st
from strategies import document_pairs

from docdiff import Document, Origin, compare
from docdiff.normalize import make_quiet
from docdiff.render.json_ import render_comparison

_BREAK = re.compile(r"\r\n|\r|\n")


def run(old: str, new: str):
    """Compare two texts."""
    return compare(Document("old", old), Document("new", new))


@given(document_pairs())
def test_changes_stand_in_the_order_of_the_new_text(pair):
    """A reader goes through the new text once; what stands in one place goes by the old one."""
    changes = run(*pair).changes

    assert sorted(changes, key=lambda change: (change.new, change.old)) == list(changes)


@given(document_pairs())
def test_every_fact_quotes_its_text_and_its_unit(pair):
    """The spans of number, unit and prefix are places in the raw text of their side."""
    old, new = pair
    for change in run(old, new).changes:
        sides = [(old, change.old_value), (new, change.new_value)]
        # A deletion lists the old text's facts, an insertion the new one's.
        sides += [(old if change.old_text else new, fact) for fact in change.facts]
        for side, fact in sides:
            if fact is None or fact.kind == "reference":
                # The unit of a reference is every word in it: § 5 Abs. 2.
                continue
            read = [make_quiet(fact.text).chars, make_quiet(fact.unit).chars]
            stands = make_quiet(side[fact.span.start : fact.span.end]).chars
            units = [
                make_quiet(side[span.start : span.end]).chars
                for span in (fact.prefix_span, fact.unit_span)
                if span
            ]
            assert [stands, "".join(dict.fromkeys(units))] == read


@given(document_pairs())
def test_related_places_are_copies(pair):
    """What a repeat names stands there too."""
    old, new = pair
    for change in run(old, new).changes:
        said = make_quiet(change.old_text or change.new_text).chars
        for name, span in change.related:
            side = old if name == "old" else new
            assert said == make_quiet(side[span.start : span.end]).chars


@given(document_pairs(), st.integers(1, 9), st.integers(1, 9))
def test_lines_and_columns_lead_to_the_quote(pair, line, column):
    """Whoever opens the file at a line and column of the JSON finds the quote there."""
    old, new = pair
    documents = [
        Document(name, text, Origin(f"{name}.txt", line=line, column=column))
        for name, text in (("old", old), ("new", new))
    ]
    shown = json.loads(render_comparison(compare(*documents), version="0"))
    for change in shown["changes"]:
        for name, text in (("old", old), ("new", new)):
            side = change[name]
            file = "\n" * (line - 1) + " " * (column - 1) + text
            start, end = (
                _offset(file, side[f"{prefix}line"], side[f"{prefix}column"])
                for prefix in ("", "end_")
            )
            assert text[side["start"] : side["end"]] == file[start:end]


def _offset(file: str, line: int, column: int) -> int:
    """Return the offset of a 1-based line and column."""
    starts = [0, *(match.end() for match in _BREAK.finditer(file))]
    return starts[line - 1] + column - 1
