"""The brief of everybody in the demo: every citation is followed into the store."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from wellspent.brief.support import unsupported
from wellspent.errors import InputError, NotFound
from wellspent.jobs.brief import brief_for
from wellspent.jobs.brief_citations import field_reader, unsupported_lines
from wellspent.jobs.brief_json import brief_json
from wellspent.jobs.brief_pdf import brief_pdf
from wellspent.jobs.brief_text import brief_html, brief_markdown, brief_plain
from wellspent.jobs.briefs_ahead import briefs_ahead
from wellspent.jobs.correct_role import correct_role
from wellspent.jobs.make_demo import make_demo
from wellspent.jobs.note_consent import note_consent
from wellspent.records.brief import Brief, BriefPart, Standing
from wellspent.records.buying_role import BuyingRole
from wellspent.records.consent import ConsentKind
from wellspent.records.contact import Contact
from wellspent.records.source import RecordKind
from wellspent.store.connect import Store, open_store
from wellspent.store.records import stream_records

NOW = datetime(2026, 3, 5, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('demo') / 'demo.db'}")
    make_demo(store, now=NOW)
    yield store
    store.close()


@pytest.fixture(scope="module")
def briefs(demo_store: Store) -> dict[str, Brief]:
    everybody = list(stream_records(demo_store, RecordKind.CONTACT))
    ids = [one.id for one in everybody if isinstance(one, Contact)]
    return {one: brief_for(demo_store, one, now=NOW) for one in ids}


@pytest.fixture(scope="module")
def telling(briefs: dict[str, Brief]) -> Brief:
    """Give the brief with the most lines."""
    return max(briefs.values(), key=lambda one: sum(len(part.lines) for part in one.sections))


def texts(brief: Brief, part: BriefPart) -> list[str]:
    return [line.text for one in brief.sections if one.part is part for line in one.lines]


def test_every_sentence_about_everybody_in_the_demo_is_borne_by_the_store(
    demo_store: Store, briefs: dict[str, Brief]
) -> None:
    read = field_reader(demo_store, now=NOW)
    assert len(briefs) > 300
    wrong = [(who, one.line.text, one.why) for who, brief in briefs.items()
             for one in unsupported(brief, read)]  # fmt: skip
    assert not wrong


def test_the_demo_has_briefs_with_all_that_a_brief_tells(briefs: dict[str, Brief]) -> None:
    told = {section.part for brief in briefs.values() for section in brief.sections}
    assert told == set(BriefPart)


def test_a_record_that_went_makes_its_sentences_unsupported(
    demo_store: Store, telling: Brief, sqlite_store: Store
) -> None:
    assert not unsupported_lines(demo_store, telling, now=NOW)
    assert unsupported_lines(sqlite_store, telling, now=NOW)


def test_an_account_has_a_brief_of_its_own(demo_store: Store, telling: Brief) -> None:
    brief = brief_for(demo_store, telling.account_id, now=NOW)
    assert (brief.contact_id, brief.account_id) == ("", telling.account_id)
    assert texts(brief, BriefPart.COMPANY)
    assert not unsupported_lines(demo_store, brief, now=NOW)


def test_somebody_who_just_rang_is_found_by_number_and_name(demo_store: Store) -> None:
    everybody = stream_records(demo_store, RecordKind.CONTACT)
    contact = next(one for one in everybody if isinstance(one, Contact) and one.phone)
    assert brief_for(demo_store, contact.phone, now=NOW).contact_id == contact.id
    assert brief_for(demo_store, contact.email, now=NOW).contact_id == contact.id


def test_a_name_of_nobody_or_of_many_is_an_error_that_helps(demo_store: Store) -> None:
    with pytest.raises(NotFound, match="nobody is known"):
        brief_for(demo_store, "zzzz qqqq", now=NOW)
    with pytest.raises(InputError, match="may be several"):
        brief_for(demo_store, "Sample", now=NOW)


def test_the_briefs_of_the_coming_meetings_are_ready(demo_store: Store) -> None:
    ahead = briefs_ahead(demo_store, now=NOW, until=NOW + timedelta(days=30))
    assert ahead
    for one in ahead:
        assert one.briefs or one.why_none
        for brief in one.briefs:
            assert brief.meeting_at == one.meeting.conversation.started_at


def test_what_a_person_said_of_a_role_outranks_the_model(demo_store: Store, telling: Brief) -> None:
    who = telling.contact_id
    correct_role(demo_store, who, BuyingRole.CHAMPION, by="Wilma Sample", reason="told me", now=NOW)
    brief = brief_for(demo_store, who, now=NOW)
    assert "Wilma Sample settled it: champion." in texts(brief, BriefPart.WHO)
    assert not unsupported_lines(demo_store, brief, now=NOW)


def test_an_objection_ends_what_is_concluded(demo_store: Store, briefs: dict[str, Brief]) -> None:
    everybody = stream_records(demo_store, RecordKind.CONTACT)
    contact = next(one for one in everybody if isinstance(one, Contact) and one.email)
    note_consent(
        demo_store, contact.email, kind=ConsentKind.OBJECTED, channel=None,
        source="by telephone", now=NOW,
    )  # fmt: skip
    brief = brief_for(demo_store, contact.id, now=NOW)
    assert {one.part for one in brief.sections} <= {
        BriefPart.WHO, BriefPart.WE_OWE, BriefPart.NOT_TO_SAY
    }  # fmt: skip
    standings = {line.standing for one in brief.sections for line in one.lines}
    assert Standing.HYPOTHESIS not in standings
    assert not unsupported_lines(demo_store, brief, now=NOW)


def test_every_form_holds_every_sentence(telling: Brief) -> None:
    plain = " ".join(brief_plain(telling).split())
    data = json.loads(json.dumps(brief_json(telling)))
    told = [line["text"] for section in data["sections"] for line in section["lines"]]
    assert told == [line.text for section in telling.sections for line in section.lines]
    assert all(" ".join(text.split()) in plain for text in told)
    assert brief_markdown(telling).count("\n- ") == len(told)
    assert brief_html(telling).count("<li>") >= len(told)


def test_a_brief_is_set_on_one_sheet(telling: Brief) -> None:
    sheet = brief_pdf(telling)
    assert sheet.startswith(b"%PDF-")
    assert sheet.count(b"/Type /Page\n") + sheet.count(b"/Type /Page ") <= 1


def test_words_of_others_are_no_markup(demo_store: Store, telling: Brief) -> None:
    evil = '<script>alert(1)</script> # [x](http://example.com) *b* \x1b[31m #import "x"'
    brief = replace(telling, title=evil, meeting_title=evil, withheld=(evil,))
    assert "<script>" not in brief_html(brief)
    assert "[x](" not in brief_markdown(brief)
    assert "\x1b" not in brief_plain(brief) + brief_markdown(brief)
    assert brief_pdf(brief).startswith(b"%PDF-")
