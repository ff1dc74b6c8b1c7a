"""Rules, by family: one rule, one file. The folder is the registry."""
