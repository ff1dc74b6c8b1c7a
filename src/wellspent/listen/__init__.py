"""Listen: a conversation -> what the customer's own words show, each with its exact quote.

Hears reactions, questions, promises, topics, who decides, signs of the four complaints and of
value. Precision first: where words can be read in two ways, nothing is said. The words themselves
are data (`words/*.toml`, `reactions.toml`). It opens no store and keeps nothing.
"""
