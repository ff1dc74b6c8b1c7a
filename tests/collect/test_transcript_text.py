"""Talk written down by people and programs: who says what, and when."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellspent.collect.moment_in_name import moment_in_name
from wellspent.collect.speaker_label import Speakers, speaker_of_label
from wellspent.collect.transcripts import read_transcript
from wellspent.records.conversation import Side, Speaker

CASES = Path(__file__).parents[1] / "cases" / "collect" / "written_talk.toml"
TALKS: list[dict[str, Any]] = tomllib.loads(CASES.read_text("utf-8"))["talk"]


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk["what"])
def test_who_says_what(talk: dict[str, Any]) -> None:
    read = read_transcript(talk["text"].encode(), "talk.txt")
    said = [[read.speakers[one.speaker].label, one.text] for one in read.turns]
    assert said == talk["said"]


@pytest.mark.parametrize(
    ("label", "speaker"),
    [
        ("Ada Lovelace (Example GmbH)", Speaker(name="Ada Lovelace", company="Example GmbH")),
        ("Ada Lovelace | Example", Speaker(name="Ada Lovelace", company="Example")),
        ("Lovelace, Ada", Speaker(name="Ada Lovelace")),
        ("Ada <Ada@Example.com>", Speaker(name="Ada", email="ada@example.com")),
        ("ada@example.com", Speaker(email="ada@example.com")),
        ("+49 30 901820", Speaker(phone="+49 30 901820")),
        ("Ada (Host) (she/her)", Speaker(name="Ada")),
        ("Ada (Sales)", Speaker(name="Ada", side=Side.OURS)),
        ("Customer", Speaker(name="Customer", side=Side.CUSTOMER)),
        ("Ben Kunde", Speaker(name="Ben Kunde")),
        ("Unknown Speaker", Speaker()),
        ("", Speaker()),
    ],
)
def test_labels(label: str, speaker: Speaker) -> None:
    assert speaker_of_label(label) == speaker


def test_same_name_with_two_addresses_is_two_people() -> None:
    people = Speakers()
    places = [people.place(one) for one in ("Ben <b@a.example>", "Ben <b@b.example>", "ben", "")]
    assert places == [0, 1, 0, 2]


@pytest.mark.parametrize(
    ("name", "moment"),
    [
        ("GMT20260302-090000_Recording.transcript.vtt", datetime(2026, 3, 2, 9, tzinfo=UTC)),
        ("Intro-20260302_100005-Meeting Recording.vtt", (2026, 3, 2, 10, 0, 5)),
        ("2026-03-02 14.30 Kunde.txt", (2026, 3, 2, 14, 30)),
        ("calls/2026-03-02/Kunde 2026_03_05.txt", (2026, 3, 5)),
        ("2026-13-45 Kunde.txt", None),
        ("order 120260302999.txt", None),
        ("Kunde.txt", None),
    ],
)
def test_moments_in_names(name: str, moment: datetime | tuple[int, ...] | None) -> None:
    zone = ZoneInfo("Europe/Berlin")
    expected = datetime(*moment, tzinfo=zone) if isinstance(moment, tuple) else moment  # type: ignore[arg-type]
    assert moment_in_name(name, zone=zone) == expected


@given(st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_label_is_a_speaker(label: str) -> None:
    speaker = speaker_of_label(label)
    assert speaker.name == speaker.name.strip()
    assert len(speaker.name) <= len(" ".join(label.split()))
