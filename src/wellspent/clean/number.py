"""Number: however people and programs write it."""

import math
import re
from collections.abc import Iterable
from typing import Final

from wellspent.clean.word_lists import read_words

LONGEST: Final = 60
SIGNS: Final[dict[str, str]] = read_words("money")["signs"]
MULTIPLIERS: Final[dict[str, float]] = read_words("money")["multipliers"]

PARTS: Final = re.compile(
    r"""(?P<open>\()? \s*+ (?P<minus>[-+−–])? \s*+
        (?P<before>[^\W\d_.,]{0,8}\.?[^\w\s.,'’()+−–-]?) \s*+
        (?P<minus2>[-−–])? \s*+ (?P<digits>[.,]?\d[\d.,'’\s]*+)
        (?P<power>[eE][-+]?\d{1,3})? (?P<after>%|[^\W\d_]{0,9}\.?[^\w\s.,'’()+−–-]?)
        \s*+ (?P<second>[^\W\d_]{0,9}\.?[^\w\s.,'’()+−–-]?)
        \s*+ (?P<close>\))? \Z""",
    re.VERBOSE,
)
SPACES: Final = re.compile(r"[\s\u00a0\u202f\u2009'’]")
GROUPS: Final = {
    ",": re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}\Z"),
    ".": re.compile(r"\d{1,3}(?:\.\d{2,3})*\.\d{3}\Z"),
}
SPACED_GROUPS: Final = re.compile(r"\d{1,3}(?:[\s\u00a0\u202f\u2009'’]\d{3})+(?:[.,]\d*)?\Z")
PLAIN: Final = re.compile(r"[-+]?\d+(?:\.\d*)?(?:[eE][-+]?\d{1,3})?\Z")


def parse_number(text: str, *, decimal_comma: bool = False) -> float | None:
    """Return the number that a cell holds, or None where it holds none.

    Understands thousands separators, a decimal comma, signs and codes of currencies, `k`, `M`,
    `bn`, accountants' brackets and `%` (the figure stays as shown: `45%` is 45). A number that can
    be read only one way is read that way; `decimal_comma` decides the rest, such as `1,234`.
    """
    if PLAIN.match(text) and not (decimal_comma and _has_thousands(text, ".")):
        return _finite(float(text))
    parts = split_number(text)
    return None if parts is None else number_of_parts(parts, decimal_comma=decimal_comma)


def split_number(text: str) -> re.Match[str] | None:
    """Return the parts of a number as written: sign, currency, digits, suffix; None otherwise."""
    text = text.strip()
    if not text or len(text) > LONGEST:
        return None
    parts = PARTS.match(text)
    if parts is None or bool(parts["open"]) != bool(parts["close"]):
        return None
    words = [word for word in (parts["before"], parts["after"], parts["second"]) if word]
    return parts if all(_is_known(word) for word in words) else None


def _is_known(word: str) -> bool:
    folded = word.casefold()
    return folded == "%" or folded in SIGNS or folded.rstrip(".") in MULTIPLIERS


def number_of_parts(parts: re.Match[str], *, decimal_comma: bool) -> float | None:
    """Return the number that `split_number` cut up."""
    digits = plain_digits(parts["digits"].strip(), decimal_comma=decimal_comma)
    if digits is None:
        return None
    number = float(digits + (parts["power"] or ""))
    for word in (parts["after"], parts["second"]):
        number *= MULTIPLIERS.get(word.casefold().rstrip("."), 1.0) if word else 1.0
    negative = parts["open"] or parts["minus"] in {"-", "−", "–"} or parts["minus2"]
    return _finite(-number if negative else number)


def _finite(number: float) -> float | None:
    return number if math.isfinite(number) else None


def plain_digits(digits: str, *, decimal_comma: bool) -> str | None:
    """Return digits with a decimal point and no separators of thousands; None if malformed."""
    if SPACES.search(digits):
        if not SPACED_GROUPS.match(digits):
            return None
        digits = SPACES.sub("", digits)
        return digits.replace(",", ".")
    comma, point = digits.rfind(","), digits.rfind(".")
    if comma >= 0 and point >= 0:
        return _with_both(digits, "," if comma > point else ".")
    mark = "," if comma >= 0 else "."
    if max(comma, point) < 0:
        return digits
    can_group = _has_thousands(digits, mark)
    means_decimal = (mark == ",") == decimal_comma
    if digits.count(mark) > 1:
        return digits.replace(mark, "") if can_group else None
    if can_group and not means_decimal:
        return digits.replace(mark, "")
    return digits.replace(mark, ".")


def _with_both(digits: str, decimal: str) -> str | None:
    """Read a number that has both marks: the last one is the decimal's."""
    thousands = "." if decimal == "," else ","
    whole, _, fraction = digits.rpartition(decimal)
    if decimal in whole or thousands in fraction or not _has_thousands(whole, thousands):
        return None
    return f"{whole.replace(thousands, '')}.{fraction}"


def _has_thousands(digits: str, mark: str) -> bool:
    digits = digits.lstrip("+-")
    return bool(GROUPS[mark].match(digits)) and not digits.startswith("0")


def find_decimal_comma(texts: Iterable[str]) -> bool | None:
    """Return whether numbers here are written with a decimal comma; None where nothing tells."""
    comma = point = 0
    for text in texts:
        told = _tells_decimal_comma(text)
        comma += told is True
        point += told is False
    return None if comma == point else comma > point


def _tells_decimal_comma(text: str) -> bool | None:
    if "," not in text and "." not in text:
        return None
    parts = split_number(text)
    if parts is None:
        return None
    digits = SPACES.sub("", parts["digits"])
    comma, point = digits.rfind(","), digits.rfind(".")
    if comma >= 0 and point >= 0:
        return comma > point
    mark = "," if comma >= 0 else "."
    if digits.count(mark) > 1:
        return mark == "."
    return None if _has_thousands(digits, mark) else mark == ","
