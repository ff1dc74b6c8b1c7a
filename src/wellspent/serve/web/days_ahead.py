"""How far ahead pages look for meetings whose brief is wanted soon."""

from datetime import timedelta
from typing import Final

BRIEFS_AHEAD: Final = timedelta(days=7)
