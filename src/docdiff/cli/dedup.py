"""``docdiff dedup``: thin a corpus of records, with the reason for every removal."""

from __future__ import annotations

import gc
import re
from typing import TYPE_CHECKING, Final

import click

from docdiff.cli.common import (
    Exit,
    complain,
    quiet_option,
    shown_progress,
    threads_option,
    threshold_option,
)
from docdiff.errors import ReadError
from docdiff.model import KEEP_RULES, Settings
from docdiff.render.visible import visible

if TYPE_CHECKING:
    from docdiff.read.records import SkippedRecord

# Skipped records that are named on stderr.
_NAMED: Final = 10
_PACKED: Final = re.compile(r"(?:\.(?:jsonl|ndjson|json|parquet))?(?:\.(?:gz|zst))?$")

_EXAMPLES = """\b
Exit codes:
  0  done
  1  done, and some records were skipped; stderr and the removed file name them
  2  the command could not do its work, and wrote nothing
\b
Examples:
  docdiff dedup corpus.jsonl --output kept.jsonl
  docdiff dedup part1.jsonl.zst part2.jsonl.zst --output kept.jsonl.zst --removed gone.jsonl
  docdiff dedup corpus.parquet --text-field content --output kept.parquet --facts ignore"""


@click.command(epilog=_EXAMPLES)
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True, type=click.Path())
@click.option(
    "--output", required=True, type=click.Path(), help="Where the records go that are kept."
)
@click.option(
    "--removed",
    type=click.Path(),
    help="Where the reason for each removal goes, as JSON lines.  [default: OUTPUT's name "
    "with .removed.jsonl]",
)
@click.option(
    "--keep",
    type=click.Choice(KEEP_RULES),
    default="most-complete",
    show_default=True,
    help="Which of the versions of one text is kept; newest is the last in the input.",
)
@click.option(
    "--facts",
    type=click.Choice(["keep", "ignore"]),
    default="keep",
    show_default=True,
    help="Keep a record that has a figure or date which the one kept lacks, or do not look.",
)
@click.option("--text-field", default="text", show_default=True, help="Field of the text.")
@click.option("--id-field", default="id", show_default=True, help="Field of the record's name.")
@threshold_option
@threads_option
@click.option("--strict", is_flag=True, help="Stop at the first record that cannot be read.")
@quiet_option
@click.pass_context
def dedup(  # noqa: PLR0913 (click passes each option)
    context: click.Context,
    *,
    inputs: tuple[str, ...],
    output: str,
    removed: str | None,
    keep: str,
    facts: str,
    text_field: str,
    id_field: str,
    threshold: float,
    threads: int | None,
    strict: bool,
    quiet: bool,
) -> None:
    """Remove from a corpus the records that are copies or versions of another record.

    INPUT is JSON lines or Parquet, plain or packed by gzip or zstd. What is kept is copied as
    it stands. Records of one template about different subjects, such as the budgets of two
    years, are no versions and stay; so do records whose figures differ, unless --facts
    ignore. The outputs appear together when all is done.
    """
    from docdiff.pipeline.dedup import dedup_files  # noqa: PLC0415 (loads the arrays of a search)
    from docdiff.read.records import RecordFile  # noqa: PLC0415

    gc.enable()
    try:
        files = [RecordFile(path, text_field=text_field, id_field=id_field) for path in inputs]
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    with shown_progress(quiet=quiet) as show:
        summary = dedup_files(
            files,
            output=output,
            removed=removed or _beside(output),
            settings=Settings(threshold=threshold, keep=keep),
            keeps_figures=facts == "keep",
            threads=threads,
            on_skip=_Skips(strict=strict),
            on_progress=show,
        )
    if summary.skipped > _NAMED:
        complain(f"docdiff: skipped: {summary.skipped - _NAMED} more; the removed file lists them")
    if not quiet:
        noun = "record" if summary.records == 1 else "records"
        complain(
            f"{summary.records} {noun}: {summary.kept} kept, {summary.removed} removed, "
            f"{summary.skipped} skipped"
        )
    context.exit(Exit.FOUND if summary.skipped else Exit.DONE)


class _Skips:
    """Names the first records that cannot be read on stderr, or stops at the very first."""

    def __init__(self, *, strict: bool) -> None:
        self._strict = strict
        self._named = 0

    def __call__(self, record: SkippedRecord) -> None:
        message = f"{record.path}:{record.row} {record.reason}"
        if self._strict:
            raise ReadError(f"{message}; mend the record, or leave out --strict to pass it over")
        self._named += 1
        if self._named <= _NAMED:
            complain(f"docdiff: skipped: {visible(message)}")


def _beside(output: str) -> str:
    """Return where the reasons go by default: beside the output."""
    return f"{_PACKED.sub('', output)}.removed.jsonl"
