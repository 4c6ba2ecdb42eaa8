"""The corpora of the versions benchmark and the way it counts."""

import json

import pytest

from benchmarks.tables import fit_exponent
from benchmarks.versions import contenders, corpus, scoring, synthetic
from benchmarks.versions.edits import STRENGTHS, edit_text, seeded

LINES = [
    f"第{n}條 本條例自一百零{n}年{n}月一日施行。主管機關應於{n * 7}日內公告之。"
    for n in range(1, 30)
]
LAW = "\n\n".join(["某某管理條例", *LINES])


@pytest.fixture
def data(tmp_path):
    """Make a folder with one set: a work of two versions and a text without another one."""
    docs = tmp_path / "data" / "laws" / "docs"
    docs.mkdir(parents=True)
    (docs / "a1.txt").write_text(LAW, "utf-8")
    (docs / "a2.txt").write_text(LAW.replace("公告", "公布"), "utf-8")
    (docs / "b.txt").write_text("\n\n".join(["組織規程", *reversed(LINES)]), "utf-8")
    versions = [{"file": "docs/a1.txt"}, {"file": "docs/a2.txt"}]
    truth = {"groups": [{"versions": versions}], "singletons": ["docs/b.txt"]}
    (docs.parent / "truth.json").write_text(json.dumps(truth), "utf-8")
    return docs.parent.parent


def write(data, folder):
    """Write a corpus of 0.1 MB and return its bytes, its records and its groups."""
    folder.mkdir()
    corpus.write_corpus(data, folder / "c", folder / "t", megabytes=0.1, seed=3)
    content = (folder / "c").read_bytes()
    records = [json.loads(line) for line in content.splitlines()]
    return content, records, scoring.read_groups(folder / "t")


def test_the_same_seed_gives_the_same_corpus(data, tmp_path):
    """Figures of two runs can be compared only when both read the same bytes."""
    assert write(data, tmp_path / "1") == write(data, tmp_path / "2")


def test_a_corpus_has_the_wanted_size_and_every_text_once_as_it_is(data, tmp_path):
    """The originals are in the corpus, and copies fill it to the size and no further."""
    content, records, _ = write(data, tmp_path / "out")
    texts = {path.read_text("utf-8") for path in data.glob("*/docs/*")}

    assert texts <= {record["text"] for record in records}
    assert 100_000 <= len(content) < 110_000


def test_every_record_is_in_one_group_of_the_truth(data, tmp_path):
    """The truth has a group for each work, and all copies of its versions are in it."""
    _, records, groups = write(data, tmp_path / "out")
    titles = {record["id"]: record["text"].split("\n")[0] for record in records}

    assert sorted(titles) == sorted(name for group in groups for name in group)
    assert [1, 1] == [len({titles[name] for name in group}) for group in groups]


def test_a_folder_without_sets_is_refused(tmp_path):
    """A wrong --data ends with a sentence, not with figures about nothing."""
    with pytest.raises(SystemExit, match="holds no set of texts"):
        corpus.read_works(tmp_path)


@pytest.mark.parametrize("name", STRENGTHS)
def test_a_strength_says_how_much_is_edited(name):
    """An exact copy is the text; every other strength changes it and keeps its title."""
    copy = edit_text(LAW, STRENGTHS[name], seeded(5), ["另定之。"])

    assert (name == "exact") == (copy == LAW)
    assert "某某管理條例" == copy.split("\n")[0]


def test_a_synthetic_corpus_is_the_beginning_of_a_longer_one():
    """Sizes of a growth curve differ in nothing but the number of documents."""
    long = list(synthetic.make_records(60, seed=2))

    assert long[:40] == list(synthetic.make_records(40, seed=2))


def test_unrelated_synthetic_documents_share_hardly_a_shingle():
    """The pairs of a growth corpus are the known ones: others are below a Jaccard of 0.1."""
    texts = [synthetic.make_original(work, seed=2) for work in range(40)]

    assert synthetic.find_largest_jaccard(texts) < 0.1
    assert all(1200 < len(text.encode()) < 3200 for text in texts)


def test_synthetic_copies_are_near_and_named_by_their_work():
    """The ids are the truth: records of one work are versions of one another."""
    works = {}
    for name, text in synthetic.make_records(80, seed=2):
        works.setdefault(name.partition("-")[0], []).append(text)
    copies = [texts for texts in works.values() if len(texts) > 1]

    assert len(copies) > 5
    assert all(synthetic.find_largest_jaccard(texts) > 0.3 for texts in copies)


def test_pairs_are_counted_without_listing_them():
    """Of the 4 pairs to be found, {a, b} is found; {b, d} and {a, d} are mistakes."""
    score = scoring.score_families([["a", "b", "c"], ["d", "e"]], [["a", "b", "d"]])

    assert scoring.Score(expected=4, found=3, hit=1) == score


def test_records_that_matched_one_another_are_a_family():
    """A removed record may have matched one that is removed later."""
    pairs = [("a", "b"), ("c", "d"), ("b", "c"), ("x", "y")]

    assert [["a", "b", "c", "d"], ["x", "y"]] == [sorted(f) for f in scoring.join_pairs(pairs)]


def test_sibling_pairs_of_a_set_are_counted_by_what_became_of_them():
    """A sibling pair in one family is a mistake; one that is called sibling is told."""
    truth = {
        "groups": [{"versions": [{"file": "docs/a"}, {"file": "docs/b"}]}],
        "siblings": [{"a": "docs/a", "b": "docs/c"}, {"a": "docs/c", "b": "docs/d"}],
    }
    found = {
        "families": [{"members": ["a", "c"]}],
        "matches": [
            {"a": "d", "b": "c", "relation": "sibling"},
            {"a": "a", "b": "b", "relation": "sibling"},
        ],
    }
    score = scoring.score_set(truth, found)

    assert (2, 1, 1, 1) == (
        score.siblings,
        score.siblings_joined,
        score.siblings_told,
        score.versions_misread,
    )


def test_growth_by_the_square_has_the_exponent_two():
    """The exponent is the slope in log-log; fewer than two sizes have none."""
    assert 2.0 == fit_exponent([10, 100, 1000], [3, 300, 30_000])
    assert None is fit_exponent([10], [3])


def test_families_are_read_from_what_was_removed(tmp_path):
    """A line of the removed file after its header names a record and the kept one it matched."""
    lines = [{"schema": "any"}, {"id": "b", "matched": "a"}, {"id": "c", "matched": "a"}]
    (tmp_path / "removed.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    answer = contenders.read_removed(tmp_path, records=5)

    assert 3 == answer.kept
    assert [["a", "b", "c"]] == [sorted(family) for family in answer.families]
