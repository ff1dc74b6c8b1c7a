"""Qualify: a lead -> its fit, with exact reasons, and the past cases that it looks like."""
