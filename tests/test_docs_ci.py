"""The YAML and TOML of the how-to pages and of the repository: what stands there is what runs."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from repositories import Repository

from docdiff.config import load_config

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "docs" / "how-to"
INSTALL = "pip install docdiff"


def blocks(page, kind="yaml"):
    """Return the blocks of a page, their common indent taken off."""
    return re.findall(
        rf"^```{kind}\n(.*?)^```$", (PAGES / page).read_text("utf-8"), re.MULTILINE | re.DOTALL
    )


@pytest.fixture
def repo(tmp_path):
    """Return a repository as CI checks out a pull request that loses a figure: a merge."""
    repo = Repository(tmp_path / "repo")
    repo.commit(a__md="Invested: 4.5 million.\n")
    repo.git("checkout", "-q", "-b", "branch")
    repo.commit(a__md="Invested: million.\n")
    repo.git("checkout", "-q", "main")
    repo.commit(b__md="Another 7 things.\n")
    repo.git("merge", "-q", "--no-ff", "-m", "merge", "branch")
    return repo


def run(script, repo, **env):
    """Run a step under bash, as CI does; return the exit code and stdout."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        cwd=repo.folder,
        env={**os.environ, "PATH": path, **env},
        capture_output=True,
        check=False,
    )
    assert b"" == done.stderr
    return done.returncode, done.stdout.decode()


def steps(text):
    """Return the scripts of a workflow's steps, that of the installation first."""
    loaded = yaml.safe_load(text)
    listed = loaded if isinstance(loaded, list) else loaded["jobs"]["docdiff"]["steps"]
    return [step["run"] for step in listed if "run" in step]


def test_github_workflow_fails_at_the_line(repo, tmp_path):
    """The workflow of the page annotates the pull request and writes the summary."""
    install, check = steps(blocks("github.md")[0])
    summary = tmp_path / "summary.md"

    code, out = run(check, repo, GITHUB_STEP_SUMMARY=str(summary))

    assert INSTALL == install
    assert (1, True) == (code, out.startswith("::error file=a.md,line=1,"))
    assert 1 == out.count("\n")  # what the branch lacks of main is no part of the request
    assert "the check fails" in summary.read_text("utf-8")


def test_github_workflow_fetches_what_it_needs():
    """Two commits deep are the merge and what it is merged into."""
    checkout = yaml.safe_load(blocks("github.md")[0])["jobs"]["docdiff"]["steps"][0]

    assert {"fetch-depth": 2} == checkout["with"]


def test_github_workflow_works_in_a_clone_of_that_depth(repo, tmp_path):
    """What the checkout step brings is enough."""
    clone = Repository(tmp_path / "clone")
    clone.git("fetch", "-q", "--depth", "2", f"file://{repo.folder}", "main")
    clone.git("checkout", "-q", "FETCH_HEAD")
    check = steps(blocks("github.md")[0])[1]

    assert 1 == run(check, clone, GITHUB_STEP_SUMMARY=str(tmp_path / "summary"))[0]


@pytest.mark.parametrize(("number", "file"), [(2, "docdiff.sarif"), (3, "docdiff.jsonl")])
def test_further_github_steps_leave_a_report(repo, number, file):
    """The steps for code scanning and reviewdog write their file and do not fail the job."""
    check = steps(blocks("github.md")[number])[0]

    assert (0, "") == run(check, repo)
    assert "figure-lost" in (repo.folder / file).read_text("utf-8")


@pytest.mark.parametrize(("paths", "code"), [("", 1), ("a.md\nb.md", 1), ("b.md\n", 0)])
def test_composite_action_checks(repo, tmp_path, paths, code):
    """The action's script runs with the paths it was given, and none is a command."""
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    step = action["runs"]["steps"][-1]
    assert {"BASE": "${{ inputs.base }}", "PATHS": "${{ inputs.paths }}"} == step["env"]
    assert "${{" not in step["run"]

    environment = {"BASE": action["inputs"]["base"]["default"], "PATHS": paths}
    summary = str(tmp_path / "summary")

    assert code == run(step["run"], repo, GITHUB_STEP_SUMMARY=summary, **environment)[0]


def test_inputs_of_the_action_on_the_page_exist():
    """The page gives the action what it takes."""
    inputs = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["inputs"]
    (step,) = yaml.safe_load(blocks("github.md")[1])

    assert set() == set(step["with"]) - set(inputs)


def test_gitlab_job_writes_its_reports(repo):
    """The job of the page fails, and leaves the reports that it names as artifacts."""
    job = yaml.safe_load(blocks("gitlab.md")[0])["documents"]
    install, check = job["script"]
    base = repo.git("merge-base", "HEAD^1", "HEAD^2").strip()

    code, out = run(check, repo, CI_MERGE_REQUEST_DIFF_BASE_SHA=base)

    assert INSTALL == install
    assert (1, True) == (code, "figure-lost  a.md:1:10" in out)
    for file in job["artifacts"]["reports"].values():
        assert "figure-lost" in (repo.folder / file).read_text("utf-8")


def test_pre_commit_hook_is_the_one_of_the_page(repo):
    """The hook that the page names is declared, and stops a commit that flips a "not"."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    (used,) = yaml.safe_load(blocks("pre-commit.md")[0])["repos"][0]["hooks"]
    repo.commit(a__md="It shall not rain.\n")
    repo.write(a__md="It shall rain.\n")
    repo.git("add", "-A")

    assert used["id"] == hook["id"]
    assert (1, True) == (run(hook["entry"], repo)[0], shlex.split(hook["entry"])[0] == "docdiff")
    repo.write(a__md="It shall\nnot rain.\n")
    assert (0, "") == run(hook["entry"], repo)


def test_configuration_of_the_page_is_read(tmp_path):
    """Every key on the page is known."""
    configs = []
    for text in blocks("check.md", "toml"):
        (tmp_path / "docdiff.toml").write_text(text, encoding="utf-8")
        configs.append(load_config(str(tmp_path)))

    assert [("warning", 1), ("warning", 1)] == [(c.fail_on, len(c.rules)) for c in configs]
    assert "de" == configs[1].rules_for("tabellen/a.md").settings.language
