"""Run a command as a whole process and measure its time and memory."""

from __future__ import annotations

import os
import platform
import signal
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event, Thread, Timer
from time import perf_counter

import attrs

# Between two looks at the memory: at first short, since short processes end soon.
_SHORTEST_TICK, _LONGEST_TICK = 0.004, 0.05  # seconds
_PAGE = os.sysconf("SC_PAGE_SIZE")
_TAIL = 200  # characters of a log that a failure quotes
THREADS = 2


@attrs.frozen
class Run:
    """One run of a command."""

    seconds: float
    peak_mb: float | None  # None where the system does not tell
    failure: str = ""


def list_tree(process: int) -> Iterator[int]:
    """Yield a process and its descendants, as Linux lists them."""
    yield process
    try:
        lists = list(Path(f"/proc/{process}/task").glob("*/children"))
        children = [int(name) for path in lists for name in path.read_text("ascii").split()]
    except OSError:  # it ended a moment ago
        return
    for child in children:
        yield from list_tree(child)


def measure_memory(process: int) -> int:
    """Return the bytes that a process and its descendants have resident.

    Of pages that forked workers share, each has its part (the proportional set size of Linux).
    """
    tree = [*list_tree(process)]
    total = 0
    for member in tree:
        try:
            if len(tree) == 1:  # costs nothing, while the parts of pages take a walk over them
                total += int(Path(f"/proc/{member}/statm").read_text("ascii").split()[1]) * _PAGE
                continue
            lines = Path(f"/proc/{member}/smaps_rollup").read_text("ascii").splitlines()
            total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024
        except (OSError, StopIteration):
            continue
    return total


def measure_high_water(process: int) -> int:
    """Return the most bytes that the process itself has had resident, 0 if it has ended."""
    try:
        status = Path(f"/proc/{process}/status").read_text("utf-8")
    except OSError:
        return 0
    found = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")]
    return int(found[0]) * 1024 if found else 0


def run_measured(
    command: Sequence[str],
    log: Path,
    *,
    limit: float = 3600.0,
    codes: Sequence[int] = (0,),
    cwd: Path | None = None,
) -> Run:
    """Run a command, from the folder of the repository unless told otherwise, and measure it.

    Parameters
    ----------
    command
        The program and its arguments.
    log
        The file that gets its output.
    limit
        The seconds after which it is ended, with all its workers.
    codes
        The exit codes that mean success.
    cwd
        The folder to run it in.
    """
    peak = 0
    ended = Event()
    with log.open("wb") as output:
        start = perf_counter()
        process = subprocess.Popen(
            command,
            stdout=output,
            stderr=output,
            env=environment(),
            cwd=cwd,
            start_new_session=True,
        )

        def watch() -> None:
            nonlocal peak
            tick = _SHORTEST_TICK
            while not ended.wait(tick):
                tick = min(_LONGEST_TICK, 1.2 * tick)
                peak = max(peak, measure_memory(process.pid), measure_high_water(process.pid))

        timer = Timer(limit, os.killpg, (process.pid, signal.SIGKILL))
        watcher = Thread(target=watch, daemon=True)
        timer.start()
        watcher.start()
        code = process.wait()
        seconds = perf_counter() - start
        ended.set()
        timer.cancel()
        watcher.join()
    failure = ""
    if code not in codes:
        text = " ".join(log.read_text("utf-8", "replace").split())
        failure = f"exit code {code}: …{text[-_TAIL:]}"
        if code == -signal.SIGKILL and seconds >= limit:
            failure = f"not done after {limit:.0f} s"
    return Run(seconds, peak / 1e6 if peak else None, failure)


def environment() -> dict[str, str]:
    """Return the environment of a run: two threads, and nothing fetched on the way.

    data-juicer would install what it misses by itself, at its first use.
    """
    threads = ("OMP", "RAYON", "OPENBLAS", "MKL", "NUMBA")
    return {
        **os.environ,
        **{f"{name}_NUM_THREADS": str(THREADS) for name in threads},
        "HF_HUB_OFFLINE": "1",
        "UV_OFFLINE": "1",
        "PIP_NO_INDEX": "1",
    }


def describe_machine() -> dict[str, str]:
    """Return what a run was made on: processor, memory, system and Python."""
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        lines = info.read_text("utf-8").splitlines()
        names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
        cpu = names[0] if names else cpu
    memory = os.sysconf("SC_PHYS_PAGES") * _PAGE / 2**30
    return {
        "machine": f"{cpu}, {os.cpu_count()} cores, {memory:.0f} GiB",
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
    }
