"""Free identities: let rows have back the identities that they had before, where they can.

Meanwhile another record may have come under the same identity; and of rows that are put back
together one may bear what another had.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, String, cast, literal, select, update

from wellspent.records.source import RecordKind
from wellspent.store.among import among
from wellspent.store.rows import Row
from wellspent.store.tables import RECORD_TABLES


def free_identities(connection: Connection, kind: RecordKind, rows: Sequence[Row]) -> None:
    """Make way for the identities of rows that are about to be written under their numbers.

    A row whose identity belongs to another record by now keeps the one that it has.
    """
    table = RECORD_TABLES[kind]
    numbers = [row["number"] for row in rows]
    query = select(table.c.number, table.c.identity)
    mine = query.where(among(connection, table.c.number, numbers))
    now: dict[int, str] = dict(connection.execute(mine).all())
    moving = [row for row in rows if now.get(row["number"]) != row["identity"]]
    if not moving:
        return
    wanted = {row["identity"] for row in moving}
    bearers = query.where(among(connection, table.c.identity, wanted))
    others = {identity for number, identity in connection.execute(bearers) if number not in now}
    for row in moving:
        if row["identity"] in others:
            row["identity"] = now[row["number"]]
    meanwhile = literal("moving:") + cast(table.c.number, String)
    connection.execute(
        update(table)
        .where(among(connection, table.c.number, [row["number"] for row in moving]))
        .values(identity=meanwhile)
    )
