"""`wellspent brief`: mailing, other words and the company's site are asked for plainly."""

from collections.abc import Callable

import pytest

from tests.deliver.loopback import mail_server
from tests.serve.cli.conftest import Ran

Run = Callable[..., Ran]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["C1", "--send"], "mails the briefs"),
        (["--meetings", "--send", "--until", "2030-01-01"], "mails the briefs"),
        (["--meetings", "--send"], "there is no mail server"),
        (["C1", "--rephrase"], "No language model is turned on"),
    ],
)
def test_what_cannot_be_done_is_refused_with_advice(
    run: Run, arguments: list[str], said: str
) -> None:
    ran = run("brief", *arguments)
    assert ran.code == 2
    assert said in ran.err
    assert "Next:" in ran.err


def test_nothing_to_send_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with mail_server() as mailbox:
        monkeypatch.setenv("WELLSPENT_MAIL_SERVER", mailbox.address)
        monkeypatch.setenv("WELLSPENT_MAIL_SENDER", "me@ours.example")
        ran = run("brief", "--meetings", "--send")
    assert ran.code == 0
    assert "Nothing to send" in ran.err
    assert mailbox.messages == []
