"""Review: a draft -> findings.

A linter for outreach: one rule, one file (`rules/<family>/<rule>.py`), its phrases as data
(`words/<rule>.toml`), and statements of fact compared with our own records (`claims/<kind>.py`).
This room is given a draft and what our records know; it never opens the store.
"""
