"""Find people to write to: contacts and those who enquired, by name, mail address or company."""

from wellspent.jobs.find_leads import find_leads
from wellspent.records.person import Person
from wellspent.records.queue import LeadQuery, LeadRow, LeadSort
from wellspent.store.connect import Store
from wellspent.store.people import find_contacts

MOST = 8
LONGEST_WORDS = 200


def find_people(store: Store, words: str, *, limit: int = MOST) -> list[Person]:
    """Return at most `limit` people that the words may mean, contacts first, each one once."""
    asked = words.strip()[:LONGEST_WORDS]
    if not asked:
        return []
    found = find_contacts(store, asked, limit=limit)
    if len(found) < limit:
        query = LeadQuery(search=asked, sort=LeadSort.ARRIVED, limit=limit)
        found += [_person(row) for row in find_leads(store, query).rows]
    return _each_once(found)[:limit]


def _each_once(found: list[Person]) -> list[Person]:
    """Return each person once: one address is one person, and so is an enquiry by a contact's name
    from the contact's company.
    """
    addresses: set[str] = set()
    named: set[tuple[str, str]] = set()
    people: list[Person] = []
    for person in found:
        address = person.address.casefold()
        name = (person.name.casefold(), person.company.casefold())
        if address in addresses or (person.lead_id and all(name) and name in named):
            continue
        addresses.add(address)
        named.add(name)
        people.append(person)
    return people


def _person(row: LeadRow) -> Person:
    lead = row.lead
    return Person(
        id=lead.id,
        name=lead.name,
        email=lead.email,
        title=lead.title,
        company=row.account_name or lead.company,
        lead_id=lead.id,
    )
