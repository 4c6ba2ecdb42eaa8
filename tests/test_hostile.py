"""Bad input: right answers or a clear error, in bounded time and memory."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from docdiff import Change, ChangeKind, Document, Relation, compare
from docdiff.facts import find_facts
from docdiff.normalize import make_quiet, make_quiet_pair
from docdiff.read.compound import split_compound
from docdiff.render.json_ import render_comparison
from docdiff.split import mark_folds

# Far more than any of this takes; what is quadratic in such sizes takes hours.
_MOST_SECONDS = 60
_MOST_BYTES = 2_000_000_000

ODD = {
    "digits": "7" * 5_000,
    "masks": "*" * 5_000,
    "circles": "○" * 5_000,
    "combining marks": "\u0301\u0308\u20dd" * 2_000,
    "unpaired surrogates": "\ud800\udfff" * 2_000,
    "right to left": "שלום עולם، مرحبا بالعالم ١٢٣ " * 200,
    "NUL": "\x00" * 5_000,
    "controls": "\x1b[31m\x07\x08\u202e" * 1_000,
    "line ends": "\r\n\n\r\u2028\u2029\x0b\x0c\x85" * 600,
    "invisible": "\u200b\u2060\ufeff\u00ad" * 1_000,
    "white space": " \t\u3000\u00a0" * 1_000,
    "private use": "\ue000\U0010fffd\ufffe\uffff" * 1_000,
    "emoji": "👨‍👩‍👧‍👦🏳️‍🌈" * 500,
}


def run(old: str, new: str):
    """Compare two texts."""
    return compare(Document("old", old), Document("new", new))


def run_apart(program: str) -> object:
    """Return the JSON that a program prints which may take neither long nor much memory."""
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({_MOST_BYTES},) * 2)\n"
    done = subprocess.run(
        [sys.executable, "-"],
        input=f"{limit}import json\n{_HELPERS}\n{program}",
        check=False,
        capture_output=True,
        text=True,
        timeout=_MOST_SECONDS,
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    return json.loads(done.stdout)


_HELPERS = """
from docdiff import Document, compare
def run(old, new):
    return compare(Document("old", old), Document("new", new))
def say(old, new):
    result = run(old, new)
    assert result.patch().apply(old) == new
    print(json.dumps([(c.kind.value, c.old_text[:9], c.new_text[:9]) for c in result.changes]))
"""


def test_unrelated_texts_are_one_change():
    """Where two texts have nothing in common there is nothing to align."""
    old = "The buyer shall pay the price within thirty days of delivery. " * 20
    new = "Über allen Gipfeln ist Ruh, in allen Wipfeln spürest du kaum einen Hauch. " * 20
    result = run(old, new)

    assert Relation.UNRELATED == result.relation
    assert [ChangeKind.DOCUMENT_REPLACED] == [change.kind for change in result.changes]


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_an_odd_text_is_its_own_equal(text):
    """Against itself nothing differs, whatever it is made of."""
    result = run(text, text)

    assert (Relation.IDENTICAL, (), {}) == (result.relation, result.changes, dict(result.noise))


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_an_odd_text_against_nothing(text):
    """All of it came, or went: in one direction what went in the other."""
    there, back = run("", text), run(text, "")

    assert (text, "") == (there.patch().apply(""), back.patch().apply(text))
    assert bool(make_quiet(text).chars) == bool(there.changes)
    assert [change.new_text for change in there.changes] == [c.old_text for c in back.changes]


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
@pytest.mark.parametrize("word", ["甲", "x", "5"])
def test_an_edit_in_an_odd_text_is_found(text, word):
    """What was put into its middle is in a change, and every place and quote holds."""
    half = len(text) // 2
    new = f"{text[:half]}\n{word}\n{text[half:]}"
    result = run(text, new)

    assert new == result.patch().apply(text)
    covered = {k for c in result.changes for k in range(c.new.start, c.new.end)}
    assert {half + 1 + k for k, char in enumerate(word) if char != " "} <= covered
    assert all(_quotes(change, text, new) for change in result.changes)
    assert "docdiff.diff/1" == json.loads(render_comparison(result, version="0"))["schema"]


def _quotes(change: Change, old: str, new: str) -> bool:
    """Say whether a change quotes what stands at its places."""
    return (old[change.old.start : change.old.end], new[change.new.start : change.new.end]) == (
        change.old_text,
        change.new_text,
    )


def test_one_line_of_five_megabytes():
    """The one figure that differs in it is the one change."""
    said = run_apart("""
old = "項目總投資4.5億元，建成後產值達到目標。" * 110_000
old += "末尾共300人。" + "其餘從略。" * 600_000
say(old, old.replace("300人", "500人"))
""")

    assert [["figure-changed", "300", "500"]] == said


def test_a_line_of_five_megabytes_in_letters():
    """No space or full stop is needed to find the place."""
    said = run_apart("""
from random import Random
random = Random(1)
old = "".join(random.choices("abcdefghijklmnopqrstuvwxyz", k=5_000_000))
say(old, old[:2_500_000] + " 77 " + old[2_500_000:])
""")

    assert "77" in [new for _, _, new in said]


def test_a_hundred_thousand_paragraphs_of_one_character():
    """One that is missing among ten kinds of them is a change of one or a few paragraphs."""
    said = run_apart("""
from random import Random
random = Random(1)
old = random.choices("甲乙丙丁戊己庚辛壬癸", k=100_000)
new = old[:50_000] + ["子"] + old[50_001:]
say("\\n\\n".join(old), "\\n\\n".join(new))
""")

    assert "子" in [new for _, _, new in said]
    assert 1 <= len(said) <= 3


def test_a_hundred_thousand_other_paragraphs_of_one_character():
    """Two such texts that share nothing but their alphabet are compared as well."""
    said = run_apart("""
from random import Random
random = Random(1)
a, b = ("\\n".join(random.choices("甲乙丙丁戊己庚辛壬癸", k=100_000)) for _ in range(2))
result = run(a, b)
assert result.patch().apply(a) == b
print(json.dumps(len(result.changes)))
""")

    assert said > 0


# Units of which a long row is the worst case of some pattern: each one opens what it never
# closes, repeats what is bounded, or begins in every character what ends in none.
_UNITS = (
    "7", ",", ".", " ", "\t", "(", "（", "*", "x", "×", "○", "$", "§", "?", ";", "、", "-", "中",
    "一", "十", "億", "年", "第", "不", " \n", "\r\n", "(ā", "中(ā", "中(ā)", "中( ",
    "\u4e2d\n(t", "一二三", "十百千", "年月日", "1年1月1日", "1年", "1月", "1,", "111,", "1.1",
    "1-", "1/1/", "2009-09-", "23:03:", "**1", "*1* ", "x1", "$1", "€ ", "§ 5 ",
    "§ 5 Abs. 2 Satz 3 ", "第一", "第五條", "第一條第二項第三款", "第一篇",
    "\u7b2c\u4e00\u7bc7:\n", "百分之", "一分之", "三點", "民國98年", "上午", "下午3", "twenty-",
    "two hundred and ", "zwei", "einhundert", "million ", "don'", "may ", "shall not ", "a-",
    "A.", "e\u0301\u0302", "\u200b ", "שלום ", "٣", "| 1 ", "- \n", "1. \n", "(1) ", "1、",
    "?;鶎咏M", "January ", "7 September ", "September 7, ", "07.09.", "Artikel 1, 2 und ",
    "Nr. 1/", "1 to 2 ", "一至", "1至", "5余", "數億", "者得", "非常", "4.5億元", "5 km² ",
    "May 5-", "May 5 and 7 ", "5-7 ", "5 to 7 of ", "5 m EUR ", "TEUR 5 ", "T€", "Mio. EUR ",
    "1/1,000", "£'000", "000", "Version 2.10 ", "30s", "5A/", "312  ", "312\t",
    "5.-7.05.", "5./", "CHF 1'250.-", "twenty-first ",
    "3 percentage points ", "1e5", "10×", "20xx", "90年代", "1 000 ", "1'000", "5㎡",
    "02-", "02-2345-", "400-820-", "138-0013-8000", "負", "負5%", "三成", "成五", "每噸", "每噸5元",
    "5°3′", "5個億", "3千5百", "7月7日(六)、", "2023年7月3日至", "1.8L",
    "**a** ", "[a](b) ", "<b ", "</p>\n", "&#8220;", "&amp", "| a |\n", "a,b\n", '"a","b"\n',
    "> > ", "- a\n", "a\n---\n", "page 1\n", "\n第1页", "— 1 —\n", "```\n", "🚀 a\n",
    "a[1]", "\n", "\n\t",
)  # fmt: skip
_READERS = {
    "facts": find_facts,
    "quiet": make_quiet,
    "dress": lambda text: make_quiet_pair(text, "page x,y a|b [c] *d* <e> - f"),
    "folds": lambda text: mark_folds(make_quiet(text)),
    "compound": split_compound,
}


def test_a_row_of_hosts_is_read_in_one_pass():
    """In www.www.www. each place might be looked at to the end: two megabytes would take hours."""
    program = """
from docdiff.verify import find_party
print(len(find_party("www." * 500_000).hosts))
"""

    assert run_apart(program) in (0, 1)


@pytest.mark.parametrize("name", _READERS)
def test_no_pattern_runs_away(name):
    """Rows of a hundred units are read in time that one slow pattern would use up alone."""
    program = f"""
import sys
sys.path.insert(0, {str(__file__).rpartition("/")[0]!r})
from test_hostile import _READERS, _UNITS
for unit in _UNITS:
    _READERS[{name!r}]((unit * 40_000)[:40_000] + "!")
print(len(_UNITS))
"""

    assert len(_UNITS) == run_apart(program)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("保基" * 10_000, "?;" * 10_000),
        ("可" * 10_000, "?" * 20_000),
        ("12,345;" * 3_000, "54,321;" * 3_000),
        ("五千元" * 3_000, "元" * 3_000),
        ("不得" * 5_000, "得" * 5_000),
        ("30s " * 3_000, "60s " * 3_000),
        ("XR-200_" * 3_000, "XR-300_" * 3_000),
        ("in EUR m " * 2_000, "in EUR k " * 2_000),
        ("a 5-day term " * 1_000, "a term of 6 days " * 1_000),
        ("每噸50元," * 3_000 + "甲", "50元/噸," * 3_000 + "乙"),
        ("的" * 10_000, "的(dì)" * 10_000),
        ("甲乙丙丁戊" * 8_000, "甲乙丙丁戊" * 7_000 + "甲丁" + "甲乙丙丁戊" * 900),
        ("年度總結報告書及其附件\n" * 3_000, "年度總結報告書及其附件\n" * 1_500),
    ],
    ids=lambda text: text[:6],
)
def test_no_pair_of_texts_takes_quadratic_time(old, new):
    """One edit may hold thousands of facts, holes or copies."""
    frame = ("開頭的一段文字說明本報告的來由與範圍。", "結尾的一段文字說明本報告的結論與建議。")
    program = f"say({frame[0] + old + frame[1]!r}, {frame[0] + new + frame[1]!r})"

    assert [] != run_apart(program) or old == "的" * 10_000


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00" * 4_096,
        b"\xff\xfe",
        b"\xed\xa0\x80" * 99,
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9,
    ],
    ids=["empty", "NUL", "mark alone", "surrogates", "picture"],
)
def test_a_file_that_is_no_text_is_read_or_refused(tmp_path, content):
    """The command answers or says in one line what it could not read; it never crashes."""
    odd, plain = tmp_path / "odd.txt", tmp_path / "plain.txt"
    odd.write_bytes(content)
    plain.write_text("One paragraph.\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "docdiff", "diff", str(odd), str(plain)],
        check=False,
        capture_output=True,
        timeout=_MOST_SECONDS,
    )

    assert done.returncode in (0, 1, 2)
    assert b"Traceback" not in done.stderr
    if done.returncode == 2:
        assert 1 == len(done.stderr.splitlines())


def test_a_file_of_a_thousand_labels_is_one_document():
    """Labels that do not count on from the first make no compound file, however many."""
    assert () == split_compound("第一篇:\n" * 1_200)
