"""The three suites: each returns tables."""
