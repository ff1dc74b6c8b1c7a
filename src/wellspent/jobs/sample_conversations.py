"""The sample company's conversations, taken in as a team's own would be, and marked as sample."""

from datetime import datetime

from wellspent.jobs.take_in_conversations import take_in
from wellspent.listen.sides import OurSide
from wellspent.records.taken_in import TakenIn
from wellspent.sample.conversations import (
    OUR_DOMAIN,
    SOURCE,
    SamplePerson,
    contact_keys,
    sample_conversations,
    sample_meetings,
)
from wellspent.store.connect import Store
from wellspent.store.recipient import find_recipient


def take_in_sample(store: Store, *, now: datetime) -> TakenIn:
    """Take in the conversations with the sample's contacts that the store holds, and what is ahead
    with them.
    """
    people: dict[str, SamplePerson] = {}
    for key in contact_keys():
        row = find_recipient(store, key).row
        if row is not None:
            people[key] = SamplePerson(name=row["name"], email=row["email"], phone=row["phone"])
    return take_in(
        store,
        sample_conversations(people, now=now),
        source=SOURCE,
        our_side=OurSide(domains=(OUR_DOMAIN,)),
        now=now,
        ahead=sample_meetings(people, now=now),
    )
