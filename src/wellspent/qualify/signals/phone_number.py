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
LEAST_REPEATED: Final = 9
SAME_GROUPS: Final = re.compile(r"(?:(\d)\1\1){3}\Z|(?:(\d)\2){5}\Z")
LONGEST_DIGITS: Final = 15
COUNTRY_CODES: Final = phonenumbers.COUNTRY_CODE_TO_REGION_CODE


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
    """Return whether the number's last digits run up or down, or are all the same.

    So they are in short pieces: `123 123 123`, `111 222 333`. Numbers that firms choose to be
    remembered by (`600 600 600`) aren't taken for made up.
    """
    digits = NOT_DIGITS.sub("", phone)
    end = digits[-LEAST_MADE_UP:]
    if len(end) < LEAST_MADE_UP:
        return False
    return len(set(end)) == 1 or end in UP or end in DOWN or _is_in_pieces(digits)


def _is_in_pieces(digits: str) -> bool:
    if len(digits) < LEAST_REPEATED:
        return False
    one, two, three = digits[-9:-6], digits[-6:-3], digits[-3:]
    if one == two == three:
        return one in UP or one in DOWN
    if SAME_GROUPS.search(digits):
        return True
    return len(digits.strip("0")) <= 1


@lru_cache(maxsize=50_000)
def region_of_phone(phone: str, stated: str) -> str:
    """Return the ISO code of the country that a valid number belongs to; empty if it isn't valid.

    Countries that share a prefix (+1, +39, +7) count as the stated one.
    """
    number = _international(phone) or _national(phone, stated)
    if number is None:
        return ""
    if stated and phonenumbers.country_code_for_region(stated) == number.country_code:
        return stated if phonenumbers.is_valid_number(number) else ""
    return phonenumbers.region_code_for_number(number) or ""


def _national(phone: str, stated: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(phone, stated or None)
    except phonenumbers.NumberParseException:
        return None


def _international(phone: str) -> phonenumbers.PhoneNumber | None:
    """Return a valid number that is written with its country's prefix, a few times as fast."""
    if not phone.startswith("+"):
        return None
    digits = NOT_DIGITS.sub("", phone)
    for length in (1, 2, 3):
        code, rest = digits[:length], digits[length:]
        if code and int(code) in COUNTRY_CODES and 3 < len(rest) <= LONGEST_DIGITS:
            number = phonenumbers.PhoneNumber(
                country_code=int(code),
                national_number=int(rest),
                italian_leading_zero=True if rest.startswith("0") else None,
            )
            return number if phonenumbers.is_valid_number(number) else None
    return None


SIGNAL = Signal(
    "phone_number",
    "phone number",
    read,
    {
        "valid": "a number that exists, in the stated country where one is stated",
        "another country's": "a number that exists, in another country than the stated one",
        "can't be dialled": "no such number can be dialled",
        "made up": "its last digits are the same, or run up or down, in one piece or in short ones",
    },
)
VALID = SIGNAL.says("valid", "The phone number can be dialled.")
ANOTHER = SIGNAL.says("another country's", "The phone number is one of another country.")
