import logging
from itertools import combinations

import numpy as np
import pytest
from datasketch.lsh import _optimal_param
from hypothesis import given, settings
from hypothesis import strategies as st

from docdiff.candidates import choose_bands, find_candidates
from docdiff.fingerprint import Scheme, sign_texts
from docdiff.patch import digest


def random_text(seed, length=300):
    """Return ideographs that no other seed gives."""
    return "".join(map(chr, np.random.default_rng(seed).integers(0x4E00, 0x9FA6, length)))


# More than the number below which all pairs are candidates.
STRANGERS = [random_text(seed) for seed in range(1000, 1080)]


def candidates_of(texts, passages=None, **options):
    """Return the candidate pairs of texts as plain tuples."""
    rows = sign_texts(texts, Scheme())
    held = [[digest(p) for p in passages.get(i, ())] for i in range(len(texts))] if passages else ()
    found = find_candidates(rows, list(map(digest, texts)), held or [[]] * len(texts), **options)
    return [(pair.a, pair.b) for pair in found]


@pytest.mark.parametrize("num_perm", [1, 16, 64, 128, 200])
@pytest.mark.parametrize("threshold", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_bands_are_those_of_datasketch(threshold, num_perm):
    """The same integrals are minimised, so that indexes made by either are alike."""
    expected = _optimal_param(threshold, num_perm, 0.5, 0.5)

    assert expected == choose_bands(threshold, num_perm)


@pytest.mark.parametrize("wrong", [(-0.1, 128), (1.1, 128), (0.5, 0)])
def test_bands_of_impossible_arguments_are_refused(wrong):
    """A threshold is a similarity, and a band needs a row."""
    with pytest.raises(ValueError, match="threshold must lie in"):
        choose_bands(*wrong)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 99), max_size=8), st.integers(0, 80))
def test_exact_duplicates_are_always_candidates(seeds, fill):
    """A copy is paired with the first of its kind, among few documents or many."""
    texts = STRANGERS[:fill] + [random_text(seed) for seed in seeds]
    found = set(candidates_of(texts))

    for i, text in enumerate(texts):
        first = texts.index(text)
        assert first == i or (first, i) in found


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=8), max_size=12))
def test_all_pairs_of_a_small_set_are_candidates(texts):
    """Of few documents no version is missed by chance; an empty one is a version of none."""
    first = {text: i for i, text in reversed(list(enumerate(texts))) if text}
    expected = set(combinations(sorted(first.values()), 2))
    expected |= {(first[t], i) for i, t in enumerate(texts) if t and first[t] != i}

    assert sorted(expected) == candidates_of(texts)


def test_an_edited_copy_is_found_among_many():
    """Bands bring a version of Jaccard 0.9 together, and strangers not."""
    text = random_text(1)
    texts = [*STRANGERS, text, text[:150] + "改" + text[150:]]

    assert [(80, 81)] == candidates_of(texts)


def test_a_contained_document_is_found_by_a_shared_passage():
    """A paragraph inside a book leaves its signature alone, but the passage is the same."""
    paragraph = random_text(2, 60)
    book = "".join(random_text(seed, 2000) for seed in range(3, 9))
    texts = [*STRANGERS, paragraph, book + paragraph + book]

    assert [] == candidates_of(texts)
    assert [(80, 81)] == candidates_of(texts, {80: [paragraph], 81: [book, paragraph, paragraph]})


def test_a_passage_of_too_many_documents_is_boilerplate(caplog):
    """It pairs none, which is logged, and never expands to all pairs."""
    passages = {i: ["本法自公布之日起施行。本法自公布之日起施行。"] for i in range(70)}
    caplog.set_level(logging.INFO, logger="docdiff.candidates")

    assert [] == candidates_of(STRANGERS, passages)
    assert ["docdiff.candidates"] == [record.name for record in caplog.records]
    assert "stands in 70" in caplog.text


def test_a_full_bucket_is_paired_in_a_row(caplog):
    """A hundred variants of one text give pairs by the hundred, not by the thousand."""
    text = random_text(3, 3000)
    texts = [text[:1500] + f"{i:03}" + text[1500:] for i in range(100)]
    caplog.set_level(logging.INFO, logger="docdiff.candidates")
    found = candidates_of(texts, bucket_limit=10)

    assert {(0, i) for i in range(1, 100)} <= set(found)
    assert len(found) < 1000 < 100 * 99 // 2
    assert "paired in a row" in caplog.text


def test_a_thousand_copies_give_a_pair_each():
    """Equal documents are no bucket: the first stands for all."""
    assert [(0, i) for i in range(1, 1000)] == candidates_of(["縣級統戰工作"] * 1000)


def test_empty_documents_are_candidates_with_none():
    """Their signatures agree in every band, which means nothing."""
    assert [] == candidates_of([*STRANGERS, "", ""])
    assert [] == candidates_of(["", ""])
    assert [] == candidates_of([])


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(90)))
def test_candidates_do_not_depend_on_the_order(order):
    """The same texts meet, whichever comes first."""
    text = random_text(4, 3000)
    texts = STRANGERS + [text[:i] + "改" + text[i:] for i in range(100, 2100, 200)]
    expected = {frozenset((texts[a], texts[b])) for a, b in candidates_of(texts)}
    shuffled = [texts[i] for i in order]

    assert expected == {frozenset((shuffled[a], shuffled[b])) for a, b in candidates_of(shuffled)}


def test_inputs_of_unequal_length_are_refused():
    """A shifted list would pair the wrong documents without a word."""
    with pytest.raises(ValueError, match="of one length"):
        find_candidates(sign_texts(["a"], Scheme()), ["", ""], [[]])
