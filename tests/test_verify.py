"""What two texts share, and the rules by which that makes them versions or something else."""

import re
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docdiff import Document, compare
from docdiff.model import Block, Relation, Span, Substitution
from docdiff.normalize import make_quiet
from docdiff.text import cut_at_breaks
from docdiff.verify import SHORT, Likeness, Naming, compare_short, measure_overlap, relate
from docdiff.verify.paragraphs import hold_paragraphs, share_paragraphs

REPORTS = Path(__file__).parent.parent / "seeds" / "reports.txt"
MIRROR = {Relation.CONTAINS: Relation.CONTAINED, Relation.CONTAINED: Relation.CONTAINS}
NAME = Substitution("德州", "淄博", 9)

# Few letters, so that shingles recur and are shared.
texts = st.text("甲乙丙𠀀\ud800", max_size=40)
shares = st.sampled_from([0.0, 0.04, 0.2, 0.25, 0.3, 0.35, 0.5, 0.6, 0.75, 0.79, 0.8, 0.9, 1.0])
lengths = st.sampled_from([0, 1, 20, 63, 64, 199, 200, 499, 500, 1000])
likenesses = st.builds(
    Likeness,
    length_a=lengths,
    length_b=lengths,
    is_equal=st.sampled_from([False]),
    similarity=st.sampled_from([0.0, 0.64, 0.65, 1.0]),
    jaccard=shares,
    containment_of_a=shares,
    containment_of_b=shares,
    weighted_containment_a=shares,
    weighted_containment_b=shares,
    naming=st.sampled_from(Naming),
    has_other_period=st.booleans(),
    has_other_name=st.booleans(),
    has_other_aim=st.booleans(),
    subject=st.sampled_from([None, NAME]),
    known=st.sampled_from([1, 2, 3, 1000, 10**6]),
).filter(lambda likeness: likeness.length_a or likeness.length_b)
thresholds = st.floats(0, 1)


def alike(a=0.0, b=None, *, sizes=(1000, 1000), exact=(0.0, 0.0), **more):
    """Return how two texts of a corpus of two are alike that share so much, by weight."""
    more = {"is_equal": False, "similarity": 0.0, "jaccard": 0.0, **more}
    return Likeness(
        length_a=sizes[0],
        length_b=sizes[1],
        containment_of_a=exact[0],
        containment_of_b=exact[1],
        weighted_containment_a=a,
        weighted_containment_b=a if b is None else b,
        **more,
    )


def exchange(likeness):
    """Return the likeness of the exchanged texts."""
    subject = likeness.subject
    return attrs.evolve(
        likeness,
        length_a=likeness.length_b,
        length_b=likeness.length_a,
        containment_of_a=likeness.containment_of_b,
        containment_of_b=likeness.containment_of_a,
        weighted_containment_a=likeness.weighted_containment_b,
        weighted_containment_b=likeness.weighted_containment_a,
        subject=subject and Substitution(subject.b, subject.a, subject.count),
    )


def decide(a, b):
    """Return the relation of two texts as a comparison finds it."""
    return compare(Document("a", a), Document("b", b)).relation


def numbered(start, stop):
    """Return sentences that share little, one for each number."""
    numbers = range(start, stop)
    return "".join(f"{chr(0x4E00 + 97 * n)}{chr(0x5E00 + 31 * n)}第{n}號決議" for n in numbers)


# Overlap


@given(texts, texts, st.integers(1, 7))
def test_overlap_is_symmetrical_and_bounded_by_the_containments(a, b, size):
    """Exchanging the texts exchanges the containments; Jaccard is never above either."""
    jaccard, of_a, of_b = measure_overlap(a, b, size)

    assert (jaccard, of_b, of_a) == measure_overlap(b, a, size)
    assert 0 <= jaccard <= min(of_a, of_b) <= max(of_a, of_b) <= 1


@given(
    st.text("ab", max_size=80), st.integers(0, 80), st.text("abc", max_size=9), st.integers(1, 4)
)
def test_overlap_is_the_same_whatever_is_known_to_be_equal(text, cut, edit, size):
    """What both texts have is read once, and each shingle counted as if it were not."""
    text, cut = 3 * text, min(cut, 3 * len(text))
    a, b = f"{text[:cut]}|{text[cut:]}", f"{text[:cut]}{edit}{text[cut:]}"
    equal = [Block(0, 0, cut), Block(cut + 1, cut + len(edit), len(text) - cut)]

    assert measure_overlap(a, b, size) == measure_overlap(a, b, size, equal)


@given(st.text("ab\ud800𠀀", min_size=4), st.text("ab\ud800𠀀", min_size=4), st.integers(1, 4))
def test_jaccard_is_the_share_of_all_shingles_that_both_have(a, b, size):
    """As sets of strings, made the slow way, have it."""
    one, two = ({text[k : k + size] for k in range(len(text) - size + 1)} for text in (a, b))

    assert len(one & two) / len(one | two) == measure_overlap(a, b, size)[0]


def test_overlap_of_an_empty_text_is_a_convention():
    """Nothing is contained in anything, is like nothing else, and is equal to nothing."""
    assert (0.0, 1.0, 0.0) == measure_overlap("", "abc")
    assert (0.0, 0.0, 1.0) == measure_overlap("abc", "")
    assert (1.0, 1.0, 1.0) == measure_overlap("", "")


def test_shingles_are_as_long_as_the_shorter_text():
    """A text shorter than a shingle is found in a longer one all the same."""
    assert (0.25, 1.0, 0.25) == measure_overlap("ab", "abcde", 5)


@given(texts, texts)
def test_short_texts_are_compared_by_their_characters(a, b):
    """The similarity is symmetrical, 1 of equal texts and 0 of those without a common one."""
    similarity = compare_short(a, b)

    assert compare_short(b, a) == similarity
    assert (a == b) == (similarity == 1.0)
    assert not set(a).isdisjoint(b) or similarity == float(a == b)


def test_a_long_text_is_not_compared_by_its_characters():
    """From 64 quiet characters on shingles tell enough, and the other way takes long."""
    assert 0.0 == compare_short("甲" * SHORT, "甲" * SHORT)
    assert 1.0 == compare_short("甲" * (SHORT - 1), "甲" * (SHORT - 1))


# Rules


@pytest.mark.parametrize(
    ("likeness", "expected"),
    [
        # 1 and 2: equal, empty, short
        (alike(is_equal=True), "identical"),
        (alike(sizes=(0, 5)), "contained"),
        (alike(sizes=(5, 0)), "contains"),
        (alike(similarity=0.65), "version"),
        (alike(similarity=0.64), "unrelated"),
        # 3: contained
        (alike(0.9, 0.4, sizes=(499, 1000)), "contained"),
        (alike(0.4, 0.9, sizes=(1000, 499)), "contains"),
        (alike(0.89, 0.4, sizes=(499, 1000)), "version"),
        (alike(0.9, 0.4, sizes=(500, 1000)), "version"),
        (alike(0.9, 0.5, sizes=(499, 1000)), "version"),
        (alike(0.9, 0.4, sizes=(499, 1000), naming=Naming.SAME_TITLE), "version"),
        (alike(0.9, 0.4, sizes=(499, 1000), naming=Naming.OTHER_TITLE), "contained"),
        # 4: siblings
        (alike(0.5, has_other_period=True), "sibling"),
        (alike(0.49, has_other_period=True), "overlap"),
        (alike(0.5, has_other_name=True), "sibling"),
        (alike(0.5, has_other_aim=True), "sibling"),
        (alike(0.5, has_other_aim=True, naming=Naming.SAME_TITLE), "version"),
        (alike(0.49, has_other_aim=True, known=10**6), "version"),
        (alike(0.5, subject=NAME), "sibling"),
        (alike(0.5, naming=Naming.OTHER_TITLE), "sibling"),
        (alike(0.5, naming=Naming.LONGER_TITLE), "sibling"),
        (alike(0.5, naming=Naming.LONGER_TITLE, exact=(0.8, 0.8)), "version"),
        (alike(0.5, naming=Naming.LONGER_TITLE, exact=(0.8, 0.79)), "sibling"),
        (alike(0.5, naming=Naming.SAME_TITLE, has_other_period=True), "sibling"),
        (alike(0.4, naming=Naming.SAME_TITLE, has_other_period=True), "overlap"),
        # 5: versions
        (alike(0.5), "version"),
        (alike(0.49), "overlap"),
        (alike(0.35, naming=Naming.SAME_TITLE), "version"),
        (alike(0.34, naming=Naming.SAME_TITLE), "overlap"),
        (alike(0.35, naming=Naming.SAME_OPENING), "version"),
        (alike(0.75, naming=Naming.LIKE_OPENING), "version"),
        (alike(0.74, naming=Naming.LIKE_OPENING), "overlap"),
        (alike(0.6, 0.1, sizes=(200, 1000)), "version"),
        (alike(0.6, 0.1, sizes=(199, 1000)), "overlap"),
        (alike(0.6, 0.5, sizes=(199, 1000)), "version"),
        (alike(0.0, exact=(0.8, 0.8)), "version"),
        (alike(0.0, exact=(0.8, 0.79)), "unrelated"),
        # 6: overlap
        (alike(0.25), "overlap"),
        (alike(0.24), "unrelated"),
        (alike(0.1, 0.25), "overlap"),
        # 7: more is known of what is rare
        (alike(0.275, known=1024), "version"),
        (alike(0.274, known=1024), "overlap"),
    ],
)
def test_relation_follows_the_rules(likeness, expected):
    """One case for each rule and for each side of each of its limits."""
    assert expected == relate(likeness, 0.25)[0].value


@given(likenesses, thresholds)
def test_relation_of_the_exchanged_texts_is_the_mirror_image(likeness, threshold):
    """Contains becomes contained; all others stay what they are."""
    relation, _ = relate(likeness, threshold)

    assert MIRROR.get(relation, relation) == relate(exchange(likeness), threshold)[0]


@given(likenesses, thresholds, thresholds)
def test_a_higher_threshold_relates_no_further_texts(likeness, one, other):
    """From related to overlapping to unrelated, and never back."""
    order = [Relation.UNRELATED, Relation.OVERLAP]
    low, high = (relate(likeness, threshold)[0] for threshold in sorted((one, other)))
    places = [order.index(found) if found in order else 2 for found in (high, low)]

    assert sorted(places) == places


@given(likenesses, thresholds)
def test_what_is_asked_for_falls_as_more_is_known(likeness, threshold):
    """Twice the threshold between two documents, hardly more among very many, never above 1."""
    asked = [attrs.evolve(likeness, known=n).asked(threshold) for n in (1, 2, 3, 64, 10**9)]

    assert sorted(asked, reverse=True) == asked
    assert min(2 * threshold, 1.0) == pytest.approx(asked[0])
    assert threshold <= asked[-1] <= min(1.04 * threshold, 1.0)


@given(likenesses, thresholds)
def test_every_decision_has_a_reason(likeness, threshold):
    """A reader is told on one line."""
    _, reason = relate(likeness, threshold)

    assert reason
    assert "\n" not in reason


@pytest.mark.parametrize(
    ("likeness", "reason"),
    [
        (alike(0.5), "50% of one text stand in the other, 50% make a version"),
        (alike(0.1), "at most 10% of one text stand in the other, 25% make an overlap"),
        (
            alike(0.4, naming=Naming.SAME_TITLE),
            "40% of one text stand in the other and they have the same title, 35% make a version",
        ),
        (
            alike(0.6, subject=NAME),
            (
                "60% of one text stand in the other, "
                "but one has 德州 throughout where the other has 淄博"
            ),
        ),
        (alike(0.95, 0.1, sizes=(100, 1000)), "95% of the shorter text stand in the longer"),
        (alike(similarity=0.8), "short texts, 80% of their characters agree"),
        (alike(sizes=(3, 0)), "b is empty"),
    ],
)
def test_reason_says_what_was_measured(likeness, reason):
    """A reader can tell from the reason which rule decided, and by how much."""
    assert reason == relate(likeness, 0.25)[1]


# Two texts


@given(texts, texts)
def test_only_equal_texts_are_identical(a, b):
    """A measure of 1 is not enough: shingle sets forget order and number."""
    same = make_quiet(a).chars == make_quiet(b).chars

    assert same == (decide(a, b) is Relation.IDENTICAL)


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
        ("parties agree to arbitrate", "the lessee shall pay rent monthly", "unrelated"),
        (numbered(0, 50), numbered(0, 50) + numbered(60, 65), "version"),
        (numbered(0, 50), numbered(0, 130), "contained"),
        (numbered(0, 130), numbered(40, 60), "contains"),
        (numbered(0, 50), numbered(30, 90), "overlap"),
        (numbered(0, 50), numbered(50, 100), "unrelated"),
        (numbered(0, 50) * 12, numbered(0, 50), "version"),
    ],
)
def test_two_texts_are_related_as_a_reader_would_say(a, b, expected):
    """The rules in the life of texts, with nothing known of what is rare."""
    assert expected == decide(a, b).value


def test_only_the_first_two_reports_are_versions():
    """Two copies of one report differ by three figures; the other three are strangers."""
    reports = re.split(r"(?m)^第.篇[:：]", REPORTS.read_text(encoding="utf-8"))[1:]
    found = {
        (a + 1, b + 1): decide(x, y).value for (a, x), (b, y) in combinations(enumerate(reports), 2)
    }

    assert "version" == found.pop((1, 2))
    assert {"unrelated"} == set(found.values())


# Paragraphs


def hold(text):
    """Return the paragraphs of a text and where they stand."""
    quiet = make_quiet(text)
    return hold_paragraphs(quiet, cut_at_breaks(quiet.gaps))


def share(a, b):
    """Return the spans of the paragraphs that two texts share."""
    return share_paragraphs(hold(a), hold(b))


def test_shared_paragraphs_are_evidence_by_their_place():
    """Noise inside a paragraph does not matter, and its place is that in the raw text."""
    a = "第一段說明經費。\n另一段。\n第三段，說明人員。"
    b = "別的開頭。\n第一段說明 經費。\n第三段,說明人員。"

    assert ((Span(0, 8), Span(6, 15)), (Span(14, 23), Span(16, 25))) == share(a, b)
    assert "第一段說明 經費。" == b[6:15]


def test_paragraphs_repeated_on_one_side_only_pair_not_at_all():
    """Which of two copies corresponds to the single one cannot be known."""
    repeated = "經費由市政府承擔。\n" * 2 + "人員另行規定如下文。"

    assert ((Span(20, 30), Span(10, 20)),) == share(
        repeated, "經費由市政府承擔。\n人員另行規定如下文。"
    )


paragraphs = st.lists(st.sampled_from(["甲乙丙丁。", "一 二三。", "ABC def.", "戊"]), max_size=8)


@given(paragraphs, paragraphs)
def test_shared_paragraphs_are_equal_but_for_noise(a, b):
    """Each pair has one content; the exchanged texts give the exchanged pairs."""
    texts_ = "\n".join(a), "\n".join(b)
    found = share(*texts_)

    assert {(y, x) for x, y in found} == set(share(*texts_[::-1]))
    assert sorted(found, key=lambda pair: pair[0].start) == list(found)
    for one, other in found:
        one_text, other_text = texts_[0][one.start : one.end], texts_[1][other.start : other.end]
        assert make_quiet(one_text).chars == make_quiet(other_text).chars


@given(paragraphs)
def test_a_text_shares_all_paragraphs_with_itself(parts):
    """Repeated ones in their order."""
    text = "\n".join(parts)

    assert sorted(Span(*place) for places in hold(text).values() for place in places) == [
        one for one, other in share(text, text) if one == other
    ]


# Start


def test_measuring_two_texts_loads_no_arrays():
    """A comparison in CI starts in a fraction of the time that numpy takes to load."""
    code = (
        "import sys; from docdiff.verify import *;"
        "from docdiff.verify.subjects import compare_subjects;"
        "measure_overlap('abcdefg', 'abcdefh'); compare_short('a', 'b');"
        "compare_subjects(find_subject('a' * 300), find_subject('b' * 300));"
        "relate(Likeness(7, 7, False, 0.9, 0.5, 0.6, 0.6, 0.6, 0.6), 0.25);"
        "print('numpy' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "False\n" == run.stdout
