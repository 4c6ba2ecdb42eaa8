"""``docdiff check``: what changed in a repository since a revision, for CI."""

from __future__ import annotations

from collections.abc import Sequence

import click

from docdiff import __version__
from docdiff.checked import Check
from docdiff.cli.common import Exit, emit
from docdiff.model import Severity
from docdiff.render.check import FORMATS, render_check

_EXAMPLES = """\b
Exit codes:
  0  nothing at or above fail-on
  1  something at or above fail-on
  2  the command could not do its work
\b
Examples:
  docdiff check --show-config
  docdiff check --base HEAD
  docdiff check --base HEAD --format github --output markdown=summary.md docs"""


class _Output(click.ParamType[tuple[str, str]]):
    """``FORMAT=FILE``."""

    name = "format=file"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """Part the format from the file."""
        format_, equals, path = value.partition("=")
        if not equals or not path or format_ not in FORMATS:
            self.fail(f"{value!r} is not FORMAT=FILE with one of {', '.join(FORMATS)}", param, ctx)
        return format_, path


@click.command(epilog=_EXAMPLES)
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path())
@click.option("--base", help="Revision to compare with.")
@click.option("--head", help="Revision to look at.  [default: the working tree]")
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="What goes to stdout.",
)
@click.option(
    "--output",
    "outputs",
    type=_Output(),
    multiple=True,
    help="Write this format to a file as well; may be given several times.",
)
@click.option(
    "--fail-on",
    type=click.Choice([*(severity.value for severity in Severity), "never"]),
    help="Exit with 1 when a change is at least this severe.  [default: the configuration's, "
    "else warning]",
)
@click.option("--show-config", is_flag=True, help="Print the configuration that holds, and stop.")
@click.pass_context
def check(  # noqa: PLR0913 (one parameter for each argument and option)
    context: click.Context,
    *,
    paths: tuple[str, ...],
    base: str | None,
    head: str | None,
    format_: str,
    outputs: tuple[tuple[str, str], ...],
    fail_on: str | None,
    show_config: bool,
) -> None:
    """Check what changed in the documents of a git repository since a revision.

    Every text below the PATHs that differs between --base and the working tree, or --head, is
    compared with its earlier version: the file of that path, or the one that was renamed,
    rewritten, split or merged. Untracked files count as new; what git ignores does not.
    """
    if base is None and not show_config:
        raise click.UsageError("Missing option '--base'", context)
    from docdiff.cli import gate  # noqa: PLC0415 (a wrong option is told without it)

    if show_config:
        emit(gate.describe_config())
        context.exit(Exit.DONE)
    checked = gate.run(paths, base=base or "", head=head, fail_on=fail_on)
    _write(checked, outputs)
    emit(render_check(checked, format_, version=__version__))
    context.exit(Exit.FOUND if checked.fails else Exit.DONE)


def _write(checked: Check, outputs: Sequence[tuple[str, str]]) -> None:
    """Write the further outputs; all of them appear, or none."""
    if not outputs:
        return
    from docdiff.read.records import Outputs  # noqa: PLC0415 (only where a file is written)

    with Outputs() as files:
        for format_, path in outputs:
            text = render_check(checked, format_, version=__version__)
            files.open_bytes(path, packed=False).write(text.encode("utf-8", "backslashreplace"))
