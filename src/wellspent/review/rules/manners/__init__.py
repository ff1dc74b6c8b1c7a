"""Manners: would one say it to a person that one respects?"""
