"""Where the work on a corpus runs: threads and processes of this machine."""
