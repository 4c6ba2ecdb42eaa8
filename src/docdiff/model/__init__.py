"""The frozen values that cross a stage border; they hold data and check themselves."""

from docdiff.model.changes import (
    Category,
    Change,
    ChangeKind,
    Fact,
    FactKey,
    FactKind,
    Severity,
)
from docdiff.model.comparison import (
    AlignedPair,
    Alignment,
    Block,
    Comparison,
    Correspondence,
    Edit,
    Group,
    PairKind,
    order_groups,
)
from docdiff.model.documents import Document, Origin, Span
from docdiff.model.settings import KEEP_RULES, LANGUAGES, Progress, Settings, ignore_progress
from docdiff.model.versions import (
    CandidatePair,
    Evidence,
    Family,
    Match,
    Relation,
    Substitution,
    VersionSearch,
)

__all__ = [
    "KEEP_RULES",
    "LANGUAGES",
    "AlignedPair",
    "Alignment",
    "Block",
    "CandidatePair",
    "Category",
    "Change",
    "ChangeKind",
    "Comparison",
    "Correspondence",
    "Document",
    "Edit",
    "Evidence",
    "Fact",
    "FactKey",
    "FactKind",
    "Family",
    "Group",
    "Match",
    "Origin",
    "PairKind",
    "Progress",
    "Relation",
    "Settings",
    "Severity",
    "Span",
    "Substitution",
    "VersionSearch",
    "ignore_progress",
    "order_groups",
]
