"""Questions to our time: where it went, what became of it. One question one file."""
