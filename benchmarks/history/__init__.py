"""The kernels as asv times them over the history: ``asv run``, with ``asv.conf.json``."""
