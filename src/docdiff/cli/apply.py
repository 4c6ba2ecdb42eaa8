"""``docdiff apply``: turn an old text into the new one, exactly."""

from __future__ import annotations

import sys

import click

from docdiff.cli.common import Exit, abandon_stdout
from docdiff.cli.names import load_documents
from docdiff.errors import OutputError, PatchError
from docdiff.model import Document
from docdiff.patch import Patch
from docdiff.read import explain

_EXAMPLES = """\b
Exit codes:
  0  done
  2  the patch does not fit, or is none; nothing was written
\b
Examples:
  docdiff apply 1-to-2.patch 1.txt
  docdiff apply 1-to-2.patch 1.txt --output 2.txt"""


@click.command(epilog=_EXAMPLES)
@click.argument("patch", type=click.Path())
@click.argument("file", type=click.Path())
@click.option(
    "--output",
    type=click.Path(),
    help="Where the new text goes; FILE itself is fine.  [default: stdout]",
)
@click.pass_context
def apply(context: click.Context, *, patch: str, file: str, output: str | None) -> None:
    """Apply a patch that 'docdiff diff --format patch' wrote, or refuse.

    Every passage that the patch replaces, and what stands around it, must be in FILE to the
    letter and at its place. The result keeps FILE's encoding, byte-order mark and line ends;
    UTF-16 and UTF-32 come out in this machine's byte order.
    """
    if patch == file == "-":
        raise click.UsageError("PATCH and FILE are both stdin, which can be read once", context)
    written = _read_patch(patch)
    (document,) = load_documents(file)
    data = _encode(written.apply(document.text), document)
    if output is None:
        _emit(data)
    else:
        from docdiff.read.records import Outputs  # noqa: PLC0415 (only where a file is written)

        with Outputs() as outputs:
            outputs.open_bytes(output, packed=False).write(data)
    context.exit(Exit.DONE)


def _read_patch(name: str) -> Patch:
    """Return the patch of a file; one between equal texts is empty."""
    try:
        if name == "-":
            raw = sys.stdin.buffer.read() if sys.stdin is not None else b""
        else:
            with open(name, "rb") as file:  # noqa: PTH123
                raw = file.read()
        return Patch.parse(raw.decode("ascii"))
    except OSError as error:
        raise explain(name, error) from None
    except UnicodeDecodeError:
        raise PatchError(f"{name} is no patch: it is not ASCII, as patches are") from None
    except PatchError as error:
        raise PatchError(f"{name}: {error}") from None


def _encode(text: str, document: Document) -> bytes:
    """Return a text as the bytes of its document's encoding, its byte-order mark included."""
    encoding = document.origin.encoding if document.origin else "utf-8"
    try:
        return text.encode(encoding)
    except UnicodeEncodeError as error:
        raise OutputError(
            f"the new text has {error.object[error.start]!r}, which {encoding} lacks, the encoding "
            f"of {document.id}; save that as UTF-8 first"
        ) from None


def _emit(data: bytes) -> None:
    """Write bytes to stdout."""
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    except BrokenPipeError:
        abandon_stdout()
