"""Results to strings: JSON for programs, plain text for pipes, colour for terminals."""
