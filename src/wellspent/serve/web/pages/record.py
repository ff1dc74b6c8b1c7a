"""Record: what one record says, as it was recorded, and where it came from."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, cast
from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse

from wellspent.jobs.holds_sample import holds_sample
from wellspent.jobs.ledger_lines import ledger_lines
from wellspent.jobs.show_record import ShownRecord, show_record
from wellspent.records.ledger import LedgerQuery
from wellspent.records.raw import Record
from wellspent.records.source import RecordKind
from wellspent.serve.web.minutes_by_person import in_ledger
from wellspent.serve.web.parts import Parts
from wellspent.serve.web.templating import render
from wellspent.serve.web.wording import date_and_time, label_words, value_words
from wellspent.wiring import Wellspent

router = APIRouter(prefix="/records")
NOT_SAID = frozenset({"id", "attributes", "account_key", "contact_key", "account_id", "contact_id"})
LONG = frozenset({"body", "message"})
GIVERS = {RecordKind.CONTACT: "contact_id", RecordKind.ACCOUNT: "account_id"}
MOST_LINES = 1_000


@dataclass(frozen=True, slots=True)
class Gave:
    """What a contact or an account gave and got; `more` where there are older lines, too."""

    minutes: float
    is_estimate: bool
    signs: int
    address: str
    more: bool


@router.get("/{record_id}", response_model=None)
def show(wellspent: Parts, record_id: str) -> HTMLResponse | RedirectResponse:
    """Show a record; an enquiry has a page of its own."""
    shown = show_record(wellspent.store, record_id)
    if shown.kind is RecordKind.LEAD:
        return RedirectResponse(f"/leads/{shown.record.id}", 303)
    return render(
        "record.html",
        shown=shown,
        name=name_of_record(shown),
        facts=facts_of(shown.record),
        gave=_gave(wellspent, shown),
        texts=[(label_words(name), getattr(shown.record, name)) for name in sorted(LONG)
               if getattr(shown.record, name, "")],
        sample=holds_sample(wellspent.store),
    )  # fmt: skip


def name_of_record(shown: ShownRecord) -> str:
    """Return what to call a record in a heading."""
    said = [getattr(shown.record, name, "") for name in ("kind", "name", "subject")]
    words = ": ".join(str(one) for one in said if one)
    return words[:1].upper() + words[1:] or f"{shown.kind.value} {shown.record.id}"


def facts_of(record: Record) -> list[tuple[str, str]]:
    """Return a record's fields and attributes that say something, as words with their values."""
    named = {one.name: getattr(record, one.name) for one in fields(record)}
    attributes = cast("Mapping[str, Any]", named.get("attributes") or {})
    told = {name: value for name, value in named.items() if name not in NOT_SAID | LONG}
    return [
        (label_words(name), said)
        for name, value in {**told, **attributes}.items()
        if (said := _words(value))
    ]


def _gave(wellspent: Wellspent, shown: ShownRecord) -> Gave | None:
    name = GIVERS.get(shown.kind)
    if name is None:
        return None
    asked = {name: shown.record.id}
    query = LedgerQuery(
        contact_id=asked.get("contact_id", ""),
        account_id=asked.get("account_id", ""),
        only_in_force=True,
        limit=MOST_LINES,
    )
    page = ledger_lines(wellspent.store, query)
    total = in_ledger(page.entries)
    return (
        Gave(
            minutes=total.minutes,
            is_estimate=total.is_estimate,
            signs=total.signs,
            address=f"/ledger/lines?{urlencode(asked)}",
            more=bool(page.next_page),
        )
        if page.entries
        else None
    )


def _words(value: Any) -> str:
    return date_and_time(value) if isinstance(value, datetime) else value_words(value)
