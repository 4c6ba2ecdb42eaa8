"""Records of a corpus: read from JSONL and Parquet in a stream, and copied as they stand."""

from __future__ import annotations

from docdiff.read.records.file import RecordFile
from docdiff.read.records.outputs import Outputs, open_output
from docdiff.read.records.values import Batch, SkippedRecord
from docdiff.read.records.writers import ByteWriter, RecordWriter

__all__ = [
    "Batch",
    "ByteWriter",
    "Outputs",
    "RecordFile",
    "RecordWriter",
    "SkippedRecord",
    "open_output",
]
