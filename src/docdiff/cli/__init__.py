"""The command line: each command parses, makes one library call, prints and exits.

Tab completion comes with click: put ``eval "$(_DOCDIFF_COMPLETE=bash_source docdiff)"`` in
``~/.bashrc``; ``zsh_source`` and ``fish_source`` serve the other shells.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

import click

from docdiff import __version__
from docdiff.cli.common import Exit, abandon_stdout, complain
from docdiff.errors import DocdiffError
from docdiff.render.visible import visible

__all__ = ["main"]

# A command's module is imported when the command runs.
_COMMANDS = (
    "diff",
    "inspect",
    "find",
    "dedup",
    "check",
    "accept",
    "apply",
    "normalize",
    "git-diff",
)


class _Main(click.Group):
    """The group of commands; every way out has its exit code, and no crash says 1."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        command: click.Command = getattr(import_module(f"docdiff.cli.{name}"), name)
        return command

    def main(  # type: ignore[override]  # it never returns
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,  # noqa: ARG002 (one name, however it was started)
        **extra: Any,  # noqa: ANN401 (click's)
    ) -> NoReturn:
        """Run the command that ``args`` name, and exit."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
        if "_DOCDIFF_COMPLETE" in os.environ:
            super().main(args, "docdiff", **extra)
        extra.pop("standalone_mode", None)
        if args is not None:
            sys.exit(self._run(list(args), extra))
        # A process of its own ends before there is garbage worth collecting, also at its end:
        # 5 % of a comparison. Commands that take long turn the collector on again.
        gc.disable()
        code = self._run(sys.argv[1:], extra)
        gc.freeze()
        sys.exit(code)

    def _run(self, args: list[str], extra: dict[str, Any]) -> int:
        """Run a command and return its exit code; whatever goes wrong is told in one line."""
        try:
            with self.make_context("docdiff", args, **extra) as context:
                self.invoke(context)
        except click.exceptions.Exit as done:
            return done.exit_code
        except (KeyboardInterrupt, click.Abort):
            return Exit.INTERRUPTED
        except BrokenPipeError:
            abandon_stdout()
        except click.ClickException as error:
            return _report_click(error)
        except DocdiffError as error:
            return _report(str(error))
        except Exception as error:  # noqa: BLE001 (a crash must not look like "differs")
            return _report_crash(error)
        return Exit.DONE


@click.group(
    cls=_Main,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog='Tab completion for bash: eval "$(_DOCDIFF_COMPLETE=bash_source docdiff)"; '
    "zsh_source and fish_source serve the other shells.",
)
@click.version_option(__version__, prog_name="docdiff")
def main() -> None:
    """Tell which documents are versions of one another, and which facts differ."""


def _report(message: str) -> int:
    """Say on one line of stderr what is wrong."""
    if sys.stderr is not None:
        complain(f"docdiff: error: {visible(message)}")
    return Exit.ERROR


def _report_click(error: click.ClickException) -> int:
    """Say what is wrong with the command line, and where to read on."""
    message = " ".join(error.format_message().split())
    if isinstance(error, click.UsageError) and error.ctx is not None:
        if error.message == error.ctx.get_help():  # the command was named without arguments
            complain(error.message)
            return Exit.ERROR
        message = f"{message.removesuffix('.')}; see '{error.ctx.command_path} --help'"
    return _report(message)


def _report_crash(error: Exception) -> int:
    """Say that docdiff failed, and how to see where."""
    if isinstance(error, OSError):
        return _report(f"{error.strerror or error}; check the files and the folder you are in")
    if os.environ.get("DOCDIFF_DEBUG"):
        import traceback  # noqa: PLC0415

        traceback.print_exception(error)
    return _report(
        f"docdiff failed: {type(error).__name__}: {error}; "
        f"DOCDIFF_DEBUG=1 shows where, please report it"
    )
