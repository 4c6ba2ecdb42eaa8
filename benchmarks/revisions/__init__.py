"""How far the edits agree with what people mark in sentences revised by their authors."""
