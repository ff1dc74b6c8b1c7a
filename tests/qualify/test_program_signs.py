"""Signals that tell programs from people by mechanics: what they read, and what they must not."""

import tomllib
from pathlib import Path

import pytest

from tests.qualify.made_enquiries import enquiry_of
from wellspent.qualify.signal import all_signals
from wellspent.records.enquiry import History

SIGNALS = {signal.name: signal for signal in all_signals()}
FILE = Path(__file__).parents[1] / "cases" / "qualify" / "program_signs.toml"
CASES = [
    (signal, *case)
    for signal, cases in tomllib.loads(FILE.read_text("utf-8")).items()
    for case in cases
]
PRAISE = "What a wonderful page, I learned so much and will tell all of my friends about it."


@pytest.mark.parametrize(("signal", "field", "text", "wanted"), CASES)
def test_signal_reads_programs_and_spares_people(signal: str, field: str, text: str, wanted: str):
    assert SIGNALS[signal].read(enquiry_of(**{field: text})).value == wanted


def test_the_name_over_again_as_a_message_is_the_same_text_everywhere():
    read = SIGNALS["filled_everywhere"].read
    assert read(enquiry_of(name="hello", message="Hello ")).value == "same text"
    assert read(enquiry_of(name="hello", company="hello", message="hello")).value == "same text"
    assert read(enquiry_of(name="Pumps", company="Pumps", message="call us")).value == ""
    assert read(enquiry_of(name="Ada", company="Pumps Ltd", message="Ada")).value == ""


@pytest.mark.parametrize(
    ("copies", "message", "wanted"),
    [
        (2, PRAISE, "copied"),
        (9, PRAISE, "copied often"),
        (10, PRAISE, "copied without aim"),
        (10, f"{PRAISE} https://x.example", "copied by many"),
        (10, f"{PRAISE} Call 0301234567", "copied by many"),
    ],
)
def test_copied_words_lead_somewhere_or_nowhere(copies: int, message: str, wanted: str):
    enquiry = enquiry_of(message=message, history=History(copies=copies))
    assert SIGNALS["copied_text"].read(enquiry).value == wanted


HOSTILE = ["{a|", "{{1*", "'or ", "<img ", "%2e", "order by 1", "[[A ", "asdf", "serial no "]


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("field", ["name", "message"])
def test_a_megabyte_of_hostile_text_is_read(piece: str, field: str):
    enquiry = enquiry_of(**{field: (piece * 1_000_000)[:1_000_000]})
    for name in ("open_template", "probe", "filled_everywhere", "owned_product", "test_entries"):
        assert SIGNALS[name].read(enquiry).signal == name
