"""Edits with their truth: what is done to a text, and what a report has to say of it."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from random import Random

import attrs

# Sentences that hold one fact, and what becomes of it. A sentence is put at the end of a
# random paragraph of both texts; braces stand around what changes.
_FACTS: dict[str, dict[str, list[tuple[str, str, str]]]] = {
    "figure-lost": {
        "zh": [("項目總投資{4.5}億元。", "項目總投資{}億元。", "4.5")],
        "en": [
            ("The works cost {4.5} million dollars.", "The works cost {} million dollars.", "4.5")
        ],
        "de": [
            (
                "Die Arbeiten kosten {4,5} Millionen Euro.",
                "Die Arbeiten kosten {} Millionen Euro.",
                "4,5",
            )
        ],
    },
    "figure-changed": {
        "zh": [
            ("共安置{350}名職工。", "共安置{530}名職工。", "350"),
            ("增長{12.5}%。", "增長{15.2}%。", "12.5"),
        ],
        "en": [("It took {1,250} tonnes of sand.", "It took {1,520} tonnes of sand.", "1,250")],
        "de": [("Es waren {1.250} Tonnen Sand.", "Es waren {1.520} Tonnen Sand.", "1.250")],
    },
    "figure-masked": {
        "zh": [("財政收入{4339}萬元。", "財政收入{43**}萬元。", "4339")],
        "en": [("The wall is {320} metres long.", "The wall is {3**} metres long.", "320")],
        "de": [("Die Mauer ist {320} Meter lang.", "Die Mauer ist {3**} Meter lang.", "320")],
    },
    "date-changed": {
        "zh": [("大橋於{2009年9月7日}通車。", "大橋於{2009年7月9日}通車。", "2009年9月7日")],
        "en": [
            ("It opened on {7 September 2009}.", "It opened on {9 July 2009}.", "7 September 2009")
        ],
        "de": [
            (
                "Er öffnete am {7. September 2009}.",
                "Er öffnete am {9. Juli 2009}.",
                "7. September 2009",
            )
        ],
    },
    "date-masked": {
        "zh": [("協議在{2003年}簽訂。", "協議在{20xx年}簽訂。", "2003年")],
        "en": [
            (
                "It opened on {7 September 2009}.",
                "It opened on {7 September 20xx}.",
                "7 September 2009",
            )
        ],
        "de": [("Er öffnete am {07.09.2009}.", "Er öffnete am {07.09.20xx}.", "07.09.2009")],
    },
    "unit-changed": {
        "zh": [("綠化面積56{平方公里}。", "綠化面積56{平方米}。", "平方公里")],
        "en": [("The road is 12 {miles} long.", "The road is 12 {km} long.", "miles")],
        "de": [("Es sind 300 {Liter} Öl.", "Es sind 300 {Tonnen} Öl.", "Liter")],
    },
    "negation-changed": {
        "zh": [("該廠的廢水{}符合標準。", "該廠的廢水{不}符合標準。", "")],
        "en": [("The gate is {}open at night.", "The gate is {not }open at night.", "")],
        "de": [("Das Tor ist nachts {}offen.", "Das Tor ist nachts {nicht }offen.", "")],
    },
    "modality-changed": {
        "zh": [("各村{應當}建立台帳。", "各村{可以}建立台帳。", "應當")],
        "en": [("The keeper {shall} report it.", "The keeper {may} report it.", "shall")],
        "de": [("Der Wärter {muss} es melden.", "Der Wärter {kann} es melden.", "muss")],
    },
    "text-replaced": {
        "zh": [("這項工作十分{重要}而且急迫。", "這項工作十分{艱巨}而且急迫。", "重要")],
        "en": [("The view is {pretty} from there.", "The view is {lovely} from there.", "pretty")],
        "de": [
            (
                "Die Aussicht ist dort {hübsch} genug.",
                "Die Aussicht ist dort {herrlich} genug.",
                "hübsch",
            )
        ],
    },
}
_NOTATIONS = {
    "zh": [
        ("共投資4.5億元。", "共投資四億五千萬元。"),
        ("共投資4.5億元。", "共投資450,000,000元。"),
    ],
    "en": [
        ("It took 1,250 tonnes.", "It took 1250 tonnes."),
        ("on 7 September 2009.", "on September 7, 2009."),
    ],
    "de": [
        ("Es waren 1.250 Tonnen.", "Es waren 1250 Tonnen."),
        ("am 7. September 2009.", "am 07.09.2009."),
    ],
}


@attrs.frozen
class Edit:
    """Two texts, the one kind of change between them ("" for none), and the old text it hits."""

    old: str
    new: str
    kind: str
    hit: str = ""


Maker = Callable[[str, str, Random], Edit | None]


def _paragraphs(text: str) -> list[str]:
    return [part.strip("\n") for part in text.split("\n\n") if part.strip()]


def _join(paragraphs: list[str]) -> str:
    return "\n\n".join(paragraphs) + "\n"


def _with_sentences(text: str, sentences: tuple[str, str], random: Random) -> tuple[str, str]:
    """Put one sentence into the old and its counterpart into the new text, in one place."""
    paragraphs = _paragraphs(text)
    place = random.randrange(len(paragraphs))
    gap = " " if paragraphs[place][-1:].isascii() else ""
    old, new = (
        _join(
            [*paragraphs[:place], f"{paragraphs[place]}{gap}{sentence}", *paragraphs[place + 1 :]]
        )
        for sentence in sentences
    )
    return old, new


def fact_edit(kind: str) -> Maker:
    """Return a maker of edits of one fact or word, of the kind of change it must give."""

    def make(text: str, language: str, random: Random) -> Edit | None:
        before, after, hit = random.choice(_FACTS[kind][language])
        bare = (re.sub("[{}]", "", before), re.sub("[{}]", "", after))
        return Edit(*_with_sentences(text, bare, random), kind, hit)

    return make


def notation(text: str, language: str, random: Random) -> Edit | None:
    """Write one value in another notation, which is noise."""
    return Edit(*_with_sentences(text, random.choice(_NOTATIONS[language]), random), "")


def _unique(text: str, random: Random) -> tuple[list[str], int] | None:
    """Return the paragraphs and the place of one that stands once and says something."""
    paragraphs = _paragraphs(text)
    long = [
        k
        for k, part in enumerate(paragraphs)
        if len(part) >= 40 and text.count(part.strip()) == 1  # noqa: PLR2004
    ]
    return (paragraphs, random.choice(long)) if long and len(paragraphs) > 4 else None  # noqa: PLR2004


def paragraph_deleted(text: str, language: str, random: Random) -> Edit | None:  # noqa: ARG001
    """Take one paragraph out."""
    if not (found := _unique(text, random)):
        return None
    parts, k = found
    return Edit(_join(parts), _join(parts[:k] + parts[k + 1 :]), "paragraph-deleted", parts[k])


def paragraph_moved(text: str, language: str, random: Random) -> Edit | None:  # noqa: ARG001
    """Move one paragraph over the next one, in either direction the shorter of the two moves."""
    if not (found := _unique(text, random)):
        return None
    parts, k = found
    rest = parts[:k] + parts[k + 1 :]
    far = [
        p
        for p in range(len(rest) + 1)
        if sum(map(len, rest[min(p, k) : max(p, k)])) > 2 * len(parts[k])
    ]
    if not far:
        return None
    place = random.choice(far)
    return Edit(
        _join(parts), _join([*rest[:place], parts[k], *rest[place:]]), "paragraph-moved", parts[k]
    )


def paragraph_repeated(text: str, language: str, random: Random) -> Edit | None:  # noqa: ARG001
    """Put one paragraph in a second time, at the end."""
    if not (found := _unique(text, random)):
        return None
    parts, k = found
    return Edit(_join(parts), _join([*parts, parts[k]]), "repeat-added", "")


def paragraph_split(text: str, language: str, random: Random) -> Edit | None:  # noqa: ARG001
    """Put a blank line behind a sentence inside a paragraph."""
    parts = _paragraphs(text)
    places = [
        (k, match.end())
        for k, part in enumerate(parts)
        for match in re.finditer(r"(?<=[^\W\d_]{3})[。.]\s?(?=[^\W\d_]{3})", part)
    ]
    if not places:
        return None
    k, cut = random.choice(places)
    halves = [parts[k][:cut].rstrip(), parts[k][cut:].lstrip()]
    return Edit(_join(parts), _join([*parts[:k], *halves, *parts[k + 1 :]]), "paragraph-split", "")


def rewrapped(text: str, language: str, random: Random) -> Edit | None:
    """Wrap anew: each paragraph at words, or each line at a width where there are none."""
    width = random.randint(20, 90)
    if language == "zh":
        new = [
            "\n".join(
                line[k : k + width] for line in part.split("\n") for k in range(0, len(line), width)
            )
            for part in _paragraphs(text)
        ]
    else:
        new = [textwrap.fill(part, width) for part in _paragraphs(text)]
    return Edit(_join(_paragraphs(text)), _join(new), "")


def noisy(text: str, language: str, random: Random) -> Edit | None:
    """Change width, case, white space and line ends, and nothing that is said."""
    new = text.replace(",", "，") if language == "zh" else text.replace(" ", "  ")
    if random.random() < 0.5:  # noqa: PLR2004
        new = new.replace("\n", "\r\n")
    return Edit(text, new.upper() if random.random() < 0.5 else new, "")  # noqa: PLR2004


MAKERS: dict[str, Maker] = {
    **{kind: fact_edit(kind) for kind in _FACTS},
    "paragraph-deleted": paragraph_deleted,
    "paragraph-moved": paragraph_moved,
    "paragraph-split": paragraph_split,
    "repeat-added": paragraph_repeated,
    "notation (noise)": notation,
    "re-wrapped (noise)": rewrapped,
    "width, case, space (noise)": noisy,
}
