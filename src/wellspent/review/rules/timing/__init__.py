"""Timing and load: is this the moment, and is it the first, or the fifth?"""
