"""Documents to families: the verb, which loads the arrays of a search only when it is called."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from docdiff.model import Document, Progress, Settings, VersionSearch, ignore_progress
from docdiff.pipeline.checks import checked_settings, refuse_others

__all__ = ["find_versions"]


def find_versions(
    documents: Iterable[Document],
    *,
    settings: Settings | None = None,
    threads: int | None = None,
    on_progress: Callable[[Progress], None] = ignore_progress,
) -> VersionSearch:
    """Find which documents are versions of one another.

    Parameters
    ----------
    documents
        Any documents; their ids must differ.
    settings
        What similarity is measured with, and from which share on texts are versions.
    threads
        How many work side by side; by default as many as this process may use. The result
        does not depend on it.
    on_progress
        Called in each step, now and then, with what is done and what there is to do.

    Returns
    -------
    VersionSearch
        Related pairs, each checked exactly, and the families. Of documents that are identical
        one is paired with each of the others, and stands for them in further pairs. The order
        of the documents decides nothing but the order of the pairs, unless ``settings.keep``
        asks for it.

    Raises
    ------
    ValueError
        If two documents have one id, or there are no threads.
    TypeError
        If something else than a document is given.

    Examples
    --------
    >>> from docdiff import Document, find_versions
    >>> a, b = Document("a", "Invested: 4.5 million"), Document("b", "Invested: 4.6 million")
    >>> find_versions([a, b, Document("c", "Call me.")]).families[0].members
    ('a', 'b')
    """
    from docdiff.pipeline.search import search_versions  # noqa: PLC0415

    settings = checked_settings(settings)
    given = tuple(documents) if not isinstance(documents, str) else (documents,)
    refuse_others(given)
    return search_versions(given, settings, threads=threads, on_progress=on_progress)
