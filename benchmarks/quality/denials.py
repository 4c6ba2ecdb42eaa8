"""Edits of what a text denies, allows and demands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from random import Random

from benchmarks.quality.points import trim
from benchmarks.quality.sites import family
from benchmarks.quality.truth import Place, PointEdit, Replacement

_ZH_VERBS = (
    "符合|屬於|属于|適用|适用|履行|按照|具備|具备|同意(?![見见])|支付|提供|承擔|承担|遵守|繳納|缴纳|"
    "公開|公开|報告|报告|執行|执行|達到|达到"
)
_ZH_OTHERS = "不未無无非沒没勿得可應应能必且並并"
_DE_MODALS = "kann darf soll muss dürfen können sollen müssen".split()  # noqa: SIM905 (as below)
_EN_MODALS = "may shall must can should would need could".split()  # noqa: SIM905 (a list of words)
_AFFIRMED = {
    "zh": rf"(?<![{_ZH_OTHERS}])(?P<n>)(?={_ZH_VERBS})",
    "en": r"\b(?:is|are) (?P<n>)(?!not\b|never\b|no\b)(?=[a-z]{4,})",
    "de": r"\b(?:ist|sind|wird|werden) (?P<n>)(?!nicht\b|nie\b|kein)(?=[a-zäöü]{4,})",
}
_DENIED = {
    "zh": rf"(?<![{_ZH_OTHERS}])(?P<n>[不未])(?={_ZH_VERBS}|依照)",
    "en": rf"(?<=[a-z] ){''.join(f'(?<!{word} )' for word in _EN_MODALS)}(?P<n>not )(?=[a-z])",
    "de": rf"(?<=[a-zäöüß] ){''.join(f'(?<!{word} )' for word in _DE_MODALS)}"
    r"(?P<n>nicht )(?=[a-zäöü])",
}
_DENIALS = {"zh": ("不", "未"), "en": ("not ",), "de": ("nicht ",)}


def _places(pattern: str, text: str) -> list[Place]:
    """Return where the group ``n`` of a pattern stands."""
    return [match.span("n") for match in re.finditer(pattern, text)]


def negation_inserted(text: str, language: str, random: Random) -> PointEdit | None:
    """Deny what was said."""
    places = _places(_AFFIRMED[family(language)], text)
    if not places:
        return None
    place = random.choice(places)
    word = random.choice(_DENIALS[family(language)])
    hull = (place[0] - 1, place[1] + 1)
    kinds = frozenset({"negation-changed"})
    return PointEdit(Replacement(*place, word), kinds, place, hull, (0, len(word.strip())))


def negation_deleted(text: str, language: str, random: Random) -> PointEdit | None:
    """Say what was denied."""
    places = _places(_DENIED[family(language)], text)
    if not places:
        return None
    place = random.choice(places)
    hull = (place[0] - 1, place[1] + 1)
    kinds = frozenset({"negation-changed"})
    return PointEdit(Replacement(*place, ""), kinds, trim(text, place), hull, (0, 0))


_AGENTS = "者人關关院府會会局部署處处機机員员方"
_MODALS: Mapping[str, Sequence[tuple[str, tuple[str, ...]]]] = {
    "zh": [
        (r"應當|应当", ("可以", "不得")),
        (r"(?<![不未])可以(?!不)", ("應當", "不得")),
        (r"不得", ("可以", "應當")),
        (r"(?<![不])必須|(?<![不])必须", ("可以",)),
        (rf"(?<=[{_AGENTS}])應(?![當对對有用急變变以該])", ("得", "不得")),
        (rf"(?<=[{_AGENTS}])得(?![到知出以不])", ("應", "不得")),
    ],
    "en": [
        (r"\bshall not\b", ("may", "shall")),
        (r"\bshall(?! not)\b", ("may", "must", "shall not")),
        (r"\bmay(?! not)\b", ("shall", "must", "may not")),
        (r"\bmust(?! not)\b", ("may", "should")),
        (r"\bshould(?! not)\b", ("may", "must")),
    ],
    "de": [
        (r"\bkann\b(?! nicht)", ("muss", "soll")),
        (r"\bkönnen\b(?! nicht)", ("müssen", "sollen")),
        (r"\bdarf\b(?! nicht)", ("muss", "soll")),
        (r"\bdürfen\b(?! nicht)", ("müssen", "können")),
        (r"\bmuss\b(?! nicht)", ("kann", "darf")),
        (r"\bmüssen\b(?! nicht)", ("können", "dürfen")),
        (r"\bsoll\b(?! nicht)", ("muss", "kann")),
        (r"\bsollen\b(?! nicht)", ("müssen", "können")),
    ],
}


def modality_changed(text: str, language: str, random: Random) -> PointEdit | None:
    """Allow what was demanded, demand or forbid what was allowed."""
    found = [
        (rule, match.span())
        for rule, (pattern, _) in enumerate(_MODALS[family(language)])
        for match in re.finditer(pattern, text)
    ]
    if not found:
        return None
    rule = random.choice(sorted({rule for rule, _ in found}))
    place = random.choice([place for one, place in found if one == rule])
    new = random.choice(_MODALS[family(language)][rule][1])
    if language == "zh-Hans":
        new = new.replace("應", "应").replace("當", "当")
    old = text[slice(*place)]
    # Where one word is part of the other, what they share may be left out: shall, shall not.
    if old.startswith(new) or new.startswith(old) or old.endswith(new) or new.endswith(old):
        kinds, core, core_new = {"modality-changed", "negation-changed"}, place[:1] * 2, (0, 0)
    else:
        kinds, core, core_new = {"modality-changed"}, place, (0, len(new))
    return PointEdit(Replacement(*place, new), frozenset(kinds), core, place, core_new)
