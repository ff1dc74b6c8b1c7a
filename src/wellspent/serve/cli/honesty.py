"""`wellspent honesty`: how many genuine enquiries ended in a slow lane, and among whom."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated

import typer

from wellspent.jobs.routing_honesty import routing_honesty
from wellspent.records.route_report import RoutingHonesty, SlowLaneShare
from wellspent.serve.cli.parts import parts_of
from wellspent.serve.cli.sample_data import say_if_sample
from wellspent.serve.cli.show import Cell, Format, say, show_json, show_rows

EXAMPLES = """\
  wellspent honesty
  wellspent honesty --format csv
"""
_COLUMNS = ["by", "group", "genuine", "slow", "share", "low", "high", "differs"]


def run(
    ctx: typer.Context,
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.TABLE,
) -> None:
    """Show how many enquiries known to be genuine ended in a slow lane.

    By month, source and country, each with its interval, so that no group is treated worse unseen.
    """
    parts = parts_of(ctx)
    found = routing_honesty(parts.store, now=datetime.now(UTC))
    say_if_sample(parts)
    if form is Format.JSON:
        show_json(found)
    elif form is Format.CSV:
        show_rows(_COLUMNS, _rows(found), form)
    else:
        _show(found)


def _show(found: RoutingHonesty) -> None:
    say(found.sentence)
    say(found.promise.sentence)
    rows = list(_rows(found))
    if not rows:
        return
    say()
    shown = [(*row[:4], *(f"{cell:.1%}" for cell in row[4:7] if isinstance(cell, float)), row[7])
             for row in rows]  # fmt: skip
    show_rows(_COLUMNS, shown, Format.TABLE, right=_COLUMNS[2:7])
    say(f"{found.tested:,} groups were compared with all others, and the chance of so many looks "
        "was taken into account.")  # fmt: skip


def _rows(found: RoutingHonesty) -> Iterable[tuple[Cell, ...]]:
    for by, shares in (
        ("month", found.months), ("source", found.sources), ("country", found.countries),
    ):  # fmt: skip
        yield from (_row(by, one) for one in shares)


def _row(by: str, one: SlowLaneShare) -> tuple[Cell, ...]:
    share = one.share
    return by, one.group, one.genuine, one.slow, share.value, share.low, share.high, one.differs
