"""The queue as a table: rank, fit, who, age, source, reasons."""

from datetime import datetime

from wellspent.records.queue import LeadRow, Queue
from wellspent.serve.ages_and_counts import age
from wellspent.serve.cli.sample_data import SAMPLE_DATA
from wellspent.serve.cli.show import Format, out_of_100, say, show_rows


def show_queue(queue: Queue, form: Format) -> None:
    """Show the open leads, best fit first, after the verdict that stands behind the order."""
    if form is Format.TABLE:
        sample = SAMPLE_DATA if queue.sample else ""
        say(f"{sample}{queue.open_leads:,} open. Verdict: {queue.verdict}. {queue.verdict_reason}")
        columns = ["fit", "lead", "company", "age", "source", "reasons"]
        rows = [_for_people(row, queue.as_of) for row in queue.rows]
        show_rows(columns, rows, form, right=["fit", "age"])
        return
    columns = ["id", "name", "company", "email", "source", "arrived_at", "fit", "fit_low",
               "fit_high", "verdict", "reasons"]  # fmt: skip
    show_rows(columns, [_for_programs(row) for row in queue.rows], form)


def _for_people(row: LeadRow, now: datetime) -> tuple[str, ...]:
    lead, fit = row.lead, row.fit
    shown = out_of_100(fit.probability, fit.low, fit.high) if fit else "not yet"
    reasons = "; ".join(fit.reasons[:2]) if fit else ""
    company = row.account_name or lead.company
    return shown, lead.name or lead.email, company, age(lead.arrived_at, now), lead.source, reasons


def _for_programs(row: LeadRow) -> tuple[str | float | datetime | None, ...]:
    lead, fit = row.lead, row.fit
    who = (lead.id, lead.name, row.account_name or lead.company, lead.email, lead.source)
    if fit is None:
        return (*who, lead.arrived_at, None, None, None, "", "")
    numbers = (round(number, 6) for number in (fit.probability, fit.low, fit.high))
    return (*who, lead.arrived_at, *numbers, fit.verdict, "; ".join(fit.reasons))
