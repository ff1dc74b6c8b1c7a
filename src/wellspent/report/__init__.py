"""Report: tables -> answers. One question one file, each a function of Ibis tables."""
