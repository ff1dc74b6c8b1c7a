"""Conditions: a query for leads as SQL, in the form that suits how the list is read."""

import json
import math
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Text,
    and_,
    cast,
    column,
    false,
    func,
    literal_column,
    or_,
    select,
    table,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import JSONB

from wellspent.errors import InputError
from wellspent.records.lead import LeadOutcome
from wellspent.records.queue import LeadQuery, LeadSort
from wellspent.store.among import among
from wellspent.store.column_types import storable_text
from wellspent.store.derived import arrived_order, search_words
from wellspent.store.settled import not_settled
from wellspent.store.tables import leads

MOST_SEARCH_WORDS = 8
SAMPLE = 500
FAR_MORE = 4
"""Times as many as counted: what a sample of that size tells from it without fail."""

FILTERS = ("source", "country", "industry", "owner")

Conditions = list[ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Search:
    """How words are looked for: one that few leads have by the index, the others by reading.

    Without `rare`, every word is so common that reading along finds enough soon.
    """

    words: tuple[str, ...]
    rare: str = ""
    impossible: bool = False


def plan_search(connection: Connection, search: str, common: int) -> Search:
    """Return how to search: a word is rare when not more than `common` leads have it.

    The longest word is tried first, since it is likely the rarest.
    """
    words = sorted(set(search_words(search)[:MOST_SEARCH_WORDS]), key=len, reverse=True)
    leads_in_all = connection.execute(select(func.max(leads.c.number))).scalar() or 0
    for word in words:
        if _seems_common(connection, word, common, leads_in_all):
            continue
        if _count_word(connection, word, common + 1) <= common:
            return Search(tuple(words), rare=word)
    return Search(tuple(words), impossible=bool(search.strip()) and not words)


def check_query(query: LeadQuery) -> None:
    """Raise InputError for what no lead can have, and a database would stumble over."""
    texts = [value for _, value in _equals(query)]
    texts += [text for pair in query.attributes.items() for text in pair]
    if any(storable_text(text) != text for text in texts):
        raise InputError(
            "a filter has a character that no text can have",
            next_step="Leave out the NUL sign and halves of surrogate pairs.",
        )
    if query.arrived_since is not None and query.arrived_since.tzinfo is None:
        raise InputError(
            "the time to look from has no zone",
            where="arrived_since",
            next_step="Write it like 2026-01-31T09:00:00Z.",
        )
    if query.fit_at_least is not None and not math.isfinite(query.fit_at_least):
        raise InputError(
            "the least fit isn't a number", where="fit_at_least", next_step="Give one from 0 to 1."
        )


def gathering(connection: Connection, query: LeadQuery, search: Search) -> Conditions:
    """Return conditions that find the leads by whatever index narrows most."""
    conditions = [leads.c[name] == value for name, value in _equals(query)]
    if search.rare:
        conditions.append(_has_word(connection, search.rare))
    return [*conditions, *_others(connection, query), *_spelt(search)]


def walking(connection: Connection, query: LeadQuery, search: Search) -> Conditions:
    """Return conditions to be tried on each lead while walking along the order's index.

    SQLite would rather gather by a filter's index and sort; a `+` before a column keeps it from
    that. One filter may stay plain where an index has it in front of the order.
    """
    in_front = _in_front(query)
    conditions: Conditions = []
    for name, value in _equals(query):
        plain = name == in_front or connection.dialect.name != "sqlite"
        held = leads.c[name] if plain else literal_column(f"+leads.{name}")
        conditions.append(held == value)
    return [*conditions, *_others(connection, query), *_spelt(search)]


def _spelt(search: Search) -> Conditions:
    """Return the conditions that a lead's text has each word, at the start of one of its own."""
    if search.impossible:
        return [false()]
    return [_spelt_as(word) for word in search.words]


def _spelt_as(word: str) -> ColumnElement[bool]:
    return leads.c.search_text.contains(f" {word}", autoescape=True)


def _equals(query: LeadQuery) -> list[tuple[str, str]]:
    pairs = [(name, getattr(query, name)) for name in FILTERS]
    if query.outcome is not None:
        pairs.append(("outcome", query.outcome.value))
    return [(name, value) for name, value in pairs if value]


def _in_front(query: LeadQuery) -> str:
    """Return the filter that an index has in front of the order."""
    has_index = query.sort in {LeadSort.FIT, LeadSort.ARRIVED}
    return "outcome" if has_index and query.outcome is not None else ""


def _others(connection: Connection, query: LeadQuery) -> Conditions:
    conditions: Conditions = []
    if query.outcome is LeadOutcome.OPEN:
        conditions.append(not_settled())
    if query.fit_at_least is not None:
        conditions.append(leads.c.fit >= max(0.0, query.fit_at_least))
    if query.arrived_since is not None:
        conditions.append(leads.c.arrived_order >= arrived_order(query.arrived_since))
    for name, value in query.attributes.items():
        conditions.append(_attribute_is(connection, name, value))
    return conditions


def _attribute_is(connection: Connection, name: str, value: str) -> ColumnElement[bool]:
    """Return the condition that an attribute has this value: text, yes or no, or a number."""
    wanted = [{name: spelling} for spelling in _spellings(value)]
    if connection.dialect.name == "postgresql":
        return or_(*(leads.c.attributes.op("@>")(cast(each, JSONB)) for each in wanted))
    # Only rows whose JSON has the letters are worth parsing.
    document = type_coerce(leads.c.attributes, Text)
    path = '$."' + name.replace('"', '\\"') + '"'
    found = func.json_extract(leads.c.attributes, path)
    return or_(
        *(
            and_(func.instr(document, json.dumps(each)[1:-1]) > 0, found == spelling)
            for each, spelling in zip(wanted, _spellings(value), strict=True)
        )
    )


def _spellings(value: str) -> list[str | float | bool]:
    """Return what a person who writes this may mean."""
    spellings: list[str | float | bool] = [value]
    if value.casefold() in {"yes", "no"}:
        spellings.append(value.casefold() == "yes")
    try:
        number = float(value)
    except ValueError:
        return spellings
    return [*spellings, number] if math.isfinite(number) else spellings


def _count_word(connection: Connection, word: str, most: int) -> int:
    """Return how many leads have a word, counted up to `most`."""
    if connection.dialect.name == "postgresql":
        found = select(leads.c.number).where(_has_word(connection, word))
    else:
        found = _matches(word)
    counted = select(func.count()).select_from(found.limit(most).subquery())
    return connection.execute(counted).scalar_one()


def _seems_common(connection: Connection, word: str, common: int, leads_in_all: int) -> bool:
    """Return whether a sample of leads says that far more than `common` of them have a word.

    The index answers at once for a rare word; one that begins the words of all leads takes it
    longer to add up than to read on along a list.
    """
    step = leads_in_all // SAMPLE
    if common * FAR_MORE > leads_in_all or step == 0:
        return False
    sampled = among(connection, leads.c.number, range(1, leads_in_all + 1, step))
    having = select(func.count()).where(sampled, _spelt_as(word))
    return connection.execute(having).scalar_one() * step > common * FAR_MORE


def _has_word(connection: Connection, word: str) -> ColumnElement[bool]:
    """Return the condition, answered by the search index, that a lead has a word."""
    if connection.dialect.name != "postgresql":
        return leads.c.number.in_(_matches(word))
    configuration = literal_column("'simple'::regconfig")
    document = func.to_tsvector(configuration, leads.c.search_text)
    return document.bool_op("@@")(func.to_tsquery(configuration, f"{word}:*"))


def _matches(word: str) -> Select[*tuple[Any, ...]]:
    index = table("lead_search", column("rowid"), column("lead_search"))
    return select(index.c.rowid).where(index.c.lead_search.bool_op("MATCH")(f'"{word}"*'))
