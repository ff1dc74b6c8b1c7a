from dataclasses import replace
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.qualify.made_enquiries import NIGHT_IN_DENVER, enquiry_of
from wellspent.errors import InputError
from wellspent.profile.scorecard_file import parse_scorecard
from wellspent.profile.scorecard_text import scorecard_text
from wellspent.qualify.authenticity import (
    AuthenticityTable,
    authenticities_of,
    authenticity_of,
    prior_scorecard,
)
from wellspent.qualify.authenticity_columns import KINDS, authenticity_columns
from wellspent.qualify.authenticity_file import declared_authenticity, parse_declared
from wellspent.qualify.read_signals import read_signals
from wellspent.qualify.signal import all_signals
from wellspent.records.authenticity import Authenticity, EnquiryKind
from wellspent.records.enquiry import Enquiry, History

PRIOR = prior_scorecard()
TABLE = AuthenticityTable(PRIOR)
PASTED = "We look for a supplier of hinges for the doors of our new hall, in steel or brass."
LINKS = "Best deals https://a.example https://b.example https://c.example https://d.example"


def judged(**fields: object) -> Authenticity:
    return authenticity_of(PRIOR, enquiry_of(**fields), table=TABLE)  # pyright: ignore[reportArgumentType]


TEXTS = st.sampled_from(
    [
        "", "Ada Example", "sdfsdf dfgdfg", "test", "佐藤", "ada@gmail.com", "ada@pumps.example",
        "x9d8f7g6@mailinator.com", "We need 12 pumps of 5 kW", LINKS, "price?", "asdf",
        "I am writing my thesis and need data", "Please find my CV attached", "+49 30 901820",
    ]
)  # fmt: skip
HISTORIES = st.builds(
    History,
    customer=st.sampled_from(["", "Pumps"]),
    earlier_genuine=st.integers(0, 2),
    earlier_not_genuine=st.integers(0, 2),
    conversations=st.integers(0, 1),
    copies=st.integers(0, 5),
)
ENQUIRIES = st.builds(
    enquiry_of,
    name=TEXTS, email=TEXTS, company=TEXTS, message=TEXTS, phone=TEXTS,
    trap_filled=st.sampled_from([None, True, False]),
    fill_seconds=st.none() | st.floats(0, 300),
    history=st.none() | HISTORIES,
)  # fmt: skip


@given(ENQUIRIES)
@settings(deadline=None)
def test_contributions_add_up_exactly_and_lie_in_the_interval(enquiry: Enquiry):
    found = authenticity_of(PRIOR, enquiry, table=TABLE)
    added = found.average_log_odds + sum(one.points for one in found.contributions)
    assert found.log_odds == pytest.approx(added, abs=1e-12)
    assert found.low < found.probability < found.high
    assert {one.attribute for one in found.contributions} == {one.signal for one in found.readings}
    sizes = [abs(one.points) for one in found.contributions]
    assert sizes == sorted(sizes, reverse=True)
    assert [one.signal for one in found.readings][:1] == [
        one.attribute for one in found.contributions
    ][:1] or sizes.count(sizes[0]) > 1
    assert 0.0 <= found.kind_certainty <= 1.0


def test_silence_costs_nothing():
    nothing = authenticity_of(PRIOR, Enquiry(lead=enquiry_of().lead))
    assert nothing.log_odds == PRIOR.base_log_odds
    assert nothing.kind is EnquiryKind.UNSURE


GENUINE = {
    "an owner at night, terse, misspelt, on a free address": {
        "name": "Thomas Nguyễn",
        "email": "tomn77@gmail.com",
        "message": "need pump price pls urgnet",
        "arrived_at": NIGHT_IN_DENVER,
        "time_zone": "America/Denver",
        "trap_filled": False,
    },
    "two words from a phone": {"name": "Ng", "email": "ng@gmx.de", "message": "call me"},
    "nothing but an address": {"email": "info@gmail.com"},
    "pasted requirements, quickly": {
        "name": "Ada Example",
        "email": "ada@yahoo.com",
        "fill_seconds": 3.0,
        "message": "Requirements: 4 valves DN50, 2 pumps. " * 8,
    },
    "a name that looks odd": {
        "name": "Xochitl Mkhize",
        "email": "xm@gmail.com",
        "message": "Quote?",
    },
    "Japanese": {
        "name": "佐藤",
        "email": "sato@example.jp",
        "message": "ポンプの価格を教えてください",
    },
    "a browser that filled the trap": {
        "name": "Ada Example",
        "email": "ada@pumps.example",
        "company": "Pumps",
        "trap_filled": True,
        "message": "We need an offer for 12 pumps of 5 kW by March.",
        "fill_seconds": 40.0,
    },
    "a domain of another name, another country's phone": {
        "name": "Bo Example",
        "email": "bo@group.example",
        "company": "Pumps",
        "country": "France",
        "phone": "+49 30 901820",
        "message": "Please call me about a maintenance contract.",
    },
}


@pytest.mark.parametrize("fields", GENUINE.values(), ids=GENUINE)
def test_genuine_people_keep_a_high_authenticity(fields):
    assert judged(**fields).probability > 0.6


NOT_GENUINE = {
    "mashed keys": {
        "name": "sdfsdf dfgdfg",
        "email": "kjhkjh@gmail.com",
        "company": "sdfsdf",
        "message": "kjhsdfkjh sdkfjh sdkfjh",
    },
    "a link farm through the trap": {
        "name": "Bo",
        "email": "x9d8f7g6@mailinator.com",
        "message": LINKS,
        "trap_filled": True,
        "fill_seconds": 0.3,
    },
    "somebody who tries the form": {"name": "test", "email": "test@test.com", "message": "test"},
}


@pytest.mark.parametrize("fields", NOT_GENUINE.values(), ids=NOT_GENUINE)
def test_several_strong_signals_make_a_low_authenticity(fields):
    found = judged(**fields)
    assert found.probability < 0.2
    assert found.kind in {EnquiryKind.BOT, EnquiryKind.SPAM}


SEVERAL_SIGNS = {("test_entries", "several"), ("open_template", "several"), ("probe", "several")}


def test_no_single_reading_makes_a_usual_enquiry_hopeless():
    """The worst that one sign alone may do: two in ten; several signs in one reading, more."""
    for attribute in PRIOR.attributes:
        for band in attribute.bands:
            worst = -4.0 if (attribute.name, band.label) in SEVERAL_SIGNS else -3.0
            assert band.points >= worst


NO_BUYERS = {
    EnquiryKind.VENDOR: "We can get you on page 1 of Google. Our SEO agency has helped 200 firms.",
    EnquiryKind.JOB_SEEKER: "Adjunto mi currículum. Busco trabajo como técnico de mantenimiento.",
    EnquiryKind.STUDENT: "I am writing my master's thesis about pumps and need literature for it.",
    EnquiryKind.SPAM: "Congratulations! You have been selected. Earn $5000 per day with bitcoin.",
}


@pytest.mark.parametrize("kind", NO_BUYERS)
def test_who_plainly_is_no_buyer_is_hardly_one_though_a_person_with_a_firm(kind: EnquiryKind):
    found = judged(
        name="Ada Example", email="ada@pumps.example", company="Pumps", phone="+49 30 901820",
        country="Germany", fill_seconds=60.0, trap_filled=False, message=NO_BUYERS[kind],
    )  # fmt: skip
    assert found.kind is kind
    assert 0.05 < found.probability < 0.25


def test_a_wish_to_buy_so_many_outweighs_words_about_studies():
    found = judged(
        message="My son is student and wrote thesis about your robots, now I want buy 5 for "
        "warehouse. Who I talk?",
    )  # fmt: skip
    assert found.kind in {EnquiryKind.GENUINE, EnquiryKind.UNSURE}
    assert found.probability > 0.85


def test_the_hour_alone_moves_nothing():
    night = judged(name="Ada", arrived_at=NIGHT_IN_DENVER, time_zone="America/Denver")
    assert night.log_odds == judged(name="Ada").log_odds


def test_a_known_customer_who_asks_for_help_is_welcome():
    found = judged(
        name="Ada Example", email="ada@pumps.example", history=History(customer="Pumps"),
        message="Our pump doesn't start any more since the update, please help.",
    )  # fmt: skip
    assert found.kind is EnquiryKind.SUPPORT
    assert found.probability > 0.9


def test_one_sign_does_not_count_twice():
    both = judged(name="asdf", message="asdf", email="asdf@asdf.com")
    assert [one.attribute for one in both.contributions if one.points < 0] == ["test_entries"]
    trapped = judged(trap_filled=True, fill_seconds=2.0, message=PASTED)
    assert [one.attribute for one in trapped.contributions if one.points < 0] == ["hidden_field"]


BOTS = {
    "an open template": {"name": "Ada", "message": "Hi {first_name}, we love {company}."},
    "a probe": {"name": "1' OR '1'='1", "email": "x@probe.example", "message": "${jndi:ldap://x}"},
    "rows of keys in two fields": {"name": "azerty uiop", "message": "qsdf wxcv qsdf"},
    "random letters from a throw-away address": {
        "name": "ZrTqWxVvKk", "email": "zr@mailinator.com",
    },
    "a trap filled from a throw-away address": {
        "trap_filled": True, "email": "ada@mailinator.com", "message": "nice page, thanks",
    },
    "a trap filled at once": {"trap_filled": True, "fill_seconds": 0.4, "name": "Ada Example"},
    "forum code through the trap": {"trap_filled": True, "message": "[url=https://a.example]x[/url]"},
    "the same praise from many": {
        "message": "What a wonderful page you have here, it made my day and I will come back.",
        "fill_seconds": 2.0, "history": History(copies=30),
    },
}  # fmt: skip


@pytest.mark.parametrize("what", BOTS)
def test_signs_that_nobody_wrote_it_make_a_bot(what: str):
    found = judged(**BOTS[what])
    assert found.kind is EnquiryKind.BOT
    assert found.probability < 0.5


PEOPLE = {
    "a password manager that fills the trap": {
        "trap_filled": True, "fill_seconds": 6.0, "email": "ada@pumps.example",
        "message": "We need 12 pumps of 5 kW, please send a quote.",
    },
    "a rare name": {"name": "Xhxhqz Example", "message": "Please quote 12 pumps of 5 kW."},
    "somebody who writes about templates": {
        "message": "Please send a quote: can your template fill {first_name} and {company}?",
    },
    "somebody who writes about code": {
        "message": "Please quote the chat. Does it need a <script> tag in the footer of our pages?",
    },
    "a buyer who pressed the button of a portal": {
        "message": "I am interested in your products. Please send a quote and your delivery time.",
        "history": History(copies=200),
    },
    "a privacy-minded buyer": {
        "email": "ada@mailinator.com", "message": "We need a quote for 12 pumps of 5 kW by May.",
    },
}  # fmt: skip


@pytest.mark.parametrize("what", PEOPLE)
def test_one_sign_of_a_program_makes_no_bot_of_a_person(what: str):
    assert judged(**PEOPLE[what]).kind is not EnquiryKind.BOT


OWNERS = {
    "a customer with a question": {
        "message": "Where did the green button go?", "history": History(customer="Pumps"),
    },
    "an error code": {"message": "still error 12"},
    "an invoice": {"message": "Two lines of invoice no. 4711 are doubled"},
}  # fmt: skip


@pytest.mark.parametrize("what", OWNERS)
def test_who_has_something_of_ours_is_welcome_as_support(what: str):
    found = judged(**OWNERS[what])
    assert found.kind is EnquiryKind.SUPPORT
    assert found.probability > 0.85


def test_a_customer_who_wants_to_buy_more_is_genuine():
    message = "We want to buy 12 more pumps. Please send a quote with delivery time."
    found = judged(message=message, history=History(customer="Pumps"))
    assert found.kind is EnquiryKind.GENUINE


def test_evidence_for_and_against_is_said_in_sentences():
    found = judged(**NOT_GENUINE["a link farm through the trap"])
    assert all(one.evidence.endswith(".") for one in found.readings)


@given(st.lists(ENQUIRIES, max_size=6))
@settings(deadline=None, max_examples=30)
def test_in_bulk_they_are_the_same_as_one_by_one(enquiries: list[Enquiry]):
    one_by_one = [authenticity_of(PRIOR, enquiry) for enquiry in enquiries]
    assert authenticities_of(PRIOR, enquiries) == one_by_one
    columns = authenticity_columns(PRIOR, enquiries)
    for row, one in enumerate(one_by_one):
        found = (columns.probability[row], columns.low[row], columns.high[row])
        assert found == (one.probability, one.low, one.high)
        assert (KINDS[columns.kind[row]], columns.certainty[row]) == (one.kind, one.kind_certainty)


def test_two_processes_say_the_same_as_one(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("wellspent.qualify.authenticity_columns.WORTH_PROCESSES", 10)
    monkeypatch.setattr("wellspent.qualify.authenticity_columns.AT_A_TIME", 5)
    enquiries = [enquiry_of(name=f"Ada {at}", email=f"a{at}@gmail.com") for at in range(23)]
    alone = authenticity_columns(PRIOR, enquiries)
    shared = authenticity_columns(PRIOR, enquiries, count=23, processes=2)
    assert shared.probability.tolist() == alone.probability.tolist()
    assert shared.kind.tolist() == alone.kind.tolist()


def test_a_scorecard_that_was_written_and_read_judges_the_same():
    again = parse_scorecard(scorecard_text(PRIOR))
    assert again == PRIOR


def test_a_reading_that_a_scorecard_does_not_know_is_silence():
    without = replace(PRIOR, attributes=PRIOR.attributes[:1])
    found = authenticity_of(without, enquiry_of(name="sdfsdf dfgdfg", message="sdfsdf dfgdfg"))
    assert found.log_odds == PRIOR.base_log_odds


def test_every_signal_has_points_for_each_of_its_values():
    declared = {one.name: {two.value for two in one.values} for one in PRIOR_FILE.signals}
    assert declared == {signal.name: set(signal.values) for signal in all_signals()}


PRIOR_FILE = declared_authenticity()
TEXT = files("wellspent.qualify").joinpath("authenticity.toml").read_text("utf-8")
MISTAKES = [
    ("genuine_share = 0.85", "genuine_share = 1.5"),
    ("genuine_share = 0.85", "genuine_share = 0.85\nunknown = 1"),
    ("points = -2.2", "points = nan"),
    ("points = -2.2", "point = -2.2"),
    ("points = -2.2", "points = -9"),
    ("uncertainty = 0.6", "uncertainty = 0"),
    ('name = "hidden_field"', 'name = "hidden_fields"'),
    ('value = "filled"', 'value = "full"'),
    ('reason = "Nobody reads a page and finds its button in that time"', 'reason = ""'),
    ('after = ["hidden_field: filled"]', 'after = ["hidden_field: full"]'),
    ('"bot or gibberish" = 3.0', '"robot" = 3.0'),
    ("[[signals]]", "[[signals"),
]


@pytest.mark.parametrize(("right", "wrong"), MISTAKES)
def test_a_mistake_in_the_file_is_an_error_that_says_where(right, wrong):
    assert right in TEXT
    with pytest.raises(InputError) as raised:
        parse_declared(TEXT.replace(right, wrong, 1), where="authenticity.toml")
    assert "authenticity.toml" in str(raised.value.where)


def test_readings_that_step_back_are_not_among_them():
    pasted = enquiry_of(trap_filled=True, fill_seconds=2.0, message=PASTED)
    names = {one.signal for one in read_signals(pasted)}
    assert "hidden_field" in names
    assert "fill_time" not in names
