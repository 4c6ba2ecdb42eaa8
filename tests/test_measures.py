"""Measures of many pairs: kernels over hashes give what sets of hashes give."""

from concurrent.futures import ThreadPoolExecutor
from itertools import combinations
from math import log

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from docdiff.fingerprint import Scheme
from docdiff.fingerprint.bulk import fingerprint_texts
from docdiff.verify import measure_overlap, measures
from docdiff.verify.measures import Rarity, ShingleSets, measure_pairs, weigh, weigh_more

# Shingles are counted by their first bits, 16 at least, so these are counted apart; their last
# bits are those that a table of the shingles of one document is addressed by.
hashes = st.builds(
    lambda number, low: number << 16 | low, st.integers(1, 40), st.sampled_from([0, 1, 64, 0xFFFF])
)
documents = st.lists(st.sets(hashes, max_size=12), min_size=2, max_size=8)


def grain(weight):
    """Round a weight to the multiples of 2^-20 that are summed without loss."""
    return round(weight * 2**20) / 2**20


@pytest.fixture(scope="module", autouse=True)
def _compiled():
    """Compile before Hypothesis takes the time of an example."""
    sets = make_sets([{1}, {2}, {3}])
    measure_pairs(sets, weigh(sets, np.arange(3), np.arange(3)), np.array([[0, 1]]))


def make_sets(contents):
    """Return sets of hashes as the kernels have them, with gaps between, as bulk leaves them."""
    flat, bounds = [], []
    for content in contents:
        flat += [77, 78, 79][: len(flat) % 3]
        bounds.append((len(flat), len(flat) + len(content)))
        flat += sorted(content, key=lambda value: value * 31 % 97)
    return ShingleSets(np.array(flat, dtype=np.uint32), np.array(bounds).reshape(-1, 2))


def all_pairs(count):
    """Return all pairs of so many documents, sorted."""
    return np.array(list(combinations(range(count), 2)), dtype=np.int64).reshape(-1, 2)


def rows_of(found):
    """Return the measures of each pair."""
    return np.column_stack(found.columns).tolist()


def weigh_all(contents, **options):
    """Weigh all documents, counting each."""
    rows = np.arange(len(contents))
    return weigh(make_sets(contents), rows, rows, **options)


def ratio(part, whole):
    """Return a share, 0 of nothing."""
    return part / whole if whole else 0.0


def counts_of(contents):
    """Return how many documents have a hash that is counted as one with the hash given."""

    def count(value):
        places = [other >> 16 for content in contents for other in content]
        return places.count(value >> 16)

    return count


def measure_by_definition(contents, a, b):
    """Return the five measures of two documents, over sets and logarithms."""
    number, count = len(contents), counts_of(contents)

    def weight(holders):
        rarity = number / min(max(holders, 1), number - 1) if number > 2 else None
        return grain(log(rarity) ** 2) if rarity else 1.0

    shared = contents[a] & contents[b]
    common = sum(weight(count(value) - 1) for value in shared) if number > 2 else len(shared)
    weighted = [
        ratio(common, common + sum(weight(count(value)) for value in own - shared))
        for own in (contents[a], contents[b])
    ]
    return [
        ratio(len(shared), len(contents[a] | contents[b])),
        ratio(len(shared), len(contents[a])),
        ratio(len(shared), len(contents[b])),
        *weighted,
    ]


# Weighing


@given(documents)
def test_rare_shingles_weigh_as_the_definition_says(contents):
    """A shingle that n of N documents have weighs log(N / n)², where it is not shared."""
    assume(len(contents) > 2)
    sets, rarity, count = make_sets(contents), weigh_all(contents), counts_of(contents)

    for (start, end), total in zip(sets.bounds.tolist(), rarity.totals, strict=True):
        held = [count(value) for value in sets.hashes[start:end].tolist()]
        expected = [grain(log(len(contents) / min(n, len(contents) - 1)) ** 2) for n in held]
        assert expected == pytest.approx(rarity.alone[rarity.classes[start:end]].tolist())
        assert sum(expected) == pytest.approx(total)


def test_of_two_documents_all_shingles_weigh_alike():
    """Nothing is rare where there is nothing else, so weighted measures are the plain ones."""
    sets = make_sets([{1 << 16, 2 << 16, 3 << 16}, {1 << 16, 4 << 16}])
    ((_, *plain, of_a, of_b),) = rows_of(
        measure_pairs(sets, weigh(sets, np.arange(2), np.arange(2)), all_pairs(2))
    )

    assert plain == [of_a, of_b]
    assert [1 / 3, 1 / 2] == plain


def test_weight_falls_as_more_documents_have_a_shingle():
    """From 1 to 65,535 holders no weight rises, and being shared never takes weight away."""
    contents = [{1 << 16}] * 4 + [{value << 16} for value in range(2, 300)]
    rarity = weigh_all(contents)

    for weights in (rarity.alone, rarity.shared):
        assert (np.diff(weights) <= 0).all()
    assert (rarity.shared >= rarity.alone).all()


@pytest.mark.parametrize(
    "holders", [1, 2, 127, 128, 129, 200, 1000, 60_000, 65_535, 65_536, 70_000]
)
def test_many_holders_are_counted_by_classes(holders):
    """Up to 127 to the unit, above by a twelfth of an octave, from 65,535 on all alike."""
    number = 70_000
    rows = np.arange(number)
    flat = np.where(rows < holders, 7 << 16, 9 << 16).astype(np.uint32)
    sets = ShingleSets(flat, np.column_stack((rows, rows + 1)))
    rarity = weigh(sets, rows[:1], rows)
    (found,) = rarity.alone[rarity.classes[:1]]

    counted = min(holders, 65_535)
    highest = log(number / counted) ** 2
    lowest = highest if counted < 128 else log(number / (counted / 2 ** (1 / 12))) ** 2
    assert highest * (1 - 1e-6) <= found <= lowest * (1 + 1e-6)


def test_the_copies_that_are_not_counted_make_nothing_common():
    """Only the documents that are named tell what is rare; others are weighed by them."""
    contents = [{1 << 16}, {2 << 16}, {3 << 16}, {1 << 16}, {1 << 16}]
    rarity = weigh(make_sets(contents), np.arange(5), np.arange(3))

    assert [pytest.approx(log(3) ** 2)] * 5 == rarity.totals.tolist()
    assert 3 == rarity.count


@given(documents, st.data())
def test_documents_may_be_weighed_later(contents, data):
    """In whatever parts, each has the weight that it has when all are weighed at once."""
    count = len(contents)
    first = data.draw(st.lists(st.integers(0, count - 1), unique=True))
    sets, everyone, expected = make_sets(contents), np.arange(count), weigh_all(contents)
    rarity = weigh(sets, np.array(first, dtype=np.int64), everyone)
    weigh_more(sets, rarity, everyone)
    pairs = all_pairs(count)

    assert expected.totals.tolist() == rarity.totals.tolist()
    assert rows_of(measure_pairs(sets, expected, pairs)) == rows_of(
        measure_pairs(sets, rarity, pairs)
    )


# Measuring


@settings(max_examples=200)
@given(documents)
@example([{1 << 16}, {1 << 16}, {1 << 16}])
@example([set(), set(), {1 << 16}])
@example([{n << 16 for n in range(1, 41)}, {n << 16 for n in range(20, 33)}, {5 << 16}])
def test_measures_are_those_of_the_definition(contents):
    """A table of hashes finds what the intersection of two sets has, and its weight."""
    pairs = all_pairs(len(contents))
    found = measure_pairs(make_sets(contents), weigh_all(contents), pairs)

    for (a, b), row in zip(pairs.tolist(), rows_of(found), strict=True):
        assert measure_by_definition(contents, a, b) == pytest.approx(row)


@given(documents)
def test_measures_are_shares_and_the_pair_has_no_order(contents):
    """All lie in [0, 1]; of the exchanged pair Jaccard stays and the others change places."""
    sets, rarity = make_sets(contents), weigh_all(contents)
    pairs = all_pairs(len(contents))
    there = np.array(rows_of(measure_pairs(sets, rarity, pairs)))
    back = np.array(rows_of(measure_pairs(sets, rarity, pairs[:, ::-1])))

    assert ((there >= 0) & (there <= 1)).all()
    assert there[:, [0, 2, 1, 4, 3]] == pytest.approx(back)


@given(st.lists(st.text("甲乙丙丁𠀀\ud800", min_size=5, max_size=40), min_size=2, max_size=6))
def test_a_corpus_is_measured_like_two_texts(texts):
    """Numbers and sorted arrays give exactly what sets of strings give."""
    found = fingerprint_texts(texts, Scheme(num_perm=1))
    sets = ShingleSets(found.shingles, found.shingle_bounds)
    pairs = all_pairs(len(texts))
    rows = rows_of(measure_pairs(sets, Rarity.unknown(sets, len(texts)), pairs))

    for (a, b), row in zip(pairs.tolist(), rows, strict=True):
        expected = measure_overlap(texts[a], texts[b])
        assert [*expected, *expected[1:]] == row


def test_shingles_that_all_have_weigh_little():
    """A pair shares what all share, and its rare shingles not: weighted, it shares little."""
    common = {number << 16 for number in range(100, 160)}
    contents = [
        common | {(number * 20 + k) << 16 for k in range(1000, 1020)} for number in range(9)
    ]
    (row,) = rows_of(measure_pairs(make_sets(contents), weigh_all(contents), np.array([[0, 1]])))

    assert row[1] == pytest.approx(60 / 80)
    assert row[3] < 0.05


def test_no_pairs_have_no_measures():
    """Nothing to do is no error."""
    sets = make_sets([{1}, {2}, {3}])
    found = measure_pairs(sets, weigh_all([{1}, {2}, {3}]), all_pairs(0))

    assert [(0,)] * 5 == [column.shape for column in found.columns]


def test_a_hash_of_zero_is_one_like_any_other():
    """A document has the hash 0 only where it has a shingle of that hash."""
    contents = [{512, 5}, {0, 7}, {0, 512}]
    pairs = all_pairs(3)
    sets = make_sets(contents)
    found = rows_of(measure_pairs(sets, Rarity.unknown(sets, 3), pairs))

    assert [0, 1 / 3, 1 / 3] == [row[0] for row in found]


# Threads


@settings(max_examples=20)
@given(st.integers(0, 2**32), st.sampled_from([2, 3, 40]))
def test_threads_and_parts_decide_nothing(seed, count):
    """One thread, five, or the parts from the last to the first: the same numbers to the bit."""
    draw = np.random.default_rng(seed)
    contents = [set(draw.integers(1, 1 << 32, 60).tolist()) for _ in range(count)]
    contents[1] |= contents[0]
    sets, rows, pairs = make_sets(contents), np.arange(count), all_pairs(count)

    def backwards(work, parts):
        for part in reversed(list(parts)):
            work(part)

    with ThreadPoolExecutor(5) as pool:
        runners = [lambda work, parts: list(pool.map(work, parts)), backwards]
        first = weigh(sets, rows, rows)
        expected = rows_of(measure_pairs(sets, first, pairs))
        for run in runners:
            rarity = weigh(sets, rows, rows, run=run)
            assert first.classes.tolist() == rarity.classes.tolist()
            assert first.totals.tolist() == rarity.totals.tolist()
            assert expected == rows_of(measure_pairs(sets, rarity, pairs, run=run))


@given(documents)
def test_pairs_are_measured_alike_in_any_company(contents):
    """What else is measured in the same go changes no measure."""
    sets, rarity = make_sets(contents), weigh_all(contents)
    pairs = all_pairs(len(contents))
    together = rows_of(measure_pairs(sets, rarity, pairs))

    assert together == [rows_of(measure_pairs(sets, rarity, pair[None, :]))[0] for pair in pairs]


@settings(max_examples=20)
@given(documents)
def test_compiling_changes_no_result(contents):
    """The kernels are plain Python first: what numba makes of them computes the same."""
    pairs = all_pairs(len(contents))
    expected = rows_of(measure_pairs(make_sets(contents), weigh_all(contents), pairs))
    with pytest.MonkeyPatch.context() as patch, np.errstate(over="ignore"):
        patch.setattr(measures, "compile_kernel", lambda kernel: kernel)
        found = rows_of(measure_pairs(make_sets(contents), weigh_all(contents), pairs))

    assert np.array(expected) == pytest.approx(np.array(found))
