"""Send the next step: the text that was made ready, as a person left it, to the one who asked.

Nothing goes out unless the team has set a mail server, and by itself only on routes that the
rules name in `send_by_itself`.
"""

import logging
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import islice

from wellspent.deliver.mail import Letter, MailServer, make_message, send_letter
from wellspent.errors import InputError, WellspentError
from wellspent.jobs.next_step_taken import next_step_taken
from wellspent.jobs.ready_next_step import ready_next_step
from wellspent.jobs.routed_lead import routed_lead
from wellspent.jobs.rules_in_force import rules_in_force
from wellspent.records.lead import Lead
from wellspent.records.route import Route, RoutedLead
from wellspent.records.routed_queue import RoutedQuery
from wellspent.store.connect import Store
from wellspent.store.leads import get_lead
from wellspent.store.routed_leads import list_routed
from wellspent.store.routing import load_rules
from wellspent.store.sent_letters import begin_letter, end_letter

LONGEST_BODY = 20_000
LONGEST_SUBJECT = 500
MOST_AT_ONCE = 100
NEVER_BY_ITSELF = frozenset({Route.QUARANTINE, Route.PERSON_DECIDES, Route.CALL_NOW})
"""Routes that have nothing to be sent: nobody there, or a person is wanted."""

_log = logging.getLogger("wellspent.jobs")


def send_next_step(
    store: Store,
    lead_id: str,
    *,
    server: MailServer | None,
    sender: str,
    subject: str,
    body: str,
    by: str = "",
    now: datetime,
) -> RoutedLead:
    """Send a text to whoever a lead is from, keep it among the activities, and tick the step off.

    InputError when no mail server or sender is set, the lead has no address, or the text is empty;
    Conflict when this lead's step was sent already; WellspentError when the server refuses it.
    """
    lead, routed = get_lead(store, lead_id), routed_lead(store, lead_id)
    letter = Letter(sender=sender, to=lead.email, subject=subject, body=body, by_itself=not by)
    _check(lead, letter, server, now)
    assert server is not None
    key = f"next step of {lead_id}, {routed.route}, {routed.decided_at.isoformat()}"
    activity = begin_letter(
        store, lead, key=key, subject=subject, body=body, rep=by or routed.owner, now=now
    )
    try:
        send_letter(server, letter, now=now)
    except OSError as error:
        end_letter(store, activity, sent=False)
        raise WellspentError(
            f"The mail server didn't take it: {error}.",
            where=f"lead {lead_id}",
            next_step="Nothing was sent. Try again, or check the setting mail_server.",
        ) from error
    end_letter(store, activity, sent=True)
    return next_step_taken(store, lead_id, by=by, now=now)


def send_by_itself(
    store: Store, lead_id: str, *, server: MailServer | None, sender: str, now: datetime
) -> bool:
    """Send a lead's next step where the rules say that its route needs no person for it.

    Return whether it was sent. What a stranger wrote is never quoted in what no person has read,
    and what can't be sent waits for a person.
    """
    routed = routed_lead(store, lead_id)
    wanted = routed.route in rules_in_force(store).send_by_itself - NEVER_BY_ITSELF
    if not wanted or server is None or routed.acted_at is not None:
        return False
    step = ready_next_step(store, lead_id, route=routed.route, quoting=False)
    try:
        send_next_step(
            store,
            lead_id,
            server=server,
            sender=sender,
            subject=step.subject,
            body=step.body,
            now=now,
        )
    except WellspentError as error:
        _log.warning("the next step of lead %s waits for a person: %s", lead_id, error.what)
        return False
    return True


def send_by_themselves(
    store: Store, *, server: MailServer | None, sender: str, now: datetime, passed: Collection[str]
) -> list[str]:
    """Send what may go out by itself; return the ids of the leads that were looked at.

    Only to enquiries that arrived after the rules that allow it were saved, so that turning it on
    writes to nobody from before. Leads in `passed` are left to a person.
    """
    kept = load_rules(store)
    routes = rules_in_force(store).send_by_itself - NEVER_BY_ITSELF
    if kept is None or server is None:
        return []
    looked_at: list[str] = []
    for route in sorted(routes):
        waiting = _waiting_since(store, route, kept.saved_at)
        for lead_id in islice((each for each in waiting if each not in passed), MOST_AT_ONCE):
            send_by_itself(store, lead_id, server=server, sender=sender, now=now)
            looked_at.append(lead_id)
    return looked_at


def _waiting_since(store: Store, route: Route, since: datetime) -> Iterator[str]:
    """Give the leads that wait in a route and arrived since then, those due first."""
    query = RoutedQuery(route=route, arrived_since=since, limit=MOST_AT_ONCE)
    while True:
        page = list_routed(store, query)
        yield from (row.lead.id for row in page.rows)
        if not page.next_page:
            return
        query = replace(query, after=page.next_page)


def _check(lead: Lead, letter: Letter, server: MailServer | None, now: datetime) -> None:
    if server is None or not letter.sender:
        raise InputError(
            "Nothing can be sent: the team has set no mail server or sender.",
            where="mail_server, mail_sender",
            next_step="Set both, or copy the text into your mail program.",
        )
    if not lead.email:
        raise InputError("This lead has no e-mail address.", where=f"lead {lead.id}")
    if not letter.subject.strip() or not letter.body.strip():
        raise InputError("The text has no subject or no body.", where=f"lead {lead.id}")
    if len(letter.body) > LONGEST_BODY or len(letter.subject) > LONGEST_SUBJECT:
        raise InputError(f"The text is longer than {LONGEST_BODY:,} signs.", where="body")
    try:
        make_message(letter, now=now)
    except (ValueError, UnicodeError) as error:
        raise InputError(f"It can't be sent: {error}.", where=f"lead {lead.id}") from error
