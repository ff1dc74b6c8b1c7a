"""Signs: one file for each kind of evidence of a buying role."""
