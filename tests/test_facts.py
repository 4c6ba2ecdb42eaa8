"""Each rule of reading a figure, date, reference, negation or modal word, and its laws."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docdiff.facts import find_facts, unit_at
from docdiff.model import Fact, FactKind, Span
from docdiff.text import fold

# Characters that the rules look at, and some that they do not.
MARKS = (
    "0123456789.,:/-–*x×○%§$€()'’+ \naomntpBd\ud800\u0301"
    "年月日號第條款點分之百千萬億兆十零一二兩廿元噸人個餘多幾至不得應可未民國"
)

marked_text = st.text(alphabet=MARKS, max_size=60)
any_text = st.text(alphabet=st.characters(exclude_categories=()), max_size=60)


def only(text: str) -> Fact:
    """Return the one fact of a text."""
    (fact,) = find_facts(text)
    return fact


def figures(text: str) -> list[tuple[str, str | None, str]]:
    """Return text, value and unit of each figure."""
    return [
        (fact.text, fact.value, fact.unit)
        for fact in find_facts(text)
        if fact.kind is FactKind.FIGURE
    ]


def values(text: str, kind: FactKind) -> list[str | None]:
    """Return the value of each fact of a kind."""
    return [fact.value for fact in find_facts(text) if fact.kind is kind]


# Figures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4.5億元", "450000000"),
        ("450,000,000元", "450000000"),
        ("四億五千萬元", "450000000"),
        ("４．５億元", "450000000"),
        ("4.5亿元", "450000000"),
        ("4億5千萬元", "450000000"),
        ("45000萬元", "450000000"),
        ("人民幣4.5億元", "450000000"),
        ("4.5億人民幣", "450000000"),
        ("RMB 450 million", "450000000"),
    ],
)
def test_one_value_in_many_dresses(text, expected):
    """However a sum is written, its value and canonical unit are the same."""
    fact = only(text)

    assert (expected, "元") == (fact.value, fact.base_unit)


def test_figure_spans_the_number_and_not_its_unit():
    """What was lost is 4.5; what it stood before is 億元, not the currency's name behind."""
    fact = only("項目總投資4.5億元人民幣")

    assert (
        Fact(
            FactKind.FIGURE,
            Span(5, 8),
            "4.5",
            "450000000",
            "4.5",
            "億元",
            Span(8, 10),
            base_unit="元",
        )
        == fact
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5000余人", ("5000", "5000", "人")),
        ("1200多名", ("1200", "1200", "名")),
        ("4萬余元", ("4", "40000", "萬余元")),
        ("約3000人次", ("3000", "3000", "人次")),
        ("三百多人", ("三百", "300", "人")),
        ("近6萬平方米", ("6", "60000", "萬平方米")),
    ],
)
def test_qualifiers_belong_to_no_figure(text, expected):
    """約, 余 and 多 are words of their own; only inside a unit do they stand in it."""
    assert [expected] == figures(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一千二百人", "1200"),
        ("兩萬三千元", "23000"),
        ("一万零五十人", "10050"),
        ("一萬二千三百四十五元", "12345"),
        ("五萬億元", "5000000000000"),
        ("壹仟贰佰元整", "1200"),
        ("廿三日", "23"),
        ("卅年", "30"),
        ("一二〇元", "120"),
        ("三點五萬噸", "35000"),
        ("三個月", "3"),
        ("兩級", "2"),
        ("十分鐘", "10"),
        ("近十年來", "10"),
        ("近十萬人", "100000"),
        ("過十人", "10"),
    ],
)
def test_chinese_numerals_count(text, expected):
    """A Chinese numeral before a unit or counter is a figure."""
    assert expected == only(text).value


@pytest.mark.parametrize(
    "text",
    [
        *("三箭", "九三學社", "三門峽", "一切", "一些", "萬一", "十分", "統一", "一致", "進一步"),
        *("百姓", "千方百計", "一個", "一種", "一次性", "同一人", "紅十字會", "零部件", "第三方"),
        *("幾十億元", "數億元", "上億元", "億元企業", "近百家", "十幾人", "七八個", "二三十人"),
        *("ISO9000", "covid-19", "H1N1", "5G", "1e5", "0x1F", "**鎮", "1.200x"),
    ],
)
def test_names_and_vague_numbers_are_no_facts(text):
    """Names with numerals, idioms and vague numbers count nothing."""
    assert () == find_facts(text)


@pytest.mark.parametrize("text", ["一年", "一公里", "一元", "一人", "一戶", "一個月"])
def test_one_of_a_measure_is_a_figure(text):
    """一 weighs something before a measure only."""
    assert "1" == only(text).value


@pytest.mark.parametrize("text", ["1、認真落實", "(2)同時", "\n 3. Third", "如下:4、其他", "5) x"])
def test_list_markers_are_no_figures(text):
    """The number of a list item says nothing; another version may count otherwise."""
    assert () == find_facts(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,200 of the 7,500,000.25", ["1200", "7500000.25"]),
        ("1.200 of the", ["1.2"]),
        ("das sind 1.200 und 7.500.000,25", ["1200", "7500000.25"]),
        ("das sind 1,200 und 3,5", ["1.2", "3.5"]),
        ("1 200, 1’200 and 1'200 of the", ["1200", "1200", "1200"]),
        ("0,125", ["0.125"]),
        ("3,5", ["3.5"]),
        ("表1,25", ["1", "25"]),
        ("3.14 .5 10.60", ["3.14", "0.5", "10.6"]),
        ("-5 +3 −5 (-7) 3-5", ["-5", "3", "-5", "-7", "3", "5"]),
        ("1/2 2/4 三分之二", ["1/2", "1/2", "2/3"]),
        ("01067", ["01067"]),
        ("3×5", ["3", "5"]),
    ],
)
def test_separators_follow_the_language(text, expected):
    """Points and commas mean what the language of the paragraph makes of them."""
    assert expected == values(text, FactKind.FIGURE)


@pytest.mark.parametrize(
    ("text", "value", "base"),
    [
        ("85%", "85", "%"),
        ("85％", "85", "%"),
        ("85 per cent", "85", "%"),
        ("85 Prozent", "85", "%"),
        ("百分之八十五", "85", "%"),
        ("千分之五", "0.5", "%"),
        ("5‰", "0.5", "%"),
        ("萬分之五", "0.05", "%"),
        ("万分之五", "0.05", "%"),
        ("百分之百", "100", "%"),
        ("增長-5%", "-5", "%"),
        ("2個百分點", "2", "pp"),
        ("2 Prozentpunkte", "2", "pp"),
        ("26公里", "26", "km"),
        ("26 km", "26", "km"),
        ("26 Kilometer", "26", "km"),
        ("70萬美元", "700000", "USD"),
        ("$700,000", "700000", "USD"),
        ("3.5 million people", "3500000", "person"),
        ("3 Mrd. Euro", "3000000000", "EUR"),
        ("das sind 5 Billionen €", "5000000000000", "EUR"),
        ("新臺幣五百元", "500", "TWD"),
        ("6萬千瓦", "60000", "kW"),
        ("5 g", "5", "g"),
        ("5 s", "5", "s"),
        ("0.5s", "0.5", "s"),
        ("5 ms", "5", "ms"),
        ("5 kB", "5", "KB"),
        ("5 Bytes", "5", "byte"),
        ("300 DPI", "300", "dpi"),
        ("250 kcal", "250", "kcal"),
        ("3000 Umdrehungen", "3000", "rpm"),
        ("12 employees", "12", "employee"),
        ("12 Mitarbeiter", "12", "employee"),
        ("das sind 35.000 Unternehmen", "35000", "company"),
        ("20 Stück", "20", "piece"),
        ("5 Mal", "5", "time"),
    ],
)
def test_units_have_a_canonical_form(text, value, base):
    """The same unit in another language or script has the same canonical form."""
    fact = only(text)

    assert (value, base) == (fact.value, fact.base_unit)


@pytest.mark.parametrize(
    "text",
    [
        *("5 Ms Smith", "5 user-defined", "1.3 Kunden- und", "1 DB", "5 G"),
        *("the 1990s", "30s", "commit 36732084db"),
    ],
)
def test_units_are_no_parts_of_words(text):
    """What only looks like a unit gives the number none."""
    assert [""] * len(found := figures(text)) == [unit for _, _, unit in found]


def test_year_before_something_counted_is_a_date():
    """In 2011 members left: nobody counted them; 2011 km are long."""
    assert ["2011"] == values("in 2011 members left", FactKind.DATE)
    assert ["2011"] == values("in 2011 km", FactKind.FIGURE)


@pytest.mark.parametrize(
    ("text", "number", "base"),
    [
        ("twelve months", "12", "month"),
        ("Three days", "3", "day"),
        ("twenty-one days", "21", "day"),
        ("twenty one days", "21", "day"),
        ("two hundred people", "200", "person"),
        ("two hundred and five euros", "205", "EUR"),
        ("two thousand three hundred pages", "2300", "page"),
        ("three hundred thousand people", "300000", "person"),
        ("one year", "1", "year"),
        ("zwölf Monate", "12", "month"),
        ("drei Tage", "3", "day"),
        ("einundzwanzig Tage", "21", "day"),
        ("neunundneunzig Euro", "99", "EUR"),
        ("hundert Tage", "100", "day"),
        ("zweihundertfünf Seiten", "205", "page"),
        ("zweitausenddreihundertfünfundvierzig Euro", "2345", "EUR"),
        ("fünfhunderttausend Euro", "500000", "EUR"),
        ("einem Jahr", "1", "year"),
    ],
)
def test_number_words_count(text, number, base):
    """A number in words before a unit or counter is a figure, as one in digits is."""
    fact = only(text)

    assert (number, number, base) == (fact.value, fact.number, fact.base_unit)
    assert f"{fact.text} {fact.unit}" == text


def test_number_words_go_with_magnitudes_and_ranges():
    """Million stays in the unit, as behind digits; both ends of a range have the unit."""
    assert [("two", "2000000", "million euros")] == figures("two million euros")
    assert [("eine", "1000000", "Million Euro")] == figures("eine Million Euro")
    assert [("two", "2", "years"), ("three", "3", "years")] == figures("two to three years")
    assert [("zwei", "2", "Jahre"), ("drei", "3", "Jahre")] == figures("zwei bis drei Jahre")


@pytest.mark.parametrize(
    "text",
    [
        *("one of them", "one another", "one member", "seven", "the third day", "two-sided"),
        *("ein Haus", "eine Person", "eines Tages", "der dritte Tag", "Hundert", "Freund Tage"),
        *("hundred", "two hundred", "someone", "Hundertstel Sekunden", "jahrhundert Tage"),
    ],
)
def test_words_that_count_nothing(text):
    """Ordinals, articles, pronouns and numbers without a unit are no figures."""
    assert () == find_facts(text)


@pytest.mark.parametrize("text", ["$٣", "百分之٣", "٣ km", "٣.12.2011年٣月"])
def test_digits_of_other_scripts_are_safe(text):
    """Digits that are not ASCII once folded start no number."""
    assert "3" not in [fact.value for fact in find_facts(text)]


def test_unit_before_the_number():
    """What stands before the number comes first in the unit, and has a span of its own."""
    fact = only("$1.2 million")

    assert ("1200000", "$ million", Span(0, 1), Span(5, 12)) == (
        fact.value,
        fact.unit,
        fact.prefix_span,
        fact.unit_span,
    )
    assert ("€", Span(0, 1)) == (only("€ 5").unit, only("€ 5").unit_span)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3-5年", [("3", "3", "年"), ("5", "5", "年")]),
        ("30～50 人", [("30", "30", "人"), ("50", "50", "人")]),
        ("10%至20%", [("10", "10", "%"), ("20", "20", "%")]),
        ("3至5億元", [("3", "300000000", "億元"), ("5", "500000000", "億元")]),
        ("三至五年", [("三", "3", "年"), ("五", "5", "年")]),
        ("5 to 10 km", [("5", "5", "km"), ("10", "10", "km")]),
        ("百分之十至二十", [("十", "10", "百分之"), ("二十", "20", "百分之")]),
    ],
)
def test_range_shares_its_unit(text, expected):
    """Both ends of a range are figures with the unit that stands once."""
    assert expected == figures(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**萬元", ("**", "xx0000")),
        ("○○元", ("○○", "xx")),
        ("5××", ("5××", "5xx")),
        ("5xx人", ("5xx", "5xx")),
        ("4.×億元", ("4.×", "4x0000000")),
        ("1*元", ("1*", "1x")),
        ("42,20* km", ("42,20*", "4220x")),
        ("96,84x dollars", ("96,84x", "9684x")),
        ("4,3** 萬元", ("4,3**", "43xx0000")),
        ("1,2xx,xxx km", ("1,2xx,xxx", "12xxxxx")),
        ("xx,xxx dollars", ("xx,xxx", "xxxxx")),
        ("1.2** km", ("1.2**", "1.2xx")),
        ("das ist der 1.2** Euro", ("1.2**", "12xx")),
        ("up to 12X bytes in length", ("12X", "12x")),
        ("1** pages", ("1**", "1xx")),
        ("1** widgets", ("1**", "1xx")),
        ("12X widgets", ("12X", "12x")),
        ("das ist die 12x Dingsbums", ("12x", "12x")),
        ("das sind 1.200.00* Leute", ("1.200.00*", "120000x")),
        ("das sind 1.200.0**", ("1.200.0**", "12000xx")),
    ],
)
def test_masked_figures_keep_their_pattern(text, expected):
    """A hidden digit is x in the value, moved by the magnitude like any digit."""
    fact = only(text)

    assert (*expected, True) == (fact.text, fact.value, fact.masked)


@pytest.mark.parametrize(
    "text",
    [
        *("**5億元**", "**2003**元", "**Note** 7 km", "5*", "**bold** 5", "word*", "12**. Then"),
        *("*12* km", "**Table 12** km", "**up to 12** widgets", "*2026-01-24*", "**Dec 20** km"),
        *("* g) a tag", "5 km*", "100* refers to"),
    ],
)
def test_markup_and_footnotes_mask_nothing(text):
    """Stars around words and numbers are bold type, one behind a number leads to a note."""
    assert [] == [fact for fact in find_facts(text) if fact.masked]


@pytest.mark.parametrize(
    "text",
    [
        *("10x faster", "3x the", "2.4x", "10x engineers", "2x boxes", "2x4", "2**32 bytes"),
        *("x86", "0x1F", "iPhone X", "s390x", "802.1x", "3×5 km"),
    ],
)
def test_what_multiplies_masks_nothing(text):
    """An x behind a number may be a sign of times, within a word a part of a name."""
    assert [] == [fact for fact in find_facts(text) if fact.masked]


def test_masks_in_a_row_are_no_markup():
    """The stars of one mask do not open bold type that those of the next would close."""
    assert [("**", "xx0000", "萬元"), ("2**", "2xx0000", "萬元")] == figures("**萬元,2**萬元")


@pytest.mark.parametrize("text", ["262萬1元", "3萬5元", "4.5億3千萬元", "三萬五元"])
def test_garbled_figure_gets_no_value(text):
    """Digits behind a magnitude that leaves no place for them prove damage."""
    fact = only(text)

    assert (text[:-1].rstrip("千萬"), True, None, None) == (
        fact.text,
        fact.suspect,
        fact.value,
        fact.number,
    )


@pytest.mark.parametrize(
    ("text", "position", "expected"),
    [
        ("總投資億元人民幣", 3, ("億元", Span(3, 5))),
        ("達億元", 0, None),
        ("costs million euros", 5, ("million euros", Span(6, 19))),
        ("5000人", 4, ("人", Span(4, 5))),
        ("", 0, None),
    ],
)
def test_unit_at_a_place(text, position, expected):
    """The unit that stands at a place tells what a lost figure stood before."""
    assert expected == unit_at(text, position)


# Dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2003年", "2003"),
        ("二〇〇九年", "2009"),
        ("二○○九年", "2009"),
        ("二00九年九月七日", "2009-09-07"),
        ("2009年9月7號", "2009-09-07"),
        ("2009 年 9 月", "2009-09"),
        ("2007-02-02 23:03:51", "2007-02-02T23:03:51"),
        ("２００７－０２－０２", "2007-02-02"),
        ("2007-02-02T23:03:51Z", "2007-02-02T23:03:51Z"),
        ("2007.2.2", "2007-02-02"),
        ("2007-02", "2007-02"),
        ("2009年9月7日下午3時30分", "2009-09-07T15:30"),
        ("民國98年", "2009"),
        ("中華民國98年9月7日", "2009-09-07"),
        ("中華民國七十六年十一月六日", "1987-11-06"),
        ("民國九十八年九月七日", "2009-09-07"),
        ("昭和五十年", "1975"),
        ("4月22日", "--04-22"),
        ("十二月三十一日", "--12-31"),
        ("8月份", "--08"),
        ("7 September 2009", "2009-09-07"),
        ("7th of September 2009", "2009-09-07"),
        ("September 7, 2009", "2009-09-07"),
        ("Sept. 2009", "2009-09"),
        ("7. September 2009", "2009-09-07"),
        ("1. Mai", "--05-01"),
        ("07.09.2009", "2009-09-07"),
        ("13/9/2009", "2009-09-13"),
        ("9/7/2009", "9/7/2009"),
        ("since 2009", "2009"),
        ("09/2009", "2009-09"),
        ("23:03", "T23:03"),
        ("3:30 pm", "T15:30"),
        ("14.30 Uhr", "T14:30"),
        ("九時三十分", "T09:30"),
    ],
)
def test_dates_of_each_custom(text, expected):
    """A date is one fact whose value is in the manner of ISO 8601."""
    fact = only(text)

    assert (FactKind.DATE, expected, text.removeprefix("since ")) == (
        fact.kind,
        fact.value,
        fact.text,
    )


@pytest.mark.parametrize("text", ["20xx年", "20**年", "２０ＸＸ年", "20○○年", "20××年"])
def test_masked_year(text):
    """Every sign that hides the digits of a year leaves the same pattern."""
    fact = only(text)

    assert (FactKind.DATE, "20xx", True, text) == (fact.kind, fact.value, fact.masked, fact.text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("××××年×月×日", "xxxx-xx-xx"),
        ("xx年", "xxxx"),
        ("20xx-01-02", "20xx-01-02"),
        ("2011-12-xx", "2011-12-xx"),
        ("20.12.20XX", "20xx-12-20"),
        ("15.11.19**", "19xx-11-15"),
        ("18.1.20XX", "20xx-01-18"),
        ("9.12.20xx", "20xx-12-09"),
        ("xx.12.2011", "2011-12-xx"),
        ("13/9/20xx", "20xx-09-13"),
        ("9/7/20xx", "9/7/20xx"),
        ("12/20xx", "20xx-12"),
        ("5 May 20XX", "20xx-05-05"),
        ("5. Mai 20XX", "20xx-05-05"),
        ("XX. Mai 2011", "2011-05-xx"),
        ("Mai 20XX", "20xx-05"),
        ("since 20xx", "20xx"),
    ],
)
def test_masked_parts_of_dates(text, expected):
    """A part that is hidden as a whole is as long as a date makes it."""
    assert expected == only(text).value


@pytest.mark.parametrize("text", ["15:00", "3 p.m.", "3:00 pm", "下午3時", "15時00分", "15 Uhr"])
def test_one_time_of_day_in_many_dresses(text):
    """An hour alone is the full hour."""
    assert "T15:00" == only(text).value


def test_month_in_small_letters():
    """A day and a year prove that "may" is a month, as in a text without capitals."""
    assert ["2018-05-04", "2018-03-04"] == [
        fact.value for fact in find_facts("of may 4, 2018 and 4 march 2018")
    ]
    assert ["may", "4"] == [fact.value for fact in find_facts("they may 4")]


@pytest.mark.parametrize(
    "text", ["建成后年產值", "2月30日", "13月", "25:00", "2007-13-45", "5年", "三年", "1/2000"]
)
def test_what_the_calendar_lacks_is_no_date(text):
    """Impossible dates and mere durations are none."""
    assert [] == [fact for fact in find_facts(text) if fact.kind is FactKind.DATE]


@pytest.mark.parametrize(
    "text",
    [
        *("2003年13月45日", "31. Juni 2007", "June 31, 2007", "31st of June, 2007"),
        *("31.06.2007", "2007-06-31", "9/31/2009", "31/6/2009", "29.02.2011"),
    ],
)
def test_impossible_date_is_suspect(text):
    """Its parts prove that a date was meant; which one it was nobody can say."""
    fact = only(text)

    assert (FactKind.DATE, True, None) == (fact.kind, fact.suspect, fact.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2003-2005年", ["2003", "2005"]),
        ("1-3月", ["--01", "--03"]),
        ("在3、4月份", ["--03", "--04"]),
    ],
)
def test_range_of_dates_shares_its_sign(text, expected):
    """Each end of a range of years or months is a date."""
    assert expected == values(text, FactKind.DATE)


def test_months_that_last_are_a_figure():
    """逾二月 and 二月以上 are two months long; 二月 is February."""
    assert ["2", "2"] == values("逾二月 二月以上", FactKind.FIGURE)
    assert ["--02"] == values("二月", FactKind.DATE)


# References


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("第五條", "5", "條"),
        ("第5条", "5", "条"),
        ("第一百零一條", "101", "條"),
        ("第一百二條", "102", "條"),
        ("第三條之一", "3-1", "條"),
        ("第一屆", "1", "屆"),
        ("5號文件", "5", "號文件"),
        ("§ 5", "5", "§"),
        ("§ 12 Abs. 2", "12 Absatz 2", "§ Abs."),
        ("§ 12 Absatz 2", "12 Absatz 2", "§ Absatz"),
        ("Art. 7", "7", "Art."),
        ("Section 3(2)", "3(2)", "Section"),
        ("Nr. 2658/87", "2658/87", "Nr."),
        ("3.2.1", "3.2.1", ""),
        ("第×條", "x", "條"),
    ],
)
def test_references(text, value, unit):
    """A reference is one fact with its words; the number is its value."""
    fact = only(text)

    assert (FactKind.REFERENCE, text, value, unit) == (fact.kind, fact.text, fact.value, fact.unit)


def test_number_of_a_reference():
    """A reference with one plain number has it as its number; others have none."""
    expected = {"Artikel 21": "21", "第二十一條": "21", "§ 21 Abs. 2": None, "第×條": None}

    assert expected == {text: only(text).number for text in expected}


def test_further_numbers_of_a_reference():
    """Numbers joined to a reference refer to the same thing; those with a unit do not."""
    assert ["5", "6", "8"] == values("§§ 5, 6 und 8, 9 Jahre", FactKind.REFERENCE)


# Negation and modality


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("應當", FactKind.MODALITY, "應當"),
        ("应当", FactKind.MODALITY, "應當"),
        ("應", FactKind.MODALITY, "應當"),
        ("不得", FactKind.MODALITY, "不得"),
        ("shall not", FactKind.MODALITY, "shall not"),
        ("mustn't", FactKind.MODALITY, "must not"),
        ("MAY", FactKind.MODALITY, "may"),
        ("darf nicht", FactKind.MODALITY, "darf nicht"),
        ("dürfen", FactKind.MODALITY, "darf"),
        ("不", FactKind.NEGATION, "不"),
        ("沒有", FactKind.NEGATION, "沒有"),
        ("won’t", FactKind.NEGATION, "not"),
        ("keine", FactKind.NEGATION, "kein"),
        ("keinerlei", FactKind.NEGATION, "kein"),
        ("niemandem", FactKind.NEGATION, "niemand"),
        ("nothing", FactKind.NEGATION, "nothing"),
        ("no one", FactKind.NEGATION, "nobody"),
        ("sollten", FactKind.MODALITY, "sollte"),
    ],
)
def test_words_that_deny_and_demand(text, kind, value):
    """The longest word counts, under one name for all its forms."""
    fact = only(text)

    assert (kind, value, text) == (fact.kind, fact.value, fact.text)


def test_a_contraction_denies_by_its_last_letters():
    """What is left of don't is the verb, as in do not."""
    fact = only("doesn’t")

    assert ("not", "n’t", Span(4, 7)) == (fact.value, fact.text, fact.span)


@pytest.mark.parametrize(
    ("text", "denial", "value"),
    [
        ("not later than", "not", "no later than"),
        ("no more than", "no", "no more than"),
        ("nicht mehr als", "nicht", "nicht mehr als"),
        ("nicht mehr", "nicht", "nicht"),
    ],
)
def test_a_bound_denies_by_its_first_word(text, denial, value):
    """What is bounded tells what the word is worth."""
    fact = only(text)

    assert (denial, value) == (fact.text, fact.value)


def test_may_needs_somebody_who_may():
    """得 behind an authority allows; behind a verb it only describes."""
    assert ["得"] == values("主管機關得減免其稅", FactKind.MODALITY)
    assert [] == values("這件事做得好", FactKind.MODALITY)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "非常",
            "不但",
            "不僅",
            "無論",
            "可能",
            "可是",
            "未來",
            "不斷",
            "無錫",
            "適應",
            "應用",
            "許可",
        ),
        *(
            "做得好",
            "取得",
            "所得",
            "沒收",
            "in May",
            "die Not ist das",
            "notable",
            "canned",
            "know",
        ),
    ],
)
def test_words_that_only_look_like_it(text):
    """False friends deny and allow nothing."""
    assert () == find_facts(text)


def test_signs_in_the_rules_are_folded():
    """The rules name ideographs as folding leaves them, or they would never match."""
    signs = "年月日号时点分秒第之份代元得条至到和定部种"

    assert signs == fold(signs)


# Laws


def write_chinese(number: int) -> str:
    """Write a number below 10**12 in Chinese numerals: the slow, obvious way."""
    text, zero = "", False
    for power, sign in ((8, "億"), (4, "萬"), (0, "")):
        section = number // 10**power % 10**4
        for place in (3, 2, 1, 0):
            digit = section // 10**place % 10
            if digit:
                text += (
                    ("零" if zero else "")
                    + "零一二三四五六七八九"[digit]
                    + ["", "十", "百", "千"][place]
                )
            zero = digit == 0 and text != ""
            if digit == 0 and section % 10**place == 0:
                break
        text += sign if section else ""
        zero = zero or (section % 10 == 0 and text != "")
    return text


@given(st.integers(1, 10**12 - 1))
def test_rendered_integers_read_back(number):
    """A number reads back from Arabic, grouped, full-width and Chinese notation."""
    written = [
        str(number),
        f"{number:,}",
        str(number).translate(fullwidth()),
        write_chinese(number),
    ]

    assert [str(number)] * 4 == [only(f"共{text}元").value for text in written]


def fullwidth() -> dict[int, int]:
    """Return the table from ASCII digits to full-width ones."""
    return {ord("0") + digit: ord("０") + digit for digit in range(10)}


@given(
    st.decimals(0, 10**6, places=3),
    st.sampled_from([("萬元", 4), ("万元", 4), ("億元", 8), ("亿元", 8), ("兆元", 12), ("元", 0)]),
)
def test_magnitudes_multiply_exactly(number, unit):
    """The value is the number times its power of ten, to the last digit."""
    word, power = unit
    fact = only(f"共{number:f}{word}")

    assert number * 10**power == Decimal(fact.value)
    assert "E" not in fact.value
    assert not ("." in fact.value and fact.value.endswith(("0", ".")))


@given(st.one_of(marked_text, any_text))
def test_facts_quote_the_text_in_order(text):
    """Any text has facts in order, apart from one another, each quoting its span."""
    end = 0
    for fact in find_facts(text):
        assert fact.span.start >= end
        assert fact.text == text[fact.span.start : fact.span.end] != ""
        assert "\n" not in fact.text
        assert not fact.suspect or (fact.value is None and fact.number is None)
        if fact.unit_span and fact.kind is FactKind.FIGURE:
            assert text[fact.unit_span.start : fact.unit_span.end] in fact.unit
        end = fact.span.end


@given(marked_text)
def test_width_and_script_change_no_value(text):
    """The folded text has the same facts at the same places."""
    expected = [(fact.kind, fact.span, fact.value, fact.base_unit) for fact in find_facts(text)]
    folded = find_facts(fold(text))

    if text == text.lower():  # a unit of one letter is told by its case
        assert expected == [(fact.kind, fact.span, fact.value, fact.base_unit) for fact in folded]


@given(st.one_of(marked_text, any_text), st.integers(0, 60))
def test_unit_at_quotes_the_text(text, position):
    """Whatever stands there, a unit found quotes its span."""
    found = unit_at(text, min(position, len(text)))

    if found:
        assert found[0] == text[found[1].start : found[1].end] != ""


# Hostile texts: what backtracks or converts digits in quadratic time never ends here.


def test_figure_of_many_digits_is_exact():
    """No limit of int or decimal cuts or rounds a long number."""
    digits = "123456789" * 12_000

    assert digits + "0" * 8 == only(digits + "億元").value
    assert "0." + digits == only("0." + digits).value


@pytest.mark.parametrize(
    "text",
    [
        "一" * 100_000,
        "*" * 100_000,
        "億" * 100_000,
        "x" * 100_000,
        "20x" * 50_000 + "y",
        "1*" * 50_000,
        "1,x" * 50_000,
        "und" * 50_000 + "zig",
        "hundert" * 20_000,
        "\ud800" * 100_000,
    ],
    ids=ascii,
)
def test_long_runs_are_no_facts(text):
    """A run that makes no sense makes no fact, and no delay."""
    assert [] == [fact for fact in find_facts(text) if len(fact.text) > 2]


@pytest.mark.parametrize(
    ("piece", "facts"),
    [
        ("1,", 9_999),
        ("1 ", 10_000),
        ("1 234 ", 10_000),
        ("1萬", 1),
        ("1-", 10_000),
        ("1** km ", 10_000),
    ],
)
def test_alternating_runs_are_read_once(piece, facts):
    """Each number of a long row is a fact of its own; a row of magnitudes is one garbled."""
    assert facts == len(find_facts("in " + piece * 10_000))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("處三年以上十年以下", ["3", "10"]),
        ("處三年以上十五年以下", ["3", "15"]),
        ("超過十萬元", ["100000"]),
        ("五日以上十五日以下", ["5", "15"]),
        ("數十人參加,上百人圍觀,幾十萬人", []),
    ],
)
def test_what_ends_like_a_vague_word_is_none(text, values):
    """以上 says from where on; 上 alone says about how much."""
    assert values == [fact.value for fact in find_facts(text) if fact.kind is FactKind.FIGURE]


@pytest.mark.parametrize("text", ["不少於三人", "不少于三人", "不低於三人"])
def test_not_less_is_a_negation(text):
    """不少 alone is a word for many."""
    assert FactKind.NEGATION in {fact.kind for fact in find_facts(text)}
    assert FactKind.NEGATION not in {fact.kind for fact in find_facts("不少企業")}


@pytest.mark.parametrize("text", ["1 299,- €", "1.299,– €", "1.299 €", "1.299,00 Euro"])
def test_a_price_may_have_a_dash_for_its_cents(text):
    """As German shops write it."""
    (price,) = find_facts(f"Der Preis beträgt {text} und mehr")

    assert ("1299", "EUR") == (price.value, price.base_unit)


@pytest.mark.parametrize(
    "text",
    [
        "每股收益-0.35元",
        "淨利潤為-0.35美元",
        "a result of -$0.35",
        "−€0.35",
        "€-0.35",
        "淨利-￥0.35",
    ],
)
def test_a_sum_can_be_negative(text):
    """Behind an ideograph too, and with the sign on either side of the currency."""
    assert ["-0.35"] == [fact.value for fact in find_facts(text)]


@pytest.mark.parametrize("text", ["From 2020-$5", "US-$5", "between $4-$5"])
def test_a_hyphen_that_joins_is_no_sign(text):
    """A range, or a name."""
    assert ["5"] == [fact.value for fact in find_facts(text) if fact.value in ("5", "-5")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two thirds of the votes", ("two thirds", "2/3")),
        ("a two-thirds majority", ("two-thirds", "2/3")),
        ("pays one quarter of the rent", ("one quarter", "1/4")),
        ("six eighths", ("six eighths", "3/4")),
        ("eine Mehrheit von zwei Dritteln", ("zwei Dritteln", "2/3")),
        ("drei Viertel der Stimmen", ("drei Viertel", "3/4")),
    ],
)
def test_a_fraction_may_be_written_in_words(text, expected):
    """In lowest terms, as 2/3 and 三分之二 are."""
    assert [expected] == [(text, value) for text, value, _ in figures(text)]


@pytest.mark.parametrize(
    "text", ["one third party", "the first three quarters of 2024", "twenty-third", "third thirds"]
)
def test_an_ordinal_or_a_period_is_no_fraction(text):
    """Parties are counted, and so are the quarters of a year."""
    assert not [value for _, value, _ in figures(text) if "/" in (value or "")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("thirty (30) days", ("thirty (30)", "30", "days")),
        ("30 (thirty) days", ("30 (thirty)", "30", "days")),
        ("30 (dreißig) Tage", ("30 (dreißig)", "30", "Tage")),
        ("三十（30）日內", ("三十（30）", "30", "日")),
        ("30（叁拾）日內", ("30（叁拾）", "30", "日")),
        ("1,200 (one thousand two hundred) euros", None),
        ("thirty (45) days", ("thirty (45)", None, "days")),
        ("30 (forty) days", ("30 (forty)", None, "days")),
    ],
)
def test_a_number_said_twice_is_one_figure(text, expected):
    """As contracts have it; words and digits that disagree are suspect."""
    expected = expected or (text.removesuffix(" euros"), "1200", "euros")
    assert [expected] == figures(text)


def test_brackets_with_another_number_repeat_nothing():
    """三（2）班 is class 2 of the third year, and 5 (12) is two numbers."""
    assert ["2"] == [value for _, value, _ in figures("三（2）班")]
    assert ["5", "12"] == [value for _, value, _ in figures("a total of 5 (12)")]
