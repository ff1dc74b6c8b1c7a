"""Choosing: which rules are on, by configuration and what was asked for."""
