"""Time the signature kernel against blocked numpy and datasketch, on the same shingles.

The three take turns, so that a busy
machine slows all of them; medians are compared. Each starts from text and ends with
signatures, which are checked to be equal.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from statistics import median

import numpy as np
import numpy.typing as npt
from attrs import evolve
from datasketch import MinHash

from benchmarks.measures import Measure, Table
from benchmarks.turns import timed
from docdiff.fingerprint import EMPTY_HASH, Scheme, sign_texts
from docdiff.fingerprint.kernel import MULTIPLIER

TEXTS = 200
LENGTH = 4000
# datasketch gets fewer texts, since it is slower by a hundred times; rates are compared.
TEXTS_OF_DATASKETCH = 4
BLOCK = 1024

Signatures = npt.NDArray[np.uint32]
Signer = Callable[[Sequence[str], Scheme], Signatures]


def make_texts() -> list[str]:
    """Return texts of random ideographs, drawn by a fixed seed, each code point as likely."""
    draw = random.Random(1)  # noqa: S311 (no secret)
    letters = [chr(code) for code in range(0x4E00, 0x9FA6)]
    return ["".join(draw.choices(letters, k=LENGTH)) for _ in range(TEXTS)]


def sign_by_numpy(texts: Sequence[str], scheme: Scheme) -> Signatures:
    """Make the same signatures with whole-array operations on blocks that fit the cache."""
    draw = np.random.RandomState(scheme.seed)
    factors = draw.randint(0, 1 << 31, scheme.num_perm, dtype=np.uint32) * 2 + 1
    summands = draw.randint(0, 1 << 32, scheme.num_perm, dtype=np.uint32)
    rows = np.full((len(texts), scheme.num_perm), EMPTY_HASH, dtype=np.uint32)
    room = np.empty((scheme.num_perm, BLOCK), dtype=np.uint32)
    for row, text in zip(rows, texts, strict=True):
        codes = np.frombuffer(text.encode("utf-32-le"), dtype="<u4")
        count = len(codes) - scheme.shingle_size + 1
        hashes = np.full(count, scheme.shingle_size, dtype=np.uint32)
        for i in range(scheme.shingle_size):
            hashes = hashes * np.uint32(MULTIPLIER) + codes[i : i + count]
        hashes = (hashes ^ (hashes >> np.uint32(16))) * np.uint32(0x85EBCA6B)
        hashes = (hashes ^ (hashes >> np.uint32(13))) * np.uint32(0xC2B2AE35)
        hashes ^= hashes >> np.uint32(16)
        for start in range(0, count, BLOCK):
            block = hashes[start : start + BLOCK]
            permuted = np.multiply(factors[:, None], block, out=room[:, : len(block)])
            permuted += summands[:, None]
            np.minimum(row, permuted.min(axis=1), out=row)
    return rows


def sign_by_datasketch(texts: Sequence[str], scheme: Scheme) -> Signatures:
    """Make the same signatures with datasketch's own class."""
    rows = []
    for text in texts:
        minhash = MinHash(
            scheme.num_perm, scheme.seed, scheme="affine32", hashfunc=scheme.hash_shingle
        )
        size = scheme.shingle_size
        minhash.update_batch(text[i : i + size] for i in range(len(text) - size + 1))
        rows.append(minhash.hashvalues)
    return np.array(rows)


def measure_rate(sign: Signer, texts: Sequence[str], scheme: Scheme) -> float:
    """Return million shingles a second."""
    shingles = sum(len(text) - scheme.shingle_size + 1 for text in texts)
    start = time.perf_counter()
    sign(texts, scheme)
    return shingles / (time.perf_counter() - start) / 1e6


def make_table(rounds: int) -> Table:
    """Return the rates of the kernel and the two others, which make the same signatures.

    Raises
    ------
    RuntimeError
        If one of them makes others.
    """
    scheme, texts = Scheme(), make_texts()
    few = texts[:TEXTS_OF_DATASKETCH]
    signers: dict[str, tuple[Signer, list[str]]] = {
        "docdiff": (sign_texts, texts),
        "numpy, blocked": (sign_by_numpy, texts),
        "datasketch": (sign_by_datasketch, few),
    }
    expected = sign_texts(few, scheme)  # compiles, too
    for name, (sign, _) in signers.items():
        if not np.array_equal(expected, sign(few, scheme)):
            raise RuntimeError(f"{name} makes other signatures")
    rates: dict[str, list[float]] = {name: [] for name in signers}
    for _ in range(rounds):
        for name, (sign, own) in signers.items():
            rates[name].append(measure_rate(sign, own, scheme))
    rows = {name: _describe(found, rates) for name, found in rates.items()}
    note = (
        f"{scheme.num_perm} permutations, shingles of {scheme.shingle_size}, one thread, texts "
        f"of random ideographs; the same signatures bit for bit, medians of {rounds} rounds in "
        "turns."
    )
    return Table("signatures", "The signature kernel", note, rows, rows_are="tools")


def _describe(found: list[float], rates: dict[str, list[float]]) -> dict[str, Measure]:
    """Return the rate in million shingles a second, and the times of it that others take."""
    rate = Measure(
        *(median(found), min(found), max(found), "higher", 2, " M/s"), timed=True, load=True
    )
    others = {"numpy": "numpy, blocked", "docdiff": "docdiff"}
    row = {"rate": rate}
    for name, other in others.items():
        times = [base / own for own, base in zip(found, rates[other], strict=True)]
        row[f"× {name}"] = timed(times) if name == "numpy" else evolve(timed(times), better="")
    return row
