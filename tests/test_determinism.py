"""Same input, same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from random import Random

import pytest

import docdiff

ROOT = Path(__file__).parent.parent
DOCDIFF = [sys.executable, "-m", "docdiff"]


@cache
def printed(hash_seed: str, *args: str) -> bytes:
    """Return what a fresh interpreter with another hash seed prints."""
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    run = subprocess.run(
        [*DOCDIFF, *args], cwd=ROOT, env=environment, capture_output=True, check=False
    )
    assert b"" == run.stderr
    return run.stdout


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
@pytest.mark.parametrize("format_", ["text", "json"])
@pytest.mark.parametrize(
    "args", [("diff", "seeds/reports.txt#1", "seeds/reports.txt#2"), ("find", "seeds/")]
)
def test_output_does_not_depend_on_the_hash_seed(seed, format_, args):
    """A fresh interpreter under another PYTHONHASHSEED prints the same bytes."""
    assert printed("7", *args, "--format", format_) == printed(seed, *args, "--format", format_)


def test_the_order_of_the_documents_decides_no_family():
    """Families and measures are the same, whichever document comes first."""
    documents = docdiff.read_documents(ROOT / "seeds" / "reports.txt")
    there, back = docdiff.find_versions(documents), docdiff.find_versions(documents[::-1])

    assert there.families == back.families
    assert {(m.a, m.b): m.jaccard for m in there.matches} == {
        (m.b, m.a): m.jaccard for m in back.matches
    }


def variants(count, edits, seed=2):
    """Return versions of one text of 600 characters, each with a few others in it."""
    random = Random(seed)
    text = [chr(random.randrange(0x4E00, 0x9F00)) for _ in range(600)]
    found = []
    for number in range(count):
        other = text.copy()
        for _ in range(edits):
            other[random.randrange(600)] = chr(random.randrange(0x4E00, 0x9F00))
        found.append(docdiff.Document(f"v{number:03}", "".join(other)))
    return found


@pytest.mark.parametrize(("count", "edits"), [(20, 3), (70, 3), (30, 10)])
def test_many_versions_of_one_work_are_one_family(count, edits):
    """That every document has a passage makes it common, and no less shared."""
    documents = variants(count, edits)
    shuffled = documents.copy()
    Random(1).shuffle(shuffled)

    (family,) = docdiff.find_versions(documents).families
    assert count == len(family.members)
    assert (family,) == docdiff.find_versions(shuffled).families


def test_two_documents_of_one_id_are_refused():
    """Results could not tell them apart."""
    twin = docdiff.Document("a", "text")

    with pytest.raises(ValueError, match="'a'"):
        docdiff.find_versions([twin, twin])
