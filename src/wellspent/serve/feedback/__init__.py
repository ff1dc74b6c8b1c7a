"""The page on which a customer says whether an interaction was worth their time."""
