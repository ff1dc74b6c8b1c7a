"""Save a scorecard as one readable, versioned text, which loads back and may be edited."""

from pathlib import Path

from wellspent.errors import file_unwritable
from wellspent.profile.scorecard_file import write_scorecard
from wellspent.profile.scorecard_text import scorecard_text
from wellspent.records.scorecard import Scorecard


def scorecard_as_text(scorecard: Scorecard) -> str:
    """Return a scorecard as the TOML text of its file."""
    return scorecard_text(scorecard)


def save_scorecard(scorecard: Scorecard, path: Path) -> None:
    """Write a scorecard's file; raises `InputError` when it can't be written there."""
    try:
        write_scorecard(scorecard, path)
    except OSError as error:
        raise file_unwritable("the scorecard", path, error) from error
