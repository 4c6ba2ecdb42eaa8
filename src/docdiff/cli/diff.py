"""``docdiff diff``: compare two documents."""

from __future__ import annotations

import click

from docdiff import __version__
from docdiff.cli.common import (
    Exit,
    color_option,
    emit,
    format_option,
    measure_width,
    wants_color,
)
from docdiff.cli.names import load_documents
from docdiff.model import Comparison, Severity

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
  docdiff diff --format patch 1.txt 2.txt > 1-to-2.patch
  docdiff diff --ignore paragraph-moved --show-noise case draft.txt final.txt
  docdiff diff --fail-on never HEAD:seeds/reports.txt seeds/reports.txt"""


@click.command(epilog=_EXAMPLES)
@click.argument("old", type=click.Path())
@click.argument("new", type=click.Path())
@format_option
@click.option(
    "--fail-on",
    type=click.Choice([*(severity.value for severity in Severity), "never"]),
    default=Severity.WARNING.value,
    show_default=True,
    help="Exit with 1 when a change is at least this severe.",
)
@color_option
@click.pass_context
def diff(  # noqa: PLR0913 (one parameter for each argument and option)
    context: click.Context, *, old: str, new: str, format_: str, fail_on: str, color: str
) -> None:
    """Compare two documents: which figures, dates and words differ.

    Line wraps, spaces, letter case, pinyin in brackets and other noise are counted and
    passed over.
    """
    if old == new == "-":
        raise click.UsageError("OLD and NEW are both stdin, which can be read once", context)
    documents = load_documents(old, new)
    from docdiff.pipeline import compare  # noqa: PLC0415 (a wrong name is told without it)

    comparison = compare(*documents)
    emit(_render(comparison, format_, color=wants_color(color)))
    context.exit(Exit.FOUND if _fails(comparison, fail_on) else Exit.DONE)


def _fails(comparison: Comparison, fail_on: str) -> bool:
    """Say whether a change is at least as severe as ``fail_on``."""
    if fail_on == "never":
        return False
    limit = Severity(fail_on).rank
    return any(change.severity.rank >= limit for change in comparison.changes)


def _render(comparison: Comparison, format_: str, *, color: bool) -> str:
    """Return the comparison as the options ask for it."""
    if format_ == "json":
        from docdiff.render import json_  # noqa: PLC0415 (one of the three is needed)

        return json_.render_comparison(comparison, version=__version__)
    if color:
        from docdiff.render import terminal  # noqa: PLC0415

        return terminal.render_comparison(comparison, width=measure_width())
    from docdiff.render import text  # noqa: PLC0415

    return text.render_comparison(comparison)
