"""Files of records to the records that stay, and a reason for each that goes."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from typing import Any, Final

import attrs

from docdiff import __version__
from docdiff.engines.local import LocalEngine
from docdiff.engines.texts import TextStore
from docdiff.fingerprint import Scheme
from docdiff.model import Progress, Settings, ignore_progress
from docdiff.pipeline.removals import Removal, find_removals
from docdiff.pipeline.search import batch_texts
from docdiff.read.records import Outputs, RecordFile, SkippedRecord
from docdiff.render.removals import render_facts, render_line

__all__ = ["DedupSummary", "dedup_files"]

# Skipped records that the removed file lists; it counts them all.
_LISTED: Final = 1_000
_SHARES: Final = {
    "jaccard": "jaccard",
    "containment": "containment_of_b",
    "containment_of_matched": "containment_of_a",
    "weighted_containment": "weighted_containment_b",
    "weighted_containment_of_matched": "weighted_containment_a",
}


@attrs.frozen
class DedupSummary:
    """How many records were read, kept, removed, and skipped since they could not be read."""

    records: int
    kept: int
    removed: int
    skipped: int


@attrs.define
class _Records:
    """What is known of all records: id, file and row, in the order of the input."""

    ids: list[str] = attrs.field(factory=list)
    files: array[int] = attrs.field(factory=lambda: array("i"))
    rows: array[int] = attrs.field(factory=lambda: array("q"))
    texts: TextStore = attrs.field(factory=TextStore)
    skipped: list[SkippedRecord] = attrs.field(factory=list)
    skipped_count: int = 0

    def skip(self, record: SkippedRecord) -> None:
        """Count a record that cannot be read."""
        self.skipped_count += 1
        if len(self.skipped) < _LISTED:
            self.skipped.append(record)


def dedup_files(  # noqa: PLR0913 (keyword-only)
    files: Sequence[RecordFile],
    *,
    output: str,
    removed: str,
    settings: Settings,
    keeps_figures: bool = True,
    threads: int | None = None,
    on_skip: Callable[[SkippedRecord], None],
    on_progress: Callable[[Progress], None] = ignore_progress,
) -> DedupSummary:
    """Copy the records of some files that are no copy or version of another one.

    Parameters
    ----------
    files
        All of one kind.
    output
        Where the kept records go, as they stand.
    removed
        Where a header and a line for each removed record go.
    settings
        What a version is, and which one stays.
    keeps_figures
        Whether a record stays that has a figure or date which the kept one lacks.
    threads
        How many work side by side; by default as many as this process may use. The outputs
        do not depend on it.
    on_skip
        Called with each record that cannot be read; what it raises ends the work.
    on_progress
        Called now and then with what is done and what there is to do.

    Returns
    -------
    DedupSummary
        Both outputs are in their places then; where an error is raised, none is.

    Raises
    ------
    ReadError
        If a file is damaged, or was changed meanwhile.
    OutputError
        If an output cannot be written, or would overwrite an input.
    """
    records = _Records()

    def skip(record: SkippedRecord) -> None:
        records.skip(record)
        on_skip(record)

    scheme = Scheme(num_perm=settings.num_perm, shingle_size=settings.shingle_size)
    with (
        closing(records.texts),
        Outputs(files) as outputs,
        LocalEngine(scheme, threads=threads) as engine,
    ):
        kept_out, removed_out = outputs.open_records(output), outputs.open_bytes(removed)
        for texts in _read(files, records, skip, on_progress):
            engine.add(texts)
        removals = find_removals(
            engine.finish(),
            records.ids,
            records.texts.__getitem__,
            settings=settings,
            engine=engine,
            keeps_figures=keeps_figures,
            on_progress=on_progress,
        )
        masks = [bytearray(file.row_count or 0) for file in files]
        for number, row in zip(records.files, records.rows, strict=True):
            masks[number][row] = 1
        for removal in removals:
            masks[records.files[removal.row]][records.rows[removal.row]] = 0
        for done, (file, mask) in enumerate(zip(files, masks, strict=True)):
            on_progress(Progress("copy", done, len(files)))
            file.copy_kept(mask, kept_out)
        count = len(records.ids)
        summary = DedupSummary(count, count - len(removals), len(removals), records.skipped_count)
        lines = _lines(files, records, removals, summary, settings, keeps_figures=keeps_figures)
        for line in lines:
            removed_out.write(line)
    return summary


def _read(
    files: Sequence[RecordFile],
    records: _Records,
    skip: Callable[[SkippedRecord], None],
    on_progress: Callable[[Progress], None],
) -> Iterator[list[str]]:
    """Yield the texts of all records in batches; note their names and places."""
    before, total = 0, sum(file.size for file in files)
    for number, file in enumerate(files):
        for batch in file.batches(skip):
            on_progress(Progress("read", before + file.bytes_read, total))
            records.ids += batch.ids
            records.rows.extend(batch.rows)
            records.files.extend([number] * len(batch.rows))
            records.texts.add(batch.texts)
            yield from batch_texts(batch.texts)
        before += file.size
    on_progress(Progress("read", total, total))


def _lines(  # noqa: PLR0913
    files: Sequence[RecordFile],
    records: _Records,
    removals: Sequence[Removal],
    summary: DedupSummary,
    settings: Settings,
    *,
    keeps_figures: bool,
) -> Iterator[bytes]:
    """Yield the lines of the removed file: what was done, then each record that went."""
    yield render_line(
        {
            "schema": "docdiff.dedup/1",
            "version": __version__,
            "settings": {**attrs.asdict(settings), "facts": "keep" if keeps_figures else "ignore"},
            "inputs": [file.path for file in files],
            **attrs.asdict(summary),
            "skipped_records": [
                {"path": record.path, "row": record.row, "reason": record.reason}
                for record in records.skipped
            ],
        }
    )
    for removal in removals:
        yield render_line(_describe(files, records, removal))


def _describe(files: Sequence[RecordFile], records: _Records, removal: Removal) -> dict[str, Any]:
    """Return the line of one removed record."""
    likeness = removal.verdict.likeness
    return {
        "id": records.ids[removal.row],
        "path": files[records.files[removal.row]].path,
        "row": records.rows[removal.row] + 1,
        "matched": records.ids[removal.kept],
        "matched_path": files[records.files[removal.kept]].path,
        "matched_row": records.rows[removal.kept] + 1,
        "relation": removal.verdict.relation.value,
        **{name: round(getattr(likeness, field), 6) for name, field in _SHARES.items()},
        "reason": removal.verdict.reason,
        "facts_lost": render_facts(removal.lost),
        "facts_gained": render_facts(removal.gained),
    }
