"""One document against itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from strategies import document_pairs

from docdiff import Document, inspect, read_documents


def found(text):
    """Return kind and both readings of what is found in a text."""
    return [(c.kind.value, c.old_text, c.new_text) for c in inspect(Document("a", text)).changes]


@pytest.fixture(scope="module")
def reports():
    """Return what is found in each of the five reports."""
    return [inspect(document) for document in read_documents("seeds/reports.txt")]


def test_an_opening_that_stands_again_at_the_end_is_a_repeat(reports):
    """The third report ends in its own first sentences, cut off."""
    (change,) = reports[2].changes

    assert ("repeat-added", 31, len(reports[2].new.text.rstrip())) == (
        change.kind.value,
        change.old.start,
        change.new.end,
    )


def test_names_that_disagree_are_found_in_prose_and_in_lists(reports):
    """The fifth report names one man and some of its seven projects in two ways."""
    readings = [(c.old_text, c.new_text) for c in reports[4].changes]

    assert ("先生", "西華") in readings
    assert any("磨具" in old and "磨料" in new for old, new in readings)
    assert not any("200" in old for old, _ in readings)


def test_a_text_without_repeats_is_consistent(reports):
    """The fourth report says nothing twice."""
    assert () == reports[3].changes


def test_a_figure_that_disagrees_is_found_with_both_values():
    """The same sentence with another figure is one finding, and no repeat."""
    sentence = "本項目位於城東工業園區北側,由市政府與外商合資興建,總投資{}億元人民幣。"
    text = f"{sentence.format('4.5')}其他各項工作也有進展。{sentence.format('5.4')}"
    (change,) = inspect(Document("a", text)).changes

    assert ("fact-inconsistent", "4.5", "5.4") == (
        change.kind.value,
        change.old_text,
        change.new_text,
    )
    assert ("450000000", "540000000") == (change.old_value.value, change.new_value.value)
    assert text[change.new_value.span.start : change.new_value.span.end] == "5.4"


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("本項目位於城東工業園區北側,由市政府與外商合資興建,總投資", "億元。"),
        ("bridge alone, of all the works in the port, cost ", "."),
        ("neue Brücke am nördlichen Hafen wurden gezahlt: ", " Euro."),
    ],
)
def test_a_figure_at_the_end_of_a_sentence_is_part_of_what_is_said_again(start, end):
    """However little follows it, another figure is no end of the passage."""
    start = f"Long after the war, as the city had decided, and for which {start}"
    text = f"{start}41{end} Danach 其他。 {start}7{end}"

    assert [("fact-inconsistent", "41", "7")] == found(text)


def test_a_passage_ends_in_no_number():
    """What is said again stops before a number that goes on otherwise."""
    start = "本項目位於城東工業園區北側,由市政府與外商合資興建,並已完成各項準備工作,門牌"

    (change,) = found(f"{start}12345678909號。其他各項工作也有進展。{start}1299號房屋甲。")

    assert ("repeat-added", start, start) == change


def test_numbers_of_items_do_not_disagree():
    """What stands as the third item here and as the fourth there is said twice."""
    items = "一、申請人姓名。\n二、申請書正本。\n三、應於期限內檢具各項書件向主管機關提出。\n"
    text = f"{items}四、其他經主管機關公告之事項。\n又:\n一、理由。\n{items[8:]}"

    assert "fact-inconsistent" not in {kind for kind, *_ in found(text)}


BRIDGE = (
    "wurde die Brücke über die Leine wegen Bauarbeiten an ihren beiden Bögen gesperrt und nach"
    " elf Monaten wieder für den Verkehr geöffnet."
)
BUILT = "年3月完成竣工驗收,總投資4.5億元,由市交通局組織實施並負責管理,工程合格。"


@pytest.mark.parametrize(
    ("sentence", "readings"),
    [
        (f"{{}} {BRIDGE}", ("2018", "2019")),
        (f"In {{}} {BRIDGE}", ("2018", "2019")),
        (f"{{}}{BUILT}", ("2018年3月", "2019年3月")),
        (
            f"{{}}{BUILT}".translate(str.maketrans("驗總資億組織實並負責", "验总资亿组织实并负责")),
            ("2018年3月", "2019年3月"),
        ),
        (f"{{}}. {BRIDGE}", ()),
    ],
)
def test_a_year_at_the_beginning_of_a_sentence_is_part_of_what_is_said_again(sentence, readings):
    """It is the first word of its line, or nearly so; the number of an item is none."""
    first, second = (2018, 2019) if readings else (1, 2)
    text = "\n\n".join((sentence.format(first), "Other words.", sentence.format(second)))

    assert [readings] * bool(readings) == [
        (old, new) for kind, old, new in found(text) if kind == "fact-inconsistent"
    ]


@pytest.mark.parametrize("copies", [2, 3, 4])
@pytest.mark.parametrize("between", ["", "\n", "其間另有說明若干。"])
def test_each_copy_in_a_row_is_a_repeat_of_the_one_before(copies, between):
    """Three copies are two repeats, however near they stand."""
    passage = "本項目位於城東工業園區北側,由市政府與外商合資興建,佔地甚廣。"
    changes = inspect(Document("a", between.join([passage] * copies))).changes

    period = len(passage + between)
    assert [((k - 1) * period, k * period) for k in range(1, copies)] == [
        (c.old.start, c.new.start) for c in changes
    ]


def test_another_script_or_notation_is_no_disagreement():
    """One value in two dresses agrees with itself."""
    sentence = "The new bridge over the northern harbour, which opens next spring, cost {} euros. "

    assert [] == [
        kind
        for kind, *_ in found(sentence.format("4 million") + "But: " + sentence.format("4,000,000"))
        if kind == "fact-inconsistent"
    ]


def test_a_phrase_of_the_subject_is_no_repeat():
    """What stands in many sentences, and is none itself, is how the text speaks."""
    text = "".join(
        f"第{n}項,依本法第二十條第一項規定辦理者,得申請補助{n}次。" for n in "一二三四五六"
    )

    assert [] == [c for c in found(text) if c[0] == "repeat-added"]


@given(document_pairs())
def test_places_quote_the_text(pair):
    """Whatever the text, each place is where its reading stands, the later one behind."""
    text = "".join(pair)
    for change in inspect(Document("a", text)).changes:
        assert change.old_text == text[change.old.start : change.old.end]
        assert change.new_text == text[change.new.start : change.new.end]
        assert change.old.start < change.new.start


def test_only_documents_are_taken():
    """A str is a mistake that is named."""
    with pytest.raises(TypeError, match="Document"):
        inspect("text")


@pytest.mark.parametrize(
    ("text", "conflicts"),
    [
        ("合同總價為人民幣伍拾萬元整（￥550,000.00）。", [("伍拾萬", "550,000.00")]),
        ("The fee is five thousand dollars ($5,500).", [("five thousand", "5,500")]),
        ("It ends after thirty (45) days.", [("thirty", "45")]),
        ("It ends after 30 (forty) days.", [("30", "forty")]),
        ("It ends after thirty (30) days, or twenty-four (24) months.", []),
        ("合同總價為人民幣伍拾萬元整（￥500,000.00）。", []),
        (
            "價款為￥18,653.00元（大寫：人民幣壹萬捌仟陸佰叁拾伍元整）。",
            [("18,653.00", "壹萬捌仟陸佰叁拾伍")],
        ),
        ("价款为18,653元（人民币壹万捌仟陆佰叁拾伍元整）。", [("18,653", "壹万捌仟陆佰叁拾伍")]),
        ("报价为贰拾叁万肆仟元整（￥：243000.00）。", [("贰拾叁万肆仟", "243000.00")]),
        ("報價為大寫貳拾叁萬肆仟元整，（小寫）￥243000。", [("貳拾叁萬肆仟", "243000")]),
        ("報價小寫：￥243000元，大寫：貳拾叁萬肆仟元整。", [("243000", "貳拾叁萬肆仟")]),
        ("赔偿壹佰元伍角（￥101.50）。", [("壹佰元伍角", "101.50")]),
        ("在六十（90）日内，一式贰份（3份）。", [("六十", "90"), ("贰", "3")]),
        ("价款为￥18,635.00元（大写：人民币壹万捌仟陆佰叁拾伍元整）。", []),
        ("报价为贰拾叁万肆仟元整（￥：234000.00），大写贰拾叁万肆仟元整，（小写）￥234000。", []),
        ("高三（2）班，第三（2）日，三人（两男一女），共5人（三人缺席），3元（两元）。", []),
        ("到會三人（2男1女），共5頁（含3頁附件）。", []),
        ("分為四個（3）階段。", []),
    ],
)
def test_a_sum_in_words_agrees_with_its_digits(text, conflicts):
    """Contracts write sums twice, so that nobody alters one unseen."""
    assert conflicts == [
        (change.old_text, change.new_text) for change in inspect(Document("a", text)).changes
    ]
