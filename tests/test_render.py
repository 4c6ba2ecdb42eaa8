"""Results to strings: public JSON, and text in which nothing from a document can act."""

import json
import re
from types import MappingProxyType

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

from docdiff import (
    AlignedPair,
    Alignment,
    Change,
    ChangeKind,
    Comparison,
    Document,
    Fact,
    Family,
    Match,
    Origin,
    Relation,
    Settings,
    Severity,
    Span,
    VersionSearch,
)
from docdiff.model import Evidence, FactKind, PairKind
from docdiff.render import json_, terminal, text
from docdiff.render.places import Places
from docdiff.render.visible import visible
from docdiff.render.words import percent, quote

OLD = Document("a.txt#1", "總投資4.5億元。\r\n甲", Origin("a.txt", start=4, line=1, column=5))
NEW = Document("b.txt", "總投資億元。\n甲", Origin("b.txt"))
LOST = Change(
    kind=ChangeKind.FIGURE_LOST,
    old=Span(3, 6),
    new=Span(3, 3),
    old_text="4.5",
    new_text="",
    message="figure lost: 4.5億元",
    fingerprint="f0",
    severity=Severity.ERROR,
    old_value=Fact(FactKind.FIGURE, Span(3, 6), "4.5", "450000000", "4.5", "億元", Span(6, 8)),
)
ANSI = re.compile(r"\x1b\[[0-9;]*m")
HOSTILE = "\x1b[31m\u202e\x07\r\n\t\u200b\udcff\x9b2J\u2028"


def comparison(*changes, old=OLD, new=NEW, noise=(), relation=Relation.VERSION, jaccard=0.996):
    return Comparison(
        old=old,
        new=new,
        relation=relation,
        jaccard=jaccard,
        containment_of_old=0.75,
        containment_of_new=1.0,
        alignment=Alignment(
            (
                AlignedPair(PairKind.EDITED, (Span(0, 9),), (Span(0, 6),), 0.8),
                AlignedPair(PairKind.DELETED, (Span(11, 12),), (), 0.0),
            )
        ),
        changes=changes,
        noise=MappingProxyType(dict(noise)),
        settings=Settings(),
        replaced=(),
    )


def change(kind, old, new, **more):
    return Change(
        kind=kind,
        old=Span(*old),
        new=Span(*new),
        old_text=OLD.text[slice(*old)],
        new_text=NEW.text[slice(*new)],
        message=more.pop("message", kind.value),
        fingerprint="f",
        severity=kind.severity,
        **more,
    )


@given(st.text(alphabet="a\r\n甲", max_size=40), st.text(alphabet="a\r\n甲", max_size=10))
def test_places_agree_with_a_slow_count(before, rest):
    r"""Lines and columns are the file's, whatever line ends it has."""
    before = before.rstrip("\r")  # a document never begins inside \r\n
    line, column = _count_slowly(before)
    places = Places(Document("d", rest, Origin("f", len(before), line, column)))

    for offset in range(len(rest) + 1):
        end = len(before) + offset
        if (before + rest)[end - 1 : end + 1] != "\r\n":
            assert _count_slowly((before + rest)[:end]) == places.find(offset)


def _count_slowly(text):
    lines = re.split(r"\r\n|\r|\n", text)
    return len(lines), len(lines[-1]) + 1


def test_text_without_origin_is_its_own_file():
    """A text made in memory has lines and columns of its own, under its id."""
    assert "memo:2:1" == Places(Document("memo", "a\nb")).label(2)


def test_comparison_as_json_has_the_public_shape():
    """Names, nesting and order are those of ``docdiff.diff/1``."""
    related = change(ChangeKind.REPEAT_REMOVED, (9, 11), (6, 7), related=(("old", Span(11, 12)),))
    result = json.loads(
        json_.render_comparison(comparison(LOST, related, noise={"case": 2}), version="9.9")
    )

    assert {
        "schema": "docdiff.diff/1",
        "version": "9.9",
        "settings": {**attrs.asdict(Settings()), "promote": []},
        "old": {"id": "a.txt#1", "path": "a.txt", "line": 1, "chars": 12},
        "new": {"id": "b.txt", "path": "b.txt", "line": 1, "chars": 8},
        "relation": "version",
        "jaccard": 0.996,
        "containment_of_old": 0.75,
        "containment_of_new": 1.0,
        "alignment": [
            {
                "kind": "edited",
                "similarity": 0.8,
                "old": [{"start": 0, "end": 9}],
                "new": [{"start": 0, "end": 6}],
            },
            {"kind": "deleted", "similarity": 0.0, "old": [{"start": 11, "end": 12}], "new": []},
        ],
    } == {key: result[key] for key in list(result)[:10]}
    assert {"case": 2} == result["noise"]
    assert {"fact": 1, "structure": 1} == result["summary"]
    lost, repeat = result["changes"]
    assert {
        "kind": "figure-lost",
        "category": "fact",
        "severity": "error",
        "message": "figure lost: 4.5億元",
        "fingerprint": "f0",
        "old": {
            "path": "a.txt",
            "start": 3,
            "end": 6,
            "line": 1,
            "column": 8,
            "end_line": 1,
            "end_column": 11,
            "text": "4.5",
        },
        "new": {
            "path": "b.txt",
            "start": 3,
            "end": 3,
            "line": 1,
            "column": 4,
            "end_line": 1,
            "end_column": 4,
            "text": "",
        },
        "old_value": {"text": "4.5", "number": "4.5", "unit": "億元", "canonical": "450000000"},
        "new_value": None,
        "related": [],
        "facts": [],
    } == lost
    assert (1, 14, 2, 1) == tuple(
        repeat["old"][key] for key in ("line", "column", "end_line", "end_column")
    )
    assert [{"side": "old", "start": 11, "end": 12, "line": 2, "column": 1}] == repeat["related"]


def test_facts_of_a_paragraph_have_kind_and_place():
    """A paragraph that went lists the values that went with it."""
    gone = change(ChangeKind.PARAGRAPH_DELETED, (0, 9), (0, 0), facts=(LOST.old_value,))

    result = json.loads(json_.render_comparison(comparison(gone), version="1"))

    assert [
        {
            "kind": "figure",
            "start": 3,
            "end": 6,
            "text": "4.5",
            "number": "4.5",
            "unit": "億元",
            "canonical": "450000000",
        }
    ] == result["changes"][0]["facts"]
    assert "  facts in it: 4.5億元" in text.render_comparison(comparison(gone)).splitlines()


def test_memory_documents_have_no_path():
    """Without an origin the path is null and lines are the text's."""
    result = json.loads(
        json_.render_comparison(
            comparison(LOST, old=Document("m", OLD.text), new=Document("n", NEW.text)), version="1"
        )
    )

    assert {"id": "m", "path": None, "line": 1, "chars": 12} == result["old"]
    side = result["changes"][0]["old"]
    assert (None, 1, 4) == (side["path"], side["line"], side["column"])


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_json_round_trips_any_text(text):
    """Unescaped UTF-8 goes out, but unpaired surrogates and C1 controls as escapes."""
    rendered = json_.render_comparison(comparison(old=Document(text, ""), new=NEW), version="1")

    assert rendered.encode() == rendered.encode("utf-8", "backslashreplace")
    assert not set(map(chr, range(0x7F, 0xA0))) & set(rendered)
    # JSON reads two escapes that follow each other as the pair they would make in UTF-16.
    paired = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    assert paired == json.loads(rendered)["old"]["id"]


SEARCH = VersionSearch(
    documents=(OLD, NEW, Document("c", "丙")),
    digests=("x", "y", "z"),
    matches=(
        Match("a.txt#1", "b.txt", Relation.VERSION, 0.996, 1.0, 0.5, Evidence("alike", 0.9, 0.8)),
    ),
    families=(Family(("a.txt#1", "b.txt"), "b.txt"),),
    settings=Settings(),
)


def test_search_as_json_has_the_public_shape():
    """Names, nesting and order are those of ``docdiff.find/1``."""
    result = json.loads(json_.render_search(SEARCH, version="9.9"))

    assert ["schema", "version", "settings", "documents", "matches", "families"] == list(result)
    assert "docdiff.find/1" == result["schema"]
    assert {"id": "c", "path": None, "line": 1, "chars": 1, "digest": "z"} == result["documents"][2]
    assert [
        {
            "a": "a.txt#1",
            "b": "b.txt",
            "relation": "version",
            "jaccard": 0.996,
            "containment_of_a": 1.0,
            "containment_of_b": 0.5,
            "evidence": {
                "reason": "alike",
                "weighted_containment_a": 0.9,
                "weighted_containment_b": 0.8,
                "shared": [],
                "substitutions": [],
            },
        }
    ] == result["matches"]
    assert [{"members": ["a.txt#1", "b.txt"], "representative": "b.txt"}] == result["families"]


def test_search_as_text_names_families_and_counts_the_rest():
    """Families come first, then the pairs, then how many have no other version."""
    assert (
        "family 1: 2 versions of one work\n"
        "  a.txt#1\n"
        "  b.txt  (represents the family)\n"
        "\n"
        "related pairs\n"
        "  a.txt#1 ↔ b.txt  version, 99 % in common\n"
        "\n"
        "3 documents; 1 without another version\n"
    ) == text.render_search(SEARCH)


def test_search_in_colour_says_the_same():
    """Colour adds escapes and nothing else."""
    assert text.render_search(SEARCH) == ANSI.sub("", text.render_search(SEARCH, color=True))


def test_comparison_as_text():
    """Both places, the sentence and both readings with the mark; noise and sum at the end."""
    assert (
        "a.txt#1 → b.txt\n"
        "versions of one another, 99 % of the text in common\n"
        "\n"
        "error  figure-lost  a.txt:1:8 → b.txt:1:4\n"
        "  figure lost: 4.5億元\n"
        "  old  總投資[-4.5-]億元。⏎甲\n"
        "  new  總投資{++}億元。⏎甲\n"
        "\n"
        "noise passed over: line-wrap 13, case 2, whitespace 2\n"
        "1 change; fact 1; 1 error\n"
    ) == text.render_comparison(
        comparison(LOST, noise={"case": 2, "line-wrap": 13, "whitespace": 2})
    )


def test_text_too_short_to_measure_has_no_share():
    """Short versions may have no shingle in common, and "0 %" would deny the headline."""
    lines = text.render_comparison(comparison(LOST, jaccard=0.0)).splitlines()

    assert "versions of one another" == lines[1]


@pytest.mark.parametrize("width", [40, 80, 160])
def test_comparison_in_a_terminal_says_the_same(width):
    """Every line fits, and the lost figure is the one reversed passage of the old reading."""
    rendered = terminal.render_comparison(comparison(LOST, noise={"case": 2}), width=width)

    lines = [Text.from_ansi(line) for line in rendered.splitlines()]
    assert max(line.cell_len for line in lines) <= width
    assert "\x1b[1;7;31m4.5\x1b[0m億元" in rendered
    plain = ANSI.sub("", rendered)
    for part in ("figure lost: 4.5億元", "a.txt:1:8", "b.txt:1:4", "noise passed over: case 2"):
        assert part in plain
    assert (width >= 110) == any(
        "a.txt:1:8" in line and "b.txt:1:4" in line for line in plain.splitlines()
    )


@pytest.mark.parametrize(
    ("result", "line"),
    [
        (comparison(), "no difference: a.txt#1 → b.txt"),
        (
            comparison(noise={"case": 2}),
            "no difference: a.txt#1 → b.txt; noise passed over: case 2",
        ),
        (
            comparison(
                change(ChangeKind.DOCUMENT_REPLACED, (0, 12), (0, 8), message="nothing in common"),
                relation=Relation.UNRELATED,
            ),
            "error  document-replaced  a.txt#1 → b.txt: nothing in common",
        ),
    ],
    ids=["nothing", "noise", "replaced"],
)
def test_little_to_tell_is_one_line(result, line):
    """No difference, and no relation, are each said on one line."""
    assert f"{line}\n" == text.render_comparison(result)
    assert f"{line}\n" == ANSI.sub("", terminal.render_comparison(result, width=160))


def test_nothing_from_documents_acts():
    """Escapes, line breaks and direction marks in names, quotes and messages are shown."""
    old = Document(HOSTILE, HOSTILE, Origin(HOSTILE))
    hostile = Change(
        kind=ChangeKind.TEXT_DELETED,
        old=Span(0, len(HOSTILE)),
        new=Span(0, 0),
        old_text=HOSTILE,
        new_text="",
        message=HOSTILE,
        fingerprint="f",
        severity=Severity.WARNING,
    )
    result = comparison(hostile, old=old)

    for rendered in (
        text.render_comparison(result),
        ANSI.sub("", terminal.render_comparison(result, width=200)),
        text.render_search(
            VersionSearch((old,), ("",), (), (Family((HOSTILE, "b"), "b"),), Settings())
        ),
    ):
        rendered.encode()
        assert not set(HOSTILE) - set("[31m2J\n") & set(rendered)
        assert "\\x1b[31m\\u202e\\x07⏎⇥\\u200b\\udcff\\x9b2J\\u2028" in re.sub(r"\s+", "", rendered)


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_visible_text_is_one_line_of_utf8(text):
    """Whatever stands in a text, it is shown on one line and can be written."""
    shown = visible(text)

    assert [shown] == (shown.splitlines() or [""])
    shown.encode()
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)


@given(st.floats(0, 1))
def test_percentage_never_flatters(share):
    """100 % is said of the whole alone, and 0 % of nothing alone."""
    assert (share == 1) == (percent(share) == "100 %")
    assert (share == 0) == (percent(share) == "0 %")


def test_long_passage_is_quoted_from_both_ends():
    """A quote stays short, and shows where it leaves something out."""
    before, passage, after = quote("a" * 100 + "b" * 500 + "c" * 100, Span(100, 600))

    assert ("…" + "a" * 30, "c" * 30 + "…") == (before, after)
    assert "b" * 80 + " … " + "b" * 20 == passage


def test_quote_keeps_annotations_whole():
    """A quote begins and ends outside the pinyin brackets that it meets."""
    line = "統(tǒng)戰" + "甲" * 28 + "X" + "乙" * 28 + "統(tǒng)戰"

    before, _, after = quote(line, Span(36, 37))

    assert "統(tǒng)戰" == before[:8]
    assert "統(tǒng)…" == after[-8:]
