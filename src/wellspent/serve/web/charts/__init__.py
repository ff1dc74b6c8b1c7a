"""Charts as SVG made on the server: one chart one file, pure functions from records."""
