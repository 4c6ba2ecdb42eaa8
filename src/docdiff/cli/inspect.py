"""``docdiff inspect``: compare one document with itself."""

from __future__ import annotations

import click

from docdiff import __version__
from docdiff.cli.common import (
    Exit,
    color_option,
    emit,
    fail_on_option,
    fails,
    format_option,
    language_option,
    measure_width,
    wants_color,
)
from docdiff.cli.names import load_documents
from docdiff.model import Comparison, Settings

_EXAMPLES = """\b
Exit codes:
  0  nothing at or above --fail-on
  1  something at or above --fail-on
  2  the command could not do its work
\b
Examples:
  docdiff inspect seeds/reports.txt#5
  docdiff inspect --format json seeds/reports.txt#3"""


@click.command(epilog=_EXAMPLES)
@click.argument("file", type=click.Path())
@format_option
@fail_on_option
@language_option
@color_option
@click.pass_context
def inspect(  # noqa: PLR0913 (one parameter for each argument and option)
    context: click.Context,
    *,
    file: str,
    format_: str,
    fail_on: str,
    language: str | None,
    color: str,
) -> None:
    """Find what one document says twice, and facts in which it disagrees with itself.

    FILE is named as for 'docdiff diff'. Reported are passages that stand again, and figures,
    dates and names that are others where the text says the same again.
    """
    (document,) = load_documents(file)
    from docdiff.pipeline.inspection import inspect as inspect_document  # noqa: PLC0415

    found = inspect_document(document, settings=Settings(language=language))
    emit(_render(found, format_, color=wants_color(color)))
    context.exit(Exit.FOUND if fails(found, fail_on) else Exit.DONE)


def _render(found: Comparison, format_: str, *, color: bool) -> str:
    """Return what was found as the options ask for it."""
    if format_ == "json":
        from docdiff.render import json_  # noqa: PLC0415 (one of them is needed)

        return json_.render_inspection(found, version=__version__)
    if color:
        from docdiff.render import terminal  # noqa: PLC0415

        return terminal.render_inspection(found, width=measure_width())
    from docdiff.render import text  # noqa: PLC0415

    return text.render_inspection(found)
