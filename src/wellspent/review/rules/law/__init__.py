"""Law: what the rules of some countries ask for. States them and their source; no legal advice."""
