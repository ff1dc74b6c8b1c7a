"""The store's tables, release by release."""
