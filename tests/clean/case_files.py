"""Reads the messy cases that are kept as data beside the tests."""

import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "cases" / "clean"


def read_cases(name: str) -> dict[str, list[Any]]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


def label(case: Any) -> str:
    return repr(case["text"]) if isinstance(case, dict) and "text" in case else str(case)
