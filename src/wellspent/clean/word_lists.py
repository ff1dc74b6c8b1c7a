"""Word lists: the knowledge of this room, read from the TOML files in `words/`."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def read_words(name: str) -> dict[str, Any]:
    """Return the contents of `words/<name>.toml`."""
    text = files("wellspent.clean").joinpath("words", f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)
