"""data-juicer again, with 128 permutations like the others, which is less work."""

from __future__ import annotations

from functools import partial

from benchmarks.versions.peers.common import PERMUTATIONS, run_adapter
from benchmarks.versions.peers.data_juicer import find_duplicates

if __name__ == "__main__":
    run_adapter(partial(find_duplicates, permutations=PERMUTATIONS))
