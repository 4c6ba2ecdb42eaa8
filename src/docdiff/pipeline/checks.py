"""What every verb asks of its arguments."""

from __future__ import annotations

from collections.abc import Iterable

from docdiff.model import Document, Settings

__all__ = ["checked_settings", "refuse_others"]


def checked_settings(settings: Settings | None) -> Settings:
    """Return the settings, the default ones for None."""
    if settings is None:
        return Settings()
    if not isinstance(settings, Settings):
        raise TypeError(f"settings must be docdiff.Settings, but is {type(settings).__name__}")
    return settings


def refuse_others(documents: Iterable[object]) -> None:
    """Raise unless all are documents, of different ids: results could not tell twins apart."""
    seen: set[str] = set()
    for document in documents:
        if not isinstance(document, Document):
            raise TypeError(
                f"a document is wanted, but {type(document).__name__} was given; "
                f"make one: docdiff.Document('name', text), or docdiff.read_documents(path)"
            )
        if document.id in seen:
            raise ValueError(f"two documents have the id {document.id!r}; give each its own")
        seen.add(document.id)
