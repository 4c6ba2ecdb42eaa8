"""Numbers that changed place, told one by one."""

from __future__ import annotations

import pytest

from docdiff import Document, compare


def told(old, new):
    """Return kind and both quotes of each change."""
    changes = compare(Document("old", old), Document("new", new)).changes
    return [(c.kind.value, c.old_text, c.new_text) for c in changes]


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        ("It was lost 2:1 there.", "It was lost 1:2 there.", [("2", "1"), ("1", "2")]),
        ("He won by 52 to 48 votes.", "He won by 48 to 52 votes.", [("52", "48"), ("48", "52")]),
        ("| Rent | 500 | 600 |", "| Rent | 600 | 500 |", [("500", "600"), ("600", "500")]),
        ("It rose from 5% to 7% then.", "It rose from 7% to 9% then.", [("5", "7"), ("7", "9")]),
        ("以2比1通過此案", "以1比2通過此案", [("2", "1"), ("1", "2")]),
        ("以2比1通过此案", "以1比2通过此案", [("2", "1"), ("1", "2")]),
    ],
)
def test_swapped_numbers_are_changed_ones(old, new, pairs):
    """Each stands against what is in its place, and nothing was lost, in both directions."""
    assert [("figure-changed", *pair) for pair in pairs] == told(old, new)
    assert [("figure-changed", *pair[::-1]) for pair in pairs] == told(new, old)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Items 1, 2, 3, 4, 5, 6 and 7.", "Items 2, 3, 4, 5, 6, 7 and 8."),
        ("It lasts 5 days to 3 months.", "It lasts 3 months to 5 days."),
    ],
)
def test_what_moved_on_is_lost_and_added(old, new):
    """A long list that counts on, and numbers that took their units with them."""
    assert {"figure-lost", "figure-added"} <= {kind for kind, _, _ in told(old, new)}
