"""What the commands share: exit codes, and how a result leaves the process."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import IntEnum

import click

from docdiff.model import LANGUAGES, Comparison, Progress, Settings, Severity, ignore_progress

__all__ = [
    "Exit",
    "abandon_stdout",
    "complain",
    "emit",
    "fail_on_option",
    "fails",
    "language_option",
    "measure_width",
    "quiet_option",
    "shown_progress",
    "threads_option",
    "threshold_option",
    "wants_color",
]

_MOST_COLUMNS = 1000  # a wider table is no table
_WIDTH = 80  # where no terminal tells


class Exit(IntEnum):
    """Exit codes; CI scripts rely on them, so they are public API."""

    DONE = 0  # diff: nothing at or above --fail-on
    FOUND = 1  # diff: something at or above --fail-on; find: done, and some input was skipped
    ERROR = 2  # the command could not do its work
    INTERRUPTED = 130  # as shells say it of SIGINT


def emit(text: str) -> None:
    """Write a result to stdout, whole.

    A reader that has gone away, as ``head`` does, has what it wanted: the exit code stays that
    of the work. Any other failure to write is an error.
    """
    if sys.stdout is None:
        raise click.ClickException("stdout is closed; send the result to a file or a pipe")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        abandon_stdout()
    except OSError as error:
        abandon_stdout()
        raise click.ClickException(
            f"the result cannot be written: {error.strerror}; send it elsewhere"
        ) from error


def complain(message: str) -> None:
    """Write one line to stderr; where that cannot be, the exit code alone has to tell."""
    try:
        click.echo(message, err=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def abandon_stdout() -> None:
    """Let what is still buffered go nowhere; else Python tries again and exits with 120."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def wants_color(color: str) -> bool:
    """Say whether output is coloured: ``always``, ``never``, or ``auto`` in a terminal."""
    if color != "auto":
        return color == "always"
    return (
        sys.stdout is not None
        and sys.stdout.isatty()
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM") != "dumb"
    )


def measure_width() -> int:
    """Return the columns of the terminal, as COLUMNS or the terminal itself has them."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns[:5]) > 0:
        return min(int(columns[:5]), _MOST_COLUMNS)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or _WIDTH
    except (OSError, ValueError):  # ValueError: stdout has no file
        return _WIDTH


@contextmanager
def shown_progress(*, quiet: bool = False) -> Iterator[Callable[[Progress], None]]:
    """Give a callback that draws a bar on stderr where that is a terminal, and wipe it."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield ignore_progress
        return
    from rich import progress as rich_progress  # noqa: PLC0415 (only where a bar is drawn)
    from rich.console import Console  # noqa: PLC0415

    columns = (
        rich_progress.TextColumn("{task.description:>12}"),
        rich_progress.BarColumn(),
        rich_progress.TaskProgressColumn(),
        rich_progress.TextColumn("{task.fields[rate]}"),
        rich_progress.TimeRemainingColumn(compact=True),
    )
    console = Console(stderr=True)
    with rich_progress.Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None, rate="")
        step = ""

        def show(progress: Progress) -> None:
            nonlocal step
            if progress.step != step:
                step = progress.step
                bar.reset(task, description=step, total=progress.total or None, rate="")
            speed = bar.tasks[0].speed
            rate = f"{speed:,.0f}/s" if speed else ""
            bar.update(task, completed=progress.done, total=progress.total or None, rate=rate)

        yield show


def fails(comparison: Comparison, fail_on: str) -> bool:
    """Say whether a change is at least as severe as ``fail_on``."""
    if fail_on == "never":
        return False
    limit = Severity(fail_on).rank
    return any(change.severity.rank >= limit for change in comparison.changes)


fail_on_option = click.option(
    "--fail-on",
    type=click.Choice([*(severity.value for severity in Severity), "never"]),
    default=Severity.WARNING.value,
    show_default=True,
    help="Exit with 1 when a change is at least this severe.",
)
format_option = click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text for people, or JSON for programs.",
)
color_option = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colour the text: auto does in a terminal unless NO_COLOR is set.",
)
language_option = click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    help="Read figures of paragraphs whose words do not tell, such as tables, as it writes them: "
    "1.200 is 1200 in German.  [default: as the words of the whole text tell]",
)
threshold_option = click.option(
    "--threshold",
    type=click.FloatRange(0, 1),
    default=Settings().threshold,
    show_default=True,
    help="Share of one text that must stand in the other, rare passages weighing most; more is "
    "asked for among few documents.",
)
threads_option = click.option(
    "--threads", type=click.IntRange(1), help="Threads to use.  [default: one a processor]"
)
quiet_option = click.option("--quiet", is_flag=True, help="Draw no progress, say no summary.")
