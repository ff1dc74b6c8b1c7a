"""Print a scorecard as SQL, so that a warehouse scores its rows where they are."""

from wellspent.profile import warehouse_sql
from wellspent.records.scorecard import Scorecard


def scorecard_sql(
    scorecard: Scorecard, dialect: str, table_name: str, *, keep: tuple[str, ...] = ()
) -> str:
    """Return a SELECT of `keep`, `log_odds` and `probability` from a warehouse's table.

    Raises `InputError` for a dialect that can't be printed, `MissingPart` where one needs more.
    """
    return warehouse_sql.scorecard_sql(scorecard, dialect, table_name, keep=keep)
