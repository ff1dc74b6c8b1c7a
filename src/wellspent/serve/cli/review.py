"""`wellspent review`: is this message worth sending?"""

import importlib
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from wellspent.errors import InputError, WellspentError
from wellspent.jobs.draft_words import channel_named, time_named, type_named
from wellspent.jobs.review_files import (
    STDIN,
    Asked,
    BaselineWritten,
    FileReviewer,
    FixedFile,
    Fixing,
    Outcome,
    ReviewedDraft,
    ReviewOne,
)
from wellspent.jobs.review_text import review_text
from wellspent.serve.cli.chosen import settings_of
from wellspent.serve.cli.printable import printable
from wellspent.serve.cli.review_shown import Form, Shown, shown_as
from wellspent.settings import Settings

EXAMPLES = """\
  wellspent review draft.md --to ada@acme.example --at 2026-03-03T09:00+01:00
  wellspent review templates/ --format github
  cat draft.txt | wellspent review - --channel email --type "first touch"
  wellspent review templates/ --diff
  wellspent review rules
  wellspent review rule VAL002

\b
Exit codes: 0 nothing found (or only hints and suppressed findings), 1 findings,
2 the command line or something to read can't be used.
"""
