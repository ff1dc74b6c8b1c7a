"""Keep and fetch: the only room that talks to SQLite or PostgreSQL.

One file a subject, functions taking the `Store` that `connect.open_store` gives.
"""
