"""Whether a message says anything that not everybody could be told."""

from datetime import UTC, datetime

import pytest

from wellspent.records.account import Account
from wellspent.records.contact import Contact
from wellspent.records.draft import Draft, DraftChannel, DraftType
from wellspent.records.product import Company
from wellspent.records.reader import Reader
from wellspent.review.engine import prepare
from wellspent.review.message import Message
from wellspent.review.reading.particulars import holds_particulars
from wellspent.review.registry import own_rules

BOOK = prepare(own_rules()).book
NOW = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
ADA = Reader(
    contact=Contact(id="c1", name="Ada Okafor"),
    account=Account(id="a1", name="Harbour Brewing", industry="Brewery", city="Leeds"),
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("We offer a wide range of solutions. Do you have 15 minutes for a call?", False),
        ("My name is Tom from Aster Pumps. When could we talk on Tuesday at 10 am?", False),
        ("Our platform helps companies like yours. Would you like to see a demo?", False),
        ("Would you be open to a quick call to discuss your needs?", False),
        ("Is the pump in the cellar at Leeds still the old one?", True),
        ("Ben Cole has the sheet. Do you want it?", True),
        ("Page 4 shows it. Shall we talk?", True),
        ("Who cleans it at night?", True),
        ("Your second cellar opens in May. When could we talk?", True),
        ("Guten Tag, haben Sie nächste Woche Zeit für ein Gespräch?", False),
        ("Guten Tag, läuft Ihre Brauerei auch am Sonntag?", True),
    ],
)
def test_particulars_are_things_names_figures_and_real_questions(
    body: str, *, expected: bool
) -> None:
    draft = Draft(body=f"Hi Ada,\n\n{body}", channel=DraftChannel.EMAIL, type=DraftType.FIRST_TOUCH)
    message = Message(draft, book=BOOK, now=NOW, reader=ADA, company=Company(name="Aster Pumps"))
    assert holds_particulars(message) is expected
