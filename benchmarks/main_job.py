"""Time the main job as CI runs it: whole processes that write to a pipe.

The machine's own speed and load stand in every time, so what counts is the ratio to a process
that only imports the packages which the job is built on. Rounds take turns: each one runs
every command once and gives one ratio per command; the table has their medians.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

_DOCDIFF = str(Path(sys.executable).parent / "docdiff")
_BASE = "imports"
_COMMANDS = {
    "bare": [sys.executable, "-c", "pass"],
    _BASE: [sys.executable, "-c", "import rapidfuzz, diff_match_patch, attrs, click"],
    "diff": [
        *(_DOCDIFF, "diff", "seeds/reports.txt#1", "seeds/reports.txt#2"),
        *("--format", "json", "--fail-on", "never"),
    ],
    "find": [_DOCDIFF, "find", "seeds/"],
}
_TITLES = {
    "bare": "python -c pass",
    _BASE: "python: import rapidfuzz, diff_match_patch, attrs, click",
    "diff": "docdiff diff, the two reports, to JSON",
    "find": "docdiff find seeds/",
}
_TARGET = 2.5


def measure(rounds: int) -> dict[str, list[float]]:
    """Return the seconds of each command in each round, after one round to warm the caches."""
    seconds: dict[str, list[float]] = {name: [] for name in _COMMANDS}
    for number in range(rounds + 1):
        for name, command in _COMMANDS.items():
            start = perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.PIPE)
            if number:
                seconds[name].append(perf_counter() - start)
    return seconds


def main() -> int:
    """Print the table; exit with 1 when ``diff`` misses its target."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--rounds", type=int, default=21, help="how often each command runs")
    seconds = measure(parser.parse_args().rounds)
    ratios = {
        name: median(t / base for t, base in zip(times, seconds[_BASE], strict=True))
        for name, times in seconds.items()
    }
    print(f"{'median':>9}  {'ratio':>5}")
    for name, times in seconds.items():
        print(f"{median(times) * 1000:6.0f} ms  {ratios[name]:5.2f}  {_TITLES[name]}")
    met = ratios["diff"] <= _TARGET
    print(f"target: diff at most {_TARGET} times the imports: {'met' if met else 'missed'}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
