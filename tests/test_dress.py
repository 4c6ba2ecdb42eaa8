"""One text in another dress: Markdown, HTML, e-mail, lists and tables."""

import pytest

from docdiff import ChangeKind, Document, Settings, compare
from docdiff.dress import decode_entities, find_dress

NOISE = tuple(kind for kind in ChangeKind if kind.category.value == "noise")
RENT = (
    "The rent is 950 euros a month, payable on the first day of each month.\n\n"
    "The tenant pays a deposit of 1,900 euros within 14 days. Pets are not allowed.\n\n"
    "Either party may end the agreement with a notice of 60 days."
)


def run(old, new, promote=()):
    """Compare two texts."""
    return compare(Document("old", old), Document("new", new), settings=Settings(promote=promote))


def told(old, new):
    """Return the changes between two texts, each by its kind and what stands on both sides."""
    return [
        (change.kind.value, change.old_text, change.new_text) for change in run(old, new).changes
    ]


DRESSED = {
    "entities by number": (
        "The “fee” is 30 € – it’s due.",
        "The &#8220;fee&#8221; is 30&#160;&#x20AC; &#8211; it&#x2019;s due.",
    ),
    "entities by name": (
        "Die Gebühr für R&D < 30 €",
        "Die Geb&uuml;hr f&uuml;r R&amp;D &lt; 30&nbsp;&euro;",
    ),
    "entities of spaces": ("第一條　總則", "第一條&emsp;總&shy;則"),
    "entities of quotes": ('Don\'t pay "30" euros.', "Don&#39;t pay &quot;30&quot; euros."),
    "entities, simplified": ("“甲方”应在30日内付款。", "&ldquo;甲方&rdquo;应在30日内付款。"),
    "entities, traditional": ("「甲方」應在30日內付款。", "&#12300;甲方&#12301;應在30日內付款。"),
    "both with entities": ("Price&nbsp;list &#8211; 30 items", "Price&#160;list &ndash; 30 items"),
    "headings": ("Limits\n\nEach user has 5 GB.", "## Limits\n\nEach user has 5 GB."),
    "ruled headings": ("# Limits\n\nEach user has 5 GB.", "Limits\n======\n\nEach user has 5 GB."),
    "bullets": ("- one file of 5 MB\n- two users", "• one file of 5 MB\n• two users"),
    "bullets before figures": (
        "- 40 chairs at 89 euros\n- 12 tables at 240 euros",
        "40 chairs at 89 euros\n12 tables at 240 euros",
    ),
    "bullets, traditional": ("● 建設公園8個\n● 改造小區60個", "建設公園8個\n改造小區60個"),
    "emoji": ("🚀 Free returns\n📞 Call 24 hours", "Free returns\nCall 24 hours"),
    "bold": ("You pay **within 30 days** of _delivery_.", "You pay within 30 days of delivery."),
    "code": ("The `late fee` is `5 %`.", "The late fee is 5 %."),
    "bold, simplified": ("应在**30日内**付清，*逾期*加收利息。", "应在30日内付清，逾期加收利息。"),
    "bold over a wrap": (
        "You pay **within\n30 days** of delivery.",
        "You pay within\n30 days of delivery.",
    ),
    "headings, other script": (
        "第一章 總則\n\n本條例適用於各地。",
        "## 第一章 总则\n\n本条例适用于各地。",
    ),
    "bold items": (
        "Monday: soup of the day\nFriday: pizza",
        "- **Monday:** soup of the day\n- **Friday:** pizza",
    ),
    "fences": ("Run this:\n\n```bash\nbackup --keep 14\n```", "Run this:\n\nbackup --keep 14"),
    "quoted mail": (RENT, "> " + RENT.replace("\n\n", "\n>\n> ")),
    "quoted twice": ("> > It costs 30 euros.\n> No.", "> It costs 30 euros.\nNo."),
    "a cut word in quoted mail": (
        "The land-\nlord repairs the land-\nlord's house.",
        "> The landlord repairs the land-\n> lord's house.",
    ),
    "tags": ("<p>It costs <b>30 euros</b>.</p>\n<p>Call us.</p>", "It costs 30 euros.\n\nCall us."),
    "addresses": (
        "Write to <a@b.org>, see <https://b.org/>.",
        "Write to a@b.org, see https://b.org/.",
    ),
    "bare numbers": ("1 Budget\nIt is 5.\n2 Roof", "1. Budget\nIt is 5.\n2. Roof"),
    "tags alone": ("<ul><li>5 cats</li><li>3 dogs</li></ul>", "5 cats\n3 dogs"),
    "tags as entities": ("金额：3000元&lt;br&gt;编号：12", "金额：3000元\n编号：12"),
    "footnotes": ("It has 450 people.[1] It is old.[2]", "It has 450 people. It is old."),
    "pages": (RENT, RENT.replace("1,900 euros ", "1,900 euros\n\nPage 3 of 12\n\n")),
    "pages between paragraphs": (RENT, RENT.replace("allowed.\n", "allowed.\n\n- 4 -\n")),
    "pages, Chinese": (
        "本縣人口45萬，面積1820平方公里。",
        "本縣人口45萬，\n第 3 頁 共 9 頁\n面積1820平方公里。",
    ),
    "numbers of items": ("一、付租金。\n二、報修。", "1. 付租金。\n2. 報修。"),
    "letters of items": ("a) pay rent,\nb) report damage", "(a) pay rent,\n(b) report damage"),
    "Roman items": ("a) pay rent,\nb) report damage", "(i) pay rent,\n(ii) report damage"),
    "rings": ("①按时交租；②保持整洁。", "1.按时交租；2.保持整洁。"),
    "numbers for bullets": ("1. pay rent\n2. report damage", "- pay rent\n- report damage"),
    "numbers lost": ("1、按时交租；\n2、保持整洁。", "按时交租；\n保持整洁。"),
}


@pytest.mark.parametrize(("one", "other"), DRESSED.values(), ids=DRESSED)
def test_dress_is_noise(one, other):
    """In both directions nothing is told, something is counted, and it can be shown."""
    there, back = run(one, other), run(other, one)

    assert ((), ()) == (there.changes, back.changes)
    assert there.noise == back.noise
    assert there.noise
    shown = run(one, other, NOISE).changes
    assert [(one[c.old.start : c.old.end], other[c.new.start : c.new.end]) for c in shown] == [
        (c.old_text, c.new_text) for c in shown
    ]
    assert (other, one) == (there.patch().apply(one), back.patch().apply(other))


def test_the_dress_has_a_kind_of_its_own():
    """An entity is shown whole, a mark with the white space around it."""
    found = run("**AT&amp;T** paid.", "AT&T paid.", (ChangeKind.MARKUP,)).changes

    assert [("**", ""), ("&amp;", "&"), ("** ", " ")] == [(c.old_text, c.new_text) for c in found]


EDITED = {
    "entities": (
        "The “fee” is 30 € a month.",
        "The &#8220;fee&#8221; is 35&#160;&euro; a month.",
        [("figure-changed", "30", "35")],
    ),
    "a date among entities": (
        "Die Prüfung läuft am 3. März 2020 ab.",
        "Die Pr&uuml;fung l&auml;uft am 13. M&auml;rz 2020 ab.",
        [("date-changed", "3. März 2020", "13. M&auml;rz 2020")],
    ),
    "an entity at the end of an edit": (
        "He said “yes”.",
        "He said &#8220;no&#8221;.",
        [("negation-changed", "yes", "no")],
    ),
    "bold": (
        "You pay **within 30 days** of the *invoice*.",
        "You pay within 14 days of the invoice.",
        [("figure-changed", "30", "14")],
    ),
    "bullets": (
        "- 5 GB for each user\n- no files of 9 MB",
        "* 5 GB for each user\n* no files of 8 MB",
        [("figure-changed", "9", "8")],
    ),
    "quoted mail": (
        RENT,
        "> " + RENT.replace("\n\n", "\n>\n> ").replace("not allowed", "allowed"),
        [("negation-changed", "not", "")],
    ),
    "a link": (
        "See [our terms](https://example.org/terms) for details.",
        "See our terms for details.",
        [("text-deleted", "https://example.org/terms", "")],
    ),
    "items": (
        "（一）建设公园8个。\n（二）改造小区60个。",
        "(1) 建设公园8个。\n(2) 改造小区66个。",
        [("figure-changed", "60", "66")],
    ),
    "footnotes": (
        "It has 450 people.[1] It is old.[2]",
        "It has 460 people. It is old.",
        [("figure-changed", "450", "460")],
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), EDITED.values(), ids=EDITED)
def test_an_edit_in_another_dress_is_told_alone(old, new, expected):
    """Whatever it was dressed in."""
    assert expected == told(old, new)


ROWS = [
    ["Tarif", "Preis", "Dauer"],
    ["Basis", "9,99 €", "12 Monate"],
    ["Plus", "14,99 €", "24 Monate"],
]
ZEILEN = [["年份", "產值(億元)", "增速"], ["2019", "131.2", "8.9%"], ["2020", "133.0", "1.4%"]]


def lines(form):
    """Return a function that writes each row of a table by ``form``."""
    return lambda rows: "\n".join(map(form, rows))


def markdown(rows):
    """Write a table as Markdown does."""
    head, *rest = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join([head, "|---|:--|--:|", *rest])


def box(rows):
    """Write a table with lines around."""
    head, *rest = (f"│ {' │ '.join(row)} │" for row in rows)
    return "\n".join(["┌────┬────┬────┐", head, "├────┼────┼────┤", *rest, "└────┴────┴────┘"])


FORMS = {
    "Markdown": markdown,
    "box": box,
    "tabs": lines("\t".join),
    "semicolons": lines(";".join),
    "quotes": lines(lambda row: ",".join(f'"{cell}"' for cell in row)),
    "columns": lines(lambda row: "".join(cell.ljust(14) for cell in row).rstrip()),
    "cells": lines("\n".join),
    "tags": lambda rows: "\n".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows
    ),
}


@pytest.mark.parametrize("other", FORMS)
@pytest.mark.parametrize("one", FORMS)
@pytest.mark.parametrize(
    ("rows", "old", "new"), [(ROWS, "14,99", "16,99"), (ZEILEN, "131.2", "132.1")]
)
def test_a_table_in_another_form_has_the_same_cells(one, other, rows, old, new):
    """The cell that differs is told, and nothing else."""
    edited = [[cell.replace(old, new) for cell in row] for row in rows]

    assert [] == told(FORMS[one](rows), FORMS[other](rows))
    assert [("figure-changed", old, new)] == told(FORMS[one](rows), FORMS[other](edited))


def test_cells_with_decimal_points_may_stand_between_commas():
    """A comma between two cells joins no figures."""
    commas = "Item,Qty,Price\nBolt,120,0.35\nNut,80,0.20"

    assert [("figure-changed", "80", "90")] == told(
        commas, commas.replace(",", "\t").replace("80", "90")
    )


KEPT = {
    "masks": ("某省**鎮和**村", "某省三橋鎮和王家村", {"text-replaced"}),
    "masked figures": ("投資**萬元，占地**畝。", "投資120萬元，占地30畝。", {"figure-unmasked"}),
    "blanks": ("一式_份，共_页", "一式2份，共3页", {"figure-unmasked"}),
    "a minus": ("溫度\n- 5 度\n- 7 度", "溫度\n5 度\n7 度", {"text-deleted"}),
    "the target of a link": (
        "See [it](https://a.org/2020) now.",
        "See [it](https://a.org/2021) now.",
        {"figure-changed"},
    ),
    "a mark that both use": (
        "**One** is **two** and three.",
        "**One** is **two** and **three**.",
        {"text-inserted"},
    ),
    "days of lines": (
        "3. Mai 2020 Beginn\n7. Mai 2020 Ende",
        "Mai 2020 Beginn\nMai 2020 Ende",
        {"date-changed"},
    ),
    "another number": ("a) rent\nb) damage", "a) rent\nd) damage", {"text-replaced"}),
    "a lone number": ("1. rent\n2. damage", "1. rent\ndamage", {"text-deleted"}),
    "a lone rule": (
        "One paragraph.\n\nAnother.",
        "One paragraph.\n\n-----\n\nAnother.",
        {"paragraph-inserted"},
    ),
    "a note that changed": (
        "It is old[3] and big[4].",
        "It is old[3] and big[5].",
        {"figure-changed"},
    ),
    "ticks": ("✅ Returns\n✅ Calls", "❌ Returns\n✅ Calls", {"text-replaced"}),
    "initials": ("A. Smith\nB. Jones", "Smith\nJones", {"text-deleted"}),
    "greater than": (
        "> 18 persons of age may vote.",
        "18 persons of age may vote.",
        {"text-deleted"},
    ),
    "a comment": (
        "debug = 1\n\n# level = 2\nmode = 3",
        "debug = 1\n\nlevel = 2\nmode = 3",
        {"text-deleted"},
    ),
    "a name to fill in": ("Use find <title> now.", "Use find now.", {"text-deleted"}),
    "no entity": ("R&D; 30 &nosuch; 5", "R&D; 30 5", {"text-deleted"}),
}


@pytest.mark.parametrize(("old", "new", "kinds"), KEPT.values(), ids=KEPT)
def test_what_says_something_is_no_dress(old, new, kinds):
    """Stars that hide a name, a sign, a target, a number that is another one."""
    assert kinds == {kind for kind, _, _ in told(old, new)}


@pytest.mark.parametrize("sign", ["-", "–", "*", "•", "+", ">"])
def test_a_sign_between_words_that_a_wrap_brought_to_the_front_is_no_mark(sign):
    """The other text has it before the same words."""
    text = f"The line London {sign} Paris {sign} Rome is 1,450 km long."
    wrapped = f"The line London\n{sign} Paris\n{sign} Rome is 1,450 km long."

    assert [] == told(text, wrapped)
    assert {"line-wrap": 2} == run(text, wrapped).noise


@pytest.mark.parametrize(
    "passage",
    [
        "- one item\n- another one",
        "| a1 | b1 |\n|---|---|\n| c1 | d1 |",
        "> Somebody said so.",
        "## A heading",
    ],
)
def test_a_passage_that_came_has_its_dress(passage):
    """It is no dress of what the other text has too."""
    old = "The rent is 950 euros.\n\nPets are not allowed."
    new = old.replace("\n\n", f"\n\n{passage}\n\n")

    assert [("paragraph-inserted", "", passage)] == told(old, new)


def test_entities_keep_the_length_of_a_text():
    """So that no offset moves."""
    text = "&lt;&nbsp;&#8220;&#10;&nosuch;&#x110000;&"
    read, sizes = decode_entities(text)

    assert len(text) == len(read)
    assert {0: 4, 4: 6, 10: 7} == sizes
    assert "< “&#10;&nosuch;&#x110000;&" == read.replace("\u200b", "").replace("\xa0", " ")


def test_what_both_texts_use_alike_is_left_alone():
    """Each mark is its writer's then, but for a bullet that became another one."""
    texts = "- one\n- two", "- one\n- two\n- three"
    mixed = "- one\n- two\n- three", "- one\n- two\n• three"

    assert ([(12, 14, "")],) * 2 == find_dress(mixed, tuple(text.split("\n") for text in mixed))
    assert ([], []) == find_dress(texts, tuple(text.split("\n") for text in texts))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- 5 °C outside temperature", "5 °C outside temperature"),
        ("It rose.\n- 5.2 % growth in the quarter", "It rose.\n5.2 % growth in the quarter"),
        ("去年\n- 3.1亿元为净利润总额", "去年\n3.1亿元为净利润总额"),
        ("Sum\n- 1,200 EUR to be paid now", "Sum\n1,200 EUR to be paid now"),
    ],
)
def test_a_dash_before_what_may_be_negative_is_no_bullet(old, new):
    """It may be the minus, which is the last thing to pass over."""
    assert compare(Document("old", old), Document("new", new)).changes


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- 3 eggs and some salt\n- 200 g of flour", "3 eggs and some salt\n200 g of flour"),
        ("- 2024-05-01 released\n- 2024-06-01 mended", "2024-05-01 released\n2024-06-01 mended"),
        ("- cold days\n- 5 °C outside\n- rain", "cold days\n5 °C outside\nrain"),
    ],
)
def test_a_dash_before_other_numbers_is_a_bullet(old, new):
    """So is one in a list whose other items are words."""
    assert not compare(Document("old", old), Document("new", new)).changes


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("* 11 is the first\n* of all the second", "11 * is the first of all * the second"),
        ("*   11\n\n*   -\n\nab cd", "11 * - * ab cd"),
        ("_0_", "_\n0\n_\n"),
        ("All of it[3] and more[4] is so", "All of it\n[3] and more\n[4] is so"),
    ],
)
def test_a_mark_that_a_wrap_moved_is_no_dress(old, new):
    """Both texts have it, so that neither loses it."""
    assert ([], []) == find_dress((old, new), (old.split("\n"), new.split("\n")))


def test_cells_in_quotes_are_those_without():
    """Commas stand in both, and part the cells of both."""
    plain = "Item,Qty,Price\nBolt,12,4.90\nNut,30,0.35\nPin,8,0.20"
    quoted = "\n".join(
        ",".join(f'"{cell}"' for cell in row.split(",")) for row in plain.split("\n")
    )

    assert () == compare(Document("old", plain), Document("new", quoted)).changes
