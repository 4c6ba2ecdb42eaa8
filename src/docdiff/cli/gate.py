"""What ``check`` and ``accept`` share: the repository one is in, its rules, and the check."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Sequence

import attrs

from docdiff import config
from docdiff.checked import Acceptance, Check, CheckedFile
from docdiff.errors import ReadError
from docdiff.model import Change, Severity
from docdiff.pipeline.gate import Rules, check_repository
from docdiff.read.git import open_repository

__all__ = ["add_acceptances", "describe_config", "run"]


def describe_config() -> str:
    """Return the configuration that holds here, as TOML."""
    repository = open_repository()
    return config.show_config(config.load_config(repository.root or ""))


def run(paths: Sequence[str], *, base: str, head: str | None, fail_on: str | None = None) -> Check:
    """Check the repository of the folder one is in.

    Parameters
    ----------
    paths
        Files and folders as named on the command line; none means all.
    base, head
        Revisions.
    fail_on
        Goes before what the configuration says.
    """
    gc.enable()  # where whole files are paired, a search runs
    repository = open_repository()
    root = repository.root or ""
    settings = config.load_config(root)
    if repository.root is None and head is None:
        raise ReadError("a bare repository has no working tree; say --head REV")
    inside = [repository.relate(path) for path in paths]
    for path, related in zip(paths, inside, strict=True):
        states = (base, head) if head is not None else (base,)
        if not (head is None and os.path.lexists(path)) and not any(
            repository.holds(repository.resolve(state), related) for state in states
        ):
            raise ReadError(f"{path} is neither here nor in {base}; check the path")
    return check_repository(
        repository,
        base=base,
        head=head,
        wants=lambda path: settings.wants(path) and _is_below(path, inside),
        rules_for=_limit(settings.rules_for, fail_on),
        acceptances=config.load_acceptances(root),
    )


def _is_below(path: str, folders: Sequence[str]) -> bool:
    """Say whether a path is one of those named, or in one of them."""
    return not folders or any(
        not folder or path == folder or path.startswith(f"{folder}/") for folder in folders
    )


def _limit(rules_for: Callable[[str], Rules], fail_on: str | None) -> Callable[[str], Rules]:
    """Return the rules with the limit that the command line asks for."""
    if fail_on is None:
        return rules_for
    limit = None if fail_on == "never" else Severity(fail_on)
    return lambda path: attrs.evolve(rules_for(path), fails_on=limit)


def add_acceptances(chosen: Sequence[tuple[CheckedFile, Change]], reason: str) -> None:
    """Add changes to the acceptances; what stands there stays to the letter.

    Raises
    ------
    OutputError
        If the file cannot be written, or would be no TOML.
    """
    if not chosen:
        return
    root = open_repository().root
    if root is None:
        raise ReadError("a bare repository has no files; go into a working tree")
    path = os.path.join(root, config.ACCEPT_FILE)  # noqa: PTH118
    try:
        with open(path, encoding="utf-8", newline="") as file:  # noqa: PTH123
            before = file.read()
    except FileNotFoundError:
        before = ""
    after = config.append_acceptances(
        before,
        [
            Acceptance(file.path, change.fingerprint, reason, change.kind.value)
            for file, change in chosen
        ],
    )
    from docdiff.read.records import Outputs  # noqa: PLC0415 (only where a file is written)

    with Outputs() as outputs:
        outputs.open_bytes(path, packed=False).write(after.encode())
