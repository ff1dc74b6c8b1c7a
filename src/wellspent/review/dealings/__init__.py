"""Dealings: what our records hold of the reader: touches, talks, events, wishes."""
