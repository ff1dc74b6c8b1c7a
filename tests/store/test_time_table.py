from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import ibis
import pytest
from sqlalchemy import text, update

from tests.jobs.made_conversations import (
    ADA,
    BEGAN,
    BEN,
    OFFER,
    PRAISE,
    WILMA,
    call,
    taken,
    thread,
)
from tests.store.made_records import import_records
from wellspent.records.account import Account
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.contact import Contact
from wellspent.records.deal import Deal, DealOutcome
from wellspent.records.money import Money
from wellspent.report.engine import on_duckdb, on_postgresql
from wellspent.store.connect import Store
from wellspent.store.ledger_table import ledger_on_postgresql
from wellspent.store.tables import imports
from wellspent.store.time_table import COLUMNS, READING, WRITING, time_arrow, time_sql

DAY = timedelta(days=1)


def rows_of(store: Store, **window: datetime) -> list[dict[str, Any]]:
    """Return the rows as the questions of `report` see them on this kind of store."""
    schema = ibis.schema(COLUMNS)
    if store.on_sqlite:
        tables = on_duckdb({"time": time_arrow(store, **window)})
        assert tables.by_name["time"].schema() == schema
        found = tables.answer(tables.by_name["time"])
    else:
        with ledger_on_postgresql(store) as connection:
            tables = on_postgresql(connection, {"time": (time_sql(**window), schema)})
            found = tables.answer(tables.by_name["time"])
    return sorted(found.to_pylist(), key=lambda row: (row["activity_id"], row["contact_id"]))


def deal(key: str, outcome: DealOutcome, stage: str, days: tuple[int, int | None]) -> Deal:
    return Deal(
        external_id=key, name=key, account_key="a1", outcome=outcome, stage=stage,
        amount=Money(Decimal(1000), "EUR"), recurring_amount=Money(Decimal("50.5"), "EUR"),
        created_at=BEGAN + days[0] * DAY,
        closed_at=None if days[1] is None else BEGAN + days[1] * DAY,
    )  # fmt: skip


@pytest.fixture
def filled(store: Store) -> Store:
    import_records(store, Account(external_id="a1", name="Kunde", domain="kunde.example"))
    import_records(
        store,
        Contact(external_id="c1", name="Ada", email=ADA.email, account_key="a1"),
        Contact(external_id="c2", name="Ben", email=BEN.email, account_key="a1"),
    )
    return store


def test_talk_has_a_row_for_each_who_came_with_what_each_gave(filled: Store) -> None:
    taken(filled, call(minutes=20, came=(ADA, BEN)))
    found = rows_of(filled)
    assert [(row["contact_id"], row["people"], row["our_minutes"], row["their_minutes"])
            for row in found] == [(1, 2, 20.0, 20.0), (2, 2, 20.0, 20.0)]  # fmt: skip
    first = found[0]
    assert (first["account_id"], first["channel"], first["our_estimated"]) == (1, "call", 0)
    assert first["happened_at"].replace(tzinfo=UTC) == BEGAN
    assert (first["deal_id"], first["stage"], first["outcome"]) == (0, "", "")


def test_messages_take_us_the_time_to_write_and_to_read_them(filled: Store) -> None:
    taken(filled, thread())
    ours, theirs = rows_of(filled)
    assert (ours["direction"], theirs["direction"]) == ("outbound", "inbound")
    assert ours["our_minutes"] == pytest.approx(len(OFFER) / 6 / WRITING)
    assert theirs["our_minutes"] == pytest.approx(len(PRAISE) / 6 / READING)
    assert (ours["our_estimated"], ours["their_minutes"] > 0) == (1, True)
    assert ours["estimated_minutes"] == ours["their_minutes"]


def test_words_count_where_the_text_is_not_kept(filled: Store) -> None:
    taken(filled, thread())
    with filled.writing() as connection:
        connection.execute(text("UPDATE activities SET body = ''"))
    words = len(OFFER.split())
    assert rows_of(filled)[0]["our_minutes"] == pytest.approx(words / WRITING)


def test_activity_of_a_contact_counts_for_their_account(filled: Store) -> None:
    import_records(
        filled,
        Activity(kind=ActivityKind.MEETING, external_id="v1", contact_key="c1", minutes=45,
                 direction=Direction.OUTBOUND, happened_at=BEGAN),
    )  # fmt: skip
    (row,) = rows_of(filled)
    assert (row["account_id"], row["contact_id"], row["people"]) == (1, 1, 1)
    assert (row["our_minutes"], row["their_minutes"]) == (45.0, 0.0)


def test_deal_is_the_one_that_was_open_then_and_says_what_became_of_it(filled: Store) -> None:
    import_records(
        filled,
        deal("won", DealOutcome.WON, "closed won", (-30, -10)),
        deal("lost", DealOutcome.LOST, "closed lost", (-5, 5)),
        deal("open", DealOutcome.OPEN, "proposal", (20, None)),
    )
    for place, days in enumerate((-40, -20, 0, 10, 30)):
        import_records(
            filled,
            Activity(kind=ActivityKind.CALL, external_id=f"v{place}", contact_key="c1", minutes=5,
                     happened_at=BEGAN + days * DAY),
        )  # fmt: skip
    found = [(row["deal_id"], row["outcome"], row["stage"], row["is_customer"])
             for row in rows_of(filled)]  # fmt: skip
    assert found == [
        (0, "", "", 0), (1, "won", "", 0), (2, "lost", "", 1), (0, "", "", 1),
        (3, "open", "proposal", 1),
    ]  # fmt: skip
    assert {row["account_value"] for row in rows_of(filled)} == {1050.5}


def test_stage_of_the_time_is_known_where_imports_tell_it(filled: Store) -> None:
    import_records(filled, deal("d1", DealOutcome.OPEN, "demo", (-30, None)), file="first")
    fields = ("outcome", "stage")
    import_records(
        filled, deal("d1", DealOutcome.OPEN, "proposal", (-30, None)), file="second", fields=fields
    )
    with filled.writing() as connection:
        second = update(imports).where(imports.c.file == "second")
        connection.execute(second.values(started_at=BEGAN))
    for place, days in enumerate((-10, 10)):
        import_records(
            filled,
            Activity(kind=ActivityKind.CALL, external_id=f"v{place}", contact_key="c1", minutes=5,
                     happened_at=BEGAN + days * DAY),
        )  # fmt: skip
    assert [(row["stage"], row["stage_known"]) for row in rows_of(filled)] == [
        ("demo", 1), ("proposal", 0),
    ]  # fmt: skip


def test_only_what_happened_in_the_time_is_read(filled: Store) -> None:
    taken(filled, call())
    assert rows_of(filled, since=BEGAN, until=BEGAN + DAY) != []
    assert rows_of(filled, since=BEGAN + DAY) == []
    assert rows_of(filled, until=BEGAN) == []


def test_value_in_another_currency_than_most_is_left_out(filled: Store) -> None:
    import_records(
        filled,
        deal("d1", DealOutcome.WON, "", (-9, -8)),
        deal("d2", DealOutcome.WON, "", (-7, -6)),
        Deal(external_id="d3", name="d3", account_key="a1", outcome=DealOutcome.WON,
             amount=Money(Decimal(7), "USD"), closed_at=BEGAN),
    )  # fmt: skip
    taken(filled, call())
    assert rows_of(filled)[0]["account_value"] == 2101.0


def test_talk_takes_its_length_of_each_of_us_who_was_in_it(filled: Store) -> None:
    wim = replace(WILMA, name="Wim", email="wim@otter.example")
    two_of_us = replace(call(minutes=20), speakers=(WILMA, wim, ADA))
    taken(filled, two_of_us)
    assert [row["our_minutes"] for row in rows_of(filled)] == [40.0]
