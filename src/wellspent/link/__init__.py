"""Records to who is the same: finds the contact and account that an enquiry means.

Given records and a lookup, gives links; never opens the store. Better silent than wrong.
"""
