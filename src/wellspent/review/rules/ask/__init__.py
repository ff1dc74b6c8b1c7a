"""Ask: is it clear, single, and small enough for what lies between us?"""
