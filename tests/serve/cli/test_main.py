import os
import subprocess
import sys
from pathlib import Path

import pytest

from wellspent.serve.cli import main as front_door
from wellspent.serve.cli.main import COMMANDS

HEAVY = {
    "alembic", "duckdb", "fastapi", "ibis", "jinja2", "numpy", "pandas", "phonenumbers",
    "pyarrow", "pydantic", "rich", "scipy", "sqlalchemy", "tldextract", "uvicorn",
}  # fmt: skip


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        check=False,
    )


def test_help_names_every_command_and_exit_code(run):
    ran = run("--help")
    assert ran.code == 0
    assert [name for name in COMMANDS if f"\n  {name} " not in ran.out] == []
    assert [code for code in (*range(8), 130, 141) if f"\n    {code}  " not in ran.out] == []


def test_help_loads_nothing_heavy():
    """What keeps the start fast: none of the large packages is imported to show the help."""
    code = (
        "import sys; sys.argv = ['wellspent', '--help']\n"
        "from wellspent.serve.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: print(sorted({name.split('.')[0] for name in sys.modules}))"
    )
    loaded = set(
        python("-c", code).stdout.splitlines()[-1].strip("[]").replace("'", "").split(", ")
    )
    assert loaded & HEAVY == set()
    assert "typer" in loaded


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_each_command_has_examples(run, name: str):
    ran = run(name, "--help")
    assert ran.code == 0
    assert f"  wellspent {name}" in ran.out.partition("Examples:")[2]


def test_misspelt_command_names_the_nearest(run):
    ran = run("qualfy")
    assert ran.code == 2
    assert "Did you mean 'qualify'?" in ran.err


def test_version_is_shown(run):
    assert run("--version").out.startswith("wellspent ")


def test_error_of_ours_is_a_message_and_its_exit_code(run):
    ran = run("explain", "L99")
    assert ran.code == 3
    assert ran.err.startswith("wellspent: ")
    assert "Traceback" not in ran.err


def test_unexpected_error_is_a_message_too(run, monkeypatch: pytest.MonkeyPatch):
    def broken() -> None:
        raise RuntimeError("a wheel came off")

    monkeypatch.setattr(front_door, "make_app", broken)
    ran = run("settings")
    assert ran.code == 1
    assert "a wheel came off" in ran.err
    assert "Traceback" not in ran.err


def test_wrong_setting_stops_every_command_with_its_place(run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("WELLSPENT_PROT", "1")
    ran = run("undo")
    assert ran.code == 2
    assert "WELLSPENT_PROT" in ran.err
    assert "Did you mean port?" in ran.err


def test_reader_that_leaves_early_is_no_traceback(tmp_path: Path):
    rows = "\n".join(f"{number},{'won' if number % 2 else 'lost'}" for number in range(30_000))
    (tmp_path / "old.csv").write_text(f"Id,Stage\n{rows}\n", encoding="utf-8")
    command = (
        f'"{sys.executable}" -c "from wellspent.serve.cli.main import main; main()" '
        "qualify old.csv --history old.csv --format csv | head -1"
    )
    ran = subprocess.run(
        command, shell=True, capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert ran.stdout == (
        "Id,Stage,fit,fit_low,fit_high,verdict,reasons,"
        "authenticity,authenticity_low,authenticity_high,kind,route\n"
    )
    assert "Traceback" not in ran.stderr
    assert "BrokenPipe" not in ran.stderr


def test_reader_that_left_is_told_by_the_exit_code():
    started = subprocess.Popen(
        [sys.executable, "-c", "from wellspent.serve.cli.main import main; main()", "settings"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert started.stdout is not None
    assert started.stderr is not None
    started.stdout.close()
    with started.stderr as errors:
        assert errors.read() == b""
    assert started.wait() == 141


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_offers_the_commands(shell: str):
    variable = {"_WELLSPENT_COMPLETE": f"complete_{shell}"}
    words = {
        "COMP_WORDS": "wellspent qu",
        "COMP_CWORD": "1",
        "_TYPER_COMPLETE_ARGS": "wellspent qu",
    }
    code = "from wellspent.serve.cli.main import main; main()"
    ran = python("-c", code, **variable, **words, _TYPER_COMPLETE_FISH_ACTION="get-args")
    assert "qualify" in ran.stdout
