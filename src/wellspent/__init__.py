"""Wellspent: every minute asked of a customer, worth it."""
