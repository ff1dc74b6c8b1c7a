"""Reading: what a draft says, by itself: texts, sentences, numbers, dates, names, asks."""
