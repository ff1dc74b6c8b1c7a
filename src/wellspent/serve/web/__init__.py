"""Pages: server-rendered, readable without scripts. Each file answers one part of the site."""
