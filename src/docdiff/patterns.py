"""Regular expressions that are compiled when first used, since start-up time counts."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import Any


class Pattern:
    """A regular expression, or a function that makes it once the tables are read.

    >>> Pattern("[0-9]+").match("2003年", 0).group()
    '2003'
    """

    def __init__(self, source: str | Callable[[], str], flags: int = 0) -> None:
        self._source = source
        self._flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The compiled expression."""
        source = self._source
        return re.compile(source if isinstance(source, str) else source(), self._flags)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (the methods of an expression)
        """Return any other method of the compiled expression; it is found at once from then on."""
        if name.startswith("_"):
            raise AttributeError(name)
        method = getattr(self.compiled, name)
        setattr(self, name, method)
        return method

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        """The method of the compiled expression."""
        return self.compiled.match

    @cached_property
    def search(self) -> Callable[..., re.Match[str] | None]:
        """The method of the compiled expression."""
        return self.compiled.search

    @cached_property
    def sub(self) -> Callable[..., str]:
        """The method of the compiled expression."""
        return self.compiled.sub

    @cached_property
    def split(self) -> Callable[..., list[str]]:
        """The method of the compiled expression."""
        return self.compiled.split
