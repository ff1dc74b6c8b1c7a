"""The sample company's own routing rules, as the text of their file."""

from importlib.resources import files

RULES_FILE = "sample/routing.toml"


def sample_rules() -> str:
    """Return the text of the sample company's rules."""
    return files("wellspent.sample").joinpath("routing.toml").read_text(encoding="utf-8")
