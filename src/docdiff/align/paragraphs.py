"""Lines to paragraphs, where blank lines stand between paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import attrs

from docdiff.align.wraps import LINE_END, has_blank_lines, runs_on
from docdiff.model import Group, PairKind, Span
from docdiff.patterns import Pattern
from docdiff.text import LINE_BREAK, Gap, QuietText

_LIST_MARKER = Pattern(
    r"[-*+•·#>§]|[(（]?[0-9]{1,3}[.)）、]|[(（]?[一二三四五六七八九十]{1,3}[)）、.]|第.{1,6}[條条章節节]"
)
# What parts the cells of a row in any text, and what stands in none of them.
_CELLS = Pattern(r"\s*\|\s*|\s*\t\s*|\s{2,}")
_CLAUSE = Pattern(r"[,;:，、；：。](?![0-9])")
_LONGEST_ROW = 400
_LONE = (PairKind.INSERTED, PairKind.DELETED)


def join_lines(groups: Sequence[Group], old: QuietText, new: QuietText) -> list[Group]:
    """Give lone lines to the paragraphs they are part of; make one of those that are a whole one.

    Where both texts part their paragraphs by blank lines, a line that goes on with the
    sentence before it is no paragraph, even if the other side has nothing like it; a row of
    a table goes on with nothing. Lines
    between two blank lines that only one side has are one paragraph that came or went.
    """
    sides = (old, new)
    blank = tuple(has_blank_lines(side.gaps) for side in sides)
    joined = list(groups)
    if all(blank):
        joined = _absorb(joined, sides, cache(lambda number: runs_on(sides[number])))
    return _merge_whole(joined, sides, blank)


def _absorb(
    groups: Sequence[Group],
    sides: tuple[QuietText, QuietText],
    has_no_spaces: Callable[[int], bool],
) -> list[Group]:
    """Join lone lines to the paired group that they continue, or that continues them."""
    joined = list(groups)
    for backwards in (False, True):
        passed: list[Group] = []
        for group in reversed(joined) if backwards else joined:
            number = 1 if group.kind is PairKind.INSERTED else 0
            last = passed[-1] if passed else None
            if last and group.kind in _LONE and last.kind not in _LONE:
                spans = [_span(last, number), _span(group, number)]
                first, second = spans[::-1] if backwards else spans
                side = sides[number]
                if (
                    _continues(side, first, second)
                    and not (
                        # Where words are not parted, a blank before a line indents it.
                        side.text[side.raw_start(second.start) - 1] in "\t\u3000 "
                        and has_no_spaces(number)
                    )
                    and not _are_rows(side, second.start, runs_on=has_no_spaces(number))
                ):
                    passed[-1] = _widen(last, number, _span(group, number))
                    continue
            passed.append(group)
        joined = passed[::-1] if backwards else passed
    return joined


def _span(group: Group, number: int) -> Span:
    """Return the range of a group on one side."""
    return group.new if number else group.old


def _widen(group: Group, number: int, span: Span) -> Group:
    """Return a group with a neighbouring range added on one side."""
    own = _span(group, number)
    hull = Span(min(own.start, span.start), max(own.end, span.end))
    return attrs.evolve(group, new=hull) if number else attrs.evolve(group, old=hull)


def _continues(side: QuietText, before: Span, after: Span) -> bool:
    """Say whether a line goes on with the sentence of the line before it."""
    place = after.start
    if before.end != place or not len(before) or side.gaps[place] == Gap.BLANK:
        return False
    if side.chars[place - 1] in LINE_END:
        return False
    return _LIST_MARKER.match(side.text, side.raw_start(place)) is None


def _are_rows(side: QuietText, place: int, *, runs_on: bool) -> bool:
    """Say whether the lines around a break are rows of one table: of as many cells each.

    A blank parts cells where it does not part words; elsewhere two figures tell rows that
    are alike, cell by cell.
    """
    end, start = side.raw_end(place), side.raw_start(place)
    before, after = (
        side.text[max(0, end - _LONGEST_ROW) : end],
        side.text[start : start + _LONGEST_ROW],
    )
    lines = LINE_BREAK.split(before)[-1], LINE_BREAK.split(after)[0]
    first, second = (_CELLS.split(line.strip(" |")) for line in lines)
    if len(first) == len(second) > 1:
        return True
    words = [line.split() for line in lines]
    shapes = [[any(map(str.isdigit, word)) for word in line] for line in words]
    if len(words[0]) != len(words[1]) or any(map(_CLAUSE.search, lines)):
        return False
    if runs_on:
        return len(words[0]) > 1 and any(shape[-1] for shape in shapes)
    return shapes[0] == shapes[1] and sum(shapes[0]) > 1


def _merge_whole(
    groups: Sequence[Group], sides: tuple[QuietText, QuietText], blank: tuple[bool, ...]
) -> list[Group]:
    """Join the lines of each paragraph that only one side has."""
    runs: list[list[Group]] = []
    for group in groups:
        last = runs[-1][-1] if runs else None
        number = 1 if group.kind is PairKind.INSERTED else 0
        if (
            last
            and group.kind in _LONE
            and last.kind is group.kind
            and blank[number]
            and _span(last, number).end == _span(group, number).start
            and sides[number].gaps[_span(group, number).start] < Gap.BLANK
        ):
            runs[-1].append(group)
        else:
            runs.append([group])
    merged: list[Group] = []
    for run in runs:
        if len(run) > 1:
            number = 1 if run[0].kind is PairKind.INSERTED else 0
            whole = _widen(run[0], number, _span(run[-1], number))
            if _is_whole(_span(whole, number), sides[number]):
                merged.append(whole)
                continue
        merged += run
    return merged


def _is_whole(span: Span, side: QuietText) -> bool:
    """Say whether blank lines, or the ends of the text, stand around a passage."""
    return (span.start == 0 or side.gaps[span.start] == Gap.BLANK) and (
        span.end == len(side.chars) or side.gaps[span.end] == Gap.BLANK
    )
