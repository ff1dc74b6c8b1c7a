"""Suppressing: findings that a team chose not to hear, with the reason."""
