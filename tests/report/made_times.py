"""Minutes of activities made up for tests, with the powers of the people in them."""

import random
from datetime import UTC, datetime, timedelta

import pyarrow as pa

from wellspent.report.time.tables import CAN, CANNOT, POWERS, TIMES, UNKNOWN

START = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
ROLE_OF = {CAN: "decision maker", CANNOT: "no power", UNKNOWN: "unknown"}


def made_powers(seed: int, people: int = 30) -> list[dict]:
    """Return the powers of most of the people; of the others nothing is known."""
    draw = random.Random(seed)
    powers = []
    for contact in range(1, people + 1):
        if draw.random() < 0.8:
            standing = draw.choice([CAN, CANNOT, CANNOT, UNKNOWN])
            role = ROLE_OF[standing]
            powers.append({"contact_id": contact, "role": role, "standing": standing})
    return powers


def made_times(seed: int, count: int = 200) -> list[dict]:
    """Return the minutes of activities with one to three people each."""
    draw = random.Random(seed)
    rows = []
    for activity in range(1, count + 1):
        people = draw.sample(range(1, 31), draw.choice([1, 1, 1, 2, 3]))
        deal = draw.choice([0, draw.randint(1, 12)])
        whole = {
            "activity_id": activity,
            "account_id": draw.randint(1, 9),
            "rep": draw.choice(["", "Ada Rep", "Ben Rep"]),
            "channel": draw.choice(["email", "call", "meeting"]),
            "direction": draw.choice(["inbound", "outbound"]),
            "happened_at": START + timedelta(minutes=draw.randint(0, 60 * 24 * 200)),
            "people": len(people),
            "our_minutes": draw.randint(0, 240) / 4,
            "our_estimated": draw.randint(0, 1),
            "deal_id": deal,
            "stage": draw.choice(["offer", "demo"]) if deal else "",
            "stage_known": draw.randint(0, 1),
            "outcome": ["open", "won", "lost"][deal % 3] if deal else "",
            "is_customer": draw.randint(0, 1),
            "account_value": draw.choice([0.0, 500.0, 5_000.0, 50_000.0]),
        }
        for contact in people:
            theirs = draw.randint(0, 100) / 4
            estimated = draw.choice([0.0, theirs])
            person = {"contact_id": draw.choice([0, contact, contact, contact])}
            rows.append(
                {**whole, **person, "their_minutes": theirs, "estimated_minutes": estimated}
            )
    return rows


def as_arrow(times: list[dict], powers: list[dict]) -> dict[str, pa.Table]:
    """Return both as the tables that the questions are asked of."""
    return {
        "times": pa.Table.from_pylist(times, schema=TIMES.to_pyarrow()),
        "powers": pa.Table.from_pylist(powers, schema=POWERS.to_pyarrow()),
    }
