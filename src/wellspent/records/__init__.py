"""What things are: frozen dataclasses and enums. Imports nothing else of ours.

The docstrings here are the glossary: the same words are used in Python, CLI, URLs, database and
docs.
"""
