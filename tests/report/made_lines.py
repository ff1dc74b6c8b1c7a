"""Ledgers made up for tests, as rows and as Arrow tables."""

import random
from datetime import UTC, datetime, timedelta

import pyarrow as pa

from wellspent.report.ledger.lines import SCHEMA

START = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def made_lines(seed: int, count: int = 400) -> list[dict]:
    """Return lines of a small team, with credits, corrections and lines that know little."""
    draw = random.Random(seed)
    rows: list[dict] = []
    for number in range(1, count + 1):
        activity = draw.randint(1, 1 + count // 2)
        place = random.Random(activity)
        row = {
            "entry_id": number,
            "activity_id": activity,
            "conversation_id": place.choice([0, 0, place.randint(1, 30)]),
            "contact_id": draw.choice([0, draw.randint(1, 40)]),
            "account_id": draw.choice([0, draw.randint(1, 12)]),
            "rep": place.choice(["", "Ada Rep", "Ben Rep", "Cy Rep"]),
            "channel": place.choice(["email", "call", "meeting"]),
            "direction": place.choice(["inbound", "outbound", "unknown"]),
            "happened_at": START + timedelta(hours=place.randint(0, 24 * 300)),
            "minutes": 0.0,
            "least": 0.0,
            "most": 0.0,
            "how": "",
            "credit": "",
            "count": 0,
        }
        if draw.random() < 0.2:
            row |= {"credit": "reaction", "count": 1}
        else:
            minutes = draw.randint(1, 240) / 4
            row |= {"minutes": minutes, "least": minutes / 2, "most": minutes * 2}
            row |= {"how": draw.choice(["measured", "estimated", "declared"])}
        rows.append(row)
    for row in draw.sample(rows, count // 20):
        back = {name: -row[name] for name in ("minutes", "least", "most", "count")}
        rows.append({**row, **back, "entry_id": len(rows) + 1})
    return rows


def as_arrow(rows: list[dict]) -> pa.Table:
    """Return lines as the table that the questions are asked of."""
    return pa.Table.from_pylist(rows, schema=SCHEMA.to_pyarrow())
