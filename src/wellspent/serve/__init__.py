"""Doors: read the input, call one job, show the result."""
