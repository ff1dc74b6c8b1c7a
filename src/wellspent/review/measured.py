"""Measured: what each rule found on the corpus, for its page; read from `measured.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from wellspent.errors import SettingsError


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """How many findings of a rule were right, how many wrong, and how many it missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Return which share of its findings was right; 1 where it found nothing."""
        found = self.right + self.wrong
        return self.right / found if found else 1.0


@cache
def measured_rules() -> dict[str, Measured]:
    """Return what was measured, by code; SettingsError when the file has a mistake."""
    text = files("wellspent.review").joinpath("measured.toml").read_text(encoding="utf-8")
    try:
        return {code: Measured(**counts) for code, counts in tomllib.loads(text).items()}
    except (tomllib.TOMLDecodeError, TypeError) as error:
        raise SettingsError(
            f"What was measured can't be read: {error}.",
            where="measured.toml",
            next_step="Run benchmarks/review_quality.py, which writes it.",
        ) from error
