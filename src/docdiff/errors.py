"""The errors docdiff raises for what its caller can mend.

Types are public API, message texts are not. A wrong argument is a ``ValueError``.
"""


class DocdiffError(Exception):
    """Base of every error that docdiff raises on purpose."""


class ReadError(DocdiffError):
    """A file cannot be read as a document; nothing was guessed."""


class OutputError(DocdiffError):
    """An output cannot be written; what stood at its path is untouched."""


class SchemeMismatchError(DocdiffError, ValueError):
    """Signatures made under different schemes were about to be compared."""


class PatchError(DocdiffError, ValueError):
    """A patch does not fit the text it was to be applied to; the text is untouched."""


class MissingExtraError(DocdiffError, ImportError):
    """A feature needs an optional dependency that is not installed."""

    def __init__(self, feature: str, *, extra: str) -> None:
        super().__init__(f"{feature} needs an optional dependency: pip install 'docdiff[{extra}]'")
        self.extra = extra
