"""The command line: exit codes are public, results go to stdout, one line tells what is wrong."""

import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import docdiff

DOCDIFF = str(Path(sys.executable).parent / "docdiff")
SEEDS = str(Path("seeds/reports.txt").resolve())
FIRST, SECOND, THIRD = (f"{SEEDS}#{n}" for n in (1, 2, 3))


def run(*args, cwd=None, stdin=b"", **env):
    """Run docdiff to a pipe; return the exit code, stdout and stderr."""
    done = subprocess.run(
        [DOCDIFF, *map(os.fspath, args)],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env={**os.environ, **env},
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture
def texts(tmp_path):
    """Two versions of a short text, a compound file and files that are none."""
    (tmp_path / "old.txt").write_text("總投資4.5億元。\n", encoding="utf-8")
    (tmp_path / "new.txt").write_text("總投資億元。\n", encoding="utf-8")
    (tmp_path / "two.txt").write_text("第一篇:甲\n第二篇:乙\n", encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "binary.txt").write_bytes(b"a\0b")
    (tmp_path / "broken.txt").write_bytes(bytes(range(128, 256)) * 3)
    return tmp_path


def test_diff_of_the_reports_is_what_the_library_finds():
    """The command says what ``compare`` says, and exits with 1."""
    code, out, err = run("diff", "--format", "json", FIRST, SECOND)

    old, new = docdiff.read_documents(SEEDS)[:2]
    expected = docdiff.compare(old, new)
    assert (1, "") == (code, err)
    result = json.loads(out)
    assert ["docdiff.diff/1", docdiff.__version__] == [result["schema"], result["version"]]
    assert [FIRST, SECOND] == [result["old"]["id"], result["new"]["id"]]
    assert [(c.kind.value, c.old.start, c.new.end) for c in expected.changes] == [
        (c["kind"], c["old"]["start"], c["new"]["end"]) for c in result["changes"]
    ]


def test_diff_places_are_those_of_the_file():
    """Line and column lead to the changed text in the file that holds both documents."""
    lines = Path(SEEDS).read_text(encoding="utf-8").split("\n")
    result = json.loads(run("diff", "--format", "json", FIRST, SECOND)[1])

    for change in result["changes"]:
        for side in (change["old"], change["new"]):
            line, column = side["line"] - 1, side["column"] - 1
            first = side["text"].split("\n")[0]
            assert first == lines[line][column : column + len(first)]


def test_diff_as_text_is_plain_in_a_pipe():
    """A pipe gets no escape sequence, and every lost figure is named."""
    code, out, err = run("diff", FIRST, SECOND)

    assert (1, "") == (code, err)
    assert "\x1b" not in out
    for figure in ("[-4.5-]億元", "[-10.6-]億元", "[-1.2-]億元"):
        assert figure in out


@pytest.mark.parametrize(
    ("fail_on", "code"), [("note", 1), ("warning", 1), ("error", 1), ("never", 0)]
)
def test_fail_on_sets_the_exit_code(texts, fail_on, code):
    """A lost figure is an error, so only ``never`` passes it."""
    assert code == run("diff", "--fail-on", fail_on, "old.txt", "new.txt", cwd=texts)[0]


def test_severity_below_the_limit_passes(texts):
    """An added figure is a warning, which ``--fail-on error`` lets pass."""
    assert 1 == run("diff", "new.txt", "old.txt", cwd=texts)[0]
    assert 0 == run("diff", "--fail-on", "error", "new.txt", "old.txt", cwd=texts)[0]


def test_nothing_changed_is_zero():
    """A text against itself is one line and exit code 0."""
    assert (0, f"no difference: {FIRST} → {FIRST}\n", "") == run("diff", FIRST, FIRST)


def test_unrelated_documents_are_one_line():
    """第一篇 against 第三篇 is said in one line."""
    code, out, _ = run("diff", FIRST, THIRD)

    assert (1, 1) == (code, out.count("\n"))
    assert "document-replaced" in out


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        (["diff", "missing.txt", "old.txt"], "missing.txt does not exist"),
        (["diff", ".", "old.txt"], ". is a folder"),
        (["diff", "", "old.txt"], "a path is empty"),
        (["diff", "empty.txt", "old.txt"], "empty.txt is empty"),
        (["diff", "binary.txt", "old.txt"], "binary.txt is binary"),
        (["diff", "broken.txt", "old.txt"], "broken.txt is in no encoding"),
        (["diff", "two.txt#9", "old.txt"], "choose from #1 to #2"),
        (["diff", "two.txt#0", "old.txt"], "choose from #1 to #2"),
        (["diff", "old.txt#2", "old.txt"], "holds one document"),
        (
            ["diff", "two.txt#x", "old.txt"],
            "two.txt#x does not exist; a number follows the #, such as two.txt#1",
        ),
        (["diff", "old.txt/x", "old.txt"], "does not exist"),
        (["diff", "x" * 5000, "old.txt"], "cannot be read"),
        (["diff", "HEAD:nowhere.txt", "old.txt"], "git has no such file"),
        (["diff", "--", "--output=x:y", "old.txt"], "no git revision starts with '-'"),
        (["diff", "-", "old.txt"], "stdin is empty"),
        (["diff", "-", "-"], "both stdin"),
        (["diff", "old.txt"], "Missing argument 'NEW'"),
        (["diff", "--fail-on", "fatal", "old.txt", "new.txt"], "Invalid value for '--fail-on'"),
        (["diff", "--format=xml", "old.txt", "new.txt"], "Invalid value for '--format'"),
        (["diff", "--nope", "old.txt", "new.txt"], "No such option"),
        (["fnid"], "No such command"),
        (["find"], "Missing argument"),
        (["find", "missing.txt"], "missing.txt does not exist"),
        (["find", "old.txt", "missing.txt"], "missing.txt does not exist"),
        (["diff", "a\nb\x1b[31m", "old.txt"], "a⏎b\\x1b[31m does not exist"),
    ],
)
def test_user_errors_are_one_line(texts, args, reason):
    """Whatever is wrong with the input is said in one line on stderr, with exit code 2."""
    code, out, err = run(*args, cwd=texts)

    assert (2, "") == (code, out)
    assert err.startswith("docdiff: error: ")
    assert reason in err
    assert 1 == err.count("\n")


@pytest.mark.parametrize("name", ["two.txt#1", "HEAD:old.txt", "a b;c'\"$(x).txt"])
def test_existing_path_wins(texts, name):
    """A file is taken whole by its name, also when that looks like another kind of name."""
    (texts / name).write_text("第一篇:甲\n第二篇:乙\n", encoding="utf-8")

    assert 0 == run("diff", name, "two.txt", cwd=texts)[0]


def test_numbered_document_is_compared_alone(texts):
    """``PATH#N`` is the text without its label."""
    (texts / "one.txt").write_text("甲\n", encoding="utf-8")

    assert 0 == run("diff", "two.txt#1", "one.txt", cwd=texts)[0]
    assert 1 == run("diff", "two.txt", "one.txt", cwd=texts)[0]


def test_revision_comes_from_git(texts):
    """``REV:PATH`` is the file as committed, and may be followed by a number."""
    for command in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=n", "-c", "user.email=e", "commit", "-qm", "m", "--no-verify"],
    ):
        subprocess.run(["git", *command], cwd=texts, check=True, capture_output=True)
    (texts / "old.txt").write_text("總投資5億元。\n", encoding="utf-8")

    code, out, _ = run("diff", "HEAD:old.txt", "old.txt", cwd=texts)
    assert 1 == code
    assert "HEAD:old.txt:1:4 → old.txt:1:4" in out
    assert 0 == run("diff", "HEAD:two.txt#2", "two.txt#2", cwd=texts)[0]
    assert "exists on disk" not in run("diff", "HEAD:empty.txt", "old.txt", cwd=texts)[2]
    assert 2 == run("diff", "HEAD:empty.txt", "old.txt", cwd=texts)[0]


def test_stdin_is_a_document(texts):
    """``-`` reads stdin, in any encoding."""
    raw = "總投資4.5億元。\n".encode("gb18030")

    assert 0 == run("diff", "-", "old.txt", cwd=texts, stdin=raw)[0]


def test_language_is_that_of_what_no_word_tells(texts):
    """``--language`` says how the figures of a table are read, in both commands."""
    (texts / "table.txt").write_text("Umsatz | 1.200\n", encoding="utf-8")
    sentence = (
        "Hafenverwaltung Norderney, Umsatzbericht Quartalsende, Tabellenblatt Verladung:"
        " Zwischensumme, Spalte Mitte, {} EUR. "
    )
    twice = sentence.format("1.200") + "Zusatz. " + sentence.format("1200")
    (texts / "twice.txt").write_text(twice, encoding="utf-8")

    row = b"Umsatz | 1200\n"
    for args, kind in (
        (("diff", "-", "table.txt"), "figure-"),
        (("inspect", "twice.txt"), "fact-"),
    ):
        assert kind in run(*args, cwd=texts, stdin=row)[1]
        assert kind not in run(*args, "--language", "de", cwd=texts, stdin=row)[1]
    assert 2 == run("diff", "-", "table.txt", "--language", "fr", cwd=texts, stdin=b"x")[0]


def test_find_names_the_one_family():
    """Of the five reports the first two are versions of one another."""
    code, out, err = run("find", "--format", "json", Path(SEEDS).parent)

    assert (0, "") == (code, err)
    result = json.loads(out)
    assert ["reports.txt#1", "reports.txt#2"] == result["families"][0]["members"]
    assert 1 == len(result["families"])
    assert [f"reports.txt#{n}" for n in range(1, 6)] == [d["id"] for d in result["documents"]]


def test_find_names_what_it_skips(texts):
    """Input that is no text is named on stderr, and the exit code tells."""
    code, out, err = run("find", texts)

    assert 1 == code
    assert ["binary.txt", "broken.txt", "empty.txt"] == [
        Path(line.split()[2]).name for line in err.splitlines()
    ]
    assert out.endswith("4 documents; 2 without another version\n")


def test_find_without_a_document_is_not_done(texts):
    """A folder that holds no text gives no answer."""
    (texts / "none").mkdir()

    code, out, err = run("find", texts / "none")

    assert (2, "") == (code, out)
    assert "no document found" in err


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1"])
@pytest.mark.parametrize("args", [["diff", FIRST, SECOND], ["--help"], ["diff", "--help"]])
def test_output_is_utf8_in_any_locale(locale, args):
    """The locale does not decide what bytes come out."""
    expected = run(*args)

    assert expected == run(*args, LC_ALL=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert expected == run(*args, PYTHONIOENCODING="ascii")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_file_name_need_not_be_text(texts):
    """A name that is not UTF-8 is shown escaped, and is valid JSON."""
    name = os.fsdecode(b"n\xff.txt")
    shutil.copy(texts / "old.txt", texts / name)

    code, out, _ = run("diff", "--format", "json", name, "new.txt", cwd=texts)
    assert (1, name) == (code, json.loads(out)["old"]["id"])
    code, out, _ = run("diff", name, "new.txt", cwd=texts)
    assert (1, True) == (code, out.startswith("n\\udcff.txt → new.txt\n"))
    code, out, _ = run("find", "--format", "json", name, "new.txt", cwd=texts)
    assert (0, name) == (code, json.loads(out)["documents"][0]["id"])


@pytest.mark.parametrize("args", [["diff", FIRST, SECOND], ["diff", FIRST, FIRST], ["--help"]])
def test_reader_that_goes_away_is_no_error(args):
    """With ``| head`` the exit code stays that of the work, and stderr stays empty."""
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as pipe:
        done = subprocess.run([DOCDIFF, *args], stdout=pipe, stderr=subprocess.PIPE, check=False)

    assert (run(*args)[0], b"") == (done.returncode, done.stderr)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("args", [["diff", FIRST, FIRST], ["--help"]])
def test_full_disk_is_an_error(args):
    """A result that cannot be written is exit code 2, never 0 or 1."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([DOCDIFF, *args], stdout=full, stderr=subprocess.PIPE, check=False)

    assert (2, 1) == (done.returncode, done.stderr.count(b"\n"))


def test_interrupt_is_quiet():
    """Ctrl-C ends with 130 and without a traceback."""
    process = subprocess.Popen(
        [DOCDIFF, "diff", "-", FIRST],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    time.sleep(1.5)  # it waits for stdin by then
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()

    assert (130, b"", b"") == (process.returncode, out, err)


def test_crash_never_says_that_something_differs(texts):
    """An exception that nobody expected is exit code 2 and one line; the rest on demand."""
    program = (
        "import sys, docdiff.pipeline.comparison\n"
        "def compare(old, new, **_): raise KeyError('x')\n"
        "docdiff.pipeline.comparison.compare = compare\n"
        "from docdiff.cli import main\n"
        "main(['diff', 'old.txt', 'new.txt'])\n"
    )

    def crash(**env):
        return subprocess.run(
            [sys.executable, "-c", program],
            cwd=texts,
            capture_output=True,
            text=True,
            env={**os.environ, **env},
            check=False,
        )

    assert (2, 1) == (crash().returncode, crash().stderr.count("\n"))
    assert "docdiff failed: KeyError: 'x'" in crash().stderr
    assert "Traceback" in crash(DOCDIFF_DEBUG="1").stderr


def test_version_stands_in_one_place():
    """``--version`` is the version of the package."""
    assert (0, f"docdiff, version {docdiff.__version__}\n", "") == run("--version")


def test_no_arguments_show_the_help():
    """Without a command the help tells what there is, and nothing was done."""
    code, out, err = run()

    assert (2, "") == (code, out)
    assert "Commands:" in err


@pytest.mark.parametrize("command", ["diff", "find"])
def test_examples_of_the_help_run(command):
    """Each command's help ends in examples, and they work as they stand."""
    help_text = run(command, "--help")[1]

    examples = [line.split() for line in help_text.splitlines() if line.startswith("    docdiff ")]
    assert examples
    assert help_text.rstrip().endswith(" ".join(examples[-1]))
    for _, *args in examples:
        if not any(arg.startswith("HEAD:") for arg in args):
            assert run(*args)[0] in (0, 1)


def test_completion_offers_the_commands():
    """The shell's completion script gets the commands from docdiff itself."""
    _, out, _ = run(_DOCDIFF_COMPLETE="bash_complete", COMP_WORDS="docdiff fi", COMP_CWORD="1")

    assert "plain,find" == out.strip()


def in_terminal(*args, **env):
    """Run docdiff in a terminal of 120 columns and return what it shows."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [DOCDIFF, *args],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "120", **env},
    )
    os.close(slave)
    shown = b""
    try:
        while part := os.read(master, 65536):
            shown += part
    except OSError:  # Linux says so when the other end is closed
        pass
    os.close(master)
    process.wait()
    return shown.decode()


def test_terminal_gets_colour_and_both_readings():
    """In a terminal the two readings stand side by side and the lost figure is reversed."""
    shown = in_terminal("diff", FIRST, SECOND)

    assert "\x1b[1;7;31m4.5\x1b[0m" in shown
    assert any(shown_line.count("reports.txt:") == 2 for shown_line in shown.splitlines())


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_colour_goes_when_it_is_not_wanted(env):
    """``NO_COLOR`` and dumb terminals get what a pipe gets."""
    assert run("diff", FIRST, SECOND)[1] == in_terminal("diff", FIRST, SECOND, **env).replace(
        "\r\n", "\n"
    )


def test_colour_can_be_asked_for():
    """``--color always`` colours a pipe, ``never`` a terminal not."""
    assert "\x1b[" in run("diff", "--color", "always", FIRST, SECOND)[1]
    assert "\x1b[" not in in_terminal("diff", "--color", "never", FIRST, SECOND)


def test_progress_is_drawn_in_a_terminal_only():
    """A search shows how far it is on stderr when somebody looks, and wipes it."""
    shown = in_terminal("find", SEEDS)

    assert "fingerprint" in shown
    assert "\x1b[2K" in shown[shown.rindex("verify") :]
    assert "" == run("find", SEEDS)[2]
    assert "fingerprint" not in in_terminal("find", "--quiet", SEEDS)
