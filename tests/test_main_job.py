"""The main job on the real report, against the hand-made truth about it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import Written, rewritings

import docdiff
from docdiff import ChangeKind, Document

REPORTS = Path(__file__).parent.parent / "seeds" / "reports.txt"

# Kind, old place and text, new place and text; places count the report's own characters,
# its label left out.
EIGHT = (
    (ChangeKind.REPEAT_ADDED, (78, 78), "", (81, 120), "加強縣級統戰工作 服務縣域經濟發展"),
    (ChangeKind.DATE_ADDED, (78, 78), "", (120, 140), "2007-02-02 23:03:51"),
    (ChangeKind.TEXT_DELETED, (1019, 1021), "年度", (1081, 1081), ""),
    (ChangeKind.DATE_UNMASKED, (2307, 2312), "20xx年", (2370, 2375), "2003年"),
    (ChangeKind.ENCODING_DAMAGE, (6334, 6338), "保基層組", (6400, 6405), "?;鶎咏M"),
    (ChangeKind.FIGURE_LOST, (9092, 9095), "4.5", (9162, 9162), ""),
    (ChangeKind.FIGURE_LOST, (9114, 9118), "10.6", (9181, 9181), ""),
    (ChangeKind.FIGURE_LOST, (9123, 9126), "1.2", (9186, 9186), ""),
)
MIRRORED = {
    ChangeKind.REPEAT_ADDED: ChangeKind.REPEAT_REMOVED,
    ChangeKind.DATE_ADDED: ChangeKind.DATE_LOST,
    ChangeKind.TEXT_DELETED: ChangeKind.TEXT_INSERTED,
    ChangeKind.DATE_UNMASKED: ChangeKind.DATE_MASKED,
    ChangeKind.ENCODING_DAMAGE: ChangeKind.ENCODING_REPAIRED,
    ChangeKind.FIGURE_LOST: ChangeKind.FIGURE_ADDED,
}

documents = docdiff.read_documents(REPORTS)
first, second, third = documents[:3]


def unwrap(text):
    """Return a quoted text without pinyin and line breaks."""
    return re.sub(r"\([^)]*\)|\n", "", text)


def described(result):
    """Return kind, places and quotes of every change."""
    return tuple(
        (
            change.kind,
            (change.old.start, change.old.end),
            unwrap(change.old_text),
            (change.new.start, change.new.end),
            unwrap(change.new_text),
        )
        for change in result.changes
    )


def test_the_two_reports_differ_in_eight_places():
    """Three figures lost, a year unmasked, a date, a word, damage and a repeat; no more."""
    assert EIGHT == described(docdiff.compare(first, second))


def test_the_noise_is_counted_and_no_change():
    """Spaces, wraps and letter case are passed over, each place once."""
    result = docdiff.compare(first, second)

    assert {"case": 2, "line-wrap": 13, "whitespace": 3} == dict(result.noise)


def test_the_other_direction_is_the_mirror_image():
    """What was lost is added, what was unmasked is masked, place by place."""
    expected = tuple(
        (MIRRORED[kind], new, new_text, old, old_text)
        for kind, old, old_text, new, new_text in EIGHT
    )

    assert expected == described(docdiff.compare(second, first))


def test_a_lost_figure_has_its_exact_value():
    """The canonical form multiplies the magnitude out; number and unit stay as written."""
    lost = [
        change.old_value
        for change in docdiff.compare(first, second).changes
        if change.kind is ChangeKind.FIGURE_LOST
    ]

    assert [
        ("4.5", "4.5", "億元", "450000000"),
        ("10.6", "10.6", "億元", "1060000000"),
        ("1.2", "1.2", "億元", "120000000"),
    ] == [(fact.text, fact.number, fact.unit, fact.value) for fact in lost]


def test_unrelated_reports_are_one_change():
    """Of two texts with nothing in common there is one thing to say."""
    result = docdiff.compare(first, third)

    assert docdiff.Relation.UNRELATED == result.relation
    assert [ChangeKind.DOCUMENT_REPLACED] == [change.kind for change in result.changes]


def test_a_report_does_not_differ_from_itself():
    """No change, no noise."""
    for document in documents:
        result = docdiff.compare(document, document)

        assert (docdiff.Relation.IDENTICAL, (), {}) == (
            result.relation,
            result.changes,
            dict(result.noise),
        )


@pytest.mark.parametrize("pair", [(first, second), (second, first), (first, third)])
def test_the_patch_gives_the_new_text_to_the_letter(pair):
    """White space and annotations included."""
    old, new = pair

    assert new.text == docdiff.compare(old, new).patch().apply(old.text)


def original_places(result, old, new):
    """Return kinds and quotes of the changes, with places in the texts as they were."""
    return tuple(
        (
            change.kind,
            old.original_span(change.old.start, change.old.end),
            new.original_span(change.new.start, change.new.end),
        )
        for change in result.changes
    )


def is_same_place(expected, actual, text):
    """Say whether two places are equal, but for noise beside an absent passage."""
    if expected[0] < expected[1] or actual[0] < actual[1]:
        return expected == actual
    low, high = sorted((expected[0], actual[0]))
    return not re.sub(r"\([^)]*\)|\s", "", text[low:high]).strip("()")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_the_same_eight_changes_however_the_reports_are_written(data):
    """Wraps, script, pinyin, width and line ends of either side change nothing."""
    old = data.draw(rewritings(Written.of(first.text)), label="old")
    new = data.draw(rewritings(Written.of(second.text)), label="new")
    result = docdiff.compare(Document("old", old.text), Document("new", new.text))

    found = original_places(result, old, new)

    assert [change[0] for change in EIGHT] == [change[0] for change in found]
    for expected, actual in zip(EIGHT, found, strict=True):
        assert is_same_place(expected[1], actual[1], first.text), (expected, actual)
        assert is_same_place(expected[3], actual[2], second.text), (expected, actual)
    assert new.text == result.patch().apply(old.text)
