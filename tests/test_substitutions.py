"""Words that stand throughout one text where the other has others: the sign of a template."""

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docdiff.model import Substitution
from docdiff.verify import substitutions
from docdiff.verify.substitutions import find_substitutions, names_other_subject

# Names share no character with each other, nor with the text around them.
NAMES = ("德州", "淄博市", "a", "亚洲联合公司", "\U00020000\U00020001", "威")
names = st.sampled_from(NAMES)
seeds = st.integers(0, 2**32)


@pytest.fixture(scope="module", autouse=True)
def _compiled():
    """Compile before Hypothesis takes the time of an example."""
    find_substitutions("甲乙丙丁戊己" * 3, "甲乙丙丁戊庚" * 3)


def clauses(seed, count, length=12):
    """Return clauses of which no two have anything in common."""
    codes = list(range(0xAC00, 0xD7A4))
    Random(seed).shuffle(codes)
    return ["".join(map(chr, codes[k * length : (k + 1) * length])) for k in range(count)]


def fill(template, name):
    """Return the clauses with a name in the middle of each."""
    return "".join(f"{clause[:6]}{name}{clause[6:]}" for clause in template)


def mirrored(found):
    """Return substitutions as the exchanged texts have them, in any order."""
    return {(each.b, each.a, each.count) for each in found}


@given(seeds, st.integers(0, 20), names, names)
def test_a_filled_template_shows_its_name(seed, count, a, b):
    """What stands in another's place three times or more is found, as often as it does."""
    template = clauses(seed, count)
    expected = (Substitution(a, b, count),) if count >= 3 and a != b else ()

    assert expected == find_substitutions(fill(template, a), fill(template, b))


@given(st.text("甲乙丙𠀀\ud800a", max_size=80))
def test_a_text_has_nothing_that_itself_has_not(text):
    """A text beside itself shows no substitution, whatever it repeats."""
    assert () == find_substitutions(text, text)


@settings(max_examples=200)
@given(
    st.lists(st.tuples(st.sampled_from(range(12)), names, names), max_size=14),
    st.randoms(use_true_random=False),
)
def test_the_exchanged_texts_show_the_exchanged_words(parts, random):
    """Which text comes first decides nothing but the direction, paragraphs moved or not."""
    template = clauses(1, 12)
    a = "".join(fill([template[k]], name) for k, name, _ in parts)
    random.shuffle(parts)
    b = "".join(fill([template[k]], name) for k, _, name in parts)
    there, back = find_substitutions(a, b), find_substitutions(b, a)

    assert {(each.a, each.b, each.count) for each in there} == mirrored(back)


@given(st.text("甲乙丙", max_size=60), st.text("甲乙丙", max_size=60))
def test_what_is_found_stands_there(a, b):
    """Each word stands in its own text, and the most frequent come first."""
    found = find_substitutions(a, b)

    for each in found:
        assert a.count(each.a) >= 1 <= b.count(each.b)
        assert each.a != each.b
    assert sorted(found, key=lambda each: (-each.count, each.a, each.b)) == list(found)


def test_the_most_frequent_come_first():
    """A reader sees first what runs through the text."""
    template = clauses(11, 10)
    a = fill(template[:3], "a") + fill(template[3:7], "c") + fill(template[7:], "b")
    b = fill(template[:3], "x") + fill(template[3:7], "y") + fill(template[7:], "z")

    assert [("c", 4), ("a", 3), ("b", 3)] == [
        (each.a, each.count) for each in find_substitutions(a, b)
    ]


def test_edits_here_and_there_are_no_substitution():
    """A version changes each place in its own way."""
    template, others = clauses(2, 10), clauses(3, 10, 4)
    edited = "".join(
        f"{clause[:6]}{other}{clause[6:]}" for clause, other in zip(template, others, strict=True)
    )

    assert () == find_substitutions(fill(template, "德州"), edited)


@pytest.mark.parametrize(
    ("a", "b"), [("2019", "2020"), ("第五", "第六"), ("1.5%", "2.5%"), ("三月", "四月")]
)
def test_numerals_are_no_names(a, b):
    """The figures of two years differ throughout, and tell no subject."""
    assert () == find_substitutions(fill(clauses(4, 9), a), fill(clauses(4, 9), b))


def test_words_that_are_only_added_replace_nothing():
    """A name that the other text lacks is an insertion."""
    template = clauses(5, 9)

    assert () == find_substitutions(fill(template, ""), fill(template, "德州"))


def test_only_what_differs_is_told():
    """Of 德州市 and 德清市 the first and the last character are common."""
    template = clauses(6, 9)

    assert (Substitution("州", "清", 9),) == find_substitutions(
        fill(template, "德州市"), fill(template, "德清市")
    )


def test_a_name_is_short():
    """A run of more than twenty-four characters was written anew."""
    template, (long, *_) = clauses(7, 9), clauses(8, 1, 25)

    assert () == find_substitutions(fill(template, long), fill(template, "德州"))
    assert 9 == find_substitutions(fill(template, long[:23]), fill(template, "德州"))[0].count


def test_the_eight_most_frequent_are_told():
    """Of more, the first by their words; the list stays one that a person reads."""
    template = clauses(9, 40)
    first = [chr(0x4E10 + k) for k in range(10)]
    a = "".join(fill(template[k * 4 : k * 4 + 3], name) for k, name in enumerate(first))
    b = "".join(fill(template[k * 4 : k * 4 + 3], "的") for k in range(10))

    assert [Substitution(name, "的", 3) for name in first[:8]] == list(find_substitutions(a, b))


def test_long_texts_are_done_in_time_by_their_length():
    """A million characters that repeat throughout have no anchor, and cost no more."""
    assert () == find_substitutions("甲乙" * 500_000, "甲丙" * 500_000)


@settings(max_examples=20)
@given(seeds, names, names)
def test_compiling_changes_no_result(seed, a, b):
    """The kernels are plain Python first: what numba makes of them computes the same."""
    texts = fill(clauses(seed, 5), a), fill(clauses(seed, 5), b)
    expected = find_substitutions(*texts)
    with pytest.MonkeyPatch.context() as patch, np.errstate(over="ignore"):
        patch.setattr(substitutions, "compile_kernel", lambda kernel: kernel)
        assert expected == find_substitutions(*texts)


# Subjects


def is_subject(a, b, chars_a, chars_b):
    """Say whether a substitution names another subject, and the mirror image too."""
    there = names_other_subject(Substitution(a, b, 3), chars_a, chars_b)
    assert there == names_other_subject(Substitution(b, a, 3), chars_b, chars_a)
    return there


@pytest.mark.parametrize(
    ("a", "b", "chars_a", "chars_b", "expected"),
    [
        ("德州", "淄博", "德州" + "甲" * 98, "淄博" + "甲" * 98, True),
        ("德州", "淄博", "德州" + "甲" * 99, "淄博" + "甲" * 99, False),
        ("德州", "淄博", "德州德州", "淄博德州", False),
        ("德州", "淄博", "德州" * 5, "淄博" * 5 + "德州", True),
        ("德州", "淄博", "德州" * 4, "淄博" * 4 + "德州", False),
        ("德州", "淄博", "甲" * 9, "淄博" * 4, False),
        ("廠", "處", "本廠設工人" * 9, "本處設工人" * 9, True),
        ("廠", "處", "該廠設工人" * 9, "該處設工人" * 9, False),
        ("x", "y", "axb" * 9, "ayb" * 9, True),
    ],
    ids=[
        "once in a hundred",
        "more seldom",
        "kept on the other side",
        "kept seldom",
        "kept once in four",
        "stands nowhere",
        "one ideograph behind 本",
        "one ideograph elsewhere",
        "one letter",
    ],
)
def test_a_subject_is_named_throughout_and_stands_on_one_side(a, b, chars_a, chars_b, expected):
    """Once in a hundred characters, and a fifth of its places at most on the other side."""
    assert expected == is_subject(a, b, chars_a, chars_b)


@given(st.integers(3, 20), st.sampled_from(["德州", "亚洲联合公司", "mapping"]))
def test_what_a_template_was_filled_with_is_its_subject(count, name):
    """A name in each clause of twelve is as dense as a subject."""
    template = clauses(10, count)
    a, b = fill(template, name), fill(template, "淄博市")
    (found,) = find_substitutions(a, b)

    assert is_subject(found.a, found.b, a, b)
