"""The public verbs, each reading from top to bottom like the way of the data."""
