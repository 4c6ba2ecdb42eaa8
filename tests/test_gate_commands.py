"""Configuration, acceptance, and what git calls: in real repositories."""

import json

import pytest
from repositories import Repository

from docdiff.checked import Acceptance
from docdiff.config import append_acceptances, load_acceptances, load_config, quote
from docdiff.errors import DocdiffError


@pytest.fixture
def repo(tmp_path):
    """Return a repository in which a figure was lost and a word came."""
    repo = Repository(tmp_path / "repo")
    repo.commit(a__md="Invested: 4.5 million.\n", b__md="one two three four\n")
    repo.write(a__md="Invested: million.\n", b__md="one two new three four\n")
    return repo


def kinds(repo, *args):
    """Return the severity and kind of each change, by path."""
    files = json.loads(repo.check("--format", "json", *args)[1])["files"]
    return {
        file["new"]["id"]: [f"{c['severity']} {c['kind']}" for c in file["changes"]]
        for file in files
    }


@pytest.mark.parametrize("source", ["docdiff.toml", "pyproject.toml"])
def test_configuration_decides_what_counts(repo, source):
    """Severities, limits and globs come from either file."""
    prefix = "tool.docdiff." if source == "pyproject.toml" else ""
    head = "[tool.docdiff]\n" if prefix else ""
    text = (
        f'{head}fail-on = "error"\nexclude = ["*.toml"]\n'
        f'[{prefix}severity]\ntext-inserted = "note"\n'
        f'[[{prefix}rules]]\npaths = ["a.md"]\nseverity.figure-lost = "warning"\n'
    )
    repo.put(source, text)

    assert {"a.md": ["warning figure-lost"], "b.md": ["note text-inserted"]} == kinds(repo)
    assert 0 == repo.check()[0]
    assert 1 == repo.check("--fail-on", "warning")[0]


def test_own_file_goes_before_the_shared_one(repo):
    """``docdiff.toml`` wins, so that one can try something."""
    repo.put("docdiff.toml", 'include = ["a.md"]\n')
    repo.put("pyproject.toml", '[tool.docdiff]\ninclude = ["b.md"]\n')

    assert ["a.md"] == list(kinds(repo))


def test_limit_of_a_path(repo):
    """A rule may let the files of a path fail on something else, or on nothing."""
    repo.put("docdiff.toml", '[[rules]]\npaths = ["a.md"]\nfail-on = "never"\n')

    assert 0 == repo.check("a.md")[0]
    assert 1 == repo.check("b.md")[0]


def test_noise_is_a_change_where_a_rule_says_so(repo):
    """A promoted kind of noise has the severity that it was given."""
    repo.write(a__md="Invested:\n4.5 million.\n", b__md="one two three four\n")
    assert (0, "", "") == repo.check()

    repo.put("docdiff.toml", '[severity]\nline-wrap = "error"\n')
    assert ["error line-wrap"] == kinds(repo)["a.md"]


@pytest.mark.parametrize(
    "config", ['language = "de"\n', '[[rules]]\npaths = ["a.md"]\nlanguage = "de"\n']
)
def test_language_of_a_table(repo, config):
    """Where no word tells, 1.200 is what the configured language makes of it."""
    repo.commit(a__md="Umsatz | 1.200\n", b__md="Sum | 1.200\n")
    repo.write(a__md="Umsatz | 1200\n", b__md="Sum | 1.200\n")
    assert ["error figure-changed"] == kinds(repo)["a.md"]

    repo.put("docdiff.toml", config)
    assert 0 == repo.check("a.md")[0]


def test_language_of_a_path_goes_before_the_one_of_all(repo):
    """The last rule that fits a path says its language."""
    repo.commit(a__md="Umsatz | 1.200\n")
    repo.write(a__md="Umsatz | 1200\n", b__md="one two three four\n")
    repo.put("docdiff.toml", 'language = "de"\n[[rules]]\npaths = ["a.md"]\nlanguage = "en"\n')

    assert ["error figure-changed"] == kinds(repo)["a.md"]


def test_ignored_kind_is_not_told(repo):
    """``ignore`` takes a kind out altogether."""
    repo.put("docdiff.toml", '[severity]\ntext-inserted = "ignore"\n')

    assert [] == kinds(repo)["b.md"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("= x", "docdiff.toml is no TOML"),
        ('inclde = ["*"]', "no key is called inclde; did you mean include?"),
        ('[severity]\nfigur-lost = "error"', "called figur-lost; did you mean figure-lost?"),
        ('[severity]\nfigure-lost = "fatal"', "figure-lost cannot be 'fatal'; choose from note"),
        ('fail-on = "ignore"', "fail-on cannot be 'ignore'"),
        ('language = "fr"', "language cannot be 'fr'; choose from zh, en, de"),
        ("include = 1", "include is no list of globs"),
        ('[[rules]]\nfail-on = "error"', "a rule has no paths"),
        ("rules = 1", "rules is no list of tables"),
        ("severity = 1", "severity is no table"),
        ("x = " + "[" * 100_000, "docdiff.toml is no TOML"),
    ],
)
def test_wrong_configuration_is_one_line(repo, text, reason):
    """What is wrong is named, with what would be right."""
    repo.put("docdiff.toml", text)

    code, out, err = repo.check()

    assert (2, "", 1) == (code, out, err.count("\n"))
    assert reason in err


def test_shown_configuration_is_the_same_configuration(repo):
    """What ``--show-config`` prints can be put into a file and changes nothing."""
    repo.put(
        "docdiff.toml",
        'exclude = ["x/**"]\nlanguage = "en"\n[severity]\ncase = "note"\n'
        '[[rules]]\npaths = ["b"]\nlanguage = "de"\n',
    )
    shown = repo.docdiff("check", "--show-config")[1]
    repo.put("docdiff.toml", shown)

    assert shown == repo.docdiff("check", "--show-config")[1]
    assert 'case = "note"' in shown


@pytest.mark.parametrize(
    ("glob", "path", "fits"),
    [
        ("*.md", "a.md", True),
        ("*.md", "deep/a.md", True),
        ("docs/*.md", "docs/a.md", True),
        ("docs/*.md", "docs/deep/a.md", False),
        ("docs/**", "docs/deep/a.md", True),
        ("docs/**/a.md", "docs/a.md", True),
        ("docs", "docs/deep/a.md", True),
        ("docs/", "other/a.md", False),
        ("?.md", "ab.md", False),
        ("a.md", "axmd", False),
    ],
)
def test_globs(tmp_path, glob, path, fits):
    """Stars stay in their folder, two do not; a folder is everything in it."""
    (tmp_path / "docdiff.toml").write_text(f"include = [{quote(glob)}]\n", encoding="utf-8")

    assert fits is load_config(str(tmp_path)).wants(path)


def fingerprint(repo):
    """Return the fingerprint of the lost figure."""
    files = json.loads(repo.check("--format", "json", "a.md")[1])["files"]
    return files[0]["changes"][0]["fingerprint"]


def test_accepted_change_does_not_fail(repo):
    """It is counted as accepted, and only this one is."""
    code, out, err = repo.docdiff(
        "accept", fingerprint(repo), "--base", "HEAD", "--reason", 'a "typo"'
    )

    assert (0, "") == (code, err)
    assert out.startswith("accepted  figure-lost  a.md")
    assert {"a.md": [], "b.md": ["warning text-inserted"]} == kinds(repo)
    assert "1 accepted" in repo.check()[1]
    assert ('a "typo"', "a.md") == (
        load_acceptances(str(repo.folder))[0].reason,
        load_acceptances(str(repo.folder))[0].path,
    )


def test_acceptance_holds_when_the_document_changes_elsewhere(repo):
    """Lines put before it do not bring an accepted change back."""
    repo.docdiff("accept", fingerprint(repo), "--base", "HEAD", "--reason", "meant")
    repo.write(a__md="Something before it.\n\nInvested: million.\n")

    assert ["warning paragraph-inserted"] == kinds(repo)["a.md"]


def test_acceptance_is_of_one_file(repo):
    """The same change in another file is another change."""
    repo.write(c__md="Invested: 4.5 million.\n")
    repo.git("add", "-A")
    repo.put("docdiff-accept.toml", "")
    repo.docdiff("accept", fingerprint(repo), "--base", "HEAD", "--reason", "meant")
    text = (repo.folder / "docdiff-accept.toml").read_text().replace("a.md", "z.md")
    repo.put("docdiff-accept.toml", text)

    assert ["error figure-lost"] == kinds(repo)["a.md"]


def test_what_stands_in_the_file_stays(repo):
    """Comments and entries are kept to the letter; an entry that matches nothing is named."""
    before = (
        "# ours\r\n[[accept]] # old\r\npath = 'a.md'\r\nfingerprint = '00'\r\nreason = 'once'\r\n"
    )
    repo.put("docdiff-accept.toml", before)

    code, _, err = repo.docdiff("accept", fingerprint(repo), "--base", "HEAD", "--reason", "meant")

    after = (repo.folder / "docdiff-accept.toml").read_bytes().decode()
    assert (0, True) == (code, after.startswith(before + "\r\n[[accept]]\r\n"))
    assert "a.md 00" in err
    assert "a.md 00" in repo.check()[1]
    assert "a.md 00" not in repo.check("b.md")[1]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("accept = []", "cannot take another [[accept]]"),
        ("[[accept]]\npath = 'a.md'\nfingerprint = '0'\n", "entry 1 has no reason"),
        ("[[acept]]\n", "no key is called acept; did you mean accept?"),
        ("x", "docdiff-accept.toml is no TOML"),
    ],
)
def test_acceptance_file_that_cannot_be_is_left_alone(repo, text, reason):
    """One line says why, and not a byte is written."""
    key = fingerprint(repo)
    repo.put("docdiff-accept.toml", text)

    code, out, err = repo.docdiff("accept", key, "--base", "HEAD", "--reason", "meant")

    assert (2, "", 1) == (code, out, err.count("\n"))
    assert reason in err
    assert text == (repo.folder / "docdiff-accept.toml").read_text()


def test_unknown_fingerprint_is_refused(repo):
    """Nothing is accepted that is not there."""
    code, _, err = repo.docdiff("accept", "beef", "--base", "HEAD", "--reason", "meant")

    assert (2, True) == (code, "no change has the fingerprint beef" in err)
    assert not (repo.folder / "docdiff-accept.toml").exists()


def test_accepting_a_replacement_accepts_no_other(tmp_path):
    """The fingerprint of a change of the whole document is that of its texts."""
    repo = Repository(tmp_path / "repo")
    repo.commit(a__md="The harbour was opened in spring by the mayor of the city.\n" * 3)
    repo.write(a__md="Quarks zig jovially over vexed numbers, they say, and bow low.\n" * 3)
    repo.docdiff("accept", fingerprint(repo), "--base", "HEAD", "--reason", "meant")
    assert {"a.md": []} == kinds(repo)

    repo.write(a__md="Seven lazy dogs outran the train to Brixton without a pause.\n" * 3)
    assert ["error document-replaced"] == kinds(repo)["a.md"]


def test_text_of_toml_is_what_it_says(tmp_path):
    """Any reason can be written and read back."""
    reason = "a \"b\" \\ \n\t\x00\x7f\u202e 🙂 '''"
    text = append_acceptances("", [Acceptance("p", "f", reason)])
    (tmp_path / "docdiff-accept.toml").write_text(text, encoding="utf-8")

    assert reason == load_acceptances(str(tmp_path))[0].reason
    with pytest.raises(DocdiffError):
        append_acceptances("accept = []", [Acceptance("p", "f", "r")])


def test_textconv_shows_no_wrap(repo):
    """``git diff`` through ``docdiff normalize`` has the figure and no line break."""
    repo.put(".gitattributes", "*.md diff=docdiff\n")
    repo.write(a__md="", b__md="one\ntwo three\nFOUR\n")
    repo.git("config", "diff.docdiff.textconv", "docdiff normalize")
    repo.commit(a__md="Line one.\nIt cost 4.5 million.\n\nEnd.\n\nEnd.\n")
    repo.write(a__md="Line\none. It\ncost 4.6 million.\n\nEnd.\n\nEnd.\n")

    lines = repo.git("diff").splitlines()

    assert ["-it cost 4.5 million.", "+it cost 4.6 million."] == [
        line for line in lines if line[0] in "+-" and line[:3] not in ("+++", "---")
    ]


def test_external_driver_says_what_docdiff_says(repo):
    """Edited, new, deleted, binary and conflicting files never break ``git diff``."""
    repo.put("gone.md", "gone\n")
    repo.put("bin.md", b"a\0b")
    repo.commit()
    repo.git("config", "diff.external", "docdiff git-diff")
    repo.write(a__md="Invested: 5 million.\n", gone__md=None)
    repo.put("bin.md", b"a\0c")
    repo.put("new.md", "new\n")
    repo.git("add", "-N", "new.md")

    out = repo.git("diff", "HEAD")

    assert "figure-added  a.md:1:10 → a.md:1:11" in out
    assert "* deleted: gone.md" in out
    assert "* added: new.md" in out
    assert "* not compared: bin.md" in out
