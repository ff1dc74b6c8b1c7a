"""A draft with a false premise is caught with its record, whichever door it comes through.

A real command in a process of its own, a real mail server behind a real gate, a real agent's client
and a real HTTP server, all over one store. The page has its own test, in a real browser.
"""

import json
import smtplib
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import httpx
import pytest
from mcp import Client

from tests.serve.mail_gate.gate_on_loopback import free_port, mail_server_behind
from tests.serve.mail_gate.test_real_gate import RUN, GateProcess
from tests.serve.mcp.test_server import asked
from tests.serve.test_real_server import Server
from tests.store.made_records import NOON, import_records
from wellspent.records.account import Account
from wellspent.records.activity import Activity, ActivityKind
from wellspent.records.contact import Contact
from wellspent.store.connect import open_store

READER = "ada@acme.example"
BODY = (
    "Hi Ada,\n\nthank you for visiting our booth at PackTech 2026. You run three filling lines in "
    "Leeds, so I noted how the dosing could be checked.\n\nShall I send you the two pages?\n"
)
TRUE = BODY.replace("for visiting our booth", "for your talk")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keep a store in which Ada was at the fair as a speaker."""
    folder = tmp_path_factory.mktemp("false premise")
    store = open_store(f"sqlite:///{folder / 'wellspent.db'}")
    import_records(
        store, Account(name="Acme Foods", external_id="A-1", domain="acme.example"), file="a.csv"
    )
    import_records(
        store,
        Contact(name="Ada Example", external_id="C-1", email=READER, account_key="A-1"),
        file="c.csv",
    )
    import_records(
        store,
        Activity(
            kind=ActivityKind.EVENT,
            contact_key=READER,
            account_key="A-1",
            subject="PackTech 2026",
            happened_at=NOON,
            attributes={"event": "PackTech 2026", "role": "speaker"},
        ),
        file="events.csv",
    )
    store.close()
    return folder


def contradiction(review: dict[str, Any]) -> dict[str, Any]:
    """Return the one error that the review must hold, with its record."""
    found = [each for each in review["findings"] if each["code"] == "TRU001"]
    assert len(found) == 1, review["findings"]
    assert found[0]["severity"] == "error"
    assert "speaker" in json.dumps(found[0]["evidence"])
    return found[0]


def test_terminal_catches_it(folder: Path) -> None:
    def reviewed(body: str, *more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [
                sys.executable, "-c", RUN, "--data-folder", str(folder), "review", "-",
                "--to", READER, "--channel", "email", *more,
            ],
            input=body, capture_output=True, text=True, check=False, cwd=folder,
        )  # fmt: skip

    shown = reviewed(BODY)
    assert shown.returncode == 1
    assert "TRU001" in shown.stdout
    assert "speaker" in shown.stdout
    found = contradiction(json.loads(reviewed(BODY, "--format", "json").stdout))
    assert "booth" in BODY[found["start"] : found["end"]]
    assert "TRU001" not in reviewed(TRUE).stdout


def test_mail_gate_catches_it(folder: Path) -> None:
    def mail(body: str) -> EmailMessage:
        message = EmailMessage()
        message["From"], message["To"] = "sales@example.com", READER
        message["Subject"] = "Dosing in Leeds"
        message.set_content(body)
        return message

    with mail_server_behind() as behind:
        gate = GateProcess(folder, behind, port := free_port())
        try:
            with smtplib.SMTP("127.0.0.1", port, timeout=30) as client:
                with pytest.raises(smtplib.SMTPDataError) as refused:
                    client.send_message(mail(BODY))
                client.send_message(mail(TRUE))
        finally:
            gate.end()
    assert b"TRU001" in refused.value.smtp_error
    assert b"speaker" in refused.value.smtp_error
    assert len(behind.received) == 1
    assert b"X-Wellspent-Review: passed" in behind.received[0]


def test_agent_is_told(folder: Path) -> None:
    async def ask(client: Client) -> Any:
        draft = {"to": READER, "channel": "email"}
        return (
            await client.call_tool("review_message", {**draft, "body": BODY}),
            await client.call_tool("review_message", {**draft, "body": TRUE}),
        )

    wrong, right = asked(folder, ask, "--review-config", "")
    contradiction(wrong.structured_content)
    assert not [each for each in right.structured_content["findings"] if each["code"] == "TRU001"]


def test_api_catches_it(folder: Path) -> None:
    server = Server(folder)
    try:
        draft = {"to": READER, "channel": "email", "body": BODY}
        review = httpx.post(f"{server.address}/api/v1/reviews", json=draft, timeout=30).json()
    finally:
        server.process.kill()
        server.process.communicate()
    contradiction(review)
    (claim,) = [each for each in review["claims"] if each["verdict"] == "contradicted"]
    assert claim["kind"] == "event"
