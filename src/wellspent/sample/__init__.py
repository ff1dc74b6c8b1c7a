"""Make up a company with planted truths, as export files that go through the real import.

Everything in here is plainly fictitious and comes from a fixed seed. It writes files and nothing
else: it must not know the store, nor how anything is learned from what it plants.
"""
