"""Where the peers live: an environment for each, outside of the repository, made on demand.

Nothing is installed unless asked for: ``python -m benchmarks install``. A peer that is not
there is named in the results with the command that brings it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import attrs

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "docdiff-bench"


@attrs.frozen
class Environment:
    """What a peer needs, in the versions that are measured.

    Parameters
    ----------
    name
        What ``install`` calls it.
    packages
        Of PyPI, or of npm: the peer first, then what it does not bring along itself. None, for
        what comes with the benchmarks' own Python.
    kind
        ``pip`` or ``npm``; ``program`` where it has to be installed by hand.
    light
        Whether it is installed in seconds, so that the quick run may bring it.
    check
        A command that exits with 0 when the peer can run; a model may have to be fetched.
    hint
        The command that installs a ``program``.
    """

    name: str
    packages: tuple[str, ...] = ()
    kind: str = "pip"
    light: bool = False
    check: tuple[str, ...] = ()
    hint: str = ""

    @property
    def home(self) -> Path:
        """The folder of the environment."""
        return CACHE / self.name

    @property
    def python(self) -> str:
        """The python that runs an adapter of this peer."""
        return str(self.home / "bin" / "python") if self.packages else sys.executable

    def absence(self) -> str:
        """Return why the peer cannot run, with what brings it; nothing if it can."""
        if self.kind == "program":
            return "" if _runs(self.check) else f"not installed: {self.hint}"
        mark = self.home / "installed.txt"
        if not self.packages or (mark.exists() and mark.read_text("utf-8") == self._wanted()):
            return ""
        failed = self.home / "failed.txt"
        if failed.exists():
            return failed.read_text("utf-8")
        return f"not installed: python -m benchmarks install {self.name}"

    def _wanted(self) -> str:
        return "\n".join(self.packages)

    def install(self) -> str:
        """Make the environment unless it is there; return why that failed, or nothing."""
        if not self.absence() or self.kind == "program":
            return self.absence()
        shutil.rmtree(self.home, ignore_errors=True)
        self.home.mkdir(parents=True)
        for command in self._commands():
            try:
                done = subprocess.run(command, check=False, capture_output=True, text=True)
            except FileNotFoundError:
                return f"not installed: it needs {command[0]}"
            if done.returncode:
                reason = _last_line(done.stderr or done.stdout)
                failure = f"cannot be installed or run: {reason}"
                (self.home / "failed.txt").write_text(failure, "utf-8")
                return failure
        (self.home / "installed.txt").write_text(self._wanted(), "utf-8")
        return ""

    def _commands(self) -> list[list[str]]:
        if self.kind == "npm":
            return [["npm", "install", "--silent", "--prefix", str(self.home), *self.packages]]
        pip = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        check = [[self.python, *self.check]] if self.check else []
        return [
            [sys.executable, "-m", "venv", str(self.home)],
            [self.python, *pip, *self.packages],
            *check,
        ]


def _runs(command: Sequence[str]) -> bool:
    try:
        return subprocess.run(command, check=False, capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


def _last_line(text: str) -> str:
    """Return the line that says what went wrong: an error's first line, or the last one."""
    lines = [line for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR")]
    return (errors or lines or ["no reason given"])[-1].strip()


_MODEL = (
    "from model2vec import StaticModel\n"
    "try:\n    StaticModel.from_pretrained('minishlab/potion-base-8M')\n"
    "except Exception:\n"
    "    raise SystemExit('its model minishlab/potion-base-8M could not be fetched')"
)
ENVIRONMENTS = {
    one.name: one
    for one in (
        Environment("rensa", ("rensa==0.5.0",), light=True),
        Environment(
            "datasketch",
            ("datasketch==2.0.0", "xxhash==4.1.0", "numpy==2.4.6", "scipy==1.17.1"),
            light=True,
        ),
        Environment(
            "text_dedup",
            ("text-dedup==0.4.0", "datasets==5.2.0", "numpy==2.4.6", "xxhash==4.1.0"),
        ),
        Environment(
            "datatrove",
            (
                *("datatrove[processing]==0.10.1", "orjson==3.13.0", "numpy==2.4.6"),
                *("spacy==3.8.18", "jieba==0.42.1"),
            ),
        ),
        Environment(
            "data_juicer",
            (
                *("py-data-juicer==1.6.1", "datasets==5.2.0", "numpy==2.4.6", "scipy==1.17.1"),
                *("aiohttp==3.14.5", "ray==2.60.0"),
            ),
        ),
        Environment("semhash", ("semhash==0.5.0",), check=("-c", _MODEL)),
        Environment("cydifflib", ("cydifflib==1.2.0",), light=True),
        Environment("fast_diff_match_patch", ("fast-diff-match-patch==2.1.0",), light=True),
        Environment("redlines", ("redlines==0.6.2", "typing_extensions"), light=True),
        Environment("collatex", ("collatex==2.3", "Levenshtein==0.27.5"), light=True),
        Environment("jsdiff", ("diff@9.0.0",), kind="npm", light=True),
        Environment("git", kind="program", check=("git", "--version"), hint="apt-get install git"),
        Environment(
            "wikidiff2",
            kind="program",
            check=("php", "-r", "exit(extension_loaded('wikidiff2') ? 0 : 1);"),
            hint="apt-get install php-cli php-wikidiff2",
        ),
        Environment("own"),
    )
}


def install(names: Sequence[str]) -> int:
    """Install peers by name, ``light`` or ``all``; return how many could not be.

    Raises
    ------
    ValueError
        If there is no such peer.
    """
    unknown = set(names) - {*ENVIRONMENTS, "light", "all"}
    if unknown:
        known = ", ".join(ENVIRONMENTS)
        raise ValueError(f"no such peer: {', '.join(sorted(unknown))}; there are {known}")
    wanted = [
        one
        for one in ENVIRONMENTS.values()
        if one.name in names or "all" in names or (one.light and "light" in names)
    ]
    failed = 0
    for one in wanted:
        failure = one.install()
        failed += bool(failure)
        print(f"{one.name}: {failure or 'ready'}", flush=True)
    return failed
