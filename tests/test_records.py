"""Record files: every record is read with its place, and copied to the byte or not at all."""

import contextlib
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from unittest import mock

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docdiff import DocdiffError, OutputError, ReadError
from docdiff.read.records import (
    Batch,
    Outputs,
    RecordFile,
    SkippedRecord,
    open_output,
    streams,
)
from docdiff.read.records.lines import parse_record
from docdiff.read.records.values import Fields
from docdiff.read.records.zstandard import ZstdWriter, open_zstd

PACKED = ["", ".gz", ".zst"]
QUERY = "SELECT 'a' AS text"
TWO = b'{"text": "\xe7\x94\xb2"}\n{"text": "b", "id": 7}\n'

texts = st.text(max_size=20) | st.sampled_from(["", "\0", "經濟", "\ud800", "\U0001f600", "\r\n"])
ids = st.text(max_size=5) | st.integers(-(2**70), 2**70)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)
records = st.fixed_dictionaries({"text": texts, "id": ids}, optional={"more": values})
# A byte-order mark inside a file is no mark, and white space before a record is the line's own.
starts = st.sampled_from([b"{", b" {", b"\r{", b"\xef\xbb\xbf{"])
raw_line = st.builds(bytes.__add__, starts, st.binary(max_size=12)).map(
    lambda raw: raw.replace(b"\n", b"")
)
raw_lines = st.just([]) | st.lists(raw_line).map(lambda lines: [b"{}", *lines])
blocks = st.integers(1, 40)


@pytest.fixture
def write(tmp_path):
    """Return what writes bytes to a file of a name, packed as the name says."""

    def write_(name, raw):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(pack(raw, path.suffix))
        return str(path)

    return write_


@pytest.fixture
def parquet(tmp_path):
    """Return what writes the result of a query to a Parquet file of a name."""

    def write_(name, query, options=""):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        return write_parquet(path, query, options)

    return write_


@pytest.fixture
def sources(write, parquet):
    """Return what writes two lines, or one row, to a file of a name."""
    return lambda name: parquet(name, QUERY) if name.endswith(".parquet") else write(name, TWO)


def write_parquet(path, query, options="", **parameters):
    with duckdb.connect() as connection:
        target = str(path).replace("'", "''")
        connection.execute(f"COPY ({query}) TO '{target}' (FORMAT parquet{options})", parameters)
    return str(path)


def read_parquet(path):
    """Return the columns and all rows of a Parquet file as text, as another reader would."""
    with duckdb.connect() as connection:
        files = "FROM read_parquet($path, hive_partitioning=false)"
        path = {"path": re.sub(r"([*?\[])", r"[\1]", str(path))}
        columns = connection.execute(f"DESCRIBE SELECT * {files}", path).fetchall()
        rows = connection.execute(f"SELECT COLUMNS(*)::VARCHAR {files}", path).fetchall()
    return [column[:2] for column in columns], rows


def pack(raw, ending):
    if ending == ".gz":
        return gzip.compress(raw)
    if ending == ".zst":
        with tempfile.TemporaryFile() as file:
            stream = ZstdWriter(file)
            stream.write(raw)
            stream.close()
            file.seek(0)
            return file.read()
    return raw


def unpack(path):
    path = Path(path)
    if path.suffix == ".gz":
        return gzip.decompress(path.read_bytes())
    if path.suffix == ".zst":
        with path.open("rb") as raw, open_zstd(raw) as file:
            return file.read()
    return path.read_bytes()


def read(path, **fields):
    """Return all records of a file as one batch, and the skipped ones."""
    skipped = []
    batches = list(RecordFile(path, **fields).batches(skipped.append))
    parts = [[item for batch in batches for item in getattr(batch, name)] for name in FIELDS]
    return Batch(*parts), skipped


FIELDS = ("ids", "texts", "rows")


def names(place):
    """Return what lies in a folder, hidden files too."""
    return sorted(path.name for path in place.iterdir())


@contextlib.contextmanager
def folder():
    """Give a folder to a test that Hypothesis runs many times."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


# Reading JSONL


@given(
    st.lists(records | st.none(), max_size=8),
    st.booleans(),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(PACKED),
    blocks,
)
def test_records_come_back_with_their_lines(items, ascii_, line_end, ending, block):
    """Whatever the packing, the line ends and the blocks: each text, its id, its line."""
    lines = ["" if item is None else json.dumps(item, ensure_ascii=ascii_) for item in items]
    with folder() as place, mock.patch.object(streams, "BLOCK", block):
        path = str(place / f"a.jsonl{ending}")
        raw = "".join(line + line_end for line in lines).encode(errors="replace")
        Path(path).write_bytes(pack(raw, Path(path).suffix))

        found, skipped = read(path)

    kept = [(row, item) for row, item in enumerate(items) if item is not None]
    if not ascii_:  # raw UTF-8 has no lone surrogates
        kept = [(row, json.loads(lines[row].encode(errors="replace"))) for row, _ in kept]
    assert [row for row, _ in kept] == found.rows
    assert [item["text"] for _, item in kept] == found.texts
    assert [str(item["id"]) for _, item in kept] == found.ids
    assert [] == skipped


@given(st.lists(values.map(json.dumps) | st.text(max_size=9), max_size=5), blocks)
def test_fast_and_slow_decoders_agree(items, block):
    """A line is a record, or a bad one for the same reason, as Python's json has it."""
    lines = [re.sub(r"[\n]", "", item).encode(errors="replace") for item in items]
    lines += [line.replace(b'"', b'"text": ["', 1) for line in lines]
    lines += [b'{"text": "x", "text": %b}' % line for line in lines]
    with folder() as place, mock.patch.object(streams, "BLOCK", block):
        path = place / "a.jsonl"
        path.write_bytes(b"{}\n" + b"\n".join(lines))
        found, skipped = read(str(path))

    expected, reasons = [], ["has no field 'text'"]
    for line in lines:
        try:
            expected.append(parse_record(line, Fields("text", "id"))[0])
        except ValueError as error:
            reasons += [str(error)] * bool(line.strip())
    assert expected == found.texts
    assert reasons == [record.reason for record in skipped]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": "a"', "is not JSON: Expecting ',' delimiter at column 13"),
        (b"[", "is not JSON: Expecting value at column 2"),
        (b"\0\0\0", "is not JSON: Expecting value at column 1"),
        (b'{"text": "a"} {"text": "b"}', "is not JSON: Extra data at column 15"),
        (b'{"text": "a"}\r{"text": "b"}', "is not JSON: Extra data at column 15"),
        (b'{"text": "a\tb"}', "is not JSON: Invalid control character at column 12"),
        (b'{"text": ' + b"[" * 200_000, "is not JSON: it is nested too deeply"),
        (b'{"text": ' + b"1" * 5000 + b"}", "is not JSON: a number has too many digits"),
        (b'{"text": "\xff"}', "is not UTF-8"),
        (b'{"text": "\xed\xa0\x80"}', "is not UTF-8"),
        (b'{"id": 1}', "has no field 'text'"),
        (b'{"Text": "a"}', "has no field 'text'"),
        (b'{"a": {"text": "a"}}', "has no field 'text'"),
        (b'{"text": null}', "has a null text"),
        (b'{"text": 4.5}', "text is a number, not a string"),
        (b'{"text": true}', "text is a truth value, not a string"),
        (b'{"text": ["a"]}', "text is an array, not a string"),
        (b'{"text": {}}', "text is an object, not a string"),
        (b'[{"text": "a"}]', "is an array, not an object"),
        (b'"text"', "is a string, not an object"),
        (b"null", "is null, not an object"),
        (b"7", "is a number, not an object"),
    ],
)
def test_bad_record_is_named_by_line_and_the_rest_goes_on(write, line, reason):
    """One bad line costs one record, and its reader learns where and why."""
    path = write("a.jsonl", b'{"text": "a"}\n' + line + b'\n{"text": "b"}\n')

    found, skipped = read(path)

    assert (["a", "b"], [0, 2]) == (found.texts, found.rows)
    assert [SkippedRecord(path, 2, reason)] == skipped


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (rb'{"text": ""}', ""),
        (rb'{"text": "\ud800"}', "\ud800"),
        (rb'{"text": "\ud83d\ude00\u0000"}', "\U0001f600\0"),
        (rb'{"text": 1, "text": "b"}', "b"),
        (rb'{"te\u0078t": "a"}', "a"),
        (rb'{"text": "a", "x": [NaN, 1e999, {"text": 1}]}', "a"),
        (b'\t {"text": "a"} \r', "a"),
    ],
)
def test_odd_record_is_read(write, line, text):
    """What Python's json reads is a record, be it as odd as it may."""
    found, skipped = read(write("a.jsonl", line))

    assert ([text], []) == (found.texts, skipped)


@pytest.mark.parametrize(
    ("value", "id_"),
    [
        ('"a"', "a"),
        ('""', ""),
        ("7", "7"),
        ("-7", "-7"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
        ("7.0", "7"),
        ("7.5", None),
        ("1e300", None),
        ("1e999", None),
        ("true", None),
        ("null", None),
        ('{"id": 1}', None),
    ],
)
def test_id_is_text_or_whole_number_or_the_place(write, value, id_):
    """What names nothing is replaced by file and line."""
    path = write("a.jsonl", b'\n{"text": "a", "id": %b}\n' % value.encode())

    found, skipped = read(path)

    assert [id_ or f"{path}:2" if id_ is None else id_] == found.ids
    assert [] == skipped


def test_fields_have_any_name(write):
    """Fields are those the caller names, also where the name has quotes."""
    path = write("a.jsonl", '{"正文": "a", "n\\"": 7, "a.b": "c", "a": {"b": "d"}}'.encode())

    assert Batch(["7"], ["a"], [0]) == read(path, text_field="正文", id_field='n"')[0]
    assert Batch(["a"], ["c"], [0]) == read(path, text_field="a.b", id_field="正文")[0]


def test_one_field_is_not_both():
    """A text that is its own id is a slip of the pen."""
    with pytest.raises(ValueError, match="name two fields"):
        RecordFile("a.jsonl", text_field="id")


def test_blank_lines_are_no_records_but_lines(write):
    """Blank lines are passed over in silence, and count in the numbers of lines."""
    file = RecordFile(write("a.jsonl", b'\n \t\r\n{"text": "a"}\n\n{"text": "b"}\n\n'))

    (batch,) = file.batches(pytest.fail)

    assert [2, 4] == batch.rows
    assert 6 == file.row_count


@pytest.mark.parametrize("raw", [b"", b"\n", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("ending", PACKED)
def test_empty_file_has_no_records(write, raw, ending):
    """Nothing is a corpus too."""
    assert (Batch([], [], []), []) == read(write(f"a.jsonl{ending}", raw))


@pytest.mark.parametrize("ending", PACKED)
def test_byte_order_mark_is_no_part_of_the_first_line(write, tmp_path, ending):
    """It is neither read nor copied, since it may come to stand inside an output."""
    file = RecordFile(write(f"a.jsonl{ending}", b"\xef\xbb\xbf" + TWO))

    assert ["甲", "b"] == read(file.path)[0].texts
    with open_output(tmp_path / "b.jsonl", like=[file]) as out:
        file.copy_kept(b"\1\1", out)
    assert TWO == (tmp_path / "b.jsonl").read_bytes()


def test_batches_are_bounded(write):
    """A batch ends when its bytes are enough, so a corpus is never held whole."""
    path = write("a.jsonl", make_lines(2000))

    sizes = [sum(map(len, batch.texts)) for batch in RecordFile(path).batches(print, most_bytes=1)]

    assert 2000 * 1000 == sum(sizes)
    assert max(sizes) <= streams.BLOCK


def test_batches_are_no_smaller_than_asked(write):
    """Each batch has a cost of its own, so they are filled."""
    file = RecordFile(write("a.jsonl", make_lines(2000)))

    assert 2 == len(list(file.batches(print, most_bytes=800_000)))


def make_lines(count):
    """Return lines of a thousand characters of text each."""
    return (json.dumps({"text": "x" * 1000}).encode() + b"\n") * count


def test_many_tiny_records_are_many_batches(write):
    """A million equal lines would fit in one batch by their bytes alone."""
    path = write("a.jsonl", b'{"text":""}\n' * 300_000)

    sizes = [len(batch.rows) for batch in RecordFile(path).batches(print)]

    assert 300_000 == sum(sizes)
    assert max(sizes) < 100_000


@pytest.mark.parametrize("ending", PACKED)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"", b"\n", b"\n\n"])
def test_lines_are_copied_from_where_they_were_read(write, tmp_path, ending, mark, end):
    """Blank and bad lines count, a mark belongs to no line, and each line gets its line feed."""
    lines = [b'{"text": "%d"}' % n for n in range(40_000)]
    lines[1], lines[7] = b"", b"bad"
    file = RecordFile(write(f"a.jsonl{ending}", mark + b"\n".join(lines) + end))
    records = sum(len(batch.rows) for batch in file.batches(lambda _: None))
    mask = bytes(n % 5 < 2 or n > 39_990 for n in range(file.row_count))

    assert 39_998 == records
    with open_output(tmp_path / "b.jsonl", like=[file]) as out:
        file.copy_kept(mask, out)
    lines += [b""] * (len(mask) - len(lines))
    expected = b"".join(line + b"\n" for line, kept in zip(lines, mask, strict=True) if kept)
    assert expected == (tmp_path / "b.jsonl").read_bytes()


@pytest.mark.parametrize("ending", PACKED)
def test_long_line_is_read_whole(write, tmp_path, ending):
    """A record may be far longer than a block; what stands around it is read as well."""
    raw = TWO + json.dumps({"text": "x" * 9_000_000}).encode() + b"\n" + TWO
    file = RecordFile(write(f"a.jsonl{ending}", raw))

    assert [1, 1, 9_000_000, 1, 1] == [len(text) for text in read(file.path)[0].texts]
    with open_output(tmp_path / "b.jsonl", like=[file]) as out:
        file.copy_kept(b"\0\1\1\1\0", out)
    assert b"".join(raw.splitlines(keepends=True)[1:4]) == (tmp_path / "b.jsonl").read_bytes()


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst", "a.parquet"])
def test_progress_ends_at_the_size_of_the_file(sources, name):
    """Bytes are counted as they lie on disk, so that time left can be told."""
    path = sources(name)
    file = RecordFile(path)

    assert 0 == file.bytes_read
    list(file.batches(print))
    assert Path(path).stat().st_size == file.size == file.bytes_read


# Packing


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_members_and_frames_follow_one_another(tmp_path, ending):
    """Packed files put one behind the other are one file."""
    path = tmp_path / f"a.jsonl{ending}"
    path.write_bytes(pack(TWO, ending) + pack(b"", ending) + pack(TWO, ending))

    assert ["甲", "b", "甲", "b"] == read(str(path))[0].texts


@pytest.mark.parametrize("ending", [".gz", ".zst"])
@pytest.mark.parametrize("left", [0, 5, 30, -1])
def test_truncated_file_is_an_error(write, ending, left):
    """A download that broke off is never taken for a short corpus."""
    path = Path(write(f"a.jsonl{ending}", os.urandom(50).hex().encode() + TWO))
    path.write_bytes(path.read_bytes()[:left])

    with pytest.raises(ReadError, match=r"is truncated|is not (gz|zst) data"):
        read(str(path))


@pytest.mark.parametrize("ending", [".gz", ".zst"])
@pytest.mark.parametrize("place", [12, -20, None])
def test_damaged_file_is_an_error(write, ending, place):
    """Bytes that cannot be are not guessed at."""
    raw = bytearray(pack(os.urandom(500).hex().encode() + TWO, ending))
    if place is None:
        raw += b"junk"
    else:
        raw[place : place + 8] = b"\xff" * 8
    path = write("a.jsonl", bytes(raw))

    with pytest.raises(ReadError, match=r"is damaged: .*; fetch it again|is truncated"):
        read(path)


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_bytes_decide_how_a_file_is_packed(write, ending):
    """A name that was changed on the way does no harm."""
    assert ["甲", "b"] == read(write("a.jsonl", pack(TWO, ending)))[0].texts
    plain = Path(write(f"b.jsonl{ending}", b""))
    plain.write_bytes(TWO)
    assert ["甲", "b"] == read(str(plain))[0].texts


# What is no record file


@pytest.mark.parametrize(
    ("name", "raw", "message"),
    [
        ("a.txt", TWO, "is no kind of file that holds records; name it .jsonl, .ndjson"),
        ("a.parquet.gz", TWO, "is no kind of file that holds records"),
        ("a.parquet", TWO, "is not Parquet, though its name says so"),
        ("a.parquet", b"", "is not Parquet, though its name says so"),
        ("a.parquet", b"PAR1", "check the file"),
        ("a.jsonl", TWO.decode().encode("utf-16"), "is UTF-16, which JSONL is not"),
        ("a.json", b'[\n{"text": "a"}\n]', "holds JSON that runs over several lines"),
        ("a.json", b'{\n"text": "a"\n}', "holds JSON that runs over several lines"),
    ],
)
def test_file_of_another_kind_is_an_error(write, name, raw, message):
    """One line says what is wrong and what to do."""
    path = write("a", raw)
    Path(path).rename(Path(path).with_name(name))

    with pytest.raises(ReadError, match=message) as caught:
        read(str(Path(path).with_name(name)))

    assert 1 == len(str(caught.value).splitlines())


def test_path_that_is_no_file_is_an_error(tmp_path):
    """Nothing there, a folder, or a pipe that can be read but once."""
    (tmp_path / "a.jsonl").mkdir()
    os.mkfifo(tmp_path / "b.jsonl")

    with pytest.raises(ReadError, match="does not exist"):
        RecordFile(tmp_path / "c.jsonl")
    with pytest.raises(ReadError, match="is a folder"):
        RecordFile(tmp_path / "a.jsonl")
    with pytest.raises(ReadError, match="is no regular file"):
        RecordFile(tmp_path / "b.jsonl")


@pytest.mark.parametrize("name", ["a.jsonl", "a.parquet"])
def test_file_that_changed_is_an_error(write, parquet, tmp_path, name):
    """Places found in the first pass mean nothing in another file, and none is given out."""
    file = RecordFile(write(name, TWO) if name == "a.jsonl" else parquet(name, QUERY))
    count = sum(len(batch.rows) for batch in file.batches(pytest.fail))
    write(name, make_lines(1000))
    if name == "a.parquet":
        parquet(name, "SELECT 'a' AS other")

    with pytest.raises(ReadError, match="changed while it was read"):
        next(iter(file.batches(print, most_bytes=1)))
    with (
        pytest.raises(ReadError, match="changed while it was read"),
        open_output(tmp_path / f"b{name}", like=[file]) as out,
    ):
        file.copy_kept(b"\1" * count, out)
    assert [name] == names(tmp_path)


def test_file_that_changes_during_a_pass_is_an_error(write):
    """A file that still grows is not copied in part."""
    path = write("a.jsonl", make_lines(1000))
    file = RecordFile(path)
    batches = file.batches(print, most_bytes=1)
    next(batches)
    with Path(path).open("ab") as end:
        end.write(TWO)

    with pytest.raises(ReadError, match="changed while it was read"):
        list(batches)


# Parquet


@settings(max_examples=50)
@given(st.lists(st.tuples(texts | st.none(), st.text(max_size=5)), max_size=8))
def test_parquet_records_come_back_with_their_rows(rows):
    """Each text with its id and its row, of any Unicode; a null is skipped by name."""
    rows = [
        tuple(None if item is None else item.encode(errors="replace").decode() for item in row)
        for row in rows
    ]
    with folder() as place:
        path = write_parquet(
            place / "a.parquet",
            "SELECT unnest($texts::VARCHAR[]) AS text, unnest($ids::VARCHAR[]) AS id",
            texts=[text for text, _ in rows],
            ids=[id_ for _, id_ in rows],
        )
        found, skipped = read(path)

    kept = [(row, *pair) for row, pair in enumerate(rows) if pair[0] is not None]
    assert [row for row, _, _ in kept] == found.rows
    assert [text for _, text, _ in kept] == found.texts
    assert [id_ for _, _, id_ in kept] == found.ids
    nulls = [row + 1 for row, (text, _) in enumerate(rows) if text is None]
    assert [SkippedRecord(path, row, "has a null text") for row in nulls] == skipped


@pytest.mark.parametrize(
    ("id_", "expected"),
    [
        ("7::BIGINT", "7"),
        ("7::UTINYINT", "7"),
        ("7::HUGEINT", "7"),
        ("7::DOUBLE", "7"),
        ("7::DECIMAL(18,0)", "7"),
        ("7.5::DOUBLE", None),
        ("NULL::VARCHAR", None),
        ("true", None),
        ("[1]", None),
        ("'2020-01-01'::TIMESTAMPTZ", None),
        (
            "'6ba7b810-9dad-11d1-80b4-00c04fd430c8'::UUID",
            "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
        ),
    ],
)
def test_parquet_id_is_text_or_whole_number_or_the_place(parquet, id_, expected):
    """What names nothing is replaced by file and row."""
    path = parquet("a.parquet", f"SELECT 'a' AS text, {id_} AS id")

    assert Batch([expected or f"{path}:1"], ["a"], [0]) == read(path)[0]


def test_parquet_text_may_be_bytes(parquet):
    """Writers that do not mark strings as such write UTF-8 all the same, most of the time."""
    query = r"SELECT unnest([encode('甲'), '\xFF'::BLOB, 'b'::BLOB]) AS text"
    path = parquet("a.parquet", query)

    found, skipped = read(path)

    assert (["甲", "b"], [0, 2]) == (found.texts, found.rows)
    assert [SkippedRecord(path, 2, "is not UTF-8")] == skipped


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT 'a' AS body, 1 AS n", "has no column 'text'; it has body, n: name one of them"),
        ("SELECT 'a' AS \"Text\"", "has no column 'text'; it has Text"),
        ("SELECT 7 AS text", "has no text in column 'text' but INTEGER"),
        ("SELECT 'a' AS text, 1 AS file_row_number", "has a column called file_row_number"),
    ],
)
def test_parquet_without_the_text_is_an_error(parquet, query, message):
    """Columns are called by their exact names, as fields are."""
    path = parquet("a.parquet", query)

    with pytest.raises(ReadError, match=re.escape(message)):
        RecordFile(path)


def test_truncated_parquet_is_an_error(parquet):
    """A download that broke off is never taken for a short corpus."""
    path = Path(parquet("a.parquet", "SELECT 'a' AS text FROM range(1000)"))
    path.write_bytes(path.read_bytes()[:-20])

    with pytest.raises(ReadError, match=r"a\.parquet: .*magic bytes.*check the file"):
        RecordFile(path)


def test_damaged_parquet_is_an_error_and_leaves_no_output(parquet, tmp_path):
    """Damage inside is met while reading, and then nothing is written."""
    query = "SELECT md5(i::VARCHAR) AS text FROM range(20000) t(i)"
    path = Path(parquet("a.parquet", query, ", COMPRESSION zstd"))
    raw = bytearray(path.read_bytes())
    raw[4:2000] = b"\xff" * 1996
    path.write_bytes(raw)
    file = RecordFile(path)

    with pytest.raises(ReadError, match="check the file"):
        read(path)
    with (
        pytest.raises(DocdiffError, match="check the file"),
        open_output(tmp_path / "b.parquet", like=[file]) as out,
    ):
        file.copy_kept(b"\1" * 20000, out)
    assert ["a.parquet"] == names(tmp_path)


TYPED = (
    'SELECT \'a\' || i AS text, i::UTINYINT AS "a ""q""", i / 3 AS b, i::DECIMAL(18,4) AS c, '
    "i::DECIMAL(30,2) AS d, DATE '2020-01-01' + i::INTEGER AS e, "
    "TIMESTAMP '2020-01-01 01:02:03.456' AS f, '2020-01-01'::TIMESTAMP_NS AS g, "
    "'2020-01-01'::TIMESTAMPTZ AS h, TIME '10:00' AS j, "
    "'6ba7b810-9dad-11d1-80b4-00c04fd430c8'::UUID AS k, '\\xAA'::BLOB AS l, [i, NULL] AS m, "
    "{'a': i, 'B': [{'c': NULL::VARCHAR}]} AS n, MAP {'a': i} AS o, INTERVAL 1 DAY AS p, "
    "i % 2 = 0 AS q, '{\"a\": 1}'::JSON AS r, CASE WHEN i % 3 = 0 THEN i END AS s, "
    "i::FLOAT AS t, i::UBIGINT AS u FROM range(40) t(i)"
)


def test_parquet_rows_keep_all_columns_and_types(parquet, tmp_path):
    """What is kept is what was there, column for column."""
    file = RecordFile(parquet("a.parquet", TYPED))
    mask = bytes(row % 3 == 0 for row in range(40))

    with open_output(tmp_path / "b.parquet", like=[file]) as out:
        file.copy_kept(mask, out)

    columns, rows = read_parquet(file.path)
    expected = [row for row, kept in zip(rows, mask, strict=True) if kept]
    assert (columns, expected) == read_parquet(tmp_path / "b.parquet")


@settings(max_examples=20)
@given(st.data())
def test_parquet_files_become_one_in_order(data):
    """Any rows of any files, those of many row groups too, follow as they stood."""
    with folder() as place:
        sizes = data.draw(st.lists(st.integers(0, 5000), min_size=1, max_size=3))
        files, masks, expected = [], [], []
        for number, size in enumerate(sizes):
            rows = [f"{number}-{row}" for row in range(size)]
            query = "SELECT unnest($rows::VARCHAR[]) AS text"
            path = write_parquet(
                place / f"{number}.parquet", query, ", ROW_GROUP_SIZE 2048", rows=rows
            )
            files.append(RecordFile(path))
            random = data.draw(st.randoms(use_true_random=False))
            masks.append(bytes(random.getrandbits(1) for _ in rows))
            expected += [(row,) for row, kept in zip(rows, masks[-1], strict=True) if kept]

        with open_output(place / "out.parquet", like=files) as out:
            for file, mask in zip(files, masks, strict=True):
                file.copy_kept(mask, out)

        assert expected == read_parquet(place / "out.parquet")[1]


def test_parquet_file_may_be_copied_before_and_after_another(parquet, tmp_path):
    """The order is that of the copying, and masks stay with their files."""
    a = RecordFile(parquet("a.parquet", "SELECT 'a' || i AS text FROM range(3) t(i)"))
    b = RecordFile(parquet("b.parquet", "SELECT 'b' || i AS text FROM range(2) t(i)"))

    with open_output(tmp_path / "c.parquet", like=[a, b]) as out:
        b.copy_kept(b"\0\1", out)
        a.copy_kept(b"\1\0\1", out)
        b.copy_kept(b"\1\0", out)

    assert [("b1",), ("a0",), ("a2",), ("b0",)] == read_parquet(tmp_path / "c.parquet")[1]


def test_parquet_inputs_must_have_the_same_columns(parquet, tmp_path):
    """Columns are neither dropped nor filled up."""
    files = [
        RecordFile(parquet("a.parquet", "SELECT 'a' AS text, 1 AS n")),
        RecordFile(parquet("b.parquet", "SELECT 'a' AS text, 1.5 AS n")),
    ]

    with (
        pytest.raises(ReadError, match=r"other columns than .*: text VARCHAR, n DECIMAL"),
        open_output(tmp_path / "c.parquet", like=files),
    ):
        pytest.fail("was opened")


@pytest.mark.parametrize("name", ["a[1]*?.parquet", "year=2020/a.parquet", "a 'b\".parquet"])
def test_parquet_path_is_a_path(parquet, tmp_path, name):
    """No path is a pattern, and no folder becomes a column."""
    parquet("a1bc.parquet", "SELECT 'wrong' AS text")
    file = RecordFile(parquet(name, "SELECT 'a' AS text"))

    with open_output(tmp_path / f"{name}.b.parquet", like=[file]) as out:
        file.copy_kept(b"\1", out)

    assert ["a"] == read(file.path)[0].texts
    assert [("a",)] == read_parquet(tmp_path / f"{name}.b.parquet")[1]


def test_interrupt_inside_duckdb_is_an_interrupt(parquet):
    """DuckDB turns Ctrl-C into a RuntimeError, which would look like a crash."""
    path = parquet("a.parquet", QUERY)

    broken = mock.Mock()
    broken.cursor().execute.side_effect = RuntimeError("Query interrupted")

    with (
        mock.patch("docdiff.read.records.tables.open_duckdb", return_value=broken),
        pytest.raises(KeyboardInterrupt),
    ):
        RecordFile(path)


# Copying JSONL


@given(raw_lines, st.data(), st.booleans(), st.sampled_from(PACKED), blocks)
def test_kept_lines_are_the_same_to_the_byte(lines, data, is_whole, ending, block):
    """Whatever the lines are, and however they fall into blocks: kept as they stand, or not."""
    mask = bytes(data.draw(st.lists(st.booleans(), min_size=len(lines), max_size=len(lines))))
    raw = b"\n".join(lines) + b"\n" * (is_whole and bool(lines))
    with folder() as place, mock.patch.object(streams, "BLOCK", block):
        (place / "a.jsonl").write_bytes(raw)
        files = [RecordFile(place / "a.jsonl")] * 2

        with open_output(place / f"b.jsonl{ending}", like=files) as out:
            for file in files:
                file.copy_kept(mask, out)

        expected = b"".join(line + b"\n" for line, kept in zip(lines, mask, strict=True) if kept)
        assert expected * 2 == unpack(place / f"b.jsonl{ending}")


@pytest.mark.parametrize("name", ["a.jsonl", "a.parquet"])
@pytest.mark.parametrize("mask", [b"", b"\1", b"\1\1\1", b"\1\2"])
def test_mask_must_fit(write, parquet, tmp_path, name, mask):
    """A mask has a byte for each line or row, 0 or 1; another is of another file."""
    query = "SELECT 'a' AS text FROM range(2)"
    file = RecordFile(write(name, TWO) if name == "a.jsonl" else parquet(name, query))

    with (
        pytest.raises(ValueError, match="mask"),
        open_output(tmp_path / f"b{name}", like=[file]) as out,
    ):
        file.copy_kept(mask, out)
    assert [name] == names(tmp_path)


# Outputs


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz", "out.jsonl.zst"])
def test_output_is_whole_or_not_there(write, tmp_path, error, name):
    """Until all is done the place is as it was, and after an error too."""
    (tmp_path / f"old-{name}").write_bytes(b"old")
    file = RecordFile(write("a.jsonl", TWO))

    def copy_and_fail():
        with Outputs([file]) as outputs:
            for path in (tmp_path / name, tmp_path / f"old-{name}"):
                file.copy_kept(b"\1\1", outputs.open_records(path))
            assert not (tmp_path / name).exists()
            raise error

    with pytest.raises(error):
        copy_and_fail()

    assert ["a.jsonl", f"old-{name}"] == names(tmp_path)
    assert b"old" == (tmp_path / f"old-{name}").read_bytes()


def test_outputs_appear_together(parquet, tmp_path):
    """When one cannot be completed, the other does not appear either."""
    file = RecordFile(parquet("a.parquet", "SELECT 'a' AS text"))

    def write_one_of_two():
        with Outputs([file]) as outputs:
            outputs.open_bytes(tmp_path / "removed.jsonl").write(b"{}\n")
            outputs.open_records(tmp_path / "b.parquet")

    with pytest.raises(OutputError, match="would have no columns"):
        write_one_of_two()

    assert ["a.parquet"] == names(tmp_path)


def test_old_output_is_replaced_at_the_end(write, tmp_path):
    """A link goes on pointing where it did, and permissions stay."""
    file = RecordFile(write("a.jsonl", TWO))
    (tmp_path / "old.jsonl").write_bytes(b"old")
    (tmp_path / "old.jsonl").chmod(0o600)
    (tmp_path / "link.jsonl").symlink_to("old.jsonl")

    with open_output(tmp_path / "link.jsonl", like=[file]) as out:
        file.copy_kept(b"\0\1", out)
        assert b"old" == (tmp_path / "link.jsonl").read_bytes()

    assert (tmp_path / "link.jsonl").is_symlink()
    assert TWO.splitlines(keepends=True)[1] == (tmp_path / "old.jsonl").read_bytes()
    assert 0o600 == (tmp_path / "old.jsonl").stat().st_mode & 0o777


@pytest.mark.parametrize("name", ["a.jsonl", "./x/../a.jsonl", "hard.jsonl", "soft.jsonl"])
def test_input_is_never_an_output(write, tmp_path, name):
    """However it is called, nothing of an input is lost."""
    path = Path(write("a.jsonl", TWO))
    (tmp_path / "x").mkdir()
    (tmp_path / "hard.jsonl").hardlink_to(path)
    (tmp_path / "soft.jsonl").symlink_to(path)

    with Outputs([RecordFile(path)]) as outputs:
        with pytest.raises(OutputError, match="is an input"):
            outputs.open_records(f"{tmp_path}/{name}")
        with pytest.raises(OutputError, match="is an input"):
            outputs.open_bytes(f"{tmp_path}/{name}")

    assert TWO == path.read_bytes()


def test_two_outputs_have_two_places(write, tmp_path):
    """The second would replace the first."""
    with Outputs([RecordFile(write("a.jsonl", TWO))]) as outputs:
        outputs.open_records(tmp_path / "b.jsonl")
        with pytest.raises(OutputError, match="named for two outputs"):
            outputs.open_bytes(tmp_path / "b.jsonl")


@pytest.mark.parametrize(
    ("source", "name", "message"),
    [
        ("a.jsonl", "b.txt", "is no name for records; name it .jsonl"),
        (
            "a.jsonl",
            "b.parquet",
            "is Parquet by its name, but .* JSONL.* name it .jsonl, .jsonl.gz",
        ),
        ("a.parquet", "b.jsonl", "is JSONL by its name, but .* Parquet.* name it .parquet"),
        ("a.jsonl", "none/b.jsonl", "cannot be written: No such file or directory"),
        ("a.jsonl", "folder.jsonl", "cannot be written: it is no regular file"),
    ],
)
def test_output_that_cannot_be_is_refused_at_once(sources, tmp_path, source, name, message):
    """Before any work is done, one line says how to name it."""
    (tmp_path / "folder.jsonl").mkdir()
    file = RecordFile(sources(source))

    with Outputs([file]) as outputs, pytest.raises(OutputError, match=message):
        outputs.open_records(tmp_path / name)

    assert sorted([source, "folder.jsonl"]) == names(tmp_path)


def test_file_that_was_not_announced_is_refused(write, parquet, tmp_path):
    """Lines do not go into Parquet, nor rows into JSONL."""
    lines = RecordFile(write("a.jsonl", TWO))
    table = RecordFile(parquet("a.parquet", "SELECT 'a' AS text"))

    with (
        open_output(tmp_path / "b.jsonl", like=[lines]) as out,
        pytest.raises(ValueError, match="opened"),
    ):
        table.copy_kept(b"\1", out)


def test_full_disk_is_an_output_error(write):
    """The error names the output, not the place it was written to for the time being."""
    file = RecordFile(write("a.jsonl", make_lines(100)))

    full = Path("/dev/full").open("wb", buffering=0)  # noqa: SIM115

    with (
        mock.patch("docdiff.read.records.writers.open", create=True, return_value=full),
        pytest.raises(OutputError, match=r"b\.jsonl cannot be written: No space left"),
        open_output(Path(file.path).with_name("b.jsonl"), like=[file]) as out,
    ):
        file.copy_kept(b"\1" * 100, out)


def test_killed_run_leaves_nothing_that_looks_finished(write, tmp_path):
    """Where no code can clean up, what lies about has a name of its own."""
    path = write("a.jsonl", TWO)
    program = (
        "import os, sys; from docdiff.read.records import *\n"
        "file = RecordFile(sys.argv[1])\n"
        "with open_output(sys.argv[2], like=[file]) as out:\n"
        "    file.copy_kept(b'\\1\\1', out); os.kill(os.getpid(), 9)"
    )

    subprocess.run([sys.executable, "-c", program, path, tmp_path / "b.jsonl"], check=False)

    assert ["a.jsonl"] == [name for name in names(tmp_path) if not name.endswith(".part")]
    assert [True] == [name.startswith(".docdiff-") for name in names(tmp_path) if name != "a.jsonl"]


@pytest.mark.parametrize("ending", [".jsonl", ".jsonl.gz", ".jsonl.zst", ".parquet"])
def test_same_records_give_the_same_bytes(write, parquet, tmp_path, ending):
    """Neither the clock nor a name gets into an output."""
    if ending == ".parquet":
        query = "SELECT md5(i::VARCHAR) AS text, i AS id FROM range(300000) t(i)"
        file, count = RecordFile(parquet("a.parquet", query, ", ROW_GROUP_SIZE 10240")), 300_000
    else:
        file, count = RecordFile(write("a.jsonl", TWO * 10_000)), 20_000
    mask = bytes(n % 3 > 0 for n in range(count))
    found = []
    for name in ("b", "c"):
        with open_output(tmp_path / (name + ending), like=[file]) as out:
            file.copy_kept(mask, out)
        found.append((tmp_path / (name + ending)).read_bytes())

    assert found[0] == found[1]
    if ending == ".jsonl.gz":
        assert b"\x1f\x8b\x08\0\0\0\0\0" == found[0][:8]


def test_importing_records_loads_no_package_that_is_heavy():
    """Parsers, packers and DuckDB are loaded when a file needs them."""
    program = "import sys, docdiff.read.records; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    loaded = set(done.stdout.decode().split())
    assert set() == loaded & {"msgspec", "duckdb", "numpy", "backports.zstd", "compression.zstd"}
