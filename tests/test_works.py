"""Texts that say what they are: the number of a standard, the name of a draft, whose policy."""

import pytest
from hypothesis import given
from strategies import pieces

from docdiff import Document, compare, find_versions
from docdiff.verify import Likeness, Naming, relate
from docdiff.verify.designations import (
    Designation,
    Works,
    are_one_work,
    find_designation,
    find_works,
)
from docdiff.verify.kinds import have_one_kind
from docdiff.verify.titles import find_title

BODY = """
A carrier takes each letter to the next hill and waits there until another carrier has come for it.
Letters that nobody fetched within nine days are brought back to the one who wrote them, unopened.
Whoever loses a letter tells both ends, says where it was seen last and pays for the stamp again.
No carrier may read a letter, copy its address or keep it longer than the weather makes necessary.
"""
REST = """
Signals by flags reach the next hill at once, if the air is clear and somebody there is awake.
A red flag asks for silence, a white flag for the next word, and two flags end the whole message.
At night lamps stand in for flags; their colours are the same, but they are swung and not raised.
Fog ends all signals until noon, whatever the hills on both sides may have agreed on before.
"""


def standard(number, title, *, replaces="", body=BODY):
    """Return a text with a number, which may replace others."""
    field = f"Obsoletes: {replaces}\n" if replaces else ""
    return f"Request for Comments: {number}\n{field}\n   {title}\n{body}"


def relation(a, b, *others):
    """Return how the first two of some texts relate."""
    documents = [Document(str(k), text) for k, text in enumerate((a, b, *others))]
    found = {(match.a, match.b): match for match in find_versions(documents).matches}
    return found["0", "1"].relation.value


# Numbers and names


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Request for Comments: 2573", Designation("2573")),
        ("     RFC #  822\n     Obsoletes:  RFC #733", Designation("822", "733")),
        ("PEP: 345\nTitle: Metadata\nReplaces: 314", Designation("345", "314")),
        ("Obsoletes: 5246 (if approved)", Designation("", "5246")),
        ("Obsoletes: 2263                   J. Doe", Designation("", "2263")),
        ("Obsoletes: 3268, 4346", Designation()),
        ("Obsoletes: 3268 and 4346", Designation()),
        ("Updates: 3268", Designation()),
        ("This text obsoletes: 3268", Designation()),
        ("        Carriage\n     draft-doe-carriage-07", Designation("", "", "draft-doe-carriage")),
        ("Internet Draft     <draft-doe-carriage-07.txt>     May 1999",
         Designation("", "", "draft-doe-carriage")),
        ("It grew out of draft-doe-carriage-07 and others.", Designation()),
        ("draft-doe-carriage-07 is where it came from.", Designation()),
    ],
)  # fmt: skip
def test_a_letterhead_says_by_what_a_text_is_known(head, expected):
    """A number, the one number that it replaces, a draft on a line of its own; else nothing."""
    assert expected == find_designation(head)


def test_what_replaces_a_text_replaces_what_that_one_replaced():
    """But two that replace the same one may each be a part of it."""
    old, middle, new = Designation("1"), Designation("2", "1"), Designation("3", "2")
    works = find_works([(middle, None), (new, None)])

    assert are_one_work(old, new, works=works)
    assert not are_one_work(old, new)
    assert not are_one_work(Designation("2", "1"), Designation("4", "1"), works=works)
    assert not are_one_work(Designation(), Designation())


def test_numbers_that_replace_one_another_end():
    """A slip in two letterheads is no endless way."""
    circle = Works({"1": "2", "2": "1"})

    assert not are_one_work(Designation("3", "1"), Designation("4"), works=circle)


def test_drafts_of_one_name_are_one_work_with_what_has_their_title():
    """A draft may be given the title under which it is published later."""
    old, new = Designation("", "", "draft-doe-mail"), Designation("7")
    works = find_works([(old, "mail"), (old, "carriageofletters"), (new, "carriageofletters")])

    assert are_one_work(old, Designation("", "", "draft-doe-mail"))
    assert not are_one_work(old, Designation("", "", "draft-doe-hills"))
    assert are_one_work(old, new, ("mail", "carriageofletters"), works)
    assert not are_one_work(old, new, ("mail", "carriageofgoods"), works)


@given(pieces, pieces)
def test_any_head_has_a_designation(a, b):
    """Whatever stands in it, and one work has no direction."""
    one, other = find_designation(a), find_designation(b)

    assert are_one_work(one, other) is are_one_work(other, one)


# In the life of texts


def test_a_standard_that_says_what_it_replaces_is_its_version():
    """Whatever its title; another one with that title would be a sibling."""
    old = standard(77, "Carriage of Letters")

    assert "version" == relation(old, standard(91, "Post in the Hills", replaces="77"))
    assert "sibling" == relation(old, standard(91, "Post in the Hills", replaces="78"))
    assert "sibling" == relation(old, standard(91, "Post in the Hills"))


def test_what_replaced_a_text_in_two_steps_is_its_version():
    """The text between them says so; without it nothing does."""
    old, new = standard(77, "Carriage of Letters"), standard(95, "Flag Mail", replaces="91")
    between = standard(91, "Post in the Hills", replaces="77")

    assert "version" == relation(old, new, between)
    assert "sibling" == relation(old, new, between.replace("Obsoletes: 77", ""))


def test_a_text_that_was_written_anew_is_the_version_of_what_it_replaces():
    """It keeps less of the old text than other versions."""
    parts = BODY.strip().split("\n")
    new = f"{REST}{parts[0]}\n"
    old = standard(77, "Carriage of Letters")

    assert "version" == relation(old, standard(91, "Flags and Carriers", replaces="77", body=new))
    assert "overlap" == relation(old, standard(91, "Flags and Carriers", body=new))


@pytest.mark.parametrize(
    ("naming", "expected"), [("same work", "version"), ("same title", "overlap")]
)
def test_a_work_may_grow_to_many_times_its_length(naming, expected):
    """Then the larger share is enough; two texts of one title must share more."""
    found = Likeness(
        length_a=90,
        length_b=900,
        is_equal=False,
        similarity=0.0,
        jaccard=0.06,
        containment_of_a=0.6,
        containment_of_b=0.06,
        weighted_containment_a=0.6,
        weighted_containment_b=0.06,
        naming=Naming(naming),
    )

    assert expected == relate(found, 0.2)[0].value


def test_compare_reads_letterheads_too():
    """Two texts are enough where one names the other."""
    old = Document("old", standard(77, "Carriage of Letters"))
    new = Document("new", standard(91, "Post in the Hills", replaces="77"))

    assert "version" == compare(old, new).relation.value


# Of what kind a text is


@pytest.mark.parametrize(
    ("a", "b", "chars_a", "expected"),
    [
        ("Privacy Policy", "Privacy Notice", "", True),
        ("Terms of Service", "Terms and Conditions of Use", "", True),
        ("Acme Terms of Service", "Acme Terms of Use", "", True),
        ("Privacy Policy", "Acme Privacy Notice", "acme values privacy", True),
        ("Privacy Policy", "Acme Privacy Notice", "bolt values privacy", False),
        ("Acme Terms of Use", "Bolt Cloud Terms of Use", "acme(formerlyboltcloud)", True),
        ("Acme Terms of Use", "Bolt Cloud Terms of Use", "acmeandboltcloud", False),
        ("Privacy Policy", "Cookie Policy", "", False),
        ("Terms of Service", "Privacy Policy", "", False),
        ("Terms of Service", "Terms of Sale", "", False),
        ("Acme", "Bolt", "acmeformerlybolt", False),
        ("Acme Legal Code", "Acme Legal Code", "", False),
    ],
)
def test_words_for_a_policy_tell_no_kind_from_another(a, b, chars_a, expected):
    """What it is about does; so does whose it is, unless the text itself says the name."""
    titles = find_title([a]), find_title([b])

    assert expected is have_one_kind(*titles, lambda: (chars_a, ""))
    assert expected is have_one_kind(*reversed(titles), lambda: ("", chars_a))


def test_a_policy_is_a_version_of_the_notice_that_it_was():
    """Under another word for the same kind; those of two firms are siblings as before."""
    policy = f'Privacy Policy\n\nBy Acme Ltd ("we").\n{BODY}{REST}'
    notice = policy.replace("Privacy Policy", "Acme Privacy Notice").replace("nine", "ten")

    assert "version" == relation(policy, notice.replace(REST, ""))
    assert "sibling" == relation(policy, notice.replace("Acme", "Bolt"))
    assert "sibling" == relation(policy, policy.replace("Privacy", "Cookie").replace(REST, ""))
