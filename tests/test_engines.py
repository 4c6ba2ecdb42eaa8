"""The machine a corpus is worked on: joins, threads and files change no result."""

import logging
import os
import signal
import threading
import time
from itertools import combinations, pairwise
from tempfile import TemporaryFile

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from docdiff.engines import local, texts
from docdiff.engines.buckets import join_buckets
from docdiff.engines.local import LocalEngine, count_threads
from docdiff.engines.texts import TextStore
from docdiff.engines.workers import fork_work
from docdiff.errors import DocdiffError
from docdiff.fingerprint import Scheme
from docdiff.fingerprint.bulk import fingerprint_texts

any_texts = st.lists(st.text(st.characters(codec=None, categories=None), max_size=9), max_size=6)
# Which documents hold each key, of few keys and few documents so that buckets fill.
buckets = st.dictionaries(
    st.sampled_from([0, 1, 7, 2**63, 2**64 - 1]), st.sets(st.integers(0, 12)), max_size=5
)


@pytest.fixture(scope="module", autouse=True)
def _compiled():
    """Compile before Hypothesis takes the time of an example."""
    fingerprint_texts(["縣級統戰工作" * 9], Scheme())


@pytest.fixture(autouse=True)
def _closed(monkeypatch):
    """Close the temporary files that stores leave to the garbage collector."""
    opened = []

    def open_temporary(*args, **options):
        opened.append(TemporaryFile(*args, **options))  # noqa: SIM115
        return opened[-1]

    for module in (local, texts):
        monkeypatch.setattr(module, "TemporaryFile", open_temporary)
    yield
    for file in opened:
        file.close()


# Buckets


def table_of(held, random=None):
    """Return keys and documents as a join takes them, in any order."""
    rows = [(key, doc) for key, docs in sorted(held.items()) for doc in sorted(docs)]
    if random:
        random.shuffle(rows)
    return (
        np.array([key for key, _ in rows], dtype=np.uint64),
        np.array([doc for _, doc in rows], dtype=np.int32),
    )


def join_slowly(tables, limit):
    """Pair the documents of each bucket by the definition."""
    pairs = set()
    for held in tables:
        for docs in map(sorted, held.values()):
            if len(docs) <= limit:
                pairs |= set(combinations(docs, 2))
            else:
                pairs |= {(docs[0], doc) for doc in docs[1:]} | set(pairwise(docs))
    return [list(pair) for pair in sorted(pairs)]


@settings(max_examples=60)
@given(
    st.lists(buckets, max_size=3),
    st.integers(0, 14),
    st.randoms(use_true_random=False),
)
@example([{7: set(range(13)), 1: {3, 4}}, {7: {3, 12}}], 3, None)
@example([{1: {0, 1, 2}, 7: {5, 6, 7}}], 1, None)
@example([{}], 3, None)
@example([{7: set(range(60))}], 64, None)
def test_pairs_are_those_of_the_definition(tables, limit, random):
    """Who shares a bucket is paired; in a crowd each with the first and the one before it."""
    given_tables = [(str(n), *table_of(held, random)) for n, held in enumerate(tables)]
    found = join_buckets(given_tables, limit=limit)

    assert join_slowly(tables, limit) == found.tolist()
    assert (np.int64, 2) == (found.dtype, found.shape[1])


def test_a_crowd_gives_pairs_by_its_size():
    """A bucket of ten thousand gives twenty thousand pairs and not fifty million."""
    keys, docs = np.zeros(10_000, dtype=np.uint64), np.arange(10_000, dtype=np.int32)

    found = join_buckets([("bands", keys, docs)], limit=64)
    assert 2 * 9_999 - 1 == len(found)


def test_crowds_are_logged(caplog):
    """Where pairs may be missed, the log says how many buckets there were, and of what kind."""
    caplog.set_level(logging.INFO, logger="docdiff.engines")
    join_buckets([("bands", *table_of({1: range(5), 2: range(6), 3: range(4)}))], limit=4)

    assert ["bands: 2 buckets of more than 4; paired in a row"] == caplog.messages


def test_buckets_within_the_limit_are_not_logged(caplog):
    """A log that speaks of everything is not read."""
    caplog.set_level(logging.INFO, logger="docdiff.engines")
    join_buckets([("bands", *table_of({1: range(4)}))], limit=4)

    assert [] == caplog.messages


# Threads


def corpus_of(batches, threads, scheme=None):
    """Return the arrays of a corpus by name."""
    with LocalEngine(scheme or Scheme(num_perm=16), threads=threads) as engine:
        for batch in batches:
            engine.add(batch)
        corpus = engine.finish()
    return {
        "digests": corpus.digests,
        "sizes": corpus.sizes,
        "signatures": corpus.signatures,
        "sets": [corpus.sets.hashes[start:end].tolist() for start, end in corpus.sets.bounds],
        "passages": [corpus.passages[start:end].tolist() for start, end in corpus.passage_bounds],
    }


def plain(arrays):
    """Return arrays as lists, to be compared."""
    return {name: np.array(array, dtype=object).tolist() for name, array in arrays.items()}


@pytest.fixture(scope="module")
def batches():
    """Return thirty batches of texts, empty ones and one of none among them."""
    draw = np.random.default_rng(3)
    texts = ["".join(map(chr, draw.integers(0x4E00, 0x9FA6, n % 7 * 40))) for n in range(60)]
    return [*(texts[k : k + 2] for k in range(0, 60, 2)), [], ["統(tǒng)戰", "a", ""]]


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_threads_change_no_array(batches, threads):
    """Batches may be done in any order and are kept in the order in which they came."""
    alone = corpus_of([[text for batch in batches for text in batch]], 1)

    assert plain(alone) == plain(corpus_of(batches, threads))


def test_a_corpus_has_what_its_texts_have(batches):
    """Places are counted from the beginning of the corpus, not of the batch."""
    texts = [text for batch in batches for text in batch]
    scheme = Scheme(num_perm=16)
    found = corpus_of(batches, 2)

    for row, text in enumerate(texts):
        alone = fingerprint_texts([text], scheme)
        assert alone.digests[0].tolist() == found["digests"][row].tolist()
        assert alone.sizes[0] == found["sizes"][row]
        assert alone.signatures[0].tolist() == found["signatures"][row].tolist()
        assert alone.shingles[slice(*alone.shingle_bounds[0])].tolist() == found["sets"][row]
        assert alone.passages.tolist() == found["passages"][row]


@pytest.mark.parametrize("in_memory", [0, 1000, 20_000])
def test_a_corpus_on_disk_is_the_one_in_memory(batches, monkeypatch, in_memory):
    """Arrays that outgrow memory go to a file, and come back the same in every place."""
    expected = plain(corpus_of(batches, 2))
    monkeypatch.setattr(local, "_IN_MEMORY", in_memory)

    assert expected == plain(corpus_of(batches, 2))


def test_arrays_outgrow_memory_one_by_one(monkeypatch):
    """Short texts have signatures beyond the limit and no passage at all."""
    expected = plain(corpus_of([["a"], ["b"]], 1))
    monkeypatch.setattr(local, "_IN_MEMORY", 100)

    assert expected == plain(corpus_of([["a"], ["b"]], 1))


def test_few_batches_wait(monkeypatch):
    """Whoever adds is held up, so that texts do not pile up in memory."""
    begun, go_on = [], threading.Event()

    def fingerprint_slowly(texts, scheme):
        go_on.wait(10)
        return fingerprint_texts(texts, scheme)

    def add():
        for number in range(40):
            begun.append(number)
            engine.add(["a"])

    monkeypatch.setattr(local, "fingerprint_texts", fingerprint_slowly)
    with LocalEngine(Scheme(), threads=2) as engine:
        adding = threading.Thread(target=add)
        adding.start()
        adding.join(0.3)
        waiting = len(begun)
        go_on.set()
        adding.join()
        assert 40 == len(engine.finish().sizes)

    assert waiting < 10


def test_work_is_done_for_each_part_in_order():
    """Results come in the order of the parts, whichever was ready first."""
    with LocalEngine(Scheme(), threads=3) as engine:
        assert [n * n for n in range(50)] == engine.run(lambda n: n * n, range(50))


def test_forked_work_is_done_for_each_run_in_order():
    """Each process sees what is in memory, and what it returns comes in the order of the parts."""
    numbers = list(range(50))
    with LocalEngine(Scheme(), threads=3) as engine:
        parts = engine.fork(lambda part: [numbers[n] ** 2 for n in part], numbers)

    assert 3 == len(parts)
    assert [n * n for n in numbers] == [n for part in parts for n in part]


def test_a_process_that_is_done_takes_the_parts_of_a_slow_one():
    """Parts take what time they take, so none waits for a process that is busy."""
    home = os.getpid()

    def work(part):
        time.sleep(2 * (part == 0))
        return part, os.getpid() == home

    done = fork_work(work, list(range(40)), processes=2)

    assert list(range(40)) == [part for part, _ in done]
    assert [0] == [part for part, is_home in done if is_home]


def test_a_forked_process_needs_no_thread():
    """The threads of a pool do not come along, so what they would do is done in turn."""
    with LocalEngine(Scheme(), threads=2) as engine:
        engine.run(str, range(9))
        parts = engine.fork(lambda part: engine.run(str, part), list(range(8)))

    assert [["0", "1", "2", "3"], ["4", "5", "6", "7"]] == parts


def _fail_at_home(home, error):
    """Raise an error in the process ``home`` only, or in any other only."""

    def work(place):
        if (os.getpid() == home) == (place == "here"):
            raise error
        time.sleep(30 * (os.getpid() != home))

    return work


@pytest.mark.parametrize("place", ["here", "there"])
def test_an_error_in_any_process_is_raised_at_once(place):
    """What fails in a worker fails as here; a worker whose work is wanted no more is ended."""
    work = _fail_at_home(os.getpid(), KeyError("x"))
    begun = time.monotonic()

    with pytest.raises(KeyError, match="x"):
        fork_work(work, [place, place], processes=2)
    assert time.monotonic() < begun + 10
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_a_worker_that_is_killed_is_a_clear_error():
    """As where memory runs out: no result is made up, and the way out is named."""
    home = os.getpid()

    def work(_):
        if os.getpid() != home:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(DocdiffError, match="run again with one thread"):
        fork_work(work, [1, 2], processes=2)


def test_texts_on_disk_are_read_by_several_processes():
    """Each reads at places of its own, though the file is one."""
    many = [chr(0x4E00 + n) * 999 for n in range(300)]
    store = TextStore(in_memory=0)
    store.add(many[:1])
    store.add(many[1:])

    def read(part):
        return [store[n] for _ in range(9) for n in part] == [many[n] for n in part] * 9

    with LocalEngine(Scheme(), threads=4) as engine:
        assert [True] * 4 == engine.fork(read, list(range(300)))


def test_an_error_in_a_thread_is_raised(monkeypatch):
    """A batch that fails ends the work; nothing is left out in silence."""

    def fail(*_):
        raise MemoryError("no room")

    monkeypatch.setattr(local, "fingerprint_texts", fail)
    with LocalEngine(Scheme(), threads=1) as engine, pytest.raises(MemoryError, match="no room"):  # noqa: PT012 (either may raise)
        engine.add(["a"])
        engine.finish()


def test_threads_are_those_that_this_process_may_use():
    """One at least, also where a container has fewer processors than the machine."""
    assert count_threads() >= 1
    with LocalEngine(Scheme()) as engine:
        assert count_threads() == engine.threads


def test_a_corpus_of_nothing_has_arrays_of_no_rows():
    """The shapes are those of any corpus, so that whoever reads it needs no exception."""
    with LocalEngine(Scheme(num_perm=16), threads=1) as engine:
        corpus = engine.finish()

    assert [(0, 16), (0,), (0, 16), (0, 2), (0, 2)] == [
        corpus.digests.shape,
        corpus.sizes.shape,
        corpus.signatures.shape,
        corpus.sets.bounds.shape,
        corpus.passage_bounds.shape,
    ]


# Texts


@given(st.lists(any_texts, max_size=6), st.integers(0, 60))
@example([["a"], ["\ud800", "\U00020000"]], 0)
def test_texts_on_disk_are_those_in_memory(parts, in_memory):
    """Any text comes back as it was, lone surrogates too, from wherever it is held."""
    store = TextStore(in_memory=in_memory)
    for part in parts:
        store.add(part)
    expected = [text for part in parts for text in part]
    places = range(len(expected))

    assert expected == [store[number] for number in places]
    assert expected[::-1] == [store[number] for number in reversed(places)]
    with pytest.raises(IndexError):
        store[len(expected)]


def test_texts_may_be_added_after_one_was_asked_for():
    """Reading from the file does not change where the next text goes."""
    store = TextStore(in_memory=0)
    store.add(["one"])
    store.add(["two", "three"])
    assert "two" == store[1]
    store.add(["four"])

    assert ["one", "two", "three", "four"] == [store[number] for number in range(4)]
