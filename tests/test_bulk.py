"""Texts in bulk: arrays give what the rules for one text at a time give, to the bit."""

import threading
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from strategies import document_pairs, pieces

from docdiff.fingerprint import Scheme, bulk, folding, kernel, sign_texts
from docdiff.fingerprint.bulk import PASSAGE_WIDTH, fingerprint_texts, quieten_text
from docdiff.normalize import make_quiet
from docdiff.text import is_cjk

WORD, LONG_WORD = 2**32, 2**64

# Hypothesis leaves lone surrogates out unless asked.
any_char = st.characters(codec=None, categories=None)
any_text = st.text(any_char, max_size=60)
# What pinyin in brackets is made of, and what makes a bracket another thing.
_CHARS = "統漢字aǒǎgnhü()（） \u3000\t\n\u2029\u0085\x1c\u200b\ufe0f\u0301\u030c,Ａ\ud800\udc00"
_BRACKETS = ("(tǒng)", "（ hàn\n）", "(a)", "(tong)", " (zì)", "\u200b(zì)", "(tǒngzhàn)")
awkward = st.lists(st.sampled_from(_CHARS) | st.sampled_from(_BRACKETS), max_size=40).map("".join)
any_texts = any_text | awkward | st.lists(pieces, max_size=30).map("".join)
quiet_text = st.text("甲乙丙丁abc1,", max_size=120)
seeds = st.integers(0, 2**32)


@pytest.fixture(scope="module", autouse=True)
def _compiled():
    """Compile before Hypothesis takes the time of an example."""
    fingerprint_texts(["縣級 統(tǒng)戰 abcdefghijklmnopqrstuvwxyz" * 9], Scheme())


def random_text(seed, length):
    """Return ideographs and letters that no other seed gives."""
    draw = np.random.default_rng(seed)
    codes = np.where(
        draw.random(length) < 0.8,
        draw.integers(0x4E00, 0x9FA6, length),
        draw.integers(0x61, 0x7B, length),
    )
    return "".join(map(chr, codes))


def shingles_of(chars, size=5):
    """Return a text's shingles by the definition."""
    if len(chars) <= size:
        return {chars} if chars else set()
    return {chars[i : i + size] for i in range(len(chars) - size + 1)}


def mix(value):
    """Return the hash that datasketch minimizes for a hash of a shingle: its fmix32."""
    value = (value ^ value >> 16) * 0x85EBCA6B % WORD
    value = (value ^ value >> 13) * 0xC2B2AE35 % WORD
    return value ^ value >> 16


def passages_by_definition(chars):
    """Return the sampled passages of a quiet text, each hashed anew from its first character."""
    widths = [2 if is_cjk(char) else 1 for char in chars]
    found = set()
    for start in range(len(chars)):
        end, width, value = start, 0, 0
        while end < len(chars) and width < PASSAGE_WIDTH:
            width += widths[end]
            value = (value * kernel.PASSAGE_MULTIPLIER + ord(chars[end]) + 1) % LONG_WORD
            end += 1
        if width < PASSAGE_WIDTH:
            break
        value = (value ^ value >> 33) * 0xFF51AFD7ED558CCD % LONG_WORD
        value = (value ^ value >> 33) * 0xC4CEB9FE1A85EC53 % LONG_WORD
        value ^= value >> 33
        if value % kernel.SAMPLED == 0:
            found.add(value)
    return sorted(found)


def passages_of(texts):
    """Return the sampled passages of each text."""
    found = fingerprint_texts(texts, Scheme(num_perm=1))
    bounds = [0, *found.passage_ends.tolist()]
    return [found.passages[low:high].tolist() for low, high in pairwise(bounds)]


def hashes_of(found, row):
    """Return the shingle hashes of one text."""
    start, end = found.shingle_bounds[row].tolist()
    return found.shingles[start:end].tolist()


# Folding


@settings(max_examples=300)
@given(st.lists(any_texts, max_size=5))
@example(["統 (tǒng)", "統", "(tǒng)", "統(tǒ", "ng)", ""])
@example(["統\u200b(tǒng)統 \u200b(tǒng)統\u200b (tǒng)統\n(tǒng) 統(tǒng)(tǒng)"])
@example(
    [
        "(統(tǒng)",
        "((tǒng)",
        " (tǒng)",
        "統 ( t ǒ\nn g )戰",
        "統(chu\u0308u\u0308u\u0304n)",
        "統(to\u030cng)",
    ]
)
@example(["統 （tǒng）\ud800(tǒng)\U0001f600(tǒng)か(tǒng)한(tǒng)\U00020000(tǒng)"])
def test_texts_in_bulk_are_quiet_as_one_is(texts):
    """Arrays leave the same characters as ``make_quiet``, for any text beside any other."""
    expected = [make_quiet(text).chars for text in texts]

    assert expected == [quieten_text(text) for text in texts]
    assert list(map(len, expected)) == fingerprint_texts(texts, Scheme(num_perm=1)).sizes.tolist()


@settings(max_examples=20)
@given(st.lists(any_texts, min_size=1, max_size=8), st.integers(20, 120))
def test_long_texts_are_quiet_as_short_ones_are(parts, times):
    """More brackets and more new characters than the first tables have room for."""
    text = "".join(parts) * times + "漢(hàn)" * times

    assert make_quiet(text).chars == quieten_text(text)


def test_every_code_point_is_folded_as_by_the_rules():
    """All 1,114,112 of them, so that no table has a wrong entry."""
    text = "".join(map(chr, range(0x110000)))

    assert make_quiet(text).chars == quieten_text(text)


def test_a_text_of_brackets_takes_time_by_its_length():
    """A bracket that never closes is given up at the next one, so a million are no harm."""
    text = "漢(" + "漢 ( " * 300_000

    assert 2 + 2 * 300_000 == len(quieten_text(text))


def test_threads_may_meet_new_characters_together():
    """One table of characters serves all threads, and none sees it half filled."""
    texts = [random_text(seed, 3000) for seed in range(8)]
    fresh, found = folding.Folding(), [None] * 8

    def quieten(place):
        codes = np.frombuffer(texts[place].encode("utf-32-le"), dtype=np.uint32)
        quiet, _ = fresh.quieten(codes, np.array([[0, len(codes)]]))
        found[place] = quiet.tobytes().decode("utf-32-le")

    workers = [threading.Thread(target=quieten, args=(place,)) for place in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert [make_quiet(text).chars for text in texts] == found


# Signatures and shingles


@given(st.lists(any_texts, max_size=6), st.sampled_from([1, 16, 128]), st.integers(1, 9))
@example(["x" * 27, "x" * 28, "ab" * 40, "abc" * 700, "縣級統戰工作" * 300], 16, 5)
def test_signatures_are_those_of_the_quiet_texts(texts, num_perm, size):
    """Leaving out repeated shingles changes no minimum."""
    scheme = Scheme(num_perm=num_perm, shingle_size=size)
    expected = sign_texts([make_quiet(text).chars for text in texts], scheme)

    assert expected.tolist() == fingerprint_texts(texts, scheme).signatures.tolist()


@given(st.lists(any_texts, max_size=6), st.integers(1, 9))
@example(["a" * 9, "", "ab" * 30, "abc" * 100, "a"], 5)
def test_shingles_are_the_different_ones(texts, size):
    """Each hash of a shingle stands once, in the order of first places, and no other does."""
    scheme = Scheme(num_perm=1, shingle_size=size)
    found = fingerprint_texts(texts, scheme)

    for row, text in enumerate(texts):
        chars = make_quiet(text).chars
        runs = [chars[i : i + size] for i in range(len(chars) - size + 1)] or [chars] * bool(chars)
        expected = dict.fromkeys(mix(scheme.hash_shingle(run)) for run in runs)
        assert list(expected) == hashes_of(found, row)
        assert {mix(scheme.hash_shingle(run)) for run in shingles_of(chars, size)} == set(expected)


def zero_shingle():
    """Return five syllables of Hangul, which fold to themselves, whose hash is 0."""
    multiplier, firsts = kernel.MULTIPLIER, np.arange(0xAC00, 0xD7A4, dtype=np.uint64)
    for second in range(0xAC00, 0xD7A4):
        values = np.full(len(firsts), 5, dtype=np.uint64)
        for codes in (firsts, second, 0xAC00, 0xAC00):
            values = (
                values * np.uint64(multiplier) + np.asarray(codes, dtype=np.uint64)
            ) % np.uint64(WORD)
        lasts = WORD - values * np.uint64(multiplier) % np.uint64(WORD)
        fitting = np.flatnonzero((lasts >= 0xAC00) & (lasts < 0xD7A4))
        if len(fitting):
            place = fitting[0]
            codes = (firsts[place], second, 0xAC00, 0xAC00, lasts[place])
            return "".join(chr(int(code)) for code in codes)
    raise AssertionError


def test_a_shingle_whose_hash_is_zero_is_one_like_any_other():
    """0 marks an empty place of the table of known hashes, and is a hash all the same."""
    shingle = zero_shingle()
    assert 0 == Scheme().hash_shingle(shingle)
    hashes = fingerprint_texts([shingle * 3, "甲乙丙丁戊己"], Scheme())

    assert 1 == hashes_of(hashes, 0).count(0)
    assert 5 == len(hashes_of(hashes, 0))
    assert 0 == hashes_of(hashes, 1).count(0)


# Passages


@settings(max_examples=30)
@given(st.lists(quiet_text | st.builds(random_text, seeds, st.integers(0, 900)), max_size=4))
def test_passages_are_those_of_the_definition(texts):
    """A rolling hash takes the passages that hashing each anew would take, once and sorted."""
    expected = [passages_by_definition(make_quiet(text).chars) for text in texts]

    assert expected == passages_of(texts)


@settings(max_examples=30)
@given(st.builds(random_text, seeds, st.integers(0, 900)), quiet_text, quiet_text)
def test_a_text_has_its_passages_in_any_surroundings(text, before, after):
    """What stands around a passage decides nothing, so two texts that share it agree on it."""
    alone, inside = passages_of([text, before + text + after])

    assert set(alone) <= set(inside)


def test_one_passage_in_thirty_two_is_taken():
    """Enough that two texts with a page in common share one, few enough to be joined."""
    (found,) = passages_of([random_text(1, 64_000)])

    assert 1850 < len(found) < 2150


def test_a_passage_that_is_repeated_throughout_is_taken_once():
    """Where all passages of a text are one that is taken, there is room for it."""
    taken = next(char for char in map(chr, range(0x4E00, 0x9FA6)) if passages_of([char * 16])[0])

    assert 1 == len(passages_of([taken * 5000])[0])
    assert passages_of([taken * 16]) == passages_of([taken * 5000])


# Digests


@settings(max_examples=100)
@given(document_pairs(), any_texts)
@example(("統 戰", "統(tǒng)戰"), "统战")
@example(("ＡＢ", "a b"), "ab\u200b")
def test_digests_are_equal_where_the_quiet_texts_are(pair, other):
    """Noise changes no digest, and everything else does."""
    texts = [*pair, other]
    digests = [digest.tobytes() for digest in fingerprint_texts(texts, Scheme()).digests]
    quiets = [make_quiet(text).chars for text in texts]

    assert [[a == b for b in quiets] for a in quiets] == [
        [a == b for b in digests] for a in digests
    ]


# All together


@settings(max_examples=50)
@given(st.lists(any_texts, max_size=6), st.integers(0, 6))
def test_batches_decide_nothing(texts, cut):
    """A text has the same fingerprint alone, and whatever comes before and behind it."""
    whole, parts = (
        [
            (digest.tobytes(), signature.tolist(), hashes_of(found, row))
            for found in (fingerprint_texts(batch, Scheme(num_perm=16)) for batch in batches)
            for row, (digest, signature) in enumerate(
                zip(found.digests, found.signatures, strict=True)
            )
        ]
        for batches in ([texts], [texts[:cut], texts[cut:]])
    )

    assert whole == parts
    assert passages_of(texts) == passages_of(texts[:cut]) + passages_of(texts[cut:])


@settings(max_examples=30)
@given(st.lists(awkward, max_size=3))
@example(["縣級統戰(zhàn)工作" * 6, "", "a", "the buyer shall pay " * 4])
def test_compiling_changes_no_result(texts):
    """The kernels are plain Python first: what numba makes of them computes the same."""
    compiled = fingerprint_texts(texts, Scheme(num_perm=8))
    with pytest.MonkeyPatch.context() as patch, np.errstate(over="ignore"):
        for module in (bulk, folding):
            patch.setattr(module, "compile_kernel", lambda function: function)
        patch.setattr(bulk, "_FOLDING", folding.Folding())
        plain = fingerprint_texts(texts, Scheme(num_perm=8))

    for name in ("digests", "sizes", "signatures", "shingle_bounds", "passages", "passage_ends"):
        assert getattr(plain, name).tolist() == getattr(compiled, name).tolist()
    rows = range(len(texts))
    assert [hashes_of(plain, row) for row in rows] == [hashes_of(compiled, row) for row in rows]
