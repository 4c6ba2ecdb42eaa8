"""One adapter for each tool that names what differs between two texts.

Each runs as ``python -m benchmarks.differences.peers.NAME PAIRS ANSWER`` under the interpreter of
the peer's own environment, or as a script of the peer's own language. PAIRS has a JSON object
``{"language", "old", "new"}`` a line. ANSWER gets ``{"version"}`` and then, a line for each pair,
``{"seconds", "marks"}``: how long the peer's own call took, tokens included, and what it marks as
``[old start, old end, new start, new end]`` in code points.
"""
