"""Apply known edits to texts, compare, and count what was found and what was made up.

An edit counts as found if a change of its kind stands at its place on both sides and quotes
what was edited. Recall is the share of edits found; precision the share of reported changes
that are one. A noise edit has nothing to be found: it is right if no change is reported and
the noise is counted under its name.
"""

from __future__ import annotations

import argparse
import json
import sys
from difflib import SequenceMatcher
from pathlib import Path
from random import Random

from benchmarks.quality.judge import Verdict
from benchmarks.quality.kinds import MAKERS
from benchmarks.quality.run import run
from benchmarks.quality.scores import FLOOR, as_json, failures, table
from benchmarks.quality.texts import OWN, read_texts
from benchmarks.quality.truth import Case, Wanted

_LONGEST_SHOWN = 30_000
_MOST_SHOWN = 16


class Printer:
    """Prints the first cases that came out wrong."""

    def __init__(self, most: int) -> None:
        self._left = most

    def __call__(self, name: str, language: str, case: Case, verdict: Verdict) -> None:
        """Print one case: what was done, what was missed, what was made up."""
        if self._left <= 0:
            return
        self._left -= 1
        print(f"--- {name}, {language}", file=sys.stderr)
        matcher = SequenceMatcher(None, case.old, case.new, autojunk=False)
        edits = matcher.get_opcodes() if len(case.old) < _LONGEST_SHOWN else []
        if len(edits) < _MOST_SHOWN:
            for tag, a, b, c, d in edits:
                if tag != "equal":
                    before, after = case.old[max(0, a - 20) : a], case.old[b : b + 20]
                    shown = f"{before}[{case.old[a:b]}→{case.new[c:d]}]{after}"
                    print(f"    did {shown[:200]!r}", file=sys.stderr)
        for one in verdict.missed:
            print(f"    missed {_say(one, case)}", file=sys.stderr)
        for change in verdict.made_up:
            quote = f"{change.old_text[:80]!r} → {change.new_text[:80]!r}"
            place = f"{change.old.start}-{change.old.end} → {change.new.start}-{change.new.end}"
            print(f"    made up {change.kind.value}: {quote} at {place}", file=sys.stderr)
        for kind in sorted(verdict.noise_missed):
            print(f"    noise {kind} not counted", file=sys.stderr)
        for kind in sorted(verdict.noise_made_up):
            print(f"    noise {kind} made up", file=sys.stderr)


def _say(one: Wanted, case: Case) -> str:
    """Say what was wanted, and where."""
    old, new = case.old[slice(*one.old_core)], case.new[slice(*one.new_core)]
    place = f"{one.old_hull[0]}-{one.old_hull[1]} → {one.new_hull[0]}-{one.new_hull[1]}"
    around = case.old[max(0, one.old_core[0] - 25) : one.old_core[1] + 25]
    return (
        f"{'/'.join(sorted(one.kinds))}: {old[:80]!r} → {new[:80]!r} at {place} in {around[:150]!r}"
    )


def main() -> int:
    """Print the table; exit with 1 when a kind is below its floor."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder of sets with real texts")
    parser.add_argument("--texts", type=int, default=100, help="how many texts of each set")
    parser.add_argument("--cases", type=int, default=20, help="cases of a kind and language")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", nargs="+", metavar="KIND", help="only kinds that begin so")
    parser.add_argument("--show", type=int, default=0, help="how many wrong cases to print")
    parser.add_argument("--json", action="store_true", help="print JSON in place of the table")
    options = parser.parse_args()
    texts = dict(OWN)
    if options.data:
        random = Random(options.seed)  # noqa: S311 (a seeded benchmark)
        for language, more in read_texts(options.data, options.texts, random).items():
            texts[language] = texts.get(language, ()) + more
    kinds = [name for name in MAKERS if not options.kinds or name.startswith(tuple(options.kinds))]
    scores = run(texts, options.cases, options.seed, kinds=kinds, watch=Printer(options.show))
    missed = failures(scores)
    if options.json:
        settings = {name: options.__dict__[name] for name in ("texts", "cases", "seed")}
        settings["data"] = bool(options.data)
        print(json.dumps(as_json(scores, settings), ensure_ascii=False, indent=1))
    else:
        print(table(scores, sorted(texts)))
        print(f"floor {FLOOR}: {'met' if not missed else 'missed by ' + ', '.join(missed)}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
