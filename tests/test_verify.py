import math
import re
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from docdiff.model import CandidatePair, Document, Relation, Settings, Span
from docdiff.normalize import make_quiet
from docdiff.split import split_fragments
from docdiff.verify import measure_overlap, relate, verify_pairs

REPORTS = Path(__file__).parent.parent / "seeds" / "reports.txt"
MIRROR = {Relation.CONTAINS: Relation.CONTAINED, Relation.CONTAINED: Relation.CONTAINS}

# Few letters, so that shingles recur and are shared.
texts = st.text("甲乙丙𠀀\ud800", max_size=40)


def read_reports():
    """Return the quiet characters of the five reports."""
    parts = re.split(r"(?m)^第.篇[:：]", REPORTS.read_text(encoding="utf-8"))[1:]
    return [make_quiet(part).chars for part in parts]


def verify(*contents, threshold=0.6):
    """Verify all pairs of texts; their ids are the letters from a on."""
    documents = [Document(chr(ord("a") + i), text) for i, text in enumerate(contents)]
    quiets = [make_quiet(text) for text in contents]
    pairs = [CandidatePair(*pair) for pair in combinations(range(len(contents)), 2)]
    paragraphs = [split_fragments(quiet) for quiet in quiets]
    return verify_pairs(
        documents, quiets, paragraphs, pairs, settings=Settings(threshold=threshold)
    )


def decide(a, b, threshold=0.6):
    """Return the relation of two quiet texts as a comparison finds it."""
    return relate(a, b, measure_overlap(a, b)[1:], threshold=threshold)[0]


def numbered(start, stop):
    """Return sentences that share little, one for each number."""
    numbers = range(start, stop)
    return "".join(f"{chr(0x4E00 + 97 * n)}{chr(0x5E00 + 31 * n)}第{n}號決議" for n in numbers)


@given(texts, texts, st.integers(1, 7))
def test_overlap_is_symmetrical_and_bounded_by_the_containments(a, b, size):
    """Exchanging the texts exchanges the containments; Jaccard is never above either."""
    jaccard, of_a, of_b = measure_overlap(a, b, size)

    assert (jaccard, of_b, of_a) == measure_overlap(b, a, size)
    assert 0 <= jaccard <= min(of_a, of_b) <= max(of_a, of_b) <= 1


def test_overlap_of_an_empty_text_is_a_convention():
    """Nothing is contained in anything, is like nothing else, and is equal to nothing."""
    assert (0.0, 1.0, 0.0) == measure_overlap("", "abc")
    assert (0.0, 0.0, 1.0) == measure_overlap("abc", "")
    assert (1.0, 1.0, 1.0) == measure_overlap("", "")


def test_shingles_are_as_long_as_the_shorter_text():
    """A text shorter than a shingle is found in a longer one all the same."""
    assert (0.25, 1.0, 0.25) == measure_overlap("ab", "abcde", 5)


@given(texts, texts)
def test_relation_of_the_exchanged_texts_is_the_mirror_image(a, b):
    """Contains becomes contained; all others stay what they are."""
    relation = decide(a, b)

    assert MIRROR.get(relation, relation) == decide(b, a)


@given(texts, texts)
def test_only_equal_texts_are_identical(a, b):
    """A measure of 1 is not enough: shingle sets forget order and number."""
    assert (a == b) == (decide(a, b) is Relation.IDENTICAL)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("", "", "identical"),
        ("", "a", "contained"),
        ("a", "", "contains"),
        ("a", "b", "unrelated"),
        ("總投資4.5億元", "總投資億元", "version"),
        ("總投資10.6億元", "總投資億元", "version"),
        ("共5項", "共8項", "version"),
        ("partiesagreetoarbitrate", "thelesseeshallpayrentmonthly", "unrelated"),
        (numbered(0, 50), numbered(0, 50) + numbered(60, 65), "version"),
        (numbered(0, 50), numbered(0, 120), "contained"),
        (numbered(0, 120), numbered(40, 60), "contains"),
        (numbered(0, 50), numbered(35, 90), "overlap"),
        (numbered(0, 50), numbered(50, 100), "unrelated"),
        (numbered(0, 50) * 12, numbered(0, 50), "version"),
        (numbered(0, 40), numbered(10, 300), "overlap"),
    ],
)
def test_relation_follows_the_rules(a, b, expected):
    """One case for each rule and for each of its limits."""
    assert expected == decide(a, b).value


def test_only_the_first_two_reports_are_versions():
    """Two copies of one report differ by three figures; the other three are strangers."""
    found = {
        (a + 1, b + 1): decide(x, y).value
        for (a, x), (b, y) in combinations(enumerate(read_reports()), 2)
    }

    assert "version" == found.pop((1, 2))
    assert {"unrelated"} == set(found.values())


@given(st.lists(texts, min_size=2, max_size=5))
def test_a_corpus_is_measured_like_two_texts(contents):
    """Numbers and sorted arrays give exactly what sets of strings give."""
    for match in verify(*contents):
        a, b = (make_quiet(contents[ord(id_) - ord("a")]).chars for id_ in (match.a, match.b))

        assert measure_overlap(a, b) == (
            match.jaccard,
            match.containment_of_a,
            match.containment_of_b,
        )


@given(texts, texts)
def test_two_texts_alone_weigh_all_shingles_alike(a, b):
    """Without other texts nothing is rare, so a search of two agrees with a comparison."""
    for match in verify(a, b):
        evidence = match.evidence

        assert match.relation == decide(make_quiet(a).chars, make_quiet(b).chars)
        assert math.isclose(match.containment_of_a, evidence.weighted_containment_a)
        assert math.isclose(match.containment_of_b, evidence.weighted_containment_b)


def slow_weights(a, b, corpus):
    """Weigh by the definition: log(N / (1 + n)), n other texts of N that have the shingle."""
    sets = {text: {text[i : i + 5] for i in range(len(text) - 4)} for text in corpus if text}

    def weigh(shingles):
        others = [held for text, held in sets.items() if text not in (a, b)]
        counts = [sum(shingle in held for held in others) for shingle in shingles]
        return sum(math.log(len(sets) / (1 + count)) for count in counts)

    shared = weigh(sets[a] & sets[b])
    return shared / weigh(sets[a]), shared / weigh(sets[b])


@given(st.lists(st.text("甲乙", min_size=5, max_size=14), min_size=2, max_size=6))
def test_weights_are_those_of_the_definition(contents):
    """The pair itself does not make its own passages common, nor does a second copy."""
    assume(contents[0] != contents[1])
    match = next((m for m in verify(*contents) if (m.a, m.b) == ("a", "b")), None)
    assume(match is not None)
    expected = slow_weights(contents[0], contents[1], contents)

    assert expected == pytest.approx(
        (match.evidence.weighted_containment_a, match.evidence.weighted_containment_b)
    )


def test_empty_documents_make_nothing_rarer():
    """A folder full of empty files must not turn an overlap into a version."""
    contents = [numbered(0, 60) + numbered(start, start + 25) for start in (100, 125, 150)]

    assert verify(*contents)[0] == verify(*contents, "", "")[0]


def test_boilerplate_weighs_little():
    """What stands in every text of a corpus does not make two of them versions."""
    boilerplate = numbered(0, 60)
    contents = [boilerplate + numbered(start, start + 25) for start in range(100, 300, 25)]

    assert Relation.VERSION is decide(contents[0], contents[1])
    assert () == verify(*contents)


def test_shared_paragraphs_are_evidence_by_their_place():
    """Noise inside a paragraph does not matter, and its place is that in the raw text."""
    a = "第一段說明經費。\n另一段。\n第三段，說明人員。"
    b = "別的開頭。\n第一段說明 經費。\n第三段,說明人員。"
    (match,) = verify(a, b)

    assert (
        (Span(0, 8), Span(6, 15)),
        (Span(14, 23), Span(16, 25)),
    ) == match.evidence.shared
    assert "第一段說明 經費。" == b[6:15]


def test_paragraphs_repeated_on_one_side_only_pair_not_at_all():
    """Which of two copies corresponds to the single one cannot be known."""
    repeated = "經費由市政府承擔。\n" * 2 + "人員另行規定如下文。"
    (match,) = verify(repeated, "經費由市政府承擔。\n人員另行規定如下文。")

    assert [(Span(20, 30), Span(10, 20))] == list(match.evidence.shared)


def test_unrelated_pairs_are_no_matches():
    """A candidate is a suspicion; only what is related is reported."""
    assert () == verify(numbered(0, 50), numbered(50, 100))
    assert () == verify()


def test_reason_says_what_was_measured():
    """A reader can tell from the reason which rule decided."""
    (match,) = verify(numbered(0, 50), numbered(0, 45) + numbered(60, 65))

    assert re.search(
        r"\d\d% of one text stand in the other, 60% make a version", match.evidence.reason
    )


def test_measuring_two_texts_loads_no_arrays():
    """A comparison in CI starts in a fraction of the time that numpy takes to load."""
    code = (
        "import sys; from docdiff.verify import measure_overlap, relate;"
        "relate('abcdefg', 'abcdefh', measure_overlap('abcdefg', 'abcdefh')[1:], threshold=0.6);"
        "print('numpy' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "False\n" == run.stdout
