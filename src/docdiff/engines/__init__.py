"""Where the work on a corpus runs: on the threads and processes of this machine, joined by DuckDB."""
