"""Message templates: kept by name; a change says which version it is based on."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, exists, insert, select, update

from wellspent.errors import Conflict, NotFound
from wellspent.records.draft import DraftChannel, DraftType
from wellspent.records.message_template import MessageTemplate
from wellspent.store.column_types import storable_text
from wellspent.store.connect import Store
from wellspent.store.ids import template_id, template_number
from wellspent.store.review_tables import message_templates
from wellspent.store.rows import StoredRow


def add_template(store: Store, template: MessageTemplate, *, now: datetime) -> MessageTemplate:
    """Keep a new template and return it; Conflict when there is one of that name."""
    with store.writing() as connection:
        if connection.execute(_named(template.name)).first() is not None:
            raise _taken(template.name)
        statement = insert(message_templates).values(**_row(template, now), version=1)
        row = connection.execute(statement.returning(message_templates)).mappings().one()
    return _template(row)


def change_template(store: Store, template: MessageTemplate, *, now: datetime) -> MessageTemplate:
    """Keep a change and return it.

    Conflict when `template.version` isn't the one that is kept, or another has its name; NotFound
    when it is gone.
    """
    number = template_number(template.id)
    here = (message_templates.c.number == number) & (
        message_templates.c.version == template.version
    )
    with store.writing() as connection:
        others = _named(template.name).where(message_templates.c.number != number)
        if connection.execute(others).first() is not None:
            raise _taken(template.name)
        values = _row(template, now) | {"version": template.version + 1}
        statement = update(message_templates).where(here).values(**values)
        row = connection.execute(statement.returning(message_templates)).mappings().first()
        if row is None:
            raise _changed(connection.execute(_there(number)).scalar_one(), template.id)
    return _template(row)


def get_template(store: Store, template: str) -> MessageTemplate:
    """Return a template by its id; NotFound if there is none."""
    number = template_number(template)
    with store.reading() as connection:
        query = select(message_templates).where(message_templates.c.number == number)
        row = connection.execute(query).mappings().first()
    if row is None:
        raise _gone(template)
    return _template(row)


def list_templates(store: Store) -> list[MessageTemplate]:
    """Return all templates by name."""
    query = select(message_templates).order_by(message_templates.c.name_key)
    with store.reading() as connection:
        return [_template(row) for row in connection.execute(query).mappings()]


def delete_template(store: Store, template: str, *, version: int) -> None:
    """Forget a template; Conflict when `version` isn't the one that is kept, NotFound if gone."""
    number = template_number(template)
    here = (message_templates.c.number == number) & (message_templates.c.version == version)
    with store.writing() as connection:
        done = connection.execute(delete(message_templates).where(here))
        if not done.rowcount:
            raise _changed(connection.execute(_there(number)).scalar_one(), template)


def _named(name: str) -> Any:
    return select(message_templates.c.number).where(message_templates.c.name_key == _key(name))


def _there(number: int) -> Any:
    return select(exists().where(message_templates.c.number == number))


def _key(name: str) -> str:
    return storable_text(" ".join(name.split()).casefold())


def _taken(name: str) -> Conflict:
    return Conflict(
        f"There is a template named {name} already.",
        next_step="Choose another name, or open that one and change it.",
    )


def _changed(is_there: bool, template: str) -> Conflict | NotFound:
    if not is_there:
        return _gone(template)
    return Conflict(
        "Somebody else saved this template meanwhile.",
        next_step="Open it anew beside this page, put your change into it, and save again.",
    )


def _gone(template: str) -> NotFound:
    return NotFound(
        f"there is no template {template}",
        next_step="It may have been deleted; look in the list.",
    )


def _row(template: MessageTemplate, now: datetime) -> dict[str, Any]:
    return {
        "name": storable_text(template.name),
        "name_key": _key(template.name),
        "channel": template.channel.value if template.channel else "",
        "type": template.type.value if template.type else "",
        "subject": storable_text(template.subject),
        "body": storable_text(template.body),
        "saved_at": now,
        "saved_by": storable_text(template.saved_by),
    }


def _template(row: StoredRow | Any) -> MessageTemplate:
    return MessageTemplate(
        id=template_id(row["number"]),
        name=row["name"],
        channel=DraftChannel(row["channel"]) if row["channel"] else None,
        type=DraftType(row["type"]) if row["type"] else None,
        subject=row["subject"],
        body=row["body"],
        version=row["version"],
        saved_at=row["saved_at"],
        saved_by=row["saved_by"],
    )
