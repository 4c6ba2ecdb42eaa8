import os
import pickle
import re
import subprocess
import sys
from pathlib import Path

import attrs
import numpy as np
import pytest
from datasketch import LeanMinHash, MinHash
from hypothesis import example, given
from hypothesis import strategies as st

from docdiff.compiled import compile_kernel
from docdiff.errors import MissingExtraError, SchemeMismatchError
from docdiff.fingerprint import (
    EMPTY_HASH,
    Scheme,
    Signature,
    estimate_jaccard,
    kernel,
    sign_ranges,
    sign_texts,
)
from docdiff.model import Span
from docdiff.normalize import make_quiet
from docdiff.text import cut_at_breaks

REPORTS = Path(__file__).parent.parent / "seeds" / "reports.txt"

# Hypothesis leaves lone surrogates out unless asked.
any_text = st.text(st.characters(codec=None, categories=None), max_size=60)
schemes = st.builds(
    Scheme,
    num_perm=st.sampled_from((1, 7, 16, 128)),
    seed=st.sampled_from((0, 1, 42, 2**32 - 1)),
    shingle_size=st.integers(1, 9),
)


@pytest.fixture(scope="module", autouse=True)
def _compiled():
    """Compile before Hypothesis takes the time of an example."""
    sign_texts(["abc"], Scheme())


def shingles_of(text, scheme):
    """Return a text's shingles by the definition."""
    size = scheme.shingle_size
    if len(text) <= size:
        return {text} if text else set()
    return {text[i : i + size] for i in range(len(text) - size + 1)}


def datasketch_of(text, scheme, encode=str):
    """Return datasketch's own signature of a text."""
    minhash = MinHash(scheme.num_perm, scheme.seed, scheme="affine32", hashfunc=scheme.hash_shingle)
    minhash.update_batch(encode(shingle) for shingle in shingles_of(text, scheme))
    return minhash


def sign(text, scheme=None):
    scheme = scheme or Scheme()
    return Signature(sign_texts([text], scheme)[0].copy(), scheme)


@given(st.lists(any_text, max_size=6), schemes)
@example(["\ud800\udc00", "\U00010000", "𠀀𠀁𠀂𠀃𠀄𠀅", "", "a", "aa"], Scheme())
@example(["x" * 27, "x" * 28, "ab" * 40, "abc" * 700], Scheme(num_perm=16))
def test_signatures_equal_those_of_datasketch_to_the_bit(texts, scheme):
    """Every row is what datasketch computes from the same shingles, in any mix of texts."""
    expected = [datasketch_of(text, scheme).hashvalues.tolist() for text in texts]

    assert expected == sign_texts(texts, scheme).tolist()


def test_signatures_of_the_real_reports_equal_those_of_datasketch():
    """Five reports and each of their paragraphs, under the default scheme."""
    scheme = Scheme()
    parts = re.split(r"(?m)^第.篇[:：]", REPORTS.read_text(encoding="utf-8"))[1:]
    assert 5 == len(parts)
    for quiet in map(make_quiet, parts):
        ranges = [Span(0, len(quiet.chars)), *(Span(*each) for each in cut_at_breaks(quiet.gaps))]
        expected = [
            datasketch_of(quiet.chars[span.start : span.end], scheme).hashvalues.tolist()
            for span in ranges
        ]

        assert expected == sign_ranges(quiet.chars, ranges, scheme).tolist()


@given(any_text, st.data(), schemes)
def test_a_range_is_signed_like_a_text_of_its_own(text, data, scheme):
    """Shingles that reach over the border of a range do not count for it."""
    bounds = st.integers(0, len(text))
    ranges = data.draw(st.lists(st.tuples(bounds, bounds).map(sorted), max_size=5))
    spans = [Span(*bounds) for bounds in ranges]
    expected = sign_texts([text[span.start : span.end] for span in spans], scheme)

    assert expected.tolist() == sign_ranges(text, spans, scheme).tolist()


@given(any_text, schemes)
def test_compiling_changes_no_result(text, scheme):
    """The kernels are plain Python first: what numba makes of them computes the same."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    bounds = np.array([[0, len(text)]])
    count = len(shingles_of(text, Scheme(shingle_size=len(text) or 1))) and max(
        len(text) - scheme.shingle_size + 1, 1
    )
    ends = np.array([-(-count // kernel.LANES) * kernel.LANES])
    shingles = np.zeros(ends[0], dtype=np.uint32)
    hashes = np.full((1, scheme.num_perm), EMPTY_HASH, dtype=np.uint32)
    datasketch = datasketch_of("", scheme).permutations
    with np.errstate(over="ignore"):
        kernel.hash_shingles(codes, bounds, scheme.shingle_size, ends, shingles)
        kernel.minimize(shingles, np.array([count]), ends, datasketch, hashes)

    assert hashes.tolist() == sign_texts([text], scheme).tolist()


@given(any_text)
def test_bytes_hash_like_the_text_they_encode(text):
    """Users of datasketch pass encoded shingles; these must mean the same."""
    scheme = Scheme()
    encoded = datasketch_of(text, scheme, encode=lambda s: s.encode("utf-8", "surrogatepass"))

    assert sign(text).hashes.tolist() == encoded.hashvalues.tolist()


@given(st.sets(st.text(max_size=7), min_size=2, max_size=30))
def test_short_texts_have_fingerprints_of_their_own(texts):
    """A text shorter than a shingle is its own shingle, told apart by length too."""
    rows = sign_texts(sorted(texts | {"a", "aa", "\0", "\0\0"}), Scheme())

    assert len(rows) == len(np.unique(rows, axis=0))


def test_an_empty_text_is_like_nothing():
    """A signature of nothing agrees with another such in every place, and means nothing."""
    empty = sign("")

    assert empty.is_empty
    assert [EMPTY_HASH] * 128 == empty.hashes.tolist()
    assert 0.0 == estimate_jaccard(empty, empty)


@given(any_text, any_text)
def test_estimates_are_symmetrical_and_those_of_datasketch(a, b):
    """The estimate does not depend on the order, and is datasketch's unless a text is empty."""
    estimate = estimate_jaccard(sign(a), sign(b))

    assert estimate == estimate_jaccard(sign(b), sign(a))
    if a and b:
        assert estimate == sign(a).to_datasketch().jaccard(sign(b).to_datasketch())


def test_estimate_is_near_the_true_similarity():
    """The mean error over many pairs lies within the bound that is promised."""
    draw = np.random.default_rng(7)
    scheme = Scheme(num_perm=256)
    errors = []
    for _ in range(60):
        text = "".join(map(chr, draw.integers(0x4E00, 0x9FA6, 400)))
        cut = int(draw.integers(0, 400))
        pair = (text, text[:cut] + "".join(map(chr, draw.integers(0x4E00, 0x9FA6, 400 - cut))))
        a, b = (shingles_of(side, scheme) for side in pair)
        errors.append(
            estimate_jaccard(*(sign(side, scheme) for side in pair)) - len(a & b) / len(a | b)
        )

    assert abs(np.mean(errors)) < 0.02
    assert np.std(errors) < 0.04


def test_signatures_of_different_schemes_are_not_compared():
    """Every part of a scheme changes the numbers, so a comparison would be nonsense."""
    for other in (Scheme(seed=2), Scheme(shingle_size=4), Scheme(num_perm=64)):
        with pytest.raises(SchemeMismatchError, match="made under"):
            estimate_jaccard(sign("縣級統戰"), sign("縣級統戰", other))


def test_a_scheme_with_another_hash_is_refused():
    """Signatures stored by a docdiff that hashed shingles otherwise must not be used."""
    with pytest.raises(SchemeMismatchError, match="make them anew"):
        Scheme(shingle_hash="poly32/0")


@pytest.mark.parametrize(
    "wrong", [{"num_perm": 0}, {"seed": -1}, {"seed": 2**32}, {"shingle_size": 0}]
)
def test_a_scheme_out_of_range_cannot_be_built(wrong):
    """What datasketch or numpy would refuse later is refused at once, by name."""
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Scheme(**wrong)


@pytest.mark.parametrize(
    "hashes", [np.zeros(127, np.uint32), np.zeros(128, np.uint64), np.zeros((1, 128), np.uint32)]
)
def test_a_signature_of_wrong_shape_or_type_cannot_be_built(hashes):
    """The message says what was given and what is needed."""
    with pytest.raises(ValueError, match=r"needs uint32 of shape \(128,\)"):
        Signature(hashes, Scheme())


def test_a_signature_cannot_be_changed():
    """A frozen value with a writable array would be frozen in name only."""
    signature = sign("縣級統戰工作")
    with pytest.raises(ValueError, match="read-only"):
        signature.hashes[0] = 0
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        signature.scheme = Scheme(seed=2)
    with pytest.raises(ValueError, match="read-only"):
        sign_texts(["a"], Scheme())[0, 0] = 0


@given(any_text, schemes)
def test_a_signature_survives_the_way_to_datasketch_and_back(text, scheme):
    """Nothing is lost on the way, not even when datasketch has pickled it."""
    signature = sign(text, scheme)
    stored = pickle.loads(pickle.dumps(signature.to_datasketch()))  # noqa: S301
    for minhash in (signature.to_datasketch(), stored, LeanMinHash(signature.to_datasketch())):
        back = Signature.from_datasketch(minhash, scheme)

        assert signature.hashes.tolist() == back.hashes.tolist()
        assert signature.scheme == back.scheme


def test_a_loaded_signature_can_be_updated_by_datasketch():
    """The hash function goes along, so that further shingles meet the old ones."""
    minhash = sign("abcdef").to_datasketch()
    minhash.update("bcdefg"[:5])
    minhash.update("cdefg")

    assert sign("abcdefg").hashes.tolist() == minhash.hashvalues.tolist()


@pytest.mark.parametrize(
    "minhash",
    [
        MinHash(64, scheme="affine32", hashfunc=Scheme(num_perm=64).hash_shingle),
        MinHash(128, seed=2, scheme="affine32", hashfunc=Scheme(seed=2).hash_shingle),
        MinHash(128, scheme="legacy", hashfunc=Scheme().hash_shingle),
        MinHash(128, scheme="affine32", hashfunc=Scheme(shingle_size=4).hash_shingle),
        MinHash(128, scheme="affine32"),
    ],
    ids=["num_perm", "seed", "permutations", "shingle size", "hash"],
)
def test_a_minhash_made_otherwise_is_refused(minhash):
    """Its numbers would be compared with ours as if they meant the same."""
    with pytest.raises(SchemeMismatchError, match="is needed"):
        Signature.from_datasketch(minhash, Scheme())


def test_datasketch_is_optional(monkeypatch):
    """Without it the error says what to install."""
    monkeypatch.setitem(sys.modules, "datasketch", None)
    with pytest.raises(MissingExtraError, match=r"docdiff\[datasketch\]"):
        sign("abc").to_datasketch()


def test_a_range_behind_the_text_is_refused():
    """Reading on would sign whatever lies behind the text in memory."""
    with pytest.raises(ValueError, match="but the text at 3"):
        sign_ranges("abc", [Span(1, 4)], Scheme())


def test_importing_compiles_nothing_and_loads_no_compiler():
    """Loading numba takes longer to load than a small search to run."""
    code = "import sys, docdiff, docdiff.fingerprint.kernel; print('numba' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "False\n" == run.stdout


def test_a_place_without_a_cache_still_compiles(monkeypatch):
    """In a read-only container numba finds nowhere to write, and refuses to cache."""
    from numba.core import caching  # noqa: PLC0415 (other tests show that docdiff does without)

    def refuse(*_):
        raise RuntimeError("cannot cache function: no locator available")

    monkeypatch.setattr(caching.FunctionCache, "__init__", refuse)
    compiled = compile_kernel.__wrapped__(kernel.minimize)

    assert kernel.minimize == compiled.py_func
    assert compiled.stats.cache_path is None


def test_what_was_compiled_before_is_loaded_without_the_compiler(tmp_path):
    """Readying numba's compiler takes longer than to load numba and all kernels."""
    code = """if True:
        import sys
        from docdiff.fingerprint import Scheme
        from docdiff.fingerprint.bulk import fingerprint_texts
        fingerprint_texts(["A text of some letters."], Scheme())
        print("numba.np.arraymath" in sys.modules)
    """
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path)}
    command = [sys.executable, "-c", code]
    runs = [
        subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
        for _ in range(2)
    ]

    assert ["True\n", "False\n"] == [run.stdout for run in runs]
