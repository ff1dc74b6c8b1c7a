"""Reach: who can say yes, with which evidence, and when and how they can be reached."""
