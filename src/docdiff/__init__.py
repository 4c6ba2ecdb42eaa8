"""Which documents are versions of one another, and which figures, dates and words differ."""
