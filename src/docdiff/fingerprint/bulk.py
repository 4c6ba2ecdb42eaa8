"""Many texts to all that a search for versions needs of them, in one go."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import Final

import attrs
import numpy as np
import numpy.typing as npt

from docdiff.compiled import compile_kernel
from docdiff.fingerprint import EMPTY_HASH, Scheme, draw_permutations
from docdiff.fingerprint.folding import Folding
from docdiff.fingerprint.kernel import (
    LANES,
    SAMPLED,
    hash_shingles,
    keep_different,
    minimize,
    sample_passages,
)

__all__ = ["PASSAGE_WIDTH", "Fingerprints", "fingerprint_texts", "locate_quiet", "quieten_text"]

# How wide a passage is: 16 ideographs or 32 letters, about a clause. Shorter ones are set
# phrases, in which strangers meet; longer ones do not survive amendments.
PASSAGE_WIDTH: Final = 32

_FOLDING: Final = Folding()


@attrs.frozen(eq=False)
class Fingerprints:
    """What is kept of some texts; n texts, in order.

    Parameters
    ----------
    digests
        BLAKE2b of the quiet code points, as UTF-32; uint8 of shape ``(n, 16)``.
    sizes
        Quiet code points of each text; int64 of shape ``(n,)``.
    signatures
        MinHash signatures; uint32 of shape ``(n, num_perm)``.
    shingles, shingle_bounds
        The different hashes of each text's shingles (uint32), and the half-open range in
        which each text's stand (int64 of shape ``(n, 2)``).
    passages, passage_ends
        A sample of each text's passages: the same passages in any text (uint64).
    """

    digests: npt.NDArray[np.uint8]
    sizes: npt.NDArray[np.int64]
    signatures: npt.NDArray[np.uint32]
    shingles: npt.NDArray[np.uint32]
    shingle_bounds: npt.NDArray[np.int64]
    passages: npt.NDArray[np.uint64]
    passage_ends: npt.NDArray[np.int64]


def fingerprint_texts(texts: Sequence[str], scheme: Scheme) -> Fingerprints:
    r"""Fold, shingle, hash and minimize texts as they stand.

    The signatures are those of :func:`docdiff.fingerprint.sign_texts` of the quiet texts.
    Most of the time is spent without Python's lock, so threads work side by side.

    Parameters
    ----------
    texts
        Texts with their noise. Some megabytes at a time are best.
    scheme
        How to make signatures and shingles.

    Returns
    -------
    Fingerprints
        Time is O(characters · (num_perm + shingle_size)), memory some 30 bytes a character while
        it works.

    Examples
    --------
    >>> found = fingerprint_texts(["縣級 統戰\n工作", "县级统战工作", ""], Scheme())
    >>> (found.digests[0] == found.digests[1]).all(), found.sizes.tolist()
    (np.True_, [6, 6, 0])
    """
    quiet, bounds = _quieten(texts)
    sizes = bounds[:, 1] - bounds[:, 0]
    shingles, counts, ends = _shingle(quiet, bounds, scheme.shingle_size)
    signatures = np.full((len(texts), scheme.num_perm), EMPTY_HASH, dtype=np.uint32)
    permutations = draw_permutations(scheme.num_perm, scheme.seed)
    compile_kernel(minimize)(shingles, counts, ends, permutations, signatures)
    passages, passage_ends = _sample(quiet, bounds)
    starts = ends - (counts + LANES - 1) // LANES * LANES
    return Fingerprints(
        np.frombuffer(
            b"".join(
                blake2b(quiet[start:end].data, digest_size=16).digest()
                for start, end in bounds.tolist()
            ),
            dtype=np.uint8,
        ).reshape(-1, 16),
        sizes,
        signatures,
        shingles[: int(ends[-1]) if len(ends) else 0],
        np.column_stack((starts, starts + counts)),
        passages,
        passage_ends,
    )


def quieten_text(text: str) -> str:
    """Return the quiet characters of a text, as ``docdiff.normalize.make_quiet`` has them.

    Examples
    --------
    >>> quieten_text("縣級 統戰")
    '县级统战'
    """
    return _quieten([text])[0].tobytes().decode("utf-32-le", "surrogatepass")


def locate_quiet(text: str) -> tuple[str, npt.NDArray[np.int64]]:
    """Return the quiet characters of a text, and the offset in the text of each.

    Examples
    --------
    >>> chars, offsets = locate_quiet("縣級 統戰")
    >>> chars, offsets.tolist()
    ('县级统战', [0, 1, 3, 4])
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    places = np.empty(len(codes), dtype=np.int64)
    quiet, _ = _FOLDING.quieten(codes, np.array([[0, len(codes)]]), places)
    return quiet.tobytes().decode("utf-32-le", "surrogatepass"), places[: len(quiet)]


def _quieten(texts: Sequence[str]) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.int64]]:
    """Return the quiet code points of all texts, and where each text's stand."""
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    ends = np.cumsum(lengths)
    joined = "".join(texts).encode("utf-32-le", "surrogatepass")
    codes = np.frombuffer(joined, dtype="<u4").astype(np.uint32, copy=False)
    return _FOLDING.quieten(codes, np.column_stack((ends - lengths, ends)))


def _shingle(
    quiet: npt.NDArray[np.uint32], bounds: npt.NDArray[np.int64], size: int
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the different hashes of each text in runs that the kernels like, counts and ends."""
    lengths = bounds[:, 1] - bounds[:, 0]
    counts = np.minimum(lengths, np.maximum(lengths - size + 1, 1))
    ends = np.cumsum((counts + LANES - 1) // LANES * LANES)
    shingles = np.empty(int(ends[-1]) if len(ends) else 0, dtype=np.uint32)
    compile_kernel(hash_shingles)(quiet, bounds, size, ends, shingles)
    longest = int(counts.max(initial=1))
    room = np.empty(1 << (2 * longest).bit_length(), dtype=np.uint32)
    compile_kernel(keep_different)(shingles, counts, ends, room)
    return shingles, counts, ends


def _sample(
    quiet: npt.NDArray[np.uint32], bounds: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64]]:
    """Return the sampled passages of each text, and where each text's end."""
    wide = _FOLDING.ideographs()
    ends = np.empty(len(bounds), dtype=np.int64)
    sample = compile_kernel(sample_passages)
    room = np.empty(int((bounds[:, 1] - bounds[:, 0]).max(initial=0)), dtype=np.uint64)
    passages = np.empty(len(quiet) // (SAMPLED // 2) + 64, dtype=np.uint64)
    if not sample(quiet, bounds, wide, PASSAGE_WIDTH, (passages, ends, room)):
        # One passage that the sample takes is repeated over and over.
        passages = np.empty(len(quiet), dtype=np.uint64)
        sample(quiet, bounds, wide, PASSAGE_WIDTH, (passages, ends, room))
    return passages[: int(ends[-1]) if len(ends) else 0].copy(), ends
