"""How right the differences are: one known edit at a time, and what docdiff says of it."""
