"""Value: what does the reader get out of it?"""
