"""Evidence: what a column's values say about what it is, whatever its header."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from wellspent.clean.category import is_missing, names_nothing
from wellspent.clean.column_kind import Convention, find_kind
from wellspent.clean.country import country_code
from wellspent.clean.date import parse_date
from wellspent.clean.domain import domain_of_website
from wellspent.clean.duration import parse_minutes
from wellspent.clean.email import parse_email
from wellspent.clean.money import parse_money
from wellspent.clean.number import split_number
from wellspent.clean.phone import parse_phone
from wellspent.clean.record_fields import FieldKind
from wellspent.clean.size import parse_size
from wellspent.records.attribute import AttributeKind

LOOKED_AT: Final = 500
MOSTLY: Final = 0.5


@dataclass(frozen=True, slots=True)
class ColumnEvidence:
    """A column of a sample: its values that aren't missing, most frequent first, and their kind."""

    column: str
    name: str
    values: tuple[str, ...]
    filled: int
    convention: Convention

    @property
    def kind(self) -> AttributeKind:
        """What kind of attribute it would be."""
        return self.convention.kind if self.values else AttributeKind.CATEGORY

    def repeats(self) -> bool:
        """Return whether its values are few and repeat, so that they can't name single records."""
        return self.filled >= 20 and len(self.values) < 0.2 * self.filled

    def share(self, kind: FieldKind) -> float:
        """Return which share of the values can be read as that kind of field (1.0 of none)."""
        read = READS.get(kind)
        values = [value for value in self.values[:LOOKED_AT] if not names_nothing(value)]
        if read is None or not values:
            return 1.0
        return sum(bool(read(value)) for value in values) / len(values)


def look_at(column: str, name: str, texts: Sequence[str]) -> ColumnEvidence:
    """Return what a column's cells say about it."""
    counts = Counter(text for text in texts if not is_missing(text))
    words = tuple(word for word, _ in counts.most_common())
    convention = find_kind(column, words, [counts[word] for word in words])
    return ColumnEvidence(column, name, words, counts.total(), convention)


def _has_date(text: str) -> bool:
    return parse_date(text) is not None or parse_date(text, day_first=True) is not None


def _is_domain(text: str) -> bool:
    return "." in text and " " not in text.strip() and bool(domain_of_website(text))


READS: Final[dict[FieldKind, Callable[[str], bool]]] = {
    FieldKind.EMAIL: lambda text: parse_email(text) is not None,
    FieldKind.PHONE: lambda text: parse_phone(text, region="US") is not None,
    FieldKind.DOMAIN: _is_domain,
    FieldKind.COUNTRY: lambda text: bool(country_code(text)),
    FieldKind.NUMBER: lambda text: split_number(text) is not None,
    FieldKind.SIZE: lambda text: parse_size(text) is not None,
    FieldKind.DURATION: lambda text: parse_minutes(text) is not None,
    FieldKind.MONEY: lambda text: parse_money(text, currency="USD") is not None,
    FieldKind.DATE: _has_date,
}
"""How values of a field can be told from others; the kinds that aren't here take any text."""
