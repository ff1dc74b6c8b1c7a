"""What people do with rows of the queue: done, marks, release, move; and how each is taken back.

An act is told in the address of the page that follows (`did`, `on`), so that it can be said and
taken back there without a script; nothing of a person is in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from wellspent.errors import InputError, NotFound
from wellspent.jobs.find_leads import get_lead
from wellspent.jobs.mark_lead import mark_lead
from wellspent.jobs.move_lead import let_rule_decide, move_lead
from wellspent.jobs.next_step_taken import next_step_taken, next_step_waits
from wellspent.jobs.release_lead import release_lead
from wellspent.jobs.routed_lead import routed_lead
from wellspent.jobs.take_back_mark import take_back_mark
from wellspent.records.authenticity import Mark, MarkKind
from wellspent.records.route import SLOW_LANES, Route, RoutedLead
from wellspent.serve.ages_and_counts import counted
from wellspent.serve.web.row_name import row_name
from wellspent.wiring import Wellspent

DONE, RELEASE = "done", "release"
MARKS = {mark.value: mark for mark in MarkKind}
MOVES = {route.value: route for route in Route if route is not Route.PERSON_DECIDES}
TEACHING = frozenset({RELEASE, *MARKS})
MOST_AT_ONCE = 100
BY_RULE = "rule"
BEFORE = ":"
"""Parts a lead's id from the route that a person had chosen for it before."""


@dataclass(frozen=True, slots=True)
class Told:
    """What was done, in a sentence, and what taking it back needs."""

    sentence: str
    act: str
    on: tuple[str, ...]


def act_on(wellspent: Wellspent, act: str, lead_ids: Sequence[str], *, by: str) -> list[str]:
    """Do the same with some leads; return what `take_back` needs to know of each.

    InputError for an act that there isn't, for no lead or too many; a lead that is gone meanwhile
    is passed over.
    """
    _check(act, lead_ids)
    now = datetime.now(UTC)
    done: list[str] = []
    for lead_id in dict.fromkeys(lead_ids):
        try:
            before = routed_lead(wellspent.store, lead_id)
        except NotFound:
            continue
        if act == RELEASE and before.route not in SLOW_LANES:
            continue
        _do(wellspent, act, lead_id, by, now)
        done.append(_remembered(before))
    return done


def _check(act: str, lead_ids: Sequence[str]) -> None:
    if act not in {DONE, RELEASE, *MARKS, *MOVES}:
        raise InputError(
            f"“{act[:40]}” is nothing that can be done with an enquiry.",
            next_step="Use the buttons of the page.",
        )
    if not lead_ids:
        raise InputError(
            "No enquiry was chosen.", next_step="Choose one or more, then press the button again."
        )
    if len(lead_ids) > MOST_AT_ONCE:
        raise InputError(
            f"More than {MOST_AT_ONCE} enquiries were chosen.", next_step="Choose fewer."
        )


def _do(wellspent: Wellspent, act: str, lead_id: str, by: str, now: datetime) -> None:
    if act == DONE:
        next_step_taken(wellspent.store, lead_id, by=by, now=now)
    elif act == RELEASE:
        release_lead(wellspent.store, lead_id, by=by, now=now)
    elif act in MARKS:
        mark = Mark(lead_id=lead_id, mark=MARKS[act], marked_at=now, marked_by=by)
        mark_lead(wellspent.store, mark)
    else:
        move_lead(wellspent.store, lead_id, MOVES[act], by=by, now=now)


def _remembered(before: RoutedLead) -> str:
    """Return a lead's id, with the route that a person had chosen for it, if one had."""
    if before.decided_by == BY_RULE:
        return before.lead_id
    return f"{before.lead_id}{BEFORE}{before.route.value}"


def take_back(wellspent: Wellspent, act: str, remembered: Sequence[str], *, by: str) -> int:
    """Take back what `act_on` did; return for how many leads. InputError as there."""
    _check(act, remembered)
    now = datetime.now(UTC)
    taken_back = 0
    for one in dict.fromkeys(remembered):
        lead_id, _, route = one.partition(BEFORE)
        try:
            _undo(wellspent, act, lead_id, MOVES.get(route), by, now)
        except NotFound:
            continue
        taken_back += 1
    return taken_back


def _undo(
    wellspent: Wellspent, act: str, lead_id: str, before: Route | None, by: str, now: datetime
) -> None:
    if act == DONE:
        next_step_waits(wellspent.store, lead_id)
    elif act in TEACHING:
        take_back_mark(wellspent.store, lead_id, chosen_before=before, by=by, now=now)
    elif before is not None:
        move_lead(wellspent.store, lead_id, before, by=by, now=now)
    else:
        let_rule_decide(wellspent.store, lead_id, now=now)


def told(wellspent: Wellspent, did: str, on: Sequence[str], *, undone: bool) -> Told | None:
    """Say what was done on the page before; None where the address tells of nothing known."""
    if not on or did not in {DONE, RELEASE, *MARKS, *MOVES}:
        return None
    whom = _whom(wellspent, [one.partition(BEFORE)[0] for one in on[:MOST_AT_ONCE]])
    if not whom:
        return None
    if undone:
        return Told(f"{whom}: taken back; as it was before.", "", ())
    return Told(f"{whom}: {_words(did, len(on))}", did, tuple(on[:MOST_AT_ONCE]))


def _whom(wellspent: Wellspent, lead_ids: Sequence[str]) -> str:
    if len(lead_ids) != 1:
        return counted(len(lead_ids), "enquiry", "enquiries")
    try:
        return row_name(get_lead(wellspent.store, lead_ids[0]))
    except NotFound:
        return ""


def _words(did: str, count: int) -> str:
    waits = "it no longer waits" if count == 1 else "they no longer wait"
    if did == DONE:
        return f"next step taken; {waits}."
    if did == RELEASE:
        return "released, and counted as genuine. It teaches."
    if did == MarkKind.GENUINE:
        return "marked genuine. It teaches; who lay in a slow lane is out of it."
    if did in MARKS:
        return f"marked {did}; {waits}. It teaches, and nothing is deleted."
    return f"moved to {did}; no rule changes that."
