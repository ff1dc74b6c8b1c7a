"""The ledger: minutes that customers gave, what they got for them, and each line that says so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from wellspent.errors import InputError, WellspentError
from wellspent.jobs.correct_minutes import correct_minutes
from wellspent.jobs.holds_sample import holds_sample
from wellspent.jobs.ledger_lines import ledger_lines
from wellspent.jobs.ledger_overview import ledger_overview
from wellspent.jobs.ledger_statement import ledger_statement, ledger_trend
from wellspent.jobs.what_we_owe import what_we_owe
from wellspent.records.ledger import Cut, LedgerQuery, StatementLine
from wellspent.serve.web.charts.chart import csv_text
from wellspent.serve.web.charts.ledger_months import ledger_months, month_words
from wellspent.serve.web.downloads import chart_download, csv_download
from wellspent.serve.web.parts import Parts
from wellspent.serve.web.templating import render
from wellspent.serve.web.typed import Typed, needed_number, text_of
from wellspent.serve.web.who import Who

router = APIRouter()
MOST_SHOWN = 100
FIRST = 5
LONGEST_MINUTES = 24 * 60
CUTS = {
    Cut.CONTACT: "Contact",
    Cut.ACCOUNT: "Account",
    Cut.REP: "Rep",
    Cut.CHANNEL: "Channel",
    Cut.INTERACTION: "Kind of interaction",
    Cut.PERIOD: "Month",
}
PERIODS = {"30": "30 days", "90": "90 days", "365": "a year", "": "all time"}


@dataclass(frozen=True, slots=True)
class View:
    """What of the ledger is shown."""

    cut: Cut = Cut.CONTACT
    days: str = "90"

    def since(self, now: datetime) -> datetime | None:
        """Return when the time begins; None for all time."""
        return now - timedelta(days=int(self.days)) if self.days else None

    def address(self, page: str = "/ledger", **changed: str) -> str:
        """Return the address of this view, or of one that differs."""
        return f"{page}?{urlencode({'by': self.cut.value, 'days': self.days, **changed})}"


@router.get("/ledger")
def show_ledger(request: Request, wellspent: Parts) -> HTMLResponse:
    """Show what wants a look first, then the statement."""
    now, view = datetime.now(UTC), _view(request)
    seen = ledger_overview(
        wellspent.store, cut=view.cut, since=view.since(now), most=FIRST, with_months=True
    )
    owed = what_we_owe(wellspent.store, now=now)
    return render(
        "ledger.html",
        view=view,
        cuts=CUTS,
        periods=PERIODS,
        statement=seen.statement,
        lines=[(one, _name(view.cut, one), _drill(view, one)) for one in seen.statement.lines],
        most_shown=MOST_SHOWN,
        silent=seen.without_value,
        longest=seen.longest_without,
        owed=owed[:FIRST],
        owed_count=len(owed),
        overdue=sum(one.is_overdue for one in owed),
        months=ledger_months(seen.months),
        now=now,
        sample=holds_sample(wellspent.store),
    )


@router.get("/ledger/months.{ending}")
def download_months(wellspent: Parts, ending: str) -> Response:
    """Download the months as a drawing (`svg`) or as numbers (`csv`)."""
    return chart_download(ledger_months(ledger_trend(wellspent.store)), ending)


@router.get("/ledger/statement.csv")
def download_statement(request: Request, wellspent: Parts) -> Response:
    """Download the statement that is shown, as numbers."""
    view = _view(request)
    since = view.since(datetime.now(UTC))
    statement = ledger_statement(wellspent.store, cut=view.cut, since=since)
    header = ("key", "name", "activities", "people", "minutes", "least", "most", "signs of value",
              "minutes without any sign of value", "last value")  # fmt: skip
    return csv_download("statement.csv", csv_text(header, tuple(map(_cells, statement.lines))))


@router.get("/ledger/lines")
def show_lines(request: Request, wellspent: Parts) -> HTMLResponse:
    """Show the lines of one contact, account, rep, conversation or of all."""
    return _lines_page(request, wellspent)


@router.post("/ledger/lines/{entry}/minutes")
def correct(request: Request, wellspent: Parts, form: Typed, entry: str, who: Who) -> Response:
    """Put other minutes in the place of a line's; the old line stays, taken back."""
    try:
        minutes = needed_number(text_of(form, "minutes"), "Minutes", low=0, high=LONGEST_MINUTES)
        correct_minutes(
            wellspent.store,
            entry,
            minutes=minutes,
            reason=text_of(form, "reason"),
            by=who or "the page",
            now=datetime.now(UTC),
        )
    except WellspentError as error:
        return _lines_page(request, wellspent, error=error)
    return RedirectResponse(f"/ledger/lines?{urlencode(_asked(request))}", 303)


def _lines_page(
    request: Request, wellspent: Parts, *, error: WellspentError | None = None
) -> HTMLResponse:
    asked = _asked(request)
    page = ledger_lines(wellspent.store, _query(asked, request.query_params.get("after", "")))
    more = urlencode({**asked, "after": page.next_page}) if page.next_page else ""
    return render(
        "ledger_lines.html",
        status=error.status if error else 200,
        error=error,
        page=page,
        asked=asked,
        here_query=urlencode(asked),
        more=more,
        sample=holds_sample(wellspent.store),
    )


def _query(asked: Mapping[str, str], after: str) -> LedgerQuery:
    return LedgerQuery(
        contact_id=asked.get("contact_id", ""),
        account_id=asked.get("account_id", ""),
        rep=asked.get("rep", ""),
        activity_id=asked.get("activity_id", ""),
        conversation_id=asked.get("conversation_id", ""),
        after=after,
    )


def _asked(request: Request) -> dict[str, str]:
    names = ("contact_id", "account_id", "rep", "activity_id", "conversation_id")
    return {
        name: request.query_params[name][:200] for name in names if request.query_params.get(name)
    }


def _view(request: Request) -> View:
    """Return the view that an address asks for; InputError says what it may ask for."""
    by, days = request.query_params.get("by", "contact"), request.query_params.get("days", "90")
    if by not in {cut.value for cut in CUTS} or days not in PERIODS:
        raise InputError(
            "The ledger can't be shown so.",
            where=f"by={by[:40]}, days={days[:40]}",
            next_step=f"Use by={'|'.join(CUTS)} and days={'|'.join(PERIODS)}.",
        )
    return View(Cut(by), days)


def _name(cut: Cut, line: StatementLine) -> str:
    return month_words(line.key) if cut is Cut.PERIOD else line.name


def _drill(view: View, line: StatementLine) -> str:
    """Return the address of the lines behind a line; empty where they can't be asked for so."""
    names = {Cut.CONTACT: "contact_id", Cut.ACCOUNT: "account_id", Cut.REP: "rep"}
    name = names.get(view.cut)
    return f"/ledger/lines?{urlencode({name: line.key})}" if name and line.key else ""


def _cells(line: StatementLine) -> tuple[str, ...]:
    numbers: Sequence[float] = (line.minutes, line.least, line.most)
    return (
        line.key,
        line.name,
        str(line.activities),
        str(line.people),
        *(f"{value:.2f}" for value in numbers),
        str(line.credits),
        f"{line.minutes_without_value:.2f}",
        line.last_value_at.isoformat() if line.last_value_at else "",
    )
