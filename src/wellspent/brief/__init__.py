"""Brief: one page before a talk, every line of it cited, marked as a hypothesis, or not there."""
