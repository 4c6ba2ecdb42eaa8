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
        ("百分之二至百分之十", [("2", "%"), ("10", "%")]),
        *(("10元/公斤·天", [("10", "元/kg/day")]), ("5萬/年", [("50000", "/year")])),
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(("8,765萬4,321元", [("87654321", "元")]), ("8,765万4,321元", [("87654321", "元")])),
        *(("1萬7288.91點", [("17288.91", "點")]), ("2億3,000萬元", [("230000000", "元")])),
        ("1億7,288萬3,210.5元", [("172883210.5", "元")]),
        ("1萬2,3,4元", [("10000", ""), ("2", ""), ("3", ""), ("4", "元")]),
        ("3萬5.5元", [("30000", ""), ("5.5", "元")]),
    ],
)
def test_what_stands_below_a_magnitude_may_have_groups_and_a_fraction(text, expected):
    """Parts fit below the magnitude before them, or they are numbers side by side."""
    assert expected == figures(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(("零下5℃", [("-5", "°C")]), ("負5度", [("-5", "°")]), ("负5度", [("-5", "°")])),
        *(("零下五攝氏度", [("-5", "°C")]), ("零下五摄氏度", [("-5", "°C")])),
        *(("零下5至3度", [("-5", "°"), ("3", "°")]), ("擔負5%", [("5", "%")])),
        *(("担负5项", [("5", "項")]), ("樓下5人", [("5", "人")]), ("之下五人", [("5", "人")])),
    ],
)
def test_words_for_minus_stand_before_degrees(text, expected):
    """零下 and 負 are signs of a number; 擔負 and 樓下 are none."""
    assert expected == figures(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(("965百帕", [("965", "hPa")]), ("965 hPa", [("965", "hPa")]), ("5千帕", [("5", "kPa")])),
        *(("90日历天", [("90", "day")]), ("90日曆天", [("90", "day")]), ("45度", [("45", "°")])),
        *(("5港仙", [("5", "港仙")]), ("5英寸", [("5", "inch")]), ("5寸", [("5", "寸")])),
        *(("32課時", [("32", "課時")]), ("32课时", [("32", "課時")]), ("八折", [("8", "折")])),
        *(("3折疊", []), ("965百人", [("96500", "人")])),
    ],
)
def test_units_are_read_as_a_whole(text, expected):
    """A magnitude may begin a unit, and a unit another one."""
    assert expected == [pair for pair in figures(text) if pair[1]]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("2亿3000万元", "23000万元", []),
        ("2億3,000萬元", "2.3億元", []),
        ("8,765萬4,321元", "87,654,321元", []),
        ("2亿3000万元", "2亿4000万元", [("figure-changed", "2亿3000万", "2亿4000万")]),
        ("零下5℃", "-5℃", []),
        ("零下5℃", "5℃", [("figure-changed", "零下5", "5")]),
        ("90日历天", "90个工作日", [("unit-changed", "日历天", "个工作日")]),
        ("打八折", "打七折", [("figure-changed", "八", "七")]),
        ("人民币5000元", "美元5000元", [("unit-changed", "人民币", "美元")]),
        ("5000元", "美元5000元", [("unit-changed", "", "美元")]),
        ("人民币5000元", "人民币5000万元", [("unit-changed", "元", "万元")]),
        ("$5000", "€5000", [("unit-changed", "$", "€")]),
        ("第七次会议", "第七届会议", [("unit-changed", "次", "届")]),
    ],
)
def test_equal_figures_differ_in_nothing(old, new, expected):
    """What is the same on both sides is never told as a change, and what is not is told once."""
    assert expected == changes(old, new)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(("28元5角", [("28.5", "元")]), ("二十八元五角", [("28.5", "元")])),
        *(("壹佰元伍角整", [("100.5", "元")]), ("壹佰元零伍分", [("100.05", "元")])),
        ("壹萬貳仟叁佰肆拾伍元陸角柒分", [("12345.67", "元")]),
        ("壹万贰仟叁佰肆拾伍元陆角柒分整", [("12345.67", "元")]),
        *(("人民幣28圓5角", [("28.5", "元")]), ("￥28元5角3分", [("28.53", "元")])),
        *(("28元5分鐘", [("28", "元"), ("5", "min")]), ("1.5元5角", [("1.5", "元"), ("5", "角")])),
        ("28元5角度", [("28", "元"), ("5", "")]),
    ],
)
def test_a_sum_with_its_coins_is_one_figure(text, expected):
    """角 and 分 behind 元 are its tenths and hundredths."""
    assert expected == figures(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(("執贰份", [("2", "份")]), ("執貳份", [("2", "份")]), ("叁年", [("3", "year")])),
        *(("陸份", [("6", "份")]), ("伍元正", [("5", "元")]), ("壹年", [("1", "year")])),
        *(("陸家嘴", []), ("伍員", []), ("大陸人", []), ("大陸份額", []), ("队伍里", [])),
        *(("陸某", []), ("參級", []), ("壹份", [])),
    ],
)
def test_a_lone_digit_of_cheques_counts_before_a_unit(text, expected):
    """陸 and 伍 are surnames and parts of words; before a counter other than 份 they are those."""
    assert expected == figures(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(("半年", [("6", "month")]), ("半個月", [("0.5", "month")]), ("半天", [("0.5", "day")])),
        *(("兩年半", [("2.5", "year")]), ("两年半", [("2.5", "year")])),
        *(("三個半月", [("3.5", "month")]), ("1个半小时", [("1.5", "h")])),
        *(("一年半", [("1.5", "year")]), ("3倍半", [("3.5", "倍")])),
        *(("上半年", []), ("下半年", []), ("大半天", []), ("半年報", []), ("半月板", [])),
        *(("2米半徑", [("2", "m")]), ("3个半成品", [("3", "個")]), ("一半", [])),
    ],
)
def test_halves_count_before_and_behind_measures(text, expected):
    """Half a year is six months; 上半年 is a time of the year, and 半徑 a word."""
    assert expected == figures(text)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("一式肆份，双方各执贰份", "一式四份，双方各执二份", []),
        ("一式肆份", "一式陆份", [("figure-changed", "肆", "陆")]),
        ("总额壹佰元伍角整", "总额100.50元", []),
        ("壹佰元正", "100元整", []),
        ("28元5角", "28元6角", [("figure-changed", "28元5角", "28元6角")]),
        ("陆某", "伍某", [("text-replaced", "陆", "伍")]),
        ("期限半年", "期限6个月", []),
        ("近半年", "近三年", [("figure-changed", "半", "三")]),
        ("100元正好", "100元刚好", [("text-replaced", "正", "刚")]),
    ],
)
def test_sums_and_halves_are_compared_by_value(old, new, expected):
    """Notation is noise, another value one change."""
    assert expected == changes(old, new)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("单位：万元", "单位：元", [("unit-changed", "万元", "元")]),
        ("單位：萬元", "單位：元", [("unit-changed", "萬元", "元")]),
        ("單位：新臺幣千元", "單位：新臺幣元", [("unit-changed", "新臺幣千元", "新臺幣元")]),
        ("单位：亿元、%", "单位：万元、%", [("unit-changed", "亿元", "万元")]),
        ("单位：亿元、%", "单位：亿元、‰", [("unit-changed", "%", "‰")]),
        ("粮食产量（万吨） 12", "粮食产量（吨） 12", [("unit-changed", "万吨", "吨")]),
        ("Umsatz, Einheit: km", "Umsatz, Einheit: m", [("unit-changed", "km", "m")]),
        (
            *("Revenue (million euros) 5", "Revenue (billion euros) 5"),
            [("unit-changed", "million euros", "billion euros")],
        ),
        ("单位：平方米", "单位：㎡", []),
        ("the day(s) of it", "the day(d) of it", [("text-replaced", "s", "d")]),
        ("单位：市教育局", "单位：县教育局", [("text-replaced", "市", "县")]),
        ("（元旦前）来", "（除夕前）来", [("text-replaced", "元旦", "除夕")]),
        ("以万元计", "以元计", [("text-deleted", "万", "")]),
    ],
)
def test_a_unit_without_a_number_changes_what_stands_below_it(old, new, expected):
    """Behind a label, or alone in brackets, a unit says what the figures of a table mean."""
    pair = (Document("a", f"统计\n\n{text}\n完\n") for text in (old, new))

    assert expected == [(c.kind.value, c.old_text, c.new_text) for c in compare(*pair).changes]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("获得一等奖", "获得二等奖", [("figure-changed", "一", "二")]),
        ("獲得一等獎", "獲得二等獎", [("figure-changed", "一", "二")]),
        ("经二审判决", "经一审判决", [("figure-changed", "二", "一")]),
        ("分为一类", "分为三类", [("figure-changed", "一", "三")]),
        ("翻一番", "翻两番", [("figure-changed", "一", "两")]),
        ("一个办法", "两个办法", [("figure-changed", "一", "两")]),
        ("由张三办理", "由张四办理", [("text-replaced", "三", "四")]),
        ("一级标准", "一等标准", [("text-replaced", "级", "等")]),
    ],
)
def test_one_is_a_figure_in_the_place_of_another(old, new, expected):
    """一 before a counter weighs nothing alone; that 二 stands in its place proves a number."""
    assert expected == changes(old, new)
