"""The benchmarks of docdiff and its peers, in one run: ``python -m benchmarks --help``."""

from __future__ import annotations

import argparse
import compileall
import datetime as dt
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs

import docdiff
from benchmarks import pages, plots, report
from benchmarks.compare import compare
from benchmarks.differences.tools import PEERS as TOOLS
from benchmarks.environments import install
from benchmarks.measures import Results, read_json, write_json
from benchmarks.processes import describe_machine
from benchmarks.suites import quality, scale, speed
from benchmarks.suites.plan import Outcome, Plan, make_plan
from benchmarks.versions.contenders import PEERS as SEARCHERS
from benchmarks.versions.contenders import choose_contenders
from benchmarks.versions.corpus import find_sets

SUITES: dict[str, Callable[[Plan], Outcome]] = {
    "quality": quality.measure,
    "speed": speed.measure,
    "scale": scale.measure,
}
_EPILOG = """\
examples, from the folder of the repository:
  python -m benchmarks install light
  python -m benchmarks --quick
  python -m benchmarks speed --peers rensa,difflib
  python -m benchmarks --quick --compare OLD.json
  python -m benchmarks --data DIR --write

DIR holds folders that each have docs/ and truth.json. Exit codes: 0 all floors are met and, with
--compare, nothing got worse; 1 not so; 2 it could not be measured or compared.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the command line asks for."""
    options = make_parser().parse_args(arguments)
    try:
        if options.verb == "install":
            return 1 if install(options.names or ["all"]) else 0
        _check_options(options)
        old = read_json(options.compare) if options.compare else None
        peers = _choose_peers(options.peers)
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    suites = [options.verb] if options.verb else list(SUITES)
    with TemporaryDirectory(prefix="docdiff-bench-") as work:
        plan = make_plan(quick=options.quick, peers=peers, data=options.data, work=Path(work))
        results = run(suites, plan)
    return finish(results, old, options.output, write=options.write)


def run(suites: Sequence[str], plan: Plan) -> Results:
    """Run suites and return what they measured."""
    today = dt.datetime.now(tz=dt.UTC)
    # Sources that nobody has compiled yet would take twice the time to load in every process.
    compileall.compile_dir(Path(docdiff.__file__).parent, quiet=1)
    outcomes = []
    for name in suites:
        print(f"{name} …", file=sys.stderr, flush=True)
        folder = plan.work / name
        folder.mkdir()
        outcomes.append(SUITES[name](attrs.evolve(plan, work=folder)))
    versions = {"docdiff": docdiff.__version__}
    for one in choose_contenders(plan.peers):
        package, _, number = (one.environment.packages or ("",))[0].partition("==")
        if package and not one.environment.absence():
            versions[package] = number
    absent: dict[str, str] = {}
    for outcome in outcomes:
        versions |= outcome.versions
        absent |= outcome.absent
    return Results(
        about={"date": f"{today:%d %B %Y}", **describe_machine()},
        settings=plan.settings(),
        versions=versions,
        absent=absent,
        tables=tuple(table for outcome in outcomes for table in outcome.tables),
    )


def finish(results: Results, old: Results | None, output: Path, *, write: bool) -> int:
    """Print and write results, hold them against earlier ones, and return the exit code."""
    output.mkdir(parents=True, exist_ok=True)
    write_json(results, output / "results.json")
    results = read_json(output / "results.json")  # rounded as the earlier ones were
    print(report.show(results))
    (output / "RESULTS.md").write_text(report.page(results), "utf-8")
    print(f"written: {output}/results.json, {output}/RESULTS.md", *plots.draw(results, output))
    if write:
        missing = pages.write(results)
        if missing:
            print(f"not measured, but named in the pages: {', '.join(missing)}", file=sys.stderr)
            return 2
    worse = False
    if old is not None:
        try:
            findings = compare(old, results)
        except ValueError as error:
            print(error, file=sys.stderr)
            return 2
        lines = [str(finding) for finding in findings] or ["nothing differs"]
        print("compared with the earlier run:", *lines, sep="\n  ")
        worse = any(finding.is_worse for finding in findings)
    return 1 if worse or results.misses() else 0


def _check_options(options: argparse.Namespace) -> None:
    """Refuse what could only fail after everything has been measured."""
    if options.names:
        raise ValueError(f"{options.verb} takes no names; peers are named by --peers")
    if options.data:
        find_sets(options.data)
    if options.write and options.verb:
        raise ValueError("--write takes all suites: name none")
    if options.write and not options.data and pages.name_data():
        raise ValueError("--write needs --data DIR: the pages name figures of its sets")


def _choose_peers(text: str | None) -> tuple[str, ...] | None:
    """Return the names of peers; nothing, for all of them."""
    if text is None:
        return None
    names = tuple(name for name in text.split(",") if name)
    known = (*SEARCHERS, *TOOLS)
    unknown = [name for name in names if name not in known]
    if unknown:
        raise ValueError(f"no such peer: {', '.join(unknown)}; there are {', '.join(known)}")
    return names


def make_parser() -> argparse.ArgumentParser:
    """Return what reads the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="How good and how fast docdiff is, beside its peers.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("verb", nargs="?", choices=[*SUITES, "install"], help="default: all three")
    parser.add_argument("names", nargs="*", help="of install: peers, 'light' or 'all'")
    parser.add_argument("--quick", action="store_true", help="small sizes, a few minutes")
    parser.add_argument("--peers", help="some, parted by commas; '' for none; default all")
    parser.add_argument("--data", type=Path, metavar="DIR", help="sets of texts with truth.json")
    parser.add_argument("--compare", type=Path, metavar="OLD.json", help="results to hold against")
    parser.add_argument("--output", type=Path, default=Path("build/bench"), metavar="DIR")
    parser.add_argument(
        "--write",
        action="store_true",
        help="also put the results into benchmarks/ and their figures into the pages",
    )
    return parser
