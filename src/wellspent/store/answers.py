"""Answers: what people answered to the one polite question."""

from collections.abc import Iterable

from sqlalchemy import insert, select

from wellspent.records.route import Answer
from wellspent.records.source import RecordKind
from wellspent.store.among import among
from wellspent.store.column_types import storable_text
from wellspent.store.connect import Store
from wellspent.store.ids import number_of, record_id
from wellspent.store.leads import get_lead
from wellspent.store.routing_tables import answers
from wellspent.store.rows import StoredRow


def add_answer(store: Store, answer: Answer) -> bool:
    """Keep an answer and return True; the same answer once more changes nothing: False.

    NotFound if there is no such lead.
    """
    get_lead(store, answer.lead_id)
    row = {
        "lead_number": number_of(RecordKind.LEAD, answer.lead_id),
        "field": storable_text(answer.field),
        "text": storable_text(answer.text),
        "answered_at": answer.answered_at,
    }
    same = select(answers.c.number).filter_by(**row)
    with store.writing() as connection:
        if connection.execute(same).first() is not None:
            return False
        connection.execute(insert(answers).values(**row))
    return True


def answers_of(store: Store, lead: str) -> list[Answer]:
    """Return the answers to questions about a lead, in the order in which they came."""
    return list(answers_by_lead(store, [lead]).get(lead, ()))


def answers_by_lead(store: Store, lead_ids: Iterable[str]) -> dict[str, list[Answer]]:
    """Return the answers of each of these leads that has any."""
    numbers = [number_of(RecordKind.LEAD, lead) for lead in lead_ids]
    with store.reading() as connection:
        query = select(answers).where(among(connection, answers.c.lead_number, numbers))
        rows = connection.execute(query.order_by(answers.c.number)).mappings().all()
    found: dict[str, list[Answer]] = {}
    for row in rows:
        answer = _answer(row)
        found.setdefault(answer.lead_id, []).append(answer)
    return found


def _answer(row: StoredRow) -> Answer:
    return Answer(
        lead_id=record_id(RecordKind.LEAD, row["lead_number"]),
        field=row["field"],
        text=row["text"],
        answered_at=row["answered_at"],
    )
