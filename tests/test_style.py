"""Format, lint, types and the import contract, run as they are run by hand."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TOOLS = Path(sys.executable).parent

CHECKS = {
    "format": ["ruff", "format", "--check", "."],
    "lint": ["ruff", "check", "."],
    "types": ["basedpyright"],
    "import contract": ["lint-imports"],
}


@pytest.mark.long
@pytest.mark.parametrize("check", CHECKS)
def test_code_passes_check(check: str) -> None:
    command, *arguments = CHECKS[check]
    run = subprocess.run(
        [TOOLS / command, *arguments], check=False, cwd=ROOT, capture_output=True, text=True
    )
    if run.returncode:
        shown = " ".join(CHECKS[check])
        said = f"{run.stdout[-6000:]}{run.stderr[-2000:]}"
        pytest.fail(f"`uv run {shown}` says:\n{said}", pytrace=False)
