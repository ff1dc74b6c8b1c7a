import subprocess
import sys

INTERRUPTED_WHILE_LOADING = """
import builtins, os, signal
from wellspent.serve.cli.start import main
load = builtins.__import__
def interrupted(name, *rest, **more):
    if name == "typer":
        os.kill(os.getpid(), signal.SIGINT)
    return load(name, *rest, **more)
builtins.__import__ = interrupted
main()
"""
INTERRUPTED_LATER = """
import os, signal, sys
import wellspent.serve.cli.main as command_line
from wellspent.serve.cli.start import main
command_line.main = lambda: signal.raise_signal(signal.SIGINT)
main()
"""


def ran(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False
    )


def test_ctrl_c_while_the_command_is_loading_ends_it_quietly():
    ended = ran(INTERRUPTED_WHILE_LOADING, "--help")
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", "")


def test_ctrl_c_that_nobody_caught_ends_it_quietly():
    ended = ran(INTERRUPTED_LATER)
    assert (ended.returncode, ended.stderr) == (130, "")


def test_command_runs_as_ever():
    code = "from wellspent.serve.cli.start import main; main()"
    assert ran(code, "--version").stdout.startswith("wellspent ")
