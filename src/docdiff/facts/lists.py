"""Enumerations: the items of a list inside a sentence, and lists that name the same again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Indel

from docdiff.model import Span
from docdiff.patterns import Pattern
from docdiff.text import fold, is_cjk

__all__ = ["find_list_conflicts"]

# A list is so many items; fewer are a pair of words that stand together anywhere.
_FEWEST = 4
_LONGEST_ITEM = 40
_MOST_WORDS = 4
_AND_SO_ON = "等"
# Two lists name the same when so many items are the same, and so many of all are alike.
_FEWEST_SAME = 3
_MOST_ALIKE = 0.7
# Two items are alike that are this similar, or begin or end with the same two characters.
_SIMILAR = 0.5
_COMMON = 2

_CLAUSE = Pattern(r"[^\n。！？!?；;：:，,（）()《》“”\"]+")
_SENTENCE = Pattern(r"[^\n.!?;:()]+")
_LAST_TWO = Pattern(r"(?<=[^\s、])[和及与與](?=[^\s、])")
_COMMAS = Pattern(r",\s+(?:(?:and|or|und|oder)\s+)?|\s+(?:and|or|und|oder)\s+")


def find_list_conflicts(text: str) -> list[tuple[Span, Span]]:
    """Return the items in which two enumerations of the same things disagree.

    Two lists enumerate the same if at least three items are the same and most of the rest
    are alike, in whatever order. Items that only one list has are no disagreement.

    Parameters
    ----------
    text
        A text as it is read, wraps undone.

    Returns
    -------
    list of tuple of Span
        Pairs of unlike items, the one that stands first and the one that stands later.

    Examples
    --------
    >>> text = "項目有東風廠、長江橋、南山路、北海港。年底前完成長江橋、南山路、北海港、東方廠。"
    >>> [(text[a.start : a.end], text[b.start : b.end]) for a, b in find_list_conflicts(text)]
    [('東風廠', '東方廠')]
    """
    lists = list(_find_lists(text))
    homes: defaultdict[str, list[int]] = defaultdict(list)
    conflicts = []
    for later, items in enumerate(lists):
        names = [fold(text[item.start : item.end]) for item in items]
        shared: defaultdict[int, int] = defaultdict(int)
        for name in dict.fromkeys(names):
            for earlier in homes[name][-_FEWEST:]:
                shared[earlier] += 1
            homes[name].append(later)
        # The first and the last item may carry words of the sentence, so two may be enough.
        for earlier in sorted(e for e, count in shared.items() if count >= _FEWEST_SAME - 1):
            conflicts += _compare_lists(text, lists[earlier], items)
    return conflicts


def _find_lists(text: str) -> Iterator[list[Span]]:
    """Yield the items of each enumeration."""
    for clause in _CLAUSE.compiled.finditer(text):
        if clause[0].count("、") + 1 >= _FEWEST - 1:
            cuts = [m.span() for m in re.finditer("、", clause[0])]
            last = list(_LAST_TWO.compiled.finditer(clause[0], cuts[-1][1]))
            yield from _items(clause, [*cuts, *(m.span() for m in last[-1:])])
    for sentence in _SENTENCE.compiled.finditer(text):
        cuts = [m.span() for m in _COMMAS.compiled.finditer(sentence[0])]
        if len(cuts) + 1 >= _FEWEST and not any(map(is_cjk, sentence[0])):
            yield from _items(sentence, cuts)


def _items(clause: re.Match[str], cuts: Sequence[tuple[int, int]]) -> Iterator[list[Span]]:
    """Yield the items between the cuts of a clause, if they make a list."""
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(clause[0])]
    items = [
        Span(clause.start() + start, clause.start() + end)
        for start, end in zip(starts, ends, strict=True)
        if start < end
    ]
    inner = items[1:-1]
    if len(items) >= _FEWEST and all(
        len(item) <= _LONGEST_ITEM and clause.string.count(" ", item.start, item.end) < _MOST_WORDS
        for item in inner
    ):
        last = items[-1]
        end = clause.string.find(_AND_SO_ON, last.start + _COMMON, last.end)
        yield [*items[:-1], last if end < 0 else Span(last.start, end)]


def _compare_lists(
    text: str, first: Sequence[Span], second: Sequence[Span]
) -> list[tuple[Span, Span]]:
    """Return the pairs of alike items, if the two lists enumerate the same."""
    left = list(range(len(first)))
    unmatched: list[int] = []
    same = 0
    for y in range(len(second)):
        x = next((x for x in left if _is_same(text, (first, x), (second, y))), None)
        if x is None:
            unmatched.append(y)
        else:
            left.remove(x)
            same += 1
    pairs = []
    for _, x, y in sorted(
        (-_likeness(text, first[x], second[y]), x, y) for x in left for y in unmatched
    ):
        if x in left and y in unmatched and _is_alike(text, first[x], second[y]):
            left.remove(x)
            unmatched.remove(y)
            a, b = first[x], second[y]
            pairs.append((_trim(text, a, b) if x == 0 else a, _trim(text, b, a) if y == 0 else b))
    if same < _FEWEST_SAME or same + len(pairs) < _MOST_ALIKE * min(len(first), len(second)):
        return []
    return sorted(pairs, key=lambda pair: pair[::-1])


def _is_same(text: str, one: tuple[Sequence[Span], int], two: tuple[Sequence[Span], int]) -> bool:
    """Say whether two items are equal, but for the sentence around the first and the last."""
    x, y = (fold(text[items[at].start : items[at].end]) for items, at in (one, two))
    return x == y or _is_clipped(one, x, y) or _is_clipped(two, y, x)


def _is_clipped(place: tuple[Sequence[Span], int], own: str, other: str) -> bool:
    """Say whether a first item ends with another name, or a last one begins with it."""
    items, at = place
    return len(other) > _COMMON and (
        (at == 0 and own.endswith(other)) or (at == len(items) - 1 and own.startswith(other))
    )


def _likeness(text: str, a: Span, b: Span) -> float:
    """Return the similarity of two items in [0, 1], or of the ends that may be names."""
    one, two = fold(text[a.start : a.end]), fold(text[b.start : b.end])
    size = min(len(one), len(two))
    ends = ((one, two), (one[-size:], two[-size:]), (one[:size], two[:size]))
    return max(Indel.normalized_similarity(*pair) for pair in ends)


def _is_alike(text: str, a: Span, b: Span) -> bool:
    """Say whether two items may be two spellings of one name."""
    one, two = fold(text[a.start : a.end]), fold(text[b.start : b.end])
    if min(len(one), len(two)) < _COMMON or max(len(one), len(two)) > _LONGEST_ITEM:
        return False
    if is_cjk(one[0]) and (one[:_COMMON] == two[:_COMMON] or one[-_COMMON:] == two[-_COMMON:]):
        return True
    return _likeness(text, a, b) >= _SIMILAR


def _trim(text: str, item: Span, other: Span) -> Span:
    """Leave out what a sentence says before the first item, where its end alone is more alike."""
    tail = Span(max(item.start, item.end - len(other)), item.end)
    whole, end, name = (fold(text[span.start : span.end]) for span in (item, tail, other))
    similarity = Indel.normalized_similarity
    return tail if similarity(end, name) > similarity(whole, name) else item
