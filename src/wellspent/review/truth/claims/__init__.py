"""Claims: statements of fact in a draft, each compared with our records; one kind, one file."""
