"""Edits of words that are no facts: replaced, dropped, put in, damaged; whole sentences."""

from __future__ import annotations

import re
from random import Random

from benchmarks.quality.points import trim
from benchmarks.quality.sites import family
from benchmarks.quality.truth import Place, PointEdit, Replacement

_OTHER = {
    language: words.split()
    for language, words in {
        "en": "harbour lantern meadow velvet purple gentle wooden copper bridge orchard",
        "de": "Hafen Laterne Wiese Kupfer Brücke Garten hölzern freundlich Glocke Mühle",
        "zh-Hant": "梨花 燈塔 湖泊 沙漠 音樂 窗簾 鋼琴 蘋果 駱駝 雕塑",
        "zh-Hans": "梨花 灯塔 湖泊 沙漠 音乐 窗帘 钢琴 苹果 骆驼 雕塑",
    }.items()
}
# Words that mean a number, a unit, a month, a denial or a demand somewhere.
_FACTUAL = {
    "en": re.compile(
        r"(?i)(?:not|no|none|never|neither|nor|shall|may|must|should|can|cannot|need|ought|zero|"
        r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|.*teen|.*ty|"
        r"hundred|thousand|.*illion|dollars?|euros?|cents?|per.?cent|percentage|miles?|metres?|"
        r"km|tonnes?|acres?|feet|years?|months?|weeks?|days?|hours?|minutes?|people|persons?|times?|"
        r"january|february|march|april|june|july|august|september|october|november|december|"
        r"articles?|sections?|chapters?|paragraphs?|clauses?|parts?|pages?|tables?|rules?|items?|"
        r"figures?|titles?|annex|schedule|half|third|quarter|points?)"
    ),
    "de": re.compile(
        r"(?i)(?:nicht|kein.*|nie|niemals|weder|noch|soll.*|kann|können|darf|dürfen|muss|müssen|"
        r"ein.*|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|.*zig|.*zehn|hundert.*|"
        r"tausend.*|million.*|milliard.*|euro|dollar|prozent.*|promille|.*meter|tonnen?|hektar|"
        r"jahr.*|monat.*|woche.*|tag.*|stunde.*|minute.*|personen|person|mal|"
        r"januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|"
        r"artikel.*|abschnitt.*|kapitel|absatz.*|satz.*|nummer.*|buchstabe.*|anlage.*|anhang|teil|"
        r"tabelle|titel|buch|ziffer.*|seite.*|paragra.*|halbsatz)"
    ),
}
_ZH_FACTUAL = (
    "零〇一二三四五六七八九十百千萬万億亿兆兩两半第幾几數数餘余多近約约上下不未無无非沒没勿免莫否得可應应須须必能準准該该當当许許禁毋庸"
    "年月日時时分秒元角個个名位次項项條条款目人倍歲岁米里克噸吨畝亩%天週周號号章節节等以內内外之前後后"
)
_NEAR_DIGIT = re.compile(r"[\d%§$€£*×]")


def _words(text: str, language: str) -> list[Place]:
    """Return where words stand that are no facts and stand beside none."""
    if family(language) == "zh":
        places = [m.span() for m in re.finditer(r"[一-鿿]{2}", text)]
        places += [
            m.span()
            for m in re.finditer(
                r"(?<=[，。、；：,;:\n])[一-鿿]{2}|[一-鿿]{2}(?=[，。、；：,;:\n])", text
            )
        ]
        return [
            (a, b)
            for a, b in places
            if "民國" not in text[a : b + 3]
            and not any(char in _ZH_FACTUAL for char in text[max(0, a - 2) : b + 2])
            and not _NEAR_DIGIT.search(text[max(0, a - 2) : b + 2])
        ]
    factual = _FACTUAL[language]
    return [
        m.span()
        for m in re.finditer(r"(?<![\w'’/.@-])[^\W\d_]{4,}(?![\w'’/@-])", text)
        if not factual.fullmatch(m[0])
        and not _NEAR_DIGIT.search(text[max(0, m.start() - 4) : m.end() + 4])
        and not any(
            factual.fullmatch(word)
            for word in re.findall(r"[^\W\d_]+", text[max(0, m.start() - 12) : m.start()])[-1:]
            + re.findall(r"[^\W\d_]+", text[m.end() : m.end() + 12])[:1]
        )
    ]


_SHORTEST_LINE = 20


def _line(text: str, place: Place) -> str:
    """Return the line that a place is in."""
    end = text.find("\n", place[1])
    return text[text.rfind("\n", 0, place[0]) + 1 : end if end >= 0 else len(text)].strip()


def _choose_word(text: str, language: str, random: Random) -> Place | None:
    """Return a word: any, or one at the border of a line, or one beside a mark."""
    places = _words(text, language)
    # A line of one or two words has nothing left to be known by.
    places = [place for place in places if len(_line(text, place)) > _SHORTEST_LINE]
    edges = [
        (a, b)
        for a, b in places
        if text[a - 1 : a] in ("\n", "") or text[b : b + 1] in tuple(",.;:，。；：、")
    ]
    chosen = random.choice([edges or places, places, places])
    return random.choice(chosen) if chosen else None


def _other(old: str, language: str, random: Random) -> str:
    """Return another word; in Chinese one that has no character in common with the old one."""
    shared = set(old) if family(language) == "zh" else set()
    return random.choice([w for w in _OTHER[language] if w != old and shared.isdisjoint(w)])


def word_replaced(text: str, language: str, random: Random) -> PointEdit | None:
    """Write another word in the place of one."""
    place = _choose_word(text, language, random)
    if place is None:
        return None
    new = _other(text[slice(*place)], language, random)
    kinds = frozenset({"text-replaced"})
    return PointEdit(Replacement(*place, new), kinds, place, place, (0, len(new)))


def word_inserted(text: str, language: str, random: Random) -> PointEdit | None:
    """Put one more word before another."""
    place = _choose_word(text, language, random)
    if place is None:
        return None
    word = _other(text[slice(*place)], language, random)
    gap = "" if family(language) == "zh" else " "
    start = place[0]
    return PointEdit(
        Replacement(start, start, word + gap),
        frozenset({"text-inserted"}),
        (start, start),
        (start - 1, start + 1),
        (0, len(word)),
    )


def word_deleted(text: str, language: str, random: Random) -> PointEdit | None:
    """Take a word out, with the space before or behind it."""
    place = _choose_word(text, language, random)
    if place is None:
        return None
    start, end = place
    if (
        text[start:end]
        in text[max(0, 2 * start - end - 4) : start] + text[end : 2 * end - start + 4]
    ):
        return None  # what stands beside its own copy is a repeat as well
    if text[end : end + 1] == " ":
        end += 1
    elif text[start - 1 : start] == " ":
        start -= 1
    return _deletion(text, (start, end))


def _deletion(text: str, place: Place) -> PointEdit:
    """Return the edit that takes a passage out, wherever equal neighbours let it slide."""
    start, end = place
    low, high = 0, 0
    while start - low - 1 >= 0 and text[start - low - 1] == text[end - low - 1]:
        low += 1
    while end + high < len(text) and text[start + high] == text[end + high]:
        high += 1
    core = trim(text, (start + high, end - low)) if start + high < end - low else (start, start)
    return PointEdit(
        Replacement(start, end, ""),
        frozenset({"text-deleted"}),
        core,
        (start - low, end + high),
        (0, 0),
    )


def mark_deleted(text: str, language: str, random: Random) -> PointEdit | None:
    """Take a mark out from between two words of letters, which is a change of its own."""
    places = [match.span() for match in re.finditer(r"(?<=[^\W\d_]{3})[,;:](?= [^\W\d_]{3})", text)]
    return _deletion(text, random.choice(places)) if places and language in _FACTUAL else None


_SENTENCE = {
    "zh": re.compile(r"(?<=[。；])(?P<n>[^\d。；\n]{8,80}[。；])(?=[^\n])"),
    "en": re.compile(r"(?<=[a-z]{3}[.;])(?P<n> [A-Z][^.;\n]{20,200}[.;])(?= [A-Z])"),
    "de": re.compile(r"(?<=[a-zäöüß]{3}[.;])(?P<n> [A-ZÄÖÜ][^.;\n]{20,200}[.;])(?= [A-ZÄÖÜ])"),
}


def sentence_deleted(text: str, language: str, random: Random) -> PointEdit | None:
    """Take a whole sentence out of a paragraph, one without figures."""
    numeral = re.compile(
        r"[\d第一二三四五六七八九十百千兩两%§]|(?i:\b(?:one|two|three|four|five|six|seven|ten|half|third|eine?|"
        r"zwei|drei|vier|fünf|sechs|sieben|acht|zehn|halb|viertel)\b)"
    )
    places = [
        m.span("n")
        for m in _SENTENCE[family(language)].finditer(text)
        if not numeral.search(m["n"]) and text.count(m["n"].strip()) == 1
    ]
    return _deletion(text, random.choice(places)) if places else None


_LEAD = 0xA3  # of full-width punctuation in GBK; its second byte is ASCII with the high bit
_HIGH = 0x80
_MARKS = b",;:!?()"


def damage(text: str, language: str, random: Random) -> PointEdit | None:
    """Replay the accident that replaces punctuation inside two-byte characters of GBK."""
    if language != "zh-Hans":
        return None
    hits = [
        (match.start(), match[0], raw, k)
        for match in re.finditer(r"[一-鿿]{2,12}", text)
        for raw in [match[0].encode("gbk", "ignore")]
        if len(raw) == 2 * len(match[0])
        for k in range(1, len(raw) - 1, 2)
        if raw[k] == _LEAD and raw[k + 1] & ~_HIGH in _MARKS
    ]
    if not hits:
        return None
    start, run, raw, hit = random.choice(hits)
    # The shift lasts to the end of the run, where ASCII or a full-width mark puts it right.
    broken = raw[:hit] + bytes([raw[hit + 1] & ~_HIGH]) + raw[hit + 2 :]
    first = hit // 2
    shown, rest = broken.decode("gbk", "replace").replace("\ufffd", "?")[first:], run[first:]
    while shown and rest and shown[-1] == rest[-1]:
        shown, rest = shown[:-1], rest[:-1]
    if not any("\u4e00" <= char <= "\u9fff" for char in shown):
        return None  # nothing is left that could prove what it was
    place = (start + first, start + first + len(rest))
    return PointEdit(
        Replacement(*place, shown),
        frozenset({"encoding-damage"}),
        place,
        (place[0] - 2, place[1] + 2),
        (0, len(shown)),
    )
