"""``docdiff find``: find the version families among files and folders."""

from __future__ import annotations

import gc

import click

from docdiff import __version__
from docdiff.cli.common import (
    Exit,
    color_option,
    complain,
    emit,
    format_option,
    quiet_option,
    shown_progress,
    threads_option,
    threshold_option,
    wants_color,
)
from docdiff.errors import ReadError
from docdiff.model import KEEP_RULES, Settings, VersionSearch
from docdiff.read import read_documents
from docdiff.render.visible import visible

_EXAMPLES = """\b
Exit codes:
  0  done
  1  done, and some input was skipped; stderr names it
  2  the command could not do its work
\b
Examples:
  docdiff find seeds/
  docdiff find --format json seeds/
  docdiff find --threshold 0.5 --keep longest seeds/"""


@click.command(epilog=_EXAMPLES)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path())
@format_option
@color_option
@threshold_option
@click.option(
    "--keep",
    type=click.Choice(KEEP_RULES),
    default="most-complete",
    show_default=True,
    help="Which version represents a family; newest is the last in the order of the paths.",
)
@threads_option
@quiet_option
@click.pass_context
def find(  # noqa: PLR0913 (click passes each option)
    context: click.Context,
    *,
    paths: tuple[str, ...],
    format_: str,
    color: str,
    threshold: float,
    keep: str,
    threads: int | None,
    quiet: bool,
) -> None:
    """Find which documents in files and folders are versions of one another.

    A file with labels 第一篇, 第二篇 … at line starts holds several documents, FILE#1,
    FILE#2 … Folders are read with their subfolders; hidden files and links are passed
    over, files that are no text are skipped and named.
    """
    gc.enable()
    skipped: list[ReadError] = []
    documents = read_documents(*paths, on_skip=skipped.append)
    if not documents and len(skipped) == 1:
        raise skipped[0]
    for error in skipped:
        complain(f"docdiff: skipped: {visible(str(error))}")
    if not documents:
        raise ReadError(f"{', '.join(paths)}: no document found; name files that hold text")
    from docdiff.pipeline.versions import find_versions  # noqa: PLC0415 (loads the arrays of a search)

    settings = Settings(threshold=threshold, keep=keep)
    with shown_progress(quiet=quiet) as show:
        search = find_versions(documents, settings=settings, threads=threads, on_progress=show)
    emit(_render(search, format_, color=wants_color(color)))
    context.exit(Exit.FOUND if skipped else Exit.DONE)


def _render(search: VersionSearch, format_: str, *, color: bool) -> str:
    """Return the search as the options ask for it."""
    if format_ == "json":
        from docdiff.render import json_  # noqa: PLC0415 (one of the two is needed)

        return json_.render_search(search, version=__version__)
    from docdiff.render import text  # noqa: PLC0415

    return text.render_search(search, color=color)
