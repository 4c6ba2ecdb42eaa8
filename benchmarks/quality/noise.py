"""Noise: another way to write the same text, as replacements in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from random import Random

from opencc import OpenCC

from benchmarks.quality.sites import family, paragraphs
from benchmarks.quality.truth import Replacement

Noise = Callable[[str, str, Random], list[Replacement]]

# Characters and how they are read.
_READINGS = """
    的:de 一:yī 是事:shì 不部:bù 了:le 人:rén 在:zài 有:yǒu 我:wǒ 他它:tā 這这:zhè
    中:zhōng 大:dà 來来:lái 上:shàng 國国:guó 和合:hé 地:dì 到:dào 時时實实:shí 要:yào
    出:chū 會会:huì 可:kě 也:yě 對对:duì 生:shēng 能:néng 定:dìng 行形:xíng 學学:xué
    法:fǎ 民:mín 得:dé 經经:jīng 度:dù 家加:jiā 電电:diàn 力:lì 如:rú 水:shuǐ 化:huà
    高:gāo 自:zì 理:lǐ 起:qǐ 小:xiǎo 現现線:xiàn 量:liàng 都:dū 兩:liǎng 体體:tǐ 制:zhì
    機机:jī 當当:dāng 使:shǐ 點点:diǎn 從:cóng 业業:yè 本:běn 去:qù 把:bǎ 性:xìng
    好:hǎo 應应:yīng 開开:kāi 還:huán 因:yīn 由:yóu 其:qí 些:xiē 然:rán 前:qián 外:wài
    天:tiān 政正:zhèng 四:sì 日:rì 那:nà 社設:shè 義:yì 平:píng 相鄉:xiāng 全:quán
    表:biǎo 間:jiān 樣:yàng 與:yǔ 關关:guān 各:gè 重:zhòng 新:xīn 內:nèi 数數:shù
    統:tǒng 戰:zhàn 級:jí 鎮:zhèn 備:bèi 協:xié 織:zhī 規:guī 條:tiáo 項:xiàng 員:yuán
"""
_PINYIN = {
    char: reading
    for entry in _READINGS.split()
    for chars, _, reading in [entry.partition(":")]
    for char in chars
}


def _pieces(text: str, pattern: str, random: Random, share: float) -> list[re.Match[str]]:
    """Return a random share of the matches of a pattern, at least one."""
    matches = list(re.finditer(pattern, text))
    chosen = [match for match in matches if random.random() < share]
    return chosen or matches[:1]


def rewrapped(text: str, language: str, random: Random) -> list[Replacement]:
    """Wrap anew: at words, or anywhere where there are none; or take all wraps out."""
    width = random.choice([20, 35, 40, 60, 72, 100, 1_000_000])
    if family(language) == "zh":
        return _cut(text, width)
    done = []
    for start, end in paragraphs(text):
        column = 0
        words = list(re.finditer(r"\S+", text[start:end]))
        for word, following in pairwise(words):
            column += len(word[0])
            gap = (start + word.end(), start + following.start())
            if column + 1 + len(following[0]) > width:
                new, column = "\n", 0
            else:
                new, column = " ", column + 1
            if text[slice(*gap)] != new:
                done.append(Replacement(*gap, new))
    return done


def _cut(text: str, width: int) -> list[Replacement]:
    """Cut every line at a width, also inside a number or date."""
    if width > len(text):
        return [
            Replacement(m.start(), m.end(), "")
            for m in re.finditer(r"(?<=[^\n。；：])\n(?=[^\n\s])", text)
        ]
    done = []
    column = 0
    for place, char in enumerate(text):
        if char == "\n":
            column = 0
            continue
        if column == width:
            done.append(Replacement(place, place, "\n"))
            column = 0
        column += 1
    return done


def white_space(text: str, language: str, random: Random) -> list[Replacement]:
    """Indent, double spaces, end lines otherwise, put spaces at their ends, part wider."""
    match random.choice(["crlf", "double", "trailing", "indent", "blank", "invisible"]):
        case "crlf":
            return [Replacement(m.start(), m.start(), "\r") for m in re.finditer("\n", text)]
        case "double" if " " in text:
            return [
                Replacement(m.start(), m.start(), " ")
                for m in _pieces(text, r"(?<=\S) (?=\S)", random, 0.3)
            ]
        case "trailing":
            return [
                Replacement(m.start(), m.start(), "  ")
                for m in _pieces(text, r"(?<=\S)\n", random, 0.5)
            ]
        case "blank":
            return [
                Replacement(m.start(), m.start(), "\n") for m in _pieces(text, "\n\n", random, 0.6)
            ]
        case "invisible":
            return [
                Replacement(m.start(), m.start(), random.choice("\u200b\ufeff"))
                for m in _pieces(text, r"(?<=[^\W\d_])(?=[^\W\d_])", random, 0.01)
            ]
    indent = "\u3000\u3000" if family(language) == "zh" else "    "
    return [
        Replacement(m.end(), m.end(), indent) for m in _pieces(text, r"\n\n(?=\S)", random, 0.8)
    ]


def width(text: str, language: str, random: Random) -> list[Replacement]:
    """Write digits, letters or punctuation full-width, or punctuation half-width."""
    wide = {chr(k): chr(k + 0xFEE0) for k in range(0x21, 0x7F)}
    if family(language) == "zh":
        which = random.choice(["[0-9]", "[A-Za-z0-9]", "[,;:!?()]", "[，；：！？（）]"])
    else:
        which = random.choice(["[0-9]", "[A-Za-z0-9]", "[,;:!?()]"])
    narrow = {b: a for a, b in wide.items()}
    return [
        Replacement(m.start(), m.end(), wide.get(m[0]) or narrow[m[0]])
        for m in re.finditer(which, text)
    ]


def case(text: str, language: str, random: Random) -> list[Replacement]:
    """Write all letters, those of a line or the first of each word in another case."""
    del language
    way = random.choice(["upper", "lower", "line", "title"])
    spans = [(0, len(text))]
    if way == "line":
        lines = [m.span() for m in re.finditer(r"[^\n]*[A-Za-z][^\n]*", text)]
        spans = [random.choice(lines)] if lines else []
    pattern = r"(?<![^\W_])[a-z]" if way == "title" else r"[^\W\d_]"
    done = []
    for start, end in spans:
        for match in re.finditer(pattern, text[start:end]):
            new = match[0].lower() if way == "lower" else match[0].upper()
            if len(new) == 1 and new != match[0] and new.lower() == match[0].lower():
                done.append(Replacement(start + match.start(), start + match.end(), new))
    return done


@cache
def _converter(way: str) -> Callable[[str], str]:
    convert: Callable[[str], str] = OpenCC(way).convert
    return convert


def script(text: str, language: str, random: Random) -> list[Replacement]:
    """Convert between traditional and simplified characters, phrase by phrase, as OpenCC does."""
    if family(language) != "zh":
        return []
    ways = ["t2s", "tw2s", "hk2s"] if language == "zh-Hant" else ["s2t", "s2tw", "s2hk"]
    new = _converter(random.choice(ways))(text)
    if len(new) != len(text):
        return []
    return [
        Replacement(k, k + 1, b) for k, (a, b) in enumerate(zip(text, new, strict=True)) if a != b
    ]


def annotation(text: str, language: str, random: Random) -> list[Replacement]:
    """Put pinyin in brackets behind some characters: 統(tǒng)."""
    if family(language) != "zh":
        return []
    share = random.choice([0.02, 0.1, 0.5])
    brackets = random.choice(["()", "()", "（）"])
    return [
        Replacement(m.end(), m.end(), brackets[0] + _PINYIN[m[0]] + brackets[1])
        for m in _pieces(text, f"[{''.join(_PINYIN)}]", random, share)
    ]


_MARKS = {
    "zh": [
        ("，", "、"),
        ("、", "，"),
        ("；", "，"),
        ("：", "，"),
        ("“", "「"),
        ("”", "」"),
        ("「", "“"),
        ("」", "”"),
        ("，", ""),
        ("《", ""),
        ("》", ""),
    ],
    "en": [(";", ","), ("'", "’"), ('"', "“"), (":", ";"), (",", ";")],
    "de": [(";", ","), ("„", '"'), ("“", '"'), (":", ";"), (",", ";")],
}


def punctuation(text: str, language: str, random: Random) -> list[Replacement]:
    """Write other marks, or leave some out among ideographs, away from figures and other marks."""
    marks = [pair for pair in _MARKS[family(language)] if pair[0] in text]
    if not marks:
        return []
    old, new = random.choice(marks)
    numerals = "一二三四五六七八九十百千萬万億亿零〇兩两第條条款項项"
    letter = rf"[^\W\d_{numerals}]"
    pattern = rf"(?<={letter}{{3}}){re.escape(old)}(?= ?{letter}{{3}})"
    if not re.search(pattern, text):
        return []
    return [Replacement(m.start(), m.end(), new) for m in _pieces(text, pattern, random, 0.2)]


def decomposed(text: str, language: str, random: Random) -> list[Replacement]:
    """Write letters with marks as letter and mark, as some systems store them."""
    del random
    if language != "de":
        return []
    return [
        Replacement(m.start(), m.end(), unicodedata.normalize("NFD", m[0]))
        for m in re.finditer("[äöüÄÖÜ]", text)
    ]


NOISES: dict[str, tuple[Noise, str, tuple[str, ...]]] = {
    "re-wrapped": (rewrapped, "line-wrap", ("whitespace",)),
    "white space": (white_space, "whitespace", ()),
    "width": (width, "width", ()),
    "case": (case, "case", ()),
    "script": (script, "script", ()),
    "annotation": (annotation, "annotation", ()),
    "punctuation": (punctuation, "punctuation", ("width", "whitespace", "notation", "script")),
    "decomposed": (decomposed, "notation", ()),
}
