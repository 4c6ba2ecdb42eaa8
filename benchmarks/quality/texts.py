"""Texts that the benchmark holds itself, and how to read more.

``own/`` has a file for each text, named by its language; ``own/SOURCES.txt`` says where they
are from. ``--data`` adds real ones: any folder of sets with a ``docs`` folder of UTF-8 files
each.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from random import Random

from benchmarks.quality.sites import LANGUAGES

_FOLDER = Path(__file__).parent / "own"
_SETS = {"cnlaw": "zh-Hans", "twlaw": "zh-Hant", "gesetze_de": "de"}
_SHORTEST, _LONGEST = 800, 20_000

Texts = Mapping[str, tuple[str, ...]]


OWN: Texts = {
    language: tuple(path.read_text("utf-8") for path in sorted(_FOLDER.glob(f"{language}-*.txt")))
    for language in LANGUAGES
}
# The words of the synthetic corpora.
CHINESE = (_FOLDER / "zh-Hant-report.txt").read_text("utf-8")


def read_texts(folder: Path, count: int, random: Random) -> dict[str, tuple[str, ...]]:
    """Return up to ``count`` texts of middle length from each set under a folder, by language.

    Raises
    ------
    SystemExit
        If the folder holds no set.
    """
    found: dict[str, tuple[str, ...]] = {}
    for docs in sorted(folder.glob("*/docs")):
        paths = sorted(docs.iterdir())
        texts = [
            text
            for path in random.sample(paths, len(paths))
            for text in [path.read_text("utf-8")]
            if _SHORTEST <= len(text) <= _LONGEST and "\n\n" in text
        ]
        language = _SETS.get(docs.parent.name, "en")
        found[language] = found.get(language, ()) + tuple(texts[:count])
    if not found:
        raise SystemExit(f"{folder} holds no set with a docs folder; name the folder of sets")
    return found
