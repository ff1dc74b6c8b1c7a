"""Test entries: somebody tries the form out with `test`, `asdf asdf` or `foo@bar`.

Only whole entries count: Tester and Foo are surnames. So do whole entries that run along the rows
of a keyboard.
"""

from functools import cache
from typing import Final

from wellspent.qualify.key_rows import is_run_along_keys
from wellspent.qualify.signal import Signal
from wellspent.qualify.word_files import read_word_file
from wellspent.records.authenticity import SignalReading
from wellspent.records.enquiry import Enquiry

FIELDS: Final = ("name", "company", "email", "message")
LONGEST: Final = 60
AROUND: Final = " \t\r\n.,;:!?-_\"'()"


def read(enquiry: Enquiry) -> SignalReading:
    """Read whether entries are those of somebody who tries the form; silent otherwise."""
    lead = enquiry.lead
    entries = zip(FIELDS, (lead.name, lead.company, lead.email, lead.message), strict=True)
    found = [
        text
        for field, text in entries
        if text
        and len(text) <= LONGEST
        and (_is_listed(field, text) or is_run_along_keys(text.partition("@")[0]))
    ]
    if not found:
        return SIGNAL.silent()
    quote = ", ".join(found)
    if len(found) > 1:
        return SIGNAL.says("several", "Several entries are what one tries a form with.", quote)
    return SIGNAL.says("one", f"“{quote}” is what one tries a form with.", quote)


def _is_listed(field: str, text: str) -> bool:
    return " ".join(text.strip(AROUND).casefold().split()) in _words()[field]


@cache
def _words() -> dict[str, frozenset[str]]:
    return read_word_file("test_entries", FIELDS)


SIGNAL = Signal(
    "test_entries",
    "test entries",
    read,
    {
        "one": "one entry is a usual test entry, or a row of keys",
        "several": "several entries are usual test entries, or rows of keys",
    },
)
