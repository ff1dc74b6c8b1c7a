"""Stores for tests: the same suite runs on SQLite and on a real PostgreSQL server."""
