"""Candidate pairs to relations: what two documents share, exactly, and what they are about.

What a comparison of two documents needs is here and loads no numpy; ``measures`` and
``substitutions`` are for a corpus and load it.
"""

from docdiff.verify.designations import Works, are_one_work, find_works
from docdiff.verify.overlap import measure_overlap
from docdiff.verify.parties import Party, find_party
from docdiff.verify.relations import (
    NEAR_COPY,
    SHORT,
    Likeness,
    compare_names,
    compare_parties,
    compare_short,
    is_short,
    relate,
)
from docdiff.verify.subjects import (
    Naming,
    Subject,
    find_subject,
)

__all__ = [
    "NEAR_COPY",
    "SHORT",
    "Likeness",
    "Naming",
    "Party",
    "Subject",
    "Works",
    "are_one_work",
    "compare_names",
    "compare_parties",
    "compare_short",
    "find_party",
    "find_subject",
    "find_works",
    "is_short",
    "measure_overlap",
    "relate",
]
