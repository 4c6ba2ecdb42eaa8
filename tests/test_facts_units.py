"""Units, sums and halves as contracts, statistics and statutes write them."""

from __future__ import annotations

import pytest

from docdiff import Document, compare
from docdiff.facts import find_facts
from docdiff.model import FactKind

BEFORE, BEHIND = "现将有关事项公告如下：经研究同意，", "，请各单位认真贯彻执行。"


def figures(text: str) -> list[tuple[str | None, str]]:
    """Return value and canonical unit of each figure."""
    facts = find_facts(text)
    return [(fact.value, fact.base_unit) for fact in facts if fact.kind is FactKind.FIGURE]


def changes(old: str, new: str) -> list[tuple[str, str, str]]:
    """Return kind and readings of each change between two sentences."""
    pair = (Document(name, BEFORE + text + BEHIND) for name, text in (("a", old), ("b", new)))
    return [(c.kind.value, c.old_text, c.new_text) for c in compare(*pair).changes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(("4250元/吨", [("4250", "元/t")]), ("4250元/噸", [("4250", "元/t")])),
        *(("38米/秒", [("38", "m/s")]), ("38 m/s", [("38", "m/s")])),
        *(("30mg/kg", [("30", "mg/kg")]), ("30毫克/千克", [("30", "mg/kg")])),
        *(("5ml/分钟", [("5", "ml/min")]), ("50mg/L", [("50", "mg/l")])),
        *(("60公里/小时", [("60", "km/h")]), ("60公里/時", [("60", "km/h")])),
        *(("50立方米每秒", [("50", "m³/s")]), ("50立方米/秒", [("50", "m³/s")])),
        *(
            ("3萬元/年", [("30000", "元/year")]),
            ("3000-5000元/月", [("3000", "元/month"), ("5000", "元/month")]),
        ),
        *(("10元/公斤·天", [("10", "元/kg·day")]), ("5萬/年", [("50000", "/year")])),
        *(("€5 per month", [("5", "EUR/month")]), ("5 € pro Monat", [("5", "EUR/month")])),
        *(("$3/unit", [("3", "USD/unit")]), ("$1.2 million per year", [("1200000", "USD/year")])),
        *(("12 € je Stück", [("12", "EUR/piece")]), ("￥5/斤", [("5", "元/斤")])),
        *(("每日3次每次2片", [("3", "次"), ("2", "片")]), ("5米/2秒", [("5", "m"), ("2", "s")])),
        *(("5% per se", [("5", "%")]), ("5 € je nach Lage", [("5", "EUR")])),
        *(("5元/年度", [("5", "元")]), ("2 m/abc", [("2", "m")])),
    ],
)
def test_what_a_unit_is_counted_by_is_part_of_it(text, expected):
    """Any unit may be counted by another one, in every notation; numbers and words are none."""
    assert expected == figures(text)[: len(expected)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("4250元/吨", "4250元/公斤", [("unit-changed", "元/吨", "元/公斤")]),
        ("3000元/月", "3000元/年", [("unit-changed", "元/月", "元/年")]),
        ("30mg/kg", "30mg", [("unit-changed", "mg/kg", "mg")]),
        ("8000元/㎡", "8000元/平方米", []),
        ("日万分之五", "日0.05%", []),
        ("千分之三", "3‰", []),
        ("日万分之五", "日万分之三", [("figure-changed", "五", "三")]),
    ],
)
def test_units_and_parts_are_compared_by_what_they_mean(old, new, expected):
    """Another unit is a change, another notation none."""
    assert expected == changes(old, new)
