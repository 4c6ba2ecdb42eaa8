"""Every example of README and docs runs, and prints what the page says."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?://|#)([^)#]+)(?:#[^)]*)?\)")


def name(path):
    """Return how a page is called in a test's id."""
    return str(path.relative_to(ROOT))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return a folder like a fresh clone as the examples see it, and go there."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run_in_shell(command, cwd):
    """Return what a command prints, errors and all, under bash."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "LC_ALL": "C.UTF-8"}
    run = subprocess.run(
        ["bash", "-c", command],
        cwd=cwd,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        text=True,
        encoding="utf-8",
    )
    return run.stdout


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_shell_examples_print_what_the_page_says(page, folder):
    """Commands of one page run in order, in one folder."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    blocks = [text for kind, text in FENCE.findall(page.read_text("utf-8")) if kind == "console"]
    for example in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", "".join(blocks), re.MULTILINE):
        command, expected = example
        if command.startswith("make "):
            # They are what runs this test; that the target exists is all there is to see.
            assert f"\n{command.split()[1]}:" in makefile
            continue
        assert expected == run_in_shell(command, folder), command


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_python_examples_print_what_the_page_says(page, folder):
    """Blocks of one page share their names, as in one session."""
    blocks = [text for kind, text in FENCE.findall(page.read_text("utf-8")) if kind == "python"]
    test = doctest.DocTestParser().get_doctest("".join(blocks), {}, name(page), str(page), 0)
    failures: list[str] = []
    doctest.DocTestRunner().run(test, out=failures.append)

    assert folder.is_dir()
    assert [] == failures


@pytest.mark.parametrize(
    "page", [*PAGES, ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md"], ids=name
)
def test_links_lead_somewhere(page):
    """Every relative link names a file that exists."""
    links = LINK.findall(page.read_text("utf-8"))

    assert [] == [link for link in links if not (page.parent / link).exists()]


def test_every_kind_of_change_is_in_the_reference():
    """A reader finds each name that a report can show."""
    from docdiff import ChangeKind  # noqa: PLC0415

    reference = (ROOT / "docs" / "reference.md").read_text("utf-8")

    assert [] == [kind.value for kind in ChangeKind if f"`{kind.value}`" not in reference]


def test_every_public_name_is_in_the_reference():
    """So is every name that a program can import."""
    import docdiff  # noqa: PLC0415

    reference = (ROOT / "docs" / "reference.md").read_text("utf-8")

    assert [] == [public for public in docdiff.__all__ if f"`{public}`" not in reference]
