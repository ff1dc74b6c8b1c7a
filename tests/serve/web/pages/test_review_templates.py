"""Templates: kept, listed with the worst first, changed without losing a colleague's change."""

import pytest

from tests.serve.web.known_reader import make_known
from tests.serve.web.pages.test_review import field
from tests.serve.web.read_page import links, rows, words
from tests.serve.web.small_company import client_of
from wellspent.jobs.message_templates import get_template, list_templates, save_template
from wellspent.records.draft import DraftChannel, DraftType
from wellspent.records.message_template import MessageTemplate

NAGGING = "Hi {{first_name}},\n\nI've tried to reach you several times. Just checking in!"
ALLOWED = (
    "<!-- wellspent: allow MAN002 because they asked to be called until they answer -->\n"
    "I've tried to reach you several times."
)


@pytest.fixture
def kept(empty):
    for name, body in (("Calm", "Two plants keep their drains clean."), ("Nagging", NAGGING)):
        save_template(
            empty.store,
            MessageTemplate(
                name=name, body=body, channel=DraftChannel.EMAIL, type=DraftType.FOLLOW_UP
            ),
            by="Kim",
        )
    return client_of(empty)


def test_list_has_the_worst_first_and_can_be_sorted(kept):
    page = kept.get("/review/templates")
    names = [row[1] for row in rows(page.text)[1:]]
    assert names[0] == "Nagging"
    assert "warning" in rows(page.text)[1][0]
    by_name = kept.get("/review/templates", params={"sort": "name"})
    assert [row[1] for row in rows(by_name.text)[1:]] == ["Calm", "Nagging"]
    assert kept.get("/review/templates", params={"sort": "; drop"}).status_code == 200


def test_no_templates_teach_how_to_keep_one(empty_client):
    assert "Write the first one" in words(empty_client.get("/review/templates").text)


def test_editor_keeps_a_template(empty, empty_client):
    typed = {
        "template_name": " After  the fair ",
        "subject": "Notes",
        "body": "Hi",
        "channel": "email",
    }
    page = empty_client.post("/review/templates", data=typed)
    assert page.url.path == "/review/templates/T1"
    assert "The template is kept" in words(page.text)
    (one,) = list_templates(empty.store)
    assert (one.name, one.subject, one.channel) == ("After the fair", "Notes", DraftChannel.EMAIL)


@pytest.mark.parametrize(
    ("change", "status", "said"),
    [
        ({"template_name": ""}, 422, "needs a name"),
        ({"body": " "}, 422, "needs words"),
        ({"template_name": "nagging"}, 409, "There is a template named nagging already"),
        ({"channel": "pigeon"}, 422, "is one of"),
    ],
)
def test_template_that_cannot_be_kept_comes_back_as_it_was_typed(kept, change, status, said):
    typed = {"template_name": "New", "subject": "Kept subject", "body": "Kept body"} | change
    page = kept.post("/review/templates", data=typed)
    assert page.status_code == status
    assert said in words(page.text)
    assert field(page, "subject") == "Kept subject"


def test_rename_and_change_count_versions(empty, kept):
    page = kept.post("/review/templates/T2", data={"name": "Kind", "body": "New", "version": "1"})
    assert page.url.path == "/review/templates/T2"
    changed = get_template(empty.store, "T2")
    assert (changed.name, changed.body, changed.version) == ("Kind", "New", 2)


def test_change_over_a_colleagues_is_not_lost_and_changes_nothing(empty, kept):
    kept.post("/review/templates/T2", data={"name": "Nagging", "body": "Theirs", "version": "1"})
    page = kept.post(
        "/review/templates/T2", data={"name": "Nagging", "body": "Mine", "version": "1"}
    )
    assert page.status_code == 409
    assert "Somebody else saved this template meanwhile" in words(page.text)
    assert field(page, "body") == "Mine"
    assert field(page, "version") == "1"
    assert get_template(empty.store, "T2").body == "Theirs"


def test_change_of_a_deleted_template_keeps_the_words(empty, kept):
    kept.post("/review/templates/T2/delete", data={"version": "1"})
    page = kept.post(
        "/review/templates/T2", data={"name": "Nagging", "body": "Mine", "version": "1"}
    )
    assert page.status_code == 404
    assert field(page, "body") == "Mine"
    assert field(page, "template_name") == "Nagging"


def test_delete_asks_for_the_version_that_was_seen(empty, kept):
    assert "Delete Nagging" in words(kept.get("/review/templates/T2").text)
    refused = kept.post("/review/templates/T2/delete", data={"version": "7"})
    assert refused.status_code == 409
    done = kept.post("/review/templates/T2/delete", data={"version": "1"})
    assert "Nagging is deleted" in words(done.text)
    assert [one.name for one in list_templates(empty.store)] == ["Calm"]
    assert kept.get("/review/templates/T2").status_code == 404


def test_places_to_be_filled_in_are_right_in_a_template(kept):
    in_template = words(kept.get("/review/templates/T2").text)
    in_message = words(kept.get("/review", params={"template": "T2"}).text)
    assert "TRU015" not in in_template
    assert "TRU015" in in_message


def test_marker_allows_with_its_reason_and_is_left_out_of_a_message(empty, kept):
    save_template(empty.store, MessageTemplate(name="Reminder", body=ALLOWED))
    said = words(kept.get("/review/templates/T3").text)
    assert "that you chose not to hear" in said
    assert "they asked to be called" in said
    assert "allowed" in words(kept.get("/review/templates").text)
    message = kept.get("/review", params={"template": "T3"})
    assert field(message, "body") == "I've tried to reach you several times."


def test_template_is_checked_by_what_is_true_of_ourselves(empty):
    make_known(empty)
    body = "The Otter 200 comes with a ten-year warranty. Two plants use it."
    save_template(empty.store, MessageTemplate(name="Facts", body=body))
    client = client_of(empty)
    assert "1 error" in words(client.get("/review/templates").text)
    page = client.get("/review/templates/T1")
    assert "/review/facts" in links(page.text)


def test_review_of_a_typed_template_saves_nothing(empty, kept):
    page = kept.post(
        "/review/templates/T1/check", data={"name": "Calm", "version": "1", "body": NAGGING}
    )
    assert "warning" in words(page.text)
    part = kept.post("/review/templates/T1/live", data={"version": "1", "body": NAGGING})
    assert 'id="to-known"' not in part.text
    assert 'id="checked"' in part.text
    assert get_template(empty.store, "T1").body == "Two plants keep their drains clean."
