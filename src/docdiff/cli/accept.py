"""``docdiff accept``: put down that a change is meant."""

from __future__ import annotations

import click

from docdiff.cli.common import Exit, complain, emit
from docdiff.errors import ReadError
from docdiff.render.check.findings import show_path
from docdiff.render.visible import visible

_EXAMPLES = """\b
Exit codes:
  0  done
  2  the command could not do its work, and wrote nothing
\b
Examples:
  docdiff check --base HEAD
  docdiff accept 7507f7c2b0a00ed1 --base HEAD --reason "The fee is another one now\""""


@click.command(epilog=_EXAMPLES)
@click.argument("fingerprints", metavar="FINGERPRINT...", nargs=-1, required=True)
@click.option("--base", required=True, help="Revision to compare with, as in 'docdiff check'.")
@click.option("--head", help="Revision to look at.  [default: the working tree]")
@click.option("--reason", required=True, help="Why the change is meant; whoever reviews reads it.")
@click.pass_context
def accept(
    context: click.Context,
    *,
    fingerprints: tuple[str, ...],
    base: str,
    head: str | None,
    reason: str,
) -> None:
    """Accept changes that 'docdiff check' reports, by their fingerprints.

    They are added to docdiff-accept.toml at the top of the repository, which is to be
    committed with the change. A fingerprint stays the same when other parts of the document
    change. Entries that match no change any more are named; take them out.
    """
    from docdiff.cli import gate  # noqa: PLC0415 (a wrong option is told without it)

    if not reason.strip():
        raise ReadError("the reason is empty; say why the change is meant")
    checked = gate.run((), base=base, head=head)
    known = {change.fingerprint for _, change in checked.changes}
    accepted = {change.fingerprint for file in checked.files for change in file.accepted}
    for fingerprint in fingerprints:
        if fingerprint not in known | accepted:
            raise ReadError(
                f"no change has the fingerprint {fingerprint}; "
                f"'docdiff check --base {base}' shows those there are in brackets"
            )
    chosen = [
        (file, change) for file, change in checked.changes if change.fingerprint in fingerprints
    ]
    gate.add_acceptances(chosen, reason)
    emit(
        "".join(
            f"accepted  {change.kind.value}  {show_path(file.path)}  {visible(change.message)}\n"
            for file, change in chosen
        )
    )
    if checked.unused:
        complain("docdiff: acceptances that match no change; take them out:")
        for unused in checked.unused:
            complain(f"docdiff:   {visible(unused.path)} {visible(unused.fingerprint)}")
    context.exit(Exit.DONE)
