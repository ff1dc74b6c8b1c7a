"""Cells: one parser for each kind of field and attribute, with what is wrong where it fails."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from wellspent.clean.category import is_missing, names_nothing, parse_category, tidy
from wellspent.clean.country import parse_country
from wellspent.clean.date import find_zone, parse_date
from wellspent.clean.domain import domain_of_email, domain_of_website
from wellspent.clean.duration import parse_minutes, units_per_minute
from wellspent.clean.email import parse_email
from wellspent.clean.flag import parse_flag
from wellspent.clean.machine_name import machine_name
from wellspent.clean.money import parse_currency, parse_money
from wellspent.clean.number import parse_number
from wellspent.clean.record_fields import FieldKind
from wellspent.clean.size import parse_size
from wellspent.clean.word_lists import read_words
from wellspent.records.activity import ActivityKind, Direction
from wellspent.records.attribute import AttributeKind
from wellspent.records.deal import DealOutcome
from wellspent.records.lead import LeadOutcome
from wellspent.records.mapping import Mapping
from wellspent.records.source import RecordKind

REMEMBERED: Final = 10_000
LOOKED_AT: Final = 4_000
SELDOM_REPEATS: Final = 0.7
LONGEST_TEXT: Final = 2_000
TOO_LONG: Final = f"it is longer than {LONGEST_TEXT} characters"
LONGEST_LONG_TEXT: Final = 1_000_000

Parser = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Trouble:
    """A cell that can't be read as what its column should hold."""

    reason: str


class Remembered(dict[str, Any]):
    """Cells that were read before, up to some thousand; columns repeat themselves.

    `troubled` tells whether any cell ever failed, so that good columns needn't be searched.
    """

    def __init__(self, parse: Parser) -> None:
        super().__init__()
        self._parse = parse
        self._asked = self._new = 0
        self.troubled = False

    def __missing__(self, text: str) -> Any:
        if len(self) >= REMEMBERED:
            self.clear()
        self._new += 1
        value = self[text] = self._parse(text)
        self.troubled = self.troubled or isinstance(value, Trouble)
        return value

    def read(self, texts: Sequence[str]) -> list[Any]:
        """Return each text's value, or its `Trouble`."""
        if self._asked > LOOKED_AT and self._new > SELDOM_REPEATS * self._asked:
            values = list(map(self._parse, texts))
            self.troubled = self.troubled or Trouble in set(map(type, values))
            return values
        self._asked += len(texts)
        return [self[text] for text in texts]


def parser_for_field(kind: FieldKind, column: str, mapping: Mapping) -> Parser:
    """Return what reads a cell for a field of that kind; `None` or `""` where it is missing."""
    comma = mapping.decimal_comma
    dates = partial(parse_date, day_first=mapping.day_first, zone=find_zone(mapping.time_zone))
    minutes = partial(parse_minutes, per_minute=units_per_minute(machine_name(column)))
    parsers: dict[FieldKind, Parser] = {
        FieldKind.TEXT: _text,
        FieldKind.LONG_TEXT: _long_text,
        FieldKind.WORD: _text,
        FieldKind.COMPANY: _text,
        FieldKind.PHONE: _text,
        FieldKind.EMAIL: _email,
        FieldKind.DOMAIN: _domain,
        FieldKind.COUNTRY: _country,
        FieldKind.LIST: _list,
        FieldKind.CHANNEL: parse_channel,
        FieldKind.DIRECTION: _direction,
        FieldKind.OUTCOME: _outcome_parser(mapping),
        FieldKind.NUMBER: _or_trouble(partial(parse_number, decimal_comma=comma), "a number"),
        FieldKind.SIZE: _or_trouble(partial(parse_size, decimal_comma=comma), "a number"),
        FieldKind.DURATION: _or_trouble(minutes, "a duration"),
        FieldKind.MONEY: _or_trouble(
            partial(parse_money, currency=mapping.currency, decimal_comma=comma), "an amount"
        ),
        FieldKind.DATE: _or_trouble(dates, f"a date ({_date_order(mapping)})"),
        FieldKind.CURRENCY: _or_trouble(parse_currency, "a currency"),
    }
    return parsers[kind]


def parser_for_attribute(kind: AttributeKind | None, mapping: Mapping) -> Parser:
    """Return what reads a cell for an attribute of that kind; `None` where it is missing."""
    if kind is AttributeKind.NUMBER:
        read = partial(parse_number, decimal_comma=mapping.decimal_comma)
        return _or_trouble(read, "a number", missing=is_missing)
    if kind is AttributeKind.DATE:
        zone = find_zone(mapping.time_zone)
        read = partial(parse_date, day_first=mapping.day_first, zone=zone)
        return _or_trouble(read, f"a date ({_date_order(mapping)})", missing=is_missing)
    if kind is AttributeKind.FLAG:
        return _or_trouble(parse_flag, "a yes or a no", missing=is_missing)
    return parse_category if kind is AttributeKind.CATEGORY else _attribute_text


def _date_order(mapping: Mapping) -> str:
    return "day first" if mapping.day_first else "month first"


def _or_trouble(
    parse: Parser, wanted: str, *, missing: Callable[[str], bool] = names_nothing
) -> Parser:
    def read(text: str) -> Any:
        if not text or (value := parse(text)) is None:
            return None if missing(text) else Trouble(f"it isn't {wanted}")
        return value

    return read


def _text(text: str) -> str | Trouble:
    if len(text) > LONGEST_TEXT:
        return Trouble(TOO_LONG)
    return "" if names_nothing(text) else tidy(text)


def parse_name_part(text: str) -> str | Trouble:
    """Read a column of a name in several: `Null`, `Na` and `Blank` are surnames.

    What only a program writes for nothing (`NULL`, `n/a`, `-`) is no part of a name.
    """
    if len(text) > LONGEST_TEXT:
        return Trouble(TOO_LONG)
    part = tidy(text)
    return "" if is_missing(part) and not (part.isalpha() and part.istitle()) else part


def whole_name(joined: str) -> str:
    """Return a name put together from its parts; empty where all of them say nothing."""
    nothing = names_nothing(joined) or all(map(names_nothing, joined.split()))
    return "" if nothing else joined


def _long_text(text: str) -> str | Trouble:
    if len(text) > LONGEST_LONG_TEXT:
        return Trouble(f"it is longer than {LONGEST_LONG_TEXT} characters")
    return "" if is_missing(text) else text.strip()


def _attribute_text(text: str) -> str | None:
    return None if is_missing(text) else text.strip()[:LONGEST_LONG_TEXT]


def _email(text: str) -> str | Trouble:
    if not text:
        return ""
    if (found := parse_email(text)) is not None:
        return found
    if names_nothing(text):
        return ""
    several = (parse_email(one) for one in text.replace(",", ";").split(";")[:10])
    return next((one for one in several if one), Trouble("it isn't an e-mail address"))


def _domain(text: str) -> str | Trouble:
    if names_nothing(text):
        return ""
    found = domain_of_email(text) if "@" in text else domain_of_website(text)
    return found or Trouble("it isn't an internet domain")


def _country(text: str) -> str:
    return "" if names_nothing(text) else parse_country(text)


def _list(text: str) -> tuple[str, ...]:
    parts = (tidy(part) for part in text.replace("\n", ";").split(";"))
    return tuple(part for part in parts if not names_nothing(part))


def _word_table(name: str) -> dict[str, str]:
    table: dict[str, list[str]] = read_words("activities")[name]
    return {word: meaning for meaning, words in table.items() for word in words}


KINDS: Final = _word_table("kinds")
DIRECTIONS: Final = _word_table("directions")


def _meaning(text: str, table: dict[str, str]) -> str:
    plain = machine_name(text).replace("_", " ")
    if plain in table:
        return table[plain]
    return next((table[word] for word in plain.split() if word in table), "")


def parse_channel(text: str) -> ActivityKind:
    """Return the channel that a text names (*badge scans*, *Anruf*), OTHER where it names none."""
    return ActivityKind(_meaning(text, KINDS) or ActivityKind.OTHER)


def _direction(text: str) -> Direction:
    return Direction(_meaning(text, DIRECTIONS) or Direction.UNKNOWN)


def _outcome_parser(mapping: Mapping) -> Parser:
    outcome = DealOutcome if mapping.record_kind is RecordKind.DEAL else LeadOutcome
    won = {word.strip().casefold() for word in mapping.outcome_won}
    lost = {word.strip().casefold() for word in mapping.outcome_lost}

    def read(text: str) -> DealOutcome | LeadOutcome:
        word = tidy(text).casefold()
        if word in won:
            return outcome.WON
        return outcome.LOST if word in lost else outcome.OPEN

    return read
