"""Deliver: what was decided -> other programs and people. Only what the team has turned on."""
