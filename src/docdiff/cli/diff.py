"""``docdiff diff``: compare two documents."""

from __future__ import annotations

import attrs
import click

from docdiff import __version__
from docdiff.cli.common import (
    Exit,
    color_option,
    emit,
    fail_on_option,
    fails,
    language_option,
    measure_width,
    wants_color,
)
from docdiff.cli.names import load_documents
from docdiff.model import Category, ChangeKind, Comparison, Settings

_NOISE = tuple(kind.value for kind in ChangeKind if kind.category is Category.NOISE)
_CHANGES = tuple(kind.value for kind in ChangeKind if kind.category is not Category.NOISE)

_EXAMPLES = """\b
Names of documents:
  PATH      a file, taken whole; an existing path wins
  PATH#N    the N-th document of a file with labels 第一篇, 第二篇 …
  REV:PATH  a file of a git revision
  -         stdin
\b
Exit codes:
  0  nothing at or above --fail-on
  1  something at or above --fail-on
  2  the command could not do its work
\b
Examples:
  docdiff diff seeds/reports.txt#1 seeds/reports.txt#2
  docdiff diff --format json seeds/reports.txt#1 seeds/reports.txt#2
  docdiff diff --ignore text-deleted --show-noise case seeds/reports.txt#1 seeds/reports.txt#2
  docdiff diff --format patch seeds/reports.txt#1 seeds/reports.txt#2
  docdiff diff --fail-on never HEAD:seeds/reports.txt seeds/reports.txt"""


@click.command(epilog=_EXAMPLES)
@click.argument("old", type=click.Path())
@click.argument("new", type=click.Path())
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "patch"]),
    default="text",
    show_default=True,
    help="Text for people, JSON for programs, or a patch for 'docdiff apply'.",
)
@fail_on_option
@click.option(
    "--ignore",
    multiple=True,
    metavar="KIND",
    type=click.Choice(_CHANGES),
    help="Leave out changes of this kind, such as paragraph-moved; repeatable.",
)
@click.option(
    "--show-noise",
    multiple=True,
    metavar="KIND",
    type=click.Choice(["all", *_NOISE]),
    help="Report noise of this kind as changes of severity note: all, or one of "
    f"{', '.join(_NOISE)}; repeatable.",
)
@language_option
@color_option
@click.pass_context
def diff(  # noqa: PLR0913 (one parameter for each argument and option)
    context: click.Context,
    *,
    old: str,
    new: str,
    format_: str,
    fail_on: str,
    ignore: tuple[str, ...],
    show_noise: tuple[str, ...],
    language: str | None,
    color: str,
) -> None:
    """Compare two documents: which figures, dates and words differ.

    Line wraps, spaces, letter case, pinyin in brackets and other noise are counted and
    passed over.
    """
    if old == new == "-":
        raise click.UsageError("OLD and NEW are both stdin, which can be read once", context)
    documents = load_documents(old, new)
    from docdiff.pipeline.comparison import compare  # noqa: PLC0415 (a wrong name is told without it)

    promote = _NOISE if "all" in show_noise else show_noise
    comparison = compare(*documents, settings=Settings(promote=promote, language=language))
    if ignore:
        shown = tuple(change for change in comparison.changes if change.kind not in ignore)
        comparison = attrs.evolve(comparison, changes=shown)
    emit(_render(comparison, format_, color=wants_color(color)))
    context.exit(Exit.FOUND if fails(comparison, fail_on) else Exit.DONE)


def _render(comparison: Comparison, format_: str, *, color: bool) -> str:
    """Return the comparison as the options ask for it."""
    if format_ == "patch":
        return str(comparison.patch())
    if format_ == "json":
        from docdiff.render import json_  # noqa: PLC0415 (one of them is needed)

        return json_.render_comparison(comparison, version=__version__)
    if color:
        from docdiff.render import terminal  # noqa: PLC0415

        return terminal.render_comparison(comparison, width=measure_width())
    from docdiff.render import text  # noqa: PLC0415

    return text.render_comparison(comparison)
