"""Where the work on a corpus runs: on the threads of this machine, joined by DuckDB."""
