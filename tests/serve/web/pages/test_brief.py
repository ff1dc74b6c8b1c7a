"""The brief's page: found by name and number, cited line by line, as Markdown and as a PDF."""

import pytest

from tests.serve.web.kept_conversations import HOSTILE, keep, know_ada, recent_thread
from tests.serve.web.read_page import read, words
from tests.serve.web.small_company import client_of


@pytest.fixture
def ada(empty):
    """Give a client of a store that knows Ada and a conversation with her; and that."""
    know_ada(empty.store)
    return client_of(empty), keep(empty.store, recent_thread("talk"))


def test_name_leads_straight_to_the_brief(ada):
    client, _ = ada
    assert client.get("/brief", params={"who": "Ada Kunde"}).url.path == "/contacts/C1/brief"


def test_nobody_known_keeps_what_was_typed_and_says_what_to_try(ada):
    client, _ = ada
    page = client.get("/brief", params={"who": f"zzqq{HOSTILE}"})
    assert HOSTILE not in page.text
    assert "Nobody is known by" in words(page.text)
    assert "last digits of the number" in words(page.text)


def test_lines_of_a_brief_link_to_their_records(ada):
    client, talk = ada
    page = read(client.get("/contacts/C1/brief").text)
    assert any(link.startswith(f"/conversations/{talk}#turn-") for link in page.links)
    assert "Find out" in " ".join(page.texts)


def test_brief_of_an_account_has_the_account_as_its_title(ada):
    client, _ = ada
    assert "Kunde Ltd" in words(client.get("/accounts/A1/brief").text)


def test_markdown_and_pdf_come_as_downloads(ada):
    client, _ = ada
    markdown = client.get("/contacts/C1/brief.md")
    assert markdown.text.startswith("# ")
    assert "attachment" in markdown.headers["content-disposition"]
    pytest.importorskip("typst")
    assert client.get("/contacts/C1/brief.pdf").content.startswith(b"%PDF")


def test_other_endings_kinds_and_ids_are_not_found(ada):
    client, _ = ada
    for address in ("/contacts/C1/brief.exe", "/deals/D1/brief", "/contacts/C77/brief",
                    "/contacts/A1/brief", "/contacts/C1;x/brief"):  # fmt: skip
        assert client.get(address).status_code == 404


def test_search_finds_people_with_their_brief(ada):
    client, _ = ada
    page = client.get("/search", params={"q": "Kunde"}).text
    assert {"/contacts/C1", "/contacts/C1/brief", "/accounts/A1"} <= set(read(page).links)
