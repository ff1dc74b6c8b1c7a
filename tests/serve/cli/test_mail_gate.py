from collections.abc import Callable
from pathlib import Path

import pytest

from tests.serve.cli.conftest import Ran

Run = Callable[..., Ran]
SERVER = "smtp://127.0.0.1:1"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--host", "0.0.0.0"], "would take passwords over the network in clear"),
        (["--server", "mail.example.com"], "isn't the address of a mail server"),
        (["--server", "smtp://me:secret@mail.example.com"], "holds a name or password"),
        (["--certificate", "nowhere.pem"], "The certificate can't be read"),
    ],
)
def test_wrong_flags_are_explained(run: Run, more: list[str], said: str):
    ran = run("mail-gate", "--server", SERVER, "--no-store", "--port", "0", *more)
    assert ran.code == 2
    assert said in ran.err
    assert "secret" not in ran.err


@pytest.mark.parametrize(
    "command",
    [
        ("mail-gate", "--server", "foo"),
        ("mail-gate", "--server", SERVER, "--certificate", "nowhere.pem"),
        ("mail-gate", "--server", SERVER, "--review-config", "nowhere.toml"),
        ("mcp", "--review-config", "nowhere.toml"),
    ],
)
def test_wrong_flags_leave_no_store_behind(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.delenv("WELLSPENT_STORE_URL")
    assert run(*command).code == 2
    assert not (tmp_path / "data").exists()
