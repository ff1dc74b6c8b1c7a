"""`wellspent mcp`: the same review for programs that write to customers."""

import importlib
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from wellspent.errors import MissingPart
from wellspent.jobs.ruleset_in_use import ruleset_in_use
from wellspent.serve.cli.chosen import settings_of
from wellspent.serve.cli.parts import parts_if_there
from wellspent.serve.cli.show import remark

EXAMPLES = """\
  wellspent mcp
  wellspent --store postgresql://localhost/sales mcp
  wellspent mcp --no-store --review-config review.toml
"""


def run(
    ctx: typer.Context,
    review_config: Annotated[
        str | None, typer.Option(metavar="FILE", help="The team's review.toml.")
    ] = None,
    no_store: Annotated[
        bool, typer.Option("--no-store", help="Only the words are reviewed, without records.")
    ] = False,
) -> None:
    """Serve reviews, briefs and what the records know to AI agents over stdin and stdout (MCP).

    The tools are `review_message`, `explain_rule`, `what_we_owe`, `ledger`, `get_brief`,
    `find_decision_makers`, `best_time`, `get_committee`, `time_spent` and `next_hour`; name this
    command in the agent's configuration. The tools only read.
    Asks for the extra part: pip install 'wellspent[mcp]'
    """
    try:
        module = importlib.import_module("wellspent.serve.mcp.server")
    except ModuleNotFoundError as error:
        if error.name is None or not error.name.startswith("mcp"):
            raise
        raise MissingPart(
            "The MCP server needs the package mcp, which isn't installed.",
            next_step="pip install 'wellspent[mcp]'",
        ) from error
    settings = settings_of(ctx, review_config=review_config)
    ruleset_in_use(settings.review_config)
    parts = None if no_store else parts_if_there(ctx)
    if parts is None:
        remark("No records are looked at: only rules about the words themselves speak.")
    server = module.create_server(
        parts, configuration=settings.review_config, zone=ZoneInfo(settings.time_zone)
    )
    server.run("stdio")
