"""How right and how fast docdiff finds versions in a corpus, beside what else is in use.

The peers' adapters in `peers` run in environments of their own, so this package and that one
import nothing.
"""
