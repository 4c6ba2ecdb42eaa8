"""Regular expressions that are compiled when first used, since start-up time counts."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property


class Pattern:
    """A regular expression, or a function that makes it once the tables are read.

    >>> Pattern("[0-9]+").match("2003年", 0).group()
    '2003'
    """

    def __init__(self, source: str | Callable[[], str]) -> None:
        self._source = source

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The compiled expression."""
        source = self._source
        return re.compile(source if isinstance(source, str) else source())

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        """The method of the compiled expression."""
        return self.compiled.match

    @cached_property
    def search(self) -> Callable[..., re.Match[str] | None]:
        """The method of the compiled expression."""
        return self.compiled.search
