"""Clean: from raw rows to records, one file per kind of value; words and mappings are data."""
