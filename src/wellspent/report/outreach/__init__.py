"""Questions to what we sent and what came of it: one question one file."""
