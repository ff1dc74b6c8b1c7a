"""Relevance: is it about this reader?"""
