"""Phrases: texts -> where which of many phrases stand in them, and which language they are in.

A room of its own, since both *qualify* (what an enquiry says) and *review* (what a draft says) read
texts so. It knows no words itself: the phrases are files of the rooms that use them.
"""
