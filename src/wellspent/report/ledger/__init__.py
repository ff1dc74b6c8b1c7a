"""Questions to the ledger: one question one file."""
