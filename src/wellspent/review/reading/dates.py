"""Dates as people write them: the reader is `phrases/dates.py`."""

from wellspent.phrases.dates import SaidDate, dates_in, day_of

__all__ = ["SaidDate", "dates_in", "day_of"]
