"""``docdiff normalize``: the quiet text of a file, for git's ``textconv``."""

from __future__ import annotations

import os

import click

from docdiff.cli.common import emit
from docdiff.cli.names import load_documents

_EXAMPLES = """\b
Examples:
  docdiff normalize seeds/reports.txt#1
  git config diff.docdiff.textconv "docdiff normalize"
  echo "*.txt diff=docdiff" >> .gitattributes"""


@click.command(epilog=_EXAMPLES)
@click.argument("file", type=click.Path())
def normalize(file: str) -> None:
    """Print a document without its noise, a sentence a line.

    FILE is named as for 'docdiff diff'. Width, case and traditional or simplified script are
    folded, pinyin goes, wraps are undone. As git's textconv it makes 'git diff' and 'git log
    -p' show what changed in the wording, wherever lines break.
    """
    if os.path.isfile(file) and not os.path.getsize(file):  # noqa: PTH113, PTH202
        return  # git asks for the text of empty files too
    (document,) = load_documents(file)
    from docdiff.pipeline.textconv import write_quiet  # noqa: PLC0415 (a wrong name needs none)

    emit(write_quiet(document.text))
