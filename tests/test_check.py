"""The gate, end to end: real repositories, the real git, the command as CI runs it."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from repositories import Repository

from docdiff.cli import gate

WORDS = (
    *("harbour", "crane", "plant", "river", "flat", "tenant", "city", "law"),
    *("chapter", "page", "budget", "year", "month", "road", "school", "bridge"),
    *("station", "garden", "market", "tower", "museum", "engine", "winter", "summer"),
)


def paragraph(seed):
    """Return some forty words and a figure that no other seed gives."""
    draw = random.Random(seed)
    words = " ".join(draw.choice(WORDS) for _ in range(40))
    return f"In case {seed} the {words} cost {seed + 1000} euro."


def paragraphs(*seeds):
    """Return a text of paragraphs."""
    return "\n\n".join(map(paragraph, seeds)) + "\n"


@pytest.fixture
def repo(tmp_path):
    """Return an empty repository."""
    return Repository(tmp_path / "repo")


def found(repo, *args):
    """Return the kinds, paths and lines that a check reports, and the status of each file."""
    code, out, err = repo.check("--format", "json", *args)
    assert "" == err
    result = json.loads(out)
    changes = [
        (change["kind"], change["new"]["path"], change["new"]["line"])
        for file in result["files"]
        for change in file["changes"]
    ]
    return code, changes, {file["new"]["id"]: file["status"] for file in result["files"]}


def test_lost_figure_fails_with_an_annotation_at_its_line(repo):
    """A pull request that loses a figure is stopped where it stood."""
    repo.commit(a__md="# Report\n\nfirst\n\nInvested: 4.5 million.\n")
    repo.write(a__md="# Report\n\nfirst\n\nInvested: million.\n")

    code, out, err = repo.check("--format", "github")

    assert (1, "") == (code, err)
    assert out.startswith("::error file=a.md,line=5,endLine=5,title=docdiff%3A figure-lost,col=10,")
    assert 1 == out.count("\n")


def test_flipped_negation_fails(repo):
    """A "not" that goes is an error."""
    repo.commit(a__md="The tenant shall not sublet the flat.\n")
    repo.write(a__md="The tenant shall sublet the flat.\n")

    assert (1, [("modality-changed", "a.md", 1)]) == found(repo)[:2]


def test_rewrapping_passes_in_silence(repo):
    """Other line breaks are no change, and nothing is said."""
    text = paragraphs(1, 2)
    repo.commit(a__md=text, b__md=text.replace("\n", "\r\n"))
    repo.write(a__md=text.replace(" the ", "\nthe "), b__md=text)

    for format_ in ("text", "github", "rdjsonl"):
        assert (0, "", "") == repo.check("--format", format_)


def test_unchanged_files_are_not_read(repo, monkeypatch):
    """Of many files the one that git names is opened, and no other."""
    repo.commit(**{f"f{number}__md": f"text {number}\n" for number in range(20)})
    repo.write(f7__md="text 8\n")
    monkeypatch.chdir(repo.folder)
    opened = set()
    listening = [True]

    def note(event, args):  # a hook stays for good
        if listening and event == "open" and isinstance(args[0], str | bytes):
            opened.add(Path(os.fsdecode(args[0])).name)

    sys.addaudithook(note)
    checked = gate.run((), base="HEAD", head=None)
    listening.clear()

    assert ["f7.md"] == [file.path for file in checked.files]
    assert ["f7.md"] == sorted(name for name in opened if name.endswith(".md"))


def test_renamed_and_edited_file_is_paired_by_git(repo):
    """A rename that git detects has its earlier version."""
    repo.commit(a__md=paragraphs(*range(6)))
    repo.git("mv", "a.md", "b.md")
    repo.write(b__md=paragraphs(*range(6)).replace("1003 euro", "1093 euro"))

    assert (1, [("figure-changed", "b.md", 7)], {"b.md": "renamed"}) == found(repo)


def test_moved_and_rewritten_file_is_paired_by_fingerprint(repo):
    """Where every line is another one, git sees a deletion and an addition; docdiff a version."""
    repo.commit(a__md=paragraphs(*range(6)))
    repo.put("a.md", None)
    text = paragraphs(*range(6)).replace("1003 euro", "euro").upper().replace(" THE ", "\nTHE ")
    repo.put("deep/b.md", text)
    repo.git("add", "-A")

    code, changes, statuses = found(repo)

    assert "R" not in repo.git("diff", "--name-status", "-M", "HEAD")
    assert (1, ["figure-lost"]) == (code, [kind for kind, _, _ in changes])
    assert {"deep/b.md": "renamed and rewritten"} == statuses


def test_file_split_in_two_loses_only_what_is_lost(repo):
    """Of a file in two parts nothing is gone, but the figure that is."""
    repo.commit(a__md=paragraphs(*range(8)))
    repo.put("a.md", None)
    repo.write(
        one__md=paragraphs(*range(5)),
        two__md=paragraphs(5, 6, 7).replace("1006 euro", "euro"),
    )

    code, changes, statuses = found(repo)

    assert 1 == code
    assert [("paragraph-moved", "two.md", 1), ("figure-lost", "two.md", 3)] == sorted(
        changes, key=lambda change: change[2]
    )
    assert {"one.md": "renamed and rewritten", "two.md": "passages moved"} == statuses


def test_files_merged_into_one_lose_nothing(repo):
    """What two files held stands in one."""
    repo.commit(a__md=paragraphs(*range(5)), b__md=paragraphs(5, 6, 7))
    repo.write(a__md=None, b__md=None, all__md=paragraphs(*range(8)))

    code, changes, _ = found(repo)

    assert (0, [("paragraph-moved", "all.md", 11)]) == (code, changes)


def test_paragraph_moved_between_files_is_not_lost(repo):
    """It is said to be moved, with both places, and does not fail the check."""
    repo.commit(a__md=paragraphs(1, 2, 3), b__md=paragraphs(4, 5))
    repo.write(a__md=paragraphs(1, 3), b__md=paragraphs(4, 2, 5))

    code, out, _ = repo.check("--format", "json")
    files = [file for file in json.loads(out)["files"] if file["changes"]]

    assert 0 == code
    assert [("a.md", "b.md")] == [(file["old"]["id"], file["new"]["id"]) for file in files]
    (change,) = files[0]["changes"]
    assert "moved from a.md to b.md" == change["message"]
    assert (3, 3) == (change["old"]["line"], change["new"]["line"])
    assert paragraph(2) == change["old"]["text"] == change["new"]["text"]


def test_what_is_changed_on_the_way_is_told(repo):
    """A paragraph that moves and loses a figure, and gains words, says all three."""
    repo.commit(a__md=paragraphs(1, 2, 3), b__md=paragraphs(4, 5))
    edited = (
        paragraph(2).replace(" 1002 euro", " euro").replace("In case 2 the", "In case 2 all the")
    )
    repo.write(a__md=paragraphs(1, 3), b__md=f"{paragraphs(4)}\n{edited}\n\n{paragraph(5)}\n")

    code, changes, _ = found(repo)

    assert (1, {("b.md", 3)}) == (code, {(path, line) for _, path, line in changes})
    assert ["figure-lost", "paragraph-moved", "text-inserted"] == sorted(c[0] for c in changes)


@pytest.mark.parametrize("seed", range(8))
def test_every_lost_figure_is_told_and_none_that_is_kept(repo, seed):
    """Whatever paragraphs move between files, what is gone is an error and what stands is not."""
    draw = random.Random(seed)
    files = {
        f"f{n}.md": [paragraph(10 * n + k) for k in range(draw.randint(3, 6))] for n in range(4)
    }
    for name, parts in files.items():
        repo.put(name, "\n\n".join(parts) + "\n")
    repo.commit()
    parts = [part for held in files.values() for part in held]
    lost, moved = draw.sample(parts, 2)
    for held in files.values():
        if moved in held:
            held.remove(moved)
    draw.choice(list(files.values())).insert(1, moved)
    files["f9.md"] = files.pop(draw.choice(sorted(files)))
    figure = lost.split()[-2]
    for name in ("f0.md", "f1.md", "f2.md", "f3.md"):
        repo.put(name, None)
    for name, held in files.items():
        repo.put(name, "\n\n".join(part.replace(f" {figure} ", " ") for part in held) + "\n")

    result = json.loads(repo.check("--format", "json")[1])
    errors = [c for file in result["files"] for c in file["changes"] if c["severity"] == "error"]

    assert [("figure-lost", figure)] == [(c["kind"], c["old"]["text"]) for c in errors]


def test_what_is_not_moved_stays_deleted(repo):
    """Of two paragraphs that go, one to another file, the other is still lost."""
    repo.commit(a__md=paragraphs(1, 2, 3, 9), b__md=paragraphs(4, 5))
    repo.write(a__md=paragraphs(1, 9), b__md=paragraphs(4, 2, 5))

    assert (
        1,
        [("paragraph-deleted", "a.md", 3), ("paragraph-moved", "b.md", 3)],
    ) == found(repo)[:2]


def test_swapped_files_are_paired_with_what_they_were(repo):
    """Where each of two files took the other's place, both have their earlier version."""
    repo.commit(a__md=paragraphs(1, 2, 3), b__md=paragraphs(4, 5, 6))
    repo.write(a__md=paragraphs(4, 5, 6), b__md=paragraphs(1, 2, 3).replace("1002 euro", "euro"))

    code, changes, statuses = found(repo)

    assert (1, [("figure-lost", "b.md", 3)]) == (code, changes)
    assert {"a.md": "renamed and rewritten", "b.md": "renamed and rewritten"} == statuses


def test_replaced_file_is_said_to_be_replaced(repo):
    """Another text in a file's place, while others come and go, is still an error."""
    repo.commit(a__md=paragraphs(1, 2, 3), b__md=paragraphs(4, 5, 6))
    repo.write(a__md="Quarks zig jovially over vexed numbers.\n" * 5, c__md=paragraphs(7, 8))

    assert [("document-replaced", "a.md", 1), ("document-added", "c.md", 1)] == found(repo)[1]


def test_short_line_goes_with_its_section(repo):
    """A line that changed in a section which moved is told as changed, and not as two others."""
    repo.commit(
        a__md=f"{paragraphs(1, 2)}\nTotal: 5 euro\n\n{paragraph(3)}\n", b__md=paragraphs(4, 5)
    )
    repo.write(
        a__md=paragraphs(1, 3), b__md=f"{paragraphs(4, 2)}\nTotal: 7 euro\n\n{paragraph(5)}\n"
    )

    assert ["figure-changed", "paragraph-moved"] == sorted(kind for kind, _, _ in found(repo)[1])


def test_boilerplate_of_many_files_is_no_move(repo):
    """What stands in many files that come and go leads from none to another; and in no time."""
    footer = f"\n{paragraph(99)}\n"
    repo.commit(**{f"old{n}__md": f"{paragraphs(n * 2, n * 2 + 1)}{footer}" for n in range(30)})
    repo.write(**{f"old{n}__md": paragraphs(n * 2, n * 2 + 1) for n in range(15)})
    repo.write(**{f"new{n}__md": f"{paragraphs(200 + n)}{footer}" for n in range(15)})

    assert "paragraph-moved" not in {kind for kind, _, _ in found(repo)[1]}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_file_that_may_not_be_read_is_an_error(repo):
    """What cannot be looked at has not passed."""
    repo.commit(a__md="4 km\n")
    repo.write(a__md="km\n")
    (repo.folder / "a.md").chmod(0)

    assert 2 == repo.check()[0]


def test_content_that_git_lacks_is_an_error(repo):
    """A hole in the repository does not make an old text new."""
    repo.commit(a__md="4 km\n")
    blob = repo.git("rev-parse", "HEAD:a.md").strip()
    repo.write(a__md="km\n")
    (repo.folder / ".git" / "objects" / blob[:2] / blob[2:]).unlink()

    code, out, err = repo.check()

    assert (2, "", 1) == (code, out, err.count("\n"))
    assert blob in err


def test_file_that_becomes_a_link_is_deleted(repo):
    """A link in the place of a text says nothing."""
    repo.commit(a__md="4 km\n", b__md="one\n")
    repo.write(a__md=None)
    (repo.folder / "a.md").symlink_to("b.md")

    assert (1, [("document-deleted", "a.md", 1)]) == found(repo)[:2]


def test_conflict_is_compared_as_it_stands(repo):
    """In the middle of a merge the working tree is what is looked at."""
    repo.commit(a__md="It has 4 km.\n")
    repo.git("checkout", "-qb", "other")
    repo.commit(a__md="It has 5 km.\n")
    repo.git("checkout", "-q", "main")
    repo.commit(a__md="It has 6 km.\n")
    with pytest.raises(subprocess.CalledProcessError):
        repo.git("merge", "other")

    code, _, statuses = found(repo)

    assert (1, {"a.md": "modified"}) == (code, statuses)


def test_device_for_a_configuration_is_one_line(repo):
    """A link to what never ends is not read."""
    repo.commit()
    (repo.folder / "docdiff.toml").symlink_to("/dev/zero")

    code, _, err = repo.check()

    assert (2, True) == (code, "docdiff.toml is no file" in err)


def test_new_file_is_a_note(repo):
    """A text that nobody had before loses nothing; untracked files count."""
    repo.commit()
    repo.write(a__md="A new text with 4 figures.\n")

    assert (0, [("document-added", "a.md", 1)], {"a.md": "added"}) == found(repo)


def test_deleted_file_fails(repo):
    """Whatever it said is gone."""
    repo.commit(a__md="A text with 4 figures.\n")
    repo.write(a__md=None)

    assert (1, [("document-deleted", "a.md", 1)], {"a.md": "deleted"}) == found(repo)


def test_emptied_file_counts_as_deleted(repo):
    """A file that is still there and says nothing has lost its text."""
    repo.commit(a__md="A text with 4 figures.\n")
    repo.write(a__md="\n")

    assert (1, [("document-deleted", "a.md", 1)]) == found(repo)[:2]


def test_binary_file_is_passed_over(repo):
    """An image is no text; JSON names it."""
    repo.commit()
    repo.put("a.bin", b"\0\1\2")
    repo.git("add", "-A")
    repo.git("commit", "-qm", "m")
    repo.put("a.bin", b"\0\1\2\3")

    assert (0, "", "") == repo.check()
    assert ["a.bin"] == [
        each["path"] for each in json.loads(repo.check("--format", "json")[1])["passed_over"]
    ]


def test_text_that_becomes_unreadable_is_lost(repo):
    """One broken byte does not take a document out of the gate."""
    repo.commit(a__md="A text with 4 figures, ähnlich wie früher.\n")
    repo.put("a.md", "A text, ähnlich wie früher.\n".encode() + b"\0")

    code, changes, _ = found(repo)

    assert (1, [("document-deleted", "a.md", 1)]) == (code, changes)


def test_submodule_is_passed_over(repo, tmp_path):
    """What another repository holds is its own affair."""
    other = Repository(tmp_path / "other")
    other.commit(a__md="one\n")
    repo.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(other.folder), "sub")
    repo.commit()
    (repo.folder / "sub" / "a.md").write_text("changed 4\n", encoding="utf-8")
    subprocess.run(
        ["git", "-c", "user.name=n", "-c", "user.email=e", "commit", "-qam", "m"],
        cwd=repo.folder / "sub",
        check=True,
    )

    assert (0, [], {}) == found(repo)


def test_symbolic_link_is_passed_over(repo, tmp_path):
    """A link is no text, and what it points to is not read."""
    (tmp_path / "secret.txt").write_text("secret 4\n", encoding="utf-8")
    repo.commit()
    (repo.folder / "tracked.md").symlink_to("../secret.txt")
    repo.git("add", "-A")
    (repo.folder / "untracked.md").symlink_to("../secret.txt")

    assert (0, [], {}) == found(repo)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_path_that_is_not_utf8(repo):
    """A name of any bytes is found, shown escaped, and valid in every format."""
    name = b"n\xff\n::error::x.md"
    repo.put(name, "4 km\n")
    repo.commit()
    repo.put(name, "km\n")

    code, out, _ = repo.check()
    assert (1, True) == (code, out.startswith("in n\\udcff⏎::error::x.md (modified)\n"))
    for format_ in ("markdown", "json", "github", "sarif", "gitlab", "junit", "rdjsonl"):
        code, out, err = repo.check("--format", format_)
        assert (1, "") == (code, err)
        assert not any(line.lstrip().startswith("::error::") for line in out.splitlines())


def test_shallow_clone_without_the_base_says_how_to_get_it(repo, tmp_path):
    """The commonest fault of a CI job has its mending in the message."""
    repo.commit(a__md="1\n")
    base = repo.git("rev-parse", "HEAD").strip()
    repo.commit(a__md="2\n")
    repo.git("clone", "-q", "--depth", "1", f"file://{repo.folder}", str(tmp_path / "clone"))

    code, out, err = repo.docdiff("check", "--base", base, cwd=tmp_path / "clone")

    assert (2, "", 1) == (code, out, err.count("\n"))
    assert "git fetch --unshallow" in err
    assert "fetch-depth: 0" in err


def test_head_is_compared_instead_of_the_working_tree(repo):
    """With ``--head`` two revisions are compared, also in a bare repository."""
    repo.commit(a__md="4 km\n")
    repo.commit(a__md="km\n")
    repo.write(a__md="5 km\n")
    args = ("check", "--base", "HEAD~1", "--head", "HEAD", "--format", "json")

    code, out, _ = repo.docdiff(*args)
    repo.git("clone", "-q", "--bare", ".", "bare.git")

    assert (1, "figure-lost") == (code, json.loads(out)["files"][0]["changes"][0]["kind"])
    assert (1, out) == repo.docdiff(*args, cwd=repo.folder / "bare.git")[:2]


def test_before_the_first_commit_everything_is_new(repo):
    """The first commit of a repository can be checked by a hook too."""
    repo.write(a__md="4 km\n")

    assert (0, [("document-added", "a.md", 1)]) == found(repo)[:2]


def test_paths_choose_what_is_checked(repo):
    """Files and folders, from the folder one is in; a pair counts where one side is meant."""
    repo.commit()
    repo.put("docs/a.md", "4 km\n")
    repo.put("other/b.md", "4 km\n")
    repo.commit()
    repo.put("docs/a.md", "km\n")
    repo.put("other/b.md", "km\n")

    assert ["docs/a.md"] == list(found(repo, "docs")[2])
    assert ["docs/a.md"] == list(found(repo, "docs/a.md")[2])
    args = ("check", "--base", "HEAD", "--format", "json", "a.md")
    out = repo.docdiff(*args, cwd=repo.folder / "docs")[1]
    assert ["docs/a.md"] == [file["new"]["id"] for file in json.loads(out)["files"]]


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        (["--base", "nowhere"], "git knows no revision nowhere"),
        (["--base", "-x"], "'-x' is no git revision"),
        (["--base", "HEAD", "../elsewhere"], "outside the repository"),
        (["--base", "HEAD", "missing.md"], "missing.md"),
        ([], "Missing option '--base'"),
        (["--base", "HEAD", "--output", "xml=x"], "'xml=x' is not FORMAT=FILE"),
        (["--base", "HEAD", "--output", "json=no/such/folder"], "no/such/folder cannot be written"),
    ],
)
def test_wrong_arguments_are_one_line(repo, args, reason):
    """Whatever is wrong is said in one line on stderr, with exit code 2."""
    repo.commit(a__md="1\n")

    code, out, err = repo.docdiff("check", *args)

    assert (2, "", 1) == (code, out, err.count("\n"))
    assert reason in err


def test_no_repository_and_no_git_are_one_line(tmp_path):
    """Where git cannot help, docdiff says so."""
    outside = Repository(tmp_path / "repo")

    code, _, err = outside.docdiff("check", "--base", "HEAD", cwd=tmp_path)
    assert (2, True) == (code, "git finds no repository here" in err)
    code, _, err = outside.docdiff("check", "--base", "HEAD", PATH=str(tmp_path))
    assert (2, True, 1) == (code, "git cannot be run" in err, err.count("\n"))


def test_environment_of_a_hook_does_not_lead_elsewhere(repo, tmp_path):
    """In a hook git's variables name another repository's folders; here counts where one is."""
    other = Repository(tmp_path / "other")
    other.commit(b__md="1\n")
    repo.commit(a__md="4 km\n")
    repo.write(a__md="km\n")
    hook = {"GIT_DIR": str(other.folder / ".git"), "GIT_INDEX_FILE": "x", "GIT_EXTERNAL_DIFF": "x"}

    code, out, _ = repo.check("--format", "github", **hook)
    assert (1, True) == (
        code,
        out.startswith("::error file=a.md,line=1,endLine=1,title=docdiff%3A figure-lost"),
    )


def test_outputs_are_written_beside_what_is_printed(repo):
    """Each has its format; an output that cannot be written leaves none."""
    repo.commit(a__md="4 km\n")
    repo.write(a__md="km\n")

    code, out, _ = repo.check("--output", "json=../a.json", "--output", "junit=../a.xml")
    assert (1, True) == (code, out.startswith("in a.md"))
    assert "docdiff.check/1" == json.loads((repo.folder / "../a.json").read_text())["schema"]
    assert (repo.folder / "../a.xml").read_text().startswith("<?xml")
    assert 2 == repo.check("--output", "json=../b.json", "--output", "junit=no/b.xml")[0]
    assert not (repo.folder / "../b.json").exists()
    assert ["a.json", "a.xml", "repo"] == sorted(path.name for path in repo.folder.parent.iterdir())


def test_check_leaves_no_trace_in_the_repository(repo):
    """It writes neither the index nor an object."""
    repo.commit(a__md="4 km\n", c__md="the same\n")
    repo.write(a__md="km\n", b__md="new\n")
    os.utime(repo.folder / "c.md", (1, 1))  # git would note that it is the same all the same
    before = {p: p.stat().st_mtime_ns for p in (repo.folder / ".git").rglob("*")}

    statuses = found(repo)[2]

    assert {"a.md": "modified", "b.md": "added"} == statuses
    assert before == {p: p.stat().st_mtime_ns for p in (repo.folder / ".git").rglob("*")}


def test_no_arrays_without_something_to_pair(repo):
    """A check of edited files loads nothing that only a search needs."""
    repo.commit(a__md="4 km\n", b__md="one\n")
    repo.write(a__md="km\n", c__md="new\n")
    program = (
        "import sys\n"
        "from docdiff.cli import main\n"
        "try: main(['check', '--base', 'HEAD'])\n"
        "finally: print(*sys.modules, sep='\\n', file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=repo.folder, capture_output=True, check=False
    )

    heavy = {"numpy", "numba", "duckdb", "rich", "msgspec", "jinja2", "importlib.metadata"}
    assert 1 == done.returncode
    assert set() == heavy & set(done.stderr.decode().split())


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_output_does_not_depend_on_the_hash_seed(repo, seed):
    """A fresh interpreter under another PYTHONHASHSEED prints the same bytes."""
    repo.commit(a__md=paragraphs(*range(8)), b__md=paragraphs(8, 9))
    repo.write(a__md=None, one__md=paragraphs(1, 2, 3), two__md=paragraphs(4, 5), b__md="x\n")

    assert repo.check(PYTHONHASHSEED="7") == repo.check(PYTHONHASHSEED=seed)
