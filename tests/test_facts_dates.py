"""Dates, times, masks and denials of Chinese texts, and what a comparison makes of them."""

from __future__ import annotations

import pytest

from docdiff import Document, compare


def run(old: str, new: str):
    """Return the changes of two texts (kind, old, new) and the noise."""
    result = compare(Document("old", old), Document("new", new))
    changes = [(change.kind.value, change.old_text, change.new_text) for change in result.changes]
    return changes, dict(result.noise)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("请遵照执行。\n二〇二三年十月二十七日\n", "请遵照执行。\n2023年10月27日\n"),
        ("請遵照執行。\n二○二三年十月二十七日\n", "請遵照執行。\n2023-10-27\n"),
        ("市政府 二〇二三年十月二十七日\n请遵照执行。", "市政府 2023年10月27日\n请遵照执行。"),
    ],
)
def test_a_line_of_one_date_is_paired_in_either_notation(old, new):
    """A line that is little more than its date is the same line in figures and in numerals."""
    assert ([], {"notation": 1}) == run(old, new)


def test_a_line_of_another_date_is_one_change():
    """The line is paired by its digits, and its date is what differs."""
    found, _ = run("请遵照执行。\n二〇二三年十月二十七日", "请遵照执行。\n2023年11月27日")

    assert [("date-changed", "二〇二三年十月二十七日", "2023年11月27日")] == found


def test_unlike_lines_with_and_without_numerals_are_two():
    """Numerals in one line and digits in another one do not make them one line."""
    found, _ = run("请遵照执行。\n第三产业发展迅速\n", "请遵照执行。\n联系电话12345678\n")

    assert {"paragraph-inserted", "paragraph-deleted"} == {kind for kind, _, _ in found}
