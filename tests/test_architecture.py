"""The architecture, asserted: levels, sizes and the public names."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import docdiff

PACKAGE = Path(docdiff.__file__).parent

LEVEL = {
    "model": 0,
    "errors": 0,
    "text": 0,
    "decimals": 0,
    "checked": 0,
    "pinyin": 0,
    "compiled": 0,
    "dress": 0,
    "patch": 0,
    "patterns": 0,
    "views": 0,
    "split": 1,
    "normalize": 1,
    "fingerprint": 1,
    "candidates": 1,
    "verify": 1,
    "cluster": 1,
    "align": 1,
    "restated": 1,
    "edits": 1,
    "facts": 1,
    "report": 1,
    "render": 1,
    "read": 2,
    "engines": 2,
    "pipeline": 3,
    "config": 4,
    "cli": 5,
    "__init__": 6,
    "__main__": 6,
}
PUBLIC = {
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
}
MOST_LINES = 400
MOST_FUNCTION_LINES = 50
MOST_POSITIONAL = 5
# The command line of a comparison is timed in CI, so it loads none of these at import.
HEAVY = {"numpy", "numba", "datasketch", "charset_normalizer", "duckdb", "msgspec"}
# What only a search needs; nothing on the way of a comparison imports one of these at its top.
SEARCH = {
    "candidates",
    "engines",
    "fingerprint",
    "pipeline/dedup",
    "pipeline/figures",
    "pipeline/kinship",
    "pipeline/removals",
    "pipeline/search",
    "verify/measures",
    "verify/substitutions",
}

modules = sorted(PACKAGE.rglob("*.py"))


def top_module(path: Path) -> str:
    """Return the module, or the package that stands for one, that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Return the docdiff modules that a file imports, inside functions too."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    parts = [name.split(".") for name in names if name.startswith("docdiff.")]
    return {part[1] for part in parts if part[1] in LEVEL}


def is_for_search(path: Path) -> bool:
    """Say whether only a search needs a file."""
    name = path.relative_to(PACKAGE).as_posix().removesuffix(".py")
    return name in SEARCH or top_module(path) in SEARCH


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines of a function without its docstring."""
    first = function.body[0]
    doc = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    doc = doc and isinstance(first.value.value, str)
    lines = (function.end_lineno or 0) - function.lineno + 1
    return lines - ((first.end_lineno or 0) - first.lineno + 1 if doc else 0)


def test_stages_do_not_import_stages():
    """Data moves between stages as values, so a stage reads alone; unknown modules fail."""
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {name}"
        for path in modules
        for own in [top_module(path)]
        for name in sorted(imported(path) - {own})
        if LEVEL[name] > LEVEL[own] or LEVEL[name] == LEVEL[own] > 0
    ]

    assert [] == wrong


def test_every_module_has_a_level():
    """A module that nobody placed is a decision that nobody took."""
    assert set() == {top_module(path) for path in modules} - set(LEVEL)


def test_modules_are_short():
    """A file that cannot be read at one sitting is parted."""
    sizes = {str(p.relative_to(PACKAGE)): len(p.read_text("utf-8").splitlines()) for p in modules}

    assert {} == {name: size for name, size in sizes.items() if size > MOST_LINES}


@pytest.mark.parametrize("path", modules, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_functions_are_short_and_take_few_positional_arguments(path):
    """Fifty lines beside the docstring, five positional parameters."""
    wrong = [
        f"{node.name}: {code_lines(node)} lines, {len(node.args.posonlyargs + node.args.args)} args"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (
            code_lines(node) > MOST_FUNCTION_LINES
            or len(node.args.posonlyargs + node.args.args) > MOST_POSITIONAL
        )
    ]

    assert [] == wrong


def test_the_public_names_are_these():
    """Adding one is a promise, taking one away breaks somebody."""
    assert PUBLIC == set(docdiff.__all__)


def test_every_public_name_is_documented():
    """Each has a docstring."""
    assert [] == [name for name in docdiff.__all__ if not getattr(docdiff, name).__doc__]


def test_heavy_packages_are_imported_where_they_are_used():
    """No module but those of a search loads one at its top."""
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {name}"
        for path in modules
        if not is_for_search(path)
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
        )
        if name.split(".")[0] in HEAVY
    ]

    assert [] == wrong
