"""Phone: can the number be dialled, and does it go with the stated country?

Data: the dialling rules of all countries, as `phonenumbers` carries them.
"""

import re
from functools import lru_cache
from typing import Final

import phonenumbers

from wellspent.clean.country import country_code
from wellspent.qualify.signal import Signal
from wellspent.records.authenticity import SignalReading
from wellspent.records.enquiry import Enquiry

LONGEST: Final = 40
NOT_DIGITS: Final = re.compile(r"\D")
UP: Final = "01234567890123456789"
DOWN: Final = UP[::-1]
LEAST_MADE_UP: Final = 7


def read(enquiry: Enquiry) -> SignalReading:
    """Read the phone number against the dialling rules; silent where none was given."""
    phone = enquiry.lead.phone.strip()[:LONGEST]
    if not phone:
        return SIGNAL.silent()
    if is_made_up(phone):
        return SIGNAL.says("made up", "The digits of the phone number run on, or repeat.", phone)
    stated = country_code(enquiry.lead.country) if enquiry.lead.country else ""
    region = region_of_phone(phone, stated)
    if not region:
        if not stated and not phone.startswith(("+", "00")):
            return SIGNAL.silent()
        return SIGNAL.says("can't be dialled", "No such phone number can be dialled.", phone)
    if not stated:
        return VALID
    return VALID if region == stated else ANOTHER


def is_made_up(phone: str) -> bool:
    """Return whether the number's last digits run up or down, or are all the same."""
    end = NOT_DIGITS.sub("", phone)[-LEAST_MADE_UP:]
    if len(end) < LEAST_MADE_UP:
        return False
    return len(set(end)) == 1 or end in UP or end in DOWN


@lru_cache(maxsize=50_000)
def region_of_phone(phone: str, stated: str) -> str:
    """Return the ISO code of the country that a valid number belongs to; empty if it isn't valid.

    Countries that share a prefix (+1, +44, +7) count as the stated one if it is valid there.
    """
    try:
        number = phonenumbers.parse(phone, stated or None)
    except phonenumbers.NumberParseException:
        return ""
    if stated and phonenumbers.is_valid_number_for_region(number, stated):
        return stated
    return phonenumbers.region_code_for_number(number) or ""


SIGNAL = Signal(
    "phone_number",
    "phone number",
    read,
    {
        "valid": "a number that exists, in the stated country where one is stated",
        "another country's": "a number that exists, in another country than the stated one",
        "can't be dialled": "no such number can be dialled",
        "made up": "its last seven digits are the same, or run up or down",
    },
)
VALID = SIGNAL.says("valid", "The phone number can be dialled.")
ANOTHER = SIGNAL.says("another country's", "The phone number is one of another country.")
