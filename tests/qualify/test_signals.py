from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.qualify.made_enquiries import NIGHT_IN_DENVER, enquiry_of
from wellspent.qualify.signal import LONGEST_QUOTE, all_signals
from wellspent.records.enquiry import Enquiry, History
from wellspent.records.lead import Lead

SIGNALS = {signal.name: signal for signal in all_signals()}
LONG = "Please send us an offer for the maintenance of the two presses in our second hall."
LINKS = "See https://a.example and https://b.example and https://c.example and https://d.example"


def value(name: str, enquiry: Enquiry) -> str:
    return SIGNALS[name].read(enquiry).value


def test_every_signal_has_a_name_of_its_own_and_says_what_its_values_mean():
    assert len(SIGNALS) == len(all_signals()) >= 20
    for signal in all_signals():
        assert signal.label
        assert all(signal.values.values())


@pytest.mark.parametrize("signal", all_signals(), ids=lambda signal: signal.name)
def test_an_enquiry_of_which_nothing_is_known_says_nothing_bad(signal):
    reading = signal.read(Enquiry(lead=Lead()))
    assert reading.value in {"", "none", "empty"}


ADDRESSES = [
    ("ada@example-pumps.de", "company"),
    ("ada@gmail.com", "free"),
    ("ada@proton.me", "free"),
    ("ada@sfr.fr", "free"),  # with one's line, and not on the public list
    ("ada@mailbox.org", "free"),
    ("info@example-pumps.de", "role"),
    ("info@gmail.com", "role"),
    ("kontakt@example-pumps.de", "role"),
    ("ada@mailinator.com", "disposable"),  # on both public lists
    ("ada@sub.mailinator.com", "disposable"),
    ("ada@tempmail.com", "disposable"),  # on no list but ours
    ("ada@sub.burnermail.io", "disposable"),
    ("ada@21cn.com", "free"),  # on both, and a provider that people keep
    ("ada@duck.com", "free"),  # forwards to a mailbox that its owner keeps
    ("ada@@example", "malformed"),
    ("not an address", "malformed"),
    ("", "none"),
]


@pytest.mark.parametrize(("email", "kind"), ADDRESSES)
def test_kind_of_address(email, kind):
    assert value("address_kind", enquiry_of(email=email)) == kind


CASES = [
    ("address_against_name", {"name": "Ada Example", "email": "a.example@x.example"}, "agrees"),
    ("address_against_name", {"name": "Ada Example", "email": "ae@x.example"}, "agrees"),
    ("address_against_name", {"name": "Łukasz Wójcik", "email": "wojcik77@gmail.com"}, "agrees"),
    ("address_against_name", {"name": "Nguyễn Ng", "email": "ng@gmail.com"}, "agrees"),
    ("address_against_name", {"name": "Ada Example", "email": "sunflower@gmail.com"}, ""),
    ("address_against_name", {"name": "佐藤", "email": "sato@gmail.com"}, ""),
    ("address_against_name", {"name": "Ada", "email": "xk29dj3@gmail.com"}, "random"),
    ("address_against_name", {"name": "Ada", "email": "sdfgsdfg@gmail.com"}, "random"),
    ("address_against_name", {"name": "Ada", "email": "office@x.example"}, ""),
    ("domain_against_company", {"email": "a@bmw.de", "company": "BMW"}, "agrees"),
    ("domain_against_company", {"email": "a@hm.com", "company": "H&M"}, "agrees"),
    ("domain_against_company", {"email": "a@mueller-soehne.de", "company": "Mueller Söhne GmbH"},
     "agrees"),
    ("domain_against_company", {"email": "a@group.example", "company": "Pumps Ltd"}, "another"),
    ("domain_against_company", {"email": "a@gmail.com", "company": "Pumps Ltd"}, ""),
    ("domain_against_company", {"email": "a@pumps.example"}, ""),
    ("domain_against_company", {"email": "a@pumps.example", "website": "www.pumps.example"},
     "agrees"),
    ("domain_against_country", {"email": "a@pumps.de", "country": "Germany"}, "same"),
    ("domain_against_country", {"email": "a@pumps.co.uk", "country": "United Kingdom"}, "same"),
    ("domain_against_country", {"email": "a@pumps.fr", "country": "Germany"}, "another"),
    ("domain_against_country", {"email": "a@pumps.io", "country": "Germany"}, ""),
    ("domain_against_country", {"email": "a@pumps.com", "country": "Germany"}, ""),
    ("domain_against_country", {"email": "a@gmx.de", "country": "France"}, ""),
    ("phone_number", {"phone": "+49 30 901820", "country": "Germany"}, "valid"),
    ("phone_number", {"phone": "030 901820", "country": "Germany"}, "valid"),
    ("phone_number", {"phone": "+1 416 967 1111", "country": "United States"}, "valid"),
    ("phone_number", {"phone": "+49 (0)30 901820", "country": ""}, "valid"),
    ("phone_number", {"phone": "+49 30 901820", "country": "France"}, "another country's"),
    ("phone_number", {"phone": "+999 123", "country": ""}, "can't be dialled"),
    ("phone_number", {"phone": "030 901820", "country": ""}, ""),
    ("phone_number", {"phone": "1234567890", "country": "Germany"}, "made up"),
    ("phone_number", {"phone": "+1 555 555 5555", "country": ""}, "made up"),
    ("phone_number", {"phone": "+34 123 123 123", "country": ""}, "made up"),
    ("phone_number", {"phone": "111222333", "country": ""}, "made up"),
    ("phone_number", {"phone": "0000000001", "country": ""}, "made up"),
    ("phone_number", {"phone": "+34 600 600 600", "country": "Spain"}, "valid"),
    ("phone_number", {"phone": "+33 1 23 12 31 24", "country": "France"}, "valid"),
    ("phone_number", {"phone": "", "country": "Germany"}, ""),
    ("links_in_message", {"message": LINKS}, "link farm"),
    ("links_in_message", {"message": "[url=https://a.example]x[/url]"}, "forum code"),
    ("links_in_message", {"message": '<a href="https://a.example">x</a>'}, "link farm"),
    ("links_in_message", {"message": "look: https://bit.ly/x"}, "hidden link"),
    ("links_in_message", {"message": "https://a.example www.b.example"}, "several links"),
    ("links_in_message", {"message": "as on https://a.example/pump"}, "a link"),
    ("links_in_message", {"message": "we are https://x.example", "email": "a@x.example"},
     "own site"),
    ("links_in_message", {"message": "https://x.example/a/b", "email": "a@x.example"}, "own page"),
    ("links_in_message", {"message": "https://x.example/", "email": "a@x.example"}, "own site"),
    ("links_in_message", {"message": "proof: https://x.example/case/4.zip."}, "download"),
    ("links_in_message", {"message": "see https://x.example/a.zipper"}, "a link"),
    ("links_in_message", {"message": "https://node.js.example/x"}, "a link"),
    ("links_in_message", {"message": "no link [sic]"}, ""),
    ("message_length", {"message": ""}, "empty"),
    ("message_length", {"message": "call me"}, "a few words"),
    ("message_length", {"message": LONG}, "usual"),
    ("message_length", {"message": LONG * 20}, "long"),
    ("message_letters", {"message": "sdkfjh sdkfjhsdf kjhsdf"}, "gibberish"),
    ("message_letters", {"message": "need pump urgnet pls, mesage me bak"}, ""),
    ("message_letters", {"message": "ポンプの価格を教えてください"}, ""),
    ("company_letters", {"company": "sdlfkjs dfkgjhw"}, "gibberish"),
    ("company_letters", {"company": "sdfsdf dfgdfg"}, ""),  # rows of keys are test entries
    ("name_letters", {"name": "ZrTaWoVeKi"}, "gibberish"),
    ("name_letters", {"name": "Anna VanDerBeek-DeLaCruz"}, ""),
    ("particular_request", {"message": "12 kg please"}, "a quantity"),
    ("particular_request", {"message": "a 5kW drive"}, "a quantity"),
    ("particular_request", {"message": "Wir brauchen 1.200 Stück."}, "a quantity"),
    ("particular_request", {"message": "Un devis, s'il vous plaît"}, "a request"),
    ("particular_request", {"message": "now I want buy 5 for warehouse"}, "a purchase"),
    ("particular_request", {"message": "Wir möchten drei Roboter kaufen"}, "a purchase"),
    ("particular_request", {"message": "Nous voulons acheter 5 robots"}, "a purchase"),
    ("particular_request", {"message": "Queremos comprar 5 robots"}, "a purchase"),
    ("particular_request", {"message": "I don't want to buy 5 robots"}, ""),
    ("particular_request", {"message": "Would you like to buy 500 followers"}, ""),
    ("particular_request", {"message": "I want to buy some day"}, ""),
    ("particular_request", {"message": "hello there"}, ""),
    ("particular_request", {"message": "pay 498 EUR within 48 hours"}, ""),
    ("test_entries", {"name": "Test", "message": "test"}, "several"),
    ("test_entries", {"name": "asdf"}, "one"),
    ("test_entries", {"email": "foo@bar.com"}, "one"),
    ("test_entries", {"name": "Jon Tester", "company": "Foo & Sons"}, ""),
    ("test_entries", {"name": "Foo"}, ""),
    ("test_entries", {"company": "sdfsdf dfgdfg"}, "one"),
    ("test_entries", {"name": "Wert", "company": "Ertz"}, ""),
    ("test_entries", {"name": "azerty uiop", "message": "qsdf qsdf wxcv"}, "several"),
    ("test_entries", {"name": "yxcvb", "email": "asdf@x.example"}, "several"),
    ("test_entries", {"message": "We need a test bench"}, ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "fields", "wanted"), CASES)
def test_signal_reads_the_fields(name, fields, wanted):
    assert value(name, enquiry_of(**fields)) == wanted


FILLED = [
    (0.4, "", "at once"),
    (2.0, LONG, "faster than typing"),
    (7.0, LONG, "quick"),
    (60.0, LONG, "as people type"),
    (5.0, "price?", "as people type"),
    (None, LONG, ""),
    (-3.0, LONG, ""),
    (float("nan"), LONG, ""),
    (1e9, LONG, ""),
]


@pytest.mark.parametrize(("seconds", "message", "wanted"), FILLED)
def test_time_to_fill_is_read_against_the_length(seconds, message, wanted):
    assert value("fill_time", enquiry_of(fill_seconds=seconds, message=message)) == wanted


HISTORIES = [
    ("copied_text", History(copies=1), "copied"),
    ("copied_text", History(copies=9), "copied often"),
    ("copied_text", History(), ""),
    ("bounced_address", History(bounced=datetime(2026, 1, 1, tzinfo=UTC)), "bounced"),
    ("known_customer", History(customer="Example Pumps"), "customer"),
    ("earlier_history", History(conversations=1), "we talked"),
    ("earlier_history", History(earlier_enquiries=1, earlier_genuine=1), "genuine before"),
    ("earlier_history", History(earlier_genuine=1, earlier_not_genuine=1), "genuine and not"),
    ("earlier_history", History(earlier_not_genuine=2), "not genuine before"),
    ("earlier_history", History(earlier_enquiries=2), "asked before"),
    ("earlier_history", History(), ""),
]


@pytest.mark.parametrize(("name", "history", "wanted"), HISTORIES)
def test_signal_reads_the_history(name, history, wanted):
    assert value(name, enquiry_of(message=LONG, history=history)) == wanted


def test_short_words_are_never_copied():
    assert value("copied_text", enquiry_of(message="call me", history=History(copies=50))) == ""


@pytest.mark.parametrize(
    ("zone", "wanted"),
    [("America/Denver", "night"), ("Europe/Berlin", "working hours"), ("Mars/Base", ""), ("", "")],
)
def test_the_hour_is_the_senders_and_silent_where_it_is_not_known(zone, wanted):
    found = enquiry_of(arrived_at=NIGHT_IN_DENVER, time_zone=zone)
    assert value("hour_of_day", found) == wanted


def test_the_trap_is_silent_where_the_form_has_none():
    found = [value("hidden_field", enquiry_of(trap_filled=trap)) for trap in (None, True, False)]
    assert found == [
        "", "filled", "left empty",
    ]  # fmt: skip


TEXTS = st.text(max_size=60)


@given(TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, st.floats() | st.none())
def test_any_enquiry_is_read_and_gives_a_declared_value(
    name, email, phone, company, country, message, seconds
):
    enquiry = enquiry_of(
        name=name, email=email, phone=phone, company=company, country=country, message=message,
        website=email, title=name, fill_seconds=seconds, time_zone=country,
        arrived_at=NIGHT_IN_DENVER, history=History(copies=3),
    )  # fmt: skip
    for signal in all_signals():
        reading = signal.read(enquiry)
        assert reading.value == "" or reading.value in signal.values
        assert bool(reading.value) == bool(reading.evidence)
        assert len(reading.quote) <= LONGEST_QUOTE


HOSTILE = {
    "a": "a" * 1_000_000,
    "blanks": " " * 1_000_000,
    "dots": "a." * 500_000,
    "ats": "a@" * 500_000,
    "links": "https://" * 125_000,
    "www": "www." * 250_000,
    "brackets": "[url" * 250_000,
    "digits": "1 " * 500_000,
    "units": "1" * 500_000 + "kg" * 250_000,
    "repeats": "ab" * 500_000,
    "marks": "e\u0301" * 500_000,
    "quotes": "\"'<>" * 250_000,
    "words": "asdf qwer " * 100_000,
    "han": "佐" * 1_000_000,
    "nul": "\x00" * 1_000_000,
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_megabyte_of_hostile_text_is_read_in_no_time(text):
    enquiry = enquiry_of(
        name=text, email=text, phone=text, title=text, company=text, website=text, country=text,
        message=text, history=History(copies=3),
    )  # fmt: skip
    for signal in all_signals():
        assert signal.read(enquiry).value in {"", *signal.values}
