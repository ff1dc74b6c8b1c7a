"""Letters of the name: were they put together by people, or by a hand on the keyboard?

There are no points for names that look usual: that would favour the names of some countries.
"""

from wellspent.qualify.gibberish import gibberish_in
from wellspent.qualify.signal import Signal
from wellspent.records.authenticity import SignalReading
from wellspent.records.enquiry import Enquiry


def read(enquiry: Enquiry) -> SignalReading:
    """Read whether a word of the name is gibberish; silent otherwise."""
    word = gibberish_in(enquiry.lead.name)
    if not word:
        return SIGNAL.silent()
    return SIGNAL.says("gibberish", f"The name has “{word}”: keys beside each other.", word)


SIGNAL = Signal(
    "name_letters",
    "letters of the name",
    read,
    {
        "gibberish": "a word of the name looks like keys hit at random",
        "gibberish too": "so does the name, where other fields do already",
    },
)
