"""Where minutes went, as a table for the questions of `report`: one row per activity and person.

SQLite's rows are fetched as Arrow, in one go; PostgreSQL's stay where they are, and only the
statement that gives them is returned (`time_sql`).

`COLUMNS`: ids are the store's numbers, 0 where there is none; nothing is NULL.

- `people`: how many of the customer's people an activity has, over whom its row comes once each.
- `our_minutes`: what the activity took of ours, on each of its rows: a talk its length for each of
  us who was in it (one, where nobody noted who), a message the time to write or read it, by its
  words. `our_estimated` is 1 where it isn't measured.
- `their_minutes`: what this person gave, as the ledger has it; `estimated_minutes` is that part of
  it that isn't measured.
- `deal_id`: the deal of the account that was open then, the latest if there were several; `stage`
  its stage then, `outcome` what became of it (*open*, *won*, *lost*; empty without a deal).
  `stage_known` is 1 where an import before and one after tell the stage; where it is 0, `stage` is
  the one that it has now, or empty when it is closed now.
- `is_customer`: 1 when the account had won us a deal before.
- `account_value`: the amounts of the account's won deals (with one year of what recurs), in the
  currency that most won deals have; those in others are left out.
"""

from datetime import UTC, datetime
from typing import Any, Final

import pyarrow as pa

from wellspent.errors import StoreUnavailable
from wellspent.store.connect import Store

COLUMNS: Final = {
    "activity_id": "int64",
    "contact_id": "int64",
    "account_id": "int64",
    "rep": "string",
    "channel": "string",
    "direction": "string",
    "happened_at": "timestamp(6)",
    "people": "int64",
    "our_minutes": "float64",
    "our_estimated": "int64",
    "their_minutes": "float64",
    "estimated_minutes": "float64",
    "deal_id": "int64",
    "stage": "string",
    "stage_known": "int64",
    "outcome": "string",
    "is_customer": "int64",
    "account_value": "float64",
}
"""Each column with its type, in the words of an Ibis schema."""

WRITING: Final = 30.0
"""Words a minute when composing a message (Karat et al. 1999, Dhakal et al. 2018)."""

READING: Final = 184.0
"""Words a minute when reading in any language (Trauzettel-Klosinski & Dietz 2012)."""

SIGNS_A_WORD: Final = 6.0
"""Of text whose words aren't counted: a word of European languages and the space behind it."""

_SPOKEN: Final = "('call', 'meeting', 'event participation')"
_WRITTEN: Final = "('email', 'sms', 'social message')"
_ARROW_TYPES: Final = {
    "int64": pa.int64(),
    "float64": pa.float64(),
    "string": pa.string(),
    "timestamp(6)": pa.timestamp("us"),
}

_STATEMENT: Final = """
WITH stages AS (
    SELECT c.record_number AS deal_number, {stage_before} AS stage,
        LAG(i.started_at) OVER (PARTITION BY c.record_number ORDER BY i.number) AS since,
        i.started_at AS until
    FROM import_changes AS c JOIN imports AS i ON i.number = c.import_number
    WHERE i.record_kind = 'deal'
),
given AS (
    SELECT e.activity_number, COALESCE(e.contact_number, 0) AS contact_number,
        SUM(e.minutes) AS minutes,
        SUM(CASE WHEN e.how = 'measured' THEN 0.0 ELSE e.minutes END) AS estimated
    FROM ledger_entries AS e
    WHERE e.kind = 'debit' AND e.activity_number IS NOT NULL AND e.reverses IS NULL
    AND NOT EXISTS (SELECT 1 FROM ledger_entries AS back WHERE back.reverses = e.number)
    GROUP BY e.activity_number, COALESCE(e.contact_number, 0)
),
currency AS (
    SELECT amount_currency FROM deals WHERE outcome = 'won' AND amount_currency <> ''
    GROUP BY amount_currency ORDER BY COUNT(*) DESC, amount_currency LIMIT 1
),
won AS (
    SELECT account_number, MIN(closed_at) AS first_at,
        SUM(CASE WHEN amount_currency = (SELECT amount_currency FROM currency)
            THEN COALESCE({amount}, 0.0) ELSE 0.0 END)
        + SUM(CASE WHEN recurring_amount_currency = (SELECT amount_currency FROM currency)
            THEN COALESCE({recurring}, 0.0) ELSE 0.0 END) AS value
    FROM deals WHERE outcome = 'won' AND account_number IS NOT NULL
    GROUP BY account_number
),
parts AS (
    SELECT a.number, a.kind, a.direction, a.rep, a.happened_at, a.minutes,
        COALESCE(g.contact_number, a.contact_number, 0) AS contact_number,
        COALESCE(g.minutes, 0.0) AS their_minutes,
        COALESCE(g.estimated, 0.0) AS estimated_minutes,
        CASE WHEN a.kind IN {written} THEN CASE WHEN a.body <> ''
            THEN LENGTH(a.body) / {signs_a_word}
            ELSE COALESCE((
                SELECT t.words FROM conversation_turns AS t WHERE t.activity_number = a.number
                ORDER BY t.number LIMIT 1
            ), 0) END ELSE 0.0 END AS words,
        CASE WHEN a.kind IN {spoken} THEN (
            SELECT COUNT(*) FROM conversations AS k
            JOIN conversation_speakers AS s ON s.conversation_number = k.number
            WHERE k.activity_number = a.number AND s.side = 'ours'
            AND s.presence NOT IN ('declined', 'no answer')
        ) ELSE 0 END AS of_us,
        COALESCE(a.account_number, c.account_number) AS account_number,
        COUNT(*) OVER (PARTITION BY a.number) AS people
    FROM activities AS a
    LEFT JOIN given AS g ON g.activity_number = a.number
    LEFT JOIN contacts AS c ON c.number = a.contact_number
    WHERE a.happened_at IS NOT NULL {window}
),
placed AS (
    SELECT parts.*, (
        SELECT d.number FROM deals AS d
        WHERE d.account_number = parts.account_number
        AND (d.created_at IS NULL OR d.created_at <= parts.happened_at)
        AND (d.closed_at IS NULL OR d.closed_at >= parts.happened_at)
        AND (d.closed_at IS NOT NULL OR d.outcome = 'open')
        ORDER BY d.created_at DESC, d.number DESC LIMIT 1
    ) AS deal_number
    FROM parts
)
SELECT
    CAST(p.number AS BIGINT) AS activity_id,
    CAST(p.contact_number AS BIGINT) AS contact_id,
    CAST(COALESCE(p.account_number, 0) AS BIGINT) AS account_id,
    p.rep AS rep,
    p.kind AS channel,
    p.direction AS direction,
    {happened_at} AS happened_at,
    CAST(p.people AS BIGINT) AS people,
    CASE WHEN p.kind IN {spoken}
            THEN COALESCE(p.minutes, 0.0) * CASE WHEN p.of_us > 1 THEN p.of_us ELSE 1 END
        WHEN p.direction = 'inbound' THEN p.words / {reading}
        ELSE p.words / {writing} END AS our_minutes,
    CAST(CASE WHEN p.kind IN {spoken} AND p.minutes IS NOT NULL THEN 0 ELSE 1 END AS BIGINT)
        AS our_estimated,
    p.their_minutes AS their_minutes,
    p.estimated_minutes AS estimated_minutes,
    CAST(COALESCE(d.number, 0) AS BIGINT) AS deal_id,
    COALESCE(s.stage, CASE WHEN d.outcome = 'open' THEN d.stage ELSE '' END, '') AS stage,
    CAST(CASE WHEN s.stage IS NULL THEN 0 ELSE 1 END AS BIGINT) AS stage_known,
    COALESCE(d.outcome, '') AS outcome,
    CAST(CASE WHEN w.first_at < p.happened_at THEN 1 ELSE 0 END AS BIGINT) AS is_customer,
    COALESCE(w.value, 0.0) AS account_value
FROM placed AS p
LEFT JOIN deals AS d ON d.number = p.deal_number
LEFT JOIN stages AS s ON s.deal_number = p.deal_number
    AND (s.since IS NULL OR s.since <= p.happened_at) AND s.until > p.happened_at
LEFT JOIN won AS w ON w.account_number = p.account_number
"""


def time_sql(
    *,
    writing: float = WRITING,
    reading: float = READING,
    since: datetime | None = None,
    until: datetime | None = None,
) -> str:
    """Return the statement that gives the table on PostgreSQL, with times in UTC without a zone.

    `writing` and `reading` are words a minute.
    """
    return _STATEMENT.format(
        stage_before="c.before::json ->> 'stage'",
        amount="CAST(amount_amount AS DOUBLE PRECISION)",
        recurring="CAST(recurring_amount_amount AS DOUBLE PRECISION)",
        happened_at="p.happened_at AT TIME ZONE 'UTC'",
        window=_window(since, until),
        **_numbers(writing, reading),
    )


def time_arrow(
    store: Store,
    *,
    writing: float = WRITING,
    reading: float = READING,
    since: datetime | None = None,
    until: datetime | None = None,
) -> Any:
    """Return the rows of a time from SQLite as an Arrow table; StoreUnavailable if it can't."""
    import adbc_driver_sqlite.dbapi as adbc

    statement = _STATEMENT.format(
        stage_before="json_extract(c.before, '$.stage')",
        amount="CAST(amount_amount AS REAL)",
        recurring="CAST(recurring_amount_amount AS REAL)",
        happened_at="p.happened_at",
        window=_window(since, until),
        **_numbers(writing, reading),
    )
    try:
        with (
            adbc.connect(f"file:{store.engine.url.database}?mode=ro") as connection,
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
            return _typed(cursor.fetch_arrow_table())
    except adbc.Error as error:
        raise StoreUnavailable(
            "Where minutes went couldn't be read.", where=store.address, tried=str(error)
        ) from error


def _numbers(writing: float, reading: float) -> dict[str, str]:
    return {
        "writing": repr(float(writing)),
        "reading": repr(float(reading)),
        "signs_a_word": repr(SIGNS_A_WORD),
        "spoken": _SPOKEN,
        "written": _WRITTEN,
    }


def _window(since: datetime | None, until: datetime | None) -> str:
    """Return the condition of a time. Moments are written out; they hold nothing but digits."""
    bounds = [(since, ">="), (until, "<")]
    return "".join(
        f"AND a.happened_at {sign} '{moment.astimezone(UTC).isoformat(timespec='microseconds')}' "
        for moment, sign in bounds
        if moment is not None
    )


def _typed(rows: Any) -> Any:
    """Return the rows with the types of `COLUMNS`; SQLite's own depend on the first rows."""
    columns: dict[str, Any] = {}
    for name, kind in COLUMNS.items():
        column = rows[name]
        if name == "happened_at":
            column = column.cast(pa.string()).cast(pa.timestamp("us", "UTC"))
        columns[name] = column.cast(_ARROW_TYPES[kind])
    return pa.table(columns)
