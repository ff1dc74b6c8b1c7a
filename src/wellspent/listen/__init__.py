"""Listen: a conversation -> what was heard in it, each thing with the exact words."""
