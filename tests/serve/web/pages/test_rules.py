"""Rules and costs: tried first, saved by a person, never over somebody else's change."""

import re

import pytest

from tests.serve.web.read_page import rows, tags, words
from wellspent.jobs.routing_rules import routing_rules
from wellspent.jobs.rules_file import rules_file, rules_versions


def fields_of(page: str) -> dict[str, str]:
    """Return the fields of the large form as a browser would send them."""
    form = page[page.index('action="/rules/try"') : page.index('id="file"')]
    found = {}
    for tag, given in tags(form):
        if tag == "input" and (given.get("type") != "checkbox" or "checked" in given):
            found[given["name"]] = given.get("value", "")
    for name, inside in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option(?: value="([^"]*)")? selected>([^<]*)', inside)
        found[name] = (chosen[1] or chosen[2] if chosen[1] is None else chosen[1]) if chosen else ""
    texts = re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.DOTALL)
    found |= dict(texts)
    return found


def hidden(page: str) -> dict[str, str]:
    form = page[page.index('action="/rules/save"') :]
    return {
        given["name"]: given.get("value", "")
        for tag, given in tags(form[: form.index("</form>")])
        if tag == "input"
    }


def upload(client, content: bytes):
    files = {"file": ("rules.toml", content)}
    return client.post("/rules/upload", files=files, data={"version": "0"})


@pytest.fixture
def typed(reading_client):
    return fields_of(reading_client.get("/rules").text)


def test_form_sent_as_it_is_changes_nothing(reading_client, typed):
    page = reading_client.post("/rules/try", data=typed)
    assert page.status_code == 200
    assert "Nothing: they say the same." in words(page.text)
    assert "put these rules in force" not in words(page.text)


def test_change_is_tried_on_last_quarter_and_nothing_is_saved_by_it(learned, client, typed):
    page = client.post("/rules/try", data=typed | {"rep_hour": "900", "minutes-call now": "300"})
    said = words(page.text)
    assert re.search(r"\d+ of \d+ enquiries of the last quarter would have gone another way", said)
    table = {row[0]: row[1:] for row in rows(page.text) if len(row) == 4}
    assert table["Call now"][0] != table["Call now"][1]
    assert {"Minutes of reps", "Expected cost, USD"} <= table.keys()
    assert "costs › rep_hour 60 900" in words(page.text)
    assert "Made-up Works" in said
    assert rules_file(learned.store).version == 0


def test_tried_rules_are_saved_with_who_and_open_enquiries_routed(learned, client, typed):
    page = client.post("/rules/try", data=typed | {"rep_hour": "75.5"})
    answer = client.post("/rules/save", data=hidden(page.text) | {"by": "Kim"})
    saved = rules_file(learned.store)
    assert (saved.version, saved.saved_by) == (1, "Kim")
    assert routing_rules(learned.store).costs.rep_hour == 75.5
    assert "Version 1 is in force" in words(answer.text)
    assert "Version 1, saved by Kim" in words(answer.text)


def test_somebody_elses_change_in_between_is_not_lost(learned, client, typed):
    first = client.post("/rules/try", data=typed | {"rep_hour": "70"})
    second = client.post("/rules/try", data=typed | {"customer_worth": "8000"})
    client.post("/rules/save", data=hidden(first.text) | {"by": "Kim"})
    answer = client.post("/rules/save", data=hidden(second.text) | {"by": "Lee"})
    assert answer.status_code == 409
    assert "changed by Kim meanwhile" in words(answer.text)
    assert "costs › rep_hour 70 60" in words(answer.text)
    assert len(rules_versions(learned.store)) == 2
    assert routing_rules(learned.store).costs.rep_hour == 70


def test_version_can_be_looked_at_and_put_back(learned, client, typed):
    page = client.post("/rules/try", data=typed | {"rep_hour": "75"})
    client.post("/rules/save", data=hidden(page.text))
    old = client.get("/rules/versions/0")
    assert "costs › rep_hour 75 60" in words(old.text)
    back = client.post("/rules/versions/0/try")
    client.post("/rules/save", data=hidden(back.text))
    assert rules_file(learned.store).version == 2
    assert routing_rules(learned.store).costs.rep_hour == 60
    assert client.get("/rules/versions/99").status_code == 404


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"rep_hour": "dear"}, "must be a number"),
        ({"rep_hour": "5,000"}, "can be read in two ways"),
        ({"rep_hour": "-1"}, "from 0 on"),
        ({"slow_lane_share": "101"}, "between 0 and 100"),
        ({"time_zone": "Mars/North"}, "no time zone"),
        ({"hours_from": "17", "hours_to": "9"}, "can't last"),
        ({"hours_from": "8.5"}, "whole hours"),
        ({"territory-0-countries": "Germany"}, "names nobody"),
        ({"level-0-route": "nowhere"}, "no known route"),
        ({"minutes-give": ""}, "must be a number"),
    ],
)
def test_what_makes_no_sense_is_said_and_what_was_typed_stays(reading_client, typed, change, said):
    page = reading_client.post("/rules/try", data=typed | change)
    assert page.status_code == 422
    assert said in words(page.text)
    assert fields_of(page.text) | change == fields_of(page.text) | typed | change
    name, value = next(iter(change.items()))
    if name != "level-0-route":
        assert fields_of(page.text)[name] == value


def test_file_comes_down_goes_up_and_is_tried(reading_client):
    text = reading_client.get("/rules.toml")
    assert "attachment" in text.headers["content-disposition"]
    file = text.text.replace("rep_hour = 60.0", "rep_hour = 61.0").encode()
    page = reading_client.post(
        "/rules/upload", files={"file": ("rules.toml", file)}, data={"version": "0"}
    )
    assert "costs › rep_hour 60 61" in words(page.text)


@pytest.mark.parametrize(
    "content", [b"", b"rep_hour = [", b"strange = 1", b"\xff\xfe\x00", b"x" * 300_000]
)
def test_file_that_is_none_ends_in_no_traceback(reading_client, content):
    page = reading_client.post(
        "/rules/upload", files={"file": ("r.toml", content)}, data={"version": "0"}
    )
    assert page.status_code in {200, 422}
    if content:
        assert 'role="alert"' in page.text


def test_tried_rules_can_be_changed_further(reading_client, typed):
    page = reading_client.post("/rules/try", data=typed | {"rep_hour": "75"})
    form = reading_client.post("/rules/edit", data=hidden(page.text))
    assert fields_of(form.text) == typed | {"rep_hour": "75"}


def test_rules_of_another_site_are_refused(reading_client):
    assert (
        reading_client.post("/rules/save", headers={"sec-fetch-site": "cross-site"}).status_code
        == 403
    )


def test_store_without_enquiries_says_that_nothing_can_be_replayed(empty_client):
    typed = fields_of(empty_client.get("/rules").text)
    page = empty_client.post("/rules/try", data=typed | {"rep_hour": "75"})
    assert "nothing can be replayed" in words(page.text)
