"""Letters of the company's name: put together by people, or by a hand on the keyboard?

Companies call themselves `H&M`, `xkcd` and `3M`: short names and capitals tell nothing.
"""

from typing import Final

from wellspent.qualify.gibberish import gibberish_in
from wellspent.qualify.key_rows import is_run_along_keys
from wellspent.qualify.signal import Signal
from wellspent.records.authenticity import SignalReading
from wellspent.records.enquiry import Enquiry

LONGEST_CAPITALS: Final = 6


def read(enquiry: Enquiry) -> SignalReading:
    """Read whether a word of the company's name is gibberish; silent otherwise."""
    company = enquiry.lead.company
    word = gibberish_in(company)
    if not word or is_run_along_keys(company) or (word.isupper() and len(word) <= LONGEST_CAPITALS):
        return SIGNAL.silent()
    return SIGNAL.says("gibberish", f"The company has “{word}”: keys beside each other.", word)


SIGNAL = Signal(
    "company_letters",
    "letters of the company",
    read,
    {
        "gibberish": "a word of the company's name looks like keys hit at random",
        "gibberish too": "so does the company, where the message does already",
    },
)
