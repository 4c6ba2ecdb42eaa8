"""Files to documents: every character keeps its place, and nothing is guessed in silence."""

import os
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docdiff import Document, Origin, ReadError, read_documents
from docdiff.read import explain, make_documents
from docdiff.read.compound import locate, split_compound
from docdiff.read.decode import decode

SEEDS = "seeds/reports.txt"
LINE_ENDS = ("\n", "\r\n", "\r")

lines = st.lists(
    st.sampled_from(["", "甲", "乙 丙", "第一篇", "第九篇:", "總計4.5億元"]), max_size=6
)


def whole(path):
    return Path(path).read_bytes().decode()


def test_compound_file_gives_its_documents():
    """A label with its colon belongs to the origin; the text runs to the next label."""
    documents = read_documents(SEEDS)

    assert [f"reports.txt#{n}" for n in range(1, 6)] == [d.id for d in documents]
    starts = [0, 9150, 18360, 21222, 24291]
    assert [start + 4 for start in starts] == [d.origin.start for d in documents]
    ends = [*starts[1:], 28568]
    assert ends == [d.origin.start + len(d.text) for d in documents]
    assert Origin(SEEDS, start=9154, line=21, column=5, encoding="utf-8") == documents[1].origin


def test_document_text_is_a_slice_of_the_file():
    """Offsets of a document plus the start of its origin are offsets of the file."""
    text = whole(SEEDS)

    for document in read_documents(SEEDS):
        start = document.origin.start
        assert text[start : start + len(document.text)] == document.text


@pytest.mark.parametrize("line_end", LINE_ENDS)
@pytest.mark.parametrize("colon", [":", "：", " ", "\u3000", "\n", " :"])
def test_labels_stand_before_colon_white_space_or_line_end(colon, line_end):
    """A label is followed by a colon of either width, white space or the line's end."""
    after = line_end if colon == "\n" else colon
    text = f"第一篇{after}甲{line_end}第二篇{after}乙"

    parts = split_compound(text)

    assert [f"甲{line_end}", "乙"] == [text[start:end] for _, start, end in parts]


@pytest.mark.parametrize(
    "text",
    [
        "第一篇:甲",
        "第二篇:甲\n第三篇:乙",
        "第一篇:甲\n第三篇:乙",
        "第一篇:甲\n第二篇:乙\n第二篇:丙",
        "見第一篇:甲\n見第二篇:乙",
        "第一篇文章\n第二篇文章",
        "",
    ],
    ids=["one", "not from one", "gap", "twice", "inside lines", "no colon", "empty"],
)
def test_file_without_consecutive_labels_is_one_document(text):
    """Labels split a file only when they are 第一篇, 第二篇 … in this order, two at least."""
    documents = make_documents("a", "a.txt", text, "utf-8")

    assert (Document("a", text, Origin("a.txt")),) == documents


def test_numerals_count_past_ninety_nine():
    """Labels are counted through the tens and the hundreds."""
    tens = "十二三四五六七八九"
    ones = ["", *"一二三四五六七八九"]
    numerals = [*ones[1:], *(f"十{one}" for one in ones)]
    numerals += [f"{ten}十{one}" for ten in tens[1:] for one in ones]
    numerals += ["一百", "一百零一"]
    text = "".join(f"第{numeral}篇:{n}\n" for n, numeral in enumerate(numerals, start=1))

    parts = split_compound(text)

    assert list(range(1, 102)) == [number for number, _, _ in parts]
    assert [f"{n}\n" for n in range(1, 102)] == [text[start:end] for _, start, end in parts]


def test_preamble_is_document_zero():
    """Text before the first label is not lost, and the labels keep their numbers."""
    documents = make_documents("a", "a.txt", "目錄\n第一篇:甲\n第二篇:乙", "utf-8")

    assert [("a#0", "目錄\n"), ("a#1", "甲\n"), ("a#2", "乙")] == [
        (document.id, document.text) for document in documents
    ]


@given(st.lists(lines, min_size=2, max_size=12), st.sampled_from(LINE_ENDS), lines)
def test_documents_and_labels_are_the_whole_file(bodies, line_end, preamble):
    """Put together, preamble, labels and documents give the file to the letter."""
    numerals = "一二三四五六七八九十"
    text = "".join(line + line_end for line in preamble)
    for numeral, body in zip(numerals, bodies, strict=False):
        text += f"第{numeral}篇:{line_end.join(body)}{line_end}"

    parts = split_compound(text) or ((1, 0, len(text)),)

    position = 0
    for _, start, end in parts:
        assert text[position:start].strip() == "" or text[position:start].strip()[0] == "第"
        position = end
    assert len(text) == position


@given(st.text(alphabet="a\r\n甲", max_size=30))
def test_line_and_column_agree_with_a_slow_count(text):
    r"""``\n``, ``\r\n`` and ``\r`` end lines; columns count code points from one."""
    line = column = 1
    for offset, char in enumerate(text):
        assert (line, column) == locate(text, offset)
        if char == "\n" or (char == "\r" and text[offset + 1 : offset + 2] != "\n"):
            line, column = line + 1, 1
        else:
            column += 1
    assert (line, column) == locate(text, len(text))


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "Größe 經濟"),
        ("utf-8-sig", "經濟"),
        ("utf-16", "經濟"),
        ("utf-32", "經濟"),
        ("gb18030", "經濟發展"),
        ("gb18030", "经济"),
        ("gb18030", "A股"),
        ("gb18030", "使用Python編寫"),
        ("cp1252", "Größe"),
        ("cp1252", "für"),
        ("cp1252", "Fußgänger"),
        ("cp1252", "Die Größe des Gebäudes beträgt 4,5 Millionen Euro für das Jahr 2003."),
        ("cp1252", "don’t do “that” — it’s bad"),
        ("big5", "加強縣級統戰工作服務縣域經濟發展,這是一個測試文件"),
        ("cp932", "これは日本語のテキストです。漢字もあります。"),
        ("euc_jp", "これは日本語のテキストです。漢字もあります。"),
        ("koi8_r", "Привет как дела мир"),
    ],
)
def test_encoding_is_found_and_recorded(tmp_path, encoding, text):
    """The text is read right and the origin has a codec that gives it again."""
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))

    (document,) = read_documents(path)

    assert text == document.text
    assert encoding == document.origin.encoding
    assert text == path.read_bytes().decode(document.origin.encoding)


def test_chinese_reports_in_gb18030_read_as_in_utf8():
    """Real traditional text is plausible Chinese in GB18030, in whole and in part."""
    text = whole(SEEDS)

    assert (text, "gb18030") == decode(text.encode("gb18030"), "a")
    for start in range(0, len(text) - 400, 1000):
        part = text[start : start + 400]
        assert (part, "gb18030") == decode(part.encode("gb18030"), "a")


@given(st.text(), st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
def test_marked_text_reads_back_to_the_letter(text, encoding):
    """A byte-order mark settles the encoding, and no line end is translated."""
    text = "".join(char for char in text if char.isprintable() or char in "\r\n\t")

    assert (text, encoding) == decode(text.encode(encoding), "a")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"ab\0c", "NUL byte at offset 2"),
        (b"\x89PNG\r\n\x1a\n", "PNG image"),
        (b"%PDF-1.7\n", "PDF file"),
        (b"PK\x03\x04word", "ZIP archive"),
        (b"\x01\x02\x03\x04\x05\x06\x07" * 9, "control characters"),
        (b"\xff\xfea", "utf-16 but for the byte"),
        ("經濟發展".encode() + b"\xff", "utf-8 but for the byte at offset 12"),
        (bytes(range(128, 256)) * 3, "no encoding that docdiff can tell"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path, raw, reason):
    """Empty, binary and undecodable files raise one line that names the file."""
    path = tmp_path / "a.txt"
    path.write_bytes(raw)

    with pytest.raises(ReadError, match=reason) as caught:
        read_documents(path)

    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("path", ["", "missing.txt", "seeds/reports.txt/x", "a\0b", "x" * 5000])
def test_path_that_is_none_is_refused(path):
    """A path that names nothing is an error, also when files are to be skipped."""
    with pytest.raises(ReadError):
        read_documents(path, on_skip=lambda _: None)


@pytest.fixture
def folder(tmp_path):
    """Texts, a hidden file and folder, a link and a binary file."""
    for name in ("b.txt", "a/c.txt", "a-1.txt", ".hidden", ".git/config"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"text of {name}", encoding="utf-8")
    (tmp_path / "bin.png").write_bytes(b"\x89PNG")
    (tmp_path / "link.txt").symlink_to("b.txt")
    return tmp_path


def test_folder_is_read_by_path_without_hidden_files_and_links(folder):
    """Ids are relative to the folder; what cannot be read is reported and passed over."""
    skipped = []

    documents = read_documents(folder, on_skip=skipped.append)

    assert ["a-1.txt", "a/c.txt", "b.txt"] == [document.id for document in documents]
    assert [f"{folder}/bin.png is a PNG image"] == [str(e).partition(";")[0] for e in skipped]


def test_unreadable_file_stops_by_default(folder):
    """Without ``on_skip`` nothing is left out in silence."""
    with pytest.raises(ReadError, match="PNG"):
        read_documents(folder)


def test_ids_are_relative_to_the_common_parent(folder):
    """Several paths share the base of their ids, and a file met twice is read once."""
    documents = read_documents(folder / "b.txt", folder / "a", folder / "a" / "c.txt")

    assert ["b.txt", "a/c.txt"] == [document.id for document in documents]


def test_paths_keep_the_form_they_were_given_in(folder, monkeypatch):
    """The origin's path opens from where the caller stands."""
    monkeypatch.chdir(folder)

    (document,) = read_documents(Path("a", "c.txt"))

    assert ("c.txt", "a/c.txt") == (document.id, document.origin.path)


def test_two_documents_never_share_an_id(tmp_path):
    """A file called as a document in another one is refused, not mixed up with it."""
    (tmp_path / "a.txt").write_text("第一篇:甲\n第二篇:乙\n", encoding="utf-8")
    (tmp_path / "a.txt#2").write_text("丙", encoding="utf-8")

    with pytest.raises(ReadError, match=r"called a\.txt#2"):
        read_documents(tmp_path)


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/full"])
def test_a_device_is_refused(device):
    """Some never end; a pipe may be read all the same."""
    with pytest.raises(ReadError, match="is a device"):
        read_documents(device)


def test_a_pipe_is_read(tmp_path):
    """What a shell puts in the place of <(command) is one."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = Thread(target=pipe.write_text, args=("text",))
    writer.start()
    documents = read_documents(pipe)
    writer.join()

    assert ["text"] == [document.text for document in documents]


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (PermissionError(13, "Permission denied"), "a.txt may not be read by this user"),
        (FileNotFoundError(2, "No such file"), "a.txt does not exist"),
        (IsADirectoryError(21, "Is a directory"), "a.txt is a folder"),
        (OSError(5, "Input/output error"), "a.txt cannot be read: Input/output error"),
    ],
)
def test_what_the_system_says_is_said_with_what_to_do(error, reason):
    """Each refusal names the path, the reason and the next step."""
    message = str(explain("a.txt", error))

    assert reason == message.partition(";")[0]


def test_a_thousand_labels_are_no_compound_file():
    """Numbers above 999 are not spelt, and nothing crashes on them."""
    assert () == split_compound("第一篇:\n" * 1000)
