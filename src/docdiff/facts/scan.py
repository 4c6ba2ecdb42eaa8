"""One way through the text: each fact begins with a character that gives it away."""

from __future__ import annotations

import re
from functools import lru_cache

from docdiff.facts.dates import date_at, day_time_at, era_date_at, month_date_at
from docdiff.facts.days import BEHIND_DAY, MOST_JOINERS, day_at
from docdiff.facts.figures import (
    Found,
    Prefix,
    figure_at,
    numeral_at,
    percent_at,
    signed,
    with_range,
)
from docdiff.facts.halves import half_at
from docdiff.facts.losses import loss_at, minus_at
from docdiff.facts.masks import mask_at
from docdiff.facts.mixed import VULGAR, mixed_at, vulgar_at
from docdiff.facts.numerals import read_chinese
from docdiff.facts.periods import BEFORE_PERIOD, decade_at, period_at
from docdiff.facts.references import dotted_at, numbered_at, ordinal_at, word_references_at
from docdiff.facts.spelt import may_be_spelt, said_again, spelt_at
from docdiff.facts.tables import HALF, MASKS, NUMERALS, ORDINAL, load_tables
from docdiff.facts.telephones import BEHIND_GROUP, telephone_at
from docdiff.facts.units import SCALED, prefix_at
from docdiff.facts.view import LETTERS, View
from docdiff.facts.words import ideograph_word_at, letter_word_at
from docdiff.model import Fact, FactKind, Span
from docdiff.patterns import Pattern

# What follows a marker is no digit: 1.5 and 1、2、3 count something.
_MARKER = Pattern(r"[0-9]{1,3}[a-z]?(?:[)）、](?![0-9]{1,3}[、,])|\.(?![0-9]))")
_NAME = Pattern(r"(?:[-_.]?[0-9a-z])*+")
_BREAKS = "\n。;:"
_YEAR_DIGITS = 4
_THOUSANDS = "000"  # over a table, behind a currency: £'000


def find_facts(
    text: str, *, context: str = "", language: str | None = None, before: int | None = None
) -> tuple[Fact, ...]:
    """Return the figures, dates, references, negations and modal words of a text.

    Rules that a reader may ask about:

    - A figure's span covers its number with a sign, not its unit. Qualifiers (約, 餘, 多,
      about) belong to neither. A Chinese numeral is a number with its magnitudes
      (四億五千萬), an Arabic one takes them into the unit (4.5 and 億元).
    - In 3-5年 and 三至五年 both numbers have the unit and its span.
    - A Chinese numeral is a figure only with a unit or counter behind it; 一 only with one that
      measures (一年, 一公里, 一人), not in 一個, 一種, 一次. Names (三門峽) and vague numbers
      (七八個, 幾十億) are none.
    - A unit takes in what it is counted by (元/噸, € per month), a number the part of its unit
      behind that (28元5角, 兩年半). 半年 is 6個月; ‰ and 萬分之 are parts of a hundred.
    - Number words of English and German are figures only before a unit or counter, "one" and
      "ein" only before one that measures; ordinals are none. One word with it counts too:
      two-year, dreimonatig, twice. A number that brackets
      repeat in another notation is one figure: thirty (30) days, 30（三十）日; suspect where
      words and digits disagree. Two thirds and zwei Drittel are fractions.
    - Signs that hide digits are told from signs that multiply (10x), mark up (**12**) or lead
      to a footnote (12*) by what follows.
    - Markers of list items (1、, (2), 3.) at the start of a line or clause are none, nor are
      digits in a name (ISO9000).
    - 1.200 is 1200 in German and 1.2 elsewhere; 1,200 the other way about. The function words
      of the paragraph tell the language, or else ``language`` or those of the whole text.
    - A fraction's value is in lowest terms (``"2/3"`` for 三分之二). A number that starts with 0
      and has no unit keeps its zeros: it is a postcode or the like.
    - Negation and modality are words of the tables, the longest first; their value is the same
      for 應當, 应当 and 應該. Of don't the denial is n't; of "no later than" it is "no", with the
      value of the whole.

    Parameters
    ----------
    text
        Characters as written, traditional or simplified, of any width and case; annotations
        gone and hard wraps undone: no fact crosses a line feed. Any string is allowed.
    context
        A longer stretch of the document that ``text`` is from. Its language decides what
        1.200 is where the paragraph itself does not tell.
    language
        What a paragraph is taken to be in where its own words do not tell, whatever stands
        around it: one of ``docdiff.model.LANGUAGES``.
    before
        Where facts are to begin before, if given; what stands behind is still looked at to
        read these.

    Returns
    -------
    tuple[Fact, ...]
        By rising start, none overlapping another; spans in code points of ``text``. Time
        grows linearly with the length of the text.

    Examples
    --------
    >>> for fact in find_facts("20xx年投資4.5億元，不得少於三千人"):
    ...     print(fact.kind, fact.text, fact.value)
    date 20xx年 20xx
    figure 4.5 450000000
    modality 不得 不得
    figure 三千 3000
    """
    view = View(text, context, language)
    search, folded = _triggers().search, view.folded
    opening = view.tables.ideographs
    facts: list[Fact] = []
    stop = len(text) if before is None else before
    while match := search(folded, view.start):
        start, end = match.span()
        if start >= stop:
            break
        sort = match.lastgroup or ""
        # Most ideographs that may open a word do not, and they are most of what is met.
        if sort == "ideograph" and not (
            folded[start] in opening or folded[start : start + 2] in opening
        ):
            view.start = end
            continue
        found, end = _HANDLERS[sort](view, start, end)
        if found:
            facts += found
            if found[-1].masked:
                view.stars = end
        view.start = max(end, start + 1)
    return tuple(facts)


def _digit(view: View, start: int, _: int) -> Found:
    """Read what begins with a digit."""
    end = view.digits_end(start)
    behind = view.folded[end]
    fact = telephone_at(view, start) if behind in BEHIND_GROUP else None
    if fact is None and (passed := _passed_over(view, start, end)):
        return [], passed
    fact = fact or date_at(view, start) or numbered_at(view, start)
    if fact is None and (behind in BEHIND_DAY or start - view.days[0] <= MOST_JOINERS):
        fact = day_at(view, start)
    if fact is None and behind in "se" and end - start == _YEAR_DIGITS:
        fact = decade_at(view, start)
    if fact:
        return [fact], fact.span.end
    found, behind_mask = mask_at(view, start)
    if found:  # before dotted numbers: 1.200.00*
        return found, behind_mask
    fact = dotted_at(view, start) if behind == "." else None
    if fact:
        return [fact], fact.span.end
    unusual = view.folded[start - 1] == "(" or view.folded[end + 2] == "/" or behind in VULGAR
    if unusual and (special := _special(view, start)):
        return special
    found, end = figure_at(view, start)
    return _repeated(view, found) or (found, end)


def _passed_over(view: View, start: int, end: int) -> int:
    """Return where to read on behind digits that count nothing: 1) and £'000; 0 for others."""
    if view.folded[start:end] == _THOUSANDS and view.folded[start - 1] in "'$€£":
        return end
    marks = view.folded[end] in ")）、." or view.is_letter(end)
    return _list_marker(view, start) if marks else 0


def _special(view: View, start: int) -> Found | None:
    """Read a number in brackets that are its sign, or with a fraction behind it."""
    loss = loss_at(view, start - 1) if start > view.start else None
    return loss or mixed_at(view, start)


def _repeated(view: View, found: list[Fact]) -> Found | None:
    """Read a figure without a unit again, with the brackets that say it once more."""
    if len(found) != 1 or found[0].unit or found[0].kind is not FactKind.FIGURE:
        return None
    return said_again(view, found[0].span, found[0].value or "")


def _numeral(view: View, start: int, _: int) -> Found:
    """Read what begins with a Chinese numeral."""
    if view.char(start + 1) not in view.tables.behind:
        return [], start + 1
    found, behind = percent_at(view, start)
    if found:
        return found, behind
    fact = date_at(view, start) or numbered_at(view, start)
    if fact:
        return [fact], fact.span.end
    found, behind = numeral_at(view, start)
    if not found and view.char(behind) == "(" and (number := read_chinese(view, start)):
        return said_again(view, Span(start, behind), number.digits or "") or (found, behind)
    return found, behind


def _mask(view: View, start: int, end: int) -> Found:
    """Read what begins with a character that hides a digit."""
    if fact := date_at(view, start):
        return [fact], fact.span.end
    found, behind = mask_at(view, start)
    return found, behind if found else end


def _letters(view: View, start: int, end: int) -> Found:
    """Read what begins with an alphabetic word."""
    # Letters that the tables do not spell with make it part of another word.
    whole = not (view.is_letter(start - 1) or view.is_letter(end))
    word = view.folded[start:end] if whole else ""
    found = _word(view, word, start, end) if word else None
    if found and found[0]:
        return found
    if word and view.folded[end] in BEFORE_PERIOD and (fact := period_at(view, word, end)):
        return [fact], fact.span.end
    name = _NAME.match(view.folded, end)
    return [], name.end() if name else end


def _word(view: View, word: str, start: int, end: int) -> Found | None:
    """Read what begins with a whole alphabetic word, which may be letters that hide digits."""
    sign = view.char(end)
    if word in view.tables.openers or sign in "$€" or (sign in "'’" and word.endswith("n")):
        return _opener(view, word, start, end)
    if may_be_spelt(view, word):
        return spelt_at(view, start, end)
    return None if word.strip(MASKS) else _mask(view, start, end)


def _opener(view: View, word: str, start: int, end: int) -> Found | None:
    """Read what begins with a word of the tables."""
    if prefixed := _prefixed(view, start):
        return prefixed
    if fact := month_date_at(view, start, end):
        return [fact], fact.span.end
    if facts := word_references_at(view, start):
        return facts, facts[-1].span.end
    if word in view.tables.before["minus"]:
        return minus_at(view, start, end)
    fact = letter_word_at(view, start, end)
    return ([fact], fact.span.end) if fact else None


def _sign(view: View, start: int, end: int) -> Found:
    """Read what begins with a currency sign or §, and fractions of one character."""
    if view.folded[start] in VULGAR:
        return vulgar_at(view, start)
    if prefixed := _prefixed(view, start):
        return prefixed
    facts = word_references_at(view, start)
    return facts, facts[-1].span.end if facts else end


def _ideograph(view: View, start: int, _: int) -> Found:
    """Read what begins with an ideograph that opens a word of the tables."""
    tables, first = view.tables, view.folded[start]
    if first == ORDINAL:
        if name := tables.not_ordinal.longest_at(view.folded, start):
            return [], start + len(name)
        fact = ordinal_at(view, start)
        if fact:
            return [fact], fact.span.end
    if first == HALF:
        fact = half_at(view, start)
        return ([fact], fact.unit_span.end) if fact and fact.unit_span else ([], start + 1)
    if first in tables.named_starts:
        fact = era_date_at(view, start) or day_time_at(view, start)
        if fact:
            return [fact], fact.span.end
        if prefixed := _prefixed(view, start):
            return prefixed
    word, behind = ideograph_word_at(view, start)
    return [word] if word else [], behind


def _prefixed(view: View, start: int) -> Found | None:
    """Read a number with the unit before it: $1.2 million, 人民幣5元."""
    found = prefix_at(view, start)
    if found is None:
        return None
    position = found[0]
    if view.char(position) == ":" and not view.is_letter(position - 1):  # ￥:5000
        position += 1
    position = view.skip_space(position)
    prefix = Prefix(Span(start, found[0]), *SCALED.get(found[1], (found[1], 0)))
    char = view.char(position)
    if view.folded[position : view.digits_end(position)] == _THOUSANDS:
        return None
    if char == "(" and view.is_digit(position + 1):
        return loss_at(view, position, prefix)
    if char in "-−" and view.is_digit(position + 1):  # $-5
        position += 1
    facts, behind = mask_at(view, position, prefix)
    if not facts and view.is_digit(position):
        facts, behind = figure_at(view, position, prefix)
    elif not facts and "A" <= char <= "Z":
        facts, behind = numeral_at(view, position, prefix)
    if not facts:
        return None
    facts, behind = with_range(view, prefix, (facts, behind))
    return signed(view, facts), behind


def _list_marker(view: View, start: int) -> int:
    """Return the end of the list marker at ``start`` (1、 or (2)), or 0: it counts nothing."""
    match = _MARKER.match(view.folded, start)
    if match is None:
        return 0
    before = start - 1
    while before > start - _MOST_MARGIN and view.char(before) in " \t(（":
        before -= 1
    if view.char(before) not in _BREAKS:
        return 0
    if view.char(match.end()) == "×" and mask_at(view, start)[0]:  # 2.××万元
        return 0
    dated = match[0].endswith(".") and (date_at(view, start) or day_at(view, start))
    return 0 if dated else match.end()


_MOST_MARGIN = 32  # white space and a bracket before a list marker


@lru_cache(maxsize=1)
def _triggers() -> re.Pattern[str]:
    """Compile the characters and words that may begin a fact."""
    tables = load_tables()
    ideographs = "".join(sorted({word[0] for word in tables.ideographs}))
    return re.compile(
        f"(?P<digit>[0-9])|(?P<numeral>[{NUMERALS}])|(?P<letters>[{LETTERS}]++)"
        f"|(?P<mask>[*×]+)|(?P<sign>[§$€£¥№{VULGAR}])|(?P<ideograph>[{ideographs}])"
    )


_HANDLERS = {
    "digit": _digit,
    "numeral": _numeral,
    "mask": _mask,
    "letters": _letters,
    "sign": _sign,
    "ideograph": _ideograph,
}
