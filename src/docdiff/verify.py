"""Candidate pairs to matches: what two documents share, exactly, and how that makes them relate.

:func:`measure_overlap` and :func:`relate` need no numpy, so a comparison of two documents
loads none; :func:`verify_pairs` does the same for a corpus.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

import attrs
from rapidfuzz.distance import Indel

from docdiff.model import CandidatePair, Document, Evidence, Match, Relation, Settings, Span
from docdiff.text import QuietText

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

__all__ = ["measure_overlap", "relate", "verify_pairs"]

# Quiet characters below which a change or two destroys most shingles, so that likeness is
# read off the characters themselves.
_SHORT: Final = 64
# Normalised Indel similarity of two short versions. Of unrelated clauses of 12 to 63 letters
# one pair in a thousand reaches 0.63 in English, 0.56 in German and 0.48 in Chinese.
_SHORT_VERSION: Final = 0.65
# Share of a text that must stand in the other for it to be contained, less than half as
# long: a law that grows so much has its old articles reworded too.
_CONTAINED: Final = 0.9
_HALF: Final = 0.5
# Two texts that stand in one another by this exact share are measured unweighted: among many
# copies nothing that they have in common is rare.
_NEAR_COPY: Final = 0.8
# A version that lost or gained more than this keeps only one side's share; below it a long
# text that quotes a leaflet would be its version.
_LEAST_RATIO: Final = 0.2
# Shares below this come from the language and its set phrases.
_OVERLAP: Final = 0.25


def measure_overlap(
    chars_a: str, chars_b: str, shingle_size: int = 5
) -> tuple[float, float, float]:
    """Measure what two quiet texts share, exactly, over their sets of shingles.

    Parameters
    ----------
    chars_a, chars_b
        Quiet characters. Where one is shorter than a shingle, the shingles of both are as
        long as it is.
    shingle_size
        Code points in a shingle, 1 or more.

    Returns
    -------
    tuple of float
        Jaccard similarity ``|A ∩ B| / |A ∪ B|``, the containment ``|A ∩ B| / |A|`` of a in
        b and that of b in a, each in [0, 1]. An empty text is contained in any, with
        Jaccard 0; two empty texts have 1 throughout. Time is O(characters · shingle_size).

    Examples
    --------
    >>> measure_overlap("abcdefgh", "abcdef")
    (0.5, 0.5, 1.0)
    """
    if not chars_a or not chars_b:
        return _measure_empty(chars_a, chars_b)
    size = min(shingle_size, len(chars_a), len(chars_b))
    a = {chars_a[i : i + size] for i in range(len(chars_a) - size + 1)}
    b = {chars_b[i : i + size] for i in range(len(chars_b) - size + 1)}
    shared = len(a & b)
    return shared / (len(a) + len(b) - shared), shared / len(a), shared / len(b)


def relate(
    chars_a: str, chars_b: str, shares: tuple[float, float], *, threshold: float
) -> tuple[Relation, str]:
    """Decide how two documents relate, and say why.

    The first rule that holds, where the larger share is what the text has in common that
    changed less:

    1. equal quiet texts are identical; an empty text is contained in any other;
    2. of two texts under 64 characters, an Indel similarity of 0.65 makes versions;
    3. a text less than half as long, of which 0.9 stands in the other, is contained, unless
       the other also stands in it;
    4. where the larger share reaches ``threshold``, they are versions, if the smaller one
       does too or the shorter text has a fifth of the length of the longer;
    5. from a larger share of 0.25 on they overlap; else they are unrelated.

    Parameters
    ----------
    chars_a, chars_b
        Quiet characters.
    shares
        The share of a's shingles that b has, and of b's that a has, in [0, 1]: the
        containments of :func:`measure_overlap`, or the weighted ones where a corpus tells
        what is rare.
    threshold
        The larger share, in [0, 1], from which documents are versions.

    Returns
    -------
    tuple of Relation and str
        The relation seen from a, and the reason in words.

    Examples
    --------
    >>> relate("總投資4.5億元", "總投資億元", (0.0, 0.0), threshold=0.6)[0].value
    'version'
    >>> relate("abcdef", "", (0.0, 1.0), threshold=0.6)
    (<Relation.CONTAINS: 'contains'>, 'b is empty')
    """
    if chars_a == chars_b:
        return Relation.IDENTICAL, "equal but for noise"
    if not chars_a or not chars_b:
        relation = Relation.CONTAINS if chars_a else Relation.CONTAINED
        return relation, f"{'b' if chars_a else 'a'} is empty"
    if max(len(chars_a), len(chars_b)) < _SHORT:
        similarity = Indel.normalized_similarity(chars_a, chars_b)
        if similarity >= _SHORT_VERSION:
            return Relation.VERSION, f"short texts, {similarity:.0%} of their characters agree"
    return _relate_by_shares(len(chars_a), len(chars_b), shares, threshold)


def verify_pairs(
    documents: Sequence[Document],
    quiets: Sequence[QuietText],
    paragraphs: Sequence[Sequence[Span]],
    pairs: Sequence[CandidatePair],
    *,
    settings: Settings,
) -> tuple[Match, ...]:
    """Measure every candidate pair exactly and keep those that are related.

    A shingle is weighted by ``log(N / (1 + n))``, where n of the N different texts of the
    corpus have it beside the pair itself: inverse document frequency [1]_ with the pair
    left out, so that two documents alone weigh all their shingles alike.

    Parameters
    ----------
    documents, quiets, paragraphs
        Of each document its quiet text, and its paragraphs as spans of quiet characters.
    pairs
        Positions in ``documents``.
    settings
        ``shingle_size`` and ``threshold`` are used.

    Returns
    -------
    tuple of Match
        In the order of ``pairs``, without the unrelated. Shingles are told apart by 64-bit
        hashes: among n different ones any two collide with probability below
        ``n² / 2^65``, 3 in 10,000 for a hundred million.

    References
    ----------
    .. [1] Spärck Jones: A statistical interpretation of term specificity and its
       application in retrieval. Journal of Documentation 28 (1972).

    Examples
    --------
    >>> from docdiff.model import CandidatePair, Document, Settings
    >>> from docdiff.normalize import make_quiet
    >>> documents = [Document("a", "Total: 4.5 million"), Document("b", "total: million")]
    >>> quiets = [make_quiet(document.text) for document in documents]
    >>> matches = verify_pairs(
    ...     documents, quiets, [[], []], [CandidatePair(0, 1)], settings=Settings()
    ... )
    >>> matches[0].relation.value
    'version'
    """
    corpus = _Corpus.build([quiet.chars for quiet in quiets], settings.shingle_size)
    held: dict[int, dict[str, list[Span]]] = {}
    matches = []
    for pair in pairs:
        a, b = pair.a, pair.b
        chars_a, chars_b = quiets[a].chars, quiets[b].chars
        exact, weighted = corpus.measure(a, b)
        near = min(exact[1:]) >= _NEAR_COPY
        shares = exact[1:] if near else weighted
        relation, reason = relate(chars_a, chars_b, shares, threshold=settings.threshold)
        if relation is Relation.UNRELATED:
            continue
        for i in (a, b):
            if i not in held:
                held[i] = _hold(quiets[i], paragraphs[i])
        evidence = Evidence(reason, *weighted, shared=_share(held[a], held[b]))
        matches.append(Match(documents[a].id, documents[b].id, relation, *exact, evidence))
    return tuple(matches)


def _measure_empty(chars_a: str, chars_b: str) -> tuple[float, float, float]:
    """Return the conventional measures where a text, or both, is empty."""
    if chars_a == chars_b:
        return 1.0, 1.0, 1.0
    return 0.0, float(not chars_a), float(not chars_b)


def _relate_by_shares(
    length_a: int, length_b: int, shares: tuple[float, float], threshold: float
) -> tuple[Relation, str]:
    """Apply rules 3 to 5 of :func:`relate`."""
    larger, smaller = max(shares), min(shares)
    a_is_shorter = length_a < length_b
    of_shorter = shares[0] if a_is_shorter else shares[1]
    ratio = min(length_a, length_b) / max(length_a, length_b)
    if of_shorter >= _CONTAINED and ratio < _HALF and smaller < threshold:
        relation = Relation.CONTAINED if a_is_shorter else Relation.CONTAINS
        return relation, f"{of_shorter:.0%} of the shorter text stand in the longer"
    if larger >= threshold and (smaller >= threshold or ratio >= _LEAST_RATIO):
        return (
            Relation.VERSION,
            f"{larger:.0%} of one text stand in the other, {threshold:.0%} make a version",
        )
    if larger >= _OVERLAP:
        return Relation.OVERLAP, f"{larger:.0%} of one text stand in the other"
    return (
        Relation.UNRELATED,
        f"at most {larger:.0%} of one text stand in the other, {_OVERLAP:.0%} make an overlap",
    )


@attrs.frozen(eq=False)
class _Corpus:
    """The shingles of all texts, numbered, and what each of them weighs."""

    texts: Sequence[str]
    shingle_size: int
    shingles: Sequence[npt.NDArray[np.int64]]  # of each text: numbers of its shingles, rising
    weights: npt.NDArray[np.float64]  # of each shingle, if one text of the pair has it
    weights_shared: npt.NDArray[np.float64]  # if both have it
    totals: Sequence[float]  # of each text: the sum of its weights

    @classmethod
    def build(cls, texts: Sequence[str], shingle_size: int) -> _Corpus:
        """Give each shingle a number, and count how many different texts have it."""
        import numpy as np  # noqa: PLC0415 (a corpus needs it, a comparison must not load it)

        hashes = [_hash_shingles(text, shingle_size) for text in texts]
        if not hashes:
            return cls(texts, shingle_size, [], np.empty(0), np.empty(0), [])
        known, numbers = np.unique(np.concatenate(hashes), return_inverse=True)
        shingles = np.split(numbers, np.cumsum([len(h) for h in hashes])[:-1])
        # Copies of one text are no sign that its shingles are common.
        distinct = {text: i for i, text in enumerate(texts) if text}
        held = np.zeros(len(known), dtype=np.int64)
        for i in distinct.values():
            held[shingles[i]] += 1
        count = max(len(distinct), 1)
        weights = np.log(count / np.clip(held, 1, max(count - 1, 1)))
        weights_shared = np.log(count / np.maximum(held - 1, 1))
        totals = [float(weights[numbers].sum()) for numbers in shingles]
        return cls(texts, shingle_size, shingles, weights, weights_shared, totals)

    def measure(self, a: int, b: int) -> tuple[tuple[float, float, float], tuple[float, float]]:
        """Return Jaccard and containments, and the weighted containments."""
        import numpy as np  # noqa: PLC0415

        chars_a, chars_b = self.texts[a], self.texts[b]
        if chars_a == chars_b:
            return (1.0, 1.0, 1.0), (1.0, 1.0)
        if min(len(chars_a), len(chars_b)) < self.shingle_size:
            exact = measure_overlap(chars_a, chars_b, self.shingle_size)
            return exact, exact[1:]
        shingles_a, shingles_b = self.shingles[a], self.shingles[b]
        places = np.searchsorted(shingles_b, shingles_a)
        places[places == len(shingles_b)] = 0
        shared = shingles_a[shingles_b[places] == shingles_a]
        union = len(shingles_a) + len(shingles_b) - len(shared)
        common, alone = self.weights_shared[shared].sum(), self.weights[shared].sum()
        weighted_a, weighted_b = (
            # Rounding may leave a total a little below its part.
            float(common / (common + max(self.totals[i] - alone, 0.0))) if len(shared) else 0.0
            for i in (a, b)
        )
        exact = (
            len(shared) / union,
            len(shared) / len(shingles_a),
            len(shared) / len(shingles_b),
        )
        return exact, (weighted_a, weighted_b)


def _hash_shingles(chars: str, shingle_size: int) -> npt.NDArray[np.uint64]:
    """Return the different 64-bit hashes of a text's shingles; none of a shorter text."""
    import numpy as np  # noqa: PLC0415

    codes = np.frombuffer(chars.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint64)
    count = max(len(codes) - shingle_size + 1, 0)
    hashes = np.zeros(count, dtype=np.uint64)
    for i in range(shingle_size if count else 0):
        hashes = (hashes ^ codes[i : i + count]) * np.uint64(0x9E3779B97F4A7C15)
        hashes ^= hashes >> np.uint64(29)
    return np.unique(hashes)


def _hold(quiet: QuietText, paragraphs: Sequence[Span]) -> dict[str, list[Span]]:
    """Return where in the text each different paragraph stands."""
    held: dict[str, list[Span]] = {}
    for span in paragraphs:
        place = Span(quiet.raw_start(span.start), quiet.raw_end(span.end))
        held.setdefault(quiet.chars[span.start : span.end], []).append(place)
    return held


def _share(
    a: Mapping[str, Sequence[Span]], b: Mapping[str, Sequence[Span]]
) -> tuple[tuple[Span, Span], ...]:
    """Pair equal paragraphs; those that one side repeats more often than the other stay out."""
    pairs = [
        pair
        for chars, spans in a.items()
        if len(spans) == len(b.get(chars, ()))
        for pair in zip(spans, b[chars], strict=True)
    ]
    return tuple(sorted(pairs, key=lambda pair: pair[0].start))
