"""Hard wraps that a text proves by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import Written, pieces, rewrap

from docdiff.normalize import make_quiet
from docdiff.split import mark_folds
from docdiff.text import Gap, cut_at_breaks, fold

PARAGRAPHS = (
    "新一輪土地利用規劃要因地制宜,突出特點;二要注重銜接,三要加強引導。\n"
    "在符合規劃的基礎上,合理編制村莊建設方案,確保項目用地落實。\n"
    "作為農業大鎮,要節約集約利用土地,有效落實各項保護措施,提高質量。\n"
)


def lines(text):
    """Return the quiet fragments of a text, its own wraps undone."""
    quiet = mark_folds(make_quiet(text))
    return [quiet.chars[start:end] for start, end in cut_at_breaks(quiet.gaps)]


@given(st.lists(pieces, max_size=20).map("".join))
def test_fragments_join_to_the_whole_text(text):
    """Nothing is left out, nothing counted twice, and none is empty."""
    quiet = mark_folds(make_quiet(text))
    ranges = cut_at_breaks(quiet.gaps)

    assert quiet.chars == "".join(quiet.chars[start:end] for start, end in ranges)
    assert all(start < end for start, end in ranges)


@pytest.mark.parametrize("width", [1, 2, 3, 5, 7])
def test_a_line_feed_at_every_nth_place_is_undone(width):
    """The old line feeds that stand between are found again."""
    wrapped = rewrap(Written.of(PARAGRAPHS), width, way="kept").text

    assert lines(PARAGRAPHS) == lines(wrapped)


@pytest.mark.parametrize("width", [5, 9, 11])
def test_the_same_with_two_characters_to_a_line_end(width):
    """A conversion to CRLF after the wrap hides nothing."""
    wrapped = rewrap(Written.of(PARAGRAPHS), width, way="kept").text.replace("\n", "\r\n")

    assert lines(PARAGRAPHS) == lines(wrapped)


@pytest.mark.parametrize("way", ["removed", "folded"])
def test_one_character_to_a_line_with_two_to_its_end(way):
    """The line feeds have a period of their own there, and are half of each line end."""
    wrapped = rewrap(Written.of(PARAGRAPHS), 1, way=way).text.replace("\n", "\r\n")

    assert Gap.BREAK not in mark_folds(make_quiet(wrapped)).gaps[1:-1]


def test_lines_of_words_that_were_filled_are_one_paragraph():
    """The next line's first word would not have fitted."""
    text = (
        "The committee met in the spring and agreed\n"
        "that the plant should be opened before the\n"
        "autumn, whatever the weather might be like\n"
        "and whoever of its members might object to\n"
        "that, because nobody wished to wait longer\n"
        "than was needed.\n\n"
        "A second paragraph."
    )

    assert 2 == len(lines(text))


def test_a_column_of_figures_is_no_wrapped_number():
    """Equal lines alone prove nothing; a program would have cut before a comma, too."""
    assert ["4", "5", "6", "7", "8", "9", "4", "5", "6", "7"] == lines(
        "4\n5\n6\n7\n8\n9\n4\n5\n6\n7"
    )


def test_a_table_with_a_broken_row_is_no_wrapped_text():
    """Rows of one length have line feeds at every n-th place, and at every 2n-th."""
    rows = [f"2007-01-{day:02} 4.5 million" for day in range(1, 29)]
    broken = "\n".join(rows).replace("\n2007-01-06", " 2007-01-06")

    assert 27 == len(lines(broken))


def test_a_poem_keeps_its_lines():
    """Lines of one length that end with punctuation were not cut."""
    poem = "床前明月光,\n疑是地上霜。\n舉頭望明月,\n低頭思故鄉。\n"

    assert 4 == len(lines(poem))


def test_a_break_inside_a_time_is_a_wrap():
    """No line ends with a colon that a digit on the next line continues."""
    assert [fold("23:03:51縣級")] == lines("23:03:\n51縣級")


def test_a_list_marker_begins_a_line():
    """A digit at the end of a line is not joined to the number of the next item."""
    assert [fold("共有12"), fold("3、認真落實")] == lines("共有12\n3、認真落實")


def test_breaks_that_prove_nothing_stay():
    """The other version may still undo them."""
    quiet = mark_folds(make_quiet("躋身前\n八、強鎮強村"))

    assert Gap.BREAK == quiet.gaps[3]
    assert [(0, 3), (3, 9)] == cut_at_breaks(quiet.gaps)


_SENTENCES = "".join(chr(0x4E00 + 7 * k) for k in range(600))


def test_blank_lines_that_a_cut_made_part_nothing():
    """An old line feed beside the cut is one border, also where a word was lost after it."""
    width = 13
    words = [_SENTENCES[k : k + 62] for k in range(0, 434, 62)]
    # With its line feed each paragraph fills whole lines, so that each end meets a cut.
    text = "\n".join(f"{w[: 2 * width]},{w[2 * width :]}。" for w in words)
    lines = [text[k : k + width] for k in range(0, len(text), width)]
    lines[4] = lines[4].replace(words[0][55:58], "")
    text = "\n".join(lines)

    assert len(words) - 1 == text.count("\n\n")
    assert Gap.BLANK not in mark_folds(make_quiet(text)).gaps


def test_blank_lines_of_a_cut_text_stay():
    """Where they stand behind lines of any length, the text has them of its own."""
    paragraphs = [_SENTENCES[k : k + 55 + k // 9] + "。," for k in range(0, 300, 50)]
    text = "\n\n".join("\n".join(p[k : k + 13] for k in range(0, len(p), 13)) for p in paragraphs)

    assert len(paragraphs) - 1 == mark_folds(make_quiet(text)).gaps.count(Gap.BLANK)


def test_two_lines_that_begin_as_none_does_prove_a_cut():
    """Each stands behind a full line; that most lines are short headings says nothing else."""
    headings = [f"第{number}節\n" for number in "一二三四五六七八九"]
    body = (
        "全縣上下凝心聚力攻堅克難保，\n持平穩健康發展全年實現地區的\n"
        "，總值增加一般公共預算收入也\n。增加固定資產投資完成較好。"
    )
    found = lines("".join(headings) + body)

    assert fold(body.replace("\n", "")) == found[-1]
    assert 10 == len(found)
