"""The rules that are on for what is reviewed by a server: as the team's `review.toml` has them."""

from functools import lru_cache
from pathlib import Path

from wellspent.errors import SettingsError
from wellspent.review.choosing.chosen_rules import ruleset_of
from wellspent.review.choosing.configuration import NOTHING_CHOSEN, read_configuration
from wellspent.review.engine import Ruleset


def ruleset_in_use(configuration: str = "", *, heeds_markers: bool = False) -> Ruleset:
    """Return the rules ready to run: all but hints, unless the team's file
    `configuration` says otherwise.

    The file is read again once it has changed. Markers within a text (`wellspent: allow …`) are for
    templates that people look after; what is sent by a program doesn't allow itself anything.
    SettingsError when the file is missing or has a mistake.
    """
    if not configuration:
        return _prepared(None, 0, heeds_markers)
    file = Path(configuration).expanduser().absolute()
    try:
        changed = file.stat().st_mtime_ns
    except OSError as error:
        raise SettingsError(
            f"The rules' configuration can't be read: {error.strerror}.",
            where=str(file),
            next_step="Name a review.toml that exists, or leave it out.",
        ) from error
    return _prepared(file, changed, heeds_markers)


@lru_cache(maxsize=8)
def _prepared(file: Path | None, _changed: int, heeds_markers: bool) -> Ruleset:
    chosen = NOTHING_CHOSEN if file is None else read_configuration(file)
    return ruleset_of(chosen, heeds_markers=heeds_markers)
