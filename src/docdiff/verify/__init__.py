"""Candidate pairs to relations: what two documents share, exactly, and what they are about.

What a comparison of two documents needs is here and loads no numpy; ``measures`` and
``substitutions`` are for a corpus and load it.
"""

from docdiff.verify.overlap import measure_overlap
from docdiff.verify.relations import NEAR_COPY, SHORT, Likeness, compare_short, is_short, relate
from docdiff.verify.subjects import (
    Naming,
    Subject,
    compare_subjects,
    find_subject,
    have_new_title,
    have_other_aims,
    have_other_names,
    have_other_periods,
)

__all__ = [
    "NEAR_COPY",
    "SHORT",
    "Likeness",
    "Naming",
    "Subject",
    "compare_short",
    "compare_subjects",
    "find_subject",
    "have_new_title",
    "have_other_aims",
    "have_other_names",
    "have_other_periods",
    "is_short",
    "measure_overlap",
    "relate",
]
