"""How pages say fits, ages, counts, money and points in words. Pure functions, no HTML."""

import math
from datetime import date, datetime

from wellspent.records.attribute import AttributeValue
from wellspent.records.measured import Measured
from wellspent.records.money import Money
from wellspent.records.source import RecordKind
from wellspent.serve.ages_and_counts import HOUR, MINUTE, counted, with_zone

MINUS = "−"


def out_of_100(probability: float) -> str:
    """Return a probability as a whole number out of 100, or a dash where it can't be told."""
    return "–" if math.isnan(probability) else str(round(probability * 100))


def fit_words(probability: float, low: float, high: float) -> str:
    """Return a fit with its interval, such as `72 (58-83)`."""
    return f"{out_of_100(probability)} ({out_of_100(low)}-{out_of_100(high)})"


def worth(low: float, high: float, usual: float | None) -> str:
    """Say in a word where a fit's interval lies against the usual rate.

    `worth it` when the whole interval is above it, `less likely` when it is below, else `unsure`.
    """
    if usual is None or math.isnan(low) or math.isnan(high):
        return "unsure"
    if low > usual:
        return "worth it"
    return "less likely" if high < usual else "unsure"


def worth_reason(word: str, usual: float | None) -> str:
    """Say what the word of `worth` rests on, as a sentence."""
    if usual is None:
        return "There is no usual rate to compare with yet"
    rate = f"the usual {out_of_100(usual)} in 100"
    return {
        "worth it": f"The whole interval lies above {rate}",
        "less likely": f"The whole interval lies below {rate}",
    }.get(word, f"The interval includes {rate}")


def lasting(seconds: float | None) -> str:
    """Return a remaining time in words, such as `about 2 minutes`."""
    if seconds is None or math.isnan(seconds):
        return "not known yet"
    if seconds < MINUTE:
        return f"about {counted(max(1, round(seconds)), 'second')}"
    if seconds < HOUR:
        return f"about {counted(round(seconds / MINUTE), 'minute')}"
    return f"about {counted(round(seconds / HOUR), 'hour')}"


def seconds_words(seconds: float) -> str:
    """Return a short time in words, such as `25 seconds` or `3 minutes`."""
    if seconds < 90:
        return counted(max(1, round(seconds)), "second")
    return counted(round(seconds / MINUTE), "minute")


def date_words(moment: date | None) -> str:
    """Return a day such as `3 Nov 2026`, or `not known`."""
    return f"{moment.day} {moment:%b %Y}" if moment else "not known"


def date_and_time(moment: datetime | None) -> str:
    """Return a moment such as `3 Nov 2026, 14:05 UTC`, or `not known`."""
    if moment is None:
        return "not known"
    return f"{date_words(moment)}, {with_zone(moment):%H:%M %Z}".strip()


def weekday_and_hour(moment: datetime) -> str:
    """Return a moment near now in its own zone, such as `Thu 26 Nov, 08:00`."""
    return f"{moment:%a} {moment.day} {moment:%b, %H:%M}"


def number(value: float, digits: int = 2) -> str:
    """Return a number for people: thousands separated, at most so many digits after the point."""
    if math.isnan(value):
        return "–"
    if math.isinf(value):
        return "∞" if value > 0 else f"{MINUS}∞"
    text = f"{value:,.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text.replace("-", MINUS)


def money_words(money: Money | None) -> str:
    """Return an amount with its currency, such as `12,500 EUR`."""
    return f"{number(float(money.amount))} {money.currency}" if money else "not known"


def points_words(points: float) -> str:
    """Return points in log-odds with their sign: `+0.42`, `−0.10`, `0.00`."""
    text = f"{abs(points):.2f}"
    if float(text) == 0:
        return text
    return f"{'+' if points > 0 else MINUS}{text}"


def percent(share: float) -> str:
    """Return a share as a percentage without decimals: `34 %`."""
    return "–" if math.isnan(share) else f"{round(share * 100)} %"


def measured_words(measured: Measured | None, digits: int = 2) -> str:
    """Return a measure with its interval: `0.84 (0.81-0.87)`."""
    if measured is None or math.isnan(measured.value):
        return "cannot tell yet"
    low, high = f"{measured.low:.{digits}f}", f"{measured.high:.{digits}f}"
    return f"{measured.value:.{digits}f} ({low}-{high})"


def share_words(measured: Measured | None) -> str:
    """Return a share with its interval in percent: `34 % (28-41)`."""
    if measured is None or math.isnan(measured.value):
        return "cannot tell yet"
    low, high = round(measured.low * 100), round(measured.high * 100)
    return f"{percent(measured.value)} ({low}-{high})"


def value_words(value: AttributeValue | Money | tuple[str, ...] | None) -> str:
    """Return a field's value as a person would write it."""
    if value is None or value == "":
        return ""
    if isinstance(value, tuple):
        return list_words(list(value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return date_words(value)
    if isinstance(value, Money):
        return money_words(value)
    return value if isinstance(value, str) else number(float(value))


def label_words(name: str) -> str:
    """Return a machine name as words: `annual_revenue` becomes `Annual revenue`."""
    return capitalised(name.replace("_", " ").strip())


def capitalised(words: str) -> str:
    """Return words with a capital at the start, the rest as it is."""
    return words[:1].upper() + words[1:]


def kinds(kind: RecordKind) -> str:
    """Return the plural of a kind of record: `activities`, `leads`."""
    return "activities" if kind is RecordKind.ACTIVITY else f"{kind.value}s"


def list_words(parts: list[str]) -> str:
    """Join words as a sentence does: `a, b and c`."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def shortened(text: str, most: int) -> str:
    """Cut a text to at most so many characters, with an ellipsis where something is missing."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
