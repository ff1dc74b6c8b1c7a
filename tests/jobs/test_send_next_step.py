from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.deliver.loopback import Mailbox, mail_server
from wellspent.deliver.mail import MailServer, read_mail_server
from wellspent.errors import Conflict, InputError, WellspentError
from wellspent.jobs import send_next_step as send_next_step_job
from wellspent.jobs.add_lead import add_lead
from wellspent.jobs.move_lead import move_lead
from wellspent.jobs.qualify_enquiry import qualify_enquiry
from wellspent.jobs.routed_lead import routed_lead
from wellspent.jobs.routing_rules import routing_rules, save_routing_rules
from wellspent.jobs.send_next_step import (
    send_by_itself,
    send_by_themselves,
    send_next_step,
)
from wellspent.records.lead import Lead
from wellspent.records.route import Route
from wellspent.store.activities import recent_activities
from wellspent.store.connect import Store
from wellspent.store.leads import get_lead

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
SENDER = "Sales <sales@pumps.example>"


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with mail_server() as box:
        yield box


@pytest.fixture
def server(mailbox: Mailbox) -> MailServer:
    return read_mail_server(mailbox.address)


def new_lead(store: Store, **more: str) -> str:
    lead = Lead(
        name=more.get("name", "Ida Sample"),
        email=more.get("email", "ida@sample-foods.example"),
        company="Sample Foods",
        message="I would like your brochure about filling lines, please.",
    )
    lead_id = add_lead(store, lead)[0].id
    qualify_enquiry(store, lead_id, now=NOW)
    return lead_id


def send(store: Store, lead: str, server: MailServer | None, **more: str) -> None:
    words = {"sender": SENDER, "subject": "Your brochure", "body": "Here it is.\n"} | more
    send_next_step(store, lead, server=server, by="Kim", now=NOW, **words)


def test_text_is_sent_kept_and_ticked_off(
    store: Store, mailbox: Mailbox, server: MailServer
) -> None:
    lead = new_lead(store)
    send(store, lead, server)
    (message,) = mailbox.messages
    assert message["to"] == "ida@sample-foods.example"
    assert "auto-submitted" not in message
    assert routed_lead(store, lead).acted_at == NOW
    (kept,) = recent_activities(store, get_lead(store, lead))
    assert (kept.subject, kept.attributes["delivery"]) == ("Your brochure", "sent")


def test_nothing_is_sent_twice(store: Store, mailbox: Mailbox, server: MailServer) -> None:
    lead = new_lead(store)
    send(store, lead, server)
    with pytest.raises(Conflict, match="sent already"):
        send(store, lead, server)
    assert len(mailbox.messages) == 1


def test_refused_letter_can_be_tried_again(
    store: Store, mailbox: Mailbox, server: MailServer
) -> None:
    lead = new_lead(store)
    mailbox.refuse = True
    with pytest.raises(WellspentError, match="didn't take it"):
        send(store, lead, server)
    assert routed_lead(store, lead).acted_at is None
    mailbox.refuse = False
    send(store, lead, server)
    assert len(mailbox.messages) == 1


@pytest.mark.parametrize(
    "wrong",
    [{"subject": " "}, {"body": ""}, {"body": "x" * 30_000}, {"sender": ""},
     {"sender": "nobody"}],
)  # fmt: skip
def test_letter_that_makes_no_sense_is_refused(
    store: Store, mailbox: Mailbox, server: MailServer, wrong: dict[str, str]
) -> None:
    lead = new_lead(store)
    with pytest.raises(InputError):
        send(store, lead, server, **wrong)
    assert mailbox.messages == []


def test_nothing_is_sent_without_a_mail_server_or_an_address(
    store: Store, server: MailServer
) -> None:
    with pytest.raises(InputError, match="no mail server"):
        send(store, new_lead(store), None)
    with pytest.raises(InputError, match="no e-mail address"):
        send(store, new_lead(store, email=""), server)


def test_nothing_goes_out_by_itself_until_the_team_says_so(
    store: Store, mailbox: Mailbox, server: MailServer
) -> None:
    lead = new_lead(store)
    move_lead(store, lead, Route.GIVE, by="Kim", now=NOW)
    assert not send_by_itself(store, lead, server=server, sender=SENDER, now=NOW)
    let_material_go_out(store, NOW)
    assert send_by_itself(store, lead, server=server, sender=SENDER, now=NOW)
    assert not send_by_itself(store, lead, server=server, sender=SENDER, now=NOW)
    (message,) = mailbox.messages
    assert message["auto-submitted"] == "auto-generated"
    assert "I would like your brochure" not in message.get_content()


def let_material_go_out(store: Store, now: datetime) -> None:
    rules = replace(
        routing_rules(store),
        send_by_itself=frozenset({Route.GIVE}),
        facts={"our_company": "Sample Pumps", "material": "https://pumps.example/material"},
    )
    save_routing_rules(store, rules, now=now)


def test_turning_it_on_writes_to_nobody_from_before(
    store: Store, mailbox: Mailbox, server: MailServer
) -> None:
    before, turned_on = new_lead(store, email="before@sample-foods.example"), datetime.now(UTC)
    let_material_go_out(store, turned_on)
    after = new_lead(store, email="after@sample-foods.example")
    for lead in (before, after):
        move_lead(store, lead, Route.GIVE, by="Kim", now=turned_on)
    sent = send_by_themselves(store, server=server, sender=SENDER, now=datetime.now(UTC), passed=())
    assert sent == [after]
    assert [message["to"] for message in mailbox.messages] == ["after@sample-foods.example"]


def test_those_that_arrive_are_not_kept_waiting_by_many_older_ones(
    store: Store, mailbox: Mailbox, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(send_next_step_job, "MOST_AT_ONCE", 2)
    older = [new_lead(store, email=f"before{n}@sample-foods.example") for n in range(3)]
    turned_on = datetime.now(UTC)
    let_material_go_out(store, turned_on)
    unreachable = [new_lead(store, name=name, email="") for name in ("Ada", "Bo", "Cy")]
    after = new_lead(store, email="after@sample-foods.example")
    for n, lead in enumerate([*older, *unreachable, after]):
        move_lead(store, lead, Route.GIVE, by="Kim", now=turned_on + timedelta(minutes=n))
    passed: set[str] = set()
    rounds = []
    for _ in range(3):
        looked_at = send_by_themselves(
            store, server=server, sender=SENDER, now=datetime.now(UTC), passed=passed
        )
        rounds.append(looked_at)
        passed.update(looked_at)
    assert rounds == [unreachable[:2], [unreachable[2], after], []]
    assert [message["to"] for message in mailbox.messages] == ["after@sample-foods.example"]
