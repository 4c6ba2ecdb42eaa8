"""The benchmarks where their packages are not installed."""

import subprocess
import sys


def test_a_missing_package_is_one_line(tmp_path):
    """Who has installed docdiff alone is told what to do; there is no traceback."""
    (tmp_path / "opencc.py").write_text("raise ModuleNotFoundError(name='opencc')\n", "utf-8")
    code = (
        f"import sys, runpy; sys.path.insert(0, {str(tmp_path)!r}); runpy.run_module('benchmarks')"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert (2, "", 1) == (done.returncode, done.stdout, done.stderr.count("\n"))
    assert "opencc is not installed; run 'make check'" in done.stderr
