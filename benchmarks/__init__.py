"""Measurements that run from the repository's root: ``python -m benchmarks.main_job``."""
