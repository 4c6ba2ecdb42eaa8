"""Dates, times, masks and denials of Chinese texts, and what a comparison makes of them."""

from __future__ import annotations

import pytest

from docdiff import Document, compare
from docdiff.facts import find_facts
from docdiff.model import FactKind


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


def dates(text: str) -> list[str | None]:
    """Return the values of the dates of a text."""
    return [fact.value for fact in find_facts(text) if fact.kind is FactKind.DATE]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("下午3:30", "T15:30"),
        ("下午 3：30", "T15:30"),
        ("下午三點半", "T15:30"),
        ("下午三点一刻", "T15:15"),
        ("上午9点半", "T09:30"),
        ("上午9點整", "T09:00"),
        ("晚8点", "T20:00"),
        ("晚上8:05", "T20:05"),
        ("晚上12點", "T24:00"),
        ("早上7:30", "T07:30"),
        ("凌晨12:30", "T00:30"),
        ("凌晨2時", "T02:00"),
        ("中午12:00", "T12:00"),
        ("中午1:00", "T13:00"),
        ("夜间22:00", "T22:00"),
        ("夜里2点", "T02:00"),
        ("九点半", "T09:30"),
        ("2022年4月27日下午2:30", "2022-04-27T14:30"),
        ("2022年4月27日下午2點半", "2022-04-27T14:30"),
    ],
)
def test_a_half_of_the_day_goes_with_every_notation(text, expected):
    """The half before hours with a colon counts as that before hours with a sign."""
    assert [expected] == dates(text)


@pytest.mark.parametrize("text", ["最晚8点", "不晚於8點", "得3点", "三点建议", "早3天", "晚3小时"])
def test_what_only_looks_like_a_time_is_none(text):
    """Hours alone may be points, and what is late or early need be no time of day."""
    assert [] == dates(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8:30-11:30", ["T08:30", "T11:30"]),
        ("08:30－11:30", ["T08:30", "T11:30"]),
        ("8:30至11:30", ["T08:30", "T11:30"]),
        ("下午2:00-5:30", ["T14:00", "T17:30"]),
        ("下午2:00，5:30", ["T14:00", "T05:30"]),
        ("上午9:00-12:00", ["T09:00", "T12:00"]),
        ("下午2時至5時", ["T14:00", "T17:00"]),
        ("3月14日0—24時", ["--03-14T00:00", "T24:00"]),
        ("3月14日0時至24時", ["--03-14T00:00", "T24:00"]),
        ("2024-01-02 08:30-11:30", ["2024-01-02T08:30", "T11:30"]),
        ("2024-01-02T08:30-05:00", ["2024-01-02T08:30-05:00"]),
        ("2024-01-02 08:30:00-05:00", ["2024-01-02T08:30:00-05:00"]),
        ("2024-01-02T08:30+08:00", ["2024-01-02T08:30+08:00"]),
    ],
)
def test_a_range_of_times_has_two(text, expected):
    """A time behind a hyphen is the end of a range, unless a moment of ISO 8601 is before it."""
    assert expected == dates(text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("下午3:30", "下午3时30分"),
        ("会议时间：2022年4月27日下午2:30", "会议时间：2022年4月27日14:30"),
        ("上午9點半到場", "上午9點30分到場"),
        ("时间8:30-11:30", "时间8:30至11:30"),
        ("时间8:30-11:30", "时间8:30—11:30"),
        ("时间8:30-11:30", "时间8:30～11:30"),
        ("时间8:30-11:30", "时间8:30--11:30"),
        ("開放2:00-5:00，下午2:00-5:00", "開放2:00-5:00，14:00-17:00"),
        ("3月14日0—24时", "3月14日0时至24时"),
    ],
)
def test_a_time_in_another_notation_is_noise(old, new):
    """One time is one value, and so are the two ends of a range."""
    changes, noise = run(old, new)

    assert ([], True) == (changes, {*noise} <= {"notation", "punctuation"})


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("上午9:30开会", "下午9:30开会", ("date-changed", "上午9:30", "下午9:30")),
        ("時間8:30-11:30辦理", "時間8:30-11:40辦理", ("date-changed", "11:30", "11:40")),
        ("时间8:30至11:30办理", "时间8:30至11:40办理", ("date-changed", "11:30", "11:40")),
    ],
)
def test_another_time_is_a_date_changed(old, new, expected):
    """Of a range only the end that differs did change."""
    assert ([expected], {}) == run(old, new)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3月11日至15日", ["--03-11", "--03-15"]),
        ("3月11—15日", ["--03-11", "--03-15"]),
        ("三月十一日至十五日", ["--03-11", "--03-15"]),
        ("3月5日、8日和10日", ["--03-05", "--03-08", "--03-10"]),
        ("3月5、8、10日", ["--03-05", "--03-08", "--03-10"]),
        ("2022年3月11日9時至15日18時", ["2022-03-11T09:00", "2022-03-15T18:00"]),
        ("3月11日，15日內答覆", ["--03-11"]),
        ("3月11日至15日內", ["--03-11"]),
        ("3月5日、8号文件", ["--03-05"]),
        ("3月11日 15日", ["--03-11"]),
        ("在15日举行", []),
    ],
)
def test_a_later_day_shares_the_month(text, expected):
    """A day is a date where the day before is, unless it says how long something lasts."""
    assert expected == dates(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("112年6月15日", ["2023-06-15"]),
        ("一百一十二年六月十五日", ["2023-06-15"]),
        ("自112年6月起", ["2023-06"]),
        ("中華民國98年6月15日公告，自98年7月1日起", ["2009-06-15", "2009-07-01"]),
        ("民國九十八年公告，自九十八年七月一日起", ["2009", "2009-07-01"]),
        ("98年6月15日", ["--06-15"]),
        ("民國98年公布，處十五年六月", ["2009", "--06"]),
        ("112年", []),
        ("212年6月15日", ["--06-15"]),
        ("公元前541年", ["-541"]),
        ("公元541年", ["541"]),
        ("西元2003年6月15日", ["2003-06-15"]),
        ("公元元年", ["1"]),
        ("前541年", []),
    ],
)
def test_years_are_counted_from_an_era(text, expected):
    """Years of three digits with their month are of the Republic; of two, where it is named."""
    assert expected == dates(text)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "中華民國112年6月15日公告，自112年6月20日起施行",
            "中華民國112年6月15日公告，自113年6月20日起施行",
            ("date-changed", "112年6月20日", "113年6月20日"),
        ),
        ("会期3月11日至15日", "会期3月11日至16日", ("date-changed", "15日", "16日")),
        ("公元前541年發生", "公元541年發生", ("date-changed", "公元前541年", "公元541年")),
        (
            "李明（1876.4.5-1951.2.23）",
            "李明（1876.4.5-1951.2.24）",
            ("date-changed", "1951.2.23", "1951.2.24"),
        ),
    ],
)
def test_another_day_or_year_is_a_date_changed(old, new, expected):
    """It is said of the date as a whole."""
    assert ([expected], {}) == run(old, new)


@pytest.mark.parametrize("text", ["1.2.3.4-5.6.7.8", "1876.4.5-19"])
def test_digits_and_points_in_a_row_are_no_two_dates(text):
    """A day of a range in digits needs another date behind it."""
    assert [] == dates(text)


def denials(text: str) -> list[str | None]:
    """Return what a text denies."""
    return [fact.value for fact in find_facts(text) if fact.kind is FactKind.NEGATION]


@pytest.mark.parametrize(
    "text",
    [
        *("学历不限", "年齡不詳", "保持不变", "維持不變", "五至十人不等"),
        *(
            "未央区",
            "未来三年",
            "未盡事宜",
            "无花果",
            "無期徒刑",
            "非法集资",
            "農田淹沒",
            "不正當競爭",
        ),
        *("不由自主", "不如从前", "不丹王國"),
    ],
)
def test_fixed_words_deny_nothing(text):
    """不, 未, 無 and 非 in a word that stands for itself deny nothing."""
    assert [] == denials(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("包括但不限于", "不限於"),
        ("不限制數量", "不限制"),
        ("合同不变更", "不變更"),
        ("不等於放棄", "不等於"),
        ("不如实申报", "不如實"),
        ("不妨礙通行", "不妨礙"),
        ("不由甲方承担", "不"),
        ("未必属实", "不一定"),
        ("不一定屬實", "不一定"),
        ("不适用本法", "不"),
        ("不服判決", "不"),
        ("不足5人", "不"),
        ("未完成", "未"),
        ("并未完成", "未"),
        ("不予受理", "不"),
        ("並無異議", "無"),
        ("切勿靠近", "勿"),
        ("不大于28", "不"),
    ],
)
def test_what_only_begins_like_a_fixed_word_denies(text, expected):
    """The longest word counts: 不限 says nothing, 不限制 denies."""
    assert [expected] == denials(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20__年__月__日", "20xx-xx-xx"),
        ("20＿＿年＿月＿日", "20xx-xx-xx"),
        ("20____年____月____日", "20xx-xx-xx"),
        ("____年__月__日", "xxxx-xx-xx"),
        ("202_年3月__日", "202x-03-xx"),
        ("2021年某月某日", "2021-xx-xx"),
        ("3月某日", "--03-xx"),
    ],
)
def test_a_blank_hides_a_part_of_a_date(text, expected):
    """A blank is as long as whoever drew it liked; 某 stands for one part."""
    assert [expected] == dates(text)


@pytest.mark.parametrize(
    "text", ["__init__和foo__bar", "姓名：____，男", "甲方：____公司", "____\n共", "snake_年度"]
)
def test_other_low_lines_hide_no_number(text):
    """A blank for a name, a rule and a part of an identifier are no figures."""
    assert () == find_facts(text)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "签于20__年__月__日。",
            "签于2021年3月5日。",
            ("date-unmasked", "20__年__月__日", "2021年3月5日"),
        ),
        ("共____户参加", "共12户参加", ("figure-unmasked", "____", "12")),
        ("共＿＿戶參加", "共12戶參加", ("figure-unmasked", "＿＿", "12")),
        ("一式_份，共_页", "一式_份，共3页", ("figure-unmasked", "_", "3")),
        ("投资300万元建设", "投资____万元建设", ("figure-masked", "300", "____")),
        ("有效期__年的合同", "有效期3年的合同", ("figure-unmasked", "__年", "3")),
        (
            "會議於2021年3月5日召開",
            "會議於2021年某月某日召開",
            ("date-masked", "2021年3月5日", "2021年某月某日"),
        ),
        ("面积3.5亩的地", "面积某亩的地", ("figure-masked", "3.5", "某")),
        ("某公司中標的地", "南山公司中標的地", ("text-replaced", "某", "南山")),
        ("2.××公司中标", "2.南山公司中标", ("text-replaced", "××", "南山")),
        ("名單：1.××公司；2.南山廠", "名單：1.北山公司；2.南山廠", ("text-replaced", "××", "北山")),
        ("2.××万元中标", "2.34万元中标", ("figure-unmasked", "2.××", "2.34")),
    ],
)
def test_a_blank_that_is_filled_in_is_unmasked(old, new, expected):
    """A blank or 某 hides what the other text shows in its place, and a name hides no figure."""
    assert ([expected], {}) == run(old, new)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("张三月薪五千元", []),
        ("張三月票遺失", []),
        ("三月薪", []),
        ("三月份", ["--03"]),
        ("三月球赛", ["--03"]),
        ("3月薪资", ["--03"]),
        ("十二月薪資", ["--12"]),
    ],
)
def test_a_word_that_begins_with_a_month_s_sign_makes_none(text, expected):
    """The numeral before 月薪 is the end of a name."""
    assert expected == dates(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("发布日期：20220115", ["2022-01-15"]),
        ("發布時間 20220115", ["2022-01-15"]),
        ("| 出生日期 | 19991231 |", ["1999-12-31"]),
        ("Date: 20220115", ["2022-01-15"]),
        ("Datum: 20220115", ["2022-01-15"]),
        ("日期：20221315", []),
        ("日期：202201150", []),
        ("编号：20220115", []),
        ("20220115", []),
    ],
)
def test_eight_digits_are_a_date_where_a_word_says_so(text, expected):
    """Otherwise they are a number like any other."""
    assert expected == dates(text)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("逾期不予受理的", "逾期予以受理的", ("negation-changed", "不予", "予以")),
        ("公司並無任何負債", "公司有任何負債", ("negation-changed", "並無", "有")),
        ("公司概不负责", "公司负责", ("negation-changed", "概不", "")),
        ("拒不到庭的", "到庭的", ("negation-changed", "拒不", "")),
        ("孕婦不宜使用", "孕婦使用", ("negation-changed", "不宜", "")),
    ],
)
def test_a_denial_of_two_characters_is_one_change(old, new, expected):
    """What is said with 不 is a part of it: no text beside it came or went."""
    assert ([expected], {}) == run(old, new)
