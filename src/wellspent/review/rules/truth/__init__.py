"""Truth: do our own records say the same?"""
