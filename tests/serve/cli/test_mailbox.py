"""`wellspent mailbox` against a real IMAP server."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import missing_part
from tests.mail_server import PASSWORD, USER, MailServer, has_dovecot, mail_server
from tests.serve.cli.conftest import Ran

Run = Callable[..., Ran]
MESSAGE = f"""From: Bo <bo@b.example>
To: {USER}
Subject: Ovens
Message-ID: <1@b.example>
Date: Mon, 2 Mar 2026 12:00:00 +0100

Wow, that was amazing. What does it cost?
"""


@pytest.fixture(scope="module")
def server() -> Iterator[MailServer]:
    if not has_dovecot():
        missing_part("Dovecot is not installed (Debian: apt-get install dovecot-imapd)")
    with mail_server() as running:
        running.deliver(MESSAGE.encode())
        yield running


@pytest.fixture
def options(server: MailServer, tmp_path: Path) -> list[str]:
    password = tmp_path / "password"
    password.write_text(PASSWORD)
    return [
        "--host", "localhost", "--user", USER, "--port", str(server.port),
        "--certificates", str(server.certificates), "--password-file", str(password),
    ]  # fmt: skip


def test_mailbox_is_taken_in_once(run: Run, options: list[str]) -> None:
    ran = run("mailbox", "read", *options, "--our-side", "acme.example", "--format", "json")
    assert ran.code == 0, ran.err
    assert json.loads(ran.out)["created"] == 1
    again = run("mailbox", *options)
    assert "0 conversations read" in again.out
    rows = json.loads(run("conversations", "--format", "json").out)
    assert "Ovens" in json.dumps(rows)


def test_folders_are_listed(run: Run, options: list[str]) -> None:
    assert "INBOX" in run("mailbox", "folders", *options).out.splitlines()


def test_what_is_wrong_is_told_without_the_password(
    run: Run, options: list[str], tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("not-the-password")
    ran = run("mailbox", *options[:-1], str(wrong))
    assert ran.code == 2
    assert "doesn't let ada@acme.example in" in ran.err
    assert "not-the-password" not in ran.err + ran.out
    gone = run("mailbox", *options, "--port", "1")
    assert (gone.code, "Next:" in gone.err) == (7, True)
    for arguments in (("mailbox",), ("mailbox", "write"), ("mailbox", *options[:4])):
        refused = run(*arguments)
        assert (refused.code, "Next:" in refused.err) == (2, True), arguments
