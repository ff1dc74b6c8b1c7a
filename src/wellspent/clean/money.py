"""Money: an amount and the currency that it is in."""

from decimal import Decimal, InvalidOperation
from typing import Final

from wellspent.clean.number import MULTIPLIERS, SIGNS, plain_digits, split_number
from wellspent.records.money import Money

CODES: Final = frozenset(SIGNS.values())


def parse_money(text: str, *, currency: str, decimal_comma: bool = False) -> Money | None:
    """Return the amount that a cell holds, or None where it holds none.

    It is in `currency` unless the cell names another, by a sign or a code: `€1.200`, `1,200 USD`.
    The dollar sign alone stands for whichever dollars `currency` says.
    """
    parts = split_number(text)
    if parts is None or "%" in {parts["after"], parts["second"]}:
        return None
    digits = plain_digits(parts["digits"].strip(), decimal_comma=decimal_comma)
    if digits is None:
        return None
    try:
        amount = Decimal(digits + (parts["power"] or ""))
    except InvalidOperation:
        return None
    words = [parts[name].casefold() for name in ("before", "after", "second") if parts[name]]
    for word in words:
        if word not in SIGNS:
            amount *= Decimal(MULTIPLIERS[word.rstrip(".")])
    negative = parts["open"] or parts["minus"] in {"-", "−", "–"} or parts["minus2"]
    return Money(-amount if negative else amount, _currency(words, currency))


def _currency(words: list[str], currency: str) -> str:
    named = next((word for word in words if word in SIGNS), "")
    if not named or (named == "$" and currency.endswith("D")):
        return currency
    return SIGNS[named]


def parse_currency(text: str) -> str | None:
    """Return the ISO 4217 code that a cell or header names: `EUR`, `€`, `US$`."""
    word = text.strip().casefold()
    if word in SIGNS:
        return SIGNS[word]
    code = text.strip().upper()
    return code if code in CODES else None
