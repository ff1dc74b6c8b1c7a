"""Tests of what a draft states, compared with the records."""
