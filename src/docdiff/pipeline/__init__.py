"""The public verbs, each reading from top to bottom like the way of the data."""

from __future__ import annotations

from docdiff.pipeline.comparison import compare
from docdiff.pipeline.versions import find_versions

__all__ = ["compare", "find_versions"]
