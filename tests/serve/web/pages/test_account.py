"""The account's page: who can say yes, the map with its table, the ways in, and what is missing."""

import pytest

from tests.serve.web.kept_conversations import keep, know_ada, recent_thread
from tests.serve.web.read_page import read, words
from tests.serve.web.small_company import client_of

NAMES_ANOTHER = "That was really helpful. Our CFO signs off on everything."


@pytest.fixture
def kunde(empty):
    """Give a client of a store that knows one account with Ada, who names somebody else."""
    know_ada(empty.store)
    keep(empty.store, recent_thread("names", said=NAMES_ANOTHER))
    return client_of(empty)


def test_nobody_with_power_is_said_loudly_and_who_was_named_stands_there(kunde):
    page = kunde.get("/accounts/A1").text
    assert 'class="loud"' in page
    assert "never talked to anyone" in words(page)
    assert "Named, and no contact of ours yet" in words(page)
    assert "Our CFO signs off on everything" in words(page)


def test_map_has_each_person_as_a_link_and_the_same_in_a_table(kunde):
    page = read(kunde.get("/accounts/A1").text)
    assert "/contacts/C1" in page.links
    assert [row for row in page.rows if row[:1] == ["Ada Kunde"]]


def test_corrected_power_shows_on_the_map_of_the_account(kunde):
    kunde.post("/contacts/C1/role", data={"role": "budget holder"})
    page = kunde.get("/accounts/A1").text
    assert 'class="loud"' not in page
    assert "Can say yes: Ada Kunde" in words(page)
    assert 'class="person can"' in page


def test_plots_can_be_had_as_drawing_and_numbers_and_others_are_not_found(kunde):
    assert kunde.get("/accounts/A1/plots/committee.svg").text.startswith("<svg")
    assert "Ada Kunde" in kunde.get("/accounts/A1/plots/committee.csv").text
    assert kunde.get("/accounts/A1/plots/other.svg").status_code == 404


def test_unknown_account_is_not_found(empty_client):
    for id_ in ("A99", "C1", "A", "Axy"):
        assert empty_client.get(f"/accounts/{id_}").status_code == 404
