"""Facts of Chinese web pages: rates, signs, telephones, dates and digits gone wrong."""

from __future__ import annotations

import pytest

from docdiff import Document, compare
from docdiff.facts import find_facts, words_before
from docdiff.model import FactKind

BEFORE, BEHIND = "现将有关事项公告如下：经研究同意，", "，请各单位认真贯彻执行。"


def figures(text: str) -> list[tuple[str | None, str]]:
    """Return value and canonical unit of each figure."""
    facts = find_facts(text)
    return [(fact.value, fact.base_unit) for fact in facts if fact.kind is FactKind.FIGURE]


def dates(text: str) -> list[str | None]:
    """Return the value of each date."""
    return [fact.value for fact in find_facts(text) if fact.kind is FactKind.DATE]


def run(old: str, new: str) -> tuple[list[tuple[str, str, str]], set[str]]:
    """Return kind and readings of each change between two sentences, and the noise."""
    pair = (Document(name, BEFORE + text + BEHIND) for name, text in (("a", old), ("b", new)))
    result = compare(*pair)
    return [(c.kind.value, c.old_text, c.new_text) for c in result.changes], set(result.noise)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("每噸50元", "50元/噸"),
        ("每吨50元", "50元/吨"),
        ("收費每立方公尺12元", "收費12元／立方公尺"),
        ("电价为每千瓦时0.56元", "电价为0.56元/千瓦时"),
        ("每人每天50元", "50元/人·天"),
        ("每人每月600元", "600元/月/人"),
        ("每公里新台幣25元", "新台幣25元/公里"),
        ("每人補助40元", "補助40元/人"),
        ("PM2.5浓度35μg/m³", "PM2.5浓度35微克/立方米"),
        ("氣溫零下12度到3度", "氣溫-12℃～3℃"),
        ("热线400 820 8820", "热线400-820-8820"),
        ("氣溫-5～3度", "氣溫-5℃～3℃"),
        ("排放50mg/m3", "排放50毫克/立方米"),
        ("CPI同比负2.5%", "CPI同比-2.5%"),
        ("热线400-66-95588", "热线400-6695588"),
        ("民間投資負成長5%", "民間投資成長-5%"),
        ("民间投资负增长5%", "民间投资增长-5%"),
        ("出口負成長百分之三", "出口成長-3%"),
        ("增速為負5%", "增速為-5%"),
        ("增速为负百分之五", "增速为-5%"),
        ("三成五左右", "35%左右"),
        ("一成服務費", "10%服務費"),
        ("七成左右", "70%左右"),
        ("投资1.2个亿", "投资1.2亿"),
        ("營收3千5百萬元", "營收3500萬元"),
        ("营收2亿3千5百万元", "营收2.35亿元"),
        ("東經115°52′-116°31′", "東經115度52分至116度31分"),
        ("北纬29°47′12″之间", "北纬29度47分12秒之间"),
        ("電話(02)2345-6789", "電話02-23456789"),
        ("客服热线400-820-8820", "客服热线4008208820"),
        ("手机138-0013-8000", "手机13800138000"),
        ("2023年7月3日至2023年7月10日", "2023年7月3日至7月10日"),
        ("10月7日（星期六）、10月8日上班", "10月7日（星期六）、8日上班"),
        ("週一至週五上班", "星期一至星期五上班"),
        ("周一至周五上班", "礼拜一至礼拜五上班"),
        ("容量1.8L", "容量1.8公升"),
    ],
)
def test_one_fact_in_two_notations_is_noise(old, new):
    """Word order, signs, groups of digits and shared years and months change nothing."""
    assert [] == run(old, new)[0]
    assert [] == run(new, old)[0]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("每噸50元", "每噸售價50元", [("text-inserted", "", "售價")]),
        ("每吨50元", "每吨60元", [("figure-changed", "50", "60")]),
        ("每吨50元", "每公斤50元", [("text-replaced", "吨", "公斤")]),
        ("每吨50元，", "60元/吨，", [("figure-changed", "50", "60")]),
        ("每平方公里360人", "306人/平方公里", [("figure-changed", "360", "306")]),
        (
            "每人40元",
            "每人只要40元，成人20元/人",
            [
                ("text-inserted", "", "只要"),
                ("text-inserted", "", "成人20元/人，"),
                ("figure-added", "", "20"),
            ],
        ),
        ("第一季度增長", "一季度增長", [("text-deleted", "第", "")]),
        (
            "1月1日起至3月1日止",
            "1月1日-3月1日",
            [("text-deleted", "止", "")],
        ),
        ("每人1200元", "人均1200元", [("text-replaced", "每人", "人均")]),
        ("投資負成長5%", "投資成長5%", [("negation-changed", "負成長", "成長")]),
        ("投资负增长5%", "投资负增长6%", [("figure-changed", "5", "6")]),
        ("增速負5%", "增速5%", [("figure-changed", "負5", "5")]),
        ("三成左右", "三成五左右", [("figure-changed", "三成", "三成五")]),
        ("北緯30°15′", "北緯30°16′", [("figure-changed", "15", "16")]),
        (
            "電話(02)2345-6789",
            "電話02-23456798",
            [("figure-changed", "(02)2345-6789", "02-23456798")],
        ),
        (
            "账号6222 0213 0400 1234 567",
            "账号6222021304001234576",
            [("figure-changed", "6222 0213 0400 1234 567", "6222021304001234576")],
        ),
        ("三（2）班和三（3）班", "三（2）班和三（4）班", [("figure-changed", "3", "4")]),
        (
            "2023年7月3日至7月10日",
            "2023年7月3日至7月12日",
            [("date-changed", "7月10日", "7月12日")],
        ),
        ("（禮拜三）開會", "（星期四）開會", [("text-replaced", "禮拜三", "星期四")]),
        ("每人3000-5000元", "每人3000元至6000元", [("figure-changed", "5000", "6000")]),
        ("不送股，不转增", "不送股", [("text-deleted", "不转增，", "")]),
        ("不承擔責任，不退款", "不承擔責任", [("text-deleted", "不退款，", "")]),
        ("请勿拍照，请勿吸烟", "请勿吸烟", [("text-deleted", "请勿拍照，", "")]),
        ("商品不退款", "商品退款", [("negation-changed", "不", "")]),
    ],
)
def test_what_really_changed_is_told_as_such(old, new, expected):
    """Of a fact in two notations the change is told, in its class and place."""
    assert expected == run(old, new)[0]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("产量45,210吨", "产量45,2l0吨", ("figure-suspect", "45,210", "45,2l0")),
        ("產量45,210噸", "產量45,2l0噸", ("figure-suspect", "45,210", "45,2l0")),
        ("增加1O32吨", "增加1032吨", ("figure-suspect", "1O32", "1032")),
        ("2O07年完成", "2007年完成", ("date-suspect", "2O07年", "2007年")),
        ("投资12。5亿元", "投资12.5亿元", ("figure-suspect", "12。5", "12.5")),
        ("总人口123,45人", "总人口12345人", ("figure-suspect", "123,45", "12345")),
        ("面積1、250畝", "面積1,250畝", ("figure-suspect", "1、250", "1,250")),
        ("容量5 l的桶", "容量51的桶", ("figure-changed", "5", "51")),
        ("第1、23条", "第123条", None),
        ("Io人", "10人", None),
    ],
)
def test_letters_and_marks_that_stand_for_digits_are_suspect(old, new, expected):
    """What recognition makes of 0, 1 and a point is one garbled figure; 5 l are litres."""
    found = run(old, new)[0]
    if expected:
        assert [expected] == found
    else:
        assert "figure-suspect" not in {kind for kind, _, _ in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(
            ("增長負5%", [("-5", "%")]),
            ("增长负5%", [("-5", "%")]),
            ("（负0.5%）", [("-0.5", "%")]),
        ),
        *(("利潤為負500萬元", [("-5000000", "元")]), ("负百分之五至百分之十", [("-5", "%")])),
        *(
            ("擔負5%", [("5", "%")]),
            ("乙方負30%責任", [("30", "%")]),
            ("，负30%责任", [("30", "%")]),
        ),
        *(("負責3個項目", [("3", "個")]), ("負債500萬元", [("5000000", "元")])),
        *(("七成", [("70", "%")]), ("三成半", [("35", "%")]), ("三成五人", [("30", "%")])),
        *(("三成五百人", [("30", "%")]), ("一成不變", []), ("2023成績", [("2023", "")])),
        *(("增加3成本", [("3", "")]), ("3個億", [("300000000", "")]), ("5個人", [("5", "")])),
        *(("3千5百萬元", [("35000000", "元")]), ("2萬3千5百萬", [(None, "")])),
        *(("3千瓦", [("3", "kW")]), ("30°15′20″", [("30", "°"), ("15", "分"), ("20", "s")])),
        *(("5'10\"", [("5", ""), ("10", "")]), ("'-5%'", [("-5", "%")])),
        *(("(02)2345-6789 分機123", [("0223456789", ""), ("123", "")]),),
        *(
            ("02-2345-6789電話", [("0223456789", "")]),
            ("0571-88886666-801转", [("057188886666", "")]),
        ),
        *(("编号001 1234 5678", [("001", ""), ("1234", ""), ("5678", "")]),),
        *(("400-800-1200元的", [("400", ""), ("800", "元"), ("1200", "元")]),),
        *(("2023-0123-4567号", [("2023", "")]), ("0912 is 345 6789", [("0912", "")])),
        *(("￥3280起", [("3280", "元")]), ("3000起案件", [("3000", "起")])),
        *(("容量2L", [("2", "l")]), ("it is 2L", []), ("a 1.8L engine", [("1.8", "l")])),
    ],
)
def test_figures_of_web_pages(text, expected):
    """Signs, tenths, sections, parts of degrees, telephones; words that look like them."""
    assert expected == figures(text)[: len(expected) or None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年7月3日至7月10日", ["2023-07-03", "2023-07-10"]),
        ("民國112年7月3日至10日", ["2023-07-03", "2023-07-10"]),
        ("20xx年7月3日至7月10日", ["20xx-07-03", "--07-10"]),
        ("2023年12月30日至1月2日", ["2023-12-30", "--01-02"]),
        ("2023年7月3日。7月10日", ["2023-07-03", "--07-10"]),
        ("10月7日（星期六）、8日", ["--10-07", "--10-08"]),
        ("10月7日(六)至8日", ["--10-07", "--10-08"]),
        ("10月7日（暫定）、8日", ["--10-07"]),
        ("第三天：8:00集合", ["T08:00"]),
        ("比分25:23:10", []),
    ],
)
def test_dates_of_web_pages(text, expected):
    """A day shares year and month with the one before it; a label may stand before a time."""
    assert expected == dates(text)


@pytest.mark.parametrize(
    ("chars", "end", "expected"),
    [
        ("每吨50元", 2, ("/t",)),
        ("每人每天5元", 4, ("/人/day", "/day/人")),
        ("每个每种每人每天5元", 8, ("/種/人/day", "/day/人/種")),
        ("每吨煤50元", 3, ("/t",)),
        ("每人补助费50元", 5, ("/人",)),
        ("每吨煤炭销售价50元", 7, None),
        ("每吨3元50元", 4, None),
        ("每吨煤,50元", 4, None),
        ("负增长5%", 3, ("",)),
        ("增长5%", 2, None),
        ("50元", 0, None),
    ],
)
def test_what_stands_before_a_number(chars, end, expected):
    """Each 每 with a known unit counts, up to three, and negative growth; nothing else."""
    found = words_before(chars, end)
    assert expected == (found and found.rates)


def test_a_number_that_starts_with_zero_is_no_value_in_a_message():
    """0013 is a name: its digits are not grouped."""
    pair = (
        Document(name, BEFORE + text + BEHIND)
        for name, text in (("a", "编号0013的"), ("b", "编号0014的"))
    )
    (change,) = compare(*pair).changes
    assert "figure changed: 0013 became 0014" == change.message
