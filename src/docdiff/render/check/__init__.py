"""A check in the formats that people, forges and code reviews read; one module each."""

from __future__ import annotations

from importlib import import_module

from docdiff.checked import Check

__all__ = ["FORMATS", "render_check"]

_MODULES = {"json": "json_"}
FORMATS = ("text", "markdown", "json", "github", "sarif", "gitlab", "junit", "rdjsonl")


def render_check(check: Check, format_: str, *, version: str) -> str:
    """Return a check in one of ``FORMATS``.

    Parameters
    ----------
    check
        What to render.
    format_
        The name of the format; its module is imported here.
    version
        The version of docdiff that made it.
    """
    module = import_module(f"docdiff.render.check.{_MODULES.get(format_, format_)}")
    rendered: str = module.render(check, version=version)
    return rendered
