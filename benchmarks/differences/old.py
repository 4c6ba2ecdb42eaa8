"""Time a whole comparison beside raw diffs of the same texts, side by side in one run.

Usage: python -m benchmarks.differences [--data DIR] [--rounds N] [--curve]

``--data`` names a folder of law sets: of its ``twlaw`` a heavily amended pair of 15,000
characters and lightly amended pairs are taken, else a text of our own with edits. The
peers give character diffs and nothing else; docdiff aligns, types facts, names noise and
writes messages. ``--curve`` compares pairs of 10 KB to 10 MB with up to 1,000 edits.
"""

from __future__ import annotations

import argparse
import re
import resource
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from random import Random
from statistics import median

from benchmarks.quality.texts import OWN
from docdiff import Document, compare

_TOKENS = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_\u2e80-\u9fff]+|\S")
_HEAVY = "L0162_1999-12-28"
_LENGTHS = (8_000, 40_000)
_LIGHT = 0.97  # of the shingles are shared
_SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
_MOST_EDITS = 1_000


def main() -> None:
    """Print the medians and their ratios."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--data", type=Path)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--curve", action="store_true")
    options = parser.parse_args()
    if options.curve:
        _print_curve()
        return
    heavy, light = _read_pairs(options.data) if options.data else _own_pairs()
    for name, pairs in (("heavily amended", heavy), ("lightly amended", light)):
        print(f"{name}: {len(pairs)} pairs, {sum(map(len, pairs[0]))} characters in the first")
        times = _race(pairs, options.rounds)
        own = times.pop("docdiff")
        print(f"  {'docdiff, all of it':32} {own * 1e3:9.2f} ms")
        for peer, seconds in times.items():
            print(f"  {peer:32} {seconds * 1e3:9.2f} ms   docdiff takes {own / seconds:6.2f} x")


def _race(pairs: list[tuple[str, str]], rounds: int) -> dict[str, float]:
    """Return the median seconds for all pairs of each contender, run in turns."""
    contenders = {"docdiff": _docdiff, "one regex tokenisation": _tokenize, **_peers()}
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    for round_ in range(rounds + 1):
        for name, run in contenders.items():
            start = time.perf_counter()
            for old, new in pairs:
                run(old, new)
            if round_:  # the first one warms up
                taken[name].append(time.perf_counter() - start)
    return {name: median(seconds) for name, seconds in taken.items()}


def _docdiff(old: str, new: str) -> object:
    return compare(Document("old", old), Document("new", new))


def _tokenize(old: str, new: str) -> object:
    return _TOKENS.findall(old), _TOKENS.findall(new)


def _peers() -> dict[str, Callable[[str, str], object]]:
    """Return the peers that are installed; name those that are not."""
    peers: dict[str, Callable[[str, str], object]] = {}
    try:
        from diff_match_patch import diff_match_patch  # noqa: PLC0415 (may be absent)
    except ImportError:
        print("diff-match-patch is not installed: pip install diff-match-patch", file=sys.stderr)
    else:
        dmp = diff_match_patch()
        dmp.Diff_Timeout = 0
        peers["diff-match-patch (Python)"] = dmp.diff_main
    try:
        from fast_diff_match_patch import diff  # noqa: PLC0415
    except ImportError:
        print("fast-diff-match-patch is not installed: pip install it", file=sys.stderr)
    else:
        peers["fast-diff-match-patch (C++)"] = lambda a, b: diff(a, b, timelimit=0, cleanup="No")
    return peers


Pairs = list[tuple[str, str]]


def _read_pairs(folder: Path) -> tuple[Pairs, Pairs]:
    """Return the heavily amended pair and lightly amended ones of the same length."""
    docs = folder / "twlaw" / "docs"
    if not docs.is_dir():
        raise SystemExit(f"{docs} does not exist; --data takes the folder that holds twlaw")
    works: dict[str, list[Path]] = {}
    for path in sorted(docs.iterdir()):
        works.setdefault(path.stem.partition("_")[0], []).append(path)
    heavy: Pairs = []
    light: Pairs = []
    for versions in works.values():
        for one, two in pairwise(versions):
            old, new = one.read_text("utf-8"), two.read_text("utf-8")
            if one.stem == _HEAVY:
                heavy.append((old, new))
            elif _LENGTHS[0] <= len(old) <= _LENGTHS[1] and len(light) < 10:  # noqa: PLR2004
                shared = compare(Document("a", old), Document("b", new)).jaccard
                if _LIGHT <= shared < 1:
                    light.append((old, new))
    return heavy, light


def _own_pairs() -> tuple[Pairs, Pairs]:
    """Return our own texts, repeated with numbers, with many and with few edits."""
    random = Random(7)  # noqa: S311
    text = _grow(15_000)
    return [(text, _edit(text, 400, random))], [(text, _edit(text, 5, random))]


def _grow(size: int) -> str:
    """Return a text of about ``size`` characters in which every paragraph is another one."""
    paragraphs = [p for texts in OWN.values() for text in texts for p in text.split("\n\n")]
    parts: list[str] = []
    length = number = 0
    while length < size:
        part = f"{number}. {paragraphs[number % len(paragraphs)]} {number * 7919 % 100_003}"
        parts.append(part)
        length += len(part) + 2
        number += 1
    return "\n\n".join(parts)


def _edit(text: str, edits: int, random: Random) -> str:
    """Return a text with that many words or figures replaced."""
    places = sorted(random.sample(range(len(text) - 8), edits))
    parts: list[str] = []
    last = 0
    for place in places:
        if place >= last:
            parts += (text[last:place], str(random.randrange(1000)))
            last = place + random.randrange(4)
    return "".join((*parts, text[last:]))


def _print_curve() -> None:
    """Print seconds and memory for pairs of growing size."""
    print(f"{'characters':>12} {'edits':>6} {'seconds':>8} {'peak MB':>8}")
    for size in _SIZES:
        old = _grow(size)
        edits = min(_MOST_EDITS, size // 1000)
        new = _edit(old, edits, Random(size))  # noqa: S311
        start = time.perf_counter()
        _docdiff(old, new)
        seconds = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{len(old):12,} {edits:6} {seconds:8.2f} {peak:8.0f}")


if __name__ == "__main__":
    main()
