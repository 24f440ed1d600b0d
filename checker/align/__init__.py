"""Claims of a story -> alignments, a module a kind."""
