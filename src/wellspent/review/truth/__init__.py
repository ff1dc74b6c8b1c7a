"""Truth: statements of a draft, compared with the records, one file a kind of claim."""
