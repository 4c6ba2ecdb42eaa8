"""The command dedup: a corpus thinned, with the reason for every removal, or nothing at all."""

import gzip
import json
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import Written, document_pairs, rewrap, widths

from docdiff import __version__
from docdiff.cli import main
from docdiff.model import Settings
from docdiff.normalize import make_quiet
from docdiff.pipeline.dedup import dedup_files
from docdiff.pipeline.figures import find_own_figures, has_own_figures
from docdiff.read.records import RecordFile
from docdiff.verify import measure_overlap

DOCDIFF = str(Path(sys.executable).parent / "docdiff")


def compare_figures(a, b):
    """Return the figures that each of two texts has of its own."""
    return tuple(find_own_figures(a, b)), tuple(find_own_figures(b, a))


def paragraphs(seed, count, length=30):
    """Return paragraphs of syllables that no other seed gives; a larger count has more of them."""
    random = Random(seed)
    return "".join(
        "".join(chr(random.randrange(0xAC00, 0xD7A4)) for _ in range(length)) + "。\n"
        for _ in range(count)
    )


TEXT = paragraphs(1, 20)
COPY = TEXT.replace("。\n", "。 ")
VERSION = TEXT + paragraphs(2, 2)
FIGURES = [TEXT + "總投資4.5億元。", TEXT + "總投資億元。"]


def budget(city):
    """Return a template filled for a city."""
    return f"关于{city}预算的决议\n\n" + "".join(
        f"第{n}条 {city}的{paragraphs(900 + n, 1, 40)[:-2]}由财政局承担。\n" for n in range(20)
    )


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Return an empty folder, and go there."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(capsys):
    """Return what runs ``docdiff dedup`` and returns the exit code and stderr's lines."""

    def run_(*args):
        with pytest.raises(SystemExit) as done:
            main(["dedup", *args])
        out, err = capsys.readouterr()
        assert "" == out
        return done.value.code, err.splitlines()

    return run_


def run_process(*args, **env):
    """Run ``docdiff dedup`` in a process of its own; return the exit code and stderr's lines."""
    done = subprocess.run(
        [DOCDIFF, "dedup", *args],
        capture_output=True,
        env={**os.environ, **env},
        check=False,
    )
    assert b"" == done.stdout
    return done.returncode, done.stderr.decode().splitlines()


def dedup(*inputs, output="kept.jsonl", keeps_figures=True, threads=1, **options):
    """Thin files as the command does, in this process."""
    return dedup_files(
        [RecordFile(path) for path in inputs],
        output=output,
        removed="removed.jsonl",
        settings=Settings(**options),
        keeps_figures=keeps_figures,
        threads=threads,
        on_skip=lambda _: None,
    )


def write(name, texts, ids=None):
    """Write records a line each, and return the lines."""
    named = zip(ids or range(len(texts)), texts, strict=True)
    lines = [json.dumps({"id": id_, "text": text}, ensure_ascii=False) for id_, text in named]
    Path(name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return lines


def read(name):
    """Return the values of a file of JSON lines."""
    return [json.loads(line) for line in Path(name).read_text(encoding="utf-8").splitlines()]


def kept_ids(name="kept.jsonl"):
    """Return the ids of the records that stay."""
    return [record["id"] for record in read(name)]


def removals(name="removed.jsonl"):
    """Return the removals without the header."""
    return read(name)[1:]


def contents_of(folder):
    """Return the bytes of each file in a folder, and None of each folder."""
    return {path: path.read_bytes() if path.is_file() else None for path in folder.iterdir()}


def names(folder):
    """Return what lies in a folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir())


# What stays and what goes


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([TEXT, COPY, VERSION, paragraphs(3, 20)], [2, 3]),
        ([TEXT, TEXT, TEXT], [0]),
        ([budget("德州市"), budget("淄博市")], [0, 1]),
        ([paragraphs(3, 20) + TEXT + paragraphs(4, 40), TEXT], [0, 1]),
        ([paragraphs(3, 20) + paragraphs(1, 8), paragraphs(4, 20) + paragraphs(1, 8)], [0, 1]),
        (["共8項決議", "共5項決議"], [0, 1]),
        (["總投資億元", "總投資億元整"], [1]),
        (["", "", " \n"], [0]),
        ([""], [0]),
    ],
    ids=[
        "copies and versions go",
        "one of equals stays",
        "siblings stay",
        "a part stays",
        "an overlap stays",
        "short texts of other figures stay",
        "short versions go",
        "one of the empty ones stays",
        "one alone stays",
    ],
)
def test_copies_and_versions_go_and_all_else_stays(texts, expected):
    """What is told from another text by its subject, its size or its figures is no version."""
    write("all.jsonl", texts)
    dedup("all.jsonl")

    assert expected == kept_ids()


@pytest.mark.parametrize("count", [0, 80])
def test_a_record_that_has_a_figure_of_its_own_stays(count):
    """The figure would be lost with it, unless figures are ignored."""
    strangers = [paragraphs(seed, 4) for seed in range(100, 100 + count)]
    write("all.jsonl", [*FIGURES, FIGURES[0] + paragraphs(5, 1), *strangers])

    dedup("all.jsonl")
    assert [2, *range(3, 3 + count)] == kept_ids()
    lines = {line["id"]: line for line in removals()}
    gained = [{"kind": "figure", "text": "4.5", "unit": "億元", "canonical": "450000000"}]
    assert [[], []] == [lines["0"]["facts_lost"], lines["0"]["facts_gained"]]
    assert [[], gained] == [lines["1"]["facts_lost"], lines["1"]["facts_gained"]]

    write("all.jsonl", [FIGURES[0] + "利稅1億元", FIGURES[1] + "利稅2億元", *strangers])
    dedup("all.jsonl")
    assert list(range(2 + count)) == kept_ids()
    dedup("all.jsonl", keeps_figures=False)
    assert [0, *range(2, 2 + count)] == kept_ids()
    assert [None, None] == [removals()[0]["facts_lost"], removals()[0]["facts_gained"]]


@pytest.mark.parametrize("count", [0, 80])
@pytest.mark.parametrize(
    ("keep", "expected"), [("most-complete", 1), ("longest", 2), ("newest", 3), ("first", 0)]
)
def test_the_rule_chooses_which_version_stays(keep, expected, count):
    """Most different passages, most characters, last or first in the input."""
    versions = [TEXT, VERSION, TEXT + paragraphs(1, 6), TEXT[:-40]]
    write("all.jsonl", [*versions, *(paragraphs(seed, 4) for seed in range(100, 100 + count))])
    dedup("all.jsonl", keep=keep)

    assert [expected, *range(4, 4 + count)] == kept_ids()
    assert {str(expected)} == {line["matched"] for line in removals()}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], [0, 1]),
        (["--facts", "ignore"], [1]),
        (["--facts", "ignore", "--keep", "first"], [0]),
    ],
)
def test_options_of_the_command_reach_the_work(run, options, expected):
    """Each changes what stays."""
    write("all.jsonl", [FIGURES[0], FIGURES[1] + paragraphs(5, 2)])

    assert 0 == run("all.jsonl", "--output", "kept.jsonl", *options)[0]
    assert expected == kept_ids()


@pytest.mark.parametrize(("threshold", "expected"), [("0.2", [0]), ("0.5", [0, 1])])
def test_the_threshold_decides_what_a_version_is(threshold, expected, run):
    """Two texts that have two thirds in common are versions by a low one alone."""
    write("all.jsonl", [paragraphs(3, 20) + TEXT + paragraphs(5, 1), paragraphs(4, 20) + TEXT])

    assert 0 == run("all.jsonl", "--output", "kept.jsonl", "--threshold", threshold)[0]
    assert expected == kept_ids()


def test_hundreds_of_versions_leave_one():
    """A bucket that is too full is no reason to keep more, nor to compare all with all."""
    texts = [f"{TEXT[:300]}{chr(0x4E00 + n)}{TEXT[300:]}" for n in range(300)]
    write("all.jsonl", [*texts, paragraphs(3, 9)])
    dedup("all.jsonl")

    assert 2 == len(kept_ids())


# The law of the outputs

# Texts of which some are copies, versions, siblings and strangers of others.
some_text = st.one_of(
    st.builds(
        lambda seed, count, tail: paragraphs(seed, count) + tail,
        st.integers(0, 3),
        st.integers(4, 6),
        st.sampled_from(["", "", "利稅1億元", "利稅2億元", "尾", "\n\n"]),
    ),
    st.sampled_from(["", " ", "甲", budget("德州市"), budget("淄博市")]),
)
corpora = st.lists(some_text, min_size=1, max_size=12)


def check_outputs(inputs, output="kept.jsonl"):
    """Assert that both outputs tell all of the input, and the truth; return the kept lines."""
    given_lines = {
        (name, row): line
        for name in inputs
        for row, line in enumerate(Path(name).read_bytes().splitlines(keepends=True), 1)
    }
    gone = removals()
    places = [(line["path"], line["row"]) for line in gone]
    left = [line for place, line in given_lines.items() if place not in places]

    assert left == Path(output).read_bytes().splitlines(keepends=True)
    assert len(set(places)) == len(places)
    for line in gone:
        record = json.loads(given_lines[line["path"], line["row"]])
        match_place = line["matched_path"], line["matched_row"]
        matched = json.loads(given_lines[match_place])
        assert match_place not in places
        assert (str(record["id"]), str(matched["id"])) == (line["id"], line["matched"])
        assert line["relation"] in ("identical", "version")
        texts = [make_quiet(side["text"]).chars for side in (record, matched)]
        shares = [line["jaccard"], line["containment"], line["containment_of_matched"]]
        assert (texts[0] == texts[1]) == (line["relation"] == "identical")
        assert list(measure_overlap(*texts)) == pytest.approx(shares, abs=1e-6)
        if line["facts_lost"] is not None:
            assert [] == line["facts_lost"]
            assert () == compare_figures(record["text"], matched["text"])[0]
    header = read("removed.jsonl")[0]
    assert [len(given_lines), len(left), len(gone)] == [
        header[name] for name in ("records", "kept", "removed")
    ]
    return left


@settings(max_examples=40)
@given(corpora, st.integers(0, 70), st.booleans())
def test_outputs_part_the_input(tmp_path_factory, texts, strangers, keeps_figures):
    """Each record is kept to the byte or removed for a kept one that has its figures."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("dedup"))
        texts = [*texts, *(paragraphs(seed, 3) for seed in range(500, 500 + strangers))]
        write("a.jsonl", texts[::2])
        write("b.jsonl", texts[1::2])
        dedup("a.jsonl", "b.jsonl", keeps_figures=keeps_figures)

        kept = check_outputs(["a.jsonl", "b.jsonl"])
        assert len(kept) >= len({make_quiet(text).chars for text in texts} & {""}) + strangers


@settings(max_examples=25)
@given(corpora, st.integers(0, 70), st.randoms(use_true_random=False))
def test_the_order_of_the_records_decides_no_removal(tmp_path_factory, texts, strangers, random):
    """The same records stay, since ids break ties; only their order is that of the input."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("dedup"))
        texts = [*texts, *(paragraphs(seed, 3) for seed in range(500, 500 + strangers))]
        ids = [f"{n:03}" for n in range(len(texts))]
        write("all.jsonl", texts, ids)
        dedup("all.jsonl")
        expected = set(kept_ids()), {(line["id"], line["matched"]) for line in removals()}
        order = list(range(len(texts)))
        random.shuffle(order)
        write("all.jsonl", [texts[n] for n in order], [ids[n] for n in order])
        dedup("all.jsonl")

        assert expected == (set(kept_ids()), {(line["id"], line["matched"]) for line in removals()})
        assert sorted(kept_ids(), key=lambda id_: order.index(int(id_))) == kept_ids()


@settings(max_examples=20)
@given(corpora)
def test_what_is_left_is_left_again(tmp_path_factory, texts):
    """A corpus that was thinned has no copy, and each text of it once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("dedup"))
        write("all.jsonl", texts)
        dedup("all.jsonl")
        quiets = Counter(make_quiet(record["text"]).chars for record in read("kept.jsonl"))

    assert {1} == set(quiets.values())
    assert {make_quiet(text).chars for text in texts} >= set(quiets)


def mixed_corpus():
    """Return the texts of a corpus with something of everything, more than are all paired."""
    random = Random(5)
    texts = [paragraphs(seed, 6) for seed in range(40)]
    texts += [texts[n % 40] + paragraphs(100 + n, n % 4) for n in range(60)]
    texts += [budget(city) for city in ("德州市", "淄博市", "泰安市")] + FIGURES + ["", "甲", " "]
    random.shuffle(texts)
    return texts


def test_same_bytes_for_any_threads_and_hash_seed():
    """Fresh processes with other hash seeds and threads write the same two files."""
    write("all.jsonl", mixed_corpus())
    found = set()
    for threads, seed in (("1", "0"), ("2", "1"), ("5", "4242")):
        code, err = run_process(
            "all.jsonl", "--output", "kept.jsonl", "--threads", threads, PYTHONHASHSEED=seed
        )
        assert (0, 1) == (code, len(err))
        found.add((Path("kept.jsonl").read_bytes(), Path("kept.removed.jsonl").read_bytes()))

    assert 1 == len(found)
    Path("kept.removed.jsonl").rename("removed.jsonl")
    check_outputs(["all.jsonl"])
    assert removals()


def test_what_is_tried_in_other_processes_is_what_would_be_tried_here(monkeypatch):
    """Foreseeing saves time: the records that go, and why, are those of one by one."""
    random = Random(5)
    write(
        "all.jsonl",
        [
            budget(f"{chr(0x4E00 + n % 9)}州市") + paragraphs(n % 40, 4 + random.randrange(9))
            for n in range(400)
        ],
    )
    found = []
    for few in (1, 10**9):
        monkeypatch.setattr("docdiff.pipeline.removals._FEW", few)
        dedup("all.jsonl", threads=3)
        found.append((Path("kept.jsonl").read_bytes(), removals()))

    assert found[0] == found[1]
    assert 100 < len(found[0][1]) < 400


# What is written


def test_removals_tell_what_was_found():
    """Each has its place, its match, its measures and the reason."""
    write("all.jsonl", [TEXT, VERSION, COPY])
    dedup("all.jsonl")
    header, version, copy = read("removed.jsonl")

    assert ["docdiff.dedup/1", __version__, ["all.jsonl"], 3, 1, 2, 0, []] == [
        header[name]
        for name in (
            *("schema", "version", "inputs", "records", "kept", "removed", "skipped"),
            "skipped_records",
        )
    ]
    assert {
        "shingle_size": 5,
        "num_perm": 128,
        "threshold": 0.25,
        "keep": "most-complete",
        "promote": [],
        "language": None,
        "facts": "keep",
    } == header["settings"]
    assert ["0", "all.jsonl", 1, "1", "all.jsonl", 2, "version"] == list(version.values())[:7]
    assert 1.0 == version["containment"] == version["weighted_containment"]
    assert 0.8 < version["jaccard"] == version["containment_of_matched"] < 1.0
    assert "make a version" in version["reason"]
    assert ["2", "1", "version"] == [copy["id"], copy["matched"], copy["relation"]]


def test_identical_records_are_told_as_such():
    """A copy of a record that stays has the measures of a copy."""
    write("all.jsonl", [TEXT, COPY])
    dedup("all.jsonl")
    (line,) = removals()

    assert ["identical", 1.0, 1.0, 1.0] == [
        line[name] for name in ("relation", "jaccard", "containment", "containment_of_matched")
    ]
    assert ("equal but for noise", [], []) == (
        line["reason"],
        line["facts_lost"],
        line["facts_gained"],
    )


def test_lines_are_copied_to_the_byte():
    """Spaces, order of fields, escapes, numbers and other fields stay as they were written."""
    lines = [
        b'{"more": [1.50, 1e3],  "text": "\\u7532\\u5e9a", "id": 7}\n',
        '{ "text":"天地玄黃","id":"x","id":"y" }\r\n'.encode(),
        b'\t{"text": "\\ud800", "big": 123456789012345678901234567890}\n',
    ]
    Path("all.jsonl").write_bytes(b"\n".join(lines))
    dedup("all.jsonl")

    assert b"".join(lines) == Path("kept.jsonl").read_bytes()


def test_records_without_an_id_are_named_by_their_line():
    """Who has no name is found by its place."""
    lines = [json.dumps({"text": text}) for text in (TEXT, VERSION)]
    Path("all.jsonl").write_text("\n\n".join(lines))
    dedup("all.jsonl")
    (line,) = removals()

    assert ("all.jsonl:1", "all.jsonl:3", 1, 3) == (
        line["id"],
        line["matched"],
        line["row"],
        line["matched_row"],
    )


@pytest.mark.parametrize("ending", [".jsonl", ".jsonl.gz", ".jsonl.zst"])
def test_output_is_packed_as_its_name_says(folder, ending, run):
    """And the removed file stands beside it, plain, under its name."""
    lines = write("all.jsonl", [TEXT, COPY, paragraphs(3, 5)])
    code, err = run("all.jsonl", "--output", f"kept{ending}")

    assert (0, ["3 records: 2 kept, 1 removed, 0 skipped"]) == (code, err)
    assert ["all.jsonl", f"kept{ending}", "kept.removed.jsonl"] == names(folder)
    batches = RecordFile(f"kept{ending}").batches(lambda _: None)
    assert [TEXT, paragraphs(3, 5)] == [text for batch in batches for text in batch.texts]
    assert 2 == len(read("kept.removed.jsonl"))
    assert 3 == len(lines)


def test_parquet_keeps_all_columns(run):
    """The rows that stay keep their types, and the text may have another name."""
    with duckdb.connect() as connection:
        values = {"a": TEXT, "b": VERSION, "c": paragraphs(3, 5)}
        connection.execute(
            "copy (select content, number::tinyint as number, list from "
            "(values ($a, 1, [1]), ($b, 2, [2]), ($c, 3, null)) rows(content, number, list)) "
            "to 'all.parquet'",
            values,
        )
        options = ("--text-field", "content", "--id-field", "number", "--removed", "gone.jsonl.gz")
        code, err = run("all.parquet", "--output", "kept.parquet", *options)

        assert (0, ["3 records: 2 kept, 1 removed, 0 skipped"]) == (code, err)
        kinds = connection.execute("describe from 'kept.parquet'").fetchall()
        rows = connection.execute("from 'kept.parquet'").fetchall()
    assert ["VARCHAR", "TINYINT", "INTEGER[]"] == [kind for _, kind, *_ in kinds]
    assert [(VERSION, 2, [2]), (values["c"], 3, None)] == rows
    gone = [
        json.loads(line)
        for line in gzip.decompress(Path("gone.jsonl.gz").read_bytes()).splitlines()
    ]
    assert ["1", "2"] == [gone[1]["id"], gone[1]["matched"]]


def test_a_text_of_control_characters_does_no_harm():
    """Ids come from strangers, and a terminal shows them."""
    write("all.jsonl", [TEXT, COPY], ["\x1b[31m", "\u202e"])
    dedup("all.jsonl")

    raw = Path("removed.jsonl").read_text(encoding="utf-8")
    assert "\x1b" not in raw
    assert "\u202e" not in raw
    assert {"\x1b[31m", "\u202e"} == {removals()[0]["id"], removals()[0]["matched"]}


def test_quiet_says_nothing(run):
    """A summary is for people; ``--quiet`` leaves the exit code."""
    write("all.jsonl", [TEXT, COPY])

    assert (0, []) == run("all.jsonl", "--output", "kept.jsonl", "--quiet")


# Bad input

BAD = b'{"text": "a"}\nnot json\n{"id": 1}\n{"text": null}\n[1]\n{"text": "b\xff"}\n{"text": "c"}\n'


def test_bad_lines_are_passed_over_and_named(run):
    """The rest is thinned, stderr and the removed file name them, and the exit code is 1."""
    Path("all.jsonl").write_bytes(BAD)
    code, err = run("all.jsonl", "--output", "kept.jsonl")

    assert (1, 6) == (code, len(err))
    assert ["all.jsonl:2", "all.jsonl:3", "all.jsonl:4", "all.jsonl:5", "all.jsonl:6"] == [
        line.removeprefix("docdiff: skipped: ").split()[0] for line in err[:-1]
    ]
    assert "2 records: 2 kept, 0 removed, 5 skipped" == err[-1]
    assert ["a", "c"] == [record["text"] for record in read("kept.jsonl")]
    header = read("kept.removed.jsonl")[0]
    assert (5, [2, 3, 4, 5, 6]) == (
        header["skipped"],
        [record["row"] for record in header["skipped_records"]],
    )
    assert "has no field 'text'" == header["skipped_records"][1]["reason"]


def test_many_bad_lines_are_counted(run):
    """Ten are named on stderr and a thousand in the removed file; the number is exact."""
    Path("all.jsonl").write_text('{"text": "a"}\n' + "bad\n" * 1500)
    code, err = run("all.jsonl", "--output", "kept.jsonl")

    assert (1, 12) == (code, len(err))
    assert "docdiff: skipped: 1490 more; the removed file lists them" == err[-2]
    header = read("kept.removed.jsonl")[0]
    assert (1500, 1000) == (header["skipped"], len(header["skipped_records"]))


def test_strict_stops_at_the_first_bad_line(folder, run):
    """Exit code 2, one line that says where, and no output."""
    Path("all.jsonl").write_bytes(BAD)
    code, err = run("all.jsonl", "--output", "kept.jsonl", "--strict")

    assert (2, 1) == (code, len(err))
    assert err[0].startswith("docdiff: error: all.jsonl:2 is not JSON")
    assert ["all.jsonl"] == names(folder)


@pytest.fixture
def inputs(folder):
    """Return a folder of inputs that cannot be thinned, and one that can."""
    write("all.jsonl", [TEXT, COPY])
    packed = gzip.compress(Path("all.jsonl").read_bytes() * 3)
    Path("cut.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    Path("cut.parquet").write_bytes(b"PAR1" + bytes(50))
    Path("text.txt").write_text("text")
    Path("deep").mkdir()
    return folder


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        (["missing.jsonl", "--output", "kept.jsonl"], "missing.jsonl does not exist"),
        (["cut.jsonl.gz", "--output", "kept.jsonl"], "cut.jsonl.gz"),
        (["all.jsonl", "cut.jsonl.gz", "--output", "kept.jsonl"], "cut.jsonl.gz"),
        (["cut.parquet", "--output", "kept.parquet"], "cut.parquet"),
        (["text.txt", "--output", "kept.jsonl"], "text.txt"),
        (["deep", "--output", "kept.jsonl"], "deep is a folder"),
        (["all.jsonl", "--output", "all.jsonl"], "all.jsonl is an input"),
        (["all.jsonl", "--output", "deep/../all.jsonl"], "is an input"),
        (["all.jsonl", "--output", "kept.jsonl", "--removed", "all.jsonl"], "is an input"),
        (["all.jsonl", "--output", "kept.jsonl", "--removed", "kept.jsonl"], "two outputs"),
        (["all.jsonl", "--output", "kept.parquet"], "kept.parquet is Parquet by its name"),
        (["all.jsonl", "--output", "kept.txt"], "kept.txt is no name for records"),
        (["all.jsonl", "--output", "no/kept.jsonl"], "no/kept.jsonl cannot be written"),
        (["all.jsonl", "--output", "deep"], "deep is no name for records"),
        (["all.jsonl", "--output", "k.jsonl", "--id-field", "text"], "name two fields"),
        (["all.jsonl"], "Missing option '--output'"),
        (["--output", "kept.jsonl"], "Missing argument 'INPUT...'"),
        (["all.jsonl", "--output", "k.jsonl", "--threads", "0"], "--threads"),
        (["all.jsonl", "--output", "k.jsonl", "--threshold", "2"], "--threshold"),
        (["all.jsonl", "--output", "k.jsonl", "--keep", "best"], "--keep"),
        (["all.jsonl", "--output", "k.jsonl", "--facts", "drop"], "--facts"),
    ],
)
def test_what_cannot_be_done_is_one_line(inputs, args, reason, run):
    """Exit code 2, the reason in one line, and nothing written, not even in part."""
    before = contents_of(inputs)
    code, err = run(*args)

    assert (2, 1) == (code, len(err))
    assert reason in err[0]
    assert before == contents_of(inputs)


def test_a_field_that_no_record_has_skips_them_all(folder, run):
    """Each is a bad record; in Parquet, where columns are known, it is an error at once."""
    write("all.jsonl", ["a", "b"])
    with duckdb.connect() as connection:
        connection.execute("copy (select 'a' as text) to 'all.parquet'")

    assert 2 == run("all.parquet", "--output", "kept.parquet", "--text-field", "body")[0]
    code, err = run("all.jsonl", "--output", "kept.jsonl", "--strict", "--text-field", "body")
    assert (2, 1) == (code, len(err))
    assert "all.jsonl:1 has no field 'body'" in err[0]
    assert ["all.jsonl", "all.parquet"] == names(folder)


@pytest.mark.parametrize(("raw", "expected"), [(b"", 0), (b"\n\n", 0), (b"bad\n", 1)])
def test_a_file_without_a_record_gives_empty_outputs(raw, expected, run):
    """Nothing is left of nothing, which is no error; a bad line is told as ever."""
    Path("all.jsonl").write_bytes(raw)
    code, err = run("all.jsonl", "--output", "kept.jsonl")

    assert expected == code
    assert f"0 records: 0 kept, 0 removed, {expected} skipped" == err[-1]
    assert b"" == Path("kept.jsonl").read_bytes()
    assert 1 == len(read("kept.removed.jsonl"))


@pytest.mark.parametrize("args", [["cut.jsonl.gz"], ["all.jsonl", "cut.jsonl.gz"]])
def test_a_failure_leaves_earlier_outputs_alone(inputs, args, run):
    """What a former run wrote stays, whole, until a new one has all of its own."""
    for name in ("kept.jsonl", "kept.removed.jsonl"):
        Path(name).write_text("former")
    code, _ = run(*args, "--output", "kept.jsonl")

    assert 2 == code
    assert ["former"] * 2 == [
        Path(name).read_text() for name in ("kept.jsonl", "kept.removed.jsonl")
    ]
    assert not [name for name in names(inputs) if name.endswith(".part")]


def test_outputs_replace_earlier_ones():
    """A second run gives what the first one gave."""
    write("all.jsonl", [TEXT, COPY])
    Path("kept.jsonl").write_text("former")
    dedup("all.jsonl")
    first = Path("kept.jsonl").read_bytes(), Path("removed.jsonl").read_bytes()
    dedup("all.jsonl")

    assert first == (Path("kept.jsonl").read_bytes(), Path("removed.jsonl").read_bytes())


def test_an_interrupted_run_leaves_nothing(folder):
    """An exception in the middle, Ctrl-C too, and no file looks finished."""
    write("all.jsonl", [TEXT, COPY])

    def interrupt(progress):
        if progress.step == "copy":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        dedup_files(
            [RecordFile("all.jsonl")],
            output="kept.jsonl",
            removed="removed.jsonl",
            settings=Settings(),
            on_skip=lambda _: None,
            on_progress=interrupt,
        )
    assert ["all.jsonl"] == names(folder)


def test_progress_goes_through_the_steps():
    """Each step has its name, and what is done never exceeds what there is to do."""
    write("all.jsonl", mixed_corpus())
    seen = []
    dedup_files(
        [RecordFile("all.jsonl")],
        output="kept.jsonl",
        removed="removed.jsonl",
        settings=Settings(),
        on_skip=lambda _: None,
        on_progress=seen.append,
    )

    assert ("read", "copy") == (seen[0].step, seen[-1].step)
    assert all(0 <= progress.done <= progress.total for progress in seen)


# Extremes


@pytest.mark.parametrize(
    ("texts", "kept"),
    [
        (["縣級統戰工作" * 20] * 20_000, 1),
        ([""] * 20_000, 1),
        ([" " * (n % 50) for n in range(20_000)], 1),
        (["".join(map(chr, range(0x4E00, 0x4E00 + 5000))) * 350], 1),
        (["甲" * 1_700_000, "甲乙" * 850_000], 2),
    ],
    ids=["equal lines", "empty texts", "white space", "one of 5 MB", "runs of one character"],
)
def test_extremes_finish(texts, kept):
    """Many equal texts, many empty ones and one huge one take seconds and no more."""
    write("all.jsonl", texts)
    start = time.perf_counter()
    summary = dedup("all.jsonl", threads=2)

    assert (len(texts), kept) == (summary.records, summary.kept)
    assert time.perf_counter() - start < 20


# Figures


@given(document_pairs())
def test_a_text_has_its_own_figures(pair):
    """A text beside itself, or beside its copy with other noise, lacks none."""
    text = pair[0]

    assert ((), ()) == compare_figures(text, text)


@given(document_pairs())
def test_figures_of_the_exchanged_texts_are_exchanged(pair):
    """What one has more of, the other lacks."""
    assert compare_figures(*pair)[::-1] == compare_figures(*pair[::-1])


@given(document_pairs())
def test_a_figure_of_its_own_is_known_without_the_others(pair):
    """Whether there is one is what a list of all of them says."""
    assert [bool(facts) for facts in compare_figures(*pair)] == [
        has_own_figures(*pair),
        has_own_figures(*pair[::-1]),
    ]


@given(document_pairs(), widths)
def test_wraps_lose_no_figure(pair, width):
    """A line may end anywhere, inside a figure too."""
    wrapped = rewrap(Written.of(pair[0]), width, way="kept").text

    assert ((), ()) == compare_figures(pair[0], wrapped)


@given(
    st.lists(st.sampled_from(["4.5億元", "1,200公里", "2007年2月2日", "3%"]), max_size=6), st.data()
)
def test_figures_that_were_taken_out_are_lost(figures, data):
    """Each as often as it is missing, in the order of its place."""
    kept = [data.draw(st.booleans()) for _ in figures]
    clauses = [f"甲方乙方丙方{chr(0x3041 + n)}" for n in range(len(figures))]
    whole = "。".join(f"{c}{figure}丁方" for c, figure in zip(clauses, figures, strict=True))
    less = "。".join(
        f"{c}{figure if keep else ''}丁方"
        for c, figure, keep in zip(clauses, figures, kept, strict=True)
    )
    expected = [figure for figure, keep in zip(figures, kept, strict=True) if not keep]
    lost, gained = compare_figures(whole, less)

    assert () == gained
    assert Counter(expected) == Counter(f"{fact.text}{fact.unit or ''}" for fact in lost)


@pytest.mark.parametrize(
    ("a", "b", "lost", "gained"),
    [
        ("總投資4.5億元", "總投資450,000,000元", [], []),
        ("總投資４．５億元", "总投资4.5\n亿元", [], []),
        ("2007年2月2日", "2007-02-02", [], []),
        ("总投资5亿元", "总投资5万元", ["5亿元"], ["5万元"]),
        ("十六万元", "160000元", [], []),
        ("1公里。2公里。", "2公里。1公里。", [], []),
        ("1公里。1公里。", "1公里。", ["1公里"], []),
        ("about 1,200 km", "about 1200 km", [], []),
        ("罚款二到三倍。", "罚款。", ["二倍", "三倍"], []),
        # All numerals of 2003年12月1日 stand between the same neighbours somewhere in a.
        (
            "甲乙丙丁2003年12月1日起施行的。戊己庚辛1998年12月1日起废止的。",
            "甲乙丙丁2003年12月1日起废止的。",
            ["1998年12月1日"],
            [],
        ),
        ("20xx年", "2019年", ["20xx年"], ["2019年"]),
        ("nothing here", "nothing there", [], []),
    ],
)
def test_figures_are_compared_by_value(a, b, lost, gained):
    """Another notation, another place and a wrap lose nothing; another value or number does."""
    found = [[f"{fact.text}{fact.unit or ''}" for fact in facts] for facts in compare_figures(a, b)]

    assert [lost, gained] == found
    assert bool(lost) == has_own_figures(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("invested 5 million dollars.", "invested 5 billion dollars."),
        ("a length of 5 km.", "a length of 5 m."),
        ("投资5万美元", "投资5万欧元"),
        ("Dated 5 March 2007 in Bonn.", "Dated 5 May 2007 in Bonn."),
        ("am 5. März 2007 in Bonn.", "am 5. Mai 2007 in Bonn."),
    ],
)
def test_units_and_months_make_another_figure(a, b):
    """The digits are the same, and what they mean is not."""
    lost, gained = compare_figures(a, b)

    assert (1, 1) == (len(lost), len(gained))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("共有两个项目", "共有三个项目"),
        ("twelve million euros", "eleven million euros"),
        ("投資壹佰元", "投資贰佰元"),
    ],
)
def test_numerals_in_words_make_another_figure(a, b):
    """A reader counts two projects and three as two figures."""
    lost, gained = compare_figures(a, b)

    assert (1, 1) == (len(lost), len(gained))


def test_one_record_is_not_called_records(tmp_path):
    """The summary counts as people do."""
    corpus = tmp_path / "one.jsonl"
    corpus.write_text('{"text": "a"}\n', "utf-8")
    command = [sys.executable, "-m", "docdiff", "dedup", str(corpus)]
    done = subprocess.run(
        [*command, "--output", str(tmp_path / "kept.jsonl")],
        capture_output=True,
        check=True,
        text=True,
    )

    assert "1 record: 1 kept, 0 removed, 0 skipped\n" == done.stderr


def test_a_share_in_words_is_lost_with_its_prefix():
    """百分之五 is five per cent, and five yuan are none."""
    lost, _ = compare_figures("增長百分之五。", "增長五元。")

    assert [("5", "百分之")] == [(fact.value, fact.unit) for fact in lost]
