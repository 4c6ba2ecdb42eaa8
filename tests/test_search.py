"""Documents to families: what is found, whatever the order, the threads and the numbers."""

import json
from random import Random

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from docdiff import Document, Settings, find_versions
from docdiff.cli import main
from docdiff.model import KEEP_RULES, Relation
from docdiff.normalize import make_quiet

MIRROR = {Relation.CONTAINS: Relation.CONTAINED, Relation.CONTAINED: Relation.CONTAINS}


@pytest.fixture(scope="module", autouse=True)
def _compiled():
    """Compile before Hypothesis takes the time of an example."""
    find_versions(named([paragraphs(1, 9), paragraphs(1, 8), paragraphs(2, 9)]))


def paragraphs(seed, count, length=30):
    """Return paragraphs of syllables that no other seed gives; a larger count has more of them."""
    random = Random(seed)
    return "".join(
        "".join(chr(random.randrange(0xAC00, 0xD7A4)) for _ in range(length)) + "。\n"
        for _ in range(count)
    )


def named(texts, prefix="d"):
    """Return documents of ids that rise with their place."""
    return [Document(f"{prefix}{place:03}", text) for place, text in enumerate(texts)]


def strangers(count):
    """Return documents that share nothing with each other, nor with any other text here."""
    return named([paragraphs(seed, 4) for seed in range(10_000, 10_000 + count)], "stranger")


def related(search):
    """Return the relation of each related pair."""
    return {(match.a, match.b): match.relation.value for match in search.matches}


def members(search):
    """Return the members of each family."""
    return [family.members for family in search.families]


def without_order(search):
    """Return what a search found, each pair with the smaller id first, and sorted."""
    found = []
    for match in (*search.matches, *search.rejected):
        values = (match.relation, match.jaccard, match.containment_of_a, match.containment_of_b)
        weights = match.evidence.weighted_containment_a, match.evidence.weighted_containment_b
        shared = match.evidence.shared
        if match.a > match.b:
            values = (MIRROR.get(values[0], values[0]), values[1], values[3], values[2])
            weights = weights[::-1]
            shared = tuple((there, here) for here, there in shared)
        numbers = (round(number, 9) for number in (*values[1:], *weights))
        found.append((*sorted((match.a, match.b)), values[0], *numbers, sorted(shared)))
    return sorted(found), search.families


def template(city, year, figures):
    """Return a budget act filled for a city and a year."""
    articles = "".join(
        f"第{n}条 {city}的{paragraphs(900 + n, 1, 40)[:-2]}由{city}财政局承担{figure}万元。\n"
        for n, figure in enumerate(figures, 1)
    )
    return f"关于{city}预算的决议\n\n本决议为{year}年度预算。\n{articles}"


# Texts that are versions, parts and strangers of one another, short and empty ones too.
contents = st.lists(
    st.one_of(
        st.builds(
            lambda parts, repeat: (
                "".join(paragraphs(seed, count, 12) for seed, count in parts) * repeat
            ),
            st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5)), max_size=3),
            st.integers(1, 2),
        ),
        st.text("甲乙丙丁戊己", max_size=12),
        st.builds(
            template,
            st.sampled_from(["德州市", "淄博市"]),
            st.sampled_from([2019, 2020]),
            st.integers(5, 9).map(range),
        ),
    ),
    min_size=1,
    max_size=9,
)
some_thresholds = st.sampled_from([0.0, 0.05, 0.1, 0.25, 0.4, 0.5, 0.75, 1.0]) | st.floats(0, 1)


@pytest.fixture(scope="module")
def corpus():
    """Return eighty documents, so that they are joined by keys: versions, parts and strangers."""
    versions = [paragraphs(1, 20) + paragraphs(50 + k, 2) for k in range(5)]
    copies = [versions[0].replace("。\n", "。\r\n"), versions[0]]
    part = paragraphs(2, 8)
    whole = paragraphs(3, 20) + part + paragraphs(4, 20)
    halves = [paragraphs(k, 30) + paragraphs(6, 10) for k in (7, 8)]
    return named([*versions, *copies, part, whole, *halves, "", "甲乙", "甲乙"]) + strangers(66)


# Laws


@settings(max_examples=60)
@given(contents, some_thresholds, some_thresholds)
def test_another_threshold_gives_what_a_fresh_search_gives(texts, first, second):
    """Nothing that was measured is measured again, and nothing is forgotten."""
    documents = named(texts)
    search = find_versions(documents, settings=Settings(threshold=first), threads=1)
    fresh = find_versions(documents, settings=Settings(threshold=second), threads=1)

    assert fresh == search.rethreshold(second)
    assert search == search.rethreshold(second).rethreshold(first)


@pytest.mark.parametrize("threshold", [0.0, 0.1, 0.3, 0.8, 1.0])
def test_another_threshold_of_many_documents_gives_what_a_fresh_search_gives(corpus, threshold):
    """Candidates do not depend on the threshold, so they are those of any search."""
    fresh = find_versions(corpus, settings=Settings(threshold=threshold))

    assert fresh == find_versions(corpus).rethreshold(threshold)


@settings(max_examples=60)
@given(contents, st.randoms(use_true_random=False), st.sampled_from(["most-complete", "longest"]))
def test_the_order_of_the_documents_decides_nothing(texts, random, keep):
    """Families, relations, measures and evidence are the same but for the direction."""
    documents = named(texts)
    shuffled = documents.copy()
    random.shuffle(shuffled)
    there, back = (
        find_versions(given_, settings=Settings(keep=keep), threads=1)
        for given_ in (documents, shuffled)
    )

    assert without_order(there) == without_order(back)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_many_documents_decides_nothing(corpus, seed):
    """Also where pairs come from a join."""
    shuffled = corpus.copy()
    Random(seed).shuffle(shuffled)

    assert without_order(find_versions(corpus)) == without_order(find_versions(shuffled))


def test_the_order_of_the_documents_decides_no_digit():
    """Printed in full, measures are the same bytes whichever document comes first."""
    orders = ([0, 2, 5, 4, 3], [5, 1, 0], [4, 1, 0, 2], [3, 1, 2, 0, 4])
    texts = ["".join(paragraphs(seed, 1, 12) for seed in order) for order in orders]
    there, back = find_versions(named(texts)), find_versions(named(texts)[::-1])
    shares = {
        (m.a, m.b): m.evidence.weighted_containment_a for m in (*there.matches, *there.rejected)
    }

    assert shares == {
        (m.b, m.a): m.evidence.weighted_containment_b for m in (*back.matches, *back.rejected)
    }


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_threads_decide_nothing(corpus, threads):
    """One thread or five: the same search, to the last digit."""
    assert find_versions(corpus) == find_versions(corpus, threads=threads)


@given(contents, st.sampled_from(KEEP_RULES))
def test_matches_stand_in_the_order_of_the_documents(texts, keep):
    """Both sides, and the pairs; none is there twice, nor both related and rejected."""
    search = find_versions(named(texts), settings=Settings(keep=keep), threads=1)

    for matches in (search.matches, search.rejected):
        pairs = [(match.a, match.b) for match in matches]
        assert sorted(set(pairs)) == pairs
        assert all(a < b for a, b in pairs)
    assert {(m.a, m.b) for m in search.matches}.isdisjoint((m.a, m.b) for m in search.rejected)
    assert Relation.UNRELATED not in {match.relation for match in search.matches}
    assert {Relation.UNRELATED} >= {match.relation for match in search.rejected}


@given(contents)
def test_equal_texts_are_always_identical(texts):
    """A copy is found whatever else there is, and has a family; an empty text has none."""
    documents = named(texts)
    search = find_versions(documents, threads=1)
    family_of = {id_: family for family in search.families for id_ in family.members}
    quiets = {document.id: make_quiet(document.text).chars for document in documents}

    for one in documents:
        for other in documents:
            if one.id < other.id and quiets[one.id] and quiets[one.id] == quiets[other.id]:
                assert family_of[one.id] is family_of[other.id]
        if not quiets[one.id]:
            assert one.id not in family_of
    for match in search.matches:
        equal = quiets[match.a] == quiets[match.b]
        assert equal == (match.relation is Relation.IDENTICAL)


@given(contents)
def test_digests_are_those_of_the_quiet_texts(texts):
    """Documents that are identical but for noise have one, in the order of the input."""
    search = find_versions(named(texts), threads=1)
    quiets = [make_quiet(text).chars for text in texts]

    assert len(texts) == len(search.digests)
    assert [[a == b for b in quiets] for a in quiets] == [
        [a == b for b in search.digests] for a in search.digests
    ]


@given(contents)
def test_shared_paragraphs_stand_in_both_texts(texts):
    """Evidence can be looked up: each pair of spans has the same quiet characters."""
    documents = named(texts)
    text_of = {document.id: document.text for document in documents}
    for match in find_versions(documents, threads=1).matches:
        for here, there in match.evidence.shared:
            a = text_of[match.a][here.start : here.end]
            b = text_of[match.b][there.start : there.end]
            assert make_quiet(a).chars == make_quiet(b).chars != ""


@given(contents, some_thresholds)
def test_families_are_made_of_versions(texts, threshold):
    """Every member is a version or a copy of another one, and no two are siblings."""
    search = find_versions(named(texts), settings=Settings(threshold=threshold), threads=1)
    kin = {
        id_
        for match in search.matches
        if match.relation in (Relation.IDENTICAL, Relation.VERSION)
        for id_ in (match.a, match.b)
    }
    siblings = {(m.a, m.b) for m in search.matches if m.relation is Relation.SIBLING}

    assert {id_ for family in members(search) for id_ in family} <= kin
    for family in members(search):
        assert not {(a, b) for a in family for b in family} & siblings


# Cases


def test_everything_is_found_among_many(corpus):
    """Versions and copies make a family; a part, a half and two short copies are told."""
    search = find_versions(corpus)
    found = related(search)

    assert [tuple(f"d{n:03}" for n in range(7)), ("d012", "d013")] == members(search)
    assert "contained" == found.pop(("d007", "d008"))
    assert "overlap" == found.pop(("d009", "d010"))
    assert "identical" == found.pop(("d012", "d013"))
    assert {f"d{n:03}" for n in range(7)} == {id_ for pair in found for id_ in pair}


@pytest.mark.parametrize("count", [0, 60, 70])
def test_a_version_is_found_in_any_company(count):
    """Two texts with an edit here and there, alone, among few and among many."""
    text = paragraphs(1, 20)
    other = "".join(f"{line[:12]}改{line[13:]}" for line in text.splitlines(keepends=True))
    search = find_versions([*named([text, other]), *strangers(count)])

    assert [("d000", "d001")] == members(search)
    assert {("d000", "d001"): "version"} == related(search)


@pytest.mark.parametrize("count", [0, 70])
def test_a_contained_document_is_told_from_a_version(count):
    """A leaflet quoted in a book is contained, in either order, and has no family."""
    part = paragraphs(1, 8)
    whole = paragraphs(2, 20) + part + paragraphs(3, 20)
    there = find_versions([*named([part, whole]), *strangers(count)])
    back = find_versions([*named([whole, part]), *strangers(count)])

    assert {("d000", "d001"): "contained"} == related(there)
    assert {("d000", "d001"): "contains"} == related(back)
    assert [] == members(there) == members(back)
    assert 8 == len(there.matches[0].evidence.shared)


@pytest.mark.parametrize("count", [0, 70])
def test_a_third_in_common_is_an_overlap(count):
    """Two texts that share some paragraphs and have more of their own."""
    texts = [paragraphs(seed, 20) + paragraphs(1, 10) for seed in (2, 3)]
    search = find_versions([*named(texts), *strangers(count)], settings=Settings(threshold=0.3))

    assert {("d000", "d001"): "overlap"} == related(search)


@pytest.mark.parametrize("count", [0, 70])
def test_a_template_filled_for_two_cities_makes_siblings(count):
    """The letter is the same and the subject another, so none is a version of the other."""
    figures = range(100, 120)
    texts = [template(city, 2019, figures) for city in ("德州市", "淄博市")]
    search = find_versions([*named(texts), *strangers(count)])

    assert {("d000", "d001"): "sibling"} == related(search)
    assert [] == members(search)


@pytest.mark.parametrize("count", [0, 70])
def test_a_template_filled_for_two_years_makes_siblings(count):
    """Title and city are the same, but a budget is for its year."""
    texts = [template("德州市", year, range(year, year + 20)) for year in (2019, 2020)]
    search = find_versions([*named(texts), *strangers(count)])

    assert {("d000", "d001"): "sibling"} == related(search)
    assert "different years" in search.matches[0].evidence.reason


def test_a_name_throughout_makes_siblings_without_a_title():
    """What was substituted is the evidence, seen from the first document."""
    body = [paragraphs(seed, 1, 20)[:-2] for seed in range(20)]
    texts = [
        "".join(f"{part[:9]}{name}{part[9:]}。\n" for part in body) for name in ("甲县", "乙镇")
    ]
    (match,) = find_versions(named(texts)).matches
    (mirror,) = find_versions(named(texts[::-1])).matches

    assert Relation.SIBLING is match.relation is mirror.relation
    assert [("甲县", "乙镇", 20)] == [attrs.astuple(each) for each in match.evidence.substitutions]
    assert [("乙镇", "甲县", 20)] == [attrs.astuple(each) for each in mirror.evidence.substitutions]
    assert "one has 甲县 throughout where the other has 乙镇" in match.evidence.reason


def test_versions_of_two_siblings_are_two_families():
    """Each city's act and its amendment belong together, and no chain joins the cities."""
    texts = []
    for city in ("德州市", "淄博市"):
        act = template(city, 2019, range(100, 120))
        texts += [act, act + paragraphs(700, 2)]

    assert [("d000", "d001"), ("d002", "d003")] == members(find_versions(named(texts)))


def test_boilerplate_makes_no_versions():
    """What stands in every document of a corpus tells none of them apart."""
    texts = [paragraphs(1, 10) + paragraphs(seed, 10) for seed in range(100, 140)]

    assert [] == members(find_versions(named(texts)))
    assert [("d000", "d001")] == members(
        find_versions(named(texts[:2]), settings=Settings(threshold=0.2))
    )


def test_short_texts_are_versions_by_their_characters():
    """A lost figure destroys most shingles of a line, and hardly anything of its sense."""
    texts = ["總投資4.5億元", "總投資億元", "共8項", "共5項", "甲", "乙"]

    assert [("d000", "d001"), ("d002", "d003")] == members(find_versions(named(texts)))


def test_short_texts_are_versions_among_many():
    """What is a version among few is one among many."""
    texts = ["總投資4.5億元", "總投資億元"]

    assert [("d000", "d001")] == members(find_versions([*named(texts), *strangers(70)]))


@pytest.mark.parametrize("count", [1, 70])
def test_empty_documents_are_related_to_none(count):
    """Nothing is like nothing, and contained in everything, which says nothing."""
    search = find_versions(named(["", " \n", "\u200b", paragraphs(1, 9)]) + strangers(count))

    assert ((), (), ()) == (search.matches, search.rejected, search.families)


def test_one_document_has_no_version():
    """There is nothing to compare it with."""
    search = find_versions(named(["text"]))

    assert ((), (), 1) == (search.matches, search.families, len(search.documents))


def test_no_documents_have_no_versions():
    """An empty folder is no error for the library."""
    search = find_versions([])

    assert ((), (), ()) == (search.matches, search.families, search.documents)


@pytest.mark.parametrize("wrong", [-1, 0])
def test_no_threads_are_refused(wrong):
    """Nobody would do the work."""
    with pytest.raises(ValueError, match="1 or more"):
        find_versions(named(["a", "b"]), threads=wrong)


def test_noise_makes_no_difference():
    """Wraps, spaces, width and case: the copy is identical, and all of it is shared."""
    text = "".join(f"The Buyer shall pay {n},000 euros to the seller.\n" for n in range(1, 9))
    noisy = text.upper().replace(" ", "  ").replace("PAY", "ＰＡＹ\n")
    (match,) = find_versions(named([text, noisy])).matches

    assert Relation.IDENTICAL is match.relation
    assert (1.0, 1.0, 1.0) == (match.jaccard, match.containment_of_a, match.containment_of_b)


def test_rejected_pairs_keep_their_measures_and_the_reason():
    """What shares a tenth is no match, and still tells why."""
    texts = [paragraphs(1, 3) + paragraphs(seed, 20) for seed in (2, 3)]
    search = find_versions(named(texts))
    (rejected,) = search.rejected

    assert () == search.matches
    assert ("d000", "d001", "unrelated") == (rejected.a, rejected.b, rejected.relation.value)
    assert 0.05 < rejected.containment_of_a < 0.2
    assert "make an overlap" in rejected.evidence.reason
    assert () == rejected.evidence.shared


def test_strangers_are_not_even_rejected():
    """Pairs that share less than a twentieth are not kept: there are too many."""
    search = find_versions(strangers(20))

    assert ((), ()) == (search.matches, search.rejected)


@pytest.mark.parametrize(
    ("keep", "expected"),
    [("most-complete", "b"), ("longest", "c"), ("newest", "d"), ("first", "a")],
)
def test_the_representative_is_chosen_by_the_rule(keep, expected):
    """Most different passages, most characters, last or first in the input."""
    text = paragraphs(1, 12)
    documents = [
        Document("a", text),
        Document("b", text + paragraphs(2, 2)),
        Document("c", text + paragraphs(1, 6)),
        Document("d", text[:-40]),
    ]
    (family,) = find_versions(documents, settings=Settings(keep=keep)).families

    assert tuple("abcd") == family.members
    assert expected == family.representative


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], [("b.txt", ["a.txt", "b.txt"])]),
        (["--keep", "first"], [("a.txt", ["a.txt", "b.txt"])]),
        (["--threshold", "1"], []),
        (["--threads", "2", "--quiet"], [("b.txt", ["a.txt", "b.txt"])]),
    ],
)
def test_options_of_the_command_reach_the_work(options, expected, tmp_path, monkeypatch, capsys):
    """Each changes what is found, or nothing at all."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(paragraphs(2, 6) + paragraphs(1, 12), encoding="utf-8")
    (tmp_path / "b.txt").write_text(paragraphs(3, 7) + paragraphs(1, 12), encoding="utf-8")
    with pytest.raises(SystemExit) as done:
        main(["find", "--format", "json", *options, "a.txt", "b.txt"])
    families = json.loads(capsys.readouterr().out)["families"]

    assert 0 == done.value.code
    assert expected == [(family["representative"], family["members"]) for family in families]


@pytest.mark.parametrize("keep", KEEP_RULES)
def test_equal_documents_are_represented_by_rule_and_id(keep):
    """Of copies the first by id, unless the order of the input is asked for."""
    documents = [Document(id_, paragraphs(1, 3)) for id_ in "cab"]
    (family,) = find_versions(documents, settings=Settings(keep=keep)).families

    assert {"newest": "b", "first": "c"}.get(keep, "a") == family.representative


def test_a_thousand_copies_give_a_pair_each():
    """Equal documents are one to the join, and one of them stands for all."""
    search = find_versions(named(["縣級統戰工作"] * 1000))

    assert {("d000", f"d{n:03}") for n in range(1, 1000)} == set(related(search))
    assert [1000] == list(map(len, members(search)))


def test_hundreds_of_versions_are_one_family():
    """A bucket that is too full is paired in a row, which still joins all of them."""
    text = paragraphs(1, 20)
    texts = [f"{text[:300]}{n:03}{text[300:]}" for n in range(200)]

    assert [200] == list(map(len, members(find_versions(named(texts)))))


@given(contents)
def test_settings_are_those_that_were_asked_for(texts):
    """A report can say what it depends on."""
    assume(texts)
    asked = Settings(threshold=0.4, keep="first", num_perm=16, shingle_size=3)

    assert asked == find_versions(named(texts), settings=asked, threads=1).settings


def test_progress_goes_through_the_steps():
    """Each step has its name, and what is done never exceeds what there is to do."""
    seen = []
    find_versions(named([paragraphs(seed, 9) for seed in range(9)]), on_progress=seen.append)

    assert ["fingerprint", "candidates", "verify"] == list(dict.fromkeys(p.step for p in seen))
    assert all(0 <= progress.done <= progress.total for progress in seen)
