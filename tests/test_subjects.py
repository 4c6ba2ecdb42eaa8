"""What a text is about, as its title, its first sentence, its period and its body say."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import pieces

from docdiff.text import fold
from docdiff.verify.subjects import (
    Naming,
    compare_subjects,
    find_subject,
    have_new_title,
    have_other_aims,
    have_other_names,
    have_other_periods,
)

ZH = "第一条 为了加强管理,保障公共安全,根据有关法律,制定本条例。\n第二条 本条例适用于本行政区域。\n"
EN = "This agreement governs the use of the service by any person who visits it.\nYou may stop.\n"
DE = "§ 1 Diese Satzung regelt die Benutzung der Anlagen durch die Einwohner.\n§ 2 Sie gilt hier.\n"


def with_body(head, body=EN):
    """Return a text that begins so and goes on long enough to have a title."""
    return f"{head}\n\n{body * 4}"


def title_of(head, body=EN):
    """Return the title that is found above a body of articles or sentences."""
    return find_subject(with_body(head, body)).title


def naming(a, b, body=EN):
    """Return what the titles of two texts of one body say, in either direction."""
    one, other = find_subject(with_body(a, body)), find_subject(with_body(b, body))
    found = compare_subjects(one, other)
    assert found is compare_subjects(other, one)
    return found.value


# Titles


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("济南市预算条例", ZH, "济南市预算条例"),
        ("濟南市預算條例", ZH, "济南市预算条例"),
        ("　　济南市 预算条例　", ZH, "济南市预算条例"),
        ("《济南市预算条例》", ZH, "济南市预算条例"),
        ("济南市预算条例（2019年修正）", ZH, "济南市预算条例"),
        ("济南市预算条例(试行)", ZH, "济南市预算条例"),
        ("济南市预算条例（征求意见稿）", ZH, "济南市预算条例"),
        ("济南市预算条例 2019年3月1日", ZH, "济南市预算条例"),
        ("Terms of Service", EN, "termsofservice"),
        ("The Terms of Service", EN, "termsofservice"),
        ("TERMS OF SERVICE (EU)", EN, "termsofservice"),
        ("Terms of Service v2.1", EN, "termsofservice"),
        ("Terms of Service, Version 3", EN, "termsofservice"),
        ("Terms of Service (draft of May)", EN, "termsofservice"),
        ("Terms of Service - Last updated May 2019", EN, "termsofservice"),
        ("Acme Privacy Policy\nEffective 5 May 2019", EN, "acmeprivacypolicy"),
        ("Satzung der Stadt Fürth", DE, "satzungderstadtfürth"),
        ("Die Satzung (Fassung von 2019)", DE, "satzung"),
        ("Satzung [Stand: Mai]", DE, "satzung"),
        ("SATZUNG DER STADT FÜRTH", DE, "satzungderstadtfürth"),
        ("draft-acme-protocol-07", EN, "draftacmeprotocol"),
    ],
)
def test_title_is_what_names_the_subject(head, body, expected):
    """Versions, dates, articles, abbreviations, script and width are no part of the name."""
    assert expected == title_of(head, body)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("# Terms of Service", "termsofservice"),
        ("## Terms of Service ##", "termsofservice"),
        ("Terms of Service\n================", "termsofservice"),
        ("================\nTerms of Service\n================", "termsofservice"),
        ("<title>Terms of Service</title>", "termsofservice"),
        ('<html>\n<head>\n<title lang="en">Terms of Service</title>', "termsofservice"),
        ('<!-- saved -->\n<h1 class="top">Terms of Service</h1>', "termsofservice"),
        ("---\ntitle: Terms of Service\nlang: en\n---", "termsofservice"),
        ('---\nlang: en\ntitle: "Terms of Service"\n---', "termsofservice"),
        ("---\ntitle: Terms of\n  Service\n---", "termsofservice"),
        ("dc.title: Terms of Service\ndc.date: 2019", "termsofservice"),
        ("![logo](a.png)\n[![Build](b.svg)](c)\n\n# Terms of Service", "termsofservice"),
        ("\ufeff# Terms of Service", "termsofservice"),
        ("# Terms of Service\r", "termsofservice"),
    ],
)
def test_markup_is_seen_through(head, expected):
    """Headings of Markdown and HTML, underlines, and the fields of YAML name the title."""
    assert expected == title_of(head)


@pytest.mark.parametrize(
    "letterhead",
    [
        "----------------",
        "Category: standards",
        "Internet Engineering Task Force          A. Author",
        "Network Working Group\tRFC 9999",
        "2019-03-01",
        "1 March 2019",
        "March 2019",
        "Mai 2019",
        "二〇一九年三月一日",
        "Status: draft | Author: me",
        "\n\n   \n",
    ],
)
def test_a_letterhead_is_passed_over(letterhead):
    """Rules, fields, dates and columns stand above many a title."""
    assert "termsofservice" == title_of(f"{letterhead}\nTerms of Service")


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("第一条 为了加强管理", ZH),
        ("第一章 总则", ZH),
        ("一、总则", ZH),
        ("（一）总则", ZH),
        ("为了加强管理,制定本条例。", ZH),
        ("§ 1 Geltung", DE),
        ("Art. 1 Geltung", DE),
        ("Abschnitt 1 Allgemeines", DE),
        ("Section 1 Scope", EN),
        ("Article II Scope", EN),
        ("1. Scope", EN),
        ("We are glad that you came here.", EN),
        ("Welcome!", EN),
        ("a", EN),
        ("word " * 21, EN),
    ],
)
def test_a_text_without_a_title_has_none(head, body):
    """Its first line is a sentence, a label, a letter or a paragraph."""
    assert title_of(head, body) is None


def test_prose_is_no_title():
    """A long line is one where the text goes on on the next two."""
    line = "The quick brown fox jumps over the lazy dog every single day of the year"

    assert find_subject("\n".join([line] * 9)).title is None
    assert find_subject(f"{line}\n\n{EN * 4}").title is not None


def test_a_title_is_looked_for_in_the_first_lines():
    """Behind twenty-five lines of letterhead only markup is a title, within 3,000 characters."""
    lines = "Status: none\n"

    assert "termsofservice" == title_of(f"{lines * 24}Terms of Service")
    assert title_of(f"{lines * 26}Terms of Service") is None
    assert title_of(f"{lines * 300}# Terms of Service") is None


def test_a_line_or_two_has_no_title():
    """Below 200 characters nothing stands out from the rest."""
    subject = find_subject("Terms of Service\n\nYou may stop in fiscal year 2019.")

    assert (None, "", frozenset(), ("", ""), "") == (
        subject.title,
        subject.heading.following,
        subject.periods,
        subject.self_name,
        subject.opening,
    )


# Comparing titles


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Terms of Service", "TERMS OF SERVICE", "same kind"),
        ("Terms of Service v1.0", "Terms of Service v2.0", "same kind"),
        ("# Terms of Service", "Terms of Service\n----------------", "same kind"),
        ("The Terms of Service", "Terms of Service (ToS)", "same kind"),
        ("Terms of the Service", "Terms of Service", "same kind"),
        ("Terms of a Service by Acme", "Terms of Service by Acme", "same title"),
        ("Terms of Service of Acme", "Terms of Service of Globex", "other title"),
        ("Terms of Service", "Terms of Service of Acme", "longer title"),
        ("Acme Privacy Policy", "Privacy Policy", "longer title"),
        ("Privacy Policy", "Cookie Policy", "other title"),
        ("Budget of Springfield 2019", "Budget of Springfield 2020", "other title"),
        ("Plan of Springfield, part 1", "Plan of Springfield, part 12", "longer title"),
        ("RFC 1234 Protocol", "RFC 1235 Protocol", "other title"),
        ("draft-acme-protocol-07", "draft-acme-protocol-08", "same work"),
    ],
)
def test_titles_of_versions_are_the_same(a, b, expected):
    """Versions tell nothing apart; a numeral, a name or a longer title does; kinds are no names."""
    assert expected == naming(a, b)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("济南市预算条例", "濟南市預算條例", "same title"),
        ("济南市预算条例（2010年修正）", "济南市预算条例（2019年修正）", "same title"),
        ("济南市预算条例", "青岛市预算条例", "other title"),
        ("济南市预算条例", "济南市预算条例实施细则", "longer title"),
        ("济南市城市房屋权属登记管理的条例", "济南市城市房屋权属登记管理条例", "same title"),
        ("济南市第一中学校舍安全管理条例", "济南市中学校舍安全管理条例", "other title"),
        ("济南市2019年预算", "济南市2020年预算", "other title"),
    ],
)
def test_chinese_titles_of_versions_are_the_same(a, b, expected):
    """Script and notes of amendment tell nothing apart; a city, a year or a numeral does."""
    assert expected == naming(a, b, ZH)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Satzung der Stadt Fürth", "SATZUNG DER STADT FÜRTH", "same title"),
        ("Hauptsatzung (Fassung 2010)", "Hauptsatzung (Fassung 2019)", "same title"),
        ("Hauptsatzung, 2. Fassung", "Hauptsatzung", "longer title"),
        ("Satzung der Stadt Fürth", "Satzung der Stadt Hof", "other title"),
    ],
)
def test_german_titles_of_versions_are_the_same(a, b, expected):
    """Case and notes of the version tell nothing apart; a city does."""
    assert expected == naming(a, b, DE)


def test_a_title_may_go_on_on_the_next_line():
    """Wrapped in one text and not in the other it is one title."""
    assert "same title" == naming(
        "Statute of the Society\nof Friends of Springfield",
        "Statute of the Society of Friends of Springfield",
    )


# Openings


OPENING = "the quick brown fox jumps over the lazy dog and runs into the dark forest at night"


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (OPENING, OPENING.upper(), "same opening"),
        (OPENING, OPENING.replace("dark", "deep"), "same opening"),
        (OPENING, OPENING.replace("quick brown fox", "old grey wolf"), "unknown"),
        (
            OPENING,
            OPENING.replace("quick brown fox jumps over the lazy", "man with a"),
            "like opening",
        ),
        (
            OPENING,
            "nobody knew why that plant had been built by its first owner, Mr Smith",
            "unknown",
        ),
    ],
)
def test_texts_without_a_title_are_named_by_their_first_sentence(a, b, expected):
    """The same sentence names one subject, one of the same form another, a strange one none."""
    assert expected == naming(f"{a}.", f"{b}.")


def test_a_title_says_more_than_an_opening():
    """Where one text alone has a title, the first sentences are compared behind it."""
    assert "same opening" == naming(f"Tale of a Fox\n\n{OPENING}.", f"{OPENING}.")


def test_the_opening_is_the_first_paragraph_behind_title_and_label():
    """White space and punctuation left out, folded, up to 120 characters."""
    text = with_body("# Rules\n\n---\n\nSection 1. The Fox,\nthe dog: and I.\n\nAnother paragraph")

    assert "thefoxthedogandi" == find_subject(text).opening
    assert 120 == len(find_subject(with_body(f"{OPENING} {OPENING}.")).opening)


def test_texts_that_say_nothing_have_no_name():
    """Nothing is known of two texts of which one has neither title nor sentence."""
    assert "unknown" == naming("-" * 300, "-" * 300, "\n")


# Periods


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("本预算为2019年度预算。", {"2019"}),
        ("中華民國一百零八年度中央政府總預算", {"一百零八"}),
        ("2019会计年度与2020会计年度", {"2019", "2020"}),
        ("2019學年度第一學期", {"2019"}),
        ("2019学年招生", {"2019"}),
        ("自民國九十年一月一日起至同年十二月三十一日止", {"九十年一月一日"}),
        ("The budget of fiscal year 2019 follows.", {"2019"}),
        ("Taxes for the tax year 2018/19 are due.", {"2018/19"}),
        ("Der Plan für das Haushaltsjahr 2019 liegt aus.", {"2019"}),
        ("Im Schuljahr 2018/19 gilt dies.", {"2018/19"}),
        ("下年度继续。上年度结束。", set()),
        ("第二年度报告", set()),
        ("第十二年度报告", set()),
        ("前二十年度的报告", set()),
        ("一年度", set()),
        ("In 2019 the year was good.", set()),
        ("2017年度 2018年度 2019年度", set()),
        ("", set()),
    ],
)
def test_periods_are_the_years_that_a_text_is_for(sentence, expected):
    """A year is named with the word for a term; where many are, the text is of none."""
    assert expected == find_subject(f"{sentence}\n{ZH * 4}").periods
    assert expected == find_subject(f"{ZH * 4}\n{sentence}").periods


@pytest.mark.parametrize("words", ["第二十三年度报告", "第一百零八年度报告"])
def test_a_numbered_year_is_no_period(words):
    """The twenty-third year of something is not the year twenty-three."""
    assert set() == find_subject(f"{words}\n{ZH * 4}").periods


def test_periods_stand_at_the_ends():
    """In the middle of a long text years are spoken of."""
    assert set() == find_subject(f"{ZH * 60}本预算为2019年度预算。{ZH * 60}").periods


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("2019年度预算", "2020年度预算", True),
        ("2019年度预算", "2019年度预算", False),
        ("2019年度 2020年度预算", "2020年度预算", False),
        ("2019年度预算", "预算", False),
        ("fiscal year 2019", "fiscal year 2020", True),
        ("Haushaltsjahr 2019", "Haushaltsjahr 2020", True),
    ],
)
def test_periods_differ_where_none_is_common(a, b, expected):
    """A text that names no period may be a version of any."""
    one, other = find_subject(with_body(a, ZH)), find_subject(with_body(b, ZH))

    assert expected == have_other_periods(one, other) == have_other_periods(other, one)


# Bodies


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (
            "交通部花莲港务局（以下简称本局）依法设立",
            "交通部基隆港务局（以下简称本局）依法设立",
            True,
        ),
        (
            "交通部花蓮港務局（以下簡稱本局）依法設立",
            "交通部基隆港務局（以下簡稱本局）依法設立",
            True,
        ),
        (
            "交通部花蓮港務局（以下簡稱本局）依法設立",
            "交通部花莲港务局(以下简称本局)依法设立",
            False,
        ),
        ("花莲港务局（以下简称为“本局”）依法设立", "花莲港务局（以下简称本局）依法设立", False),
        ("花莲港务局（以下称本局）依法设立", "基隆港务局（以下称本局）依法设立", True),
        ("花莲港务局（以下简称本局）依法设立", "本局依法设立", False),
        ("国务院（以下简称国务院）", "财政部（以下简称财政部）", False),
        # The same workshop of two harbours, and one that was given another ministry or duty.
        ("农业部东港渔船修造工厂 (以下简称本厂)", "农业部西屿渔船修造工厂（以下简称本厂）", True),
        ("农业部东港渔船修造工厂（以下简称本厂）", "交通部东港渔船修造工厂（以下简称本厂）", False),
        (
            "农业部东港渔船修造工厂（以下简称本厂）",
            "农业部东港暨南港渔船修造工厂（以下简称本厂）",
            False,
        ),
        ("特设东港渔船修造工厂（以下简称本厂）", "依法设东港渔船修造工厂（以下简称本厂）", False),
    ],
)
def test_charters_of_two_bodies_are_told_apart(a, b, expected):
    """A body says in its charter how it calls itself; whoever else is abbreviated is none."""
    one, other = find_subject(with_body(a, ZH)), find_subject(with_body(b, ZH))

    assert expected == have_other_names(one, other) == have_other_names(other, one)


# Aims


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("为保护湿地，维护水质，特制定本办法。", "保护湿地"),
        ("第一条 为了保护湿地，根据水法，制定本办法。", "保护湿地"),
        ("第一條\n　　市政府為保護濕地，訂定本辦法。", "保护湿地"),
        ("为保护湿地制定本办法。", "保护湿地"),
        ("排污行为应当依照下列规定处理，由市政府制定本辖区的办法。", ""),
        ("排污者视为同意，市政府制定本辖区的办法。", ""),
        ("为保护湿地。\n市政府制定本办法。", ""),
        ("This act is made for the protection of wetlands.", ""),
    ],
)
def test_a_text_says_what_it_is_made_for(head, expected):
    """The first of the aims that a law gives in its first sentence counts."""
    assert expected == find_subject(f"{head}\n{EN * 4}").aim


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (
            "为修建环湖铁路，发行公债，特制定本条例。",
            "为疏浚内河航道，发行公债，特制定本条例。",
            True,
        ),
        ("为保护湿地，制定本办法。", "为了加强保护湿地，促进发展，制定本办法。", False),
        ("为保护湿地，制定本办法。", "保护湿地，依照本办法。", False),
    ],
)
def test_aims_tell_texts_apart(a, b, expected):
    """A loan for a railway is none for a canal; an aim that was added to changes no subject."""
    one, other = find_subject(f"{a}\n{EN * 4}"), find_subject(f"{b}\n{EN * 4}")

    assert expected == have_other_aims(one, other) == have_other_aims(other, one)


# Any text


heads = st.lists(
    pieces
    | st.sampled_from(
        [
            "# ",
            "title: ",
            "<h1>",
            "</h1>",
            "(修正",
            ")",
            "====\n",
            "2019年度",
            "（以下简称本",
            "v1.",
            "- ",
        ]
    ),
    max_size=40,
).map("".join)


@given(heads, heads)
def test_naming_has_no_direction(a, b):
    """The exchanged texts are named as alike, and a text is named like itself."""
    one, other = find_subject(a + ZH * 4), find_subject(b + EN * 4)

    assert compare_subjects(one, other) is compare_subjects(other, one)
    assert compare_subjects(one, one) in (Naming.SAME_TITLE, Naming.SAME_OPENING, Naming.UNKNOWN)
    assert not have_other_periods(one, one)
    assert not have_other_names(one, one)
    assert not have_other_aims(one, one)


@given(heads)
def test_what_names_a_text_is_quiet(head):
    """Titles and openings hold letters and digits only, so that noise changes none."""
    subject = find_subject(head + EN * 4)

    for name in (subject.title or "", subject.heading.following, subject.opening):
        assert re.fullmatch(r"[^\W_]*", name)


@pytest.mark.parametrize(
    "piece",
    [
        "#",
        "# ",
        "(",
        "（修正",
        "(version ",
        "title:",
        "'",
        ": ",
        "1.",
        "一年",
        "x\t",
        "= ",
        "- ",
        "<h1 ",
        "以下简称本",
    ],
)
def test_hostile_heads_are_read_at_once(piece):
    """A megabyte of what patterns begin with takes no longer than a page of it."""
    text = piece * (1_000_000 // len(piece))

    assert find_subject(text).opening is not None
    assert find_subject(f"# {text}").opening is not None


# Titles of other kinds of text


LETTERHEAD = """Network Group of Examples                                     A. Author
Memo: 77                                                  Example Press
Category: Trial Track                       University of Long Names and
                                                      Longer Departments
                                                               May 1999
"""


def test_a_letterhead_in_two_columns_is_passed_over():
    """Lines in columns, and what goes on in the right column below them, are no title."""
    assert "courierprotocol" == title_of(f"{LETTERHEAD}\n\n               Courier Protocol (CP)")


def test_a_gap_in_the_right_column_is_no_title():
    """A line between two in columns is of the letterhead; the last one may be the title."""
    head = "Network Group of Examples            A. Author\nExample Memo\nTrial Track      May 1999"

    assert "courierprotocol" == title_of(f"{head}\n\n       Courier Protocol")
    assert "examplememo" == title_of(f"{head[: head.rindex('Trial')]}\n       Courier Protocol")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("      Courier: A Protocol for Letters", "courieraprotocolforletters"),
        ("              Courier:\n      A Protocol for Letters", "courieraprotocolforletters"),
        ("   Courier Protocol: Letters", "courierprotocolletters"),
        ("Courier: Letters\n\nOf Hills", "ofhills"),
        ("      Courier:\n\nOf Hills", None),
    ],
)
def test_a_title_that_is_set_in_may_have_a_colon(head, expected):
    """At the margin that is a field, and behind it something has to follow."""
    assert expected == title_of(head)


def test_a_title_may_be_a_few_centred_lines():
    """Lines that stand further in than any body are one title up to the blank line."""
    centred = "                  Carriage of Letters\n                     to the Hills"

    assert "carriageofletterstothehills" == title_of(centred)
    assert "carriageofletters" == title_of("Carriage of Letters\nto the Hills")
    assert "carriageofletters" == title_of(f"{centred}\nThey fly.")


def test_a_long_line_of_markup_is_no_prose():
    """The head of a web page may have lines of any length before its title."""
    link = f'<link rel="stylesheet" href="/{"style" * 20}.css">\n'

    assert "opening hours".replace(" ", "") == title_of(f"{link * 3}<title>Opening hours</title>")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<title>Bees &amp; Ants &mdash; Garden Guide v1.2</title>", "beesantsgardenguide"),
        ('# <img src="logo-2.png" width="80"> Garden Guide', "gardenguide"),
        ("# ![logo](a/logo.png) [Garden Guide](https://example.org/v2)", "gardenguide"),
        ("Garden Guide (“GG”) v. 3.0", "gardenguide"),
        ("Historical version of the Garden Charter (v1.0)", "gardencharter"),
    ],
)
def test_a_title_is_what_a_reader_sees(head, expected):
    """Tags, images, the aim of a link and marks of the version are no part of a title."""
    assert expected == title_of(head)


@pytest.mark.parametrize(
    "above",
    [
        "[Skip to content](#main)",
        "Skip to main content",
        "Menu\n\nHome\n\nLog in",
        "**Last modified: January 1, 2020**",
        "Last updated on May 25, 2018",
        "Effective as of May 25, 2018",
        "// A comment of three words",
        "=encoding utf8",
    ],
)
def test_what_a_page_has_above_its_text_is_no_title(above):
    """Ways about the site, a lone date and comments are passed over."""
    assert "termsofuse" == title_of(f"{above}\n\nTerms of Use")


@pytest.mark.parametrize("heading", ["=head1 Terms of Use", "= Terms of Use", "== Terms of Use =="])
def test_headings_of_other_markup_are_titles(heading):
    """Perl's documentation, AsciiDoc and wikis mark headings with equals signs."""
    assert "termsofuse" == title_of(heading)


def test_the_file_name_of_a_draft_is_no_part_of_its_title():
    """Drafts have it centred below the title, and what they become has not."""
    draft = "                   Carriage of Letters\n                draft-doe-carriage-07"

    assert "carriageofletters" == title_of(draft)


def test_the_head_of_a_page_that_names_it_twice_is_its_title():
    """A manual page has its name at both ends of its first line."""
    page = (
        "DIG(1)              Garden Commands              DIG(1)\n\nNAME\n\n    dig - turn the soil"
    )

    assert "dig1" == title_of(page)


@pytest.mark.parametrize("part", ["# Introduction", "NAME", "目录", "Inhaltsverzeichnis"])
def test_a_heading_of_a_part_is_no_title(part):
    """Any text may begin with a table of contents; what stands behind it may be the title."""
    assert "gardenguide" == title_of(f"{part}\n\n# Garden Guide")
    assert title_of(part) is None


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Guide to Roses", "A Guide for Roses", "same title"),
        ("Care of Roses", "Care of Roses, Update", "same title"),
        ("Rose Mail Protocol - Version 4", "Rose Mail Protocol - Version 4rev1", "same title"),
        ("Objects of Hedges", "Objects of Hedges using RoseMIv2", "same title"),
        ("The RHS Handbook", "Royal Horticulture Society (RHS) Handbook", "same title"),
        ("Royal Horticulture Society Handbook", "The Royal Horticulture Society (RHS) Handbook",
         "same title"),
        ("The RHS Handbook", "Rural Housing Scheme (RH) Handbook", "other title"),
        ("Handbook of Gardening A", "Handbook of Gardening B", "other title"),
        ("GARDEN-B Licence Agreement", "GARDEN Licence Agreement", "other title"),
        ("Garden Licence 1.0", "Garden Licence - Roses 1.0", "other title"),
        ("Garden Licence 1.0", "Garden Licence - Roses 2.0", "longer title"),
        ("Garden 1.4 release notes", "Garden 1.5 release notes", "other title"),
        ("Garden 1.4 release notes", "Garden 1.4 Release Notes", "same title"),
        ("花园软件 1.4 发布说明", "花园软件 1.5 发布说明", "other title"),
        ("Garden Legal Code\n\nRoses 3.0 Plain", "Garden Legal Code\n\nTulips 3.0 Plain",
         "other title"),
        ("Garden Legal Code\n\nRoses 3.0", "Garden Legal Code\n\nRoses 2.0", "same title"),
        ("Garden Legal Code\n\nVersion 3, June 2007", "Garden Legal Code\n\nVersion 2",
         "same title"),
        ("# Garden\n\n## New in 2.0", "# Garden\n\n## Gone in 3.0", "same title"),
    ],
)  # fmt: skip
def test_names_tell_texts_apart_and_small_words_do_not(a, b, expected):
    """A title may lose small words or spell an abbreviation; a name or a letter is another."""
    assert expected == naming(a, b)


def new_title(a, b, body_a=EN, body_b=EN):
    """Say whether two texts are one under another title, in either direction."""
    texts = [f"{head}\n\n{body * 4}" for head, body in ((a, body_a), (b, body_b))]
    quiet = ["".join(fold(text).split()) for text in texts]
    one, other = map(find_subject, texts)
    found = have_new_title(one, other, *quiet)
    assert found is have_new_title(other, one, *reversed(quiet))
    return found


def test_a_text_may_be_given_another_title():
    """Where neither text has the words of its own title more than the other, it is one work."""
    assert new_title("Digging holes in lawns", "How to dig holes in lawns")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Rules of Springfield", "Rules of Shelbyville"),
        ("Budget of the year 2019", "Budget of the year 2020"),
        ("Bees", "Ants in the garden"),
        ("Garden Licence - Roses 1.0", "Garden Licence - Tulips 1.0"),
    ],
)
def test_a_template_is_filled_in_its_body_as_well(a, b):
    """A name throughout, a figure, a title with its version or all of another names a subject."""
    town = "In {0} all dogs bark. The mayor of {0} listens to them by night and by day.\n"
    bodies = [town.format(title.split()[-1]) for title in (a, b)]

    assert not new_title(a, b, *bodies)
