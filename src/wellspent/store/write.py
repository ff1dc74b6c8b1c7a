"""Write a plan: new rows, changed rows, and what an undo needs."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Table, bindparam, delete, text, update

from wellspent.records.attribute import AttributeValue
from wellspent.records.source import RecordKind
from wellspent.store.among import among
from wellspent.store.attributes import note_values
from wellspent.store.before_image import image_of_row
from wellspent.store.bulk import bulk_insert
from wellspent.store.enquiries_of_deals import find_enquiries
from wellspent.store.link_rows import link_rows
from wellspent.store.plan import Change, ImportContext, Plan
from wellspent.store.rows import Row
from wellspent.store.search_index import index_rows, unindex_rows
from wellspent.store.stale import mark_stale, mark_stale_of_accounts
from wellspent.store.tables import (
    RECORD_TABLES,
    accounts,
    import_changes,
    import_repeats,
    leads,
)
from wellspent.store.upsert import insert_if_new, upsert

LOCK_NUMBERS = {kind: 7_355_700 + place for place, kind in enumerate(RecordKind)}


def lock_kind(connection: Connection, kind: RecordKind) -> None:
    """Let one writer at a time decide what is new among records of a kind.

    SQLite has one writer anyway; PostgreSQL holds this until the transaction ends.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(
            text("SELECT pg_advisory_xact_lock(:number)"), {"number": LOCK_NUMBERS[kind]}
        )


def write_plan(connection: Connection, context: ImportContext, plan: Plan) -> list[int]:
    """Write what was planned, linked; return the numbers of the new records."""
    _relink_changed(plan.changes)
    rows = [*plan.creates, *(c.after for c in plan.changes)]
    link_rows(connection, plan.kind, rows)
    if plan.kind is RecordKind.DEAL:
        find_enquiries(connection, rows)
    _note_attributes(connection, plan)
    numbers = insert_rows(connection, RECORD_TABLES[plan.kind], plan.creates)
    update_rows(connection, RECORD_TABLES[plan.kind], [c.after for c in plan.changes])
    if context.number is not None:
        _keep_before_images(connection, context.number, plan)
        _keep_repeats(connection, context.number, plan.repeats)
    return numbers


def _note_attributes(connection: Connection, plan: Plan) -> None:
    """Note attributes that no mapping has described, so that an export has all of them."""
    met: dict[str, AttributeValue] = {}
    for row in (*plan.creates, *(change.after for change in plan.changes)):
        met.update(row.get("attributes", {}))
    note_values(connection, plan.kind, met)


def insert_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> list[int]:
    """Insert rows under new numbers; return the numbers."""
    if not rows:
        return []
    numbers = take_numbers(connection, table, len(rows))
    for number, row in zip(numbers, rows, strict=True):
        row["number"] = number
    bulk_insert(connection, table, rows)
    index_rows(connection, table, numbers)
    return numbers


def take_numbers(connection: Connection, table: Table, count: int) -> list[int]:
    """Return so many numbers that no row has had, in rising order."""
    if connection.dialect.name == "sqlite":
        last = connection.execute(
            text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table.name}
        ).scalar()
        first = (last or 0) + 1
        return list(range(first, first + count))
    taken = connection.execute(
        text("SELECT nextval(pg_get_serial_sequence(:name, 'number')) FROM generate_series(1, :n)"),
        {"name": table.name, "n": count},
    )
    return sorted(taken.scalars())


def _relink_changed(changes: Sequence[Change]) -> None:
    """Forget the link of a row whose key changed, so that it is looked for again."""
    for change in changes:
        for key in [name for name in change.after if name.endswith("_key")]:
            number = key.removesuffix("_key") + "_number"
            if number in change.after and change.after[key] != change.before[key]:
                change.after[number] = None
        if _means_another(change):
            change.after["account_number"] = change.after["contact_number"] = None


def _means_another(change: Change) -> bool:
    """Return whether a lead's words by which it was linked have changed."""
    if "link_method" not in change.after:
        return False
    words = ("email", "email_domain", "company_key")
    return any(change.after[name] != change.before[name] for name in words)


def update_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Overwrite rows, found by their number, with the columns that they have."""
    if not rows:
        return
    columns = [name for name in rows[0] if name != "number"]
    statement = (
        update(table)
        .where(table.c.number == bindparam("b_number"))
        .values({name: bindparam(f"b_{name}") for name in columns})
    )
    indexed = [row["number"] for row in rows] if "search_text" in columns else []
    unindex_rows(connection, table, indexed)
    connection.execute(
        statement, [{f"b_{name}": row[name] for name in (*columns, "number")} for row in rows]
    )
    index_rows(connection, table, indexed)
    _mark_fits(connection, table, [row["number"] for row in rows])


def _mark_fits(connection: Connection, table: Table, numbers: Sequence[int]) -> None:
    """Mark the fits as stale that were reckoned from what has changed."""
    if table is leads:
        mark_stale(connection, numbers)
    elif table is accounts:
        mark_stale_of_accounts(connection, numbers)


def delete_rows(connection: Connection, table: Table, numbers: Sequence[int]) -> None:
    """Delete rows by their numbers; what refers to them forgets them."""
    if table is accounts:
        mark_stale_of_accounts(connection, numbers)
    unindex_rows(connection, table, numbers)
    connection.execute(delete(table).where(among(connection, table.c.number, numbers)))


def _keep_before_images(connection: Connection, import_number: int, plan: Plan) -> None:
    """Keep rows as they were before this import first changed them."""
    table = RECORD_TABLES[plan.kind]
    images = [
        {
            "import_number": import_number,
            "record_number": change.before["number"],
            "before": image_of_row(table, change.before),
        }
        for change in plan.changes
        if change.before["import_number"] != import_number
    ]
    if images:
        connection.execute(insert_if_new(connection, import_changes), images)


def _keep_repeats(connection: Connection, import_number: int, repeats: Mapping[str, int]) -> None:
    if not repeats:
        return
    statement = upsert(connection, import_repeats, ["import_number", "identity"], ["times"])
    connection.execute(
        statement,
        [
            {"import_number": import_number, "identity": key, "times": times}
            for key, times in repeats.items()
        ],
    )
