"""`wellspent serve`: the web pages and the API."""

from typing import Annotated

import typer

from wellspent.serve.cli.chosen import settings_of
from wellspent.serve.cli.run_server import address_of, open_port, serve
from wellspent.serve.cli.show import say
from wellspent.wiring import wire

EXAMPLES = """\
  wellspent serve
  wellspent serve --port 9000
  WELLSPENT_API_TOKEN=$(openssl rand -hex 24) wellspent serve --host 0.0.0.0
"""


def run(
    ctx: typer.Context,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; 0: any free one.")] = None,
) -> None:
    """Serve the web pages and the API until Ctrl-C or SIGTERM.

    Requests that are under way are finished first. What was acknowledged is in the store, even if
    the process is killed.
    """
    settings = settings_of(ctx, host=host, port=port)
    parts = wire(settings)
    listening = open_port(settings.host, settings.port)
    say(f"Wellspent is at {address_of(listening)}  (API: {address_of(listening)}/api/v1)")
    serve(parts, listening)
