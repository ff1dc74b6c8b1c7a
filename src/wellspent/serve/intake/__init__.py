"""The public door: forms and webhooks, open to everybody, apart from all other pages."""
