"""The benchmark of marks: files are read as they are meant, and the floor holds."""

from __future__ import annotations

import json

import pytest

from benchmarks.revisions.__main__ import OWN, Scores, judge, run
from benchmarks.revisions.marks import Pair, join_touching, read_pairs
from benchmarks.revisions.tools import TOOLS
from docdiff import Span

# What is reached less a little; only a person lowers it.
_FLOORS = {"words": 0.97, "characters": 0.95, "edits": 0.89}


@pytest.mark.parametrize(("measure", "floor"), _FLOORS.items())
def test_edits_agree_with_the_marks_that_come_along(measure, floor):
    """The words, characters and whole edits that people would mark are found."""
    scores = run(read_pairs(OWN), {"docdiff": TOOLS["docdiff"]})["docdiff"]

    assert getattr(scores, measure).f1 >= floor


def test_m2_gives_both_sentences_and_the_marks_on_both(tmp_path):
    """Edits of other annotators, and those that change nothing, are no marks."""
    path = tmp_path / "pairs.m2"
    path.write_text(
        "S He go to school .\n"
        "A 1 2|||x|||goes|||REQUIRED|||-NONE-|||0\n"
        "A 4 4|||x|||today|||REQUIRED|||-NONE-|||0\n"
        "A 0 1|||x|||She|||REQUIRED|||-NONE-|||1\n\n"
        "S Fine .\n"
        "A -1 -1|||noop|||-NONE-|||REQUIRED|||-NONE-|||0\n",
        encoding="utf-8",
    )
    marks = ((Span(1, 2), Span(1, 2)), (Span(4, 4), Span(4, 5)))

    assert [Pair("He go to school .", "He goes to school today .", marks)] == read_pairs(path)


def test_one_sided_marks_of_json_stand_where_the_others_leave_them(tmp_path):
    """An insertion names words of the new sentence only, a deletion words of the old one."""
    edits = [
        {"sentence-1-token-indices": None, "sentence-2-token-indices": [2, 3]},
        {"sentence-1-token-indices": [0, 1], "sentence-2-token-indices": None},
    ]
    entry = {
        "sentence-1": "So we see it",
        "sentence-2": "we see that it",
        "edits-combination-0": {str(k): edit for k, edit in enumerate(edits)},
    }
    path = tmp_path / "pairs.json"
    path.write_text(json.dumps({"0": entry}), encoding="utf-8")

    assert [((Span(0, 1), Span(0, 0)), (Span(3, 3), Span(2, 3)))] == [
        pair.marks for pair in read_pairs(path)
    ]


def test_a_file_of_another_format_is_named_in_one_line(tmp_path):
    """What is wrong is said, with the file."""
    path = tmp_path / "pairs.m2"
    path.write_text("no such format", encoding="utf-8")

    with pytest.raises(ValueError, match=r"pairs\.m2: not as expected: .*no such format"):
        read_pairs(path)


def test_a_part_of_a_word_marks_the_word_but_only_its_own_characters():
    """A tool that splits words is not charged twice for it."""
    pair = Pair("he goes", "he went", ((Span(1, 2), Span(1, 2)),))
    scores = Scores()
    judge(pair, ((Span(3, 5), Span(3, 5)),), scores)

    assert (1.0, 0.5, 1.0) == (scores.words.f1, scores.characters.recall, scores.edits.f1)


def test_marks_that_touch_are_one():
    """Whether a replacement was marked as one or as two says nothing of the texts."""
    marks = ((Span(1, 2), Span(1, 1)), (Span(2, 2), Span(1, 2)))

    assert ((Span(1, 2), Span(1, 2)),) == join_touching(marks)
