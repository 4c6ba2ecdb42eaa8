"""Inner loops over arrays: plain functions that numba compiles when they are first called.

Importing a module of such functions needs no compiler, and a test can run them uncompiled.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
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
    from numba.core.caching import FunctionCache  # noqa: PLC0415
    from numba.core.runtime.nrt import rtsys  # noqa: PLC0415

    class Cache(FunctionCache):
        """What was compiled before, loaded without the means to compile.

        numba readies all it knows of Python and numpy first, which takes as long as to load
        numba itself; machine code needs none of it, and the compiler does it for itself.
        """

        def load_overload(self, sig: object, target_context: object) -> Any:  # noqa: ANN401
            rtsys.initialize(target_context)
            with self._guard_against_spurious_io_errors():
                return self._load_overload(sig, target_context)  # type: ignore[no-untyped-call]

    compiled: Any = njit(nogil=True)(kernel)
    # Else there is nowhere to write a cache, as in a read-only container.
    with suppress(RuntimeError):
        compiled._cache = Cache(kernel)  # type: ignore[no-untyped-call]  # noqa: SLF001
    found: Callable[..., Any] = compiled
    return found
