"""Conditions: a query for leads as SQL, in the form that suits how the list is read."""

from sqlalchemy import (
    ColumnElement,
    Connection,
    Text,
    cast,
    column,
    func,
    literal_column,
    select,
    table,
)

from wellspent.records.queue import LeadQuery, LeadSort
from wellspent.store.derived import arrived_order, search_words
from wellspent.store.tables import leads

MOST_SEARCH_WORDS = 8

FILTERS = ("source", "country", "industry", "owner")

Conditions = list[ColumnElement[bool]]


def gathering(connection: Connection, query: LeadQuery) -> Conditions:
    """Return conditions that find the leads by whatever index narrows most."""
    conditions = [leads.c[name] == value for name, value in _equals(query)]
    return [*conditions, *_others(connection, query), *_search_index(connection, query.search)]


def walking(connection: Connection, query: LeadQuery) -> Conditions:
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
    words = search_words(query.search)[:MOST_SEARCH_WORDS]
    spelt = [leads.c.search_text.contains(f" {word}", autoescape=True) for word in words]
    return [*conditions, *_others(connection, query), *spelt]


def _equals(query: LeadQuery) -> list[tuple[str, str]]:
    pairs = [(name, getattr(query, name)) for name in FILTERS]
    if query.outcome is not None:
        pairs.append(("outcome", query.outcome.value))
    return [(name, value) for name, value in pairs if value]


def _in_front(query: LeadQuery) -> str:
    names = [name for name, _ in _equals(query)]
    if query.sort is LeadSort.FIT and names:
        return names[-1]
    if query.sort is LeadSort.ARRIVED and "outcome" in names:
        return "outcome"
    return ""


def _others(connection: Connection, query: LeadQuery) -> Conditions:
    conditions: Conditions = []
    if query.fit_at_least is not None:
        conditions.append(leads.c.fit >= max(0.0, query.fit_at_least))
    if query.arrived_since is not None:
        conditions.append(leads.c.arrived_order >= arrived_order(query.arrived_since))
    for name, value in query.attributes.items():
        conditions.append(_attribute_is(connection, name, value))
    return conditions


def _attribute_is(connection: Connection, name: str, value: str) -> ColumnElement[bool]:
    """Return the condition that an attribute has this value: text, yes or no, or a number."""
    if connection.dialect.name == "postgresql":
        document = cast(leads.c.attributes, leads.c.attributes.type)
        return func.jsonb_extract_path_text(document, name).in_(_spellings(value))
    path = '$."' + name.replace('"', '""') + '"'
    return cast(func.json_extract(leads.c.attributes, path), Text).in_(_spellings(value))


def _spellings(value: str) -> list[str]:
    """Return how databases print what a person would write so."""
    spellings = {value}
    spellings |= {"yes": {"true", "1"}, "no": {"false", "0"}}.get(value.casefold(), set())
    try:
        number = float(value)
    except ValueError:
        return sorted(spellings)
    spellings.add(str(number))
    if number.is_integer():
        spellings.add(str(int(number)))
    return sorted(spellings)


def _search_index(connection: Connection, search: str) -> Conditions:
    words = search_words(search)[:MOST_SEARCH_WORDS]
    if not words:
        return [] if not search.strip() else [literal_column("1") == literal_column("0")]
    if connection.dialect.name == "postgresql":
        document = func.to_tsvector(literal_column("'simple'::regconfig"), leads.c.search_text)
        asked = " & ".join(f"{word}:*" for word in words)
        return [
            document.bool_op("@@")(func.to_tsquery(literal_column("'simple'::regconfig"), asked))
        ]
    asked = " AND ".join(f'"{word}"*' for word in words)
    index = table("lead_search", column("rowid"), column("lead_search"))
    matches = select(index.c.rowid).where(index.c.lead_search.bool_op("MATCH")(asked))
    return [leads.c.number.in_(matches)]
