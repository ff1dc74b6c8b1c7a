"""Briefs, reachability, committees and time as an agent asks for them, over a small store."""

import asyncio
from typing import Any

import pytest
from mcp import Client

from tests.serve.small_committee import DECIDES, fill
from wellspent.serve.mcp.server import create_server
from wellspent.settings import Settings
from wellspent.wiring import Wellspent, wire


@pytest.fixture
def parts(sqlite_url: str, tmp_path: Any):
    wired = wire(Settings(data_folder=str(tmp_path), store_url=sqlite_url))
    fill(wired.store)
    yield wired
    wired.store.close()


def called(parts: Wellspent | None, tool: str, **arguments: object) -> Any:
    async def talk() -> Any:
        async with Client(create_server(parts), read_timeout_seconds=60) as client:
            return await client.call_tool(tool, arguments)

    return asyncio.run(talk())


def test_brief_comes_by_name_or_number_with_citations(parts: Wellspent) -> None:
    by_number = called(parts, "get_brief", who="030 1234567").structured_content
    by_name = called(parts, "get_brief", who="Ada Kunde").structured_content
    assert by_number["contact_id"] == by_name["contact_id"] == "C1"
    lines = [line for section in by_name["sections"] for line in section["lines"]]
    cited = [line for line in lines if line["standing"] == "cited"]
    assert cited
    assert all(line["evidence"] for line in cited)
    of_account = called(parts, "get_brief", who="A1").structured_content
    assert (of_account["contact_id"], of_account["account_id"]) == (None, "A1")


def test_one_of_several_is_asked_for_by_id_or_account(parts: Wellspent) -> None:
    several = called(parts, "get_brief", who="Ada")
    assert several.is_error
    said = several.content[0].text
    assert "Ada Kunde, Kunde (C1)" in said
    assert "Ada Norden, Nordbrot (C3)" in said
    one = called(parts, "best_time", who="Ada", account_id="A2")
    assert one.structured_content["contact_id"] == "C3"
    assert called(parts, "best_time", who="Ben", account_id="A2").is_error


def test_decision_makers_come_with_what_they_said(parts: Wellspent) -> None:
    found = called(parts, "find_decision_makers", account_id="A1").structured_content
    (ada,) = found["decision_makers"]
    assert (ada["contact_id"], ada["account_name"]) == ("C1", "Kunde")
    assert ada["power_low"] <= ada["power"] <= ada["power_high"]
    quotes = [one["sign"]["evidence"]["quote"] for one in ada["reasons"]]
    assert any(DECIDES.rstrip(".") in quote for quote in quotes)
    elsewhere = called(parts, "find_decision_makers", industry="Steel").structured_content
    assert elsewhere["decision_makers"] == []
    assert called(parts, "find_decision_makers", account_id="A9").is_error


def test_best_time_tells_channels_and_how_they_answered(parts: Wellspent) -> None:
    reach = called(parts, "best_time", who="C1").structured_content
    assert any("3 of 4 texts" in line["text"] for line in reach["card"])
    assert reach["time_zone"] == "Europe/Berlin"
    assert "slots" not in reach
    text = next(one for one in reach["channels"] if one["channel"] == "sms")
    assert (text["sent"], text["answered"], text["allowed"]) == (4, 3, True)
    of_ben = called(parts, "best_time", who="C2").structured_content["channels"]
    assert not next(one for one in of_ben if one["channel"] == "call")["allowed"]


def test_committee_names_who_is_missing(parts: Wellspent) -> None:
    found = called(parts, "get_committee", account_id="A1").structured_content
    assert {one["contact_id"] for one in found["members"]} == {"C1", "C2"}
    assert not found["nobody_with_power"]
    assert "champion" in found["missing"]
    assert called(parts, "get_committee", account_id="Kunde").is_error


def test_time_and_the_next_hour_are_told(parts: Wellspent) -> None:
    spent = called(parts, "time_spent", by="channel").structured_content
    assert spent["cut"] == "channel"
    call = next(line for line in spent["lines"] if line["key"] == "call")
    assert call["our_minutes"] == 30
    assert sum(line["our_minutes"] for line in spent["lines"]) == pytest.approx(
        spent["total"]["our_minutes"]
    )
    assert called(parts, "time_spent", since="yesterday").is_error
    assert called(parts, "time_spent", by="name").is_error
    hour = called(parts, "next_hour", rep="nobody known").structured_content
    assert hour["suggestions"] == []


def test_without_records_tools_say_so() -> None:
    for tool, arguments in (
        ("get_brief", {"who": "C1"}),
        ("find_decision_makers", {}),
        ("best_time", {"who": "C1"}),
        ("get_committee", {"account_id": "A1"}),
        ("time_spent", {}),
        ("next_hour", {}),
    ):
        said = called(None, tool, **arguments)
        assert said.is_error
        assert "There are no records here" in said.content[0].text


def test_unknown_argument_is_refused_with_the_one_that_is_meant(parts: Wellspent) -> None:
    said = called(parts, "best_time", who="C1", acount_id="A1")
    assert said.is_error
    assert "account_id" in said.content[0].text
