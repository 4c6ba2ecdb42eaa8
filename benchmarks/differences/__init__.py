"""What docdiff and its peers mark between two texts, where the edits between them are known."""
