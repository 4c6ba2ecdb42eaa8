"""Inner loops over arrays: plain functions that numba compiles when they are first called.

Importing a module of such functions needs no compiler, and a test can run them uncompiled.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

__all__ = ["compile_kernel"]


@cache
def compile_kernel(kernel: Callable[..., Any]) -> Callable[..., Any]:
    """Compile a function when it is first needed, or load it from numba's cache.

    The compiled function releases Python's lock. It must take and return numbers, arrays
    and tuples of them.

    Examples
    --------
    >>> def double(number):
    ...     return 2 * number
    >>> compile_kernel(double)(21)
    42
    """
    from numba import njit  # noqa: PLC0415 (loading it takes longer than most comparisons)

    try:
        compiled: Callable[..., Any] = njit(cache=True, nogil=True)(kernel)
    except RuntimeError:  # nowhere to write a cache, as in a read-only container
        compiled = njit(nogil=True)(kernel)
    return compiled
