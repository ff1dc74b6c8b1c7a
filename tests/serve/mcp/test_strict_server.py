import asyncio
from typing import Any

import pytest
from mcp.server.mcpserver.exceptions import ToolError

from wellspent.serve.mcp.server import create_server

DRAFT = {"body": "Hi Ada,\n\nhere it is."}


def refused(tool: str, arguments: dict[str, Any]) -> str:
    with pytest.raises(ToolError) as raised:
        asyncio.run(create_server(None).call_tool(tool, arguments))
    return str(raised.value)


def test_mistyped_argument_is_refused_with_the_one_that_was_meant():
    assert refused("review_message", {**DRAFT, "subjct": "Hello"}) == (
        "review_message knows no argument 'subjct'; nothing was done.\n"
        "Where: arguments.subjct\n"
        "Next: Did you mean subject? It takes body, to, subject, channel, type, sender, send_at, "
        "is_html, in_reply_to, attachments."
    )


def test_argument_like_none_is_refused_with_what_the_tool_takes():
    assert "Next: It takes by, since, until." in refused("ledger", {"colour": "red"})


@pytest.mark.parametrize(
    ("arguments", "where"),
    [
        ({}, "arguments.body: Field required"),
        ({**DRAFT, "is_html": "perhaps"}, "arguments.is_html: Input should be a valid boolean"),
        ({"body": "x" * 1_000_001}, "arguments.body: String should have at most 1000000"),
        ({**DRAFT, "type": 3, "channel": "pigeon"}, "; arguments.type: "),
    ],
)
def test_arguments_that_make_no_sense_are_named_each(arguments: dict[str, Any], where: str):
    said = refused("review_message", arguments)
    assert said.startswith("review_message can't use what it was given; nothing was done.")
    assert where in said
    assert "pydantic" not in said
    assert "input_value" not in said


def test_unknown_tool_is_refused_with_those_there_are():
    said = refused("send_message", {})
    known = "Next: Use review_message, explain_rule, what_we_owe, ledger, get_brief"
    assert said.startswith(f"There is no tool send_message.\n{known}")


def test_what_makes_sense_is_answered():
    answered = asyncio.run(create_server(None).call_tool("review_message", {**DRAFT, "to": ""}))
    assert "findings" in answered.structured_content
