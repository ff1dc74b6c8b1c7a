"""Collect: from the outside to raw rows, one file per source. No value is interpreted here."""
