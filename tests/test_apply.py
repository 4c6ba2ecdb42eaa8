"""``docdiff apply`` and the noise and kinds that ``docdiff diff`` shows or leaves out."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import assume, given
from strategies import document_pairs

from docdiff import Change, ChangeKind, Document, Patch, PatchError, Settings, compare


def run(folder, *args, stdin=None):
    """Run docdiff in a folder; return exit code, stdout and stderr as bytes."""
    done = subprocess.run(
        [sys.executable, "-m", "docdiff", *args],
        cwd=folder,
        input=stdin,
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "利潤4.5億元。\r\n其他  \t工作\r\n".encode("gb18030"),
            "利潤億元。\r\n其他  工作\n".encode("gb18030"),
        ),
        (b"\xef\xbb\xbfone\r\ntwo \r\n", b"\xef\xbb\xbfone \r\n\r\nthree\r\n"),
        ("甲乙\n".encode("utf-16"), "甲丙乙\n".encode("utf-16")),
        (b"same\n", b"same\n"),
    ],
)
def test_a_file_becomes_the_other_byte_for_byte(tmp_path, old, new):
    """White space, line ends, byte-order mark and encoding are those of the new file."""
    (tmp_path / "old").write_bytes(old)
    (tmp_path / "new").write_bytes(new)
    patch = run(tmp_path, "diff", "old", "new", "--format", "patch", "--fail-on", "never")[1]
    (tmp_path / "p").write_bytes(patch)

    assert (0, new, b"") == run(tmp_path, "apply", "p", "old")
    assert (0, b"", b"") == run(tmp_path, "apply", "p", "old", "--output", "old")
    assert new == (tmp_path / "old").read_bytes()


@pytest.mark.parametrize(
    ("patch", "says"),
    [
        (b"@@ -1,3 +1,3 @@\n-xyz\n+abc\n", b"hunk 1 of the patch does not fit"),
        (b"@@ -1,9 +1,3 @@\n-xyz\n+abc\n", b"damaged"),
        (b"@@ -1,1 +1,1 @@\n-%FF\n+a\n", b"bad escapes"),
        (b"no patch", b"no hunk of a patch"),
        ("補".encode(), b"not ASCII"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(tmp_path, patch, says):
    """One line says why, with exit code 2."""
    (tmp_path / "old").write_bytes(b"one two")
    (tmp_path / "p").write_bytes(patch)
    code, out, err = run(tmp_path, "apply", "p", "old", "--output", "new")

    assert (2, b"", 1) == (code, out, err.count(b"\n"))
    assert says in err
    assert ["old", "p"] == sorted(path.name for path in tmp_path.iterdir())


def test_a_character_that_the_encoding_lacks_is_named(tmp_path):
    """The old file's encoding is kept, so what it cannot hold is an error."""
    (tmp_path / "old").write_bytes("Größe über alles, schöne Grüße".encode("cp1252"))
    (tmp_path / "new").write_text("Größe über alles, schöne Grüße 甲", "utf-8")
    patch = run(tmp_path, "diff", "old", "new", "--format", "patch")[1]
    (tmp_path / "p").write_bytes(patch)
    code, _, err = run(tmp_path, "apply", "p", "old")

    assert 2 == code
    assert "'甲', which cp1252 lacks" in err.decode()


@given(document_pairs())
def test_a_patch_survives_its_text_form(pair):
    """Parsed again, it still leads from the old text to the new one."""
    old, new = pair
    assume("\ud800" not in old + new)
    patch = compare(Document("a", old), Document("b", new)).patch()

    assert new == Patch.parse(str(patch)).apply(old)


def test_a_text_changed_where_the_patch_works_is_refused():
    """The passage itself, or what stands around it, is another one."""
    patch = Patch.parse(
        str(compare(Document("a", "total 4.5 km"), Document("b", "total 5 km")).patch())
    )

    with pytest.raises(PatchError, match="does not fit"):
        patch.apply("total 4.6 km")


NOISE = {
    "line-wrap": ("本鎮上年度的各項工作取得成績", "本鎮上年度的各項\n工作取得成績"),
    "whitespace": ("one two three four", "one  two three four"),
    "width": ("利潤增長,工作順利", "利潤增長，工作順利"),
    "case": ("one Two three four", "one two three four"),
    "script": ("經濟工作取得成績", "经济工作取得成績"),
    "annotation": ("統戰工作取得成績", "統(tǒng)戰工作取得成績"),
    "punctuation": ("各項工作、取得成績良好", "各項工作,取得成績良好"),
    "notation": ("投資4.5億元,效果良好", "投資450000000元,效果良好"),
}


@pytest.mark.parametrize("kind", NOISE)
def test_each_kind_of_noise_can_be_shown_and_is_then_not_counted(kind):
    """It is the one change then, a note, and its places quote what differs."""
    old, new = NOISE[kind]
    plain = compare(Document("a", old), Document("b", new))
    shown = compare(Document("a", old), Document("b", new), settings=Settings(promote=(kind,)))

    assert ((), {kind: 1}) == (plain.changes, dict(plain.noise))
    (change,) = shown.changes
    assert (ChangeKind(kind), "note", {}) == (change.kind, change.severity.value, dict(shown.noise))
    assert isinstance(change, Change)
    assert change.old_text == old[change.old.start : change.old.end]
    assert change.new_text == new[change.new.start : change.new.end]
    assert change.old_text != change.new_text


def test_only_noise_can_be_promoted():
    """A lost figure is always a change."""
    with pytest.raises(ValueError, match="figure-lost is always a change"):
        Settings(promote=("figure-lost",))


def test_ignored_kinds_are_left_out_and_fail_nothing(tmp_path):
    """The exit code is that of what is left."""
    (tmp_path / "a").write_text("one two three four 4.5 km", "utf-8")
    (tmp_path / "b").write_text("one two three four 5 km", "utf-8")

    assert 1 == run(tmp_path, "diff", "a", "b")[0]
    assert 0 == run(tmp_path, "diff", "a", "b", "--ignore", "figure-changed")[0]
    assert 2 == run(tmp_path, "diff", "a", "b", "--ignore", "figures")[0]
