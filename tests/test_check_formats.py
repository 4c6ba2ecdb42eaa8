"""The formats of a check: valid by their schemas, and nothing in a document can act in them."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import attrs
import jsonschema
import pytest
import xmlschema
from hypothesis import given
from hypothesis import strategies as st

from docdiff import (
    Alignment,
    Change,
    ChangeKind,
    Comparison,
    Document,
    Origin,
    Relation,
    Settings,
    Severity,
    Span,
    compare,
)
from docdiff.checked import Acceptance, Check, CheckedFile, FileStatus, PassedOver
from docdiff.render.check import FORMATS, render_check

DATA = Path(__file__).parent / "data"
SARIF = json.loads((DATA / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
JUNIT = xmlschema.XMLSchema(str(DATA / "junit-10.xsd"))
HOSTILE = (
    "::error file=x::forged\n::set-output name=a::b\r\n##[error]forged ##vso[task.x]y ]]> <!-- "
    "</failure> & \x1b[31m\x1b]8;;http://x\x07 \x9b2J \u202e\u2066 \x00\x08 \udcff \ufffe | `a` "
    "*b* [c](http://x) ![d](http://x) <script> @all %0A, \u2028 $x$ \U000e0041 "
)
# What acts on a terminal, or is no character at all.
ACTING = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")
PROPERTIES = {"file", "line", "endLine", "col", "endColumn", "title"}


def document(path, text):
    return Document(path, text, Origin(path))


def checked(old, new, path="a.md", status=FileStatus.MODIFIED):
    """Return a file as a check has it."""
    return CheckedFile(status, compare(document(path, old), document(path, new)))


def hostile_check(text=HOSTILE):
    """Return a check in which every text and name is hostile."""
    whole = document(text, text)
    change = Change(
        kind=ChangeKind.TEXT_REPLACED,
        old=Span(0, len(text)),
        new=Span(0, len(text)),
        old_text=text,
        new_text=text,
        message=text,
        fingerprint="f0",
        severity=Severity.ERROR,
    )
    comparison = Comparison(
        old=whole,
        new=whole,
        relation=Relation.VERSION,
        jaccard=1.0,
        containment_of_old=1.0,
        containment_of_new=1.0,
        alignment=Alignment(()),
        changes=(change, attrs.evolve(change, severity=Severity.WARNING, fingerprint="f1")),
        noise={},
        settings=Settings(),
        replaced=(),
    )
    return Check(
        "HEAD",
        None,
        (CheckedFile(FileStatus.MODIFIED, comparison),),
        (PassedOver(text, text),),
        (Acceptance(text, text, text),),
    )


def usual_check():
    """Return a check of three files with changes of each severity."""
    return Check(
        "main",
        None,
        (
            checked("總投資4.5億元。\n", "總投資億元。\n", "報告.md"),
            checked("one two three\n", "one two four three\n", "b.md"),
            checked("same\n", "same\n", "c.md"),
        ),
    )


def parse_github(out):
    """Parse workflow commands as strictly as the toolkit writes them; fail on anything else."""
    commands = []
    for line in out.splitlines():
        match = COMMAND.fullmatch(line)
        assert match, line
        pairs = [pair.split("=", 1) for pair in match[2].split(",")]
        assert {name for name, _ in pairs} <= PROPERTIES
        commands.append((match[1], dict(pairs), match[3]))
    return commands


def unescape(text):
    for escape, sign in (("%3A", ":"), ("%2C", ","), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(escape, sign)
    return text


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("check", [usual_check(), hostile_check()], ids=["usual", "hostile"])
def test_nothing_acts(format_, check):
    """No control, direction mark, half character or marker of a CI system is in any output."""
    out = render_check(check, format_, version="1.0")

    assert [] == ACTING.findall(out)
    assert out == out.encode("utf-8").decode("utf-8")
    if format_ != "github":  # whose lines are commands, in which no other is looked for
        assert not re.search(r"##\w*\[", out)
        assert not any(line.lstrip().startswith("::") for line in out.splitlines())


@given(st.text(max_size=60))
def test_any_text_is_valid_in_every_format(text):
    """Whatever a document holds, each format can be read back."""
    check = hostile_check(text)
    for format_ in ("json", "sarif", "gitlab"):
        json.loads(render_check(check, format_, version="1.0"))
    for line in render_check(check, "rdjsonl", version="1.0").splitlines():
        json.loads(line)
    JUNIT.validate(render_check(check, "junit", version="1.0"))
    assert 2 == len(parse_github(render_check(check, "github", version="1.0")))


def test_hostile_document_forges_no_annotation():
    """There are as many annotations as changes, and each is about its own file."""
    commands = parse_github(render_check(hostile_check(), "github", version="1.0"))

    assert ["error", "warning"] == [name for name, _, _ in commands]
    assert {"docdiff: text-replaced"} == {unescape(c[1]["title"]) for c in commands}


def test_annotations_are_sorted_and_ten_of_each_are_shown():
    """Errors first; what is left is counted and pointed to the summary."""
    files = [checked(f"Invested: {n}.5 km\n", "Invested: km\n", f"{n}.md") for n in range(11, 25)]
    files += [checked("one two three\n", f"one two x{n} three\n", f"w{n}.md") for n in range(12)]

    commands = parse_github(render_check(Check("b", None, tuple(files)), "github", version="1"))

    assert ["error"] * 10 + ["warning"] * 10 == [name for name, _, _ in commands[:-1]]
    assert ("notice", "6 more changes; the summary of the job has all") == (
        commands[-1][0],
        commands[-1][2],
    )


def test_property_of_an_annotation_is_escaped():
    """Colons, commas, per cent and line ends of a name are the toolkit's escapes."""
    out = render_check(
        Check("b", None, (checked("4 km", "km", "a:b,c%d\n.md"),)), "github", version=""
    )

    assert out.startswith("::error file=a%3Ab%2Cc%25d%0A.md,line=1,")
    assert "a:b,c%d\n.md" == unescape(parse_github(out)[0][1]["file"])


@pytest.mark.parametrize("check", [usual_check(), hostile_check()], ids=["usual", "hostile"])
def test_sarif_is_valid(check):
    """The official schema of SARIF 2.1.0 accepts it."""
    result = json.loads(render_check(check, "sarif", version="1.0.0"))

    jsonschema.Draft4Validator(SARIF).validate(result)


def test_sarif_has_places_on_both_sides():
    """Columns count code points; the earlier text is a related location."""
    (run,) = json.loads(render_check(usual_check(), "sarif", version="1.0.0"))["runs"]
    result = run["results"][0]
    place = result["locations"][0]["physicalLocation"]
    related = result["relatedLocations"][0]["physicalLocation"]

    assert "unicodeCodePoints" == run["columnKind"]
    assert "%E5%A0%B1%E5%91%8A.md" == place["artifactLocation"]["uri"]
    assert {"startLine": 1, "startColumn": 4, "endLine": 1, "endColumn": 4} == place["region"]
    assert {"startLine": 1, "startColumn": 4, "endLine": 1, "endColumn": 7} == related["region"]
    assert result["ruleId"] == run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"]


@pytest.mark.parametrize("format_", ["sarif", "gitlab"])
def test_fingerprints_are_unique_and_stable(format_):
    """Two files with one edit differ; a line put before it changes no fingerprint."""

    def fingerprints(before):
        old, new = f"{before}Invested: 4.5 km\n", f"{before}Invested: km\n"
        files = (checked(old, new, "a.md"), checked(old, new, "b.md"))
        result = json.loads(render_check(Check("b", None, files), format_, version="1"))
        if format_ == "gitlab":
            return [entry["fingerprint"] for entry in result]
        return [r["partialFingerprints"]["docdiff/v1"] for r in result["runs"][0]["results"]]

    first = fingerprints("First line.\n")
    assert 2 == len(set(first))
    assert first == fingerprints("Another line.\nFirst line.\n")


def test_gitlab_has_the_fields_that_it_reads():
    """Each entry has what GitLab's documentation asks for."""
    entries = json.loads(render_check(usual_check(), "gitlab", version="1"))

    assert 2 == len(entries)
    for entry in entries:
        assert {"description", "check_name", "fingerprint", "severity", "location"} == set(entry)
        assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert entry["location"]["lines"]["begin"] >= 1
    assert ["major", "minor"] == [entry["severity"] for entry in entries]


@pytest.mark.parametrize("check", [usual_check(), hostile_check()], ids=["usual", "hostile"])
def test_junit_is_valid(check):
    """The schema of Jenkins' xUnit plugin accepts it."""
    JUNIT.validate(render_check(check, "junit", version="1"))


def test_junit_has_a_case_for_each_file():
    """A file fails or passes; the counts agree."""
    root = ET.fromstring(render_check(usual_check(), "junit", version="1"))  # noqa: S314

    cases = list(root.iter("testcase"))
    assert ["報告.md", "b.md", "c.md"] == [case.get("classname") for case in cases]
    assert [1, 1, 0] == [len(case.findall("failure")) for case in cases]
    assert ("3", "2") == (root.get("tests"), root.get("failures"))


def test_rdjsonl_counts_bytes():
    """Before the figure stand three ideographs of three bytes each."""
    line = json.loads(render_check(usual_check(), "rdjsonl", version="1").splitlines()[0])

    assert {"line": 1, "column": 10} == line["location"]["range"]["start"]
    assert {"line": 1, "column": 13} == line["related_locations"][0]["location"]["range"]["end"]


def test_json_has_a_diff_for_each_file():
    """The shape of a file is that of ``docdiff diff``, with more beside it."""
    result = json.loads(render_check(usual_check(), "json", version="1"))

    assert "docdiff.check/1" == result["schema"]
    assert {"docdiff.diff/1"} == {file["schema"] for file in result["files"]}
    assert [True, True, False] == [file["fails"] for file in result["files"]]
    assert {"error": 1, "warning": 1} == result["summary"]


def test_markdown_says_nothing_but_itself():
    """Text from a document has no sign of ASCII left that could be markup."""
    out = render_check(hostile_check(), "markdown", version="1")
    rows = [line for line in out.splitlines() if line.startswith(("| 🔴", "| 🟡"))]

    assert 2 == len(rows)
    for row in rows:
        assert 6 == row.count("|")
        said = re.sub(r"</?(?:code|b)>|<br>|\*\*|&#\d+;|\|", "", row)
        assert not re.search(r"[!-/:-@\[-^`{-~]", said)


@pytest.mark.parametrize("format_", ["text", "github", "rdjsonl"])
def test_nothing_is_said_where_nothing_counts(format_):
    """A check that finds no change is silent."""
    check = Check("b", None, (checked("a b\n", "a\nb\n"),))

    assert "" == render_check(check, format_, version="1")
