"""Patches: exact, or refused."""

from __future__ import annotations

import pytest
from diff_match_patch import diff_match_patch
from hypothesis import assume, example, given
from strategies import document_pairs

from docdiff import Document, PatchError, compare
from docdiff.patch import digest, make_patch


def patch_of(old, new):
    """Compare two texts and return the patch."""
    return compare(Document("old", old), Document("new", new)).patch()


def test_a_patch_refuses_another_text():
    """One character more, and it is not the text the patch was made from."""
    patch = patch_of("總投資4.5億元", "總投資億元")

    with pytest.raises(PatchError, match="another text"):
        patch.apply("總投資4.5億元。")


def test_equal_texts_have_an_empty_patch():
    """There is nothing to replace."""
    patch = patch_of("總投資4.5億元", "總投資4.5億元")

    assert ((), "") == (patch.hunks, str(patch))


def test_an_unpaired_surrogate_cannot_be_written():
    """Applying is possible; the format has no way to say it."""
    patch = patch_of("甲乙丙丁", "甲乙\ud800丙丁")

    assert "甲乙\ud800丙丁" == patch.apply("甲乙丙丁")
    with pytest.raises(PatchError, match="surrogate"):
        str(patch)


@example(("0總投資4.5億元,", "\r\n0"))
@given(document_pairs())
def test_diff_match_patch_applies_what_we_write(pair):
    """The text format is its own, so it reads it back and reaches the new text."""
    old, new = pair
    assume("\ud800" not in old + new)
    dmp = diff_match_patch()
    written = str(patch_of(old, new))
    try:
        patches = dmp.patch_fromText(written)
    except ValueError as error:
        pytest.fail(f"{error}: {written!r}")
    result, applied = dmp.patch_apply(patches, old)

    assert all(applied)
    assert new == result


def test_changes_whose_margins_would_overlap_are_one_hunk():
    """The margin of a hunk is text that no other hunk touches, or nobody could find it."""
    near = make_patch("abcdefgh", "aXcdeYgh", [(1, 2, 1, 2), (5, 6, 5, 6)])
    far = make_patch("a" + "-" * 9 + "b", "x" + "-" * 9 + "y", [(0, 1, 0, 1), (10, 11, 10, 11)])

    assert [("a", "bcdef", "XcdeY", "gh")] == [
        (hunk.before, hunk.old, hunk.new, hunk.after) for hunk in near.hunks
    ]
    assert ["a", "b"] == [hunk.old for hunk in far.hunks]


def test_digests_tell_texts_apart():
    """Surrogates included."""
    assert 3 == len({digest(""), digest("\ud800"), digest("a")})
