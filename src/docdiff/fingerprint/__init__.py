"""Quiet text to MinHash signatures, bit for bit the ones datasketch makes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Self

import attrs
import numpy as np
import numpy.typing as npt

from docdiff.compiled import compile_kernel
from docdiff.errors import MissingExtraError, SchemeMismatchError
from docdiff.fingerprint.kernel import LANES, MULTIPLIER, hash_shingles, minimize
from docdiff.model import Span

if TYPE_CHECKING:
    from datasketch import LeanMinHash, MinHash

__all__ = [
    "EMPTY_HASH",
    "SHINGLE_HASH",
    "Scheme",
    "Signature",
    "estimate_jaccard",
    "sign_ranges",
    "sign_texts",
]

# What every position of a signature of nothing holds; a minimum starts from it.
EMPTY_HASH: Final = 0xFFFFFFFF
# A change to the hash of a shingle makes old signatures worthless, so it must change this.
SHINGLE_HASH: Final = "poly32/1"

_WORD: Final = 0xFFFFFFFF


def _within(low: int, high: int) -> Callable[[object, attrs.Attribute[int], int], None]:
    """Return a validator for integers in ``[low, high]``."""

    def check(_: object, attribute: attrs.Attribute[int], value: int) -> None:
        if not low <= value <= high:
            raise ValueError(f"{attribute.name} must lie in [{low}, {high}], but is {value}")

    return check


def _known_hash(_: object, __: attrs.Attribute[str], value: str) -> None:
    if value != SHINGLE_HASH:
        raise SchemeMismatchError(
            f"this docdiff hashes shingles by {SHINGLE_HASH!r}; "
            f"signatures made by {value!r} cannot be used with it: make them anew"
        )


@attrs.frozen
class Scheme:
    """How signatures are made; only signatures of one scheme can be compared.

    Parameters
    ----------
    num_perm
        Permutations, and so positions of a signature, 1 or more.
    seed
        What the permutations are drawn from, in [0, 2^32 - 1].
    shingle_size
        Code points in a shingle, 1 or more.
    shingle_hash
        Name and version of the hash of a shingle. Kept so that stored signatures are
        refused once the hash has changed.

    Raises
    ------
    SchemeMismatchError
        If ``shingle_hash`` is not the hash that this version computes.
    ValueError
        If a number is out of range.

    Examples
    --------
    >>> Scheme(num_perm=64).shingle_size
    5
    """

    num_perm: int = attrs.field(default=128, validator=_within(1, 1 << 20))
    seed: int = attrs.field(default=1, validator=_within(0, _WORD))
    shingle_size: int = attrs.field(default=5, validator=_within(1, 1 << 20))
    shingle_hash: str = attrs.field(default=SHINGLE_HASH, validator=_known_hash)

    def hash_shingle(self, shingle: str | bytes) -> int:
        """Return the 32-bit hash of one shingle; usable as datasketch's ``hashfunc``.

        The polynomial ``n·m^n + c_1·m^(n-1) + … + c_n mod 2^32`` over the ``n`` code points
        [1]_. The first term tells shingles of different length apart. Two shingles drawn
        at random collide with probability 2^-32.

        Parameters
        ----------
        shingle
            Code points of any number; or the bytes of their UTF-8 encoding, since that is
            what users of datasketch pass to ``update``. Surrogates may be encoded.

        Returns
        -------
        int
            In [0, 2^32 - 1].

        Raises
        ------
        UnicodeDecodeError
            If bytes are not UTF-8.

        References
        ----------
        .. [1] Karp, Rabin: Efficient randomized pattern-matching algorithms. IBM Journal
           of Research and Development 31 (1987).

        Examples
        --------
        >>> scheme = Scheme()
        >>> scheme.hash_shingle("縣級統戰工") == scheme.hash_shingle("縣級統戰工".encode())
        True
        """
        text = shingle if isinstance(shingle, str) else shingle.decode("utf-8", "surrogatepass")
        value = len(text)
        for char in text:
            value = (value * MULTIPLIER + ord(char)) & _WORD
        return value


@attrs.frozen(eq=False)
class Signature:
    """One text's MinHash signature; takes over ``hashes`` and locks it.

    Parameters
    ----------
    hashes
        The least hash of the text's shingles under each permutation; uint32 of shape
        ``(num_perm,)``. A text without a shingle has 2^32 - 1 everywhere.
    scheme
        How it was made.

    Raises
    ------
    ValueError
        If dtype or shape are others.

    Examples
    --------
    >>> Signature(sign_texts(["縣級統戰工作"], Scheme())[0], Scheme()).is_empty
    False
    """

    hashes: npt.NDArray[np.uint32]  # shape (num_perm,)
    scheme: Scheme

    def __attrs_post_init__(self) -> None:
        shape = (self.scheme.num_perm,)
        if self.hashes.shape != shape or self.hashes.dtype != np.uint32:
            raise ValueError(
                f"signature is {self.hashes.dtype} of shape {self.hashes.shape}, "
                f"but its scheme needs uint32 of shape {shape}"
            )
        self.hashes.setflags(write=False)

    @property
    def is_empty(self) -> bool:
        """Whether the text had no shingle, which says nothing about likeness."""
        return bool((self.hashes == EMPTY_HASH).all())

    def to_datasketch(self) -> MinHash:
        """Return the same signature as datasketch's own class, to load into its indexes.

        Raises
        ------
        MissingExtraError
            If datasketch is not installed.

        Examples
        --------
        >>> scheme = Scheme()
        >>> a, b = (Signature(row, scheme) for row in sign_texts(["abcdef", "abcdeg"], scheme))
        >>> a.to_datasketch().jaccard(b.to_datasketch()) == estimate_jaccard(a, b)
        True
        """
        try:
            from datasketch import MinHash  # noqa: PLC0415 (an optional part)
        except ImportError as error:
            raise MissingExtraError("Signature.to_datasketch", extra="datasketch") from error
        return MinHash(
            seed=self.scheme.seed,
            hashfunc=self.scheme.hash_shingle,
            hashvalues=self.hashes,
            scheme="affine32",
        )

    @classmethod
    def from_datasketch(cls, minhash: MinHash | LeanMinHash, scheme: Scheme) -> Self:
        """Return the signature that a datasketch object holds.

        Parameters
        ----------
        minhash
            Made by the permutation scheme ``"affine32"`` with ``hashfunc`` the
            ``hash_shingle`` of a scheme equal to ``scheme``. A ``LeanMinHash`` has dropped
            its ``hashfunc``, so that part is taken on trust.
        scheme
            How it was made.

        Raises
        ------
        SchemeMismatchError
            If seed, number or kind of the permutations, or the hash, are others.

        Examples
        --------
        >>> from datasketch import MinHash
        >>> scheme = Scheme()
        >>> minhash = MinHash(scheme="affine32", hashfunc=scheme.hash_shingle)
        >>> minhash.update("abcde")
        >>> bool((Signature.from_datasketch(minhash, scheme).hashes
        ...       == sign_texts(["abcde"], scheme)[0]).all())
        True
        """
        found = (minhash.scheme, minhash.seed, len(minhash))
        wanted = ("affine32", scheme.seed, scheme.num_perm)
        if found != wanted:
            raise SchemeMismatchError(
                f"minhash has scheme, seed and num_perm {found}, but {wanted} is needed"
            )
        hashfunc = getattr(minhash, "hashfunc", scheme.hash_shingle)
        if getattr(hashfunc, "__self__", None) != scheme or hashfunc.__name__ != "hash_shingle":
            raise SchemeMismatchError(
                f"minhash was made with the hashfunc {hashfunc!r}, "
                f"but the hash_shingle of {scheme} is needed"
            )
        return cls(np.array(minhash.hashvalues, dtype=np.uint32), scheme)


def estimate_jaccard(a: Signature, b: Signature) -> float:
    """Estimate the Jaccard similarity of two texts from their signatures.

    The share of equal positions is an unbiased estimate of |A ∩ B| / |A ∪ B| over
    shingle sets [1]_, as far as the permutations behave as random ones.

    Parameters
    ----------
    a, b
        Signatures of shape ``(num_perm,)`` made under the same scheme.

    Returns
    -------
    float
        Similarity in [0, 1], a multiple of ``1 / num_perm``. Its standard error is
        ``sqrt(j * (1 - j) / num_perm)`` at true similarity ``j``: at most 0.044
        for the default 128. 0 where a text is empty, since nothing is like nothing.

    Raises
    ------
    SchemeMismatchError
        If the schemes differ.

    References
    ----------
    .. [1] Broder: On the resemblance and containment of documents. SEQUENCES 1997.

    Examples
    --------
    >>> scheme = Scheme()
    >>> a, b = (Signature(row, scheme) for row in sign_texts(["abcdef", "abcdef"], scheme))
    >>> estimate_jaccard(a, b)
    1.0
    """
    if a.scheme != b.scheme:
        raise SchemeMismatchError(f"a was made under {a.scheme}, but b under {b.scheme}")
    if a.is_empty or b.is_empty:
        return 0.0
    return float(np.count_nonzero(a.hashes == b.hashes)) / a.scheme.num_perm


def sign_texts(texts: Sequence[str], scheme: Scheme) -> npt.NDArray[np.uint32]:
    """Compute the signatures of many quiet texts at once.

    A text's shingles are all its runs of ``shingle_size`` code points; a shorter text has
    one shingle, itself. Equal, bit for bit, to datasketch's ``MinHash(scheme="affine32",
    hashfunc=scheme.hash_shingle)`` updated with each shingle.

    Parameters
    ----------
    texts
        Quiet characters of each text, of any length; surrogates may stand alone.
    scheme
        How to make them.

    Returns
    -------
    numpy.ndarray
        uint32 of shape ``(len(texts), num_perm)``, read-only. The row of an empty text is
        ``EMPTY_HASH`` throughout. Time is O(characters · (num_perm + shingle_size)), memory 4
        bytes a character above the result.

    Examples
    --------
    >>> sign_texts(["縣級統戰工作", ""], Scheme(num_perm=4)).shape
    (2, 4)
    """
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    ends = np.cumsum(lengths)
    return _sign("".join(texts), np.column_stack((ends - lengths, ends)), scheme)


def sign_ranges(text: str, ranges: Sequence[Span], scheme: Scheme) -> npt.NDArray[np.uint32]:
    """Compute the signatures of ranges inside one quiet text, such as its paragraphs.

    Each is the signature of the range as a text of its own: only shingles that lie inside.

    Parameters
    ----------
    text
        Quiet characters.
    ranges
        Half-open ranges of ``text``; they may overlap and be empty.
    scheme
        How to make them.

    Returns
    -------
    numpy.ndarray
        As :func:`sign_texts` gives, of shape ``(len(ranges), num_perm)``.

    Raises
    ------
    ValueError
        If a range ends behind the text.

    Examples
    --------
    >>> from docdiff.model import Span
    >>> rows = sign_ranges("abcdefghij", [Span(0, 6), Span(2, 2)], Scheme(num_perm=4))
    >>> bool((rows == sign_texts(["abcdef", ""], Scheme(num_perm=4))).all())
    True
    """
    flat = [bound for span in ranges for bound in (span.start, span.end)]
    bounds = np.array(flat, dtype=np.int64).reshape(-1, 2)
    if bounds.size and int(bounds.max()) > len(text):
        raise ValueError(f"a range ends at {bounds.max()}, but the text at {len(text)}")
    return _sign(text, bounds, scheme)


def _sign(text: str, bounds: npt.NDArray[np.int64], scheme: Scheme) -> npt.NDArray[np.uint32]:
    """Hash every shingle once, then take the minima."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    lengths = bounds[:, 1] - bounds[:, 0]
    counts = np.minimum(lengths, np.maximum(lengths - scheme.shingle_size + 1, 1))
    ends = np.cumsum((counts + LANES - 1) // LANES * LANES)
    shingles = np.empty(int(ends[-1]) if len(ends) else 0, dtype=np.uint32)
    hashes = np.full((len(bounds), scheme.num_perm), EMPTY_HASH, dtype=np.uint32)
    permutations = draw_permutations(scheme.num_perm, scheme.seed)
    codes = codes.astype(np.uint32, copy=False)
    compile_kernel(hash_shingles)(codes, bounds, scheme.shingle_size, ends, shingles)
    compile_kernel(minimize)(shingles, counts, ends, permutations, hashes)
    hashes.setflags(write=False)
    return hashes


@lru_cache(maxsize=16)
def draw_permutations(num_perm: int, seed: int) -> npt.NDArray[np.uint32]:
    """Draw multipliers and summands in datasketch's order; an array of shape (2, num_perm)."""
    draw = np.random.RandomState(seed)
    factors = draw.randint(0, 1 << 31, num_perm, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    permutations = np.array([factors, draw.randint(0, 1 << 32, num_perm, dtype=np.uint32)])
    permutations.setflags(write=False)
    return permutations
