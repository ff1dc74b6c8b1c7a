"""Titles: a job title to the level and area that it names, and a prior over buying roles."""
