"""What must stand in a passage for a fact to stand there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docdiff.facts import find_facts, signs_of
from docdiff.model import FactKind
from docdiff.text import fold

VALUES = (FactKind.FIGURE, FactKind.DATE, FactKind.REFERENCE)
WORDS = (
    *("3", "25", "1,200", "0.35", "20xx", "二", "卅", "廿三", "叁拾伍", "億", "万", "千", "百分之"),
    *(
        "年",
        "月",
        "日",
        "5月",
        "民國",
        "112年",
        "下午",
        "時",
        "分",
        "第",
        "條",
        "之",
        "號",
        "個",
        "元",
        "人",
    ),
    *("至", "-", ".", "/", "%", "$", "km", " Tage", " days", " twenty-five", " March", " § ", "号"),
)


def may_hold(passage: str, fact) -> bool:
    """Say whether a passage shows all signs of a fact."""
    return all(map(set(fold(passage)).intersection, signs_of(fact.key)))


@given(st.lists(st.sampled_from(WORDS), max_size=12).map("".join))
def test_a_passage_shows_the_signs_of_each_of_its_facts(text):
    """No fact stands in a passage that lacks a sign of it, however it is written there."""
    listed = [fact for fact in find_facts(text) if fact.kind in VALUES]

    assert [] == [fact for fact in listed if not may_hold(text, fact)]


@pytest.mark.parametrize(
    "text",
    [
        *("三十日", "30 days", "卅日", "民國九十八年九月七日", "2009-09-07", "7 September 2009"),
        *("百分之三十", "3 percent", "$2.5 million", "貳拾五萬元", "四分之二", "第十二條之三"),
        *("112年6月15日", "公元前541年", "3月11日至15日", "下午三點半"),
        *("§ 12 Abs. 2", "九十八號函", "下午三時五分", "twenty-five days", "einundzwanzig Tage"),
    ],
)
def test_every_notation_shows_its_signs(text):
    """A value is shown in digits, numerals or letters, and a unit in any of its words."""
    listed = [fact for fact in find_facts(text) if fact.kind in VALUES]

    assert listed
    assert all(may_hold(text, fact) for fact in listed)


@pytest.mark.parametrize("passage", ["二十日", "三十年", "第三條", ""])
def test_another_digit_or_unit_is_no_sign(passage):
    """A passage without one of the digits, or without the unit, need not be read."""
    (fact,) = find_facts("三十日")

    assert not may_hold(passage, fact)
