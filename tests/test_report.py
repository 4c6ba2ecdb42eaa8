"""Each difference once, in its class."""

from __future__ import annotations

import pytest

from docdiff import ChangeKind, Document, Severity, compare
from docdiff.report.damage import is_damage

LONG = "The committee met in the spring and agreed on a plan for the works."
MORE = "Nobody asked what the weather would be like, nor what it would cost."


def changes_of(old, new):
    """Compare two texts and return the changes."""
    return compare(Document("old", old), Document("new", new)).changes


def kinds_of(old, new):
    """Return kind and both quotes of each change."""
    return [(c.kind.value, c.old_text, c.new_text) for c in changes_of(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("總投資4.5億元,利稅好。", "總投資億元,利稅好。", ("figure-lost", "4.5", "")),
        ("總投資4.5億元,利稅好。", "總投資4.6億元,利稅好。", ("figure-changed", "4.5", "4.6")),
        ("總投資4.5億元,利稅好。", "總投資4.5萬元,利稅好。", ("unit-changed", "億元", "萬元")),
        ("收入4339萬元,利稅好。", "收入43**萬元,利稅好。", ("figure-masked", "4339", "43**")),
        ("在2003年政協換屆中", "在20xx年政協換屆中", ("date-masked", "2003年", "20xx年")),
        ("在2003年政協換屆中", "在2004年政協換屆中", ("date-changed", "2003年", "2004年")),
        ("在2003年政協換屆中", "在政協換屆中", ("date-lost", "2003年", "")),
        ("買方應當付款給賣方", "買方可以付款給賣方", ("modality-changed", "應當", "可以")),
        ("The buyer shall pay.", "The buyer may pay.", ("modality-changed", "shall", "may")),
        ("It is a large plant.", "It is not a large plant.", ("negation-changed", "", "not")),
        ("the first small plant", "the first large plant", ("text-replaced", "small", "large")),
    ],
)
def test_a_lone_difference_has_its_kind(old, new, expected):
    """One change, of the right kind, at the right place."""
    assert [expected] == kinds_of(old, new)


@pytest.mark.parametrize(
    ("old", "new", "noise"),
    [
        ("共4.5億元,利稅增長很快", "共450,000,000元,利稅增長很快", "notation"),
        ("共4.5億元,利稅增長很快", "共四億五千萬元,利稅增長很快", "notation"),
        ("共1,200人參加這次會議", "共1200人參加這次會議", "notation"),
        ("甲,乙和丙都參加了會議", "甲、乙和丙都參加了會議", "punctuation"),
        ("ISO認證的企業有很多家", "iso認證的企業有很多家", "case"),
        ("經濟發展，人民生活改善", "經濟發展,人民生活改善", "width"),
        ("經濟發展,人民生活改善", "经济发展,人民生活改善", "script"),
        ("統(tǒng)戰工作很重要的一年", "統戰工作很重要的一年", "annotation"),
        ("市直單位的負責人都來了", "市 直單位的負責人都來了", "whitespace"),
        ("市直單位的負責人都來了", "市直單\n位的負責人都來了", "line-wrap"),
        ("市直單位。\n負責人都來", "市直單位。\r\n負責人都來", "whitespace"),
    ],
)
def test_noise_is_counted_and_is_no_change(old, new, noise):
    """The same value, the same word, the same paragraph, written otherwise."""
    result = compare(Document("old", old), Document("new", new))

    assert ((), noise) == (result.changes, next(iter(result.noise)))


def test_facts_of_a_paragraph_that_survives_are_changes_of_their_own():
    """The words around them make one change more."""
    found = kinds_of("新廠建成後年產值達到十分可觀的水平", "新廠建成後年產值達到3億元的水平")

    assert ["figure-added", "text-deleted"] == sorted(kind for kind, _, _ in found)


def test_a_paragraph_that_comes_lists_its_facts():
    """It is one change, whatever stands in it."""
    came = "項目於2007年開工,總投資4.5億元。"
    (change,) = changes_of(LONG, f"{LONG}\n\n{came}")

    assert (ChangeKind.PARAGRAPH_INSERTED, came) == (change.kind, change.new_text)
    assert [("2007", ""), ("450000000", "億元")] == [(f.value, f.unit) for f in change.facts]
    assert ["2007年", "4.5"] == [
        f"{LONG}\n\n{came}"[f.span.start : f.span.end] for f in change.facts
    ]


def test_a_paragraph_that_goes_is_an_error_where_a_fact_goes_with_it():
    """If each of its facts still stands somewhere, it is a warning."""
    gone = "項目總投資4.5億元,建設順利。"
    lost = changes_of(f"{LONG}\n\n{gone}\n\n{MORE}", f"{LONG}\n\n{MORE}")
    kept = changes_of(f"{LONG}\n\n{gone}\n\n{MORE}共4.5億元。", f"{LONG}\n\n{MORE}共4.5億元。")

    assert [Severity.ERROR] == [change.severity for change in lost]
    assert [Severity.WARNING] == [change.severity for change in kept]


def test_a_repeat_names_the_other_copies():
    """A passage that stands once more than before is no new text."""
    old, new = f"{LONG}\n\n{MORE}", f"{LONG}\n\n{MORE}\n\n{LONG}"
    (change,) = changes_of(old, new)

    assert ChangeKind.REPEAT_ADDED == change.kind
    assert [("new", LONG)] == [(side, new[s.start : s.end]) for side, s in change.related]
    assert [ChangeKind.REPEAT_REMOVED] == [c.kind for c in changes_of(new, old)]


def test_a_phrase_that_stands_elsewhere_too_is_no_repeat():
    """A new paragraph may quote the old ones."""
    came = "What the committee met in the spring and agreed on was not carried out."

    assert [ChangeKind.PARAGRAPH_INSERTED] == [
        c.kind for c in changes_of(f"{LONG}\n\n{MORE}", f"{LONG}\n\n{MORE}\n\n{came}")
    ]


def test_a_break_beside_a_change_is_not_counted():
    """It belongs to the change."""
    result = compare(
        Document("a", "甲乙丙丁戊己庚辛壬癸"), Document("b", "甲乙丙丁戊\n子己庚辛壬癸")
    )

    assert {} == dict(result.noise)


@pytest.mark.parametrize(
    ("damaged", "true"),
    [
        ("?;鶎咏M", "保基層組"),
        ("?;鶎咏M", "保基层组"),
        ("?;?", "常化"),
        ("？；鶎咏Ｍ", "保基層組"),
        ("?;鶎痈骷夵h", "。基層各級黨"),
        ("?,F(xiàn)", "。現"),
        ("?!半p", "保“雙"),
        ("?shù)脑瓌t", "的原則"),
        ("?;M", "模化進"),
        ("?;⑸蠙n", "模化、上檔"),
    ],
)
def test_damage_is_proven_by_its_bytes(damaged, true):
    """Each of these was met in a real text; the true reading spells the damaged one."""
    assert is_damage(damaged, true)


@pytest.mark.parametrize(
    ("damaged", "true"),
    [
        ("?;鶎咏M", "確基層組"),
        ("??", "保"),
        ("?", "保基"),
        ("鶎咏", "保基"),
        ("?", ""),
        ("?a", "ba"),
    ],
)
def test_what_its_bytes_do_not_spell_is_no_damage(damaged, true):
    """A question mark alone proves nothing."""
    assert not is_damage(damaged, true)


@pytest.mark.parametrize("size", [1_000, 4_000])
def test_a_long_run_of_question_marks_is_tried_in_bounded_work(size):
    """Every question mark may be any byte; the states stay few all the same."""
    assert not is_damage("?" * size, "保" * size)


@pytest.mark.parametrize(
    ("old", "new", "noise"),
    [
        ("don't stop the works now", "don’t stop the works now", "punctuation"),
        ("die Straße ist gesperrt", "die STRASSE ist gesperrt", "case"),
        ("ein Cafe\u0301 in der Stadt", "ein Café in der Stadt", "notation"),
        ("砂、石、粘土都可以採挖", "砂,石,粘土都可以採挖", "punctuation"),
    ],
)
def test_spellings_of_one_word_are_noise(old, new, noise):
    """Even where the two spellings are not equally long."""
    result = compare(Document("old", old), Document("new", new))

    assert ((), [noise]) == (result.changes, list(result.noise))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # The word beside a number is text, although both together are a reference.
        (
            "Aufgaben nach Artikel 21 der Richtlinie",
            "Aufgaben nach 21 der Richtlinie",
            ("text-deleted", "Artikel", ""),
        ),
        # One word of the pair is in no table; it took the other's place all the same.
        (
            "每班兒童不得超過三十人的規模",
            "每班兒童得超過三十人的規模",
            ("modality-changed", "不得", "得"),
        ),
        # A long word that stands elsewhere too is no repeat.
        (
            "Leiter der Regionaldirektionen sind da. Wo Regionaldirektionen sind, ist es gut.",
            "Leiter der sind da. Wo Regionaldirektionen sind, ist es gut.",
            ("text-deleted", "Regionaldirektionen", ""),
        ),
        # A mask before 年 may hide a year or a number of years.
        (
            "處無期徒刑或七年以上有期徒刑",
            "處無期徒刑或**年以上有期徒刑",
            ("figure-masked", "七", "**年"),
        ),
        # Nobody knows how many digits two crosses hide.
        ("之日起七個月內離職者", "之日起××個月內離職者", ("figure-masked", "七", "××")),
    ],
)
def test_a_difference_is_no_more_than_it_is(old, new, expected):
    """What stays beside it is not part of it."""
    assert [expected] == kinds_of(old, new)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("We met twice, and left.", "We met twice and left.", [("text-deleted", ",", "", "note")]),
        ("We met twice and left.", "We met twice, and left.", [("text-inserted", "", ",", "note")]),
        ("We met twice; we left.", "We met twice, we left.", []),
        ("各項工作取得成績良好", "各項工作,取得成績良好", []),
        ("We met — all of us.", "We met, all of us.", []),
        ("We met—all of us.", "We met, all of us.", []),
        ("We met - all of us.", "We met (all of us.", []),
        ("We met--all of us.", "We met—all of us.", []),
        ("We said “no” to it.", "We said —no— to it.", []),
        ("We met — all of us.", "We met all of us.", [("text-deleted", "—", "", "note")]),
        ("We met - all of us.", "We met all of us.", [("text-deleted", "-", "", "note")]),
        ("工作完成了——成績良好", "工作完成了,成績良好", []),
        ("工作完成了成績良好", "工作完成了——成績良好", []),
        ("We said 'no' to it.", 'We said "no" to it.', []),
        ("The workers' rights.", "The workers rights.", [("text-deleted", "'", "", "note")]),
        ("It is 6' long.", "It is 6 long.", [("text-deleted", "'", "", "warning")]),
        # A mark in the place of words is told with them.
        ("We met, Ann and I.", "We met and Ann and I.", [("text-replaced", ",", "and", "warning")]),
        # A hyphen joins, makes an option or a sign, or begins a line.
        (
            "Use open-source code.",
            "Use open source code.",
            [("text-replaced", "open-source", "open source", "warning")],
        ),
        ("Use --force now.", "Use force now.", [("text-deleted", "--", "", "warning")]),
        ("We said - 5 is it.", "We said 5 is it.", [("text-deleted", "-", "", "warning")]),
        ("It fell to -5 then.", "It fell to 5 then.", [("figure-changed", "-5", "5", "error")]),
        ("氣溫降到—5℃了", "氣溫降到5℃了", [("figure-changed", "—5", "5", "error")]),
    ],
)
def test_a_lone_mark_counts_between_words_of_letters(old, new, expected):
    """A comma or dash that came is a note in English; one for another, or in Chinese, noise."""
    found = [(c.kind.value, c.old_text, c.new_text, c.severity.value) for c in changes_of(old, new)]

    assert expected == found


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "On 5 May 2020, the board met in Berlin.",
            "The board met in Berlin on 5 May 2020.",
            [("text-deleted", "On 5 May 2020,", ""), ("text-inserted", "", "on 5 May 2020")],
        ),
        (
            "2007年5月，公司在北京成立。",
            "公司于2007年5月在北京成立。",
            [("text-deleted", "2007年5月，", ""), ("text-inserted", "", "于2007年5月")],
        ),
        (
            "For 30 days, the Customer may cancel.",
            "The Customer may cancel for 30 days.",
            [("text-deleted", "For 30 days,", ""), ("text-inserted", "", "for 30 days")],
        ),
        (
            "Nach § 5 ist der Käufer gebunden.",
            "Der Käufer ist nach § 5 gebunden.",
            [
                ("text-deleted", "Nach § 5 ist", ""),
                ("text-inserted", "", "ist nach § 5"),
            ],
        ),
        (
            "Der Kunde kann den Vertrag jederzeit kündigen.",
            "Jederzeit kann der Kunde den Vertrag kündigen.",
            [
                ("text-inserted", "", "Jederzeit kann"),
                ("text-deleted", "kann", ""),
                ("text-deleted", "jederzeit", ""),
            ],
        ),
        (
            "Ann may go. Bob goes too.",
            "Ann goes. Bob may go too.",
            [
                ("modality-changed", "may", ""),
                ("text-replaced", "go", "goes"),
                ("modality-changed", "", "may"),
                ("text-replaced", "goes", "go"),
            ],
        ),
        # The same number of something else, or in another sentence, is no move.
        (
            "Ann has 5 cats and Bob has dogs.",
            "Ann has cats and Bob has 5 dogs.",
            [("figure-lost", "5", ""), ("figure-added", "", "5")],
        ),
        (
            "产值5亿元，利税大增。",
            "产值，利税5亿元大增。",
            [("figure-lost", "5", ""), ("figure-added", "", "5")],
        ),
        (
            "On 5 May 2020, the board met. It elected Ann.",
            "The board met. On 5 May 2020, it elected Ann.",
            [
                ("text-deleted", "On 5 May 2020,", ""),
                ("date-lost", "5 May 2020", ""),
                ("text-inserted", "", "On 5 May 2020,"),
                ("date-added", "", "5 May 2020"),
            ],
        ),
    ],
)
def test_a_fact_that_moves_with_its_words_is_not_lost(old, new, expected):
    """What stands in the same sentence still is told as words that moved."""
    assert expected == kinds_of(old, new)


def test_an_edit_ends_with_its_sentence():
    """Words on both sides of an equal full stop are two edits, as people mark them."""
    found = kinds_of("The cats ate. Tigers slept here.", "The mice bark. Spiders snore here.")

    assert [
        ("text-replaced", "cats ate", "mice bark"),
        ("text-replaced", "Tigers slept", "Spiders snore"),
    ] == found


@pytest.mark.parametrize(
    ("old", "new", "doubled"),
    [
        ("Er zahlt EUR 310 Miete.", "Er zahlt EUR EUR 310 Miete.", "EUR"),
        ("Es gilt Artikel 5 davon.", "Es gilt Artikel Artikel 5 davon.", "Artikel"),
        ("Es endet am 31. März 2020.", "Es endet am 31. 31. März 2020.", "31."),
        ("It is due on 5 May 2020.", "It is due on 5 May 2020 2020.", "2020"),
        ("Er kann nicht gehen.", "Er kann kann nicht gehen.", "kann"),
    ],
)
def test_a_word_said_twice_beside_a_fact_is_text(old, new, doubled):
    """The fact is the same, but this is no way to write it; in both directions."""
    assert [("text-inserted", "", doubled)] == kinds_of(old, new)
    assert [("text-deleted", doubled, "")] == kinds_of(new, old)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("It is due in thirty days.", "It is due in thirty (30) days."),
        ("共五十元,利稅增長很快", "共五十元整,利稅增長很快"),
    ],
)
def test_more_of_a_unit_is_another_notation(old, new):
    """What came is said once."""
    assert [] == kinds_of(old, new)


def test_two_figures_of_the_same_digits_are_told_with_their_values():
    """1.200 and 1200 look alike; what they are makes the difference."""
    (change,) = compare(Document("a", "Sum | 1.200"), Document("b", "Sum | 1200")).changes

    assert "figure changed: 1.200 (= 1.2) became 1200 (= 1,200)" == change.message


@pytest.mark.parametrize(
    ("old", "new", "kind", "readings", "value"),
    [
        ("in 21 towns of it", "in ** towns of it", "figure-masked", ("21", "**"), "xx"),
        ("seit 1994, 2002 gilt", "seit 1994, **** gilt", "figure-masked", ("2002", "****"), "xxxx"),
        ("MA 02110-1301, USA", "MA *****-1301, USA", "figure-masked", ("02110", "*****"), "xxxxx"),
        ("see version 1.5 of it", "see version x.x of it", "figure-masked", ("1.5", "x.x"), "x.x"),
        ("經二次催告仍不申請者", "經xx次催告仍不申請者", "figure-masked", ("二", "xx"), "xx"),
        ("總額十分之三以上", "總額xx分之三以上", "figure-masked", ("十分之三", "xx分之三"), None),
        (
            *("bis zum 31. Oktober 2007 gilt", "bis zum 31. Oktober xxxx gilt"),
            *("date-masked", ("31. Oktober 2007", "31. Oktober xxxx"), "xxxx-10-31"),
        ),
        (
            *("on 11 Feb 2003 14:58:00 it was", "on 11 Feb 2003 14:58:xx it was"),
            *("date-masked", ("11 Feb 2003 14:58:00", "11 Feb 2003 14:58:xx"), None),
        ),
        (
            *("on 11 Feb 2003 14:58:01 it was", "on 11 Feb 2003 14:58:91 it was"),
            *("date-suspect", ("11 Feb 2003 14:58:01", "11 Feb 2003 14:58:91"), None),
        ),
        (
            *("vom 19. August 2010 an", "vom 19. August 9010 an"),
            *("date-suspect", ("19. August 2010", "19. August 9010"), None),
        ),
        (
            *("自2008年11月1日起施行", "自2008年11月日起施行"),
            *("date-changed", ("2008年11月1日", "2008年11月日"), "2008-11"),
        ),
        (
            *("on 12 May 2003 05:14:45 it was", "on 12 May 2003 05::45 it was"),
            *("date-changed", ("12 May 2003 05:14:45", "12 May 2003 05::45"), None),
        ),
        ("it was made in 2010.", "it was made in 3010.", "date-changed", ("2010", "3010"), "3010"),
        ("vom 21. April an gilt", "vom . April an gilt", "date-lost", ("21. April", ""), None),
    ],
)
def test_what_is_left_of_a_fact_is_told_once(old, new, kind, readings, value):
    """Hidden, garbled or cut: the other side tells what stood there, in both directions."""
    (change,) = compare(Document("a", old), Document("b", new)).changes
    (mirrored,) = compare(Document("b", new), Document("a", old)).changes

    assert (kind, *readings) == (change.kind.value, change.old_text, change.new_text)
    assert readings[::-1] == (mirrored.old_text, mirrored.new_text)
    assert value == (change.new_value and change.new_value.value)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("the 21 towns of it", "the **21** towns of it"),
        ("see Section 10 of it", "see Section X of it"),
        ("the 5 items of it", "the red items of it"),
    ],
)
def test_signs_beside_a_fact_hide_nothing(old, new):
    """Emphasis, a Roman numeral and another word mask no figure."""
    kinds = {c.kind.value for c in compare(Document("a", old), Document("b", new)).changes}

    assert not {kind for kind in kinds if "mask" in kind}
