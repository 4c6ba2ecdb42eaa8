"""Where the time of ``docdiff dedup`` goes, step by step."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.tables import print_table, show
from docdiff import Settings
from docdiff.model import Progress

_WHAT = {
    "start": "Python, numpy, numba",
    "read": "records read, folded, shingled, hashed, minimized, on all threads",
    "candidates": "fingerprints gathered, bands and passages joined",
    "versions": "pairs measured, names compared, verdicts",
    "copy": "kept records copied, reasons written",
}


def run(corpus: Path, *, facts: bool) -> int:
    """Print how long each step takes on a corpus, once the kernels are compiled."""
    with TemporaryDirectory() as folder:
        _time_steps(corpus, Path(folder), facts=facts)  # compiles, or loads what is compiled
        steps = _time_steps(corpus, Path(folder), facts=facts)
    start = perf_counter()
    program = "import docdiff.pipeline.dedup, numba"
    subprocess.run([sys.executable, "-c", program], check=True)
    steps = {"start": perf_counter() - start, **steps}
    total = sum(steps.values())
    rows = [
        [step, show(seconds, 2), show(100 * seconds / total, 0, " %"), _WHAT[step]]
        for step, seconds in steps.items()
    ]
    print_table(("step", "s", "of all", "what"), [*rows, ["all", show(total, 2), "", ""]])
    return 0


def _time_steps(corpus: Path, folder: Path, *, facts: bool) -> dict[str, float]:
    """Return the seconds from the first report of each step to that of the next."""
    from docdiff.pipeline.dedup import dedup_files  # noqa: PLC0415 (timed above)
    from docdiff.read.records import RecordFile  # noqa: PLC0415

    begun: dict[str, float] = {}

    def note(progress: Progress) -> None:
        begun.setdefault(progress.step, perf_counter())

    begun["read"] = perf_counter()
    dedup_files(
        [RecordFile(corpus)],
        output=str(folder / "kept.jsonl"),
        removed=str(folder / "removed.jsonl"),
        settings=Settings(),
        keeps_figures=facts,
        on_skip=print,
        on_progress=note,
    )
    ends = [*list(begun.values())[1:], perf_counter()]
    return {step: end - start for (step, start), end in zip(begun.items(), ends, strict=True)}
