"""Signals: one file each; reads one thing off an enquiry, with its evidence."""
