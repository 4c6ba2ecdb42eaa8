"""``docdiff git-diff``: what git calls to show a difference."""

from __future__ import annotations

import os

import click

from docdiff.cli.common import color_option, emit, measure_width, wants_color
from docdiff.errors import ReadError
from docdiff.model import Document, Origin
from docdiff.read import read_file
from docdiff.render.visible import visible

_EXAMPLES = """\b
Examples:
  git config diff.docdiff.command "docdiff git-diff"
  echo "*.txt diff=docdiff" >> .gitattributes
  git -c diff.external="docdiff git-diff" diff --ext-diff HEAD~1"""

_RENAMED = 8  # arguments where git names a second path, else 7, or 1 for a conflict


@click.command(name="git-diff", epilog=_EXAMPLES)
@click.argument("arguments", metavar="PATH OLD-FILE OLD-HEX OLD-MODE …", nargs=-1, required=True)
@color_option
def git_diff(arguments: tuple[str, ...], color: str) -> None:
    """Show what differs between two versions of a file: git's external diff driver.

    git calls it with the path and the two versions. It never fails a diff: what cannot be
    compared is named, and git goes on.
    """
    path = arguments[0]
    if len(arguments) == 1:
        emit(f"* unmerged: {visible(path)}\n")
        return
    if len(arguments) < _RENAMED - 1:
        raise click.UsageError("git calls this with seven arguments; see the examples")
    renamed = arguments[7] if len(arguments) >= _RENAMED else path
    try:
        old, new = _read(arguments[1], path), _read(arguments[4], renamed)
    except ReadError as error:
        emit(f"* not compared: {visible(path)}: {visible(str(error))}\n")
        return
    if old is None or new is None:
        state = "deleted" if new is None else "added"
        emit(f"* {state}: {visible(renamed if old is None else path)}\n")
        return
    from docdiff.pipeline.comparison import compare  # noqa: PLC0415 (needed for two texts only)

    comparison = compare(old, new)
    if wants_color(color):
        from docdiff.render import terminal  # noqa: PLC0415

        emit(terminal.render_comparison(comparison, width=measure_width()))
    else:
        from docdiff.render import text  # noqa: PLC0415

        emit(text.render_comparison(comparison))


def _read(file: str, path: str) -> Document | None:
    """Return a version under the path it has in the repository; None where it has no text."""
    if file == os.devnull or not os.path.getsize(file):  # noqa: PTH202
        return None
    text, encoding = read_file(file)
    return Document(path, text, Origin(path, encoding=encoding))
