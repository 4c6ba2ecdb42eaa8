"""Laws that hold for every comparison."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import Written, document_pairs, rewrap

from docdiff import Change, ChangeKind, Document, Relation, Settings, compare, find_versions
from docdiff.model import PairKind
from docdiff.normalize import make_quiet, make_quiet_pair

MIRRORED = {
    ChangeKind.FIGURE_LOST: ChangeKind.FIGURE_ADDED,
    ChangeKind.FIGURE_MASKED: ChangeKind.FIGURE_UNMASKED,
    ChangeKind.DATE_LOST: ChangeKind.DATE_ADDED,
    ChangeKind.DATE_MASKED: ChangeKind.DATE_UNMASKED,
    ChangeKind.TEXT_DELETED: ChangeKind.TEXT_INSERTED,
    ChangeKind.ENCODING_DAMAGE: ChangeKind.ENCODING_REPAIRED,
    ChangeKind.PARAGRAPH_DELETED: ChangeKind.PARAGRAPH_INSERTED,
    ChangeKind.PARAGRAPH_SPLIT: ChangeKind.PARAGRAPH_MERGED,
    ChangeKind.REPEAT_REMOVED: ChangeKind.REPEAT_ADDED,
}
MIRRORED |= {b: a for a, b in MIRRORED.items()}


def run(old: str, new: str):
    """Compare two texts."""
    return compare(Document("old", old), Document("new", new))


def places(change: Change) -> tuple[object, ...]:
    """Return kind and places of a change."""
    return change.kind, change.old, change.new


@given(document_pairs())
def test_the_patch_rebuilds_the_new_text(pair):
    """Applied to the old text it gives the new one, to the letter."""
    old, new = pair

    assert new == run(old, new).patch().apply(old)


@given(document_pairs())
def test_every_quote_is_what_stands_at_its_place(pair):
    """Offsets survive every normalization, on both sides and in every fact."""
    old, new = pair

    for change in run(old, new).changes:
        assert old[change.old.start : change.old.end] == change.old_text
        assert new[change.new.start : change.new.end] == change.new_text
        for side, fact in ((old, change.old_value), (new, change.new_value)):
            if fact:
                written = make_quiet(side[fact.span.start : fact.span.end]).chars
                assert make_quiet(fact.text).chars == written


@given(document_pairs())
def test_the_other_direction_is_the_mirror_image(pair):
    """Exchanging the sides exchanges what came and what went, place by place."""
    old, new = pair
    there, back = run(old, new), run(new, old)

    expected = [(MIRRORED.get(c.kind, c.kind), c.new, c.old) for c in there.changes]

    assert sorted(expected) == sorted(map(places, back.changes))
    assert dict(there.noise) == dict(back.noise)


@given(document_pairs())
def test_a_text_does_not_differ_from_itself(pair):
    """There is no change and no noise."""
    result = run(pair[0], pair[0])

    assert (Relation.IDENTICAL, (), {}) == (result.relation, result.changes, dict(result.noise))


@given(document_pairs())
def test_texts_that_differ_say_so(pair):
    """Where the letters differ, a change or noise accounts for it."""
    old, new = pair
    result = run(old, new)

    assert (old != new) == bool(result.changes or result.noise)


@given(document_pairs())
def test_every_quiet_character_is_in_one_aligned_pair(pair):
    """The alignment leaves nothing out and counts nothing twice, on both sides."""
    old, new = pair
    result = run(old, new)
    if result.relation is Relation.UNRELATED:
        return

    spans_of_sides = (
        sorted(span for pair in result.alignment for span in pair.old),
        sorted(span for pair in result.alignment for span in pair.new),
    )
    for quiet, spans in zip(make_quiet_pair(old, new), spans_of_sides, strict=True):
        covered = {k for span in spans for k in range(span.start, span.end)}
        assert sum(map(len, spans)) == len(covered)
        assert set(quiet.offsets) <= covered


@given(document_pairs(), st.integers(1, 9))
@settings(max_examples=50)
def test_fingerprints_tell_changes_apart(pair, copies):
    """No two changes of one comparison share a fingerprint."""
    old, new = (text * copies for text in pair)
    prints = [change.fingerprint for change in run(old, new).changes]

    assert len(prints) == len(set(prints))


def test_a_fingerprint_does_not_depend_on_the_rest():
    """An edit elsewhere leaves it as it was, so that an accepted change stays accepted."""
    old, new = (
        "The plant cost 4.5 million and was opened.",
        "The plant cost 4.6 million and was opened.",
    )
    before = "In the spring, as everyone knows, the committee met and agreed.\n\n"

    alone = run(old, new).changes[0]
    among = run(before + old, before.replace("spring", "autumn") + new).changes

    assert ChangeKind.FIGURE_CHANGED == alone.kind
    assert alone.fingerprint in {change.fingerprint for change in among}


def test_an_empty_document_compares_with_anything():
    """Everything was inserted, or deleted; two empty ones are identical."""
    text = "One paragraph.\n\nAnother one."

    assert [ChangeKind.PARAGRAPH_INSERTED] * 2 == [c.kind for c in run("", text).changes]
    assert [ChangeKind.PARAGRAPH_DELETED] * 2 == [c.kind for c in run(text, "").changes]
    assert Relation.IDENTICAL == run("", "").relation


def test_a_paragraph_moved_is_said_as_moved():
    """It is a note, and nothing of it is lost."""
    one = "The first paragraph tells of apples and of pears."
    two = "A second paragraph goes on about plums, at length."
    three = "And the third one ends with a word on cherries."
    result = run(f"{one}\n\n{two}\n\n{three}", f"{three}\n\n{one}\n\n{two}")

    assert [ChangeKind.PARAGRAPH_MOVED] == [change.kind for change in result.changes]
    assert {PairKind.KEPT, PairKind.MOVED} == {pair.kind for pair in result.alignment}


@given(document_pairs(), st.integers(1, 20), st.sampled_from(["kept", "removed", "folded"]))
def test_equal_quiet_texts_differ_in_paragraph_borders_at_most(pair, width, way):
    """However a text is wrapped, no word of it came or went."""
    text = pair[0]
    wrapped = rewrap(Written.of(text), width, way=way).text
    if make_quiet(text).chars != make_quiet(wrapped).chars:
        return  # the wrap broke a combining mark or a pair of characters off

    borders = {ChangeKind.PARAGRAPH_SPLIT, ChangeKind.PARAGRAPH_MERGED}
    assert {change.kind for change in run(text, wrapped).changes} <= borders


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("企業應當依法納稅並辦理", "企業應依法納稅並辦理"),
        ("企業總投資人民幣300元,依法納稅", "企業總投資人民幣人民幣300元,依法納稅"),
        ("投資€2003元完成", "投資€€2003元完成"),
        ("You must not enter the room.", "You must must not enter the room."),
    ],
)
def test_a_fact_that_is_written_otherwise_is_counted(old, new):
    """The value is the same, and the texts are not."""
    result = run(old, new)

    assert result.changes or result.noise


def test_a_repeat_names_its_nearest_copies_only():
    """A line that stands a thousand times would make a report of millions of places."""
    line = "Reviewed and found correct.\n"
    result = run(line * 400, line * 200)

    assert 200 == len(result.changes)
    assert max(len(change.related) for change in result.changes) < 10


@pytest.mark.parametrize("rule", ["-" * 24, "- a", "* * *"])
def test_a_rule_or_a_bullet_is_no_repeat(rule):
    """Such a line says nothing that could be said twice."""
    old = f"One paragraph of some words.\n{rule}\nAnother one of other words.\n{rule}\n"

    assert ChangeKind.REPEAT_ADDED not in {c.kind for c in run(old, f"{old}{rule}\n").changes}


@pytest.mark.parametrize("wrong", ["text", None, b"text", 1])
def test_only_documents_are_compared(wrong):
    """Whatever else is given, the error says what is wanted."""
    with pytest.raises(TypeError, match="Document"):
        compare(wrong, Document("b", "text"))
    with pytest.raises(TypeError, match="Document"):
        find_versions([wrong])
    with pytest.raises(TypeError, match="Settings"):
        compare(Document("a", ""), Document("b", ""), settings=wrong or 0)


@pytest.mark.parametrize("count", [40, 60, 500])
def test_two_edits_among_equal_lines_are_two_changes(count):
    """However many lines are alike, those that did not change are no news."""
    row = "| 未發現問題 | 0 | 合格 |\n"
    old = [row] * count
    new = old.copy()
    new[2] = row.replace("合格", "不合格")
    new.insert(count - 3, "| 備註 | 1 | 見附件 |\n")

    assert 2 == len(run("".join(old), "".join(new)).changes)


def test_a_message_is_readable_however_long_the_figure():
    """The middle of a number of a hundred thousand digits says nothing."""
    (change,) = run(f"總投資{'7' * 100_000}億元,利稅好。", "總投資億元,利稅好。").changes

    assert len(change.message) < 400


@pytest.mark.parametrize(
    ("language", "row", "same"),
    [
        (None, "Umsatz | 1.200", False),
        ("en", "Umsatz | 1.200", False),
        ("de", "Umsatz | 1.200", True),
        ("de", "The sum of the first is 1.200", False),
        ("en", "Die Summe des Jahres ist 1.200", True),
    ],
)
def test_language_counts_where_the_words_do_not_tell(language, row, same):
    """A paragraph's own words go before the language that was given."""
    sides = [Document("", text) for text in (row, row.replace("1.200", "1200"))]

    found = compare(*sides, settings=Settings(language=language))

    assert same is (not found.changes)


def test_a_language_without_a_table_is_refused():
    """Only the languages whose facts are read can be given."""
    with pytest.raises(ValueError, match="but is 'fr'"):
        Settings(language="fr")


_ARTICLES = (
    "The authority shall publish the list of approved harbours before the end of June.",
    "An applicant shall file the following papers with the port office of the town.",
    "Whoever violates the preceding provision is liable to a fine of a thousand crowns.",
    "This act enters into force on the day of its publication in the gazette.",
    "The councils of all districts shall set aside funds for quays and cranes.",
)


@pytest.mark.parametrize("form", ["Article {}\n", "§ {}\n", "Article {}. ", "## Article {}\n"])
def test_an_article_that_went_is_one_change_and_the_rest_counts_on(form):
    """The article is gone as a whole; the headings behind it are no errors."""
    old = [form.format(n) + text for n, text in enumerate(_ARTICLES, 1)]
    new = [form.format(n) + text for n, text in enumerate(_ARTICLES[:1] + _ARTICLES[2:], 1)]

    gone, *rest = run("\n\n".join(old), "\n\n".join(new)).changes

    assert (ChangeKind.PARAGRAPH_DELETED, old[1]) == (gone.kind, gone.old_text)
    assert [("figure-changed", "note")] * 3 == [(c.kind.value, c.severity.value) for c in rest]


def test_one_heading_that_has_another_number_is_an_error():
    """Alone it may be a slip of the pen."""
    text = "\n\n".join(f"Article {n}\n{article}" for n, article in enumerate(_ARTICLES, 1))

    (change,) = run(text, text.replace("Article 3", "Article 8")).changes

    assert ("figure-changed", "error") == (change.kind.value, change.severity.value)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("每10股派发现金红利", "每十股派发现金红利"),
        ("派发现金红利3.5元（含税）", "派發現金紅利叁點伍元(含稅)"),
        ("to be paid on the 3rd working day", "to be paid on the third working day"),
        ("bis zum 3. Werktag zu zahlen", "bis zum dritten Werktag zu zahlen"),
        ("重慶南路1段的房屋", "重慶南路一段的房屋"),
        ("合計人民幣叁拾萬元整。", "合計人民幣300,000元。"),
        ("a board of 12 directors", "a board of twelve directors"),
        ("罰款2萬到3萬元者", "罰款2-3萬元者"),
        ("增長20%-30%左右", "增長20～30%左右"),
        ("工期為3月至5月", "工期為3-5月"),
        ("within thirty (30) days of invoice", "within 30 days of invoice"),
    ],
)
def test_a_number_in_words_is_the_number(old, new):
    """Without a unit words are a number only where the other side has one in their place."""
    result = run(old, new)

    assert ((), 1) == (result.changes, result.noise.get("notation"))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("eine Kaution von drei Mieten", "eine Kaution von zwei Mieten", ("drei", "zwei")),
        ("設計時速80公里/小時", "設計時速100km/h", ("80", "100")),
        ("the quorum is thirty-six of all", "the quorum is 24 of all", ("thirty-six", "24")),
        (
            "for thirty (30) days of rest",
            "for forty-five (45) days of rest",
            ("thirty (30)", "forty-five (45)"),
        ),
    ],
)
def test_another_number_in_words_is_a_figure_changed(old, new, expected):
    """One change, which quotes both."""
    assert [(ChangeKind.FIGURE_CHANGED, *expected)] == [
        (change.kind, change.old_text, change.new_text) for change in run(old, new).changes
    ]


@pytest.mark.parametrize(
    ("old", "new"), [("請張三到會", "請張四到會"), ("that one went", "that cat went")]
)
def test_what_may_be_a_name_is_no_figure(old, new):
    """Chinese numerals on both sides, or a word on one, prove no number."""
    assert [ChangeKind.TEXT_REPLACED] == [change.kind for change in run(old, new).changes]


@pytest.mark.parametrize(
    "markers", [("{}. ", "1234567"), ("{}、", "一二三四五六七"), ("({}) ", "一二三四五六七")]
)
def test_items_that_count_on_are_notes(markers):
    """An item came before them; what came is told as one."""
    form, numbers = markers
    names = (
        ["water", "air", "fire", "earth", "wood"]
        if "." in form
        else ["山林管理", "水土保持", "道路維護", "橋樑檢查", "燈火設置"]
    )
    lines = [f"{name} {name} {name}" for name in names]
    old = "\n".join(form.format(n) + line for n, line in zip(numbers, lines, strict=False))
    lines.insert(1, "something else that was added 新增事項如下")
    new = "\n".join(form.format(n) + line for n, line in zip(numbers, lines, strict=False))

    found = [(change.kind, change.severity.value) for change in run(old, new).changes]

    assert [(ChangeKind.PARAGRAPH_INSERTED, "warning")] == [f for f in found if f[1] != "note"]
    assert [(ChangeKind.TEXT_REPLACED, "note")] * 4 == [f for f in found if f[1] == "note"]


def clauses(*sections):
    """Return sections numbered 2., 2.1, 2.2, 3., 3.1 and so on, a line each."""
    lines = []
    for number, (title, *rest) in enumerate(sections, 2):
        lines += [f"{number}. {title}", *(f"{number}.{n} {text}" for n, text in enumerate(rest, 1))]
    return "\n".join(lines)


_TERM = ("Term", "The term is long and firm.", "It may be ended by either party.")
_FEES = ("Fees", "The fee is due each month.")
_SCOPE = ("Scope", "This covers all of the services.")


@pytest.mark.parametrize(
    ("old", "new", "renumbered"),
    [
        ((_TERM, _FEES), (_SCOPE, _TERM, _FEES), ["3", "3.1", "3.2", "4", "4.1"]),
        ((_TERM, _FEES), ((_TERM[0], "New and short.", *_TERM[1:]), _FEES), ["2.2", "2.3"]),
    ],
)
def test_clauses_that_count_on_are_notes(old, new, renumbered):
    """With their section or inside it; a clause that came is a paragraph."""
    changes = run(clauses(*old), clauses(*new)).changes

    assert renumbered == [c.new_text for c in changes if c.severity.value == "note"]
    assert {"paragraph-inserted"} == {c.kind.value for c in changes if c.severity.value != "note"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2.1 The term is long.\n2.2 It is firm.", "2.1 The term is long.\n3.2 It is firm."),
        ("2.1 km of roads\n2.2 km of rails", "3.1 km of roads\n3.2 km of rails"),
        ("2.1 | roads here\n2.2 | rails here", "3.1 | roads here\n3.2 | rails here"),
        ("2.1 The term is long.\n2.2 It is firm.", "2.5 The term is long.\n2.8 It is firm."),
    ],
)
def test_decimals_that_do_not_count_on_are_errors(old, new):
    """A lone one may be a slip; what is measured, or stands in a cell, is no clause."""
    assert {("figure-changed", "error")} == {
        (change.kind.value, change.severity.value) for change in run(old, new).changes
    }


def test_a_wrapped_item_that_changes_places_with_repeated_ones_is_one_move():
    """What stands twice around it is matched otherwise, and the item is what moved."""
    often = """\
  2. of companies that are named in the first schedule, whose
     accounts are kept in a currency of another state and whose
     members reside abroad, the value of the goods they hold,"""
    item = """\
  3. of companies that are not named there and that
     produce or carry oil or gas by lines of their own, or
     store it, the investments."""
    other = "  4. Of parts of companies the same is to be paid;"
    stay = [f"  The {word} rule holds for every company." for word in ("first", "second")]
    end = [f"  The {word} rule is repealed then." for word in ("third", "fourth", "fifth")]
    old = "\n\n".join([*stay, often, other, often, item, *end])
    new = "\n\n".join([*stay, often, item, other, often, *end])
    (change,) = compare(Document("a", old), Document("b", new)).changes

    assert (ChangeKind.PARAGRAPH_MOVED, item.strip()) == (change.kind, change.old_text)


def test_a_damaged_heading_is_one_damage():
    """Alone between headings that stayed, it is known by its ends."""
    lines = ["(三)退职人员待遇的各项支出；", "(四)劳动保护的各项支出；", "(五)稿费及其他工作报酬；"]
    damaged = "(四)劳动?;さ母飨钪С?；"
    old, new = "\n\n".join(lines), "\n\n".join([lines[0], damaged, lines[2]])
    (change,) = compare(Document("a", old), Document("b", new)).changes

    assert ChangeKind.ENCODING_DAMAGE is change.kind


FARM = "全年粮食播种面积稳定在65.2万亩以上，粮食总产量达18.6万吨，新建高标准农田5.3万亩。"
WORKS = "项目建设扎实推进，全年实施重点项目96个，完成投资78.6亿元，招商引资到位资金45.2亿元。"
PEOPLE = "民生福祉持续改善，新建幼儿园3所，改扩建中小学7所，新增学位2400个。"
FARM_TW = "全年糧食播種面積穩定在65.2萬畝以上，糧食總產量達18.6萬噸，新建高標準農田5.3萬畝。"
WORKS_TW = "項目建設紮實推進，全年實施重點項目96個，完成投資78.6億元，招商引資到位資金45.2億元。"
PEOPLE_TW = "民生福祉持續改善，新建幼兒園3所，改擴建中小學7所，新增學位2400個。"


def hard_wrap(paragraphs, width):
    """Cut each paragraph at a width, with single line feeds between all lines."""
    return "\n".join(text[k : k + width] for text in paragraphs for k in range(0, len(text), width))


@pytest.mark.parametrize("widths", [(200, 24), (200, 30), (24, 30), (24, 200)])
@pytest.mark.parametrize(
    "paragraphs", [(FARM, WORKS, PEOPLE), (FARM_TW, WORKS_TW, PEOPLE_TW)], ids=["cn", "tw"]
)
def test_a_whole_paragraph_of_a_wrapped_text_came_or_went_as_one(paragraphs, widths):
    """Where lines end around it on both sides, no wrap is needed to explain them."""
    before, gone, after = paragraphs
    long, short = hard_wrap(paragraphs, widths[0]), hard_wrap((before, after), widths[1])
    (deleted,) = run(long, short).changes
    (inserted,) = run(short, long).changes

    assert ChangeKind.PARAGRAPH_DELETED is deleted.kind
    assert gone == deleted.old_text.replace("\n", "")
    assert ["96", "78.6", "45.2"] == [fact.text for fact in deleted.facts]
    assert ChangeKind.PARAGRAPH_INSERTED is inserted.kind
    assert gone == inserted.new_text.replace("\n", "")


@pytest.mark.parametrize("width", [24, 30])
def test_the_end_of_a_wrapped_paragraph_is_no_paragraph(width):
    """A sentence that went from inside of one is text, wherever the lines end."""
    gone = "招商引资到位资金45.2亿元。"
    old = (FARM, WORKS.replace("亿元，", "亿元。") + PEOPLE)
    new = (old[0], old[1].replace(gone, ""))
    kinds = {change.kind for change in run("\n".join(old), hard_wrap(new, width)).changes}

    assert {ChangeKind.TEXT_DELETED, ChangeKind.FIGURE_LOST} == kinds


SENTENCES = {
    "cn": ("2020年全市经济平稳运行。", "年末公路通车里程24310公里。", "全年邮电业务总量52.9亿元。"),
    "tw": ("2020年全市經濟平穩運行。", "年末公路通車里程24310公里。", "全年郵電業務總量52.9億元。"),
    "en": (
        "The town grew fast in 2020. ",
        "Its roads were 243 miles long at the end of May. ",
        "The post took 52.9 million dollars. ",
    ),
    "de": (
        "Die Stadt wuchs im Jahr 2020 schnell. ",
        "Ihre Straßen waren am Ende 243 km lang. ",
        "Die Post nahm 52,9 Millionen Euro ein. ",
    ),
}
NEXT = {
    "cn": ("农业稳定发展。", "粮食产量增长了不少。"),
    "tw": ("農業穩定發展。", "糧食產量增長了不少。"),
    "en": ("Farming went on as before. ", "More corn was brought in. "),
    "de": ("Der Ackerbau blieb, wie er war. ", "Es wurde mehr Korn geerntet. "),
}


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("order", [(0, 2, 1, 3, 4), (0, 2, 3, 1, 4), (0, 2, 3, 4, 1)])
def test_a_sentence_that_moved_is_one_move(language, order):
    """It stands once on either side, so nothing in it was lost, in its paragraph or the next."""
    both = [*SENTENCES[language], *NEXT[language]]
    moved = both[1].strip()
    new = [both[k] for k in order]
    cut = 3 if order[2] == 1 else 2
    old = "".join(both[:3]).rstrip() + "\n" + "".join(both[3:])
    (change,) = run(old, "".join(new[:cut]).rstrip() + "\n" + "".join(new[cut:])).changes

    assert (ChangeKind.PARAGRAPH_MOVED, "note") == (change.kind, change.severity.value)
    if order != (0, 2, 1, 3, 4):  # of two neighbours either may be what moved
        assert (moved, moved) == (change.old_text, change.new_text)
    assert change.message.startswith(f'text moved: "{change.old_text}" from "')


def test_a_sentence_that_became_a_paragraph_is_one_move():
    """What is gone from one paragraph stands alone as another one."""
    first, road, post = SENTENCES["cn"]
    old, new = f"{first}{road}{post}\n{NEXT['cn'][1]}", f"{first}{post}\n{NEXT['cn'][1]}\n{road}"

    assert [ChangeKind.PARAGRAPH_MOVED] == [change.kind for change in run(old, new).changes]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(
            "2020年全市经济平稳运行。年末公路通车里程24310公里。全年邮电业务总量52.9亿元。",
            "2020年全市经济平稳运行。全年邮电业务总量52.9亿元。年末公路通车里程24311公里。",
            id="another figure",
        ),
        pytest.param(
            "2020年全市经济平稳运行，年末公路通车里程24310公里，全年邮电业务总量52.9亿元。",
            "2020年全市经济平稳运行，全年邮电业务总量52.9亿元，年末公路通车里程24310公里。",
            id="no sentence",
        ),
        pytest.param(
            "增长8.5亿元。全市经济平稳运行。年末公路通车里程很长。增长8.5亿元。",
            "全市经济平稳运行。增长8.5亿元。年末公路通车里程很长。增长8.5亿元。",
            id="stands twice",
        ),
    ],
)
def test_what_is_no_whole_sentence_that_stands_once_moved_nowhere_for_certain(old, new):
    """Its figures are told as they are found."""
    kinds = {change.kind for change in run(old, new).changes}

    assert ChangeKind.PARAGRAPH_MOVED not in kinds
    assert ChangeKind.TEXT_INSERTED in kinds


ROWS = {
    "cn": (["序号 姓名 成绩"], "{} {} {}", ("张三", "李四", "王五", "赵六")),
    "tw": (["序號 姓名 成績"], "{} {} {}", ("張三", "李四", "王五", "趙六")),
    "bars": (
        ["| 序号 | 姓名 | 成绩 |", "|---|---|---|"],
        "| {} | {} | {} |",
        ("张三", "李四", "王五"),
    ),
    "tabs": ([], "{}\t{}\t{}", ("Smith", "Jones", "Brown", "White", "Green")),
    "three": (["No. Name Score"], "{} {} {}", ("Smith", "Jones", "Brown")),
}


@pytest.mark.parametrize("table", ROWS)
def test_rows_that_count_on_are_renumbered(table):
    """Where a row came or went, those below it have other serial numbers, which are notes."""
    head, form, names = ROWS[table]
    rows = [(name, f"{85 - place}.{place}") for place, name in enumerate(names)]
    texts = [
        "\n".join([*head, *(form.format(k, *row) for k, row in enumerate(kept, 1))])
        for kept in (rows, [rows[0], *rows[2:]])
    ]
    for one, other, gone in (
        (*texts, (ChangeKind.PARAGRAPH_DELETED, "error")),
        (*texts[::-1], (ChangeKind.PARAGRAPH_INSERTED, "warning")),
    ):
        found = [(change.kind, change.severity.value) for change in run(one, other).changes]

        assert [gone] == [f for f in found if f[1] != "note"]
        assert [(ChangeKind.FIGURE_CHANGED, "note")] * (len(rows) - 2) == found[1:]


@pytest.mark.parametrize("rings", ["①②③④", "⑴⑵⑶⑷", "㈠㈡㈢㈣", "❶❷❸❹"])
@pytest.mark.parametrize("between", ["\n", ""])
def test_numbers_in_rings_that_count_on_are_notes(rings, between):
    """They are marks of a list wherever they stand."""
    items = ["甲方提供相关资料；", "乙方按期完成施工；", "丙方负责工程监理；", "双方共同组织验收。"]
    old = "工作如下：" + between.join(map("".join, zip(rings, items, strict=True)))
    new = "工作如下：" + between.join(
        map("".join, zip(rings[:3], [items[0], *items[2:]], strict=True))
    )
    *_, last = run(old, new).changes

    assert (ChangeKind.TEXT_REPLACED, "note", rings[3], rings[2]) == (
        last.kind, last.severity.value, last.old_text, last.new_text
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(
            "2019 85.5\n2020 83.2\n2021 79.6", "2018 85.5\n2019 83.2\n2020 79.6", id="years"
        ),
        pytest.param(
            "1 apple a day\n2 pears a week\n3 nuts a year",
            "2 apple a day\n3 pears a week\n4 nuts a year",
            id="no row 1",
        ),
        pytest.param(
            "1 apple a day\n2 pears a week\n3 nuts a year",
            "1 apple a day\n3 pears a week\n3 nuts a year",
            id="counts on no more",
        ),
        pytest.param(
            "排名 姓名 成绩\n1 张三丰 85.5\n2 李四光 83.2\n3 王五常 79.6\n4 赵六安 77.1",
            "排名 姓名 成绩\n1 李四光 83.2\n2 张三丰 85.5\n3 王五常 79.6\n4 赵六安 77.1",
            id="two rows that change places",
        ),
    ],
)
def test_a_number_that_leads_a_line_is_a_figure_like_any_other(old, new):
    """Unless it counts on from 1 in both texts, and as many rows came or went."""
    found = [(change.kind, change.severity.value) for change in run(old, new).changes]

    assert (ChangeKind.FIGURE_CHANGED, "error") in found
    assert "note" not in [severity for _, severity in found]


CELLS = [
    ["区县", "生产总值", "增速"],
    ["东城区", "512.36", "8.2"],
    ["西城区", "486.09", "7.9"],
    ["南山县", "156.80", "-6.5"],
]
BEFORE = "2021年全市经济运行总体平稳，各区县主要经济指标完成情况如下表所示，请认真分析。\n"


def table(form, cells, rule=""):
    """Write each row in a form, with a rule below the first one."""
    head, *rows = (form.format(*row) for row in cells)
    return BEFORE + "\n".join([head, *([rule] if rule else []), *rows])


FORMS = {
    "spaces": ("{}  {}  {}", ""),
    "tabs": ("{}\t{}\t{}", ""),
    "inner bars": ("{} | {} | {}", ""),
    "outer bars": ("| {} | {} | {} |", ""),
    "Markdown": ("| {} | {} | {} |", "|---|:---:|---:|"),
    "close": ("|{}|{}|{}|", "|---|---|---|"),
    "boxes": ("│ {} │ {} │ {} │", "───┼───┼───"),
}


@pytest.mark.parametrize("one", FORMS)
@pytest.mark.parametrize("other", FORMS)
def test_the_bars_and_rules_of_a_table_are_noise(one, other):
    """Cells are parted by them as by white space."""
    result = run(table(FORMS[one][0], CELLS, FORMS[one][1]),
                 table(FORMS[other][0], CELLS, FORMS[other][1]))  # fmt: skip

    assert () == result.changes


@pytest.mark.parametrize("form", ["outer bars", "Markdown", "close", "boxes"])
def test_a_figure_in_a_cell_changes_alone(form):
    """The bars around it are still noise."""
    cells = [CELLS[0], ["东城区", "512.63", "8.2"], *CELLS[2:]]
    (change,) = run(
        table(*FORMS["tabs"][:1], CELLS), table(FORMS[form][0], cells, FORMS[form][1])
    ).changes

    assert (ChangeKind.FIGURE_CHANGED, "512.36", "512.63") == (
        change.kind, change.old_text, change.new_text
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("Type list | count to see it.", "Type list count to see it.", "|"),
        ("Either a1 || b1 is true.\nOr c1 || d1 is.", "Either a1 b1 is true.\nOr c1 d1 is.", "||"),
        ("One paragraph.\n\nAnother one.", "One paragraph.\n\n-----\n\nAnother one.", "-----"),
    ],
)
def test_a_bar_or_rule_that_is_no_part_of_a_table_is_text(old, new, text):
    """Other lines have none, or the rule has no corners."""
    first, *_ = run(old, new).changes

    assert text == first.old_text + first.new_text


NORTH = ("西城区", "486.09", "7.9")
OTHERS = [("东城区", "512.36", "8.2"), ("南山县", "156.80", "6.5")]


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("between", ["  ", " ", "\t", " | "])
@pytest.mark.parametrize(
    ("before", "after"),
    [("各项指标完成情况如下。", "各单位要认真落实。\n\n特此通知。"),
     ("The results are as follows.", "All of them were good.\n\nThat is all there is.")],
    ids=["zh", "en"],
)  # fmt: skip
def test_a_row_that_came_is_one_change_where_blank_lines_part_paragraphs(
    before, after, between, place
):
    """A row goes on with no sentence, though none ends before it."""
    rows = [*OTHERS[:place], NORTH, *OTHERS[place:]]
    one, two = (
        f"{before}\n\n" + "\n".join(map(between.join, table)) + f"\n\n{after}"
        for table in (OTHERS, rows)
    )
    (change,) = run(one, two).changes

    assert (ChangeKind.PARAGRAPH_INSERTED, between.join(NORTH)) == (change.kind, change.new_text)


def test_a_title_and_a_date_in_a_wrapped_text_are_no_one_paragraph():
    """A passage that ends no sentence may be a heading and more, which are told apart."""
    title = "加强县级统战工作服务县域经济发展"
    body = f"{FARM}\n{WORKS}\n{PEOPLE}"
    new = f"{title}\n{title}\n2007-02-02 23:03:51\n{body}"
    wrapped = "\n".join(line[k : k + 9] for line in new.split("\n") for k in range(0, len(line), 9))
    kinds = [change.kind for change in run(f"{title}\n{body}", wrapped).changes]

    assert [ChangeKind.REPEAT_ADDED, ChangeKind.DATE_ADDED] == kinds
