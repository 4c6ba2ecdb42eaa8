"""The benchmarks, run from the repository's root: ``python -m benchmarks --help``."""
