"""Where a mail's own words end: closings, names, disclaimers, postscripts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspent.collect.mail_words import mail_words_from_toml
from wellspent.collect.signature import signature_range, signature_start
from wellspent.errors import SettingsError

SIGNED = {
    "closing and name": "Best regards,\nTom Beck\nAster Pumps",
    "name on the same line": "Best regards, Tom",
    "one word and a comma": "Thanks,\nTom",
    "closing and nothing": "Cheers",
    "place after the closing": "Viele Grüße aus Hamburg\nTom",
    "short closing without a mark": "MfG Beck",
    "French": "Bien cordialement,\nCamille Aubry",
    "Spanish": "Un cordial saludo,\nAna",
    "job and telephone": "Kind regards\n\nTom Beck\nSales Manager | Aster Pumps\n+44 20 555 0100",
    "slogan": 'Best,\nTom\n"Best in class since 1950."',
    "dashes of mail programs": "-- \nTom\nWe make the world flow.",
    "other dashes": "--\nTom Beck",
    "two closings": "Thanks,\n\nBest regards\nTom",
    "telephone's line": "Sent from my iPhone",
    "disclaimer alone": "This email and any attachments are confidential.",
    "Windows line ends": "Best regards,\r\nTom Beck",
}


@pytest.mark.parametrize("signature", SIGNED.values(), ids=SIGNED)
def test_signature_begins_at_its_first_line(signature: str) -> None:
    lines = ["Hi Ada,", "", "the pump ships on Monday.", "", *signature.split("\n")]
    assert signature_start(lines) == 4


WRITTEN = {
    "thanks above a sentence": "Thanks!\n\nCould you send the list as well? We need it by Friday.",
    "thanks to somebody": "Thanks Ada for the drawing, it was just what we needed here today.",
    "best as a word": "Best Price Guaranteed\nCall now!",
    "a rule in the midst": "---\nThe second part begins here and goes on for a while.",
    "a name in a list": "Tom Beck\nAda Okafor",
}


@pytest.mark.parametrize("words", WRITTEN.values(), ids=WRITTEN)
def test_words_that_are_no_signature(words: str) -> None:
    lines = ["Hi Ada,", "", "the pump ships on Monday.", "", *words.split("\n")]
    assert signature_start(lines) == len(lines)


def test_postscript_is_the_writers_own() -> None:
    lines = ["Hi Ada,", "It ships.", "Best,", "Tom", "", "P.S. The seal too."]
    assert signature_range(lines) == (2, 5)


def test_dashes_far_above_the_end_are_a_rule() -> None:
    lines = ["Hi Ada,", "--", *[f"Line {number} of the list." for number in range(40)]]
    assert signature_start(lines) == len(lines)


def test_the_first_line_is_never_a_signature() -> None:
    assert signature_start(["Thanks", "Tom"]) == 2


@given(st.lists(st.sampled_from([*SIGNED.values(), *WRITTEN.values(), "", " ", "PS", "-- ", "."])))
def test_range_lies_within_the_lines(parts: list[str]) -> None:
    lines = "\n".join(parts).splitlines(keepends=True)
    start, end = signature_range(lines)
    assert 0 <= start <= end <= len(lines)


def test_lists_of_mail_words_that_nobody_knows_are_refused() -> None:
    with pytest.raises(SettingsError, match="not as expected"):
        mail_words_from_toml('closing = ["regards"]')
