"""What a comparison in CI must not wait for."""

import subprocess
import sys

import pytest

HEAVY = {
    *("numpy", "numba", "llvmlite", "duckdb", "rich", "pygments", "charset_normalizer"),
    *("asyncio", "importlib.metadata", "importlib.resources", "json", "logging", "pathlib"),
    *("shutil", "subprocess", "tempfile", "zipfile", "decimal", "diff_match_patch"),
    *("html.entities", "string", "docdiff.patch"),
}


def imported(*args):
    """Return the modules that docdiff has loaded when it ends, its output going to a pipe."""
    program = (
        "import sys\n"
        "from docdiff.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "finally: print(*sys.modules, sep='\\n', file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *args], capture_output=True, text=True, check=False
    )
    return set(done.stderr.split())


@pytest.fixture(scope="module")
def plain():
    """Modules that the packages of the main job load by themselves."""
    program = "import sys, rapidfuzz, attrs, click; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    return set(done.stdout.decode().split())


@pytest.mark.parametrize("format_", ["text", "json"])
def test_diff_to_a_pipe_loads_nothing_heavy(format_, plain):
    """``docdiff diff`` to a pipe loads no array, terminal or metadata package."""
    heavy = HEAVY - plain - ({"json"} if format_ == "json" else set())

    loaded = imported("diff", "--format", format_, "seeds/reports.txt#1", "seeds/reports.txt#2")

    assert "docdiff.pipeline" in loaded
    assert set() == heavy & loaded


def test_help_loads_no_stage():
    """``docdiff --help`` does not wait for the stages."""
    assert set() == imported("--help") & {"docdiff.pipeline", "rapidfuzz", "numpy"}


def test_importing_docdiff_loads_no_dependency():
    """``import docdiff`` costs next to nothing until a name is used."""
    program = "import sys, docdiff; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    loaded = set(done.stdout.decode().split())
    assert set() == loaded & {"attr", "numpy", "rapidfuzz", "click", "docdiff.model"}
