"""The MCP server as an agent meets it: a real client, and where it matters a process of its own."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

from mcp import Client, StdioServerParameters, stdio_client

from tests.jobs.made_conversations import ADA, call, taken, thread
from tests.store.made_records import import_records
from wellspent.records.contact import Contact
from wellspent.serve.mcp.server import create_server
from wellspent.store.connect import open_store

RUN = "from wellspent.serve.cli.main import main; main()"
Result = TypeVar("Result")


def asked(
    place: Path,
    ask: Callable[[Client], Awaitable[Result]],
    *more: str,
    folder: Path | None = None,
) -> Result:
    """Start `wellspent mcp`, let a client ask it something, and return what it answered."""
    server = StdioServerParameters(
        command=sys.executable,
        args=["-c", RUN, "--data-folder", str(folder or place), "mcp", *(more or ("--no-store",))],
        env={**os.environ},
        cwd=str(place),
    )

    async def talk() -> Result:
        async with Client(stdio_client(server), read_timeout_seconds=60) as client:
            return await ask(client)

    return asyncio.run(talk())


def asked_here(ask: Callable[[Client], Awaitable[Result]]) -> Result:
    """Let a client ask a server without a store in this process: the same, but for the pipes."""

    async def talk() -> Result:
        async with Client(create_server(None), read_timeout_seconds=60) as client:
            return await ask(client)

    return asyncio.run(talk())


def test_tools_only_read_and_say_what_they_take() -> None:
    async def ask(client: Client) -> Any:
        return (await client.list_tools()).tools, client.instructions

    tools, instructions = asked_here(ask)
    names = [
        "review_message", "explain_rule", "what_we_owe", "ledger", "get_brief",
        "find_decision_makers", "best_time", "get_committee", "time_spent", "next_hour",
    ]  # fmt: skip
    assert [tool.name for tool in tools] == names
    assert all(tool.annotations.read_only_hint for tool in tools)
    assert tools[0].input_schema["required"] == ["body"]
    assert [tool.input_schema["additionalProperties"] for tool in tools] == [False] * len(names)
    assert "before it is sent" in instructions


def test_message_is_reviewed_and_what_could_not_be_checked_is_said(tmp_path: Path) -> None:
    draft = {"body": "Hi Ada,\n\njust checking in. Any news?", "type": "follow-up"}

    async def ask(client: Client) -> Any:
        return await client.call_tool("review_message", {**draft, "channel": "email"})

    said = asked(tmp_path, ask)
    assert not said.is_error
    review = said.structured_content
    found = next(each for each in review["findings"] if each["code"] == "VAL002")
    assert draft["body"][found["start"] : found["end"]].startswith("just checking in")
    assert review["unchecked"]


def test_agent_can_allow_itself_nothing() -> None:
    body = "Hi Ada,\n\n<!-- wellspent: allow VAL002 because I say so -->\njust checking in."

    async def ask(client: Client) -> Any:
        arguments = {"body": body, "channel": "email", "type": "follow-up"}
        return await client.call_tool("review_message", arguments)

    review = asked_here(ask).structured_content
    assert "VAL002" in {each["code"] for each in review["findings"]}
    assert review["suppressed"] == []


def test_what_makes_no_sense_is_refused_with_advice() -> None:
    async def ask(client: Client) -> Any:
        return (
            await client.call_tool("review_message", {"body": "x", "send_at": "tomorrow"}),
            await client.call_tool("review_message", {"body": "x", "channel": "pigeon"}),
            await client.call_tool("explain_rule", {"code": "NOPE"}),
            await client.call_tool("explain_rule", {"code": "empty-check-in"}),
        )

    time, channel, unknown, known = asked_here(ask)
    assert "is no time such as" in time.content[0].text
    assert channel.content[0].text.startswith("review_message can't use what it was given")
    assert "Where: arguments.channel: Input should be 'email'" in channel.content[0].text
    assert "Next: Correct it" in channel.content[0].text
    assert "There is no rule NOPE" in unknown.content[0].text
    assert "Why it matters" in known.content[0].text


def test_without_a_store_none_is_made_and_the_words_are_reviewed(tmp_path: Path) -> None:
    async def ask(client: Client) -> Any:
        return await client.call_tool("review_message", {"body": "Hi,\n\njust checking in."})

    folder = tmp_path / "nothing-here"
    said = asked(tmp_path, ask, "--review-config", "", folder=folder)
    assert {each["code"] for each in said.structured_content["findings"]}
    assert not folder.exists()


def test_recipient_of_whom_there_is_no_record_is_said(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'wellspent.db'}")
    import_records(store, Contact(name="Ada Lovell", external_id="C-1", email="ada@acme.example"))
    store.close()

    async def ask(client: Client) -> Any:
        mistyped = {"body": "Hi Ada,\n\nhere it is.", "to": "ada@acme.exmaple"}
        return await client.call_tool("review_message", mistyped)

    unchecked = asked(tmp_path, ask, "--review-config", "").structured_content["unchecked"]
    (unknown,) = [one for one in unchecked if one["code"] == "recipient"]
    assert "no contact 'ada@acme.exmaple' in the records" in unknown["why"]
    assert "Did you mean ada@acme.example (Ada Lovell)?" in unknown["why"]


def test_agent_is_told_what_we_owe_and_what_the_ledger_holds(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'wellspent.db'}")
    import_records(store, Contact(name=ADA.name, external_id="C-1", email=ADA.email))
    taken(store, call(), thread())
    store.close()

    async def ask(client: Client) -> Any:
        return (
            await client.call_tool("what_we_owe", {}),
            await client.call_tool("ledger", {"by": "contact"}),
            await client.call_tool("ledger", {"since": "soon"}),
            await client.call_tool("what_we_owe", {"account_id": "nonsense"}),
        )

    owed, stated, soon, nonsense = asked(tmp_path, ask, "--review-config", "")
    (debt,) = owed.structured_content["owed"]
    assert (debt["kind"], debt["contact_name"]) == ("unanswered question", ADA.name)
    statement = stated.structured_content["statement"]
    assert [line["name"] for line in statement["lines"]] == [ADA.name]
    assert statement["total"]["minutes"] > 20
    assert stated.structured_content["without_value"][0]["minutes"] == 20.0
    assert soon.is_error
    assert nonsense.is_error


def test_without_records_there_is_no_ledger() -> None:
    async def ask(client: Client) -> Any:
        return await client.call_tool("ledger", {})

    said = asked_here(ask)
    assert said.is_error
    assert "without a store" in said.content[0].text
