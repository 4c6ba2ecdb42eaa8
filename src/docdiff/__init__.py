"""Which documents are versions of one another, and which figures, dates and words differ.

Every name is imported when it is first used, so that ``import docdiff`` is quick and a
comparison never loads the arrays of a search.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from docdiff.errors import (
        DocdiffError,
        MissingExtraError,
        OutputError,
        PatchError,
        ReadError,
        SchemeMismatchError,
    )
    from docdiff.fingerprint import Scheme, Signature
    from docdiff.model import (
        AlignedPair,
        Alignment,
        Category,
        Change,
        ChangeKind,
        Comparison,
        Document,
        Fact,
        Family,
        Match,
        Origin,
        Relation,
        Settings,
        Severity,
        Span,
        VersionSearch,
    )
    from docdiff.patch import Patch
    from docdiff.pipeline.comparison import compare
    from docdiff.pipeline.inspection import inspect
    from docdiff.pipeline.versions import find_versions
    from docdiff.read import read_documents

__all__ = [
    "AlignedPair",
    "Alignment",
    "Category",
    "Change",
    "ChangeKind",
    "Comparison",
    "DocdiffError",
    "Document",
    "Fact",
    "Family",
    "Match",
    "MissingExtraError",
    "Origin",
    "OutputError",
    "Patch",
    "PatchError",
    "ReadError",
    "Relation",
    "Scheme",
    "SchemeMismatchError",
    "Settings",
    "Severity",
    "Signature",
    "Span",
    "VersionSearch",
    "compare",
    "find_versions",
    "inspect",
    "read_documents",
]

_ELSEWHERE = {
    "Patch": "patch",
    "Scheme": "fingerprint",
    "Signature": "fingerprint",
    "compare": "pipeline.comparison",
    "find_versions": "pipeline.versions",
    "inspect": "pipeline.inspection",
    "read_documents": "read",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = _ELSEWHERE.get(name) or ("errors" if name.endswith("Error") else "model")
    value = globals()[name] = getattr(import_module(f"{__name__}.{home}"), name)
    return value


def __dir__() -> list[str]:
    """List the public names, imported yet or not."""
    return sorted([*globals(), *__all__])
