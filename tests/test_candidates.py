"""Fingerprints to keys: who is alike, or shares a passage, has a key in common."""

import numpy as np
import pytest
from datasketch.lsh import _optimal_param
from hypothesis import given, settings
from hypothesis import strategies as st

from docdiff.candidates import choose_bands, find_copies, make_band_keys, make_passage_keys
from docdiff.fingerprint import Scheme
from docdiff.fingerprint.bulk import fingerprint_texts

seeds = st.integers(0, 2**32)


@pytest.fixture(scope="module", autouse=True)
def _compiled():
    """Compile before Hypothesis takes the time of an example."""
    fingerprint_texts(["縣級統戰工作" * 9], Scheme())


def random_text(seed, length=300):
    """Return ideographs that no other seed gives."""
    return "".join(map(chr, np.random.default_rng(seed).integers(0x4E00, 0x9FA6, length)))


def band_keys(texts, rows=None):
    """Return for each chosen text its band keys in order."""
    rows = np.arange(len(texts)) if rows is None else np.array(rows, dtype=np.int64)
    signatures = fingerprint_texts(texts, Scheme()).signatures
    keys, docs = make_band_keys(signatures, rows)
    return [keys[docs == place].tolist() for place in range(len(rows))]


def share_a_band(a, b):
    """Say whether two texts meet by their bands."""
    one, other = band_keys([a, b])
    return not set(one).isdisjoint(other)


# Bands


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


@settings(max_examples=50)
@given(st.lists(st.lists(st.sampled_from([0, 1 << 16]), min_size=128, max_size=128), min_size=1))
def test_keys_are_equal_where_the_slices_are(contents):
    """Documents have one key where all rows of a band agree, and in no other band."""
    contents += [[*contents[0][:40], *content[40:]] for content in contents]
    rows = np.array(contents, dtype=np.uint32)
    bands, size = choose_bands(0.5, 128)
    keys, _ = make_band_keys(rows, np.arange(len(rows)))
    slices = [
        (band, *row[band * size : (band + 1) * size]) for row in contents for band in range(bands)
    ]

    assert len(set(slices)) == len(set(keys.tolist()))
    assert len(set(slices)) == len(set(zip(slices, keys.tolist(), strict=True)))


@given(st.lists(st.integers(0, 5), max_size=8))
def test_chosen_rows_have_the_keys_they_have_among_all(rows):
    """Keys name a document by its place among the chosen ones, and depend on it alone."""
    texts = [random_text(seed) for seed in range(6)]
    everyone = band_keys(texts)

    assert [everyone[row] for row in rows] == band_keys(texts, rows)


@pytest.mark.parametrize("num_perm", [1, 4, 16, 64, 256])
def test_any_number_of_permutations_makes_bands(num_perm):
    """Each document has as many keys as there are bands, and equal documents the same ones."""
    signatures = fingerprint_texts(["縣級統戰工作" * 9] * 2, Scheme(num_perm=num_perm)).signatures
    keys, docs = make_band_keys(signatures, np.arange(2))
    count = choose_bands(0.5, num_perm)[0]

    assert [0] * count + [1] * count == docs.tolist()
    assert keys[:count].tolist() == keys[count:].tolist()


@settings(max_examples=20)
@given(seeds, st.integers(0, 300))
def test_an_edited_copy_shares_a_band(seed, place):
    """A version of Jaccard 0.95 meets its original, wherever it was edited."""
    text = random_text(seed)

    assert share_a_band(text, f"{text[:place]}改{text[place:]}")


def test_bands_find_as_many_as_they_should():
    """Of pairs of similarity 0.7 nine in ten meet at least, of 0.2 one in twenty at most."""
    draw = np.random.default_rng(5)
    found = {0.7: 0, 0.2: 0}
    for similarity in found:
        same = round(2 * similarity / (1 + similarity) * 400)
        for _ in range(60):
            base, other = draw.integers(0x4E00, 0x9FA6, (2, 404))
            a = "".join(map(chr, base))
            b = "".join(map(chr, [*base[:same], *other[same:]]))
            found[similarity] += share_a_band(a, b)

    assert found[0.7] >= 54
    assert found[0.2] <= 3


# Passages


@settings(max_examples=50)
@given(st.lists(st.lists(st.integers(0, 2**64 - 1), max_size=5), min_size=1, max_size=6), st.data())
def test_passage_keys_are_those_of_the_chosen_documents(contents, data):
    """Each passage of each chosen document once, beside the place of the document."""
    rows = data.draw(st.lists(st.integers(0, len(contents) - 1), max_size=6))
    flat = [key for content in contents for key in content]
    ends = np.cumsum([len(content) for content in contents])
    bounds = np.column_stack((np.append(0, ends[:-1]), ends))
    keys, docs = make_passage_keys(
        np.array(flat, dtype=np.uint64), bounds, np.array(rows, dtype=np.int64)
    )

    expected = [(key, place) for place, row in enumerate(rows) for key in contents[row]]
    assert expected == list(zip(keys.tolist(), docs.tolist(), strict=True))
    assert (np.uint64, np.int32) == (keys.dtype, docs.dtype)


def test_a_contained_text_shares_passages_and_no_band():
    """A page inside a book leaves its signature alone, but its passages are the same."""
    page, book = random_text(2, 300), random_text(3, 9000)
    whole = book[:4000] + page + book[4000:]
    found = fingerprint_texts([page, whole], Scheme())
    ends = found.passage_ends
    keys, docs = make_passage_keys(found.passages, np.array([[0, ends[0]], ends]), np.arange(2))

    assert not share_a_band(page, whole)
    assert set(keys[docs == 0].tolist()) <= set(keys[docs == 1].tolist())
    assert 0 in docs


# Copies


@given(st.lists(st.integers(0, 3), max_size=10), st.randoms(use_true_random=False))
def test_each_text_has_one_that_stands_for_the_others(contents, random):
    """It is the first in the order given; the others follow in that order."""
    digests = np.zeros((len(contents), 16), dtype=np.uint8)
    digests[:, 15] = contents
    rows = list(range(len(contents)))
    random.shuffle(rows)
    found = find_copies(digests, rows)

    expected = {}
    for row in rows:
        expected.setdefault(contents[row], []).append(row)
    assert [(held[0], held[1:]) for held in expected.values()] == list(found.items())


def test_rows_that_are_not_named_are_no_copies():
    """Empty texts have one digest too, and are left out by the caller."""
    assert {2: []} == find_copies(np.zeros((4, 16), dtype=np.uint8), [2])
    assert {} == find_copies(np.zeros((4, 16), dtype=np.uint8), [])
