"""The command line as a person meets it: arguments in; exit code, stdout and stderr out."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from wellspent.serve.cli.main import main


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


@pytest.fixture
def run(
    tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch, capsys
) -> Callable[..., Ran]:
    """Run a command with an empty store and in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WELLSPENT_DATA_FOLDER", str(tmp_path / "data"))
    monkeypatch.setenv("WELLSPENT_STORE_URL", sqlite_url)

    def called(*arguments: str | Path) -> Ran:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ran(int(ended.value.code or 0), captured.out, captured.err)

    return called
