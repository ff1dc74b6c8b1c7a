"""The contact's page: the role with its quotes and points, the correction, what they gave."""

import re

import pytest

from tests.serve.web.kept_conversations import HOSTILE, keep, know_ada, recent_thread
from tests.serve.web.read_page import read, words
from tests.serve.web.small_company import client_of

SAYS_WHO_SIGNS = "Thank you, that is really helpful. I make the decision for both plants."


@pytest.fixture
def ada(empty):
    """Give a client of a store that knows Ada, who says that she decides; and the conversation."""
    know_ada(empty.store)
    talk = keep(empty.store, recent_thread("decides", said=SAYS_WHO_SIGNS))
    return client_of(empty), talk


def test_reason_of_role_links_to_the_turn_that_it_stands_in(ada):
    client, talk = ada
    page = client.get("/contacts/C1").text
    assert "I make the decision for both plants." in words(page)
    assert f"/conversations/{talk}#turn-1" in read(page).links


def test_points_of_a_role_add_up_as_they_are_shown(ada):
    client, _ = ada
    rows = read(client.get("/contacts/C1").text).rows
    together = next(place for place, row in enumerate(rows) if row[:1] == ["Together"])
    begin = next(p for p, row in enumerate(rows) if row[:1] == ["Before anything is known"])
    for column in range(1, len(rows[together]) - 1):
        added = sum(_number(row[column]) for row in rows[begin:together])
        assert added == pytest.approx(_number(rows[together][column]), abs=1e-9)


def test_correction_outranks_and_is_taken_back_as_easily(ada):
    client, _ = ada
    before = _role(client)
    done = client.post("/contacts/C1/role", data={"role": "gatekeeper", "reason": "told me so"})
    assert done.url.path == "/contacts/C1"
    assert _role(client) == "Gatekeeper"
    assert "told me so" in words(client.get("/contacts/C1").text)
    client.post("/contacts/C1/role", data={"act": "take back"})
    assert _role(client) == before != "Gatekeeper"


def test_role_that_there_is_not_is_refused_and_what_was_typed_is_kept(ada):
    client, _ = ada
    page = client.post("/contacts/C1/role", data={"role": "boss of bosses", "reason": "a hunch"})
    assert page.status_code == 422
    assert "is no buying role" in words(page.text)
    assert 'value="a hunch"' in page.text


def test_hostile_quote_is_escaped(empty):
    know_ada(empty.store)
    keep(empty.store, recent_thread("hostile", said=f"I make the decision here. {HOSTILE}"))
    assert HOSTILE not in client_of(empty).get("/contacts/C1").text


def test_contact_without_evidence_says_so_calmly(empty):
    know_ada(empty.store)
    text = words(client_of(empty).get("/contacts/C1").text)
    assert "Role not known yet" in text
    assert "no evidence yet" in text.lower()
    assert "Nothing that we know of." in text


def test_unknown_contact_and_odd_ids_are_not_found(empty_client):
    for id_ in ("C99", "X1", "C1x", "A1"):
        assert empty_client.get(f"/contacts/{id_}").status_code == 404


def _role(client) -> str:
    page = client.get("/contacts/C1").text
    return re.search(r'<h2 class="route">([^<]+)</h2>', page)[1]


def _number(points: str) -> float:
    return float(points.replace("−", "-"))
