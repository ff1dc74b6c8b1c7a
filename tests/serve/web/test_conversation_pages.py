"""Conversations as pages: the margin, corrections, names, the ask; taking files in; notes."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.serve.web.kept_conversations import HOSTILE, keep, know_ada, recent_thread
from tests.serve.web.read_page import tags, words
from tests.serve.web.small_company import client_of, wired
from wellspent.jobs.show_conversation import show_conversation
from wellspent.records.taken_in import Keep
from wellspent.wiring import Wellspent

PRAISE = "Wow, that was amazing."
MAIL = b"""From: Ada Kunde <ada@kunde.example>
To: Wilma Sample <wilma@otter.example>
Subject: Foam
Date: Thu, 19 Nov 2026 10:00:00 +0000
Message-ID: <foam-1@kunde.example>

Wow, that was amazing. I never knew that. What does it cost?
"""
TALK = b"""WEBVTT

00:00:01.000 --> 00:00:09.000
<v Wilma Sample>Here is what three plants did about the wet floor.

00:00:10.000 --> 00:00:15.000
<v Ada Kunde>That was a really good use of my time, I never knew that.
"""


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[Wellspent]:
    """Give one store with Ada for all of this module; each test keeps conversations of its own."""
    folder = tmp_path_factory.mktemp("conversations")
    shutil.copyfile(sqlite_template, folder / "wellspent.db")
    made = wired(folder)
    know_ada(made.store)
    yield made
    made.store.close()


@pytest.fixture(scope="module")
def page(parts: Wellspent) -> TestClient:
    return client_of(parts)


def reaction_in(parts: Wellspent, conversation: str):
    return show_conversation(parts.store, conversation).heard.reactions[0]


def test_words_are_marked_and_the_margin_leads_to_them(page, parts):
    here = keep(parts.store, recent_thread("marked"))
    shown = page.get(f"/conversations/{here}").text
    reaction = reaction_in(parts, here)
    assert f'id="mark-{reaction.id}">{reaction.quote.text}</mark>' in shown
    assert f'href="#mark-{reaction.id}">Delight</a>' in shown
    assert "Their question, not answered" in shown
    assert 'id="turn-1"' in shown


def test_hostile_words_names_and_titles_stay_text(page, parts):
    talk = recent_thread("hostile", said=f"{PRAISE} {HOSTILE}", stranger=HOSTILE)
    here = keep(parts.store, talk)
    for address in (f"/conversations/{here}", "/conversations"):
        shown = page.get(address).text
        assert HOSTILE not in shown
        assert "&lt;script&gt;" in shown


def test_page_is_whole(page, parts):
    here = keep(parts.store, recent_thread("whole"))
    for address in (f"/conversations/{here}", "/conversations", "/note"):
        shown = page.get(address).text
        found = tags(shown)
        ids = [given["id"] for _, given in found if "id" in given]
        assert len(ids) == len(set(ids))
        assert shown.count("<h1") == 1
        assert not [given for _, given in found if "style" in given]


def test_unknown_conversation_is_not_found(page):
    assert page.get("/conversations/K999").status_code == 404
    assert page.get("/conversations/nonsense").status_code == 404


def test_reaction_is_corrected_to_nothing_and_its_credit_goes(page, parts):
    here = keep(parts.store, recent_thread("corrected", said="I never knew that, how interesting."))
    address = f"/conversations/{here}/reactions/{reaction_in(parts, here).id}"
    before = page.get(f"/conversations/{here}").text
    sent = page.post(address, data={"kind": "nothing"}, follow_redirects=False)
    assert sent.headers["location"] == f"/conversations/{here}#turn-1"
    shown = page.get(f"/conversations/{here}").text
    assert "was heard as learned something, is nothing" in words(shown)
    assert signs(before) > signs(shown)


def test_correction_is_taken_back_and_a_missed_reaction_added(page, parts):
    here = keep(parts.store, recent_thread("missed", said="I never knew that. The foam is last."))
    page.post(
        f"/conversations/{here}/reactions/{reaction_in(parts, here).id}", data={"kind": "nothing"}
    )
    shown = page.get(f"/conversations/{here}").text
    back = re.search(r'action="(/conversations/[^"]+/take-back)"', shown)[1]
    assert page.post(back, follow_redirects=False).status_code == 303
    assert reaction_in(parts, here).kind == "learned something"
    added = {"quote": "The foam is last.", "kind": "delight"}
    sent = page.post(f"/conversations/{here}/reactions", data=added, follow_redirects=False)
    assert sent.headers["location"] == f"/conversations/{here}#turn-1"
    assert "wasn't heard, is delight" in words(page.get(f"/conversations/{here}").text)
    unknown = page.post(
        f"/conversations/{here}/reactions", data={"quote": HOSTILE, "kind": "delight"}
    )
    assert unknown.status_code == 422
    assert HOSTILE not in unknown.text
    assert page.post(f"/conversations/{here}/corrections/999/take-back").status_code == 404


def signs(shown: str) -> int:
    return int(re.search(r"signs? of value</dt><dd[^>]*>(\d+)", shown)[1])


@pytest.mark.parametrize("kind", ["", "joy", HOSTILE])
def test_unknown_kind_changes_nothing(page, parts, kind):
    here = keep(parts.store, recent_thread(f"kind{len(kind)}"))
    reaction = reaction_in(parts, here)
    sent = page.post(f"/conversations/{here}/reactions/{reaction.id}", data={"kind": kind})
    assert sent.status_code == 422
    assert reaction_in(parts, here).kind == reaction.kind


def test_reaction_of_another_conversation_is_not_found(page, parts):
    one = keep(parts.store, recent_thread("one"))
    other = keep(parts.store, recent_thread("other"))
    address = f"/conversations/{one}/reactions/{reaction_in(parts, other).id}"
    assert page.post(address, data={"kind": "nothing"}).status_code == 404


def test_stranger_is_named_once_and_remembered(page, parts):
    first = keep(parts.store, recent_thread("first", stranger="A. K."))
    second = keep(parts.store, recent_thread("second", stranger="A. K."))
    page.post(f"/conversations/{first}/speakers/2", data={"role": "contact", "who": "Ada Kunde"})
    for here in (first, second):
        assert show_conversation(parts.store, here).conversation.speakers[2].contact_id == "C1"


@pytest.mark.parametrize(
    ("role", "who"), [("contact", ""), ("contact", "Nobody Known"), ("rep", ""), ("boss", "Ada")]
)
def test_wrong_name_is_said_and_kept(page, parts, role, who):
    here = keep(parts.store, recent_thread(f"wrong-{role}{who}", stranger="B. K."))
    sent = page.post(f"/conversations/{here}/speakers/2", data={"role": role, "who": who})
    assert sent.status_code == 422
    assert f'value="{who}"' in sent.text


def test_link_is_shown_once_then_says_why_not(page, parts):
    here = keep(parts.store, recent_thread("asked"))
    sent = page.post(f"/conversations/{here}/feedback", data={"contact": "C1"})
    assert re.search(r'value="http://[^"]+/feedback/[^"]+"', sent.text)
    assert "Only this machine can open it" in sent.text
    again = page.post(f"/conversations/{here}/feedback", data={"contact": "C1"})
    assert again.status_code == 409
    assert "can&#39;t be asked" in again.text
    unsent = page.post(f"/conversations/{here}/feedback", data={"contact": "C1", "send": "yes"})
    assert "there is no mail server" in unsent.text


@pytest.mark.parametrize("how_much", [Keep.EXCERPTS, Keep.MEASURES])
def test_words_that_are_not_kept_are_not_shown(page, parts, how_much):
    here = keep(parts.store, recent_thread(f"less-{how_much}"), how_much=how_much)
    shown = page.get(f"/conversations/{here}").text
    assert "three plants" not in shown
    assert (PRAISE[:-1] in shown) is (how_much is Keep.EXCERPTS)


def test_list_is_filtered_and_says_what_it_did_not_understand(page, parts):
    here = keep(parts.store, recent_thread("listed"))
    assert f"/conversations/{here}" in page.get("/conversations?reaction=delight&days=7").text
    assert f"/conversations/{here}" not in page.get("/conversations?kind=sms").text
    shown = words(page.get("/conversations", params={"kind": HOSTILE, "days": "5"}).text)
    assert "Not understood, so left out" in shown
    assert page.get("/conversations?after=nonsense").status_code == 422


def test_empty_list_says_how_to_begin(empty_client):
    shown = words(empty_client.get("/conversations").text)
    assert "None yet" in shown
    assert "Bring them in" in shown


def taken(page: TestClient, *files: tuple[str, bytes], **fields: str) -> str:
    sent = page.post("/conversations/files", files=[("file", one) for one in files], data=fields)
    for _ in range(600):
        if "Reading the files" not in sent.text and 'id="progress"' not in sent.text:
            return sent.text
        sent = page.get(str(sent.url))
    raise AssertionError("it never ended")


def test_files_are_taken_in_refused_ones_named_and_all_undone(page, parts):
    shown = taken(
        page,
        ("foam.eml", MAIL),
        ("talk 2026-11-18.vtt", TALK),
        (f"{HOSTILE}.json", b"{"),
        our_side="otter.example, Wilma Sample",
        source="dropped",
    )
    assert "2 new conversations" in words(shown)
    assert HOSTILE not in shown
    assert ".json" in words(shown)
    assert str(parts.settings.data_folder) not in shown
    assert "Foam" in page.get("/conversations?source=dropped").text
    undo = re.search(r'action="(/imports/\w+/undo)"', shown)[1]
    page.post(undo)
    assert "No conversation matches" in page.get("/conversations?source=dropped").text


def test_same_file_twice_changes_nothing(page):
    mail = MAIL.replace(b"foam-1", b"twice-1")
    taken(page, ("a.eml", mail), source="twice")
    assert "Nothing new: 1 conversation known already" in words(taken(page, ("a.eml", mail),
                                                                      source="twice"))  # fmt: skip


@pytest.mark.parametrize(
    "fields", [{}, {"our_side": "gmail.com"}, {"our_side": "not@@one"}, {"keep": "half"}]
)
def test_wrong_import_is_refused_with_what_was_typed(page, fields):
    files = [("file", ("a.eml", MAIL))] if fields else [("file", ("", b""))]
    sent = page.post("/conversations/files", files=files, data=fields)
    assert sent.status_code == 422
    assert 'role="alert"' in sent.text
    assert fields.get("our_side", "") in sent.text


def noted(page: TestClient, **changed: str):
    fields = {"once": "x", "kind": "call", "with_whom": "Ada Kunde", "minutes": "12", **changed}
    return page.post("/note", data=fields)


def test_call_is_noted_in_the_ledger_once(page, parts):
    first = noted(page, once="call-a", their_words=f"{PRAISE} {HOSTILE}")
    assert noted(page, once="call-a", their_words=f"{PRAISE} {HOSTILE}").url == first.url
    assert "12 " in words(first.text)
    assert "declared" in first.text
    assert "Delight" in first.text
    assert HOSTILE not in first.text


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "email"},
        {"with_whom": ""},
        {"with_whom": "Nobody Known"},
        {"minutes": "0"},
        {"minutes": "long"},
        {"happened_at": "yesterday"},
        {"happened_at": "2999-01-01T10:00"},
    ],
)
def test_wrong_note_is_said_and_keeps_what_was_typed(page, wrong):
    sent = noted(page, once=f"wrong{wrong}", their_words="They said this.", **wrong)
    assert sent.status_code == 422
    assert "They said this." in sent.text


def test_record_says_what_they_gave(page, parts):
    noted(page, once="for-record")
    shown = page.get("/records/C1").text
    assert re.search(r"Gave <a[^>]*>~?\d+ minutes</a>, \d+ signs? of value", shown)
    assert 'href="/note?to=C1" data-note' in shown
    assert "Gave" in page.get("/records/A1").text


def test_today_says_in_a_line_what_is_overdue(page, parts):
    assert "overdue. <a" not in page.get("/").text
    kept = recent_thread("promise")
    late = replace(kept.turns[0], text="I will send you the drawing by tomorrow.")
    long_ago = late.at - timedelta(days=9)
    keep(parts.store, replace(kept, turns=(replace(late, at=long_ago), *kept.turns[1:])))
    assert re.search(r"We owe customers \d+ things? that (is|are) overdue", page.get("/").text)
