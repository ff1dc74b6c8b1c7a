"""Whatever stands in a cell: no parser raises, and none takes long (the timeout fails the test)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspent.clean.cells import parser_for_attribute, parser_for_field
from wellspent.clean.company_name import normalise_company
from wellspent.clean.date import FORMS, find_day_first
from wellspent.clean.domain import domain_of_email, domain_of_website, is_free_mail
from wellspent.clean.duration import CLOCK, WORDS
from wellspent.clean.email import PLAIN as PLAIN_EMAIL
from wellspent.clean.machine_name import CAMEL, NOT_A_WORD, machine_name
from wellspent.clean.number import GROUPS, PARTS, PLAIN, SPACED_GROUPS, find_decimal_comma
from wellspent.clean.phone import INTERNATIONAL
from wellspent.clean.propose import IN_BRACKETS
from wellspent.clean.record_fields import FieldKind
from wellspent.clean.size import BELOW, FROM_ON, PEOPLE, RANGE
from wellspent.records.attribute import AttributeKind
from wellspent.records.mapping import Mapping
from wellspent.records.source import RecordKind

MAPPING = Mapping("hostile", RecordKind.DEAL, ())
MEGABYTE = 1_000_000
PIECES = (
    "1", "1,", "1.", "1 ", "9'", "-", " ", "\t", "(", "1-", "a", "a.", "a@", "@", "a@a.", "<", "0",
    "€", "é", "1e", "01/", "1:", "Jan ", "1 h ", "k", "\x00", "\ud800", "\u202f", "[", "in ", "A1",
    "12/12/2012 ", "é́", "+1 ", "//", "=",
)  # fmt: skip
PATTERNS = {
    **{f"date form {index}": form for index, form in enumerate(FORMS)},
    **{f"groups of {mark}": pattern for mark, pattern in GROUPS.items()},
    "number": PARTS, "plain number": PLAIN, "spaced groups": SPACED_GROUPS, "clock": CLOCK,
    "duration": WORDS, "range": RANGE, "from on": FROM_ON, "below": BELOW, "people": PEOPLE,
    "email": PLAIN_EMAIL, "phone": INTERNATIONAL, "camel": CAMEL, "not a word": NOT_A_WORD,
    "currency in brackets": IN_BRACKETS,
}  # fmt: skip


def all_parsers():
    for kind in FieldKind:
        yield f"field {kind}", parser_for_field(kind, "column", MAPPING)
    for kind in (*AttributeKind, None):
        yield f"attribute {kind}", parser_for_attribute(kind, MAPPING)
    yield "company name", normalise_company
    yield "domain of e-mail", domain_of_email
    yield "domain of website", domain_of_website
    yield "free mail", is_free_mail
    yield "machine name", machine_name
    yield "decimal comma", lambda text: find_decimal_comma([text])
    yield "day first", lambda text: find_day_first([text])


PARSERS = dict(all_parsers())


@pytest.mark.parametrize("name", PARSERS)
@given(text=st.text(max_size=60))
def test_parser_never_raises(name, text):
    PARSERS[name](text)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", PARSERS)
def test_parser_is_done_with_a_megabyte_at_once(name):
    for piece in PIECES:
        PARSERS[name](piece * (MEGABYTE // len(piece)))


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", PATTERNS)
def test_pattern_takes_linear_time_on_a_long_cell(name):
    for piece in PIECES:
        for end in ("", "!", "x"):
            text = piece * (4_000 // len(piece)) + end
            PATTERNS[name].match(text)
            PATTERNS[name].search(text[:500])
