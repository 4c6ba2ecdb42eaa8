"""Blocks, groups, wraps and moves."""

from __future__ import annotations

import textwrap
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import document_pairs

from docdiff.align import align, find_equal_lines
from docdiff.align.blocks import heaviest_chain, match_blocks
from docdiff.align.runs import find_runs
from docdiff.align.similarity import similarities, similarity
from docdiff.model import Block, PairKind
from docdiff.normalize import make_quiet
from docdiff.text import Gap

A = "The committee met in the spring and agreed on a plan."
B = "Nobody asked what the weather would be like by then."
C = "In the end the plant was opened, and everyone came."


def groups(old, new):
    """Return kind and both readings of every group."""
    a, b = make_quiet(old), make_quiet(new)
    return [
        (g.kind.value, old[a.raw_start(g.old.start) : a.raw_end(g.old.end)] if len(g.old) else "",
         new[b.raw_start(g.new.start) : b.raw_end(g.new.end)] if len(g.new) else "")
        for g in align(a, b).groups
    ]  # fmt: skip


def test_lines_that_both_have_are_one_group_each():
    """A run of lines that stays is matched in one piece and told line by line."""
    lines = [f"Article {n} speaks of {n * n} things." for n in range(9)]
    old, new = "\n".join(lines), "\n".join(["A preface.", *lines[:8], "Something else."])
    quiet = make_quiet(old), make_quiet(new)
    runs = find_runs(find_equal_lines(*quiet), *quiet)

    assert [5] == [len(run.old) for run in runs]
    assert lines[:8] == [a for kind, a, b in groups(old, new) if kind == "kept" and a == b]


def test_lines_that_the_sides_part_otherwise_are_no_run():
    """A blank line that the other side lacks may split a paragraph, so it is looked at."""
    lines = [f"Article {n} speaks of {n * n} things." for n in range(9)]
    quiet = make_quiet("\n".join(lines)), make_quiet("\n".join([*lines[:4], "", *lines[4:]]))

    assert [] == find_runs(find_equal_lines(*quiet), *quiet)


@given(document_pairs())
def test_equal_lines_are_equal_whichever_side_is_old(pair):
    """They are equal to the letter, and the same ones from the other side."""
    old, new = map(make_quiet, pair)
    lines = find_equal_lines(old, new)

    assert all(old.chars[i : i + size] == new.chars[j : j + size] for i, j, size in lines)
    assert [(j, i, size) for i, j, size in lines] == find_equal_lines(new, old)


@given(st.text("ab,", max_size=60), st.text("ab,", max_size=60))
def test_blocks_are_equal_rising_and_disjoint(a, b):
    """Each is equal to the letter and lies behind the one before, on both sides."""
    blocks = match_blocks(a, b, (0, 0), (len(a), len(b)))

    assert all(a[i : i + size] == b[j : j + size] and size for i, j, size in blocks)
    for one, two in pairwise(blocks):
        assert one.i + one.size <= two.i
        assert one.j + one.size <= two.j


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(1, 5)), max_size=9))
def test_the_chain_is_the_heaviest(found):
    """No rising choice of blocks weighs more; every choice is tried."""
    blocks = sorted({(i, j): Block(i, j, size) for i, j, size in found}.values())
    best = 0
    for bits in range(1 << len(blocks)):
        chosen = [block for k, block in enumerate(blocks) if bits >> k & 1]
        if all(x.i < y.i and x.j < y.j for x, y in pairwise(chosen)):
            best = max(best, sum(block.size for block in chosen))
    chain = heaviest_chain(blocks)

    assert best == sum(block.size for block in chain)
    assert all(x.i < y.i and x.j < y.j for x, y in pairwise(chain))


def test_a_passage_moved_to_the_end_does_not_pull_the_rest():
    """The full stop that both texts end with says nothing."""
    assert {("kept", A, A), ("kept", B, B), ("moved", C, C)} == set(
        groups(f"{A}\n\n{B}\n\n{C}", f"{C}\n\n{A}\n\n{B}")
    )


def test_a_repeated_passage_did_not_move_for_certain():
    """Of three equal paragraphs nobody can say which one went where."""
    found = groups(f"{A}\n\n{B}\n\n{A}\n\n{C}", f"{B}\n\n{A}\n\n{C}\n\n{A}")

    assert "moved" not in {kind for kind, _, _ in found}


def test_a_paragraph_moved_and_edited_is_recognised():
    """It is similar to one that went, and to no other."""
    edited = C.replace("opened", "closed")
    kinds = {kind for kind, _, _ in groups(f"{A}\n\n{B}\n\n{C}", f"{edited}\n\n{A}\n\n{B}")}

    assert {"kept", "moved"} == kinds


D = "The bridge was painted green, which nobody had asked for, and so was the gate of the hall."
E = "Two boats lay in the harbour all winter long, and no one knew to whom either of them belonged."
F = "Whoever came to the fair in March was given a cup of tea, a chair by the stove and a song."
G = "A new road leads from the mill to the station now, along the river and past the old school."


def wrap(paragraphs, width, between="\n"):
    """Return paragraphs hard-wrapped at a width."""
    return between.join(textwrap.fill(paragraph, width) for paragraph in paragraphs)


@pytest.mark.parametrize("widths", [(44, 44), (44, 31), (44, 200), (200, 44)])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_wrapped_paragraph_that_moved_is_one_move(widths, between):
    """Its lines are no paragraphs, however it is wrapped where it stands now."""
    old = wrap([D, E, F, G, A], widths[0], between)
    found = groups(old, wrap([D, F, G, E, A], widths[1], between))
    moved = [(" ".join(a.split()), " ".join(b.split())) for kind, a, b in found if kind == "moved"]

    assert [(E, E)] == moved
    assert {"kept", "moved"} <= {kind for kind, _, _ in found} <= {"kept", "edited", "moved"}


def test_lines_that_moved_together_are_one_move():
    """A line of them that stands elsewhere too went with the others."""
    rows = "yield of the year\n1,200 sacks of wheat\nsee the note above\n2,400 sacks of rye"
    rest = [f"{D}\nsee the note above", E, F, G]
    found = groups("\n".join([*rest, rows]), "\n".join([rest[0], rows, *rest[1:]]))

    assert [("moved", rows, rows)] == [group for group in found if group[0] == "moved"]
    assert {"kept", "moved"} == {kind for kind, _, _ in found}


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_the_shorter_passage_moved_even_where_the_longer_one_is_of_common_lines(between):
    """Lines that stand elsewhere too are no anchors, yet it is not they that moved."""
    common = ["a) the costs,", "b) the turnover,", "c) the grants,"]
    rest = [A, *common, B, *common, "d) the water sold,", *common]
    found = groups(between.join([*rest, C, D]), between.join([*rest[:5], C, *rest[5:], D]))

    assert [("moved", C, C)] == [group for group in found if group[0] != "kept"]
    assert len(rest) + 1 == len(found) - 1


def test_a_row_edited_at_its_end_stays_a_row():
    """The line break behind the edit is one that both sides have, also in what moved."""
    rows = "年份  糧食  人口\n2016  9,120  2,210\n2017  9,280  2,175\n2018  9,455  2,148"
    edited = rows.replace("2,175", "2,170")
    old, new = make_quiet(f"{D}\n\n{E}\n\n{rows}"), make_quiet(f"{edited}\n\n{D}\n\n{E}")
    found = align(old, new)
    lines = [old.chars.index(line) for line in ("20169", "20179", "20189")]

    assert [Gap.BREAK] * 3 == [found.old_gaps[place] for place in lines]


def test_lines_are_joined_where_the_other_side_has_no_break():
    """One paragraph against the lines that it was wrapped to, n to m."""
    old, new = f"{A} {B} {C}", f"{A[:20]}\n{A[20:]} {B[:7]}\n{B[7:]} {C}"

    assert [("kept", old, new)] == groups(old, new)


def test_a_blank_line_that_the_other_side_lacks_splits():
    """A single break would be a wrap."""
    old = f"{A} {B}\n\n{C}"

    assert ["split", "kept"] == [kind for kind, _, _ in groups(old, f"{A}\n\n{B}\n\n{C}")]
    assert ["merged", "kept"] == [kind for kind, _, _ in groups(f"{A}\n\n{B}\n\n{C}", old)]
    assert ["kept", "kept"] == [kind for kind, _, _ in groups(old, f"{A}\n{B}\n\n{C}")]


def test_a_rewritten_paragraph_is_paired_with_what_it_was():
    """Similarity pairs what no long passage ties together; the stranger is an insertion."""
    old = f"{A}\n\nBuyers may pay by card, by cheque or in cash.\n\n{C}"
    new = f"{A}\n\n{B}\n\nA buyer pays with a card, a cheque or cash.\n\n{C}"

    assert ["kept", "inserted", "edited", "kept"] == [kind for kind, _, _ in groups(old, new)]


@given(document_pairs())
def test_the_mirror_image_is_the_other_direction(pair):
    """Which side is called old decides nothing."""
    a, b = (make_quiet(text) for text in pair)
    there, back = align(a, b), align(b, a)

    assert there.groups == back.mirror().groups
    assert (there.old_gaps, there.new_gaps) == (back.new_gaps, back.old_gaps)


@pytest.mark.parametrize("kind", [PairKind.DELETED, PairKind.INSERTED])
def test_what_only_one_side_has_is_a_group_of_its_own(kind):
    """Its other side is an empty place between its neighbours."""
    texts = (f"{A}\n\n{B}\n\n{C}", f"{A}\n\n{C}")
    old, new = texts if kind is PairKind.DELETED else texts[::-1]

    assert ["kept", kind.value, "kept"] == [found for found, _, _ in groups(old, new)]


def test_the_lines_of_a_paragraph_that_came_are_one_group():
    """Where blank lines part paragraphs, a heading and its items come together."""
    came = "Article 7\n1. The buyer pays.\n2. The seller delivers."
    old = f"{A}\n\n{B}\n\n{C}"

    assert [("kept", A, A), ("inserted", "", came), ("kept", B, B), ("kept", C, C)] == groups(
        old, f"{A}\n\n{came}\n\n{B}\n\n{C}"
    )


def test_a_line_that_goes_on_with_a_sentence_is_no_paragraph():
    """The last line of a wrapped paragraph was reworded; the paragraph survives."""
    old = f"{A}\n\nFrom the field of\nExamination.\n\n{C}"
    new = f"{A}\n\nFrom the field of\nwork.\n\n{C}"

    assert ["kept", "edited", "kept"] == [kind for kind, _, _ in groups(old, new)]


def test_lines_are_paragraphs_where_no_blank_lines_are():
    """Each line that came is a group of its own."""
    found = groups(f"{A}\n{C}", f"{A}\nOne more thing.\nAnd another one.\n{C}")

    assert ["kept", "inserted", "inserted", "kept"] == [kind for kind, _, _ in found]


def test_what_came_begins_with_its_line():
    """The word that the headings of two articles begin with belongs to the one that stayed."""
    one, two = "第七條\n各級政府應執行法規。", "第八條\n為促進社會發展,定之。"
    end = "本法自公布之日起施行的規定。"

    assert [("kept", f"{end}"), ("inserted", one), ("kept", "第八條"), ("kept", two[4:])] == [
        (kind, new) for kind, _, new in groups(f"{end}\n\n{two}", f"{end}\n\n{one}\n\n{two}")
    ]


def test_the_first_paragraph_can_go_as_a_whole():
    """A rule before and behind it does not make the second one the one that is gone."""
    head = f"---\n{A}"

    assert [
        ("deleted", head, ""),
        ("kept", "---", "---"),
        ("kept", B, B),
        ("kept", C, C),
    ] == groups(f"{head}\n\n---\n\n{B}\n\n{C}", f"---\n\n{B}\n\n{C}")


def test_a_blank_line_between_two_lines_begins_a_paragraph():
    """Where blank lines part paragraphs, a single break does not."""
    old = f"{A}\n{B}\n\n{C}\n\n{A[4:]}"
    new = f"{A}\n\n{B}\n\n{C}\n\n{A[4:]}"
    a, b = make_quiet(old), make_quiet(new)

    assert [1] == [len(group.breaks) for group in align(a, b).groups if group.breaks]


def test_a_phrase_that_fills_a_line_by_chance_anchors_nothing():
    """Two texts of the same words, wrapped otherwise, are the same."""
    plan = "the plan of the works and"
    text = f"{plan} what it cost is one; {plan} who pays is two; {plan} who builds is three."
    old = text.replace(f"one; {plan} ", f"one;\n{plan}\n")
    new = text.replace(f"two; {plan} ", f"two;\n{plan}\n")

    assert [("kept", old, new)] == groups(old, new)


def test_a_text_is_wrapped_though_half_of_its_lines_are_whole_paragraphs():
    """A break inside a figure that only one side has is then a wrap, not a border."""
    short = [f"第{number}項工程已經完工" for number in "甲乙丙"]
    long = [f"{name}村修通了機耕路,羣眾出行方便多了,學校也蓋好了" for name in "東南西北中"]
    last = "建成後年產值達1\n0.6億元,利稅1.2億元,安排五百人"
    old = "\n".join([*short, *(f"{line[:12]}\n{line[12:]}" for line in long), last])
    cut = (f"{line[:17]}\n{line[17:]}" for line in long)
    new = "\n".join([*short, *cut, "建成後年產值達億元,利\n稅億元,安排五百人"])

    assert [last] == [was for kind, was, _ in groups(old, new) if kind != "kept"]


@given(st.text("abc", max_size=9), st.lists(st.text("abc", max_size=9), max_size=5))
def test_a_passage_is_as_similar_to_each_of_many_as_alone(passage, others):
    """Measured in one call or one by one, the similarities are the same."""
    one_by_one = [similarity(passage, other, cutoff=0.5) for other in others]

    assert one_by_one == similarities(passage, others, cutoff=0.5)


def test_a_long_passage_is_measured_by_its_shingles_among_others_too():
    """Where one of several passages is long, it is measured as it is alone."""
    long = "".join(f"Clause {n} ends here. " for n in range(400))
    others = [long[:3000], long + "Nothing follows.", "Nothing"]
    one_by_one = [similarity(long, other, cutoff=0.5) for other in others]

    assert one_by_one == similarities(long, others, cutoff=0.5)
    assert one_by_one[1] > one_by_one[0]
