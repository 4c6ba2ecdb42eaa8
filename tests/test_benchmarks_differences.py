"""Tools that mark differences are read right, and judged by what is known of the texts."""

from __future__ import annotations

import attrs
import pytest

from benchmarks.differences import cases
from benchmarks.differences.peers.common import (
    cut_tokens,
    read_opcodes,
    read_pieces,
    read_words,
)
from benchmarks.differences.scoring import Verdict, judge, tell, tell_noise
from benchmarks.differences.tools import (
    TOOLS,
    choose_tools,
    read_answer,
    run_tool,
    tell_absent,
    write_pairs,
)
from benchmarks.quality.texts import OWN
from benchmarks.quality.truth import Case, Wanted

OLD = "The works cost 4.5 million dollars, and 300 people came."
NEW = "The works cost 4.7 million dollars, and 300 people came."
ZH = "項目總投資4.5億元人民幣,可安排5000人就業。"


def pair(old=OLD, new=NEW, group=cases.FACTS, wanted=((15, 18), (15, 18))):
    """Return a pair with one edit, or none."""
    edits = [Wanted(frozenset({"k"}), wanted[0], wanted[0], wanted[1], wanted[1])] if wanted else []
    return cases.Pair(group, "kind", "en", Case(old, new, tuple(edits)))


def test_a_mark_on_a_character_of_the_edit_finds_it():
    """A tool that marks the digit has found the figure; how much it marks is counted apart."""
    assert Verdict(1, 1, 1, 0, 2, 0) == judge(pair(), [(17, 18, 17, 18)])
    assert Verdict(1, 1, 1, 0, 20, 14) == judge(pair(), [(10, 20, 10, 20)])


def test_a_mark_elsewhere_finds_nothing_and_is_idle():
    """Nor does one that is there on one side only, where both have a text."""
    assert Verdict(1, 0, 1, 1, 6, 6) == judge(pair(), [(40, 43, 40, 43)])
    assert Verdict(1, 0, 1, 0, 3, 0) == judge(pair(), [(15, 18, 30, 30)])


def test_what_one_side_lacks_is_found_on_the_other():
    """A deletion has no text in the new one; a lone insertion touches the edit in the old one."""
    gone = pair(new=OLD.replace("4.5", ""), wanted=((15, 18), (15, 15)))
    more = pair(new=OLD.replace("4.5", "4.51"), wanted=((15, 18), (15, 19)))

    assert 1 == judge(gone, [(15, 18, 15, 15)]).found
    assert 1 == judge(more, [(18, 18, 18, 19)]).found


def test_an_edit_without_text_on_either_side_is_not_asked_for():
    """Nothing could mark it, so that a tool without any marks would have found it."""
    assert 0 == judge(pair(wanted=((15, 15), (15, 15))), []).edits


def test_pieces_and_opcodes_become_places():
    """Tokens, lengths and words all lead to the same characters of the two texts."""
    (old, a), (new, b) = cut_tokens(ZH), cut_tokens(ZH.replace("4.5", ""))

    assert "4.5" == old[5]
    assert [(5, 8, 5, 5)] == read_opcodes([("equal", 0, 5, 0, 5), ("delete", 5, 6, 5, 5)], a, b)
    assert [(3, 5, 3, 3), (5, 5, 3, 4)] == read_pieces([("=", 3), ("-", 2), ("+", 1), ("=", 9)])
    assert len(old) == len(new) + 1


def test_pieces_of_words_are_found_again_whatever_the_white_space():
    """Tools print the white space of one side, or none; only other characters are counted."""
    pieces = [("=", "a b"), ("-", "c d"), ("+", "e")]

    assert [(5, 8, 4, 4), (8, 8, 4, 5)] == read_words(pieces, "a  b c\nd", "a b e")


@pytest.mark.parametrize("texts", [("a b c", "a b e"), ("a b c d", "a b")])
def test_pieces_that_are_not_the_texts_are_refused(texts):
    """Their places would mean nothing."""
    with pytest.raises(ValueError, match="not those of the"):
        read_words([("=", "a b"), ("-", "c d"), ("+", "e")], *texts)


@pytest.mark.parametrize("tool", TOOLS[1:], ids=lambda tool: tool.name)
def test_a_tool_marks_what_was_edited(tool, tmp_path):
    """Each adapter runs its tool, says its version, and places the marks in the texts."""
    if tool.environment.absence():
        pytest.skip(tool.environment.absence())
    at = ZH.index("5000")
    pairs = [
        pair(),
        pair(old=ZH, new=ZH.replace("5000", "900"), wanted=((at, at + 4), (at, at + 3))),
        pair(old=f"{OLD}\n\n{ZH}\n", new=f"{NEW}\n\n{ZH}\n"),
        pair(new=OLD, wanted=None),
    ]
    write_pairs(pairs, tmp_path / "pairs")
    run = run_tool(tool, tmp_path / "pairs", tmp_path, 60)
    answer = read_answer(tool, tmp_path, pairs)
    found = [judge(one, marks) for one, marks in zip(pairs, answer.marks, strict=True)]

    assert "" == run.failure
    assert answer.version
    assert [1, 1, 1, 0] == [verdict.found for verdict in found]
    assert 0 == found[-1].marks
    assert all(0 < taken < 10 for taken in answer.seconds)
    assert all(verdict.idle_chars == 0 for verdict in found) or tool.name == "redlines"


def test_output_that_is_not_the_texts_gives_no_marks(tmp_path):
    """Such a pair is left out of the tool's counts, and the table says how many are in."""
    jsdiff = next(tool for tool in TOOLS if tool.name == "jsdiff")
    lines = ['{"version": "9"}', '{"seconds": 1, "pieces": [["=", "other"]]}']
    (tmp_path / "jsdiff.jsonl").write_text("\n".join(lines), "utf-8")

    assert (None,) == read_answer(jsdiff, tmp_path, [pair()]).marks


def test_pairs_are_the_same_each_time_and_of_all_groups_and_languages():
    """Two runs measure the same texts."""
    made = cases.make_pairs(OWN, 1, 1)

    assert made == cases.make_pairs(OWN, 1, 1)
    assert set(cases.GROUPS) == {one.group for one in made}
    assert {"de", "en", "zh-Hans", "zh-Hant"} == {one.language for one in made}
    assert all(one.case.wanted or one.group == cases.NOISE for one in made)


def test_noise_that_a_tool_marks_is_told():
    """Of texts that say the same, each mark is one too many."""
    pairs = [pair(group=cases.NOISE, wanted=None)] * 4
    verdicts = [
        judge(one, marks) for one, marks in zip(pairs, ([(0, 1, 0, 1)], (), (), ()), strict=True)
    ]
    told = tell(pairs, verdicts)

    assert (0.75, 0.25) == (told["noise unmarked"].value, told["marks on noise"].value)
    assert 0.75 == tell_noise(pairs, verdicts)["kind"].value


def test_a_tool_gets_texts_that_it_can_end_with():
    """What grows with the square is asked for short ones."""
    short = attrs.evolve(TOOLS[-1], longest=56)

    assert 1 == len(short.choose([pair(), pair(old=OLD * 2)]))
    assert 2 == len(TOOLS[0].choose([pair(), pair(old=OLD * 2)]))


def test_chosen_peers_run_beside_docdiff_and_the_floor():
    """Without them there is nothing to set a peer against; what is not there is told."""
    chosen = choose_tools(("difflib",))
    missing = attrs.evolve(
        TOOLS[-1], environment=attrs.evolve(TOOLS[-1].environment, packages=("x==0",), name="x")
    )

    assert ["tokens", "docdiff", "difflib"] == [tool.name for tool in chosen]
    assert {"CollateX": "not installed: python -m benchmarks install x"} == tell_absent([missing])
