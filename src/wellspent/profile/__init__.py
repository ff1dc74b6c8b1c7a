"""Learn from past cases what the most valuable customers have in common, and how far to trust it.

It is given records and columns and returns records: it never opens the store and reads no
settings.
"""
