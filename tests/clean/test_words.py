"""The short parsers of single cells, each against its list of cases."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.clean.case_files import label, read_cases
from wellspent.clean.category import is_missing, missing_among, names_nothing
from wellspent.clean.country import country_code, parse_country
from wellspent.clean.domain import domain_of_email, domain_of_website, is_free_mail
from wellspent.clean.duration import parse_minutes, units_per_minute
from wellspent.clean.email import parse_email
from wellspent.clean.flag import NO, YES, parse_flag
from wellspent.clean.machine_name import machine_name, machine_names
from wellspent.clean.money import parse_currency, parse_money
from wellspent.clean.phone import parse_phone
from wellspent.clean.size import parse_size
from wellspent.clean.word_lists import read_words
from wellspent.records.money import Money

WORDS = read_cases("words")


@pytest.mark.parametrize("case", WORDS["flags"], ids=label)
def test_flag_is_yes_no_or_neither(case):
    assert parse_flag(case["text"]) is case.get("is")


def test_no_word_is_both_yes_and_no():
    assert frozenset() == YES & NO


@pytest.mark.parametrize("text", WORDS["missing"])
def test_placeholder_is_missing_in_any_column(text):
    assert is_missing(text)
    assert missing_among([text]) == [True]


@pytest.mark.parametrize("text", WORDS["not_missing"])
def test_word_that_somebody_wrote_down_is_a_level_of_its_own(text):
    assert not is_missing(text)
    assert missing_among([text]) == [False]


@pytest.mark.parametrize("text", WORDS["names_nothing"])
def test_word_names_nothing_in_a_field_of_ours(text):
    assert names_nothing(text)


@pytest.mark.parametrize("text", WORDS["names_something"])
def test_word_that_tells_something_of_its_writer_is_kept(text):
    assert not names_nothing(text)


@pytest.mark.parametrize("case", WORDS["countries"], ids=label)
def test_country_has_one_name_and_unknown_ones_stay_as_written(case):
    assert parse_country(case["text"]) == case["is"]


def test_every_country_is_found_by_its_own_name_and_code():
    for code, entry in read_words("countries").items():
        assert country_code(entry["name"]) == code
        assert country_code(code) == code


@pytest.mark.parametrize("case", read_cases("emails")["case"], ids=label)
def test_email_is_plain_or_none(case):
    assert parse_email(case["text"]) == case.get("is")


@pytest.mark.parametrize("case", WORDS["phones"], ids=label)
def test_phone_can_be_dialled_from_anywhere_or_is_none(case):
    assert parse_phone(case["text"], region=case.get("region", "")) == case.get("is")


@pytest.mark.parametrize("case", WORDS["domains"], ids=label)
def test_domain_of_an_address_is_the_registered_one(case):
    assert domain_of_email(case["text"]) == case["is"]


@pytest.mark.parametrize("case", WORDS["websites"], ids=label)
def test_domain_of_a_website_is_the_registered_one(case):
    assert domain_of_website(case["text"]) == case["is"]


@pytest.mark.parametrize("domain", ["gmail.com", "GMX.de", "outlook.com", "proton.me", "qq.com"])
def test_domain_that_gives_addresses_to_anyone_is_free_mail(domain):
    assert is_free_mail(domain)


@pytest.mark.parametrize("domain", ["acme.example", "", "example.com"])
def test_domain_of_a_firm_is_not_free_mail(domain):
    assert not is_free_mail(domain)


@pytest.mark.parametrize("case", WORDS["money"], ids=label)
def test_money_has_the_currency_that_the_cell_or_else_the_file_names(case):
    wanted = Money(Decimal(case["amount"]), case["is"]) if "is" in case else None
    assert parse_money(case["text"], currency=case["currency"]) == wanted


@pytest.mark.parametrize(
    ("text", "code"), [("€", "EUR"), ("eur", "EUR"), ("US$", "USD"), ("PLN", "PLN"), ("XYZ", None)]
)
def test_currency_is_found_by_sign_or_code(text, code):
    assert parse_currency(text) == code


@pytest.mark.parametrize("case", WORDS["sizes"], ids=label)
def test_size_is_a_number_or_the_middle_of_a_range(case):
    assert parse_size(case["text"]) == case.get("is")


@pytest.mark.parametrize("case", WORDS["durations"], ids=label)
def test_duration_is_read_in_minutes(case):
    assert parse_minutes(case["text"], per_minute=case.get("per_minute", 1.0)) == case.get("is")


@pytest.mark.parametrize(
    ("column", "count"),
    [("duration", 1), ("call_duration_in_seconds", 60), ("duration_ms", 60_000), ("hours", 1 / 60)],
)
def test_unit_of_a_duration_is_read_off_the_header(column, count):
    assert units_per_minute(column) == count


@pytest.mark.parametrize("case", WORDS["names"], ids=label)
def test_machine_name_is_the_same_for_all_ways_to_write_a_header(case):
    assert machine_name(case["text"]) == case["is"]


@given(st.text(max_size=20))
@example("0:_0")
def test_machine_name_of_a_machine_name_is_itself(text):
    assert machine_name(machine_name(text)) == machine_name(text)


def test_machine_names_of_one_table_differ():
    assert machine_names(["Email", "E-Mail", "email", "E Mail"]) == [
        "email", "e_mail", "email_2", "e_mail_2",
    ]  # fmt: skip
