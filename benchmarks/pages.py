"""Keep the figures of README and docs those of ``RESULTS.md``.

A measured figure stands in a page between ``<!--=TABLE/ROW/COLUMN-->`` and ``<!--/-->``, which
a reader does not see. ``--write`` fills them in; a test holds them against ``results.json``.
"""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks.measures import Results, read_json, write_json
from benchmarks.report import page

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "benchmarks" / "results.json"
PAGE = ROOT / "benchmarks" / "RESULTS.md"
_FIGURE = re.compile(r"<!--=(?P<key>[^<>]+)-->(?P<text>[^<>]*)<!--/-->")
_BLOCK = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]*`")
_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=- )")
_NUMBER = re.compile(r"(?<!\w)\d[\d.,]*")
_MEASURED = re.compile(r"\d[\d.,]*\*{0,2} (?:ms|µs|s|seconds|KB|MB|GB)\b|\bF1\W{0,4}\d")


def find_pages() -> list[Path]:
    """Return the pages that may hold measured figures."""
    names = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
    return [*(ROOT / name for name in names), *sorted((ROOT / "docs").rglob("*.md"))]


def fill(results: Results, text: str) -> str:
    """Return a page with its measured figures as the results have them.

    Raises
    ------
    KeyError
        If a figure's key was not measured.
    """
    return _FIGURE.sub(
        lambda found: f"<!--={found['key']}-->{results.find(found['key'])}<!--/-->", text
    )


def find_loose(text: str) -> list[str]:
    """Return the figures of a page that look measured and name no measure.

    That are, outside of code, numbers with a unit of time or memory and values of F1; and in a
    paragraph that names the benchmarks or their results, every number.
    """
    loose = []
    for paragraph in _PARAGRAPH.split(_BLOCK.sub("", _FIGURE.sub("", text))):
        prose = _CODE.sub("", paragraph)
        about = "python -m benchmarks" in paragraph or "RESULTS.md" in paragraph
        loose += [found[0] for found in (_NUMBER if about else _MEASURED).finditer(prose)]
    return loose


def name_data() -> bool:
    """Return whether the pages name figures of sets that only ``--data`` brings."""
    return RESULTS.exists() and bool(read_json(RESULTS).settings["data"])


def write(results: Results) -> list[str]:
    """Write the results into the repository, with the page and the figures of all pages.

    Returns the keys that a page names and that were not measured; then nothing is written.
    """
    old = {path: path.read_text("utf-8") for path in find_pages()}
    missing = {key for text in old.values() for key in _keys(text) if not results.has(key)}
    if not missing:
        new = {path: fill(results, text) for path, text in old.items()}
        write_json(results, RESULTS)
        PAGE.write_text(page(results), "utf-8")
        for path, text in new.items():
            path.write_text(text, "utf-8")
    return sorted(missing)


def _keys(text: str) -> list[str]:
    return [found["key"] for found in _FIGURE.finditer(text)]
