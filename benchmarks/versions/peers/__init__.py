"""One adapter for each tool that docdiff is measured against.

Each runs as ``python -m benchmarks.versions.peers.NAME CORPUS ANSWER WORK`` under the python of
the peer's own environment: it reads the corpus, finds near-duplicates by the peer's own
interface and settings, and writes ``{"families": [{"members": [id, …]}]}`` to ANSWER, or
``{"kept": [id, …]}`` where the peer says no more. WORK is an empty folder for its own files.
"""
